"""A cue may ask for an order, or that something is not said; Chinese is one in two scripts."""

from __future__ import annotations

import pytest

from tapestory.model import ArticleId, Narrative, Sentence
from tapestory.narratives import Suggester, find_evidence


def narrative(
    key: str, cue: str, lang: str = "en", **concepts: dict[str, tuple[str, ...]]
) -> Narrative:
    return Narrative(
        id=key,
        name=key,
        thesis="",
        opposes=(),
        strong={lang: (cue,)},
        weak={},
        disputing={},
        blocking={},
        predictions=(),
        falsifiers=(),
        concepts=concepts,
    )


def speaks(cue: str, text: str, lang: str = "en") -> bool:
    sentence = Sentence(text=text, start=0, end=len(text))
    narratives = [narrative("it", cue, lang)]
    return bool(
        find_evidence([sentence], article_id=ArticleId("a"), lang=lang, narratives=narratives)
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [("Orders exceed output.", True), ("Output exceeds orders.", False)],
)
def test_an_order_tells_opposites_apart(text: str, found: bool) -> None:  # noqa: FBT001  # a case
    assert speaks("orders > exceed* > output", text) is found


def test_parts_that_need_no_order_hold_in_any() -> None:
    assert speaks("orders ~ exceed* ~ output", "Output exceeds orders.")


def test_what_must_not_stand_in_a_sentence_unmakes_only_its_cue() -> None:
    assert speaks("idle & mill* ! strike | holiday", "Three mills are idle.")
    assert not speaks("idle & mill* ! strike | holiday", "Three mills are idle over the holiday.")


def test_a_cue_in_either_chinese_script_finds_both() -> None:
    for cue in ("產能過剩", "产能过剩"):
        for text in ("鋼廠產能過剩。", "钢厂产能过剩。"):
            assert speaks(cue, text, "zh")


def test_cues_for_any_language_are_suggested_from() -> None:
    concepts: dict[str, dict[str, tuple[str, ...]]] = {
        "mills": {"en": ("rolling mills",)},
        "idle": {"en": ("standing cold",)},
        "months": {"en": ("furnaces",)},
    }
    suggester = Suggester([narrative("it", "{mills} ~ {idle} ~ {months}", "any", **concepts)])
    text = "Furnaces cold, rolling stopped, mills standing."
    sentence = Sentence(text=text, start=0, end=len(text))

    assert [found.narrative for found in suggester.suggest([sentence], lang="en")] == ["it"]

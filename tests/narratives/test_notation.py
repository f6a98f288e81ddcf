"""How a cue is written, and what it then finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import Narrative
from tapestory.narratives import CueIndex
from tapestory.narratives.notation import fold, parse

CONCEPTS = {
    "metal": {"en": ("steel", "iron"), "zh": ("钢材",), "ko": ("철강",), "ja": ("鉄鋼",)},
    "surplus": {"en": ("glut*", "surplus"), "zh": ("过剩",), "ko": ("과잉",), "ja": ("過剰",)},
}


def index(cue: str, lang: str = "en") -> CueIndex:
    return CueIndex(
        [
            Narrative(
                id="n",
                name="n",
                thesis="t",
                opposes=(),
                strong={lang: (cue,)},
                weak={},
                disputing={},
                blocking={},
                predictions=(),
                falsifiers=(),
                concepts=CONCEPTS,
            )
        ]
    )


def holds(cue: str, text: str, lang: str = "en") -> bool:
    return bool(index(cue, lang).find(fold(text), lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Steel was in such a glut that yards closed."),
        ("en", "A surplus of iron."),
        ("zh", "钢材严重过剩。"),
        ("ko", "철강 공급이 과잉이다."),
        ("ja", "鉄鋼の過剰が続く。"),
    ],
)
def test_concepts_compose_in_every_language(lang: str, text: str) -> None:
    assert holds("{metal} ~ {surplus}", text, lang)


@pytest.mark.parametrize(
    "text",
    [
        "Steel is scarce, but wheat is in surplus.",
        "Steel is scarce; there is a surplus of wheat.",
        "Steel " + "and so on and on " * 6 + "a surplus.",
        "Stainless.",
    ],
)
def test_what_a_contrast_or_a_distance_parts_does_not_stand_together(text: str) -> None:
    assert not holds("{metal} ~ {surplus}", text)


def test_parts_anywhere_need_not_stand_together() -> None:
    assert holds("{metal} & {surplus}", "Steel is scarce, but wheat is in surplus.")


def test_a_concept_without_words_in_a_language_finds_nothing_there() -> None:
    assert not holds("{metal} ~ {unknown}", "Steel and everything else.")


def test_one_word_does_not_fill_two_parts() -> None:
    assert not holds("glut* ~ {surplus}", "A glut.")
    assert holds("glut* ~ {surplus}", "A glut, a surplus.")


@given(st.text(max_size=40))
def test_any_cue_can_be_read_and_any_text_searched_with_it(text: str) -> None:
    notation = parse(text, {})

    assert all(part < len(notation.parts) for group in notation.together for part in group)
    index(text).find(fold(text), "en")


@given(st.sampled_from(["iron", "steel"]), st.sampled_from(["glut", "gluts", "surplus"]))
def test_the_order_of_parts_does_not_matter(metal: str, state: str) -> None:
    for text in (f"{metal} {state}", f"{state} of {metal}"):
        assert holds("{metal} ~ {surplus}", text)
        assert holds("{surplus} ~ {metal}", text)


@pytest.mark.parametrize("text", ["It scaled back.", "They scale back orders.", "Scales back!"])
def test_a_word_inside_a_phrase_may_go_on(text: str) -> None:
    assert holds("scale* back", text)
    assert not holds("scale* back", "A scale of backs.")
    assert not holds("scale* back", "They scaled the wall and came back.")

"""Sentences of our own in four languages, and the stance they take on narratives of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.config import load, load_narratives, resolve
from tapestory.model import ArticleId, Narrative, NarrativeEvidence, Sentence, Stance
from tapestory.narratives import find_evidence

LANGS = ("en", "zh", "ko", "ja")


def narrative(key: str = "glut", **cues: dict[str, tuple[str, ...]]) -> Narrative:
    nothing: dict[str, tuple[str, ...]] = {}
    return Narrative(
        id=key,
        name="Too much",
        thesis="There is too much of it.",
        opposes=(),
        strong=cues.get("strong", nothing),
        weak=cues.get("weak", nothing),
        disputing=cues.get("disputing", nothing),
        blocking=cues.get("blocking", nothing),
        reporting=cues.get("reporting", nothing),
        predictions=(),
        falsifiers=(),
    )


GLUT = narrative(
    strong={
        "en": ("glut*", "oversuppl*", "too much & steel | iron"),
        "zh": ("过剩", "過剩"),
        "ko": ("공급 과잉",),
        "ja": ("供給過剰",),
    },
    weak={"en": ("idle", "unsold", "price* & fall*")},
    disputing={"en": ("runs short",)},
    blocking={"en": ("glutinous", "wine")},
    reporting={"en": ("stock levels",)},
)


def sentence(text: str) -> Sentence:
    return Sentence(text=text, start=0, end=len(text))


def found(text: str, *, lang: str = "en", of: Narrative = GLUT) -> list[NarrativeEvidence]:
    evidence = find_evidence(
        [sentence(text)], article_id=ArticleId("a1"), lang=lang, narratives=(of,)
    )
    return list(evidence)


def stance(text: str, *, lang: str = "en") -> Stance | None:
    evidence = found(text, lang=lang)
    return evidence[0].stance if evidence else None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The yard is full: steel is in a glut that will take years to clear."),
        ("en", "An OVERSUPPLIED market punishes whoever sells last."),
        ("en", "There is simply too much iron on the quay."),
        ("zh", "钢材严重过剩,仓库已经堆满。"),
        ("zh", "鋼材嚴重過剩,倉庫已經堆滿。"),
        ("ko", "철강 공급 과잉이 이미 시작됐다."),
        ("ja", "鉄鋼は明らかに供給過剰である。"),
    ],
)
def test_an_assertion_supports(lang: str, text: str) -> None:
    assert stance(text, lang=lang) is Stance.SUPPORTS


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "This is not a glut."),
        ("en", "The figures tell us nothing about a glut."),
        ("en", "The trade is far from any glut this spring."),
        ("en", "It is a strike rather than a glut that empties the docks."),
        ("en", "Talk is cheap: the glut is a myth."),
        ("en", "Readers misread one mill's clearance sale as a glut."),
        ("en", "If steel were truly in oversupply, scrap should have fallen first."),
        ("zh", "问题在于运输,而不是过剩。"),
        ("zh", "这并非全行业过剩。"),
        ("zh", "所谓过剩是误读。"),
        ("ko", "이것은 공급 과잉이 아니라 일시적인 정체다."),
        ("ko", "공급 과잉이라는 주장은 과장됐다."),
        ("ja", "これは供給過剰ではなく、物流の遅れだ。"),
        ("ja", "供給過剰とは限らない。"),
    ],
)
def test_denial_and_contrast_dispute(lang: str, text: str) -> None:
    assert stance(text, lang=lang) is Stance.DISPUTES


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Is this the start of a glut?"),
        ("en", "Investors fear a glut."),
        ("en", "The market believes that steel is in oversupply."),
        ("en", "Some say the glut has begun."),
        ("en", "Worries about a glut weighed on the shares."),
        ("en", "If there is a glut, prices will show it."),
        ("zh", "市场认为钢材已经过剩。"),
        ("zh", "钢材真的过剩了吗?"),
        ("ko", "시장에서는 공급 과잉을 우려하는 목소리가 커졌다."),
        ("ko", "공급 과잉일까?"),
        ("ja", "市場では供給過剰への懸念が広がった。"),
        ("ja", "本当に供給過剰なのか。"),
    ],
)
def test_questions_fears_and_the_crowd_only_report(lang: str, text: str) -> None:
    assert stance(text, lang=lang) is Stance.REPORTS


@pytest.mark.parametrize(
    "text",
    [
        "The harbour opened on time.",
        "The mill stood idle.",
        "A glutinous rice harvest meets a glut of buyers.",
        "Regluting is not a word.",
    ],
)
def test_what_says_nothing_of_it_is_no_evidence(text: str) -> None:
    assert found(text) == []


def test_two_weak_cues_together_are_evidence_and_both_are_named() -> None:
    (item,) = found("The mill stands idle while unsold coils rust.")

    assert item.stance is Stance.SUPPORTS
    assert item.cue == "idle + unsold"


def test_the_parts_of_one_cue_are_not_two_cues() -> None:
    assert found("Prices of coils fall again.") == []


def test_a_denied_denial_asserts() -> None:
    assert stance("That does not mean the glut is over.") is Stance.SUPPORTS


def test_not_only_denies_nothing() -> None:
    assert stance("It is not only a glut but a rout.") is Stance.SUPPORTS


def test_a_disputing_cue_disputes_by_itself() -> None:
    assert stance("Whoever needs plate runs short by June.") is Stance.DISPUTES


def test_a_reporting_cue_takes_no_side() -> None:
    assert stance("Stock levels were published on Monday.") is Stance.REPORTS


def test_a_sentence_in_another_script_is_read_in_its_own_language() -> None:
    assert stance("钢材严重过剩。", lang="en") is Stance.SUPPORTS
    assert stance("This is not a glut.", lang="zh") is Stance.DISPUTES


def test_a_number_and_its_unit_are_two_words() -> None:
    deal = narrative(strong={"en": ("bn & steel",)})

    assert found("A $21bn order for steel.", of=deal)
    assert not found("An abnormal order for steel.", of=deal)


def test_typographic_quotes_and_hyphens_are_no_obstacle() -> None:
    over = narrative(strong={"en": ("over supplied", "mill's")})

    assert found("Over‑supplied once more.", of=over)
    assert found("The mill’s yard is full.", of=over)


def test_evidence_carries_its_sentence_article_and_cue() -> None:
    text = "An oversupplied market."
    (item,) = found(text)

    assert (item.sentence, item.article_id, item.cue) == (text, "a1", "oversuppl*")


def test_narratives_are_told_apart_in_one_sentence() -> None:
    other = narrative("strike", strong={"en": ("strike",)})
    evidence = find_evidence(
        [sentence("It is a strike, not a glut.")],
        article_id=ArticleId("a"),
        lang="en",
        narratives=(GLUT, other),
    )

    assert {item.narrative: item.stance for item in evidence} == {
        "glut": Stance.DISPUTES,
        "strike": Stance.SUPPORTS,
    }


@given(texts=st.lists(st.text(max_size=80), max_size=5), lang=st.sampled_from((*LANGS, "und")))
def test_any_text_is_read_and_every_quote_is_one_of_its_sentences(
    texts: list[str], lang: str
) -> None:
    evidence = find_evidence(
        [sentence(text) for text in texts],
        article_id=ArticleId("a"),
        lang=lang,
        narratives=(GLUT,),
    )

    assert all(item.sentence in texts for item in evidence)


@given(padding=st.text("abcdefgh ,", max_size=30), case=st.booleans())
def test_a_cue_is_found_wherever_it_stands(padding: str, *, case: bool) -> None:
    cue = "GLUT" if case else "glut"

    assert found(f"{padding} {cue} {padding}")


SHIPPED = [
    (
        "oversupply",
        "en",
        "Compute is in oversupply, and the first to suffer is hardware.",
        "supports",
    ),
    ("oversupply", "zh", "算力过剩已成定局。", "supports"),
    ("oversupply", "ko", "AI 반도체 공급 과잉이 본격화됐다.", "supports"),
    ("oversupply", "ja", "AI半導体は供給過剰に陥った。", "supports"),
    ("oversupply", "en", "Idle hours at one firm are no evidence of a glut.", "disputes"),
    ("mismatch", "en", "It is a mismatch between long building cycles and uneven use.", "supports"),
    ("mismatch", "zh", "这只是供需错配。", "supports"),
    ("shortage_persists", "en", "HBM is sold out through next year.", "supports"),
    ("shortage_persists", "zh", "高端内存供不应求。", "supports"),
    ("shortage_persists", "ko", "HBM 공급 부족이 이어진다.", "supports"),
    ("shortage_persists", "ja", "HBMの供給不足が続く。", "supports"),
    ("capex_peak", "en", "Capital spending has peaked and cuts are next.", "supports"),
    ("capex_peak", "en", "The company raised its capex guidance again.", "disputes"),
    ("capex_peak", "ko", "빅테크 설비투자가 정점을 지났다.", "supports"),
    ("panic_overcrowding", "en", "Margin calls turned a crowded trade into a rout.", "supports"),
    ("panic_overcrowding", "ja", "狼狽売りが広がった。", "supports"),
    ("neocloud_squeeze", "en", "CoreWeave's biggest customer is now a competitor.", "supports"),
    (
        "depreciation_trap",
        "en",
        "Accelerators become obsolete before their hardware is paid off.",
        "supports",
    ),
    ("efficiency_repricing", "en", "Falling inference costs favour software makers.", "supports"),
    ("meta_becomes_cloud", "en", "Meta plans to sell computing power to outsiders.", "reports"),
]


@pytest.mark.parametrize(("key", "lang", "text", "expected"), SHIPPED)
def test_shipped_cues_know_plain_statements(key: str, lang: str, text: str, expected: str) -> None:
    paths = resolve(Path("absent") / "config.toml", {})
    evidence = find_evidence(
        [sentence(text)],
        article_id=ArticleId("a"),
        lang=lang,
        narratives=load_narratives(load(paths, {}), paths),
    )

    assert {item.narrative: item.stance for item in evidence}.get(key) == expected

"""By which rule a sentence takes its stance, whose it is, and what a denial reaches."""

from __future__ import annotations

import pytest

from tapestory.model import ArticleId, Citation, Narrative, NarrativeEvidence, Sentence, Stance
from tapestory.narratives import find_evidence

WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "metal": {"en": ("steel",), "zh": ("钢材",), "ko": ("철강",), "ja": ("鉄鋼",)},
    "surplus": {"en": ("surplus", "glut"), "zh": ("过剩",), "ko": ("과잉",), "ja": ("過剰",)},
    "misplaced": {"en": ("mismatch",), "zh": ("错配",)},
}
EVERYWHERE = ("en", "zh", "ko", "ja")


def narrative(strong: str, disputing: str = "") -> Narrative:
    return Narrative(
        id="n",
        name="n",
        thesis="t",
        opposes=(),
        strong=dict.fromkeys(EVERYWHERE, (strong,)),
        weak={},
        disputing=dict.fromkeys(EVERYWHERE, (disputing,)) if disputing else {},
        blocking={},
        predictions=(),
        falsifiers=(),
        concepts=WORDS,
    )


GLUT = narrative("{metal} ~ {surplus}", disputing="shortage is back")


def read(text: str, *voices: Citation, of: Narrative = GLUT, lang: str = "en") -> NarrativeEvidence:
    (item,) = find_evidence(
        [Sentence(text=text, start=7, end=7 + len(text))],
        article_id=ArticleId("a"),
        lang=lang,
        narratives=[of],
        voices=voices,
    )
    return item


@pytest.mark.parametrize(
    ("text", "stance", "rule"),
    [
        ("Steel is in a glut.", "supports", "asserted"),
        ("Steel is not in a glut.", "disputes", "negated"),
        ("One sale of steel does not mean a glut.", "disputes", "negated"),
        ("Traders mistook a clearance of steel for a glut.", "disputes", "mistaken"),
        ("Is steel in a glut?", "reports", "asked"),
        ("Some brokers argue that steel is in a glut.", "reports", "of some"),
        ("If steel is in a glut prices will tell.", "reports", "on condition"),
        ("Even if mills close, steel stays in a glut.", "supports", "asserted"),
        ("The market believes steel is in a glut.", "reports", "of a crowd"),
        ("A steel glut is feared.", "reports", "feared or planned"),
        ("Steel is in a glut, according to people close to it.", "reports", "passed on"),
        ("The shortage is back.", "disputes", "disputed"),
        ("That does not mean the shortage is back.", "supports", "dispute negated"),
    ],
)
def test_every_stance_names_its_rule(text: str, stance: str, rule: str) -> None:
    item = read(text)

    assert (item.stance, item.rule) == (Stance(stance), rule)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "问题是运输，而不是钢材过剩。"),
        ("zh", "钢材并非过剩。"),
        ("ko", "철강은 과잉이 아니다."),
        ("ja", "鉄鋼は過剰ではない。"),
        ("en", "This tells us nothing about a steel glut."),
    ],
)
def test_negation_is_heard_in_four_languages(lang: str, text: str) -> None:
    assert read(text, lang=lang).stance is Stance.DISPUTES


def test_what_is_set_against_the_denied_is_not_denied() -> None:
    """ "A mismatch, not excess steel" is no denial of a mismatch of steel."""
    mismatch = narrative("{metal} ~ {misplaced}")

    assert read("这是错配，而不是钢材过剩。", of=mismatch, lang="zh").stance is Stance.SUPPORTS


def test_a_quoted_voice_is_named_and_the_author_is_not() -> None:
    text = "Steel is in a glut, said Ada Smelter."
    voice = Citation(name="Ada Smelter", cue="said", sentence=text, role="comment")

    assert read(text, voice).speaker == "Ada Smelter"
    assert read(text).speaker == ""


def test_a_voice_is_known_again_in_later_sentences() -> None:
    voice = Citation(name="Ada Smelter", cue="said", sentence="She spoke.", role="comment")

    assert read("Ada Smelter said steel is in a glut.", voice).speaker == "Ada Smelter"
    assert read("Steel is in a glut near Ada Smelter's yard.", voice).speaker == ""


@pytest.mark.parametrize(
    ("name", "text", "speaker"),
    [
        ("Citi", "Citizens analysts said that steel is in a glut.", ""),
        ("Intel", "Counterintelligence and Intelligence both said that steel is in a glut.", ""),
        ("Citi", "Citizens said no, but Citi's desk said steel is in a glut.", "Citi"),
        ("Smelter", "Blast-Smelter said that steel is in a glut.", "Smelter"),
        ("Élan", "Vélan and Élan said that steel is in a glut.", "Élan"),
        ("Ore Inc.", "Ore Inc.said that steel is in a glut.", "Ore Inc."),
    ],
)
def test_a_voice_is_not_found_in_a_longer_word(name: str, text: str, speaker: str) -> None:
    voice = Citation(name=name, cue="said", sentence="It spoke.", role="comment")

    assert read(text, voice).speaker == speaker


@pytest.mark.parametrize(
    ("lang", "name", "text"),
    [
        ("zh", "花旗", "分析师花旗银行表示钢材过剩。"),
        ("zh", "Citi", "据Citi表示钢材过剩。"),
        ("ko", "씨티", "씨티은행은 철강 과잉이라고 밝혔다."),
        ("ja", "シティ", "米シティは鉄鋼が過剰だと述べた。"),
    ],
)
def test_where_words_run_on_a_voice_may_stand_anywhere(lang: str, name: str, text: str) -> None:
    voice = Citation(name=name, cue="said", sentence="It spoke.", role="comment")

    assert read(text, voice, lang=lang).speaker == name


def test_a_person_speaks_rather_than_the_paper_that_prints_it() -> None:
    text = "Steel is in a glut, Ada Smelter told the Quay Times."
    paper = Citation(name="Quay Times", cue="told", sentence=text, role="report")
    person = Citation(name="Ada Smelter", cue="told", sentence=text, role="statement")

    assert read(text, paper, person).speaker == "Ada Smelter"


def test_a_hit_says_where_its_sentence_stands() -> None:
    text = "Steel is in a glut."
    item = read(text)

    assert (item.start, item.end, item.cue) == (7, 7 + len(text), "{metal} ~ {surplus}")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Short sellers contend that steel is in a glut."),
        ("en", "Analysts call it a glut of steel."),
        ("zh", "有做空机构称,钢材过剩。"),
        ("ko", "그는 철강이 과잉이라고 비판했다."),
        ("ko", "회사 측은 철강 과잉이 이어질 것으로 내다봤다."),
        ("ko", "철강이 과잉으로 치달을 것이라는 걱정이 퍼졌다."),
        ("ja", "同氏は鉄鋼が過剰だと指摘した。"),
    ],
)
def test_what_somebody_is_said_to_hold_is_reported(lang: str, text: str) -> None:
    assert read(text, lang=lang).stance is Stance.REPORTS


def test_a_denial_between_the_parts_of_what_disputes_turns_it() -> None:
    of = narrative("{metal} ~ scarce", disputing="{metal} & scarcity ~ over")

    assert read("For steel the scarcity is over.", of=of).stance is Stance.DISPUTES
    assert read("Steel sales do not mean that scarcity is over.", of=of).stance is Stance.SUPPORTS

"""What is carried over from strong evidence to the sentences behind it, and what never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import ArticleId, Narrative, NarrativeEvidence, Sentence, Stance
from tapestory.narratives import find_evidence
from tapestory.narratives.continuing import REACH

STRONG = "Steel is in a glut."
GOES_ON = "Warehouses in the north are full to the roof."
NOTHING = "The harbour was built long ago."
BLOCKED = "Warehouses of the opera are full."
TURNS = "However, the weather was fine."
BROUGHT_UP = "Steel came up at lunch."

GLUT = Narrative(
    id="glut",
    name="n",
    thesis="t",
    opposes=(),
    strong={
        "en": ("steel & glut",),
        "zh": ("钢材 & 过剩",),
        "ko": ("철강 & 과잉",),
        "ja": ("鉄鋼 & 過剰",),
    },
    weak={},
    reporting={"en": ("steel came up",)},
    continuing={"en": ("warehouse*",)},
    disputing={},
    blocking={"en": ("opera",)},
    predictions=(),
    falsifiers=(),
)


def read(*texts: str) -> tuple[NarrativeEvidence, ...]:
    sentences = []
    start = 0
    for text in texts:
        sentences.append(Sentence(text=text, start=start, end=start + len(text)))
        start += len(text) + 1
    return find_evidence(sentences, article_id=ArticleId("a"), lang="en", narratives=[GLUT])


def test_a_continuing_cue_behind_strong_evidence_is_evidence_and_says_of_what() -> None:
    first, second = read(STRONG, GOES_ON)
    assert (second.stance, second.rule) == (first.stance, "continued")
    assert second.cue == "warehouse* continues steel & glut"
    assert second.sentence == GOES_ON


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Are warehouses full?", Stance.REPORTS),
        ("If warehouses are full we shall see it.", Stance.REPORTS),
        ("Traders believe warehouses are full.", Stance.REPORTS),
        ("There are no warehouses left to fill.", Stance.DISPUTES),
    ],
)
def test_its_own_marks_go_before_the_stance_that_is_carried(text: str, stance: Stance) -> None:
    assert read(STRONG, text)[1].stance is stance


def test_a_denial_is_carried_as_a_denial() -> None:
    assert [item.stance for item in read("Steel is not in a glut.", GOES_ON)] == [
        Stance.DISPUTES,
        Stance.DISPUTES,
    ]


@pytest.mark.parametrize(
    ("claim", "behind"),
    [
        (STRONG, "This view is wrong."),
        (STRONG, "It was wrong last year."),
        ("钢材过剩。", "这种说法站不住脚。"),
        ("철강은 과잉이다.", "이런 주장은 근거가 없다."),
        ("鉄鋼は過剰だ。", "こうした見方は間違いだ。"),
    ],
)
def test_who_points_back_to_a_view_and_denies_it_disputes(claim: str, behind: str) -> None:
    assert read(claim, behind)[1].stance is Stance.DISPUTES


def test_who_points_back_without_a_mark_holds_what_was_held() -> None:
    assert read(STRONG, "Such a reading explains the prices.")[1].stance is Stance.SUPPORTS


def test_a_denied_denial_that_is_only_pointed_at_is_left_open() -> None:
    assert len(read("Steel is not in a glut.", "This view is wrong.")) == 1


def test_two_views_in_one_sentence_leave_open_which_is_meant() -> None:
    other = Narrative(
        id="other", name="n", thesis="t", opposes=(), strong={"en": ("steel",)}, weak={},
        disputing={}, blocking={}, predictions=(), falsifiers=(),
    )  # fmt: skip
    texts = (STRONG, "This view is wrong.")
    sentences = [Sentence(text=text, start=0, end=len(text)) for text in texts]
    found = find_evidence(sentences, article_id=ArticleId("a"), lang="en", narratives=[GLUT, other])
    assert {item.sentence for item in found} == {STRONG}


def test_what_turns_away_ends_it() -> None:
    assert len(read(STRONG, TURNS, GOES_ON)) == 1
    assert len(read(STRONG, "But warehouses in the south are full.")) == 1


def test_a_report_is_nothing_to_go_on_from() -> None:
    assert len(read(BROUGHT_UP, GOES_ON)) == 1


def test_what_was_carried_carries_nothing_further() -> None:
    far = [STRONG, GOES_ON, *[NOTHING] * (REACH - 1), GOES_ON]
    assert [item.sentence for item in read(*far)] == [STRONG, GOES_ON]


@given(
    st.lists(st.sampled_from([GOES_ON, NOTHING, BLOCKED, TURNS, BROUGHT_UP, "This view is wrong."]))
)
def test_without_strong_evidence_nothing_is_carried(texts: list[str]) -> None:
    assert {item.rule for item in read(*texts)} <= {"brought up"}


@given(
    st.lists(st.sampled_from([STRONG, GOES_ON, NOTHING, BLOCKED, TURNS, BROUGHT_UP])),
)
def test_all_that_is_carried_lies_near_behind_strong_evidence(texts: list[str]) -> None:
    numbered = [f"{text[:-1]} {number}." for number, text in enumerate(texts)]
    for item in read(*numbered):
        assert "opera" not in item.sentence
        if item.rule != "continued":
            continue
        place = numbered.index(item.sentence)
        between = texts[max(0, place - REACH) : place]
        assert STRONG in between
        last = len(between) - 1 - between[::-1].index(STRONG)
        assert TURNS not in between[last:]

"""What is said behind a claim, in its sentence or the next, can unmake it."""

from __future__ import annotations

import pytest

from narratives.steel import stance_of


@pytest.mark.parametrize(
    "text",
    [
        "The tale of a steel glut does not survive a look at the order books.",
        "To call it a steel glut is lazy.",
        "Somebody cries steel glut each spring. It was wrong before, and it is wrong today.",
        "They talk of a steel glut. We disagree.",
        "钢材过剩的说法站不住脚。",
        "钢材过剩这种话听听就好。",
        "철강 과잉이라는 주장은 근거가 없다.",
        "철강 과잉이라는 전망과 달리 창고는 비어 간다.",
        "鉄鋼が過剰との見方には賛成できない。",
        "鉄鋼は過剰どころか足りない。",
    ],
)
def test_a_claim_that_is_rebutted_behind_it_is_disputed(text: str) -> None:
    assert stance_of(text)[0] == "disputes"


@pytest.mark.parametrize(
    "text",
    [
        "Is steel in a glut? The makers will not say.",
        "「鉄鋼は過剰なのか」。会場でそう聞かれた社長は答えなかった。",
        "철강 과잉인지를 두고 말이 많았다.",
        "鉄鋼は過剰になるのではと聞かれた。",
    ],
)
def test_a_question_within_a_quotation_takes_no_side(text: str) -> None:
    assert stance_of(text)[0] == "reports"


def test_a_question_behind_a_claim_does_not_make_it_one() -> None:
    text = "Steel is in a glut. Who would have thought so a year ago?"
    assert stance_of(text) == ("supports", "asserted")


@pytest.mark.parametrize(
    "text",
    [
        "Closed mills and a steel glut are not contradictory.",
        "钢材过剩与停产并不矛盾。",
        "철강 과잉은 감산과 모순되지 않는다.",
        "鉄鋼の過剰は減産と矛盾しない。",
    ],
)
def test_what_is_said_to_go_together_with_something_is_not_denied(text: str) -> None:
    assert stance_of(text)[0] == "supports"

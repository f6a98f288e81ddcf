"""Three answers about a move, none of which follows from another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tapestory.model import (
    MOVED_AT,
    Confounder,
    ConfounderKind,
    Family,
    Linked,
    Move,
    MoveStatus,
    answers,
)

DAY = date(2026, 7, 1)
PAYROLLS = Confounder(
    kind=ConfounderKind.RELEASE, id="release:2026-07-01-x", name="A release", session=DAY
)
MOVE = Move(
    event_id=None,
    symbol="NBIS",
    mic="XNAS",
    window=(0, 0),
    session=DAY,
    raw=-0.1,
    expected=0.0,
    abnormal=-0.1,
    t=-4.0,
    p=0.03,
    q=0.2,
    benchmark="SPY",
    model="market",
    status=MoveStatus.MEASURED,
    family=Family.PARTIES,
    linked=Linked.NAMED,
)


def test_what_was_tested_with_others_is_judged_by_the_corrected_p() -> None:
    assert answers(MOVE).moved is False
    assert answers(replace(MOVE, q=MOVED_AT)).moved is True


def test_what_was_measured_by_itself_is_judged_by_p() -> None:
    assert answers(replace(MOVE, q=None, family=None)).moved is True


def test_a_family_that_gave_no_q_leaves_it_open() -> None:
    assert answers(replace(MOVE, q=None)).moved is None


def test_untested_is_not_the_same_as_unmoved() -> None:
    assert answers(replace(MOVE, p=None, q=None)).moved is None


@pytest.mark.parametrize("q", [0.001, 0.9, None])
@pytest.mark.parametrize("linked", list(Linked))
@pytest.mark.parametrize("confounders", [(), (PAYROLLS,)])
def test_no_answer_changes_another(
    q: float | None, linked: Linked, confounders: tuple[Confounder, ...]
) -> None:
    found = answers(replace(MOVE, q=q, linked=linked, confounders=confounders))

    assert found.moved is (None if q is None else q <= MOVED_AT)
    assert found.linked is linked
    assert found.clean is (not confounders)


def test_sessions_still_to_come_are_neither_clean_nor_unclean() -> None:
    pending = replace(MOVE, status=MoveStatus.PENDING, confounders=(PAYROLLS,))

    assert answers(pending).clean is None


def test_without_a_session_nothing_can_be_called_clean() -> None:
    assert answers(replace(MOVE, session=None)).clean is None

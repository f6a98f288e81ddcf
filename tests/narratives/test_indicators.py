"""What an indicator's values speak for, for how long, and what decides a falsifier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import (
    FalsifierFinding,
    FalsifierState,
    FalsifierStatus,
    FalsifierTest,
    Indicator,
    IndicatorValue,
    Narrative,
    NoteId,
)
from tapestory.narratives import falsifiers_of, status_of

TODAY = date(2026, 7, 3)
NOTED = datetime(2026, 7, 3, 9, tzinfo=UTC)
LAKE = Indicator(
    id="lake",
    what="Days of ice",
    source="The weather office",
    under={"cold": "up", "warm": "down", "dull": "flat"},
    expires_after=10,
)
MET, NOT_MET, OPEN = FalsifierState.MET, FalsifierState.NOT_MET, FalsifierState.OPEN
Test = Literal["above", "below", "rises_by", "falls_by"]


def value(amount: float, days_ago: int, name: str = "v", *, undone: bool = False) -> IndicatorValue:
    return IndicatorValue(
        id=NoteId(f"{name}{days_ago}"),
        at=NOTED,
        indicator="lake",
        value=amount,
        day=TODAY - timedelta(days=days_ago),
        source="A reader",
        undone=undone,
    )


PLAIN = Narrative(
    id="cold",
    name="Cold snap",
    thesis="It freezes.",
    opposes=(),
    strong={},
    weak={},
    disputing={},
    blocking={},
    predictions=(),
    falsifiers=("It thaws.",),
    indicators=(LAKE,),
)


def narrative(test: Test, threshold: float, within: int = 0) -> Narrative:
    asked = FalsifierTest(
        falsifier="It thaws.", indicator="lake", test=test, threshold=threshold, within=within
    )
    return replace(PLAIN, tests=(asked,))


def finding(
    state: FalsifierState, text: str = "It thaws.", *, undone: bool = False
) -> FalsifierFinding:
    return FalsifierFinding(
        id=NoteId("f"),
        at=NOTED,
        narrative="cold",
        falsifier=text,
        state=state,
        day=TODAY,
        source="A walker",
        undone=undone,
    )


def judged(
    of: Narrative,
    values: Sequence[IndicatorValue] = (),
    findings: Sequence[FalsifierFinding] = (),
    today: date = TODAY,
) -> FalsifierStatus:
    (status,) = falsifiers_of(of, findings=findings, values={"lake": values}, today=today)
    return status


def test_an_indicator_speaks_for_those_who_said_where_it_went() -> None:
    status = status_of(LAKE, [value(10, 5), value(12, 1)], today=TODAY)

    assert (status.trend, status.speaks_for, status.speaks_against) == ("up", ("cold",), ("warm",))
    assert status.change == pytest.approx(0.2)


def test_a_change_within_what_is_flat_speaks_for_those_who_said_flat() -> None:
    status = status_of(LAKE, [value(100, 5), value(101, 1)], today=TODAY)

    assert (status.trend, status.speaks_for, status.speaks_against) == ("flat", ("dull",), ())


def test_one_value_speaks_for_nothing() -> None:
    status = status_of(LAKE, [value(10, 1)], today=TODAY)

    assert (status.trend, status.speaks_for) == (None, ())


@given(st.integers(0, 30))
def test_a_value_speaks_as_long_as_its_definition_says(days_ago: int) -> None:
    status = status_of(LAKE, [value(10, days_ago + 1), value(12, days_ago)], today=TODAY)

    assert status.stale == (days_ago > LAKE.expires_after)
    assert bool(status.speaks_for) is not status.stale


def test_what_was_taken_back_does_not_count() -> None:
    values = [value(10, 5), value(12, 1, undone=True)]

    assert status_of(LAKE, values, today=TODAY).last == values[0]


def test_of_one_day_the_value_noted_last_counts() -> None:
    values = [value(10, 1, "a"), value(11, 1, "b")]

    status = status_of(LAKE, values, today=TODAY)

    assert (status.last, status.before) == (values[1], None)


def test_what_is_dated_later_is_left_out() -> None:
    values = [value(10, 5), value(12, 1)]

    assert status_of(LAKE, values, today=TODAY - timedelta(days=2)).last == values[0]


@given(st.lists(st.tuples(st.floats(-1e9, 1e9), st.integers(0, 30)), max_size=8))
def test_no_narrative_is_spoken_for_and_against_at_once(pairs: list[tuple[float, int]]) -> None:
    values = [value(amount, days, f"n{at}") for at, (amount, days) in enumerate(pairs)]

    status = status_of(LAKE, values, today=TODAY)

    assert not set(status.speaks_for) & set(status.speaks_against)
    assert (status.last is None) == (not values)


def test_a_falsifier_of_which_nothing_is_known_is_open() -> None:
    assert judged(PLAIN).state is OPEN
    assert judged(narrative("above", 5)).state is OPEN
    assert judged(narrative("rises_by", 0.1, 30), [value(10, 1)]).state is OPEN


@pytest.mark.parametrize(
    ("test", "threshold", "values", "state"),
    [
        ("above", 5, [value(6, 1)], MET),
        ("above", 5, [value(5, 1)], NOT_MET),
        ("below", 5, [value(4, 1)], MET),
        ("below", 5, [value(5, 1)], NOT_MET),
        ("rises_by", 0.5, [value(10, 5), value(15, 1)], MET),
        ("rises_by", 0.5, [value(10, 5), value(14, 1)], NOT_MET),
        ("falls_by", 0.5, [value(10, 5), value(5, 1)], MET),
        ("falls_by", 0.5, [value(10, 5), value(6, 1)], NOT_MET),
        ("falls_by", 0.5, [value(10, 40), value(5, 1)], OPEN),
        ("falls_by", 0.5, [value(0, 5), value(-5, 1)], OPEN),
    ],
)
def test_an_indicator_decides_by_its_threshold(
    test: Test, threshold: float, values: list[IndicatorValue], state: FalsifierState
) -> None:
    within = 30 if test.endswith("_by") else 0

    status = judged(narrative(test, threshold, within), values)

    assert status.state is state
    assert status.values[0] == values[-1]
    assert status.day == values[-1].day


def test_a_value_that_is_stale_decides_nothing() -> None:
    of, values = narrative("above", 5), [value(6, 1)]
    later = TODAY + timedelta(days=LAKE.expires_after)

    assert judged(of, values, today=later - timedelta(days=1)).state is MET
    status = judged(of, values, today=later)

    assert status.state is OPEN
    assert status.values == (values[0],)


def test_a_person_decides_before_an_indicator_which_is_told_where_it_differs() -> None:
    status = judged(narrative("above", 5), [value(6, 1)], [finding(NOT_MET)])

    assert status.state is NOT_MET
    assert "above 5" in status.why
    assert status.finding is not None


def test_the_last_word_counts_and_open_leaves_it_to_the_indicator() -> None:
    of, values = narrative("above", 5), [value(6, 1)]

    assert judged(of, values, [finding(MET), finding(NOT_MET)]).state is NOT_MET
    assert judged(of, values, [finding(NOT_MET), finding(OPEN)]).state is MET
    assert judged(PLAIN, (), [finding(MET), finding(OPEN)]).state is OPEN
    assert judged(PLAIN, (), [finding(MET, undone=True)]).state is OPEN


def test_another_wording_is_another_falsifier() -> None:
    assert judged(PLAIN, (), [finding(MET, "It thaws in May.")]).state is OPEN

"""Notes of indicators and falsifiers: added and taken back, never changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import FalsifierFinding, FalsifierState, IndicatorValue, NoteId
from tapestory.store import Store

START = datetime(2026, 7, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def value(amount: float = 1.0, at: datetime = START, indicator: str = "lake") -> IndicatorValue:
    return IndicatorValue(
        id=NoteId(""),
        at=at,
        indicator=indicator,
        value=amount,
        day=date(2026, 6, 30),
        source="A reader",
        note="by eye",
        article_id="a1",
        sentence="It froze.",
    )


def finding(at: datetime = START) -> FalsifierFinding:
    return FalsifierFinding(
        id=NoteId(""),
        at=at,
        narrative="cold",
        falsifier="It thaws.",
        state=FalsifierState.MET,
        day=date(2026, 6, 30),
        source="A walker",
    )


def test_what_was_noted_comes_back_as_it_was(store: Store) -> None:
    with store.writing() as session:
        first = session.indicators.add(value())
        second = session.falsifiers.add(finding())
    with store.reading() as session:
        (kept,) = session.indicators.values("lake")
        (found,) = session.falsifiers.findings("cold")

    assert kept == IndicatorValue(
        **{name: getattr(value(), name) for name in IndicatorValue.__slots__} | {"id": first}
    )
    assert (found.id, found.state, found.falsifier) == (second, FalsifierState.MET, "It thaws.")


def test_values_of_another_indicator_are_not_told(store: Store) -> None:
    with store.writing() as session:
        session.indicators.add(value(indicator="river"))

        assert session.indicators.values("lake") == []
        assert len(session.indicators.values()) == 1


def test_the_same_value_noted_twice_has_two_ids(store: Store) -> None:
    with store.writing() as session:
        assert session.indicators.add(value()) != session.indicators.add(value())


@given(st.lists(st.booleans(), max_size=6))
def test_undo_and_redo_turn_each_other_back(shared_store: Store, turns: list[bool]) -> None:
    undone = False
    with shared_store.writing() as session:
        name = session.indicators.add(value())
        for at, taking_back in enumerate(turns, 1):
            turn = session.indicators.undo if taking_back else session.indicators.redo

            assert turn(name, at=START + at * HOUR) is (undone is not taking_back)

            undone = taking_back
        kept = {item.id: item for item in session.indicators.values()}

    assert kept[name].undone is undone


def test_what_was_taken_back_later_still_stood_then(store: Store) -> None:
    with store.writing() as session:
        name = session.falsifiers.add(finding())
        session.falsifiers.undo(name, at=START + 2 * HOUR)

        (then,) = session.falsifiers.findings(as_of=START + HOUR)
        (now,) = session.falsifiers.findings(as_of=START + 3 * HOUR)

        assert (then.undone, now.undone) == (False, True)
        assert session.falsifiers.findings(as_of=START - HOUR) == []


def test_what_is_not_there_cannot_be_taken_back(store: Store) -> None:
    with store.writing() as session:
        assert session.indicators.undo(NoteId("zzzzzz"), at=START) is False

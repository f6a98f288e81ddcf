"""What several mails told of events that were merged since adds up to what a reader knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tapestory.model import EventId, Facts, ToldMove, VerificationState
from tapestory.pipeline.reader_memory import bearing_on, remembered
from tapestory.store.codec import FACTS
from tapestory.store.tellings import Kept, Telling

OWN, PART = EventId("0aaaaaaa"), EventId("0bbbbbbb")
FIRST = datetime(2026, 7, 3, 12, tzinfo=UTC)


def _told(told_as: EventId, *, days: int = 0, move: float, state: str, title: str) -> Telling:
    until = FIRST + timedelta(days=days)
    return Telling(
        event_id=OWN,
        told_as=told_as,
        day=date(2026, 7, 3) + timedelta(days=days),
        until=until,
        facts=Facts(
            state=VerificationState(state),
            moves=(ToldMove(symbol="9984.T", window=(0, 0), value=move),),
            origins=(told_as,),
            title=title,
        ),
    )


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_what_was_merged_into_an_event_does_not_speak_for_it(days: int) -> None:
    own = _told(OWN, move=0.03, state="reported", title="The whole")
    part = _told(PART, days=days, move=-0.005, state="confirmed", title="The part")

    told = remembered([own, part])[OWN]

    assert told.facts.title == "The whole"
    assert told.facts.state is VerificationState.REPORTED
    assert told.facts.moves == own.facts.moves
    assert set(told.facts.origins) == {OWN, PART}
    assert [part.title for part in told.parts] == ["The part"]


def test_an_event_that_was_told_only_as_another_is_known_by_that() -> None:
    part = _told(PART, move=-0.005, state="confirmed", title="The part")

    told = remembered([part])[OWN]

    assert told.facts == part.facts


def _apart(told_as: EventId, *, days: int, parts: tuple[str, ...] = ()) -> Telling:
    telling = _told(told_as, days=days, move=0.01, state="reported", title=f"Story {told_as}")
    return replace(telling, event_id=told_as, facts=replace(telling.facts, parts=parts))


def test_a_merge_that_was_told_and_taken_back_is_told_as_parted_once() -> None:
    part, whole = _apart(PART, days=0), _apart(OWN, days=1, parts=(PART,))

    known = remembered([part, whole])

    parted = known[PART].parted_from
    assert parted is not None
    assert (parted.id, parted.title) == (OWN, f"Story {OWN}")
    assert known[PART].day == whole.day
    assert set(known[PART].facts.origins) == {OWN, PART}
    assert known[PART].facts.moves == part.facts.moves
    assert (known[OWN].parted_from, known[OWN].facts.parts) == (None, ())
    assert remembered([whole, _apart(PART, days=2)])[PART].parted_from is None


def test_events_that_are_still_one_are_not_parted() -> None:
    whole = _apart(OWN, days=1, parts=(PART,))
    known = remembered([replace(_apart(PART, days=0), event_id=OWN), whole])

    assert known[OWN].facts.parts == (PART,)
    assert (known[OWN].parts, known[OWN].parted_from) == ((), None)


IDS = [EventId(f"0{letter * 7}") for letter in "abcd"]


@st.composite
def a_kept_telling(draw: st.DrawFn) -> Kept:
    told_as = draw(st.sampled_from(IDS))
    days = draw(st.integers(0, 3))
    telling = _told(told_as, days=days, move=0.01, state="reported", title=f"Story {told_as}")
    parts = draw(st.lists(st.sampled_from(IDS), max_size=2, unique=True))
    return Kept(
        event_id=draw(st.one_of(st.just(told_as), st.sampled_from(IDS))),
        told_as=told_as,
        day=telling.day,
        until=telling.until,
        facts=FACTS.dump(replace(telling.facts, parts=tuple(parts))),
    )


@given(st.lists(a_kept_telling(), max_size=8), st.sampled_from(IDS))
@settings(max_examples=300, deadline=None)
def test_what_bears_on_an_event_says_of_it_what_all_that_was_told_says(
    kept: list[Kept], wanted: EventId
) -> None:
    some = remembered([one.read() for one in bearing_on([wanted], kept)])

    assert some.get(wanted) == remembered([one.read() for one in kept]).get(wanted)


def test_what_bears_on_nothing_that_is_asked_for_is_not_read() -> None:
    unreadable = Kept(event_id=PART, told_as=PART, day=FIRST.date(), until=FIRST, facts="{")

    assert bearing_on([OWN], [unreadable]) == []

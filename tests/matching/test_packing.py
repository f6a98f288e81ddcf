"""What a matcher packs while it waits: all is decided alike, and nothing foreign is read."""

from __future__ import annotations

import os
import pickle
from array import array
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import compress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.streams import stream
from matching.test_semantic import Shares
from matching.told import CONCEPTS, START
from tapestory.matching import Matcher, MatchSettings, Memory
from tapestory.matching.events import LiveEvent
from tapestory.matching.live_events import LiveEvents, Packed
from tapestory.matching.packing import packed, unpacked
from tapestory.model import EventId

GAPS = st.sampled_from([60.0, 1440.0, 8000.0])
_EARLIEST, _LATEST = START.replace(year=1971, tzinfo=None), START.replace(year=2090, tzinfo=None)
lawful = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@lawful
@given(st.integers(0, 10**6), GAPS, st.sampled_from([0, 1, 3]))
def test_events_that_were_packed_meanwhile_are_what_they_were(
    seed: int, gap: float, ready: int
) -> None:
    items = stream(seed, size=50, gap=gap)
    whole, sparing = Matcher(CONCEPTS), Matcher(CONCEPTS, MatchSettings(ready=ready))

    assert [sparing.place(item) for item in items] == [whole.place(item) for item in items]


def test_events_whose_headlines_a_model_may_be_asked_about_are_left_whole() -> None:
    items = stream(3, size=60)
    whole = Matcher(CONCEPTS, semantics=Shares())
    sparing = Matcher(CONCEPTS, MatchSettings(ready=0), semantics=Shares())

    assert [sparing.place(item) for item in items] == [whole.place(item) for item in items]


@lawful
@given(st.integers(0, 10**6), GAPS, st.integers(1, 49))
def test_a_memory_that_was_packed_and_unpacked_goes_on_as_it_was(
    seed: int, gap: float, place: int
) -> None:
    items = stream(seed, size=50, gap=gap)
    matcher = Matcher(CONCEPTS)
    for item in items[:place]:
        matcher.place(item)
    memory = unpacked(packed(matcher.memory))
    assert isinstance(memory, Memory)
    other = Matcher(CONCEPTS, memory=memory)

    for item in items[place:]:
        assert other.place(item) == matcher.place(item)


def test_what_nobody_asked_for_is_packed_first_and_is_whole_when_it_is_asked_for() -> None:
    events = LiveEvents(ready=1)
    first, second = (LiveEvent.found(EventId(name), START) for name in ("first", "second"))
    for event in (first, second):
        events.touch(event)
    assert events.get(first.id) is first

    events.rest()

    assert events.get(first.id) is first
    again = events.get(second.id)
    assert again is not second
    assert again == second
    assert events.get(second.id) is again
    assert events.distance(second.id, START + timedelta(days=1)) == timedelta(days=1)
    assert events.oldest() == (first.id, START)


def test_what_stands_in_the_place_of_an_event_is_not_taken_for_one() -> None:
    events, name = LiveEvents(ready=1), EventId("first")
    state = events.__getstate__()
    waiting, at = compress(packed("no event")), array("d", [START.timestamp()])
    events.__setstate__(
        state._replace(
            names=[name], first=at, last=at, lengths=array("L", [len(waiting)]), events=waiting
        )
    )
    with pytest.raises(TypeError, match="a str in the place of an event"):
        events.get(name)


@given(
    st.lists(
        st.tuples(
            st.datetimes(timezones=st.just(UTC), min_value=_EARLIEST, max_value=_LATEST),
            st.binary(max_size=5),
        ),
        max_size=20,
    )
)
def test_what_waits_is_taken_up_to_the_microsecond_and_in_order(
    waiting: list[tuple[datetime, bytes]],
) -> None:
    events = LiveEvents(ready=1)
    held = {EventId(f"e{n}"): Packed(at, at, data) for n, (at, data) in enumerate(waiting)}
    events._events.update(held)

    again = unpacked(packed(events))

    assert isinstance(again, LiveEvents)
    assert [*again._events.items()] == [*held.items()]


@pytest.mark.parametrize("foreign", [os.mkdir, pickle.loads, Path("ran"), MatchSettings.__init__])
def test_what_is_no_plain_value_is_not_read(foreign: object) -> None:
    with pytest.raises(pickle.UnpicklingError, match="a memory holds no"):
        unpacked(pickle.dumps(foreign, protocol=5))

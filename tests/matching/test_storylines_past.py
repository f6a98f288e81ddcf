"""Postings and lines: the last few who hold a feature, and who has been silent for longest."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from matching.told import START
from tapestory.matching.storylines.ledger import Ledger
from tapestory.matching.storylines.line import Line
from tapestory.matching.storylines.past import Holders, Nothing
from tapestory.matching.storylines.postings import Postings
from tapestory.matching.storylines.told import Told
from tapestory.model import EventId, StorylineId

NAMES = st.sampled_from("abcdef")
DAYS = st.integers(0, 30).map(lambda days: START + timedelta(days=days))


@given(st.lists(st.tuples(st.booleans(), NAMES)))
def test_a_posting_keeps_those_that_were_added_last(done: list[tuple[bool, str]]) -> None:
    postings: Postings[str] = Postings(3)
    expected: list[str] = []
    for added, name in done:
        expected = [one for one in expected if one != name]
        if added:
            postings.add("ferry", name)
            expected = [*expected, name][-3:]
        else:
            postings.drop("ferry", name)
        assert list(postings.of("ferry")) == expected


def test_only_what_changed_is_handed_on_and_only_once() -> None:
    postings: Postings[str] = Postings(3)
    for feature in ("ferry", "tower"):
        postings.learn(feature, "ab")
    postings.add("ferry", "c")
    postings.drop("tower", "z")

    assert postings.changes() == {"ferry": ("a", "b", "c")}
    assert postings.changes() == {}
    assert postings.unknown(["ferry", "tower", "mayor"]) == ["mayor"]


@given(st.lists(st.tuples(NAMES, DAYS)), st.dictionaries(NAMES, DAYS), st.lists(DAYS))
def test_whoever_was_told_before_a_time_is_silent_wherever_it_is_known_from(
    told: list[tuple[str, datetime]], past: dict[str, datetime], asked: list[datetime]
) -> None:
    last = dict(past)
    line = Line(
        lambda time: {name: at for name, at in past.items() if at < time},
        last.get,
    )
    for name, at in told:
        last[name] = at
        line.told(name, at)
    for time in sorted(asked):
        silent = set()
        for name in line.silent_since(time):
            silent.add(name)
        assert silent == {name for name, at in last.items() if at < time}
        for name in silent:
            del last[name]


def test_who_loses_a_feature_is_counted_whoever_is_kept_under_it() -> None:
    ledger = Ledger(lambda _: 1.0, 1, Nothing())
    long, late = StorylineId("s-long"), StorylineId("s-late")
    ledger.enter(long, event("long", "ferry"))
    ledger.enter(late, event("late", "ferry"))
    kept = dict(ledger.changes().holders)
    assert kept["ferry"] == Holders(storylines=2, events=2, latest=(late,))

    for part in range(20):  # more than is kept of what a storyline holds
        others = (f"{number} of {part}" for number in range(32))
        ledger.enter(long, event(f"more {part}", *others, held=1.0))
        kept |= ledger.changes().holders

    assert kept["ferry"] == Holders(storylines=1, events=2, latest=(late,))


def event(name: str, *holds: str, held: float = 0.1) -> Told:
    return Told(
        event_id=EventId(name),
        first=START,
        last=START,
        articles=1,
        holds=dict.fromkeys(holds, held),
    )

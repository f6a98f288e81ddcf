"""Postings and lines: the last few who hold a feature, and who has been silent for longest."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from matching.told import START
from tapestory.matching.storylines.line import Line
from tapestory.matching.storylines.postings import Postings

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

"""A short list looks at few events, and is the beginning of the whole list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from tapestory.cli.enough import enough
from tapestory.cli.output import Document
from tapestory.model import EventId


class Latest:
    """Events, the latest first, of which each tells so many rows; notes what it was asked for."""

    def __init__(self, told: Sequence[int]) -> None:
        self._told = {EventId(f"e{number}"): rows for number, rows in enumerate(told)}
        self.looks: list[int] = []
        self.told_of: list[EventId] = []

    def find(self, many: int) -> list[EventId]:
        """Return the latest events."""
        self.looks.append(many)
        return [*self._told][: many or None]

    def tell(self, events: Sequence[EventId]) -> list[Document]:
        """Return the rows of events."""
        self.told_of += events
        return [{"event": one, "row": row} for one in events for row in range(self._told[one])]


def rows(told: Sequence[int]) -> list[Document]:
    everything = Latest(told)
    return everything.tell(everything.find(0))


@given(st.lists(st.integers(0, 6), max_size=200), st.integers(0, 60), st.integers(1, 4))
def test_as_many_as_asked_for_are_the_first_of_all(told: list[int], limit: int, each: int) -> None:
    events = Latest(told)

    assert enough(limit, events.find, events.tell, each=each) == rows(told)[: limit or None]
    assert len(set(events.told_of)) == len(events.told_of)


@given(st.lists(st.integers(0, 6), max_size=200), st.integers(1, 60), st.integers(1, 4))
def test_no_more_events_are_told_of_than_twice_what_it_takes(
    told: list[int], limit: int, each: int
) -> None:
    events = Latest(told)
    enough(limit, events.find, events.tell, each=each)

    taken = next((n for n in range(len(told)) if sum(told[:n]) >= limit), len(told))
    assert len(events.told_of) <= max(-(-limit // each), 2 * taken)


@given(st.lists(st.integers(0, 6), max_size=200), st.integers(1, 60), st.integers(1, 4))
def test_nothing_is_told_that_is_not_asked_for(told: list[int], limit: int, each: int) -> None:
    events, documents = Latest(told), list[Document]()

    def one_by_one(ids: Sequence[EventId]) -> Iterator[Document]:
        for document in events.tell(ids):
            documents.append(document)
            yield document

    assert enough(limit, events.find, one_by_one, each=each) == documents


def test_what_nearly_no_event_tells_is_looked_for_in_ever_more_of_them() -> None:
    events = Latest([*[0] * 50, 1, *[0] * 50])

    assert len(enough(1, events.find, events.tell, each=1)) == 1
    assert events.looks == [1, 2, 4, 8, 16, 32, 64]


def test_an_event_that_comes_between_two_looks_makes_no_row_come_twice() -> None:
    events = Latest([1] * 9)

    def latest(many: int) -> list[EventId]:
        everything = events.find(0)
        return (everything[1:] if len(events.looks) == 1 else everything)[:many]

    told = enough(4, latest, events.tell, each=2)

    assert [row["event"] for row in told] == ["e1", "e2", "e0", "e3"]

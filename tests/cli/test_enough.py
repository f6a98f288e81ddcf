"""A short list looks at few events, and is the beginning of the whole list."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from tapestory.cli.enough import Looked, enough
from tapestory.cli.output import Document


def rows(told: list[int], many: int) -> Looked:
    """Return what the latest events tell, each so many rows."""
    latest = told[: many or None]
    documents: list[Document] = [
        {"event": event, "row": row} for event, held in enumerate(latest) for row in range(held)
    ]
    return Looked(events=len(latest), documents=documents)


@given(st.lists(st.integers(0, 6), max_size=200), st.integers(0, 60), st.integers(1, 4))
def test_as_many_as_asked_for_are_the_first_of_all(told: list[int], limit: int, each: int) -> None:
    whole = rows(told, 0).documents

    assert enough(limit, lambda many: rows(told, many), each=each) == whole[: limit or None]


@given(st.integers(1, 5), st.integers(1, 60), st.integers(1, 4))
def test_where_all_events_tell_alike_two_looks_do(told: int, limit: int, each: int) -> None:
    looks: list[int] = []

    def look(many: int) -> Looked:
        looks.append(many)
        return rows([told] * 1_000, many)

    enough(limit, look, each=each)

    assert len(looks) <= 2
    assert looks[-1] <= max(math.ceil(limit / each), 4 * math.ceil(limit / told))


def test_what_nearly_no_event_tells_is_looked_for_in_ever_more_of_them() -> None:
    looks: list[int] = []

    def look(many: int) -> Looked:
        looks.append(many)
        return rows([*[0] * 5_000, 1, *[0] * 5_000], many)

    assert len(enough(1, look, each=1)) == 1
    assert looks == [1, 8, 64, 512, 4_096, 32_768]

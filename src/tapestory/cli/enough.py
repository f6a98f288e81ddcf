"""How many rows are asked for → those rows, from no more of the latest events than it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from tapestory.cli.output import Document
from tapestory.model import EventId

_TIMES = 2
"""As many events in all as after the look before: never twice as many as it took."""


def enough(
    limit: int,
    latest: Callable[[int], Sequence[EventId]],
    tell: Callable[[Sequence[EventId]], Iterable[Document]],
    *,
    each: int,
) -> Sequence[Document]:
    """Return the first documents that events tell, the latest first; as many as asked for.

    Args:
        limit: So many, where there are; 0 for all.
        latest: Finds the so many latest events; 0 for all events.
        tell: Tells of events, in their order; no event is told of twice, and none that is not
            needed, where it tells one document after the other.
        each: Documents that most events tell; the first look counts on so many.
    """
    many = -(-limit // each)
    known: dict[EventId, None] = {}
    told: list[Document] = []
    while True:
        found = latest(many)
        documents = tell([one for one in found if one not in known])
        told += islice(documents, limit - len(told) if limit else None)
        if len(found) < many or not limit or len(told) >= limit:
            return told[: limit or None]
        known.update(dict.fromkeys(found))
        many *= _TIMES

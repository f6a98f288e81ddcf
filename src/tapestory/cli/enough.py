"""How many rows are asked for → those rows, from no more of the latest events than it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tapestory.cli.output import Document

_FIRST = 4
"""Rows for each event of the first look; every further look takes in eight times as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the latest events tell."""

    events: int
    """How many they were."""
    documents: Sequence[Document]
    """In the order of the events."""


def enough(limit: int, look: Callable[[int], Looked]) -> Sequence[Document]:
    """Return the first documents that events tell, the latest first; as many as asked for.

    Args:
        limit: So many, where there are; 0 for all.
        look: Tells what the so many latest events tell; 0 for all events.
    """
    many = -(-limit // _FIRST)
    while True:
        looked = look(many)
        if looked.events < many or not limit or len(looked.documents) >= limit:
            return looked.documents[: limit or None]
        many *= 8

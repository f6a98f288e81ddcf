"""How many rows are asked for → those rows, from no more of the latest events than it takes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tapestory.cli.output import Document

_MARGIN = 1.5
"""A further look takes in so much more than would be enough if all events told alike."""
_LEAST, _MOST = 2, 8
"""Times as many events as the look before, at least and at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the latest events tell."""

    events: int
    """How many they were."""
    documents: Sequence[Document]
    """In the order of the events."""


def enough(limit: int, look: Callable[[int], Looked], *, each: int) -> Sequence[Document]:
    """Return the first documents that events tell, the latest first; as many as asked for.

    Args:
        limit: So many, where there are; 0 for all.
        look: Tells what the so many latest events tell; 0 for all events.
        each: Documents that most events tell; the first look counts on so many.
    """
    many = -(-limit // each)
    while True:
        looked = look(many)
        told = len(looked.documents)
        if looked.events < many or not limit or told >= limit:
            return looked.documents[: limit or None]
        more = _MARGIN * limit / told if told else _MOST
        many = math.ceil(many * min(max(more, _LEAST), _MOST))

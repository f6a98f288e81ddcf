"""Many values to few queries, none with more parameters than a database takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

CHUNK = 5000
"""SQLite takes 32,766 parameters, PostgreSQL 65,535; more than a few thousand gain nothing."""


def chunked(values: Iterable[T], *, most: int = CHUNK) -> Iterator[list[T]]:
    """Yield the values in order, at most so many at a time."""
    rest = iter(values)
    while chunk := list(islice(rest, most)):
        yield chunk

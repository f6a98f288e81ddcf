"""Values too deep for columns, as JSON text and back, checked against their types on the way in."""

from __future__ import annotations

from functools import cached_property
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from tapestory.model import Evidence, FeedHints, Reading, SectorVerdict

T = TypeVar("T")


class JsonCodec(Generic[T]):
    """Writes values of one type as JSON text and reads them back.

    Args:
        kind: The type; its adapter is built at first use, which costs milliseconds.
    """

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        return TypeAdapter(self._kind)

    def dump(self, value: T) -> str:
        """Return the value as JSON text."""
        return self._adapter.dump_json(value).decode()

    def load(self, text: str) -> T:
        """Return the value that `dump` wrote."""
        return self._adapter.validate_json(text)


FEED_HINTS = JsonCodec(FeedHints)
READING = JsonCodec(Reading)
EVIDENCE = JsonCodec(Evidence)
SECTOR_VERDICTS = JsonCodec(tuple[SectorVerdict, ...])
TEXTS = JsonCodec(tuple[str, ...])
COUNTS = JsonCodec(dict[str, int])

"""Values too deep for columns, as JSON text and back, checked against their types on the way in."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from tapestory import model

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


class JsonCodec(Generic[T]):
    """Writes values of one type as JSON text and reads them back.

    Args:
        kind: Returns the type; it is loaded, and its adapter built, at first use, which costs
            milliseconds.
    """

    def __init__(self, kind: Callable[[], type[T]]) -> None:
        self._kind = kind

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        from pydantic import TypeAdapter  # noqa: PLC0415  # a poll stores nothing so deep

        return TypeAdapter(self._kind())

    def dump(self, value: T) -> str:
        """Return the value as JSON text."""
        return self._adapter.dump_json(value).decode()

    def load(self, text: str) -> T:
        """Return the value that `dump` wrote."""
        return self._adapter.validate_json(text)


READING = JsonCodec(lambda: model.Reading)
REPORTED_MOVES = JsonCodec(lambda: tuple[model.ReportedMove, ...])
FIGURES = JsonCodec(lambda: tuple[model.Figure, ...])
EVIDENCE = JsonCodec(lambda: model.Evidence)
FACTS = JsonCodec(lambda: model.Facts)
TAPE_SECTORS = JsonCodec(lambda: tuple[model.SectorReading, ...])
TEXTS = JsonCodec(lambda: tuple[str, ...])
COUNTS = JsonCodec(lambda: dict[str, int])
WEIGHTS = JsonCodec(lambda: dict[str, float])

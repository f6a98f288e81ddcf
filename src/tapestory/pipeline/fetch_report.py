"""What became of the symbols of one round of fetching prices."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tapestory.model import BarVerdict


class Outcome(StrEnum):
    """What became of one symbol (stable)."""

    FETCHED = "fetched"
    NOTHING_NEW = "nothing_new"
    """All that is needed is held, or was asked for in vain not long ago."""
    FAILED = "failed"
    NOT_ASKED = "not_asked"
    """The provider was not to be asked any more, or time was up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SymbolFetch:
    """What became of one symbol."""

    symbol: str
    outcome: Outcome
    first: date
    last: date
    """The sessions that are needed."""
    new: int = 0
    revised: int = 0
    error: str = ""
    told_before: bool = False
    """Whether the provider lacked it for the same reason when it was last asked."""


@dataclass(slots=True, kw_only=True)
class FetchReport:
    """What a round of fetching did."""

    provider: str
    symbols: list[SymbolFetch] = field(default_factory=list)
    refused: list[BarVerdict] = field(default_factory=list)
    quarantined: list[BarVerdict] = field(default_factory=list)
    cleared: list[BarVerdict] = field(default_factory=list)
    alarms: list[BarVerdict] = field(default_factory=list)
    provisional: int = 0
    notes: list[str] = field(default_factory=list)
    """What else is worth telling, such as a second provider that could not be asked."""
    paused_until: datetime | None = None

    @property
    def incomplete(self) -> list[SymbolFetch]:
        """The symbols that failed or were not asked for."""
        wanting = (Outcome.FAILED, Outcome.NOT_ASKED)
        return [symbol for symbol in self.symbols if symbol.outcome in wanting]

    @property
    def changed(self) -> bool:
        """Whether anything came in, or may be used now."""
        return bool(self.cleared) or any(item.new or item.revised for item in self.symbols)

"""Instruments, and their prices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A listed security or index."""

    symbol: str
    name: str
    mic: str
    """ISO 10383 code of the exchange; empty for what is not listed."""
    currency: str
    sector: str
    aliases: tuple[str, ...] = ()
    """Names that mean it wherever they stand."""
    weak_aliases: tuple[str, ...] = ()
    """Names that mean it only beside a cue (Meta, Oracle, Arm)."""
    entity: str = ""
    """One company with several listings shares one entity (TSM and 2330.TW)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """An entry of this domain's own taxonomy."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    peers: bool = True
    """False for sectors that group what is not a line of business (indices, sources)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Universe:
    """Everything that an event can be linked to."""

    instruments: Mapping[str, Instrument]
    """By symbol."""
    sectors: Mapping[str, Sector]
    """By id."""
    benchmarks: Mapping[str, str] = field(default_factory=dict)
    """MIC → symbol of its market index, e.g. XKRX → ^KS11."""


class DayKind(StrEnum):
    """What is special about a day of an exchange."""

    CLOSED = "closed"
    EARLY = "early"
    """A session that ends before its usual hour."""
    OPEN = "open"
    """A session on what looks like a holiday or weekend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """A day on which an exchange kept other hours than its calendar in the library says."""

    mic: str
    day: date
    kind: DayKind
    close: time | None = None
    """Aware: the clock of the exchange with its offset. Always there for EARLY; None otherwise
    means the usual hour."""
    reason: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyBar:
    """One session of one symbol, as a provider gives it."""

    symbol: str
    session: date
    close: float
    open: float | None = None
    high: float | None = None
    low: float | None = None
    adj_close: float | None = None
    """Close adjusted for splits and dividends, where the provider has it."""
    volume: float | None = None
    provider: str = "import"
    split: float | None = None
    """New shares for one old from this session on, where the closes before it are not adjusted for
    it: 2.0 halves the price, 1.0 says that there was none; None when the provider does not say."""
    dividend: float | None = None
    """Due to one share that was held at the close before, in the currency of the closes; 0.0 says
    that there was none, None that the provider does not say."""
    provisional: bool = False
    """Seen before its exchange's close: not yet the session's bar."""


def growth_between(earlier: DailyBar, later: DailyBar) -> float:
    """Return what one unit of money became between two bars of one provider: 1.01 is one per cent.

    A provider's own adjusted closes go before what follows from its splits and dividends. Those of
    sessions between the two bars are not known here.
    """
    if later.adj_close is not None and earlier.adj_close is not None:
        return later.adj_close / earlier.adj_close
    return (later.close + (later.dividend or 0.0)) * (later.split or 1.0) / earlier.close


class BarState(StrEnum):
    """What is thought of a bar beyond its numbers (stable)."""

    REFUSED = "refused"
    """Impossible; not kept as a bar."""
    QUARANTINED = "quarantined"
    """Kept but not used, until something confirms it."""
    ALARM = "alarm"
    """Used, but looks wrong."""
    CLEARED = "cleared"
    """Nothing is held against it any more."""
    ACCEPTED = "accepted"
    """Somebody said that it is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarVerdict:
    """What is thought of one bar, since when and why."""

    symbol: str
    session: date
    provider: str
    state: BarState
    reason: str
    known_at: datetime

    def __str__(self) -> str:
        """Return symbol, session, provider and reason."""
        return f"{self.symbol} {self.session} ({self.provider}): {self.reason}"

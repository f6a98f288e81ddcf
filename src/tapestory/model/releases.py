"""What is known in advance to move prices: payrolls, rate decisions, a company's results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ReleaseKind(StrEnum):
    """What is told (stable)."""

    JOBS = "jobs"
    INFLATION = "inflation"
    RATES = "rates"
    """A central bank's decision."""
    RESULTS = "results"
    """Of the companies that are named."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Something that is told at a time that was known long before."""

    id: str
    """"release:2026-07-02-us-payrolls": its day and name."""
    name: str
    """As people call it: "US payrolls"."""
    kind: ReleaseKind
    day: date
    """Where it is told."""
    at: datetime
    """Noon UTC of the day where the hour is not known."""
    precise: bool
    exchanges: tuple[str, ...] = ()
    """Codes (ISO 10383) of those that it moves; empty: all, or those of the symbols."""
    symbols: tuple[str, ...] = ()
    """Empty: every instrument of the exchanges."""
    source: str = ""

"""What is noted of figures to watch, what it says, and whether a narrative is disproved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, NewType

from tapestory.model.articles import ArticleId
from tapestory.model.narratives import Indicator
from tapestory.model.reading import Comparator

NoteId = NewType("NoteId", str)
Trend = Literal["up", "down", "flat"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorValue:
    """One value that a person noted, by hand or from an article."""

    id: NoteId
    at: datetime
    """When it was noted; it was not known here before."""
    indicator: str
    value: float
    day: date
    """The day that it speaks of."""
    source: str
    note: str = ""
    article_id: str = ""
    """Where it was read; empty where a person brought it."""
    sentence: str = ""
    undone: bool = False
    """Somebody took it back; it stays in the history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorStatus:
    """An indicator on a day."""

    indicator: Indicator
    last: IndicatorValue | None
    """The value of the latest day; of one day the value noted last."""
    before: IndicatorValue | None
    """That of the latest day before."""
    change: float | None
    """Of the last against the one before, as a fraction of it; None where there is none to
    compare with, or it is zero."""
    trend: Trend | None
    """Where it went; None without two values, or once the last is stale."""
    stale: bool
    """It has a value, which no longer speaks."""
    speaks_for: tuple[str, ...]
    """Narratives under which it would have gone where it went."""
    speaks_against: tuple[str, ...]
    """Narratives under which it would have gone the other way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedValue:
    """A figure in an article that may be a value of an indicator. Nobody has taken it."""

    id: NoteId
    indicator: str
    low: float
    high: float
    unit: str
    comparator: Comparator
    day: date
    """When the article was published."""
    subject: str
    period: str
    article_id: ArticleId
    outlet: str
    sentence: str

    @property
    def value(self) -> float | None:
        """The value, where the figure is one and not a range or a bound."""
        one = self.low == self.high
        told = self.comparator in {Comparator.EXACT, Comparator.ABOUT, Comparator.NEARLY}
        return self.low if one and told else None


class FalsifierState(StrEnum):
    """Whether what would disprove a narrative has come true (stable)."""

    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"
    """Nothing is known, or it no longer speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FalsifierFinding:
    """What a person found of a falsifier."""

    id: NoteId
    at: datetime
    narrative: str
    falsifier: str
    """In its own words: another wording is another falsifier."""
    state: FalsifierState
    day: date
    source: str
    note: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FalsifierStatus:
    """A falsifier on a day, with what that rests on."""

    text: str
    state: FalsifierState
    why: str
    """In words."""
    day: date | None = None
    """Of the evidence; None where there is none."""
    source: str = ""
    finding: FalsifierFinding | None = None
    """The person's word that decides."""
    values: tuple[IndicatorValue, ...] = ()
    """The values that decide, or did until they grew stale; the last first."""

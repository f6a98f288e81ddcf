"""What a mail told of an event: by this a later one knows what is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tapestory.model.events import EventId, VerificationState
from tapestory.model.narratives import TapeVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldMove:
    """A measured move that was known when an event was told."""

    symbol: str
    window: tuple[int, int]
    value: float
    """Beyond the market, or at all where that is unknown; a fraction."""
    members: int | None = None
    """Of a basket: how many companies the value is of; None in what was told before that was kept,
    and of an instrument."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldVerdict:
    """What the prices said of a narrative when an event was told."""

    narrative: str
    verdict: TapeVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFigure:
    """A quantity that was claimed when an event was told."""

    subject: str
    kind: str
    period: str
    unit: str
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was known of an event that may change."""

    state: VerificationState
    origins: tuple[str, ...] = ()
    """Independent reports, the first one first."""
    figures: tuple[ToldFigure, ...] = ()
    moves: tuple[ToldMove, ...] = ()
    narrative: str = ""
    """Id of the one that more outlets support than any other; empty where none leads."""
    sectors: tuple[ToldMove, ...] | None = None
    """As `moves`, of baskets: the symbol is the sector's id. None in what was told before they
    were kept: nobody knows what was."""
    tape: tuple[ToldVerdict, ...] | None = None
    """Of each narrative that anybody supports; None as for `sectors`."""
    title: str = ""
    articles: tuple[str, ...] = ()
    """Ids of those that it rested on, copies left out."""
    parts: tuple[str, ...] = ()
    """Ids of events that were told apart before, and that the reader knows to be one with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPart:
    """An event that was told by itself, beside one that it is merged with now, or was then."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a reader was told of an event, and when last."""

    day: date
    """Of the mail, in the reader's zone."""
    facts: Facts
    """Of all mails up to that one."""
    parts: tuple[ToldPart, ...] = ()
    """What was told apart from it, and is one with it now."""
    parted_from: ToldPart | None = None
    """What it was last told as one with, and is apart from now."""


Memory = Mapping[EventId, Told]
"""What one reader knows, by event."""

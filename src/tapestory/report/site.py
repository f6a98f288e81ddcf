"""The values that a site is built from: events, narratives, kept digests, and the stretch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tapestory.model import (
    Coverage,
    EventView,
    FalsifierStatus,
    Instrument,
    Narrative,
    NarrativeAccount,
    Sector,
    SharePoint,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteEvent:
    """An event that gets a page."""

    view: EventView
    changed: datetime
    """When something material about it last came to be known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeFare:
    """A narrative, and how it fared over the stretch of the site."""

    narrative: Narrative
    account: NarrativeAccount | None
    """Over all events of the site; None where nobody speaks of it."""
    points: tuple[SharePoint, ...]
    """Its share over time, oldest first."""
    falsifiers: tuple[FalsifierStatus, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEdition:
    """A digest as it was mailed."""

    id: str
    """Of the mail."""
    day: date
    """In its reader's zone."""
    subject: str
    made_at: datetime
    html: str
    """As rendered then; empty where the mail had none."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything that a site shows."""

    title: str
    base_url: str
    """Where it will be served, ending in "/"; empty where that is not known."""
    zone: str
    """The reader's, an IANA name: decides on which day a time falls."""
    coverage: Coverage
    """The stretch, and what else it held."""
    events: tuple[SiteEvent, ...]
    """The latest news first."""
    passed_over: int
    """Events of the stretch that name nothing the user follows, and get no page."""
    instruments: Mapping[str, Instrument]
    """Every one that is known, by symbol."""
    sectors: Mapping[str, Sector]
    """By id."""
    narratives: tuple[NarrativeFare, ...]
    """Every configured one, the most supported first."""
    editions: tuple[KeptEdition, ...]
    """The latest first."""
    lost_editions: int = 0
    """Digests of which the outbox no longer holds the bytes."""

    @property
    def narratives_by_id(self) -> Mapping[str, Narrative]:
        """The narratives by their ids."""
        return {fare.narrative.id: fare.narrative for fare in self.narratives}

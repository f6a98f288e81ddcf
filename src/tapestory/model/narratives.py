"""Competing explanations, who argues them, and what the prices say about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from tapestory.model.reading import NarrativeEvidence, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """What a narrative predicts for a sector, and why."""

    sector: str
    direction: Literal["up", "down", "flat"]
    mechanism: str
    horizon: int = 0
    """Sessions after day 0 by which it should show; 0 is day 0 itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A figure to watch, that goes one way if a narrative holds and another way if not."""

    id: str
    what: str
    """What is measured, in words."""
    source: str
    """Where its values come from."""
    under: Mapping[str, Literal["up", "down", "flat"]]
    """Narrative id → where the figure goes if that narrative holds."""
    expires_after: int
    """Days after its date for which a value still speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """One explanation in a set of competing ones."""

    id: str
    name: str
    thesis: str
    opposes: tuple[str, ...]
    strong: Mapping[str, tuple[str, ...]]
    """Language → phrases that assert it by themselves."""
    weak: Mapping[str, tuple[str, ...]]
    """Language → phrases that assert it only two together or beside a strong one."""
    disputing: Mapping[str, tuple[str, ...]]
    """Language → phrases that dispute it by themselves."""
    blocking: Mapping[str, tuple[str, ...]]
    """Language → phrases that make any cue of the sentence void."""
    predictions: tuple[Prediction, ...]
    falsifiers: tuple[str, ...]
    reporting: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Language → phrases that bring it up without taking a side."""
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Language → sentences that assert it; where no cue speaks, the nearest is suggested."""
    concepts: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Concept → language → words, of the concepts that its cues name in braces."""
    indicators: tuple[Indicator, ...] = ()
    """What to watch, that speaks for or against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeShare:
    """How an event's independent outlets stand to a narrative; copies count once."""

    narrative: str
    supports: int
    disputes: int
    reports: int
    share: float
    """Supporting outlets over all outlets that support any narrative; 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeVoice:
    """A sentence that speaks of a narrative, with who published it and when."""

    outlet: str
    at: datetime
    """When its article was published, as far as known then."""
    evidence: NarrativeEvidence


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeAccount:
    """Who argues a narrative, in an event or over many; independent outlets, copies once."""

    narrative: str
    supports: int
    disputes: int
    reports: int
    share: float
    """Supporting outlets over all outlets that support any narrative; 0 to 1."""
    disagreement: float | None
    """0 where all that take a side take the same, 1 where they are evenly divided; None where
    nobody takes one."""
    momentum: float | None
    """Its share in the last seven days less that in the seven before; None where one of these
    weeks supports nothing at all."""
    first: NarrativeVoice | None
    """Who supported it first; None where nobody does."""
    quotes: Mapping[Stance, NarrativeVoice]
    """The best of each side that is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePoint:
    """A narrative's share in one stretch of time."""

    since: datetime
    until: datetime
    share: float | None
    """None where nobody supported any narrative."""
    outlets: int
    """Outlets that spoke of it, whichever way."""


class TapeVerdict(StrEnum):
    """Predicted direction against measured abnormal moves (stable)."""

    CONSISTENT = "consistent"
    CONTRADICTS = "contradicts"
    INSUFFICIENT = "insufficient"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorVerdict:
    """The tape's answer for one predicted sector."""

    sector: str
    predicted: Literal["up", "down", "flat"]
    abnormal: float | None
    t: float | None
    members: int
    verdict: TapeVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class TapeTest:
    """The tape's answer for a narrative of an event."""

    narrative: str
    verdict: TapeVerdict
    per_sector: tuple[SectorVerdict, ...]
    reason: str
    """Why, in a sentence: what was missing, or which sectors decided."""

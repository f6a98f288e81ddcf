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
    party: bool = False
    """Whether `sector` is the symbol of one company and not a sector."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureMatch:
    """Which figures of articles may be values of an indicator; all that is given must fit."""

    kinds: tuple[str, ...]
    """Of `reading.FIGURE_KINDS`."""
    unit: str
    period: str = ""
    """As a figure has it ("hour", "month"); any where empty."""
    subjects: tuple[str, ...] = ()
    """Symbols of whom the figure may be; any, or nobody, where empty."""
    about: str = ""
    """A cue that the sentence must hold; none where empty."""
    concepts: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Concept → language → words, of the concepts that `about` names in braces."""


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
    unit: str = ""
    """Of its values."""
    flat_within: float = 0.02
    """A change no larger than this, as a fraction, is none."""
    figures: FigureMatch | None = None
    """Figures that may be values of it; none where absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FalsifierTest:
    """When an indicator's values mean that a falsifier is met."""

    falsifier: str
    """In its own words."""
    indicator: str
    test: Literal["above", "below", "rises_by", "falls_by"]
    threshold: float
    """In the indicator's unit; for a rise or fall a fraction of the earlier value, above zero."""
    within: int = 0
    """Days in which it must rise or fall so far; 0 for a level."""


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
    continuing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Language → phrases that speak of it only just behind strong evidence of it."""
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Language → sentences that assert it; where no cue speaks, the nearest is suggested."""
    concepts: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Concept → language → words, of the concepts that its cues name in braces."""
    about: str = ""
    """Written like a cue: an article in which no sentence holds it is about something else, and
    nothing in it is evidence. Empty: any article may be."""
    not_about: str = ""
    """Written like a cue: a text too short to name its subject is about something else where a
    sentence holds this."""
    indicators: tuple[Indicator, ...] = ()
    """What to watch, that speaks for or against it."""
    tests: tuple[FalsifierTest, ...] = ()
    """Of its falsifiers, those that an indicator can decide; at most one each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeShare:
    """How an event's independent outlets stand to a narrative; copies count once."""

    narrative: str
    supports: int
    disputes: int
    reports: int
    share: float
    """Supporting outlets over all outlets that support any narrative; 0 to 1."""
    supporters: tuple[str, ...] = ()
    """The outlets counted in `supports`, as the evidence was keyed."""
    disputers: tuple[str, ...] = ()
    """Likewise those in `disputes`."""


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


class SectorStatus(StrEnum):
    """Whether a predicted sector could be held against the tape (stable)."""

    MEASURED = "measured"
    NO_PRICES = "no_prices"
    PENDING = "pending"
    """Its sessions have not all closed."""
    FEW = "few"
    """Too few companies to speak for a sector."""
    THIN = "thin"
    """Too short a past to know what is usual."""
    CONFOUNDED = "confounded"
    """Other news of its companies came into the same sessions."""
    ELSEWHERE = "elsewhere"
    """Too many of its companies trade only on exchanges where the event has no day 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorReading:
    """What one predicted sector, or party, did over a window."""

    sector: str
    """Or the symbol of a party."""
    predicted: Literal["up", "down", "flat"]
    horizon: int
    status: SectorStatus
    abnormal: float | None = None
    t: float | None = None
    p: float | None = None
    members: tuple[str, ...] = ()
    """Whose moves were taken."""
    left_out: tuple[str, ...] = ()
    """Companies that had other news of their own in these sessions."""
    elsewhere: tuple[str, ...] = ()
    """Companies that trade only where the event has no day 0; one listing of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TapeReading:
    """What the predictions of a narrative are held against, over one window."""

    narrative: str
    window: tuple[int, int]
    sectors: tuple[SectorReading, ...]
    """Those whose horizon lies within the window."""
    score: float | None
    """How far the sectors went as predicted, together, in errors of the same score on past
    sessions; None where none with a direction could be tested."""
    p: float | None
    """Share of past sessions whose score was as far from nought, either way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownReading:
    """A reading of the tape, with when it was made."""

    known_at: datetime
    reading: TapeReading


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorVerdict:
    """The tape's answer for one predicted sector."""

    sector: str
    predicted: Literal["up", "down", "flat"]
    abnormal: float | None
    t: float | None
    members: int
    verdict: TapeVerdict
    p: float | None = None
    horizon: int = 0
    status: SectorStatus = SectorStatus.MEASURED
    left_out: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TapeLook:
    """One answer of the tape, over one window."""

    window: tuple[int, int]
    verdict: TapeVerdict
    score: float | None
    p: float | None
    q: float | None
    reason: str
    known_at: datetime | None = None
    """When it was measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TapeTest:
    """The tape's answer for a narrative of an event."""

    narrative: str
    verdict: TapeVerdict
    per_sector: tuple[SectorVerdict, ...]
    reason: str
    """Why, in a sentence: what was missing, or which sectors decided."""
    score: float | None = None
    """As in `TapeReading`."""
    p: float | None = None
    """Share of ordinary days that speak as loudly, either way."""
    q: float | None = None
    """p corrected for the narratives of the event, by Holm, and for the looks; up to 0.05 the tape
    speaks."""
    window: tuple[int, int] | None = None
    """Sessions relative to day 0 of the last look that could be tested; None before any."""
    alike: tuple[str, ...] = ()
    """Narratives that predict the same of everything that could be tested."""
    history: tuple[TapeLook, ...] = ()
    """Every look, the earliest first; nothing is taken back."""

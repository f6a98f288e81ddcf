"""The tables of narratives.toml, as pydantic checks them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict

from tapestory.config.section import Section

Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], Strict(strict=False)]
Cue = Annotated[str, Field(min_length=2, pattern=r"\S")]
Cues = Annotated[tuple[Cue, ...], Strict(strict=False)]
Direction = Literal["up", "down", "flat"]
KINDS = ("strong", "weak", "reporting", "disputing", "blocking")
LONGEST_HORIZON = 60
"""Sessions: beyond about a quarter, what a price does is owed to too much else."""


class CueTable(Section):
    """Cues of one language, by what they do."""

    strong: Cues = ()
    weak: Cues = ()
    reporting: Cues = ()
    disputing: Cues = ()
    blocking: Cues = ()


class CueTables(Section):
    """Cues by language."""

    en: CueTable = CueTable()
    zh: CueTable = CueTable()
    ko: CueTable = CueTable()
    ja: CueTable = CueTable()


class WordTable(Section):
    """Words or sentences by language."""

    en: Texts = ()
    zh: Texts = ()
    ko: Texts = ()
    ja: Texts = ()


class PredictionTable(Section):
    """What is predicted for one sector."""

    sector: Text
    direction: Direction
    mechanism: Text
    horizon: Annotated[int, Field(ge=0, le=LONGEST_HORIZON)] = 0


class IndicatorTable(Section):
    """A figure to watch."""

    what: Text
    source: Text
    under: Annotated[dict[str, Direction], Field(min_length=1)]
    expires_after: Annotated[int, Field(ge=1, le=3660)]


class NarrativeTable(Section):
    """One narrative."""

    name: Text
    thesis: Text
    opposes: Annotated[tuple[str, ...], Strict(strict=False)] = ()
    predictions: Annotated[tuple[PredictionTable, ...], Strict(strict=False)] = ()
    falsifiers: Texts = ()
    examples: WordTable = WordTable()
    cues: CueTables = CueTables()


class NarrativesFile(Section):
    """A whole file."""

    concepts: dict[str, WordTable] = Field(default_factory=dict)
    narratives: dict[str, NarrativeTable] = Field(default_factory=dict)
    indicators: dict[str, IndicatorTable] = Field(default_factory=dict)

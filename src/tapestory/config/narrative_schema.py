"""The tables of narratives.toml, as pydantic checks them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict

from tapestory.config.section import Section
from tapestory.config.watch_schema import ChainTable, FalsifierTestTable, IndicatorTable

Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], Strict(strict=False)]
Cue = Annotated[str, Field(min_length=2, pattern=r"\S")]
Cues = Annotated[tuple[Cue, ...], Strict(strict=False)]
Direction = Literal["up", "down", "flat"]
KINDS = ("strong", "weak", "reporting", "continuing", "disputing", "blocking")
LANGUAGES = ("en", "zh", "ko", "ja", "de", "fr", "es", "it", "pt")
"""In which cues and words can be written."""
ANY = "any"
"""Cues for every language in which the concepts that they name have words."""
LONGEST_HORIZON = 20
"""Sessions: the last look at the tape ends there, and what is due later is never tested."""


class CueTable(Section):
    """Cues of one language, by what they do."""

    strong: Cues = ()
    weak: Cues = ()
    reporting: Cues = ()
    continuing: Cues = ()
    disputing: Cues = ()
    blocking: Cues = ()


class CueTables(Section):
    """Cues by language."""

    en: CueTable = CueTable()
    zh: CueTable = CueTable()
    ko: CueTable = CueTable()
    ja: CueTable = CueTable()
    de: CueTable = CueTable()
    fr: CueTable = CueTable()
    es: CueTable = CueTable()
    it: CueTable = CueTable()
    pt: CueTable = CueTable()
    any: CueTable = CueTable()


class WordTable(Section):
    """Words or sentences by language."""

    en: Texts = ()
    zh: Texts = ()
    ko: Texts = ()
    ja: Texts = ()
    de: Texts = ()
    fr: Texts = ()
    es: Texts = ()
    it: Texts = ()
    pt: Texts = ()


class PredictionTable(Section):
    """What is predicted for one sector, or for one company."""

    sector: str = ""
    party: str = ""
    """Symbol of a company; either this or `sector`."""
    direction: Direction
    mechanism: Text
    horizon: Annotated[int, Field(ge=0)] = 0


class NarrativeTable(Section):
    """One narrative."""

    name: Text
    thesis: Text
    opposes: Annotated[tuple[str, ...], Strict(strict=False)] = ()
    about: str = ""
    not_about: str = ""
    predictions: Annotated[tuple[PredictionTable, ...], Strict(strict=False)] = ()
    falsifiers: Texts = ()
    falsifier_tests: Annotated[tuple[FalsifierTestTable, ...], Strict(strict=False)] = ()
    examples: WordTable = WordTable()
    cues: CueTables = CueTables()


class NarrativesFile(Section):
    """A whole file."""

    concepts: dict[str, WordTable] = Field(default_factory=dict)
    narratives: dict[str, NarrativeTable] = Field(default_factory=dict)
    indicators: dict[str, IndicatorTable] = Field(default_factory=dict)
    chains: dict[str, ChainTable] = Field(default_factory=dict)

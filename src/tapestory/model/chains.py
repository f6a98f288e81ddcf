"""How a story is said to travel from sector to sector, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from tapestory.model.articles import ArticleId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """One step of a chain: what happens to one sector is passed on to another."""

    cause: str
    """Sector id."""
    effect: str
    """Sector id."""
    sign: Literal["same", "opposite"]
    """Whether what is good for the one is good for the other."""
    mechanism: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Links that a story travels along; not every one of them goes on where another ends."""

    id: str
    name: str
    links: tuple[ChainLink, ...]
    words: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Sector → language → words that stand for it in this story, beside its names."""


class ChainStance(StrEnum):
    """What a sentence does with a link (stable)."""

    ASSERTED = "asserted"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainEvidence:
    """A sentence that says that one sector's lot is passed on to another, or is not."""

    cause: str
    effect: str
    stance: ChainStance
    article_id: ArticleId
    sentence: str
    cause_text: str
    """The words that name the cause, as they stand."""
    effect_text: str
    cue: str
    """The words that connect them."""
    hedged: bool = False
    """It may be so, the sentence says, or it is expected or feared."""
    start: int = 0
    """Of the sentence, in the document's text."""
    end: int = 0

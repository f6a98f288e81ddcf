"""One thing about an event that has changed since it was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tapestory.model import ArticleId

MOST_NAMED = 3
"""Of a kind of change that are named; the rest are counted."""


class ChangeKind(StrEnum):
    """What of an event has changed."""

    STATE = "state"
    MOVE = "move"
    TAPE = "tape"
    ORIGIN = "origin"
    FIGURE = "figure"
    NARRATIVE = "narrative"
    GROUPING = "grouping"
    """Which articles are one event, or under which title."""


NOVELTY: Final[Mapping[ChangeKind, float]] = {
    ChangeKind.STATE: 1.0,
    ChangeKind.ORIGIN: 0.5,
    ChangeKind.MOVE: 0.5,
    ChangeKind.TAPE: 0.5,
    ChangeKind.NARRATIVE: 0.25,
    ChangeKind.FIGURE: 0.25,
    ChangeKind.GROUPING: 0.25,
}
"""Points of rank that a change is worth; what was never told has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One material change."""

    kind: ChangeKind
    words: str
    articles: tuple[ArticleId, ...] = ()
    """That say so."""

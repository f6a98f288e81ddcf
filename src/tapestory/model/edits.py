"""What people correct by hand: articles taken to other events, titles given, states decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from tapestory.model.articles import ArticleId
from tapestory.model.events import EventId

EditId = NewType("EditId", str)


class EditKind(StrEnum):
    """What a person did (stable)."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    CONFIRM = "confirm"
    DENY = "deny"
    UNDO = "undo"
    """Took back another edit."""
    REDO = "redo"
    """Took back an undo: the edit that it had taken back is in force again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relocation:
    """An article that an edit took from one event to another."""

    article_id: ArticleId
    source: EventId
    target: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class Retitling:
    """A title that an edit gave or took away."""

    event_id: EventId
    before: str
    """The title given by hand before; empty when it followed from the articles."""
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One correction. Edits are never changed; another one takes them back."""

    id: EditId
    at: datetime
    kind: EditKind
    event_id: EventId
    """What the others were merged into, what was split, what was renamed."""
    moved: tuple[Relocation, ...] = ()
    retitled: Retitling | None = None
    note: str = ""
    """Why a person confirms or denies it, in their words."""
    undoes: EditId | None = None
    """Of an undo or a redo: the edit that it took back."""
    undone_by: EditId | None = None

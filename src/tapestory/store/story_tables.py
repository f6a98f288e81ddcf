"""The tables that a storyline is looked up by: what live ones have in common, and by what."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table

from tapestory.store.columns import metadata
from tapestory.store.columns import text_column as _text
from tapestory.store.types import UtcDateTime

# What the events of a storyline that may go on have in common.
live_storylines = Table(
    "live_storylines",
    metadata,
    Column("storyline_id", String, primary_key=True),
    Column("first_told", UtcDateTime, nullable=False),
    Column("last_told", UtcDateTime, nullable=False),
    # Whether it holds a round-up.
    Column("stands_alone", Boolean, nullable=False),
    # JSON object: feature → how much of it its events hold together.
    _text("centre"),
    Index(None, "last_told"),
)

# How many live storylines, and events in them, hold a feature, and which of them were told last.
storyline_features = Table(
    "storyline_features",
    metadata,
    _text("feature", primary_key=True),
    Column("storylines", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    # Ids with a space between them, the latest last.
    _text("latest"),
    sqlite_with_rowid=False,
)

# Which events hold a feature, those told last.
event_features = Table(
    "event_features",
    metadata,
    _text("feature", primary_key=True),
    # Ids with a space between them, the latest last.
    _text("latest"),
    sqlite_with_rowid=False,
)

# How many storylines and events are counted in `storyline_features`; no row before they are.
storyline_totals = Table(
    "storyline_totals",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("storylines", Integer, nullable=False),
    Column("events", Integer, nullable=False),
)

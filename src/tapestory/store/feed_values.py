"""Feeds and what was learnt about them, to rows and back."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from tapestory.model import Feed, FeedHints, FeedState
from tapestory.store.tables import feeds
from tapestory.store.types import AnyRow

_WANTED = ("url", "title", "outlet", "lang", "country", "paused", "full_text")
LEARNT = (
    "etag",
    "last_modified",
    "body_sha256",
    "next_due",
    "failures",
    "last_polled",
    "last_success",
    "last_error",
    "gone",
    "moved_to",
    "due_because",
    "empty_since",
    "newest_at",
)
"""Columns that a state fills as it is; its hints are printed."""
_HINTS = tuple(field.name for field in fields(FeedHints))
_SETS = ("skip_hours", "skip_days")
FEED_COLUMNS = [*(feeds.c[name] for name in (*_WANTED, *LEARNT)), feeds.c.hints]
"""What `pair_of` takes."""


def wanted_of(feed: Feed) -> dict[str, Any]:
    """Return the columns that the user decides about."""
    return {name: getattr(feed, name) for name in _WANTED}


def learnt_of(state: FeedState) -> dict[str, Any]:
    """Return the columns that polls decide about."""
    plain = {name: getattr(state, name) for name in LEARNT}
    return plain | {"hints": printed_hints(state.hints)}


def printed_hints(hints: FeedHints) -> str:
    """Return hints as JSON text."""
    values = {name: getattr(hints, name) for name in _HINTS}
    return json.dumps(values | {name: sorted(values[name]) for name in _SETS})


def _hints(printed: str) -> FeedHints:
    values = json.loads(printed)
    return FeedHints(**values | {name: frozenset(values.get(name, ())) for name in _SETS})


def pair_of(row: AnyRow) -> tuple[Feed, FeedState]:
    """Return the feed and the state that a row of FEED_COLUMNS holds."""
    wanted = dict(zip(_WANTED, row[: len(_WANTED)], strict=True))
    learnt: dict[str, Any] = dict(zip(LEARNT, row[len(_WANTED) : -1], strict=True))
    return Feed(**wanted), FeedState(**learnt, hints=_hints(row[-1]))

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
"""Columns that a state fills as it is."""
_PRINTED = ("max_age_seconds", "source_url")
"""Of a state, what stands in one column with its hints, as JSON."""
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
    return plain | {"hints": printed_hints(state)}


def printed_hints(state: FeedState) -> str:
    """Return the hints of a state, and what else has no column of its own, as JSON text."""
    values = {name: getattr(state.hints, name) for name in _HINTS}
    values |= {name: sorted(values[name]) for name in _SETS}
    return json.dumps(values | {name: getattr(state, name) for name in _PRINTED})


def _state(learnt: dict[str, Any], printed: str) -> FeedState:
    values = json.loads(printed)
    # A store of an earlier version may lack one.
    learnt |= {name: values.pop(name) for name in _PRINTED if name in values}
    hints = FeedHints(**values | {name: frozenset(values.get(name, ())) for name in _SETS})
    return FeedState(**learnt, hints=hints)


def pair_of(row: AnyRow) -> tuple[Feed, FeedState]:
    """Return the feed and the state that a row of FEED_COLUMNS holds."""
    wanted = dict(zip(_WANTED, row[: len(_WANTED)], strict=True))
    learnt: dict[str, Any] = dict(zip(LEARNT, row[len(_WANTED) : -1], strict=True))
    return Feed(**wanted), _state(learnt, row[-1])

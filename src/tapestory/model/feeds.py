"""Subscriptions: what they are, what we know of their health, and what one poll brought."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tapestory.model.articles import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A subscription, as the user wants it."""

    url: str
    title: str = ""
    outlet: str = ""
    """Publisher family; empty: that of the host, or of the title where the host is a number."""
    lang: str = ""
    country: str = ""
    """ISO 3166 alpha-2, upper case; decides what an ambiguous zone such as CST means."""
    paused: bool = False
    full_text: bool = False
    """Read each article's page too, where the feed carries less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHints:
    """What a feed says about how often to ask."""

    ttl_minutes: int | None = None
    skip_hours: frozenset[int] = frozenset()
    """Hours of the day, GMT, 0 to 23."""
    skip_days: frozenset[str] = frozenset()
    """English weekday names in lower case."""
    update_minutes: int | None = None
    """From sy:updatePeriod and sy:updateFrequency."""
    rhythm_minutes: int | None = None
    """How far apart its newest entries were published, typically; None when they do not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What earlier polls taught us about a feed."""

    etag: str = ""
    """Echoed byte for byte."""
    last_modified: str = ""
    body_sha256: str = ""
    next_due: datetime | None = None
    """None: due at once."""
    due_because: str = ""
    """Who chose `next_due`, in words: "Cache-Control: max-age=3600", "3 failures in a row"."""
    failures: int = 0
    """In a row."""
    last_polled: datetime | None = None
    last_success: datetime | None = None
    empty_since: datetime | None = None
    """Since when it answers without a single entry, after having had some or never."""
    newest_at: datetime | None = None
    """When a poll last brought an article that was not known."""
    last_error: str = ""
    gone: bool = False
    """It answered 410: never asked again unless resumed."""
    moved_to: str = ""
    """Target of a permanent redirect that parsed as a feed."""
    source_url: str = ""
    """Where a redirect led that is followed anew each time: what the answer there left to be
    echoed goes to no other address. Empty: the address that is asked."""
    max_age_seconds: int | None = None
    """How long its server last said that an answer stays fresh."""
    hints: FeedHints = field(default_factory=FeedHints)
    """What its last full answer said about how often to ask; a 304 says nothing of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """What the bytes of a feed hold."""

    title: str
    lang: str
    entries: tuple[Entry, ...]
    hints: FeedHints = field(default_factory=FeedHints)
    problems: tuple[str, ...] = ()
    """What was wrong with it and survived, e.g. "not well-formed at line 12"."""
    whole: bool = True
    """False where it was cut, broken off or mended: more may stand in it than was read."""


class FeedStatus(StrEnum):
    """How one poll of one feed ended (stable: printed by `poll --json`).

    `new` is an answer that changed what we hold: the counts beside it tell new articles from
    reworded ones, and either may be 0. `unchanged` is an answer that changed nothing, whether its
    bytes or only its entries were known.
    """

    NEW = "new"
    NOT_MODIFIED = "not_modified"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    GONE = "gone"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOutcome:
    """What one poll of one feed brought."""

    url: str
    status: FeedStatus
    http_status: int | None = None
    new: int = 0
    updated: int = 0
    error: str | None = None

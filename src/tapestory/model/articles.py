"""What a feed holds, before and after ingest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal, NewType

ArticleId = NewType("ArticleId", str)
_MONTH = timedelta(days=32)
"""From the first day of a month into the next one."""


class Precision(StrEnum):
    """How exactly a publisher said when."""

    INSTANT = "instant"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When a publisher says that something appeared: the claim, and what we make of it."""

    raw: str
    """As printed; empty when nothing was printed."""
    instant: datetime | None
    """UTC. For `day` precision noon UTC of that date, for `month` noon of its first day, else
    None when unknown: unknown is better than wrong."""
    precision: Precision
    zone_source: Literal["stated", "outlet", "assumed", "none"] = "stated"
    """Where the offset comes from; `assumed` is UTC for want of better."""

    @property
    def is_precise(self) -> bool:
        """Whether the hour is known, and `instant` no stand-in for a day or a month."""
        return self.precision is Precision.INSTANT or self.precision is Precision.MINUTE


UNDATED = Published(raw="", instant=None, precision=Precision.NONE, zone_source="none")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundLink:
    """Where the text of an article links to, on another publisher's site."""

    url: str
    """Canonical."""
    anchor: str
    """The text that is the link, on one line; may be empty."""
    place: int = -1
    """Where it begins in the article's text; -1 where it does not stand there as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed, cleaned but not yet an article."""

    guid: str
    """As the feed gives it; empty when it gives none."""
    link: str
    """Absolute http(s) URL, or empty."""
    title: str
    """Plain text on one line."""
    summary: str
    """Plain text, paragraphs separated by blank lines; empty when there is only full text."""
    text: str
    """The longest text that the feed carries for the entry (content, else summary), plain."""
    author: str
    published: Published
    updated: Published
    outlet: str
    """The publisher named by the entry itself (RSS `source`, Atom `source`), or empty."""
    lang: str
    """BCP 47 primary tag that the entry or feed declares, or empty."""
    links: tuple[OutboundLink, ...] = ()
    """In `text`, as far as they lead elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An entry after ingest: one piece of news, under one identity in however many feeds."""

    id: ArticleId
    feed_url: str
    """The feed it was first seen in; empty for imported articles."""
    url: str
    """Canonical; may be empty."""
    guid: str
    title: str
    summary: str
    text: str
    author: str
    outlet: str
    """Publisher family, e.g. "Bloomberg"; copies on its other domains carry the same name."""
    lang: str
    """BCP 47 primary tag; "und" when undetermined."""
    published: Published
    updated: datetime | None
    first_seen: datetime
    """When we fetched it: what could be known, when. Never the publisher's claim."""
    copy_of: ArticleId | None = None
    """The earlier article whose text this one repeats."""
    links: tuple[OutboundLink, ...] = ()
    """In its text, to other publishers; social sites left out."""

    @property
    def body(self) -> str:
        """Its text; where there is none, as after pruning, its summary."""
        return self.text or self.summary

    @property
    def time(self) -> datetime:
        """The publisher's instant where known and not after `first_seen`, else `first_seen`."""
        instant = self.published.instant
        return min(instant, self.first_seen) if instant is not None else self.first_seen

    @property
    def latest(self) -> datetime:
        """The latest at which it can have appeared, by what its publisher says; see `time`."""
        instant = self.published.instant
        if instant is None:
            return self.first_seen
        if self.published.precision is Precision.MONTH:
            instant = (instant.replace(day=1) + _MONTH).replace(day=1)
        # A date ends at noon UTC of the next day where it ends last.
        ends = instant if self.published.is_precise else instant + timedelta(days=1)
        return min(ends, self.first_seen)

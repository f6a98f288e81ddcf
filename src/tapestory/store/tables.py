"""The tables of the store but those of markets, in the order in which data meets them.

Texts that may be absent are empty rather than NULL, as in `model`; NULL stands for None. Columns
that hold JSON say so. The Alembic revisions in `migrations/` build exactly this; a test compares.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Float, ForeignKey, Index, Integer, String, Table, Text

from tapestory.store import story_tables  # noqa: F401  # tables of the same metadata
from tapestory.store.columns import article_column as _article
from tapestory.store.columns import event_column as _event
from tapestory.store.columns import made_from as _made_from
from tapestory.store.columns import metadata
from tapestory.store.columns import numbered_column as _numbered
from tapestory.store.columns import sql as _sql
from tapestory.store.columns import text_column as _text
from tapestory.store.types import UtcDateTime

feeds = Table(
    "feeds",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("url", Text, nullable=False, unique=True),
    _text("title"),
    _text("outlet"),
    _text("lang"),
    _text("country"),
    Column("paused", Boolean, nullable=False),
    _text("etag"),
    _text("last_modified"),
    _text("body_sha256"),
    Column("next_due", UtcDateTime),
    Column("failures", Integer, nullable=False),
    Column("last_polled", UtcDateTime),
    Column("last_success", UtcDateTime),
    _text("last_error"),
    Column("gone", Boolean, nullable=False),
    _text("moved_to"),
    # JSON of the `FeedHints`, and of what else of the `FeedState` has no column of its own.
    _text("hints"),
    Column("full_text", Boolean, server_default="0", nullable=False),
    _text("due_because", absent=True),
    Column("empty_since", UtcDateTime),
    Column("newest_at", UtcDateTime),
)

articles = Table(
    "articles",
    metadata,
    # A number of its own beside the public id: the full-text index refers to it.
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    _text("feed_url"),
    _text("url"),
    _text("guid"),
    _text("title"),
    _text("summary"),
    _text("text"),
    _text("author"),
    _text("outlet"),
    _text("lang"),
    _text("published_raw"),
    Column("published", UtcDateTime),
    Column("published_precision", String, nullable=False),
    Column("published_zone_source", String, nullable=False),
    Column("updated", UtcDateTime),
    Column("first_seen", UtcDateTime, nullable=False),
    Column("copy_of", String, ForeignKey("articles.id")),
    # `Article.time`, kept because lists are ordered and filtered by it.
    Column("time", UtcDateTime, nullable=False),
    # Which feed the present title and text came from, their digest, and since when we hold them.
    _text("content_feed"),
    Column("content_sha256", String, nullable=False),
    Column("revised_at", UtcDateTime),
    # True when `prune` took the text away.
    Column("pruned", Boolean, nullable=False),
    # JSON: [url, anchor, place] of each `OutboundLink`; empty when there is none.
    _text("links", absent=True),
    Index(None, "time"),
    Index(None, "first_seen"),
    Index(None, "content_sha256", "time"),
)

sightings = Table(
    "sightings",
    metadata,
    # By number, not by id: what is stored together lies together, and is written as few pages.
    Column("article_number", Integer, ForeignKey("articles.number"), primary_key=True),
    _text("feed_url", primary_key=True),
    Column("first_seen", UtcDateTime, nullable=False),
    # What this feed said last, so that two feeds that word it differently do not take turns.
    Column("content_sha256", String, nullable=False),
    # What this feed called it last; a feed that moves an article to another address keeps this.
    _text("guid", absent=True),
    Index(None, "feed_url", "guid"),
    sqlite_with_rowid=False,
)

# Articles whose page is to be read, or was, because their feed asks for full text.
pages = Table(
    "pages",
    metadata,
    _article(primary_key=True),
    # A value of `PageState`.
    Column("state", String, nullable=False),
    Column("asked_at", UtcDateTime),
    Column("next_due", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("http_status", Integer),
    _text("error"),
    Index(None, "state", "next_due"),
)

# Lines that an outlet's pages share: no part of any article.
house_lines = Table(
    "house_lines",
    metadata,
    _text("outlet", primary_key=True),
    Column("line_sha256", String, primary_key=True, nullable=False),
    # On how many pages it stood.
    Column("pages", Integer, nullable=False),
    Column("last_seen", UtcDateTime, nullable=False),
)

# Lines that an outlet's articles share, counted in bounded space: see `store.outlet_lines`.
outlet_lines = Table(
    "outlet_lines",
    metadata,
    _text("outlet", primary_key=True),
    Column("line", String, primary_key=True, nullable=False),
    Column("articles", Integer, nullable=False),
    # In how many more it may have stood before it was counted.
    Column("missed", Integer, nullable=False),
    sqlite_with_rowid=False,
)

outlet_articles = Table(
    "outlet_articles",
    metadata,
    _text("outlet", primary_key=True),
    Column("articles", Integer, nullable=False),
)

# Articles that were stored and not read yet; reworded ones are found by their reading's version.
unread_articles = Table("unread_articles", metadata, _numbered())

# Articles that belong to no event yet.
unplaced_articles = Table("unplaced_articles", metadata, _numbered())

article_revisions = Table(
    "article_revisions",
    metadata,
    Column("number", Integer, primary_key=True),
    _article(),
    _text("title"),
    _text("summary"),
    _text("text"),
    Column("updated", UtcDateTime),
    Column("superseded_at", UtcDateTime, nullable=False),
    # JSON: the reading of this wording, where there was one.
    Column("reading", Text),
    Index(None, "article_id", "superseded_at"),
)

readings = Table(
    "readings",
    metadata,
    _article(primary_key=True),
    Column("version", String, nullable=False),
    Column("kind", String, nullable=False),
    # JSON of the whole `Reading`.
    _text("body"),
    Index(None, "version"),
)

mentions = Table(
    "mentions",
    metadata,
    _article(primary_key=True),
    # Exactly one of the two is not empty.
    _text("symbol", primary_key=True),
    _text("sector", primary_key=True),
    Index(None, "symbol"),
)

events = Table(
    "events",
    metadata,
    # As for articles: the full-text index refers to numbers.
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    _text("title"),
    Column("first_seen", UtcDateTime, nullable=False),
    Column("last_seen", UtcDateTime, nullable=False),
    Column("happened", UtcDateTime, nullable=False),
    Column("happened_precise", Boolean, nullable=False),
    # An article came or went since the event was last looked at as a whole.
    Column("stale", Boolean, nullable=False),
    # False: links or prices changed since its moves were last measured.
    Column("measured", Boolean, nullable=False),
    # The title that a person gave it, which `title` then is.
    _text("hand_title", absent=True),
    # As of when its moves were last measured: what closed since is still to be.
    Column("measured_at", UtcDateTime),
    # When its latest article, copies left out, was told, while nobody confirms or denies it.
    Column("unsettled_since", UtcDateTime),
    # False: when it was measured last, all its windows had closed. Else when the next one closes.
    Column("windows_open", Boolean, server_default="0", nullable=False),
    Column("next_close", UtcDateTime),
    Index(None, "last_seen"),
    Index(None, "measured_at"),
    # Of all events there are, few wait for something: each of these holds those alone.
    Index("ix_events_stale", "first_seen", sqlite_where=_sql("stale IS 1")),
    Index("ix_events_measured", "first_seen", sqlite_where=_sql("measured IS 0")),
    Index("ix_events_next_close", "next_close", sqlite_where=_sql("windows_open IS 1")),
    Index(
        "ix_events_unsettled_since",
        "unsettled_since",
        sqlite_where=_sql("unsettled_since IS NOT NULL"),
    ),
)

event_versions = Table(
    "event_versions",
    metadata,
    _event(primary_key=True),
    # From when this is what we would have said; titles that people gave are in `edits`.
    Column("known_at", UtcDateTime, primary_key=True),
    _text("title"),
    Column("happened", UtcDateTime, nullable=False),
    Column("happened_precise", Boolean, nullable=False),
)

event_redirects = Table(
    "event_redirects",
    metadata,
    Column("old_id", String, ForeignKey("events.id"), primary_key=True),
    Column("new_id", String, ForeignKey("events.id"), nullable=False),
    Index(None, "new_id"),
)

redirect_changes = Table(
    "redirect_changes",
    metadata,
    # How `event_redirects` came about; nothing is ever taken away here.
    Column("number", Integer, primary_key=True),
    Column("old_id", String, ForeignKey("events.id"), nullable=False),
    # NULL: from then on it stood by itself again.
    Column("new_id", String, ForeignKey("events.id")),
    Column("at", UtcDateTime, nullable=False),
    Index(None, "old_id", "at"),
    Index(None, "new_id"),
)

matches = Table(
    "matches",
    metadata,
    Column("number", Integer, primary_key=True),
    _article(),
    _event(),
    Column("score", Float, nullable=False),
    _text("reason"),
    Column("decided_at", UtcDateTime, nullable=False),
    # A person decided, not the matcher.
    Column("by_hand", Boolean, server_default="0", nullable=False),
    Index(None, "article_id", "decided_at"),
    Index(None, "event_id"),
)

placements = Table(
    "placements",
    metadata,
    # The match in force now; follows from `matches`, kept because almost every query asks.
    _article(primary_key=True),
    _event(),
    Column("match_number", Integer, ForeignKey("matches.number"), nullable=False),
    Index(None, "event_id"),
)

edits = Table(
    "edits",
    metadata,
    # What people corrected, in order; an edit that takes back another is one itself.
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", String, nullable=False),
    # JSON: all that was changed, what was there before; and whom a word in it is said of.
    _text("detail"),
    _made_from("spoken_of", "json_extract(detail, '$.word.event_id')"),
    # The edit that took this one back.
    Column("undone_by", Integer, ForeignKey("edits.number")),
    Index(None, "spoken_of"),
)

verification_changes = Table(
    "verification_changes",
    metadata,
    Column("number", Integer, primary_key=True),
    _event(),
    Column("at", UtcDateTime, nullable=False),
    # From when we would have said so: never before `at`, and never before the row above.
    Column("known_at", UtcDateTime),
    Column("state", String, nullable=False),
    # JSON of the `Evidence`.
    Column("evidence", Text),
    Index(None, "event_id", "at"),
)

links = Table(
    "links",
    metadata,
    _event(primary_key=True),
    # Exactly one of the two is not empty.
    _text("symbol", primary_key=True),
    _text("sector", primary_key=True),
    Column("role", String, nullable=False),
    Column("mentions", Integer, nullable=False),
    Index(None, "symbol", "event_id"),
    Index(None, "sector", "event_id"),
)

# What events hold that storylines are made of; those of the past year and some.
event_gists = Table(
    "event_gists",
    metadata,
    _event(primary_key=True),
    Column("first_told", UtcDateTime, nullable=False),
    Column("last_told", UtcDateTime, nullable=False),
    # Copies left out.
    Column("articles", Integer, nullable=False),
    Column("is_roundup", Boolean, nullable=False),
    # JSON object: feature → prominence.
    _text("holds"),
    # When the latest of the articles and decisions behind it was known.
    Column("known_at", UtcDateTime, nullable=False),
    Index(None, "last_told"),
)

# Events that changed since their storyline was last decided.
untold_events = Table("untold_events", metadata, _event(primary_key=True))

storyline_events = Table(
    "storyline_events",
    metadata,
    _event(primary_key=True),
    Column("known_at", UtcDateTime, primary_key=True),
    Column("storyline_id", String, nullable=False),
    # NULL for what is so now.
    Column("gone_at", UtcDateTime),
    Index(None, "storyline_id"),
)

related_events = Table(
    "related_events",
    metadata,
    # Kept once a pair, under the event that found the other one.
    _event(primary_key=True),
    Column("other_id", String, ForeignKey("events.id"), primary_key=True),
    Column("known_at", UtcDateTime, primary_key=True),
    # A value of `Relation`: what the other event is to this one.
    Column("relation", String, nullable=False),
    Column("score", Float, nullable=False),
    # NULL for what is so now.
    Column("gone_at", UtcDateTime),
    Index(None, "other_id"),
)

covers = Table(
    "covers",
    metadata,
    # Events that a round-up tells of without belonging to any.
    _article(primary_key=True),
    _event(primary_key=True),
    Column("position", Integer, nullable=False),
    Index(None, "event_id"),
)

day_zeros = Table(
    "day_zeros",
    metadata,
    _event(primary_key=True),
    Column("mic", String, primary_key=True),
    Column("session", Date, nullable=False),
    Index(None, "session"),
)

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    _text("command"),
    Column("started_at", UtcDateTime, nullable=False),
    Column("finished_at", UtcDateTime),
    # JSON object of counts.
    _text("summary"),
    Index(None, "finished_at"),
)

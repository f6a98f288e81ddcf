"""The tables of markets: prices, what they did around events, and the instruments they are of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Computed,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)

from tapestory.store.columns import event_column as _event
from tapestory.store.columns import metadata
from tapestory.store.columns import text_column as _text
from tapestory.store.types import UtcDateTime


def _bar_values() -> list[Column[Any]]:
    names = ("open", "high", "low", "adj_close", "volume", "split", "dividend")
    return [
        Column("close", Float, nullable=False),
        *(Column(name, Float) for name in names),
        # Seen before its exchange's close.
        Column("provisional", Boolean, server_default="0", nullable=False),
    ]


def _day0_size(size: str) -> Column[Any]:
    """Return the column by which events are found whose instruments moved so far on day 0.

    SQLite works it out; NULL over other windows and where nothing was measured.
    """
    of_day0 = f"CASE WHEN window_start = 0 AND window_end = 0 THEN {size} END"
    return Column("day0_size", Float, Computed(of_day0, persisted=False))


price_bars = Table(
    "price_bars",
    metadata,
    _text("symbol", primary_key=True),
    Column("session", Date, primary_key=True),
    _text("provider", primary_key=True),
    *_bar_values(),
    Column("stored_at", UtcDateTime, nullable=False),
)

price_revisions = Table(
    "price_revisions",
    metadata,
    Column("number", Integer, primary_key=True),
    _text("symbol"),
    Column("session", Date, nullable=False),
    *_bar_values(),
    _text("provider"),
    Column("stored_at", UtcDateTime, nullable=False),
    Column("superseded_at", UtcDateTime, nullable=False),
    Index(None, "symbol", "session"),
)

# Append-only: the latest row of a bar by known_at is what is thought of it.
price_verdicts = Table(
    "price_verdicts",
    metadata,
    Column("number", Integer, primary_key=True),
    _text("symbol"),
    Column("session", Date, nullable=False),
    _text("provider"),
    # One of `BarState`.
    Column("state", String, nullable=False),
    _text("reason"),
    Column("known_at", UtcDateTime, nullable=False),
    Index(None, "symbol", "session"),
)

# What was asked of providers last, by symbol.
price_fetches = Table(
    "price_fetches",
    metadata,
    _text("symbol", primary_key=True),
    _text("provider", primary_key=True),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    # What went wrong; empty where nothing did.
    _text("error"),
)

# Providers that want to be left alone for a while.
price_pauses = Table(
    "price_pauses",
    metadata,
    _text("provider", primary_key=True),
    Column("until", UtcDateTime, nullable=False),
    _text("reason"),
)

moves = Table(
    "moves",
    metadata,
    _event(primary_key=True),
    _text("symbol", primary_key=True),
    Column("window_start", Integer, primary_key=True),
    Column("window_end", Integer, primary_key=True),
    _text("mic"),
    Column("session", Date),
    Column("raw", Float),
    Column("expected", Float),
    Column("abnormal", Float),
    Column("t_value", Float),
    Column("p_value", Float),
    Column("q_value", Float),
    Column("benchmark", Text),
    _text("model"),
    Column("status", String, nullable=False),
    Column("market", Float),
    Column("abnormal_alpha0", Float),
    Column("peers", Float),
    Column("own", Float),
    Column("peer_count", Integer, server_default="0", nullable=False),
    # One of `Family`; empty where it was not tested in one.
    _text("family", absent=True),
    # One of `Linked`.
    Column("linked", String, server_default="no", nullable=False),
    Column("rank_as_far", Integer),
    Column("rank_names", Integer),
    _day0_size("abs(coalesce(abnormal, raw))"),
    Index(None, "symbol"),
    Index(None, "status"),
    Index("ix_moves_day0_size", "day0_size", sqlite_where=text("day0_size IS NOT NULL")),
    Index(
        "ix_moves_symbol_day0_size",
        "symbol",
        "day0_size",
        sqlite_where=text("day0_size IS NOT NULL"),
    ),
)

# What follows from `links` and `day_zeros`, kept because each event that is measured asks it of
# all companies of its sectors, over more than a year.
news_days = Table(
    "news_days",
    metadata,
    _text("symbol", primary_key=True),
    # Each exchange on which the event has a day 0, whether the symbol is listed there or not.
    Column("mic", String, primary_key=True),
    Column("session", Date, primary_key=True),
    _event(primary_key=True),
    Index(None, "event_id"),
)

# What was tested together, fixed from the articles before prices were read.
move_families = Table(
    "move_families",
    metadata,
    _event(primary_key=True),
    # One of `Family`.
    Column("family", String, primary_key=True),
    # JSON array of symbols or ids of sectors.
    _text("members"),
)

follow_throughs = Table(
    "follow_throughs",
    metadata,
    _event(primary_key=True),
    _text("symbol", primary_key=True),
    Column("after", Integer, primary_key=True),
    _text("mic"),
    Column("session", Date),
    Column("raw", Float),
    Column("abnormal", Float),
    Column("t_value", Float),
    Column("p_value", Float),
    Column("q_value", Float),
    Column("retraced", Float),
    # One of `Aftermath`.
    Column("verdict", String, nullable=False),
)

sector_moves = Table(
    "sector_moves",
    metadata,
    _event(primary_key=True),
    _text("sector", primary_key=True),
    Column("window_start", Integer, primary_key=True),
    Column("window_end", Integer, primary_key=True),
    Column("abnormal", Float),
    Column("t_value", Float),
    Column("p_value", Float),
    Column("q_value", Float),
    Column("members", Integer, nullable=False),
    Column("breadth", Float),
    Column("second_t", Float),
    Column("second_p", Float),
    Column("correlation", Float),
    _day0_size("abs(abnormal)"),
    Index(
        "ix_sector_moves_sector_day0_size",
        "sector",
        "day0_size",
        sqlite_where=text("day0_size IS NOT NULL"),
    ),
)

# Appended to, never changed: the last of a narrative and window is what holds.
tape_readings = Table(
    "tape_readings",
    metadata,
    Column("number", Integer, primary_key=True),
    _event(),
    _text("narrative"),
    Column("window_start", Integer, nullable=False),
    Column("window_end", Integer, nullable=False),
    Column("known_at", UtcDateTime, nullable=False),
    Column("score", Float),
    Column("p_value", Float),
    # JSON array of `SectorReading`.
    _text("sectors"),
    Index("ix_tape_readings_event_id", "event_id"),
)

instruments = Table(
    "instruments",
    metadata,
    _text("symbol", primary_key=True),
    _text("name"),
    _text("mic"),
    _text("currency"),
    _text("sector"),
    # JSON arrays of texts.
    _text("aliases"),
    _text("weak_aliases"),
    _text("entity"),
)

# What people noted of figures to watch. Rows are never changed; another one takes one back.
indicator_entries = Table(
    "indicator_entries",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("at", UtcDateTime, nullable=False),
    _text("indicator"),
    # NULL, like the day, in a row that takes another one back.
    Column("value", Float),
    Column("day", Date),
    _text("source"),
    _text("note"),
    # Where it was read; empty where a person brought it.
    _text("article_id"),
    _text("sentence"),
    # The row that this one takes back.
    Column("undoes", Integer, ForeignKey("indicator_entries.number")),
    Index(None, "indicator"),
)

# What people found of what would disprove a narrative; kept like the entries above.
falsifier_findings = Table(
    "falsifier_findings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("at", UtcDateTime, nullable=False),
    _text("narrative"),
    # In its own words: another wording is another falsifier.
    _text("falsifier"),
    # One of `FalsifierState`; empty in a row that takes another one back.
    Column("state", String, nullable=False),
    Column("day", Date),
    _text("source"),
    _text("note"),
    Column("undoes", Integer, ForeignKey("falsifier_findings.number")),
    Index(None, "narrative"),
)

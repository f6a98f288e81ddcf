"""A settled week and the ten days that began with it → a store of a year, all of it in SQL.

The week is put before the ten days as often as is wanted, each time earlier by seven days, with
other ids, numbers and addresses; the days between are the same in every table that grows. What is
indexed for search is indexed as the program does it.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Date, Integer, Table

from tapestory.store import full_text, indexing, maintenance
from tapestory.store.columns import metadata
from tapestory.store.sqlite import open_engine
from tapestory.store.types import UtcDateTime, stored_time

STAYING = frozenset(
    {
        *("feeds", "feed_outages", "house_lines", "outlet_lines", "outlet_articles"),
        *("price_bars", "price_revisions", "price_verdicts", "price_fetches", "price_pauses"),
        *("instruments", "indicator_entries", "falsifier_findings", "untold_events"),
    }
)
"""Tables that articles do not grow; a year's prices are put in by themselves."""
_MADE_ANEW = frozenset(
    {"live_storylines", "storyline_features", "event_features", "storyline_totals"}
)
"""Tables that the first chaining fills from the others."""
_ONCE = frozenset({"runs", "outbox", "mail_tellings", "mail_owed", "mail_attempts", "quiet_days"})
"""Tables that grow with the days and not with the news."""
_TEXTS = frozenset({"articles.title", "articles.summary", "articles.text", "events.title"})
_TOLD_APART = frozenset({"articles.url", "articles.guid", "sightings.guid", "outbox.message_id"})
"""Texts that are somebody's name."""
_WITH_IDS = frozenset(
    {
        *("readings.body", "article_revisions.reading", "verification_changes.evidence"),
        *("edits.detail", "mail_tellings.facts", "outbox.about"),
    }
)
"""Texts with ids in them."""
_IDS = frozenset(
    {
        *("articles.id", "events.id", "edits.id", "outbox.id"),
        *("storyline_events.storyline_id", "mail_tellings.event_id", "mail_owed.event_id"),
    }
)
"""Besides what refers to `articles.id` and `events.id`."""
_MEASURED = "SELECT shifted_days(max(first_seen), 2) FROM days.articles"
"""No copy was measured later than two days before the end: its week settled after that, and what
was measured lately is looked at again by every mail."""
_MEASURED_AT = frozenset({"events.measured_at", "tape_readings.known_at"})
_END = "SELECT max(first_seen) FROM days.articles"
_UNSETTLED = """
UPDATE main.events SET unsettled_since = (
    SELECT max(time) FROM main.articles JOIN main.placements ON article_id = id
    WHERE event_id = events.id AND copy_of IS NULL)
WHERE unsettled_since IS NULL AND (
    SELECT state FROM main.verification_changes WHERE event_id = events.id
    ORDER BY number DESC LIMIT 1) IN ('rumour', 'reported')"""
"""What fell silent after the end in its settled week has not fallen silent yet."""
_LONG_WORD = re.compile(r"\b[a-z]{5,}\b")
_ID = re.compile(r"\b[0-9a-z]{8}(?:[0-9a-z]{4})?\b")
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


@dataclass(frozen=True, slots=True)
class Copy:
    """How rows are told apart from those that they are copies of."""

    earlier: int
    """By so many weeks."""
    lane: int
    """Besides other news of the same time; its long words are others."""

    @property
    def name(self) -> int:
        """A number of its own; 0 is what is copied."""
        return 1_000 * self.lane + self.earlier


def grow(week: Path, days: Path, path: Path, *, weeks: int, lanes: int) -> None:
    """Make a store of so many weeks and the ten days after them.

    Args:
        week: A store that holds a settled week.
        days: The store that began with that week.
        path: Where to.
        weeks: How often the week is put before.
        lanes: How often each of them is put in beside itself, in other words.
    """
    maintenance.migrate(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -400000")
        connection.execute("ATTACH ? AS week", (f"{week}",))
        connection.execute("ATTACH ? AS days", (f"{days}",))
        _name_anew(connection)
        connection.execute("BEGIN")
        indexes = _without_indexes(connection)
        for earlier in range(weeks, -1, -1):
            for lane in range(lanes):
                after = {name: _last(connection, table) for name, table in metadata.tables.items()}
                for table in _growing(lane):
                    connection.execute(_copied(table, Copy(earlier, lane), after))
        for name in STAYING:
            table = metadata.tables[name]
            columns = ", ".join(_stored(table))
            connection.execute(
                f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM days.{name}"  # noqa: S608  # names of ours
            )
        _earlier_prices(connection, weeks)
        for statement in indexes:
            connection.execute(statement)
        connection.execute(_UNSETTLED)
        connection.execute("COMMIT")
    _index(path)


def _growing(lane: int) -> Iterator[Table]:
    left_out = STAYING | _MADE_ANEW | (_ONCE if lane else set())
    return (table for table in metadata.sorted_tables if table.name not in left_out)


def _stored(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.computed is None]


def _last(connection: sqlite3.Connection, table: Table) -> int:
    if "number" not in table.columns:
        return 0
    query = f"SELECT coalesce(max(number), 0) FROM main.{table.name}"  # noqa: S608  # a name of ours
    return int(connection.execute(query).fetchone()[0])


def _copied(table: Table, copy: Copy, after: dict[str, int]) -> str:
    source = "week" if copy.earlier else "days"
    values = [_value(table, table.columns[name], copy, after) for name in _stored(table)]
    for place, name in enumerate(_stored(table)):
        if copy.earlier and f"{table.name}.{name}" in _MEASURED_AT:
            values[place] = f"min({values[place]}, ({_MEASURED}))"
    order = " ORDER BY rowid" if table.name != "sightings" else ""
    if copy.earlier and table.name == "verification_changes":
        known_at = f"shifted(coalesce(known_at, at), {copy.earlier})"
        order = f" WHERE {known_at} <= ({_END}){order}"
    return (
        f"INSERT INTO main.{table.name} ({', '.join(_stored(table))})"  # noqa: S608  # names of ours
        f" SELECT {', '.join(values)} FROM {source}.{table.name}{order}"
    )


def _value(table: Table, column: Column[Any], copy: Copy, after: dict[str, int]) -> str:
    name = column.name
    numbered = _numbers(table, column)
    if numbered is not None:
        return f"{name} + {after[numbered]}"
    if isinstance(column.type, UtcDateTime | Date):
        return _earlier(column, copy.earlier)
    return _told_apart(table, column, copy) if copy.name else name


def _earlier(column: Column[Any], weeks: int) -> str:
    name = column.name
    if not weeks:
        return name
    if isinstance(column.type, Date):
        return f"date({name}, '-{7 * weeks} days')"
    return f"CASE WHEN {name} IS NOT NULL THEN shifted({name}, {weeks}) END"


def _told_apart(table: Table, column: Column[Any], copy: Copy) -> str:
    name, place = column.name, f"{table.name}.{column.name}"
    referred = {key.target_fullname for key in column.foreign_keys}
    if place in _IDS or referred & {"articles.id", "events.id"}:
        return f"renamed({name}, {copy.name})"
    if place in _WITH_IDS:
        return f"retold({name}, {copy.name})"
    if place in _TEXTS and copy.lane:
        return f"reworded({name}, {copy.lane})"
    if place in _TOLD_APART:
        return f"CASE WHEN {name} = '' THEN '' ELSE {name} || '-{copy.name}' END"
    return name


def _numbers(table: Table, column: Column[Any]) -> str | None:
    """Return the table whose rows an integer column numbers."""
    if column.name == "number" and isinstance(column.type, Integer):
        return table.name
    for key in column.foreign_keys:
        target, _, to = key.target_fullname.partition(".")
        if to == "number":
            return target
    return None


def _name_anew(connection: sqlite3.Connection) -> None:
    known = {
        row[0]
        for source in ("week", "days")
        for table in ("articles", "events")
        for row in connection.execute(f"SELECT id FROM {source}.{table}")  # noqa: S608  # names above
    }

    def retold(text: str | None, name: int) -> str | None:
        if text is None:
            return None
        return _ID.sub(
            lambda found: str(renamed(found[0], name)) if found[0] in known else found[0], text
        )

    connection.create_function("renamed", 2, renamed, deterministic=True)
    connection.create_function("retold", 2, retold, deterministic=True)
    connection.create_function("shifted", 2, shifted, deterministic=True)
    connection.create_function("shifted_days", 2, shifted_days, deterministic=True)
    connection.create_function("reworded", 2, reworded, deterministic=True)


@lru_cache(maxsize=200_000)
def renamed(name: str | None, copy: int) -> str | None:
    """Return another id of the same length and letters; the same for the same."""
    if name is None:
        return None
    digest = hashlib.blake2b(f"{name} {copy}".encode(), digest_size=12).digest()
    return "".join(_LETTERS[byte & 31] for byte in digest[: len(name)])


@lru_cache(maxsize=200_000)
def shifted(instant: str, earlier: int) -> str:
    """Return a stored instant so many weeks earlier."""
    return shifted_days(instant, 7 * earlier)


def shifted_days(instant: str, days: int) -> str:
    """Return a stored instant so many days earlier."""
    return stored_time(datetime.fromisoformat(instant) - timedelta(days=days))


def reworded(text: str, lane: int) -> str:
    """Return a text with other long words in the place of each, the same ones for the same."""
    return _LONG_WORD.sub(lambda found: found[0].translate(_turned(lane)), text)


@lru_cache
def _turned(lane: int) -> dict[int, str]:
    kinds = ("bcdfghklmnprst", "aeiou")
    return {
        ord(letter): kind[(place + lane) % len(kind)]
        for kind in kinds
        for place, letter in enumerate(kind)
    }


def _without_indexes(connection: sqlite3.Connection) -> list[str]:
    """Drop the indexes that have statements of their own, and return those."""
    rows = connection.execute(
        "SELECT name, sql FROM main.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for name, _ in rows:
        connection.execute(f'DROP INDEX main."{name}"')
    return [statement for _, statement in rows]


def _earlier_prices(connection: sqlite3.Connection, weeks: int) -> None:
    """Put the prices of so many weeks before those that there are."""
    span = connection.execute(
        "SELECT julianday(max(session)) - julianday(min(session)) FROM main.price_bars"
    ).fetchone()[0]
    if span is None:
        return
    days = 7 * (int(span) // 7 + 1)
    table = metadata.tables["price_bars"]
    columns = _stored(table)
    values = [f"date(session, '-{days} days')" if c == "session" else c for c in columns]
    connection.execute(
        f"INSERT OR IGNORE INTO main.price_bars ({', '.join(columns)})"  # noqa: S608  # names of ours
        f" SELECT {', '.join(values)} FROM days.price_bars WHERE session >"
        f" (SELECT date(max(session), '-{7 * weeks} days') FROM days.price_bars)"
    )


def _index(path: Path) -> None:
    engine = open_engine(path, writing=True)
    more = True
    while more:
        with engine.begin() as connection:
            more = indexing.index_batch(connection)
    with engine.begin() as connection:
        titles = connection.exec_driver_sql("SELECT number, title FROM events ORDER BY number")
        for number, title in titles.all():
            full_text.index_event(connection, number, title=title)
    engine.dispose()

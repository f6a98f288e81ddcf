"""A store of today → one with the same content as an older version of the program had it.

Run by the Python of the environment under test: `older.py STORE OLDER REVISION`. The tables are
those that the migrations make up to the revision; each gets what today's has of its columns.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from alembic import command

from tapestory.store import migrating, sqlite

_ONCE = {
    ("sightings", "article_id"): "(SELECT id FROM articles WHERE number = article_number)",
    ("moves", "confounders"): "'[]'",
}
"""Columns that there were and are no more → what stood in them, by today's columns."""
_SKIPPED = ("related_events", "alembic_version")
"""Stand otherwise in every version, or were empty in the first: made anew by the next run."""


def main() -> None:
    """Write the older store."""
    store, older, revision = sys.argv[1:]
    _tables(Path(older), revision)
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("ATTACH ? AS today", (store,))
        with connection:
            for table in _names(connection, "main"):
                if table not in _SKIPPED and table in _names(connection, "today"):
                    _fill(connection, table)


def _tables(path: Path, revision: str) -> None:
    engine = sqlite.open_engine(path, writing=True)
    with engine.begin() as connection:
        config = migrating.configured()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        sqlite.mark_as_ours(connection)
    engine.dispose()


def _names(connection: sqlite3.Connection, database: str) -> list[str]:
    # The shadows of the full-text index are tables, and hold all that it knows.
    rows = connection.execute(
        f"SELECT name FROM {database}.sqlite_master WHERE type = 'table'"  # noqa: S608 - ours
        " AND sql NOT LIKE 'CREATE VIRTUAL%'"
    )
    return [str(name) for (name,) in rows]


def _fill(connection: sqlite3.Connection, table: str) -> None:
    had = [str(row[1]) for row in connection.execute(f"PRAGMA main.table_info({table})")]
    has = {str(row[1]) for row in connection.execute(f"PRAGMA today.table_info({table})")}
    given = {name: name if name in has else _ONCE.get((table, name)) for name in had}
    columns = {name: value for name, value in given.items() if value is not None}
    connection.execute(f"DELETE FROM main.{table}")  # noqa: S608 - our own tables
    connection.execute(
        f"INSERT INTO main.{table} ({', '.join(columns)})"  # noqa: S608 - our own tables
        f" SELECT {', '.join(columns.values())} FROM today.{table}"
    )


if __name__ == "__main__":
    main()

"""Everything that only SQLite understands: pragmas, locking, upserts, file copies.

The other modules of the store use portable Core and call what is here, in `bulk`, `full_text` and
`indexing` by its purpose; a second database gets modules of the same shape.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Engine,
    Integer,
    Table,
    create_engine,
    event,
    literal_column,
)
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from tapestory.errors import LockedError
from tapestory.store.database_file import APPLICATION_ID, BUSY_SECONDS

# Files


def mark_as_ours(connection: Connection) -> None:
    """Write our application id into the file."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def copy_database(source: Path, target: Path) -> None:
    """Write a compact copy of a database, as it stands at one instant, to a file not yet there.

    It reads in one transaction, so that writers go on and are not waited for.
    """
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        connection.execute("VACUUM INTO ?", (str(target),))


def settle(path: Path) -> None:
    """Fold the write-ahead log into the file.

    Raises:
        LockedError: Another process is writing or reading.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA busy_timeout = 1000")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        message = f"{path}: another process is using the store"
        raise LockedError(message, hint="Wait for it to finish, or stop it, and try again.")


def companions(path: Path) -> tuple[Path, Path]:
    """Return the write-ahead log and shared-memory files of a database."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def shrink(path: Path) -> None:
    """Give the space of deleted rows back to the file system."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        connection.execute("VACUUM")
        # What was written anew stands in the log, and the file is as large as ever, until then.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def damage(connection: Connection) -> list[str]:
    """Return what SQLite itself finds wrong with the file; empty when sound."""
    found = [
        str(row[0])
        for row in connection.exec_driver_sql("PRAGMA integrity_check")
        if row[0] != "ok"
    ]
    found += [
        f"{table}: row {row_id} refers to a row of {parent} that is not there"
        for table, row_id, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    return found


# Connections


def _set_pragmas(connection: DBAPIConnection) -> None:
    cursor = connection.cursor()
    try:
        # First of all: switching to WAL needs a lock itself, and would fail at once without it.
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
        cursor.execute("PRAGMA journal_mode = WAL")
        # Under WAL a power cut may take back the last commits but never tears the file.
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        # Pages of the log, 16 MB: a round writes some of them hundreds of times, and each time
        # the log is folded into the file they are written again.
        cursor.execute("PRAGMA wal_autocheckpoint = 4000")
    finally:
        cursor.close()


def open_engine(path: Path, *, writing: bool) -> Engine:
    """Return an engine whose transactions are all writing or all reading.

    Writing ones begin with BEGIN IMMEDIATE: a deferred transaction that turns to writing after
    another process has written fails at once, whatever the busy timeout. Reading ones see the
    file as it is when they begin, and cannot write.
    """
    engine = create_engine(URL.create("sqlite+pysqlite", database=str(path)))
    begin = "BEGIN IMMEDIATE" if writing else "BEGIN"

    def connected(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        del record
        # The driver would begin and commit by rules of its own; now nobody does but `begun`.
        connection.isolation_level = None
        _set_pragmas(connection)
        if not writing:
            connection.cursor().execute("PRAGMA query_only = ON")

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)
        if not writing:
            # A deferred transaction takes its snapshot with its first read: take it now.
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


# Statements


def upsert(table: Table, *, key: Sequence[str], update: Sequence[str] | None = None) -> Insert:
    """Return an insert that overwrites the row with the same key.

    Args:
        table: Where to.
        key: The columns that identify the row.
        update: The columns to overwrite; None for all but the key, empty to leave the row alone.
    """
    statement = insert(table)
    if update is None:
        kept = {*key, "number"}
        update = [
            column.name
            for column in table.columns
            if column.name not in kept and column.computed is None
        ]
    if not update:
        return statement.on_conflict_do_nothing(index_elements=key)
    return statement.on_conflict_do_update(
        index_elements=key, set_={name: statement.excluded[name] for name in update}
    )


def row_number(table: Table) -> ColumnElement[int]:
    """Return what numbers the rows of a table that has no number of its own, as they came.

    A row that is overwritten keeps it. Compacting the file may number all anew.
    """
    return literal_column(f"{table.name}.rowid", Integer)


def new_number(result: CursorResult[*tuple[Any, ...]]) -> int:
    """Return the number that the row just inserted was given."""
    key = result.inserted_primary_key
    if key is None:
        message = "the statement did not insert a row"
        raise ValueError(message)
    return int(key[0])

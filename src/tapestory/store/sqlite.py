"""Everything that only SQLite understands: pragmas, locking, upserts, file copies.

The other modules of the store use portable Core and call what is here, in `bulk`, `full_text` and
`indexing` by its purpose; a second database gets modules of the same shape.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, CursorResult, Engine, Table, create_engine, event
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from tapestory.errors import LockedError, StoreError, TapestoryError

APPLICATION_ID = 0x54415045
"""Marks the file as ours ("TAPE"), in the header field that SQLite keeps for this."""

BUSY_SECONDS = 30
"""How long a transaction waits for another process's. A feed's takes milliseconds."""

_HEADER = b"SQLite format 3\x00"


# Files


def is_database(path: Path) -> bool:
    """Tell whether a file begins as an SQLite database does."""
    with path.open("rb") as file:
        return file.read(len(_HEADER)) == _HEADER


class Identity(NamedTuple):
    """What a database file says about itself."""

    application_id: int
    revision: str | None
    blank: bool
    """It has no tables at all."""


def read_identity(path: Path) -> Identity:
    """Return what a database file says about itself.

    Raises:
        StoreError: The file is damaged or cannot be read.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
            (number,) = connection.execute("PRAGMA application_id").fetchone()
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            revision = None
            if "alembic_version" in tables:
                row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
                revision = None if row is None else str(row[0])
    except sqlite3.Error as error:
        known = explained(error, path)
        if known is None:
            raise
        raise known from error
    return Identity(application_id=int(number), revision=revision, blank=not tables)


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


_WORDS: dict[str, tuple[type[LockedError | StoreError], str, str]] = {
    "SQLITE_BUSY": (
        LockedError,
        "another process has been writing for too long",
        "Wait for it to end, and try again.",
    ),
    "SQLITE_LOCKED": (LockedError, "another process holds the store", "Try again."),
    "SQLITE_PROTOCOL": (LockedError, "other processes keep the store busy", "Try again."),
    "SQLITE_FULL": (
        StoreError,
        "the disk is full; what was stored before is kept",
        "Make room (df -h {folder} shows it), or run: tapestory db prune --older-than 180d",
    ),
    "SQLITE_READONLY": (
        StoreError,
        "the store cannot be written",
        "Check who owns it: ls -ld {folder} {path}",
    ),
    "SQLITE_CANTOPEN": (
        StoreError,
        "the store cannot be opened",
        "Check the path and its owner: ls -ld {folder} {path}",
    ),
    "SQLITE_NOTADB": (
        StoreError,
        "this is not a database, or a damaged one",
        "Run: tapestory db restore BACKUP",
    ),
    "SQLITE_CORRUPT": (StoreError, "the store is damaged", "Run: tapestory db restore BACKUP"),
    "SQLITE_IOERR": (
        StoreError,
        "the disk cannot be read or written, or is full; what was stored before is kept",
        "Check the disk: df -h {folder}",
    ),
    "SQLITE_PERM": (
        StoreError,
        "the store may not be used",
        "Check who owns it: ls -ld {folder} {path}",
    ),
}
_MISSING = re.compile(r"no such table: (?:main\.)?(\S+)|vtable constructor failed: (\S+)")


def explained(error: DBAPIError | sqlite3.Error, path: Path) -> TapestoryError | None:
    """Return what an error of the database means to its owner; None when it is a bug of ours."""
    original = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(original, "sqlite_errorname", None) or ""
    for code, (kind, what, hint) in _WORDS.items():
        if name == code or name.startswith(f"{code}_"):
            return kind(f"{path}: {what}", hint=hint.format(path=path, folder=path.parent))
    missing = _MISSING.search(str(original))
    if missing:
        # The file says that it is of our version: somebody took the table out of it.
        message = f"{path}: the store is damaged: its table {missing[1] or missing[2]} is missing"
        hint = "tapestory db check tells what is wrong; tapestory db restore BACKUP mends it."
        return StoreError(message, hint=hint)
    return None


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


def new_number(result: CursorResult[*tuple[Any, ...]]) -> int:
    """Return the number that the row just inserted was given."""
    key = result.inserted_primary_key
    if key is None:
        message = "the statement did not insert a row"
        raise ValueError(message)
    return int(key[0])

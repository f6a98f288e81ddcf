"""A database file → what it says about itself, and what its errors mean to its owner.

Without SQLAlchemy, which takes longer to load than most questions take to answer.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tapestory.errors import LockedError, StoreError, TapestoryError

APPLICATION_ID = 0x54415045
"""Marks the file as ours ("TAPE"), in the header field that SQLite keeps for this."""

BUSY_SECONDS = 30
"""How long a transaction waits for another process's. A feed's takes milliseconds."""

_HEADER = b"SQLite format 3\x00"


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


def explained(error: Exception, path: Path) -> TapestoryError | None:
    """Return what an error of the database means to its owner; None when it is a bug of ours.

    Args:
        error: Of sqlite3, or of SQLAlchemy around one.
        path: The store.
    """
    original = getattr(error, "orig", None) or error
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

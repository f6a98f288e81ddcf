"""A path to a file that is surely our store, of this version and writable; or a plain refusal."""

from __future__ import annotations

import os
from pathlib import Path

from tapestory.errors import StoreError
from tapestory.store import database_file

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")
"""Names of the Alembic revisions, oldest first. Kept here, and compared with `migrations/` by a
test, so that opening an up-to-date store need not load Alembic (a tenth of a second)."""

HEAD = REVISIONS[-1]

_RESTORE = "Move the file away and run: tapestory init; or run: tapestory db restore BACKUP"


def require_file(path: Path) -> None:
    """Check that there is a database file that we may read and write.

    Raises:
        StoreError: There is not; the message says what there is instead.
    """
    try:
        exists = path.exists()
        is_file = path.is_file()
        empty = is_file and path.stat().st_size == 0
        readable = is_file and not empty and database_file.is_database(path)
    except OSError as error:
        message = f"{path}: the store cannot be read ({error.strerror})"
        raise StoreError(message, hint="Check who owns the file and its folder.") from error
    if not exists:
        message = f"{path}: there is no store here yet"
        raise StoreError(message, hint="Run: tapestory init")
    if not is_file:
        message = f"{path}: this is a folder, not a store"
        raise StoreError(message, hint="Check TAPESTORY_HOME and --config.")
    if empty:
        message = f"{path}: the store is empty"
        raise StoreError(message, hint="Run: tapestory db migrate")
    if not readable:
        message = f"{path}: this is not an SQLite database"
        raise StoreError(message, hint=_RESTORE)
    require_writable(path)


def require_writable(path: Path) -> None:
    """Check that the file, and its folder for the files that SQLite keeps beside it, take writes.

    Raises:
        StoreError: One of them does not.
    """
    for place, name in ((path, "the store"), (path.parent, "the folder of the store")):
        if not os.access(place, os.W_OK):
            message = f"{place}: {name} cannot be written"
            raise StoreError(message, hint=f"Check who owns it: ls -ld {place}")


def is_current(path: Path) -> bool:
    """Tell whether there is a store that need not be made or brought up to date.

    Raises:
        StoreError: The file is damaged, or a database of another program.
    """
    try:
        known = path.is_file() and path.stat().st_size > 0 and database_file.is_database(path)
    except OSError:
        return False  # whoever brings it up to date says what is wrong
    return known and revision_of(path) == HEAD


def require_current(path: Path) -> None:
    """Check that the file holds our tables as this version of the program knows them.

    Raises:
        StoreError: It does not; the message says how it differs.
    """
    revision = revision_of(path)
    if revision == HEAD:
        return
    if revision is None or revision in REVISIONS:
        message = (
            f"{path}: the store is of an older version"
            f" (revision {revision or 'none'}, this program uses {HEAD})"
        )
        raise StoreError(message, hint="Run: tapestory db migrate")
    message = (
        f"{path}: the store was written by a newer version"
        f" (revision {revision}, this program knows {HEAD})"
    )
    raise StoreError(message, hint="Upgrade the program: pip install --upgrade tapestory")


def revision_of(path: Path) -> str | None:
    """Return the name of the revision that a store is at; None when it has no tables yet.

    Raises:
        StoreError: The file is damaged, or a database of another program.
    """
    found = database_file.read_identity(path)
    if found.application_id != database_file.APPLICATION_ID and not found.blank:
        message = f"{path}: this is an SQLite database, but not one of Tapestory's"
        raise StoreError(message, hint="Check TAPESTORY_HOME and --config.")
    return found.revision

"""The file as a whole: bring up to date, check, back up, put back, describe, make smaller.

Everything here takes paths and opens the file for itself; a caller that changes the file holds
the run lock.
"""

from __future__ import annotations

import os
import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, exists, func, inspect, select, update
from sqlalchemy.exc import DBAPIError

from tapestory.errors import StoreError
from tapestory.store import database_file, full_text, indexing, pruning, sqlite
from tapestory.store.article_values import searched_body
from tapestory.store.chunks import chunked
from tapestory.store.columns import metadata
from tapestory.store.engine import (
    HEAD,
    REVISIONS,
    require_current,
    require_file,
    require_writable,
    revision_of,
)
from tapestory.store.mail_tables import outbox
from tapestory.store.market_tables import moves, price_bars
from tapestory.store.tables import (
    article_revisions,
    articles,
    events,
    feeds,
    matches,
    placements,
    readings,
)
from tapestory.store.views import VIEWS


@contextmanager
def _transaction(path: Path, *, writing: bool) -> Iterator[Connection]:
    engine = sqlite.open_engine(path, writing=writing)
    try:
        with _plain_words(path), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _plain_words(path: Path) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        known = database_file.explained(error, path)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        message = f"{error.filename or path}: {error.strerror}"
        raise StoreError(message, hint="Check the path, its owner and the room left.") from error


def migrate(path: Path) -> list[str]:
    """Create the store, or bring it up to date; return the names of the revisions applied.

    A store that holds something is copied beside itself first, as `<name>.before-<revision>`.

    Raises:
        StoreError: The file is not ours, is of a newer version, or cannot be written.
    """
    with _plain_words(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        former = None
        if path.exists() and path.stat().st_size > 0:
            require_file(path)
            former = revision_of(path)
            if former == HEAD:
                return []
            if former is not None:
                require_known(path, former)
            if not database_file.read_identity(path).blank:
                _copy(path, path.with_name(f"{path.name}.before-{HEAD}"))
        elif path.exists():
            require_writable(path)
    from tapestory.store import migrating  # noqa: PLC0415  # Alembic takes a tenth of a second

    with _transaction(path, writing=True) as connection:
        migrating.upgrade(connection)
        sqlite.mark_as_ours(connection)
    applied = REVISIONS if former is None else REVISIONS[REVISIONS.index(former) + 1 :]
    return list(applied)


def check(path: Path) -> list[str]:
    """Return what is wrong with the store, in words; empty when it is sound.

    Raises:
        StoreError: There is no store, or it cannot be read at all.
    """
    require_file(path)
    require_current(path)
    with _transaction(path, writing=False) as connection:
        missing = _missing_tables(connection)
        found = [*sqlite.damage(connection), *(f"table {name} is missing" for name in missing)]
        if not _ASKED.isdisjoint(missing):
            return found
        return [*found, *_unsearchable(connection), *_misplaced(connection)]


_ASKED = frozenset(
    {
        *(articles.name, events.name, matches.name, placements.name),
        *full_text.SEARCH_TABLES,
        *(f"{name}_docsize" for name in full_text.SEARCH_TABLES),
    }
)
"""What the checks of what is in the tables read: without one of them they can only fail."""


def _missing_tables(connection: Connection) -> list[str]:
    inspector = inspect(connection)
    present = {*inspector.get_table_names(), *inspector.get_view_names()}
    ours = (*metadata.tables, *sorted(_ASKED - set(metadata.tables)), *VIEWS)
    return [name for name in ours if name not in present]


def _unsearchable(connection: Connection) -> list[str]:
    known = full_text.indexed(connection)
    stored = {
        table: connection.execute(select(func.count()).select_from(rows)).scalar_one()
        for table, rows in zip(full_text.SEARCH_TABLES, (articles, events), strict=True)
    }
    # The newest wait for their batch, and a search looks through them by itself.
    stored["article_search"] -= indexing.waiting(connection)
    return [
        f"{table} knows {known[table]} of {stored[table]} rows: run tapestory db migrate --reindex"
        for table in full_text.SEARCH_TABLES
        if known[table] != stored[table]
    ]


def _misplaced(connection: Connection) -> list[str]:
    later = matches.alias("later")
    overruled = (
        select(placements.c.article_id)
        .join(matches, matches.c.number == placements.c.match_number)
        .where(
            (matches.c.event_id != placements.c.event_id)
            | (matches.c.article_id != placements.c.article_id)
            | exists().where(
                later.c.article_id == placements.c.article_id,
                later.c.decided_at > matches.c.decided_at,
            )
        )
        .order_by(placements.c.article_id)
    )
    return [
        f"article {article_id} is not in the event of its latest match"
        for article_id in connection.execute(overruled).scalars()
    ]


def reindex(path: Path) -> int:
    """Build the full-text index anew; return how many articles it holds.

    Raises:
        StoreError: There is no store, or it cannot be written.
    """
    require_file(path)
    require_current(path)
    indexed = 0
    with _transaction(path, writing=True) as connection:
        full_text.empty_index(connection)
        wording = select(articles.c.number, articles.c.title, articles.c.summary, articles.c.text)
        for row in connection.execute(wording).yield_per(1000):
            body = searched_body(row.summary, row.text)
            full_text.index_article(connection, row.number, title=row.title, body=body)
            indexed += 1
        for number, title in connection.execute(select(events.c.number, events.c.title)).all():
            full_text.index_event(connection, number, title=title)
    return indexed


def backup(path: Path, to: Path) -> None:
    """Write a copy of the store as it stands at one instant. Writers go on meanwhile.

    The copy appears under its name when it is complete; an earlier backup of that name is
    replaced by it.

    Raises:
        StoreError: There is no store, or the copy cannot be written there.
    """
    require_file(path)
    require_current(path)
    with _plain_words(to):
        if to.exists() and path.samefile(to):
            message = f"{to}: this is the store itself"
            raise StoreError(message, hint="Name another file.")
        if to.is_dir():
            message = f"{to}: this is a folder"
            raise StoreError(message, hint=f"Name a file: {to / path.name}")
        if to.exists() and not to.is_file():
            message = f"{to}: this is a device or a pipe, and would be replaced by a file"
            raise StoreError(message, hint="Name another file.")
        if to.exists() and to.stat().st_size > 0 and not database_file.is_database(to):
            message = f"{to}: there is a file here that is not a backup; it was not replaced"
            raise StoreError(message, hint="Name another file.")
        if not to.parent.is_dir():
            # To make it would put the backup onto the wrong disk where one is not mounted.
            message = f"{to}: there is no folder {to.parent}"
            raise StoreError(message, hint=f"Make it first: mkdir -p {shlex.quote(str(to.parent))}")
        _copy(path, to)


def _copy(source: Path, target: Path) -> None:
    partial = target.with_name(f"{target.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        with _plain_words(source):
            sqlite.copy_database(source, partial)
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def restore(backup: Path, path: Path) -> Path | None:
    """Put a backup in the place of the store.

    The backup is checked first and stays as it is; the former store is kept beside the new one.

    Returns:
        Where the former store is now; None when there was none.

    Raises:
        StoreError: The backup is missing, damaged, not ours or of a newer version; nothing was
            changed then.
        LockedError: Another process is using the store.
    """
    _require_sound(backup)
    with _plain_words(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        incoming = path.with_name(f"{path.name}.incoming")
        _copy(backup, incoming)
        former = _put_aside(path) if path.exists() else None
        for companion in sqlite.companions(path):
            companion.unlink(missing_ok=True)
        incoming.replace(path)
    return former


def _require_sound(backup: Path) -> None:
    if not backup.is_file():
        message = f"{backup}: there is no backup here"
        raise StoreError(message, hint="Check the path.")
    with _plain_words(backup):
        if not database_file.is_database(backup):
            message = f"{backup}: this is not an SQLite database"
            raise StoreError(message, hint="Name a file that tapestory db backup wrote.")
    revision = revision_of(backup)
    if revision is None:
        message = f"{backup}: this backup is empty"
        raise StoreError(message, hint="Name a file that tapestory db backup wrote.")
    require_known(backup, revision)
    with _transaction(backup, writing=False) as connection:
        damage = sqlite.damage(connection)
    if damage:
        message = f"{backup}: the backup is damaged ({damage[0]})"
        raise StoreError(message, hint="Try an older backup.")


def require_known(path: Path, revision: str) -> None:
    """Check that this program knows a revision.

    Raises:
        StoreError: It does not: a newer one wrote the file.
    """
    if revision not in REVISIONS:
        message = f"{path}: written by a newer version (revision {revision}, we know {HEAD})"
        raise StoreError(message, hint="Upgrade the program: pip install --upgrade tapestory")


def _put_aside(path: Path) -> Path:
    """Keep a store under another name; under its own it stays until the new one takes its place.

    Whoever comes when the power failed in between finds the former store, and makes none anew.
    """
    if path.stat().st_size > 0 and database_file.is_database(path):
        # Damaged, perhaps: that may be why somebody restores. Its log goes along with it below.
        with suppress(sqlite3.DatabaseError):
            sqlite.settle(path)
    names = (path.with_name(f"{path.name}.previous{n or ''}") for n in count())
    aside = next(name for name in names if not name.exists())
    try:
        os.link(path, aside)
    except OSError:  # a file system without hard links
        path.rename(aside)
    for old, new in zip(sqlite.companions(path), sqlite.companions(aside), strict=True):
        if old.exists():
            old.rename(new)
    return aside


def info(path: Path) -> dict[str, int | str]:
    """Return what the store is and how much it holds.

    Raises:
        StoreError: There is no store, or it cannot be read.
    """
    require_file(path)
    require_current(path)
    sizes = [file.stat().st_size for file in (path, *sqlite.companions(path)) if file.exists()]
    found: dict[str, int | str] = {
        "path": str(path),
        "bytes": sum(sizes),
        "revision": HEAD,
        "sqlite": sqlite3.sqlite_version,
    }
    with _transaction(path, writing=False) as connection:
        for table in (feeds, articles, article_revisions, readings, events, moves, price_bars):
            found[table.name] = connection.execute(
                select(func.count()).select_from(table)
            ).scalar_one()
        span = select(func.min(articles.c.first_seen), func.max(articles.c.first_seen))
        for name, time in zip(("oldest", "newest"), connection.execute(span).one(), strict=True):
            found[name] = "" if time is None else time.isoformat()
    return found


def prune(path: Path, *, older_than: datetime) -> Iterator[int]:
    """Take the texts of old events that one article alone told; yield how many it were so far.

    Such an article keeps its title, teaser, times, match and everything that was read out of it,
    its sentences included, so that its event says what it said. It loses its full text and its
    former wordings, and search finds it by title and teaser only. It is not read again. Mails
    that were settled before then lose their bytes.

    Each number stands for a transaction that has ended: others write in between, and where the
    caller stops, a sound store is left that was pruned so far. What they took is room for new
    articles; the file stays as large until it is made `compact`.

    Args:
        path: The store.
        older_than: Events whose last article was first seen before this.

    Raises:
        StoreError: There is no store, or it cannot be written.
    """
    require_file(path)
    require_current(path)
    with _transaction(path, writing=True) as connection:
        indexing.catch_up(connection)
        old = outbox.c.settled_at < older_than
        connection.execute(update(outbox).where(old).values(message=b""))
    with _transaction(path, writing=False) as connection:
        wanted = pruning.prunable(connection, older_than)
    yield 0
    for number, chunk in enumerate(chunked(wanted, most=pruning.AT_ONCE)):
        with _transaction(path, writing=True) as connection:
            pruning.prune(connection, chunk)
        yield number * pruning.AT_ONCE + len(chunk)


def prunable(path: Path, *, older_than: datetime) -> int:
    """Return how many articles `prune` would take the text of.

    Raises:
        StoreError: There is no store, or it cannot be read.
    """
    require_file(path)
    require_current(path)
    with _transaction(path, writing=False) as connection:
        return len(pruning.prunable(connection, older_than))


def compact(path: Path) -> None:
    """Write the file anew without the room that nothing stands in. Nobody can write meanwhile.

    Raises:
        StoreError: There is no store, or no room for the copy that it takes.
        LockedError: Another process is writing, and does not end.
    """
    require_file(path)
    require_current(path)
    with _plain_words(path):
        sqlite.shrink(path)

"""The store: an open file, and transactions on it that read or write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from tapestory.clock import Clock, SystemClock
from tapestory.store import maintenance, sqlite
from tapestory.store.articles import ArticleRows
from tapestory.store.engine import require_current, require_file
from tapestory.store.events import EventRows
from tapestory.store.feeds import FeedRows
from tapestory.store.instruments import InstrumentRows
from tapestory.store.moves import MoveRows
from tapestory.store.pages import PageRows
from tapestory.store.prices import PriceRows
from tapestory.store.readings import ReadingRows
from tapestory.store.runs import RunRows


class Session:
    """One transaction, with the rows of each noun under its name."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self.feeds = FeedRows(connection)
        self.articles = ArticleRows(connection)
        self.pages = PageRows(connection)
        self.readings = ReadingRows(connection)
        self.events = EventRows(connection)
        self.prices = PriceRows(connection, clock)
        self.moves = MoveRows(connection)
        self.instruments = InstrumentRows(connection)
        self.runs = RunRows(connection)


class Store:
    """An open store. Use `Store.open`; close it, or use it as a context manager.

    Args:
        path: The database file, known to be ours and up to date.
        clock: Says when a price was corrected; nothing else in here asks for the time.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self._clock = clock
        self._reader = sqlite.open_engine(path, writing=False)
        self._writer = sqlite.open_engine(path, writing=True)

    @classmethod
    def open(cls, path: Path, *, migrate: bool = False, clock: Clock | None = None) -> Self:
        """Open a store.

        Args:
            path: The database file.
            migrate: Create it, or bring it up to date, where needed.
            clock: The computer's when None.

        Raises:
            StoreError: The file is missing, damaged, of another version or program, or cannot
                be written. The hint says what to run.
        """
        if migrate:
            maintenance.migrate(path)
        require_file(path)
        require_current(path)
        return cls(path, clock or SystemClock())

    def close(self) -> None:
        """Let go of the file."""
        self._reader.dispose()
        self._writer.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees the store as it is now, whatever others write meanwhile.

        Raises:
            StoreError: The file is damaged or cannot be read.
        """
        with self._session(self._reader) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session whose changes are kept together at the end, or on an error not at all.

        Another process's writing is waited for; keep slow work outside.

        Raises:
            LockedError: Another process has been writing for too long.
            StoreError: The file is damaged, the disk is full or cannot be written.
        """
        with self._session(self._writer) as session:
            yield session

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        try:
            with engine.begin() as connection:
                yield Session(connection, self._clock)
        except DBAPIError as error:
            known = sqlite.explained(error, self.path)
            if known is None:
                raise
            raise known from error

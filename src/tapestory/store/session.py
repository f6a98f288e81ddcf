"""The store: an open file, and transactions on it that read or write."""
# ruff: noqa: PLC0415  # the rows of each noun are imported by the first session that asks for them

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from tapestory.clock import Clock, SystemClock
from tapestory.store import database_file, sqlite
from tapestory.store.engine import is_current, require_current, require_file

if TYPE_CHECKING:
    from tapestory.store.articles import ArticleRows
    from tapestory.store.claims import ClaimRows
    from tapestory.store.covers import CoverRows
    from tapestory.store.edits import EditRows
    from tapestory.store.events import EventRows
    from tapestory.store.feeds import FeedRows
    from tapestory.store.follow_through import FollowThroughRows
    from tapestory.store.indicators import FalsifierRows, IndicatorRows
    from tapestory.store.instruments import InstrumentRows
    from tapestory.store.live_storylines import LiveStorylineRows
    from tapestory.store.moves import MoveRows
    from tapestory.store.neighbours import NeighbourRows
    from tapestory.store.outbox import OutboxRows
    from tapestory.store.outlet_lines import OutletLineRows
    from tapestory.store.outlines import OutlineRows
    from tapestory.store.pages import PageRows
    from tapestory.store.price_fetches import PriceFetchRows
    from tapestory.store.price_verdicts import PriceVerdictRows
    from tapestory.store.prices import PriceRows
    from tapestory.store.reactions import ReactionRows
    from tapestory.store.readings import ReadingRows
    from tapestory.store.runs import RunRows
    from tapestory.store.storylines import StorylineRows
    from tapestory.store.tape_readings import TapeReadingRows
    from tapestory.store.tellings import TellingRows


class Session:
    """One transaction, with the rows of each noun under its name.

    What no command of this process asks for is not loaded.
    """

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    @cached_property
    def feeds(self) -> FeedRows:
        """Subscriptions."""
        from tapestory.store.feeds import FeedRows

        return FeedRows(self._connection, self._clock)

    @cached_property
    def articles(self) -> ArticleRows:
        """What the feeds brought."""
        from tapestory.store.articles import ArticleRows

        return ArticleRows(self._connection)

    @cached_property
    def pages(self) -> PageRows:
        """Whose page is to be read."""
        from tapestory.store.pages import PageRows

        return PageRows(self._connection)

    @cached_property
    def readings(self) -> ReadingRows:
        """What was read out of articles."""
        from tapestory.store.readings import ReadingRows

        return ReadingRows(self._connection)

    @cached_property
    def claims(self) -> ClaimRows:
        """What articles claim."""
        from tapestory.store.claims import ClaimRows

        return ClaimRows(self._connection)

    @cached_property
    def outlet_lines(self) -> OutletLineRows:
        """Which lines outlets print in article after article."""
        from tapestory.store.outlet_lines import OutletLineRows

        return OutletLineRows(self._connection)

    @cached_property
    def events(self) -> EventRows:
        """What happened."""
        from tapestory.store.events import EventRows

        return EventRows(self._connection)

    @cached_property
    def neighbours(self) -> NeighbourRows:
        """Which events concern the same instruments."""
        from tapestory.store.neighbours import NeighbourRows

        return NeighbourRows(self._connection)

    @cached_property
    def edits(self) -> EditRows:
        """What people corrected."""
        from tapestory.store.edits import EditRows

        return EditRows(self._connection)

    @cached_property
    def covers(self) -> CoverRows:
        """Which events round-ups tell of."""
        from tapestory.store.covers import CoverRows

        return CoverRows(self._connection)

    @cached_property
    def storylines(self) -> StorylineRows:
        """Which events continue which."""
        from tapestory.store.storylines import StorylineRows

        return StorylineRows(self._connection)

    @cached_property
    def live_storylines(self) -> LiveStorylineRows:
        """What storylines are decided from."""
        from tapestory.store.live_storylines import LiveStorylineRows

        return LiveStorylineRows(self._connection)

    @cached_property
    def prices(self) -> PriceRows:
        """Daily bars."""
        from tapestory.store.prices import PriceRows

        return PriceRows(self._connection, self._clock)

    @cached_property
    def price_verdicts(self) -> PriceVerdictRows:
        """What is thought of bars."""
        from tapestory.store.price_verdicts import PriceVerdictRows

        return PriceVerdictRows(self._connection)

    @cached_property
    def price_fetches(self) -> PriceFetchRows:
        """What was asked of price providers."""
        from tapestory.store.price_fetches import PriceFetchRows

        return PriceFetchRows(self._connection)

    @cached_property
    def moves(self) -> MoveRows:
        """What was measured."""
        from tapestory.store.moves import MoveRows

        return MoveRows(self._connection)

    @cached_property
    def outbox(self) -> OutboxRows:
        """Mails that are to be sent, and those that were."""
        from tapestory.store.outbox import OutboxRows

        return OutboxRows(self._connection)

    @cached_property
    def outlines(self) -> OutlineRows:
        """What is asked of many events at once."""
        from tapestory.store.outlines import OutlineRows

        return OutlineRows(self._connection)

    @cached_property
    def tellings(self) -> TellingRows:
        """What mails told of events."""
        from tapestory.store.tellings import TellingRows

        return TellingRows(self._connection)

    @cached_property
    def reactions(self) -> ReactionRows:
        """What moved whom."""
        from tapestory.store.reactions import ReactionRows

        return ReactionRows(self._connection)

    @cached_property
    def tape_readings(self) -> TapeReadingRows:
        """What was measured of the predictions of narratives."""
        from tapestory.store.tape_readings import TapeReadingRows

        return TapeReadingRows(self._connection)

    @cached_property
    def follow_through(self) -> FollowThroughRows:
        """What came after day 0."""
        from tapestory.store.follow_through import FollowThroughRows

        return FollowThroughRows(self._connection)

    @cached_property
    def indicators(self) -> IndicatorRows:
        """Values of figures to watch."""
        from tapestory.store.indicators import IndicatorRows

        return IndicatorRows(self._connection)

    @cached_property
    def falsifiers(self) -> FalsifierRows:
        """What was found of what would disprove narratives."""
        from tapestory.store.indicators import FalsifierRows

        return FalsifierRows(self._connection)

    @cached_property
    def instruments(self) -> InstrumentRows:
        """Imported instruments."""
        from tapestory.store.instruments import InstrumentRows

        return InstrumentRows(self._connection)

    @cached_property
    def runs(self) -> RunRows:
        """When the program ran."""
        from tapestory.store.runs import RunRows

        return RunRows(self._connection)


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
        if migrate and not is_current(path):
            from tapestory.store import maintenance

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
        except (DBAPIError, sqlite3.Error) as error:
            known = database_file.explained(error, self.path)
            if known is None:
                raise
            raise known from error

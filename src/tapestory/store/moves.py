"""Measured moves of instruments and sectors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, exists, or_, select, update

from tapestory.model import (
    DayRank,
    EventId,
    Family,
    FamilyTested,
    Linked,
    Move,
    MoveStatus,
    SectorMove,
)
from tapestory.store import redirects
from tapestory.store.chunks import chunked
from tapestory.store.market_tables import moves, sector_moves
from tapestory.store.measuring import (
    Measured,
    never_or_no_longer_measured,
    perhaps_open,
    still_open,
)
from tapestory.store.move_families import families_of, save_families
from tapestory.store.moved_events import borne_out
from tapestory.store.news_days import event_days
from tapestory.store.sqlite import upsert
from tapestory.store.tables import events
from tapestory.store.types import AnyRow

_MOVE_KEY = ["event_id", "symbol", "window_start", "window_end"]
_SECTOR_KEY = ["event_id", "sector", "window_start", "window_end"]


def _move_values(event_id: EventId, move: Move) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "symbol": move.symbol,
        "window_start": move.window[0],
        "window_end": move.window[1],
        "mic": move.mic,
        "session": move.session,
        "raw": move.raw,
        "expected": move.expected,
        "abnormal": move.abnormal,
        "t_value": move.t,
        "p_value": move.p,
        "q_value": move.q,
        "benchmark": move.benchmark,
        "model": move.model,
        "status": move.status.value,
        "market": move.market,
        "abnormal_alpha0": move.abnormal_alpha0,
        "peers": move.peers,
        "own": move.own,
        "peer_count": move.peer_count,
        "family": "" if move.family is None else move.family.value,
        "linked": move.linked.value,
        "rank_as_far": None if move.rank is None else move.rank.as_far,
        "rank_names": None if move.rank is None else move.rank.names,
    }


def move_of(row: AnyRow) -> Move:
    """Return the move of a row."""
    return Move(
        event_id=EventId(row.event_id),
        symbol=row.symbol,
        mic=row.mic,
        window=(row.window_start, row.window_end),
        session=row.session,
        raw=row.raw,
        expected=row.expected,
        abnormal=row.abnormal,
        t=row.t_value,
        p=row.p_value,
        q=row.q_value,
        benchmark=row.benchmark,
        model=row.model,
        status=MoveStatus(row.status),
        market=row.market,
        abnormal_alpha0=row.abnormal_alpha0,
        peers=row.peers,
        own=row.own,
        peer_count=row.peer_count,
        family=Family(row.family) if row.family else None,
        linked=Linked(row.linked),
        rank=None
        if row.rank_names is None
        else DayRank(as_far=row.rank_as_far, names=row.rank_names),
    )


def _sector_values(event_id: EventId, move: SectorMove) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "sector": move.sector,
        "window_start": move.window[0],
        "window_end": move.window[1],
        "abnormal": move.abnormal,
        "t_value": move.t,
        "p_value": move.p,
        "q_value": move.q,
        "members": move.members,
        "breadth": move.breadth,
        "second_t": move.second_t,
        "second_p": move.second_p,
        "correlation": move.correlation,
    }


def sector_move_of(row: AnyRow) -> SectorMove:
    """Return the move of a basket of a row."""
    return SectorMove(
        event_id=EventId(row.event_id),
        sector=row.sector,
        window=(row.window_start, row.window_end),
        abnormal=row.abnormal,
        t=row.t_value,
        p=row.p_value,
        q=row.q_value,
        members=row.members,
        breadth=row.breadth,
        second_t=row.second_t,
        second_p=row.second_p,
        correlation=row.correlation,
    )


class MoveRows:
    """The moves; those of a merged event are found under its new id."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _id(self, event_id: EventId) -> EventId:
        return redirects.resolve(self._connection, event_id)

    def save(
        self,
        event_id: EventId,
        measured: Iterable[Move],
        measured_sectors: Iterable[SectorMove],
        *,
        complete: bool = False,
        outdated: bool = False,
    ) -> None:
        """Keep moves, one for each symbol (or sector) and window; later ones overwrite.

        Args:
            event_id: Whose moves they are, whatever the moves themselves say.
            measured: Those of instruments.
            measured_sectors: Those of sectors.
            complete: These are all; others of the event, measured for former links, go.
            outdated: What they rest on has changed since it was read: they are due again.
        """
        event_id = self._id(event_id)
        if complete:
            for table in (moves, sector_moves):
                self._connection.execute(delete(table).where(table.c.event_id == event_id))
        rows = [_move_values(event_id, move) for move in measured]
        if rows:
            self._connection.execute(upsert(moves, key=_MOVE_KEY), rows)
        rows = [_sector_values(event_id, move) for move in measured_sectors]
        if rows:
            self._connection.execute(upsert(sector_moves, key=_SECTOR_KEY), rows)
        self._connection.execute(
            update(events).where(events.c.id == event_id).values(measured=not outdated)
        )

    def save_families(
        self,
        event_id: EventId,
        families: Sequence[FamilyTested],
        *,
        at: datetime,
        next_close: datetime | None = None,
    ) -> None:
        """Keep what was tested together, and as of when: what closed later is not in the moves.

        Args:
            event_id: Whose.
            families: What was tested.
            at: As of when.
            next_close: When to look at its windows again; at once if absent.
        """
        event_id = self._id(event_id)
        save_families(self._connection, event_id, families)
        self._connection.execute(
            update(events)
            .where(events.c.id == event_id)
            .values(measured_at=at, windows_open=perhaps_open(event_id, at), next_close=next_close)
        )

    def close_windows(self, ids: Iterable[EventId]) -> None:
        """Note that all windows of events had closed when they were measured last."""
        for chunk in chunked(ids):
            self._connection.execute(
                update(events).where(events.c.id.in_(chunk)).values(windows_open=False)
            )

    def wait(self, until: Mapping[EventId, datetime]) -> None:
        """Note when the next window of events closes: they are not looked at before."""
        for event_id, time in until.items():
            self._connection.execute(
                update(events).where(events.c.id == event_id).values(next_close=time)
            )

    def of_event(
        self, event_id: EventId, *, as_of: datetime | None = None
    ) -> tuple[list[Move], list[SectorMove]]:
        """Return the moves of an event by symbol and window, and those of sectors likewise.

        Args:
            event_id: The event, or one that was merged into it.
            as_of: What was merged later has its own, as they were measured last.
        """
        event_id = redirects.meant(self._connection, event_id, as_of=as_of)
        single = select(moves).where(moves.c.event_id == event_id).order_by(*_key_of(moves))
        basket = (
            select(sector_moves)
            .where(sector_moves.c.event_id == event_id)
            .order_by(*_key_of(sector_moves))
        )
        return (
            [move_of(row) for row in self._connection.execute(single)],
            [sector_move_of(row) for row in self._connection.execute(basket)],
        )

    def families(
        self, event_id: EventId, *, as_of: datetime | None = None
    ) -> tuple[FamilyTested, ...]:
        """Return what was tested together about an event; see `of_event`."""
        event_id = redirects.meant(self._connection, event_id, as_of=as_of)
        return families_of(self._connection, event_id)

    def borne_out(
        self, *, measured_since: datetime, seen_since: datetime, least: float, alone: bool
    ) -> list[EventId]:
        """Return the events that prices may bear out; see `moved_events`."""
        return borne_out(
            self._connection,
            measured_since=measured_since,
            seen_since=seen_since,
            least=least,
            alone=alone,
        )

    def to_measure(self) -> list[EventId]:
        """Return the events whose moves are due, oldest first.

        Due are those with links that changed since, and those whose prices were corrected or
        came in (`PriceRows.save` notes it). Windows that closed since are `still_open`.
        """
        return never_or_no_longer_measured(self._connection)

    def still_open(self, by: datetime) -> list[Measured]:
        """Return the other events of which a window may have closed by a time."""
        return still_open(self._connection, by)

    def event_days(
        self,
        wanted: Mapping[str, Collection[str]],
        first: date,
        last: date,
        *,
        known_by: datetime | None = None,
    ) -> dict[str, frozenset[date]]:
        """Return the sessions on which symbols had news; see `news_days.event_days`."""
        return event_days(self._connection, wanted, first, last, known_by=known_by)


def _key_of(table: Any) -> tuple[Any, ...]:
    return tuple(table.primary_key.columns)


def top_moves(
    connection: Connection, ids: Iterable[EventId], *, as_of: datetime | None, most: int
) -> dict[str, tuple[Move, ...]]:
    """Return the largest measured moves of events, one for each symbol.

    Of several windows the one nearest to day 0 alone counts, so that nobody picks the window
    that looks best.

    Args:
        connection: Where to ask.
        ids: The events.
        as_of: Only moves whose sessions had closed then.
        most: How many of an event.
    """
    found: dict[str, dict[str, AnyRow]] = {}
    for chunk in chunked(ids):
        # The status is looked at here: asked for in SQL, its index would be taken, and with it
        # nearly every move there is. Nor are other windows read where day 0 answers.
        on_day0 = moves.alias("on_day0")
        answered = exists().where(
            on_day0.c.event_id == moves.c.event_id,
            on_day0.c.symbol == moves.c.symbol,
            on_day0.c.window_start == 0,
            on_day0.c.window_end == 0,
            on_day0.c.day0_size.is_not(None),
        )
        query = select(moves).where(
            moves.c.event_id.in_(chunk), or_(moves.c.day0_size.is_not(None), ~answered)
        )
        for row in connection.execute(query):
            if row.status != MoveStatus.MEASURED.value:
                continue
            if as_of is not None and not _had_closed(row, as_of):
                continue
            of_event = found.setdefault(row.event_id, {})
            rival = of_event.get(row.symbol)
            if rival is None or _width(row) < _width(rival):
                of_event[row.symbol] = row
    return {
        event_id: tuple(move_of(row) for row in sorted(by_symbol.values(), key=_by_size)[:most])
        for event_id, by_symbol in found.items()
    }


def _width(row: AnyRow) -> tuple[int, int]:
    return row.window_end - row.window_start, abs(row.window_start)


def _by_size(row: AnyRow) -> tuple[float, str]:
    size = next((value for value in (row.abnormal, row.raw) if value is not None), 0.0)
    return -abs(size), row.symbol


def _had_closed(row: AnyRow, as_of: datetime) -> bool:
    # The calendar of exchanges is not known here. Midnight UTC after the session is past every
    # close; for later sessions two days each and ten for holidays are allowed: a move may show
    # up late in a replay, but never early.
    if row.session is None:
        return False
    later = row.window_end
    closed = row.session + timedelta(days=1 if later <= 0 else 1 + 2 * later + 10)
    return datetime(closed.year, closed.month, closed.day, tzinfo=UTC) <= as_of

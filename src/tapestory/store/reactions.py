"""An instrument, or a sector → the events that moved it, and those that only name it.

One list takes a fixed number of queries, however long it is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Subquery, Table, exists, select

from tapestory.model import Event, EventId, Move, MoveStatus, Role, SectorMove
from tapestory.store.chunks import chunked
from tapestory.store.market_tables import moves, sector_moves
from tapestory.store.moved_events import ClosedSessions, among, has_closed, has_moved
from tapestory.store.moves import move_of, sector_move_of
from tapestory.store.summaries import told_events
from tapestory.store.tables import events, links, placements
from tapestory.store.titles_then import titled_then
from tapestory.store.types import AnyRow
from tapestory.store.unlike_then import unlike_then

_DAY0 = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionQuery:
    """Whose events are asked for."""

    symbols: tuple[str, ...]
    """The instrument, or those of the sector."""
    sector: str | None = None
    """The sector; its basket and those who name it count as well."""
    since: datetime | None = None
    """Events whose last article was first seen then or later."""
    as_of: datetime | None = None
    closed: ClosedSessions | None = None
    """With `as_of`: what had closed by then."""
    moved: bool = False
    """Only events on which one of them moved farther than chance explains."""
    without: frozenset[EventId] = frozenset()
    """Events that are answered elsewhere."""
    limit: int = 0
    """0 for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """One event, and what those asked about did on it."""

    event: Event
    role: Role | None
    """Of the instrument, or of the sector itself; None where it is not linked."""
    moves: tuple[Move, ...]
    """By window, day 0 alone first, then by symbol; without confounders."""
    basket: tuple[SectorMove, ...] = ()
    """By window, day 0 alone first."""

    @property
    def on_day0(self) -> tuple[Move, ...]:
        """The moves over day 0 alone, the largest first."""
        found = [move for move in self.moves if move.window == _DAY0]
        return tuple(sorted(found, key=lambda move: (-_size(move), move.symbol)))


class ReactionRows:
    """The moves, by whom they are of."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, query: ReactionQuery) -> list[Reaction]:
        """Return the events that moved those asked about, newest session first; then the others.

        Of two events of one session, and of those without a measured move, the one with the later
        news comes first.
        """
        moved = _sessions_of_moves(self._connection, query)
        ids = set(moved) if query.moved else set(moved) | _linked(self._connection, query)
        told = _told(self._connection, ids, query)
        order = sorted(told, key=lambda event: event.id)
        order.sort(key=lambda event: event.last_seen, reverse=True)
        order.sort(key=lambda event: moved.get(event.id) or date.min, reverse=True)
        order.sort(key=lambda event: event.id not in moved)
        shown = order[: query.limit or None]
        if query.as_of is not None:
            shown = titled_then(self._connection, shown, as_of=query.as_of)
        return _complete(self._connection, shown, query)

    def unlike_then(self, *, as_of: datetime, closed: ClosedSessions) -> list[EventId]:
        """Return the events of a time whose stored moves may not be those of then."""
        return unlike_then(self._connection, as_of=as_of, closed=closed)

    def last_moves(self, query: ReactionQuery) -> dict[str, tuple[Move, Event]]:
        """Return symbol → its latest move that chance does not explain, with the event.

        Of several events of one session the one with the later news is named.
        """
        statement = (
            select(moves)
            .where(
                moves.c.symbol.in_(among(query.symbols)),
                moves.c.day0_size.is_not(None),
                has_moved(),
            )
            .order_by(moves.c.session, moves.c.event_id)
        )
        rows = [r for r in self._connection.execute(statement).all() if _is_known(r, query)]
        ids = {row.event_id for row in rows}
        told = {event.id: event for event in _told(self._connection, ids, query)}
        latest = {
            row.symbol: row
            for row in sorted(
                (row for row in rows if row.event_id in told and row.session is not None),
                key=lambda row: (row.session, told[row.event_id].last_seen),
            )
        }
        shown = {EventId(row.event_id): told[row.event_id] for row in latest.values()}
        if query.as_of is not None:
            then = titled_then(self._connection, list(shown.values()), as_of=query.as_of)
            shown = {event.id: event for event in then}
        return {
            symbol: (move_of(row), shown[row.event_id]) for symbol, row in sorted(latest.items())
        }


def _sessions_of_moves(connection: Connection, query: ReactionQuery) -> dict[str, date | None]:
    """Return the events on which somebody's move was measured, with the latest of its sessions."""
    statement = select(moves.c.event_id, moves.c.session, moves.c.mic).where(
        moves.c.symbol.in_(among(query.symbols)), moves.c.day0_size.is_not(None)
    )
    if query.moved:
        statement = statement.where(has_moved())
    found: dict[str, date | None] = {}
    for row in connection.execute(statement):
        if _is_known(row, query):
            before = found.get(row.event_id)
            found[row.event_id] = max(filter(None, (before, row.session)), default=None)
    return found


def _linked(connection: Connection, query: ReactionQuery) -> set[str]:
    """Return the events that name those asked about, or that wait for their prices."""
    named = select(links.c.event_id).where(links.c.symbol.in_(among(query.symbols)))
    waiting = select(moves.c.event_id).where(moves.c.symbol.in_(among(query.symbols)))
    found = {
        *connection.execute(named).scalars(),
        *connection.execute(waiting.distinct()).scalars(),
    }
    if query.sector is not None:
        for table in (links, sector_moves):
            of_sector = select(table.c.event_id).where(table.c.sector == query.sector)
            found.update(connection.execute(of_sector.distinct()).scalars())
    return found


def _told(connection: Connection, ids: Collection[str], query: ReactionQuery) -> list[Event]:
    """Return those of the events that were told by then, and since."""
    ids = set(ids) - query.without
    seen: Subquery | Table = events
    wanted: list[ColumnElement[bool]] = [events.c.id.in_(among(ids))]
    if query.as_of is None:
        wanted.append(exists().where(placements.c.event_id == events.c.id))
    else:
        seen = told_events(query.as_of, ids=ids)
        wanted.append(seen.c.event_id == events.c.id)
    if query.since is not None:
        wanted.append(seen.c.last_seen >= query.since)
    statement = select(
        events.c.id,
        events.c.title,
        events.c.happened,
        events.c.happened_precise,
        events.c.hand_title,
        seen.c.first_seen,
        seen.c.last_seen,
    ).where(*wanted)
    return [
        Event(
            id=EventId(row.id),
            title=row.title,
            first_seen=row.first_seen,
            last_seen=row.last_seen,
            happened=row.happened,
            happened_precise=row.happened_precise,
            title_by_hand=bool(row.hand_title),
        )
        for row in connection.execute(statement)
    ]


def _complete(
    connection: Connection, shown: Sequence[Event], query: ReactionQuery
) -> list[Reaction]:
    measured: dict[str, list[Move]] = {}
    baskets: dict[str, list[SectorMove]] = {}
    roles: dict[str, Role] = {}
    for chunk in chunked(event.id for event in shown):
        asked = select(moves).where(
            moves.c.event_id.in_(among(chunk)), moves.c.symbol.in_(among(query.symbols))
        )
        for row in connection.execute(asked):
            measured.setdefault(row.event_id, []).append(_as_known(row, query))
        linked = select(links.c.event_id, links.c.role).where(
            links.c.event_id.in_(among(chunk)),
            links.c.sector == query.sector
            if query.sector is not None
            else links.c.symbol.in_(among(query.symbols)),
        )
        roles |= {row.event_id: Role(row.role) for row in connection.execute(linked)}
        if query.sector is not None:
            found = select(sector_moves).where(
                sector_moves.c.event_id.in_(among(chunk)), sector_moves.c.sector == query.sector
            )
            for row in connection.execute(found):
                baskets.setdefault(row.event_id, []).append(sector_move_of(row))
    return [
        Reaction(
            event=event,
            role=roles.get(event.id),
            moves=_in_order(measured.get(event.id, [])),
            basket=_complete_baskets(baskets.get(event.id, []), measured.get(event.id, []), query),
        )
        for event in shown
    ]


def _in_order(found: list[Move]) -> tuple[Move, ...]:
    return tuple(sorted(found, key=lambda move: (*shortest_first(move.window), move.symbol)))


def _complete_baskets(
    found: list[SectorMove], singles: Sequence[Move], query: ReactionQuery
) -> tuple[SectorMove, ...]:
    """Return the baskets, at an earlier time without those of which a member was still open."""
    waiting = {move.window for move in singles if move.status is MoveStatus.PENDING}
    if query.as_of is not None:
        known = {move.window for move in singles} - waiting
        found = [basket for basket in found if basket.window in known]
    return tuple(sorted(found, key=lambda basket: shortest_first(basket.window)))


def shortest_first(window: tuple[int, int]) -> tuple[int, int]:
    """Return what orders windows: by their length, then by how near to day 0 they begin."""
    first, last = window
    return last - first, abs(first)


def _is_known(row: AnyRow, query: ReactionQuery) -> bool:
    """Tell whether day 0 had closed by the time asked about."""
    if query.as_of is None:
        return True
    return has_closed(query.closed or {}, row.mic, row.session)


def _as_known(row: AnyRow, query: ReactionQuery) -> Move:
    """Return a move; what had not closed by then is pending."""
    move = move_of(row)
    closed = query.closed or {}
    if query.as_of is None or has_closed(closed, move.mic, move.session, after=move.window[1]):
        return move
    return replace(
        move,
        raw=None,
        expected=None,
        abnormal=None,
        t=None,
        p=None,
        q=None,
        market=None,
        abnormal_alpha0=None,
        peers=None,
        own=None,
        rank=None,
        status=MoveStatus.PENDING,
    )


def _size(move: Move) -> float:
    value = move.abnormal if move.abnormal is not None else move.raw
    return abs(value or 0.0)

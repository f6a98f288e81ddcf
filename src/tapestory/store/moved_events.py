"""Which events moved an instrument, or the basket of a sector, so far on day 0."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select

from tapestory.model import MOVED_AT, EventId, Linked
from tapestory.store.chunks import chunked
from tapestory.store.market_tables import moves, sector_moves
from tapestory.store.matches import in_force
from tapestory.store.tables import articles, events, links, matches, mentions, placements
from tapestory.store.types import AnyRow

_ROUNDING = 1e-9
"""A move of exactly so much counts, whatever its last binary digit."""

ClosedSessions = Mapping[str, Sequence[date]]
"""MIC → the last sessions of the exchange that had closed by an instant, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedBy:
    """How far somebody moved on day 0, and who may have: beyond the market where that is known."""

    least: float
    """A fraction: 0.05 is five per cent, up or down."""
    symbols: tuple[str, ...] | None = None
    """One of these; None for any instrument that the event is linked to."""
    sector: str | None = None
    """Or the basket of this sector."""
    closed: ClosedSessions | None = None
    """With `as_of`: what had closed by then; what had not counts for nothing."""
    without: frozenset[EventId] = frozenset()
    """Events of which it is known otherwise whether somebody moved so far."""
    known: tuple[EventId, ...] = ()
    """Those of them on which somebody did."""


def moved_events(
    connection: Connection, moved: MovedBy, *, as_of: datetime | None
) -> list[EventId]:
    """Return the ids of the events that somebody moved so far on, in no order of meaning.

    With `as_of` a move counts once an article of then names its instrument or sector.
    """
    singles = connection.execute(_singles(moved)).all()
    baskets = connection.execute(_baskets(moved)).all() if moved.sector is not None else []
    if as_of is None:
        return list(dict.fromkeys(EventId(row.event_id) for row in (*singles, *baskets)))
    closed = moved.closed or {}
    singles = [row for row in singles if has_closed(closed, row.mic, row.session)]
    ids = {row.event_id for row in (*singles, *baskets)}
    said = _said_by(connection, ids, as_of)
    found = [row.event_id for row in singles if _was_linked(row, said)]
    open_then = _with_open_sessions(connection, {row.event_id for row in baskets}, closed)
    wanted = {moved.sector, *(moved.symbols or ())}
    found += [
        row.event_id
        for row in baskets
        if row.event_id not in open_then and not wanted.isdisjoint(said.get(row.event_id, ()))
    ]
    stored = [event_id for event_id in map(EventId, found) if event_id not in moved.without]
    return list(dict.fromkeys([*stored, *moved.known]))


def borne_out(
    connection: Connection,
    *,
    measured_since: datetime,
    seen_since: datetime,
    least: float,
    alone: bool,
) -> list[EventId]:
    """Return the events that prices may bear out, measured since a time, by their id.

    Args:
        connection: To the store.
        measured_since: When moves of them were last measured.
        seen_since: When an article of them last came.
        least: How far somebody moved on day 0, as a fraction; or by more than chance explains.
        alone: Only those of one outlet.
    """
    telling = (
        (moves.c.window_start == 0)
        & moves.c.window_end.in_((0, 1))
        & or_(moves.c.day0_size >= least - _ROUNDING, has_moved())
    )
    query = select(events.c.id).where(
        events.c.measured_at >= measured_since,
        events.c.last_seen >= seen_since,
        exists().where(moves.c.event_id == events.c.id, telling),
    )
    if alone:
        own = select(articles.c.outlet).where(
            articles.c.id == placements.c.article_id,
            placements.c.event_id == events.c.id,
            articles.c.copy_of.is_(None),
        )
        outlets = own.distinct().correlate(events).subquery()
        query = query.where(select(func.count()).select_from(outlets).scalar_subquery() == 1)
    return [EventId(found) for found in connection.execute(query.order_by(events.c.id)).scalars()]


def among(values: Iterable[str]) -> Select[str]:
    """Return a query for the values themselves, however many: one parameter in all."""
    return select(func.json_each(json.dumps(list(values))).table_valued("value").c.value)


def has_moved() -> ColumnElement[bool]:
    """Return the condition that a move was larger than chance explains (`answers`)."""
    alone = moves.c.q_value.is_(None) & (moves.c.family == "") & (moves.c.p_value <= MOVED_AT)
    return or_(moves.c.q_value <= MOVED_AT, alone)


def _singles(moved: MovedBy) -> Select[str, str, str, date, str]:
    query = select(
        moves.c.event_id, moves.c.symbol, moves.c.mic, moves.c.session, moves.c.linked
    ).where(moves.c.day0_size >= moved.least - _ROUNDING)
    if moved.symbols is not None:
        return query.where(moves.c.symbol.in_(among(moved.symbols)))
    named = exists().where(
        links.c.event_id == moves.c.event_id,
        links.c.symbol == moves.c.symbol,
        links.c.sector == "",
    )
    return query.where(or_(moves.c.linked != Linked.NO.value, named))


def _baskets(moved: MovedBy) -> Select[str]:
    return select(sector_moves.c.event_id).where(
        sector_moves.c.sector == moved.sector,
        sector_moves.c.day0_size >= moved.least - _ROUNDING,
    )


def has_closed(closed: ClosedSessions, mic: str, day0: date | None, *, after: int = 0) -> bool:
    """Tell whether the session so many after day 0 had closed; no if nothing is known of it."""
    last = closed.get(mic, ())
    if not last or day0 is None or day0 > last[-1]:
        return False
    return len(last) - bisect_right(last, day0) >= after or day0 < last[0]


def _was_linked(row: AnyRow, said: Mapping[str, AbstractSet[str]]) -> bool:
    then = said.get(row.event_id, frozenset())
    return row.symbol in then or (row.linked == Linked.SECTOR.value and _SECTOR in then)


_SECTOR = ""
"""Stands for any sector; nothing is called that."""


def _said_by(
    connection: Connection, ids: Collection[str], as_of: datetime
) -> dict[str, AbstractSet[str]]:
    """Return event → the symbols and sectors that articles of then name."""
    found: dict[str, set[str]] = {}
    for chunk in chunked(sorted(ids)):
        ever = select(matches.c.article_id).where(matches.c.event_id.in_(among(chunk)))
        placed = in_force(as_of, among=matches.c.article_id.in_(ever))
        query = (
            select(placed.c.event_id, mentions.c.symbol, mentions.c.sector)
            .join(mentions, mentions.c.article_id == placed.c.article_id)
            .distinct()
        )
        for row in connection.execute(query):
            named = found.setdefault(row.event_id, set())
            named |= {row.symbol} if row.symbol else {row.sector, _SECTOR}
    return dict(found)


def _with_open_sessions(
    connection: Connection, ids: Collection[str], closed: ClosedSessions
) -> set[str]:
    """Return the events of which a session of day 0 had not closed: no basket was complete."""
    found: set[str] = set()
    for chunk in chunked(sorted(ids)):
        query = select(moves.c.event_id, moves.c.mic, moves.c.session).where(
            moves.c.event_id.in_(among(chunk)),
            moves.c.window_start == 0,
            moves.c.window_end == 0,
        )
        rows: Sequence[AnyRow] = connection.execute(query).all()
        found |= {row.event_id for row in rows if not has_closed(closed, row.mic, row.session)}
    return found

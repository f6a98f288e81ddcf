"""Events in a line each: how many tell them, how sure they are, and what moved most.

A list of any length takes a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Subquery, case, exists, func, or_, select

from tapestory.model import Event, EventId, VerificationState
from tapestory.store import full_text
from tapestory.store.chunks import chunked
from tapestory.store.event_queries import TOP_MOVES, EventQuery, EventSummary, TopMove
from tapestory.store.matches import in_force
from tapestory.store.moved_events import among, moved_events
from tapestory.store.moves import top_moves
from tapestory.store.search import phrases
from tapestory.store.spans import in_storyline
from tapestory.store.state_changes import OPEN_STATES, latest_states
from tapestory.store.tables import articles, events, links, matches, mentions, placements
from tapestory.store.titles_then import titled_then
from tapestory.store.types import AnyRow, AnySelect
from tapestory.store.wordings import find_numbers


def told_events(as_of: datetime | None, *, ids: Collection[str] | None = None) -> Subquery:
    """Return one row an event, now or at a time: its articles, counted; of all or of some."""
    ever = None
    if ids is not None:
        held = placements if as_of is None else matches
        among_them = select(held.c.article_id).where(held.c.event_id.in_(among(ids)))
        ever = matches.c.article_id.in_(among_them)
    placed = in_force(as_of, among=ever)
    own_outlet = case((articles.c.copy_of.is_(None), articles.c.outlet))
    own_time = case((articles.c.copy_of.is_(None), articles.c.time))
    return (
        select(
            placed.c.event_id,
            func.count().label("articles"),
            func.count(own_outlet.distinct()).label("outlets"),
            func.min(articles.c.first_seen).label("first_seen"),
            func.max(articles.c.first_seen).label("last_seen"),
            func.max(articles.c.time).label("last_told"),
            func.max(own_time).label("last_own"),
        )
        .join(articles, articles.c.id == placed.c.article_id)
        .group_by(placed.c.event_id)
        .subquery("told")
    )


def _listing(
    as_of: datetime | None, *, ids: Collection[str] | None = None
) -> tuple[AnySelect, Subquery]:
    told = told_events(as_of, ids=ids)
    statement = select(
        events.c.id,
        events.c.number,
        events.c.title,
        told.c.first_seen,
        told.c.last_seen,
        events.c.happened,
        events.c.happened_precise,
        events.c.hand_title,
        told.c.articles,
        told.c.outlets,
        told.c.last_own,
    ).join(told, told.c.event_id == events.c.id)
    return statement, told


def _mentioned(named: ColumnElement[bool], as_of: datetime) -> ColumnElement[bool]:
    # Links are those of now. That an event concerned an instrument was known at an earlier time
    # only if an article of that time named it.
    placed = in_force(as_of)
    return events.c.id.in_(
        select(placed.c.event_id)
        .join(mentions, mentions.c.article_id == placed.c.article_id)
        .where(named)
    )


def find_summaries(connection: Connection, query: EventQuery) -> list[EventSummary]:
    """Return the events that meet the query, the one with the latest article first."""
    ids = _narrowed(connection, query)
    statement, told = _listing(query.as_of, ids=ids)
    statement = statement.order_by(told.c.last_seen.desc(), events.c.id)
    if ids is not None:
        statement = statement.where(events.c.id.in_(among(ids)))
    statement = statement.where(*_told_when(told, query), *_concerning(query))
    if query.limit:
        statement = statement.limit(query.limit)
    return _summarised(connection, connection.execute(statement).all(), query)


def _narrowed(connection: Connection, query: EventQuery) -> list[EventId] | None:
    """Return all events that can meet the query, and others; None where they may be any.

    To count the articles of every event there is takes as long as the archive is large; what is
    asked for is mostly what came last.
    """
    if query.moved is not None:
        return moved_events(connection, query.moved, as_of=query.as_of)
    came = None
    if query.active_since is not None:
        came = articles.c.time >= query.active_since
    elif query.since is not None:
        came = articles.c.first_seen >= query.since
    if came is None:
        return None
    held = placements if query.as_of is None else matches
    recent = select(held.c.event_id).join(articles, articles.c.id == held.c.article_id)
    found = connection.execute(recent.where(came).distinct()).scalars()
    return [EventId(event_id) for event_id in found]


def _told_when(told: Subquery, query: EventQuery) -> Iterator[ColumnElement[bool]]:
    if query.min_articles > 1:
        yield told.c.articles >= query.min_articles
    if query.since is not None:
        yield told.c.last_seen >= query.since
    if query.until is not None:
        yield told.c.first_seen < query.until
    if query.active_since is not None:
        yield told.c.last_told >= query.active_since


def _concerning(query: EventQuery) -> Iterator[ColumnElement[bool]]:
    if query.symbol is not None:
        yield exists().where(links.c.event_id == events.c.id, links.c.symbol == query.symbol)
        if query.as_of is not None:
            yield _mentioned(mentions.c.symbol == query.symbol, query.as_of)
    if query.sector is not None:
        yield exists().where(links.c.event_id == events.c.id, links.c.sector == query.sector)
        if query.as_of is not None:
            named = or_(mentions.c.sector == query.sector, mentions.c.symbol.in_(query.members))
            yield _mentioned(named, query.as_of)
    if query.storyline is not None:
        yield events.c.id.in_(in_storyline(query.storyline, query.as_of))


def search_summaries(connection: Connection, text: str, query: EventQuery) -> list[EventSummary]:
    """Return the events whose title or articles hold every word of a text, best first.

    An event is as good as its best article; one that is found by its title alone follows. With
    `as_of` titles do not count: they may have been given later. Of the query, `limit`, `as_of`
    and `silent_since` count.
    """
    limit, as_of = query.limit, query.as_of
    wanted = _events_of(connection, find_numbers(connection, text, limit=0, as_of=as_of), as_of)
    statement, _ = _listing(as_of)
    rows: dict[str, AnyRow] = {}
    for chunk in chunked(wanted[: limit or None]):
        for row in connection.execute(statement.where(events.c.id.in_(chunk))):
            rows[row.id] = row
    if as_of is None and (not limit or len(rows) < limit):
        numbers = full_text.find_events(connection, phrases(text), limit=limit)
        for part in chunked(numbers):
            found = connection.execute(statement.where(events.c.number.in_(part))).all()
            by_number = {row.number: row for row in found}
            for number in part:
                if number in by_number:
                    rows.setdefault(by_number[number].id, by_number[number])
    order = {event_id: place for place, event_id in enumerate(wanted)}
    ranked = sorted(rows.values(), key=lambda row: order.get(row.id, len(order)))
    return _summarised(connection, ranked[: limit or None], query)


def _events_of(
    connection: Connection, numbers: Sequence[int], as_of: datetime | None
) -> list[EventId]:
    placed = in_force(as_of)
    holder: dict[int, str] = {}
    for chunk in chunked(numbers):
        query = (
            select(articles.c.number, placed.c.event_id)
            .join(placed, placed.c.article_id == articles.c.id)
            .where(articles.c.number.in_(chunk))
        )
        holder |= {row.number: row.event_id for row in connection.execute(query)}
    found = (EventId(holder[number]) for number in numbers if number in holder)
    return list(dict.fromkeys(found))


def _summarised(
    connection: Connection, rows: Sequence[AnyRow], query: EventQuery
) -> list[EventSummary]:
    as_of = query.as_of
    ids = [EventId(row.id) for row in rows]
    states = latest_states(connection, ids, as_of=as_of)
    largest = top_moves(connection, ids, as_of=as_of, most=TOP_MOVES)
    told = [event_of(row) for row in rows]
    if as_of is not None:
        told = titled_then(connection, told, as_of=as_of)
    return [
        EventSummary(
            event=event,
            articles=row.articles,
            outlets=row.outlets,
            state=_state(states.get(row.id, VerificationState.RUMOUR), row, query),
            top_moves=tuple(
                TopMove(move.symbol, move.window, move.raw, move.abnormal)
                for move in largest.get(row.id, ())
            ),
        )
        for event, row in zip(told, rows, strict=True)
    ]


def _state(stored: VerificationState, row: AnyRow, query: EventQuery) -> VerificationState:
    """Return the state with the silence counted that no run has noticed yet."""
    last, since = row.last_own, query.silent_since
    quiet = last is not None and since is not None and last < since
    return VerificationState.STALE if quiet and stored in OPEN_STATES else stored


def event_of(row: AnyRow) -> Event:
    """Return the event of a row."""
    return Event(
        id=EventId(row.id),
        title=row.title,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        happened=row.happened,
        happened_precise=row.happened_precise,
        title_by_hand=bool(row.hand_title),
    )

"""Events in a line each: how many tell them, how sure they are, and what moved most.

A list of any length takes a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    Subquery,
    case,
    exists,
    func,
    intersect,
    or_,
    select,
    union_all,
)

from tapestory.model import Event, EventId, VerificationState
from tapestory.store import full_text
from tapestory.store.chunks import chunked
from tapestory.store.event_queries import TOP_MOVES, EventQuery, EventSummary, TopMove
from tapestory.store.matches import events_of, in_force
from tapestory.store.moved_events import among, moved_events
from tapestory.store.moves import top_moves
from tapestory.store.search import phrases
from tapestory.store.spans import in_storyline
from tapestory.store.state_changes import OPEN_STATES, latest_states
from tapestory.store.tables import (
    articles,
    event_redirects,
    events,
    links,
    matches,
    mentions,
    placements,
)
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
    if ids is not None:
        # Of what their articles told before or after, another event would be told in part.
        statement = statement.where(events.c.id.in_(among(ids)))
    return statement, told


def _mentioned(
    named: ColumnElement[bool], as_of: datetime, ids: Collection[str]
) -> ColumnElement[bool]:
    # Links are those of now. That an event concerned an instrument was known at an earlier time
    # only if an article of that time named it.
    ever = select(matches.c.article_id).where(matches.c.event_id.in_(among(ids)))
    placed = in_force(as_of, among=matches.c.article_id.in_(ever))
    return events.c.id.in_(
        select(placed.c.event_id)
        .join(mentions, mentions.c.article_id == placed.c.article_id)
        .where(named)
    )


def find_summaries(connection: Connection, query: EventQuery) -> list[EventSummary]:
    """Return the events that meet the query, the one with the latest article first."""
    rows: Sequence[AnyRow] = ()
    for nearer in _looking_back(connection, query):
        rows = _found(connection, nearer)
        if query.limit and len(rows) >= query.limit:
            break
    return _summarised(connection, rows, query)


_FIRST_LOOK = 8
"""Articles that are looked at for each event asked for; then eight times as many, and so on."""
_FEW_TOLD = 500
"""So many events are told sooner than the latest articles are looked through for them."""
_FEW_ROWS = 1_000
"""So many are sorted by what their rows say sooner than the latest events are gone through."""


def _looking_back(connection: Connection, query: EventQuery) -> Iterator[EventQuery]:
    """Yield the query for the latest articles only, for more of them, and at last as it is.

    What a stretch holds that ends now comes before all that came earlier, so that the first one
    with as many events as are asked for answers the query.
    """
    if query.limit and not _rows_tell(query) and query.moved is None and query.active_since is None:
        came = select(articles.c.first_seen).order_by(articles.c.first_seen.desc())
        if query.as_of is not None:
            came = came.where(articles.c.first_seen <= query.as_of)
        many = query.limit * _FIRST_LOOK if _are_more(connection, query, _FEW_TOLD) else 0
        while many:
            first = connection.execute(came.limit(1).offset(many)).scalar()
            if first is None or (query.since is not None and first <= query.since):
                break
            yield replace(query, since=first)
            many *= 8
    yield query


def _rows_tell(query: EventQuery) -> bool:
    """Tell whether the rows of events say which come first: what is so now, but if stale."""
    plain = query.moved is None and query.active_since is None
    return plain and query.as_of is None and query.limit > 0 and query.min_articles == 1


def _are_more(connection: Connection, query: EventQuery, few: int) -> bool:
    counts = (
        select(func.count()).select_from(which.limit(few).subquery()) for which in _linked(query)
    )
    return all(connection.execute(count).scalar() == few for count in counts)


def _latest(connection: Connection, query: EventQuery) -> list[EventId]:
    """Return the events that may be among the first, by what their rows say."""
    concerned = [one.where(_event_of(one) == events.c.id).exists() for one in _linked(query)]
    merged = exists().where(event_redirects.c.old_id == events.c.id)
    told = select(events.c.id).where(events.c.stale.is_(False), ~merged)
    if _are_more(connection, query, _FEW_ROWS):
        told = told.where(*concerned)
    else:
        told = told.where(events.c.id.in_(select(_whole(query).subquery().c.event_id)))
    if query.since is not None:
        told = told.where(events.c.last_seen >= query.since)
    if query.until is not None:
        told = told.where(events.c.first_seen < query.until)
    told = told.order_by(events.c.last_seen.desc(), events.c.id).limit(query.limit)
    # An article came to these or went: what they tell now is not in their rows yet. They are few,
    # and each is asked whether it is one of those, which are many.
    stale = select(events.c.id).where(events.c.stale.is_(True), *concerned)
    both = union_all(select(told.subquery().c.id), stale)
    return [EventId(event_id) for event_id in connection.execute(both).scalars()]


def _event_of(which: Select[str]) -> ColumnElement[str]:
    return which.selected_columns[0]


def _whole(query: EventQuery) -> CompoundSelect[str] | Select[str]:
    """Return the ids of the events that concern all that is asked for, each once."""
    concerning = [*_linked(query)]
    return intersect(*concerning) if len(concerning) > 1 else concerning[0].distinct()


def _linked(query: EventQuery) -> Iterator[Select[str]]:
    """Yield queries for the ids of all events that can concern what is asked for, and others."""
    if query.symbol is not None:
        yield select(links.c.event_id).where(links.c.symbol == query.symbol)
    if query.sector is not None:
        yield select(links.c.event_id).where(links.c.sector == query.sector)
    if query.storyline is not None:
        yield in_storyline(query.storyline, query.as_of)


def _found(connection: Connection, query: EventQuery) -> list[AnyRow]:
    ids = _narrowed(connection, query)
    statement, told = _listing(query.as_of, ids=ids)
    statement = statement.order_by(told.c.last_seen.desc(), events.c.id)
    statement = statement.where(*_told_when(told, query))
    if query.as_of is not None and ids is not None:
        statement = statement.where(*_named_then(query, query.as_of, ids))
    if query.limit:
        statement = statement.limit(query.limit)
    return list(connection.execute(statement))


def _narrowed(connection: Connection, query: EventQuery) -> list[EventId] | None:
    """Return all events that can meet the query, and others; None where they may be any.

    To count the articles of every event there is takes as long as the archive is large; what is
    asked for is mostly what came last.
    """
    if _rows_tell(query):
        return _latest(connection, query)
    concerning = [*_linked(query)]
    if query.moved is not None:
        moved = moved_events(connection, query.moved, as_of=query.as_of)
        kept = [set(connection.execute(which).scalars()) for which in concerning]
        return [event_id for event_id in moved if all(event_id in held for held in kept)]
    came = None
    if query.active_since is not None:
        came = articles.c.time >= query.active_since
    elif query.since is not None and _are_more(connection, query, _FEW_TOLD):
        came = articles.c.first_seen >= query.since
    if came is None:
        if not concerning:
            return None
        return [EventId(event_id) for event_id in connection.execute(_whole(query)).scalars()]
    if query.as_of is not None:
        came &= articles.c.first_seen <= query.as_of
    held = placements if query.as_of is None else matches
    recent = select(held.c.event_id).join(articles, articles.c.id == held.c.article_id).where(came)
    found = set(connection.execute(recent.distinct()).scalars())
    for which in concerning:
        linked: set[str] = set()
        for chunk in chunked(sorted(found)):
            here = which.where(_event_of(which).in_(chunk))
            linked |= set(connection.execute(here).scalars())
        found = linked
    return [EventId(event_id) for event_id in sorted(found)]


def _told_when(told: Subquery, query: EventQuery) -> Iterator[ColumnElement[bool]]:
    if query.min_articles > 1:
        yield told.c.articles >= query.min_articles
    if query.since is not None:
        yield told.c.last_seen >= query.since
    if query.until is not None:
        yield told.c.first_seen < query.until
    if query.active_since is not None:
        yield told.c.last_told >= query.active_since


def _named_then(
    query: EventQuery, as_of: datetime, ids: Collection[str]
) -> Iterator[ColumnElement[bool]]:
    if query.symbol is not None:
        yield _mentioned(mentions.c.symbol == query.symbol, as_of, ids)
    if query.sector is not None:
        named = or_(mentions.c.sector == query.sector, mentions.c.symbol.in_(query.members))
        yield _mentioned(named, as_of, ids)


def search_summaries(connection: Connection, text: str, query: EventQuery) -> list[EventSummary]:
    """Return the events whose title or articles hold every word of a text, best first.

    An event is as good as its best article; one that is found by its title alone follows. With
    `as_of` titles do not count: they may have been given later. Of the query, `limit`, `as_of`
    and `silent_since` count.
    """
    limit, as_of = query.limit, query.as_of
    wanted = _ranked(connection, text, query)
    rows = _lines_of(connection, wanted, as_of)
    if as_of is None and (not limit or len(rows) < limit):
        numbers = full_text.find_events(connection, phrases(text), limit=limit)
        found: dict[int, str] = {}
        for part in chunked(numbers):
            named = select(events.c.number, events.c.id).where(events.c.number.in_(part))
            found |= {row.number: row.id for row in connection.execute(named)}
        titled = [EventId(found[number]) for number in numbers]
        rows |= _lines_of(connection, [one for one in titled if one not in rows], as_of)
    return _summarised(connection, [*rows.values()][: limit or None], query)


def _ranked(connection: Connection, text: str, query: EventQuery) -> list[EventId]:
    """Return the events that articles are found of, at most as many as asked for, best first."""
    limit, many = query.limit, query.limit * 2
    while True:
        numbers = find_numbers(connection, text, limit=many, as_of=query.as_of)
        ids: dict[int, str] = {}
        for chunk in chunked(numbers):
            named = select(articles.c.number, articles.c.id).where(articles.c.number.in_(chunk))
            ids |= {row.number: row.id for row in connection.execute(named)}
        placed = events_of(connection, ids.values(), as_of=query.as_of)
        told = (placed.get(ids[number]) for number in numbers)
        found = list(dict.fromkeys(event_id for event_id in told if event_id is not None))
        if not many or len(found) >= limit or len(numbers) < many:
            return found[: limit or None]
        many *= 8


def _lines_of(
    connection: Connection, ids: Sequence[EventId], as_of: datetime | None
) -> dict[str, AnyRow]:
    """Return events that were told, by id, in the order of the ids."""
    found: dict[str, AnyRow] = {}
    for chunk in chunked(ids):
        statement, _ = _listing(as_of, ids=chunk)
        found |= {row.id: row for row in connection.execute(statement)}
    return {event_id: found[event_id] for event_id in ids if event_id in found}


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

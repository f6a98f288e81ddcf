"""Whose moves are asked about, and a time → the events that moved them, as was known then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from tapestory.model import Event, EventId, Link, Linked, Move, Role, SectorMove, answers
from tapestory.pipeline.components import Components
from tapestory.pipeline.link_step import derive
from tapestory.pipeline.measure_step import measured_then
from tapestory.pipeline.price_shelf import PriceShelf
from tapestory.pipeline.tape_step import Known
from tapestory.store import MovedBy, Reaction, ReactionQuery, Session
from tapestory.store.moved_events import ClosedSessions
from tapestory.store.reactions import shortest_first
from tapestory.store.words import NOTHING_SAID

_DAY0 = (0, 0)
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class EventThen:
    """An event with its moves as they were known at a time."""

    event: Event
    links: tuple[Link, ...]
    moves: tuple[Move, ...]
    sector_moves: tuple[SectorMove, ...]


def events_then(
    components: Components, session: Session, *, as_of: datetime, closed: ClosedSessions
) -> Iterator[EventThen]:
    """Yield the events of then of which what is stored may not be what was known then.

    Args:
        components: What to work with.
        session: Where to ask.
        as_of: The time.
        closed: What had closed by then.
    """
    shelf = PriceShelf(components, at=as_of, as_of=as_of)
    known = Known(components=components, session=session, shelf=shelf)
    unlike = list(session.reactions.unlike_then(as_of=as_of, closed=closed))
    said_by_hand = session.edits.words(unlike, as_of=as_of)
    for event_id in unlike:
        event = session.events.get(event_id, as_of=as_of)
        members = session.events.members(event_id, as_of=as_of)
        if event is None or event.id != event_id or not members:
            continue
        readings = session.readings.get_many((article.id for article, _ in members), as_of=as_of)
        told = [(article, readings[article.id]) for article, _ in members]
        words = said_by_hand.get(event_id, NOTHING_SAID)
        facts = derive(event, told, components, now=as_of, words=words)
        if event.title_by_hand:
            facts = replace(facts, event=replace(facts.event, title=event.title))
        then = measured_then(known, facts)
        if then is None:
            moves, baskets = session.moves.of_event(event_id, as_of=as_of)
        else:
            moves, baskets = list(then.moves), list(then.sector_moves)
        yield EventThen(
            event=facts.event, links=facts.links, moves=tuple(moves), sector_moves=tuple(baskets)
        )


def reactions_then(
    components: Components, session: Session, query: ReactionQuery
) -> list[Reaction]:
    """Return what `ReactionRows.find` returns, of what was known at the query's `as_of`."""
    then = _then(components, session, query)
    anew = [found for known in then if (found := _reaction(known, query)) is not None]
    without = frozenset(known.event.id for known in then)
    stored = session.reactions.find(replace(query, without=without, limit=0))
    order = sorted([*anew, *stored], key=lambda reaction: reaction.event.id)
    order.sort(key=lambda reaction: reaction.event.last_seen, reverse=True)
    order.sort(key=_latest_session, reverse=True)
    order.sort(key=lambda reaction: not _measured(reaction))
    return order[: query.limit or None]


def last_moves_then(
    components: Components, session: Session, query: ReactionQuery
) -> dict[str, tuple[Move, Event]]:
    """Return what `ReactionRows.last_moves` returns, of what was known at `as_of`."""
    then = _then(components, session, query)
    without = frozenset(known.event.id for known in then)
    found = session.reactions.last_moves(replace(query, without=without))
    for known in then:
        if query.since is not None and known.event.last_seen < query.since:
            continue
        for move in known.moves:
            if move.symbol not in query.symbols or not _has_moved(move):
                continue
            rival = found.get(move.symbol)
            if rival is None or _place(*rival) < _place(move, known.event):
                found[move.symbol] = move, known.event
    return dict(sorted(found.items()))


def moved_then(
    components: Components, session: Session, moved: MovedBy, *, as_of: datetime
) -> MovedBy:
    """Return who must have moved so far, with the answer for the events that differ now.

    Args:
        components: What to work with.
        session: Where to ask.
        moved: Who must have moved, and how far.
        as_of: The time.
    """
    then = list(events_then(components, session, as_of=as_of, closed=moved.closed or {}))
    return replace(
        moved,
        without=frozenset(known.event.id for known in then),
        known=tuple(known.event.id for known in then if _is_so_far(known, moved)),
    )


def _then(components: Components, session: Session, query: ReactionQuery) -> list[EventThen]:
    if query.as_of is None:
        return []
    return list(events_then(components, session, as_of=query.as_of, closed=query.closed or {}))


def _reaction(known: EventThen, query: ReactionQuery) -> Reaction | None:
    if query.since is not None and known.event.last_seen < query.since:
        return None
    mine = [move for move in known.moves if move.symbol in query.symbols]
    baskets = [move for move in known.sector_moves if move.sector == query.sector]
    linked = [link for link in known.links if link.symbol in query.symbols]
    role = _role(known, query)
    if not (mine or baskets or linked or role):
        return None
    if query.moved and not any(_has_moved(move) for move in mine):
        return None
    return Reaction(
        event=known.event,
        role=role,
        moves=tuple(sorted(mine, key=lambda move: (*shortest_first(move.window), move.symbol))),
        basket=tuple(sorted(baskets, key=lambda basket: shortest_first(basket.window))),
    )


def _role(known: EventThen, query: ReactionQuery) -> Role | None:
    if query.sector is not None:
        roles = [link.role for link in known.links if link.sector == query.sector]
    else:
        roles = [link.role for link in known.links if link.symbol in query.symbols]
    return roles[-1] if roles else None


def _measured(reaction: Reaction) -> bool:
    return any(_size(move) is not None for move in reaction.on_day0)


def _latest_session(reaction: Reaction) -> date:
    sessions = [
        move.session
        for move in reaction.on_day0
        if _size(move) is not None and move.session is not None
    ]
    return max(sessions, default=date.min)


def _has_moved(move: Move) -> bool:
    return _size(move) is not None and answers(move).moved is True


def _place(move: Move, event: Event) -> tuple[date, datetime, EventId]:
    return move.session or date.min, event.last_seen, event.id


def _size(move: Move) -> float | None:
    """Return how far a move over day 0 went; None for longer ones, and what is not measured."""
    if move.window != _DAY0:
        return None
    value = move.abnormal if move.abnormal is not None else move.raw
    return None if value is None else abs(value)


def _is_so_far(known: EventThen, moved: MovedBy) -> bool:
    least = moved.least - _ROUNDING
    named = {link.symbol for link in known.links if link.symbol is not None}
    for move in known.moves:
        asked = move.symbol in (moved.symbols if moved.symbols is not None else named) or (
            moved.symbols is None and move.linked is not Linked.NO
        )
        size = _size(move)
        if asked and size is not None and size >= least:
            return True
    return any(
        basket.sector == moved.sector
        and basket.window == _DAY0
        and basket.abnormal is not None
        and abs(basket.abnormal) >= least
        for basket in known.sector_moves
    )

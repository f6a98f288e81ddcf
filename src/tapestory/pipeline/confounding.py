"""Measured moves → the same, each with what else its sessions answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from tapestory import linking
from tapestory.errors import NotFoundError
from tapestory.matching.templates import Template, templated
from tapestory.model import Article, Event, EventId, EventView, Move, Role
from tapestory.moves.confounders import OtherEvent, Surroundings
from tapestory.moves.sessions import canonical_mic
from tapestory.pipeline.components import Components
from tapestory.pipeline.day_zero import day_zeros, news_time
from tapestory.store import Session
from tapestory.store.neighbours import Concern

_BEFORE: Final = timedelta(days=14)
"""No exchange is closed for so long: what was told earlier had its day 0 before."""
_AFTER: Final = timedelta(days=2)

_Spans = dict[tuple[str, date], dict[int, date]]
"""(Exchange, day 0) → offset → session, over every window that is asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What has to be known of other events, for all moves at once."""

    symbols: Collection[str]
    mics: Collection[str]
    first: date
    last: date


def with_confounders(
    components: Components,
    session: Session,
    views: Sequence[EventView],
    *,
    as_of: datetime | None,
) -> list[EventView]:
    """Return views whose moves tell their confounders; see `confounded`, which is asked once."""
    moves = [move for view in views for move in view.moves]
    filled = iter(confounded(components, session, moves, as_of=as_of))
    return [
        replace(view, moves=tuple(next(filled) for _ in view.moves)) if view.moves else view
        for view in views
    ]


def confounded(
    components: Components,
    session: Session,
    moves: Sequence[Move],
    *,
    as_of: datetime | None,
) -> list[Move]:
    """Return moves with their confounders filled in.

    Other events count as they are known now, or as they were known at `as_of`; releases are
    listed long before, and always count. An exchange without a calendar leaves a move as it is.

    Args:
        components: For the universe, the calendars and the listed releases.
        session: Where the other events are.
        moves: Of any number of events, or of none: the store is asked once for all of them.
        as_of: The time of knowledge; now when None.
    """
    spans = _spans(components, moves)
    if not spans:
        return list(moves)
    asked = _asked(components, moves, spans)
    concerns = (
        session.neighbours.concerning(asked.symbols, asked.mics, asked.first, asked.last)
        if as_of is None
        else list(_known_then(components, session, asked, as_of))
    )
    found = _Found(components, concerns, spans)
    return [found.filled(move) for move in moves]


class _Found:
    """Holds the other events by instrument and exchange."""

    def __init__(self, components: Components, concerns: Sequence[Concern], spans: _Spans) -> None:
        self._components = components
        self._spans = spans
        self._concerns: defaultdict[tuple[str, str], list[Concern]] = defaultdict(list)
        self._results: dict[tuple[EventId, str], bool] = {}
        self._around: dict[tuple[str, EventId | None], Surroundings] = {}
        for concern in concerns:
            self._concerns[concern.symbol, concern.mic].append(concern)

    def filled(self, move: Move) -> Move:
        """Return a move with its confounders."""
        mic = _calendar(self._components, move)
        span = {} if move.session is None else self._spans.get((mic, move.session), {})
        inside = [span[at] for at in range(move.window[0], move.window[1] + 1) if at in span]
        if not inside:
            return move
        key = (move.symbol, move.event_id)
        if key not in self._around:
            self._around[key] = self._surroundings(move.symbol, mic, move.event_id)
        confounders = self._around[key].during(inside[0], inside[-1])
        if confounders == move.confounders:
            return move
        return replace(move, confounders=confounders)

    def _surroundings(self, symbol: str, mic: str, event_id: EventId | None) -> Surroundings:
        listings = self._components.listings.get(symbol, (symbol,))
        others: dict[EventId, OtherEvent] = {}
        for listing in listings:
            for concern in self._concerns.get((listing, mic), ()):
                known = others.get(concern.event_id)
                if concern.event_id == event_id or (known and known.tells_results):
                    continue
                others[concern.event_id] = OtherEvent(
                    event_id=concern.event_id,
                    title=concern.title,
                    day0=concern.session,
                    tells_results=self._tells_results(concern, listings),
                )
        return Surroundings(listings, mic, list(others.values()), self._components.release_calendar)

    def _tells_results(self, concern: Concern, listings: Collection[str]) -> bool:
        key = (concern.event_id, concern.symbol)
        if key not in self._results:
            self._results[key] = tells_results(self._components, concern, listings)
        return self._results[key]


def tells_results(components: Components, concern: Concern, listings: Collection[str]) -> bool:
    """Tell whether an event is the results of the company that it concerns.

    Its headline says so, and the company is whose they are: results of a supplier are news about
    a company, not its own.

    Args:
        components: For the names of companies.
        concern: The event and the instrument.
        listings: All symbols of the company.
    """
    if concern.role is not Role.SUBJECT or not _is_results(concern, {concern.symbol}):
        return False
    found = components.gazetteer.find(concern.title)
    named = {mention.symbol for mention in found if mention.symbol is not None}
    # A headline may name nobody by a name that we know; its event's subject is known from more.
    return not named or (not named.isdisjoint(listings) and _is_results(concern, named))


def _is_results(concern: Concern, symbols: Collection[str]) -> bool:
    told = templated(concern.title, published=concern.happened, symbols=symbols)
    return told is not None and told.template is Template.EARNINGS_RESULTS


def _calendar(components: Components, move: Move) -> str:
    """Return the exchange whose calendar rules a move; empty where there is none."""
    return canonical_mic(move.mic) if move.mic in components.sessions.known_mics else ""


def _spans(components: Components, moves: Sequence[Move]) -> _Spans:
    reach: dict[tuple[str, date], tuple[int, int]] = {}
    for move in moves:
        mic = _calendar(components, move)
        if mic and move.session is not None:
            first, last = reach.get((mic, move.session), (0, 0))
            reach[mic, move.session] = min(first, move.window[0]), max(last, move.window[1])
    found: _Spans = {}
    for (mic, day0), (first, last) in reach.items():
        try:
            found[mic, day0] = components.sessions.span(mic, day0, first, last)
        except NotFoundError:  # closed that day after all, or beyond the calendar
            continue
    return found


def _asked(components: Components, moves: Sequence[Move], spans: _Spans) -> _Asked:
    symbols = {move.symbol for move in moves}
    days = [day for span in spans.values() for day in span.values()]
    return _Asked(
        symbols=sorted(symbols.union(*(components.listings.get(symbol, ()) for symbol in symbols))),
        mics=sorted({mic for mic, _ in spans}),
        first=min(days),
        last=max(days),
    )


def _known_then(
    components: Components, session: Session, asked: _Asked, as_of: datetime
) -> Iterator[Concern]:
    """Yield whom events concerned, and from when on, by what was known of them at a time."""
    ids = session.neighbours.named_then(
        asked.symbols,
        since=_midnight(asked.first) - _BEFORE,
        until=_midnight(asked.last) + _AFTER,
        as_of=as_of,
    )
    told = session.neighbours.as_known(ids, as_of=as_of)
    readings = session.readings.get_many(
        (article.id for _, articles in told for article in articles), as_of=as_of
    )
    wanted = frozenset(asked.symbols)
    for event, articles in told:
        read = [(article, readings[article.id]) for article in articles if article.id in readings]
        original = [pair for pair in read if pair[0].copy_of is None] or read[:1]
        links = linking.link_event(event.id, [said for _, said in original], components.universe)
        roles = {
            link.symbol: link.role
            for link in links
            if link.symbol in wanted and link.role is not Role.MENTIONED
        }
        if not roles:
            continue
        then = _dated(event, [article for article, _ in original])
        day0 = day_zeros(
            then, links, original, universe=components.universe, sessions=components.sessions
        )
        for mic in asked.mics:
            if mic in day0 and asked.first <= day0[mic] <= asked.last:
                for symbol, role in roles.items():
                    yield Concern(
                        symbol=str(symbol),
                        role=role,
                        event_id=event.id,
                        title=event.title,
                        happened=then.happened,
                        mic=mic,
                        session=day0[mic],
                    )


def _dated(event: Event, told: Sequence[Article]) -> Event:
    happened, precise = news_time(told)
    return replace(event, happened=happened, happened_precise=precise)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)

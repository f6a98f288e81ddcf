"""Measured moves → the same, each with what else its sessions answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, TypeVar

from tapestory import linking
from tapestory.errors import NotFoundError
from tapestory.matching.templates import Template, templated
from tapestory.model import Article, Event, EventId, EventOutline, Move, Role
from tapestory.moves.confounders import OtherEvent, Surroundings
from tapestory.moves.sessions import canonical_mic
from tapestory.pipeline.components import Components
from tapestory.pipeline.day_zero import day_zeros, news_time
from tapestory.store import Session
from tapestory.store.neighbours import Concern

_BEFORE: Final = timedelta(days=14)
"""No exchange is closed for so long: what was told earlier had its day 0 before."""
_AFTER: Final = timedelta(days=2)

_AnOutline = TypeVar("_AnOutline", bound=EventOutline)
_Spans = dict[tuple[str, date], dict[int, date]]
"""(Exchange, day 0) → offset → session, over every window that is asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What has to be known of other events, for all moves at once."""

    listed: Mapping[str, AbstractSet[str]]
    """Exchange → symbols of the instruments, other listings of their companies included."""
    first: date
    last: date


def with_confounders(
    components: Components,
    session: Session,
    views: Sequence[_AnOutline],
    *,
    as_of: datetime | None,
) -> list[_AnOutline]:
    """Return views whose moves tell their confounders; see `confounded`.

    It is asked once for the events of a month: once for all, it would look through the months
    between an old event and a new one.
    """
    filled: dict[EventId, _AnOutline] = {}
    for of_month in _by_month([view for view in views if view.moves]):
        moves = [move for view in of_month for move in view.moves]
        found = iter(confounded(components, session, moves, as_of=as_of))
        for view in of_month:
            filled[view.event.id] = replace(view, moves=tuple(next(found) for _ in view.moves))
    return [filled.get(view.event.id, view) for view in views]


def _by_month(views: Sequence[_AnOutline]) -> Iterable[list[_AnOutline]]:
    months: defaultdict[date, list[_AnOutline]] = defaultdict(list)
    for view in views:
        sessions = (move.session for move in view.moves if move.session is not None)
        months[max(sessions, default=date.min).replace(day=1)].append(view)
    return months.values()


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
        session.neighbours.concerning(asked.listed, asked.first, asked.last)
        if as_of is None
        else list(_known_then(components, session, asked, as_of))
    )
    found = _Found(components, asked, concerns, spans)
    return [found.filled(move) for move in moves]


class _Found:
    """Holds what is known of each instrument, put together when it is first asked for."""

    def __init__(
        self,
        components: Components,
        asked: _Asked,
        concerns: Sequence[Concern],
        spans: _Spans,
    ) -> None:
        self._components = components
        self._asked = asked
        self._spans = spans
        self._concerns: defaultdict[tuple[str, str], list[Concern]] = defaultdict(list)
        self._around: dict[tuple[str, str], Surroundings] = {}
        self._windows: dict[tuple[str, date | None, tuple[int, int]], tuple[date, date] | None] = {}
        for concern in concerns:
            self._concerns[concern.symbol, concern.mic].append(concern)

    def filled(self, move: Move) -> Move:
        """Return a move with its confounders."""
        inside = self._inside(move)
        if inside is None:
            return move
        around = self._around.get((move.symbol, move.mic))
        if around is None:
            around = self._surroundings(move.symbol, _calendar(self._components, move.mic))
            self._around[move.symbol, move.mic] = around
        confounders = around.during(*inside, without=move.event_id)
        if confounders == move.confounders:
            return move
        return replace(move, confounders=confounders)

    def _inside(self, move: Move) -> tuple[date, date] | None:
        """Return the first and last session of a move's window, as far as the calendar knows."""
        key = (move.mic, move.session, move.window)
        if key not in self._windows:
            mic = _calendar(self._components, move.mic)
            span = {} if move.session is None else self._spans.get((mic, move.session), {})
            days = [span[at] for at in range(move.window[0], move.window[1] + 1) if at in span]
            self._windows[key] = (days[0], days[-1]) if days else None
        return self._windows[key]

    def _surroundings(self, symbol: str, mic: str) -> Surroundings:
        listings = self._components.listings.get(symbol, (symbol,))
        others: dict[EventId, OtherEvent] = {}
        for listing in listings:
            for concern in self._concerns.get((listing, mic), ()):
                known = others.get(concern.event_id)
                if known is None or not known.tells_results:
                    others[concern.event_id] = OtherEvent(
                        event_id=concern.event_id,
                        title=concern.title,
                        day0=concern.session,
                        tells_results=tells_results(self._components, concern, listings),
                    )
        listed = self._components.release_calendar.answered(
            listings, mic, self._asked.first, self._asked.last
        )
        return Surroundings(others.values(), listed)


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


def _calendar(components: Components, mic: str) -> str:
    """Return the exchange whose calendar rules another; empty where there is none."""
    return canonical_mic(mic) if mic in components.sessions.known_mics else ""


def _spans(components: Components, moves: Sequence[Move]) -> _Spans:
    reach: dict[tuple[str, date], tuple[int, int]] = {}
    for given, session, window in {(move.mic, move.session, move.window) for move in moves}:
        mic = _calendar(components, given)
        if mic and session is not None:
            first, last = reach.get((mic, session), (0, 0))
            reach[mic, session] = min(first, window[0]), max(last, window[1])
    found: _Spans = {}
    for (mic, day0), (first, last) in reach.items():
        try:
            found[mic, day0] = components.sessions.span(mic, day0, first, last)
        except NotFoundError:  # closed that day after all, or beyond the calendar
            continue
    return found


def _asked(components: Components, moves: Sequence[Move], spans: _Spans) -> _Asked:
    listed: defaultdict[str, set[str]] = defaultdict(set)
    for symbol, given in {(move.symbol, move.mic) for move in moves}:
        mic = _calendar(components, given)
        if mic:
            listed[mic].update(components.listings.get(symbol, (symbol,)))
    days = [day for span in spans.values() for day in span.values()]
    return _Asked(listed=listed, first=min(days), last=max(days))


def _known_then(
    components: Components, session: Session, asked: _Asked, as_of: datetime
) -> Iterator[Concern]:
    """Yield whom events concerned, and from when on, by what was known of them at a time."""
    wanted = set().union(*asked.listed.values())
    ids = session.neighbours.named_then(
        wanted,
        since=_midnight(asked.first) - _BEFORE,
        until=_midnight(asked.last) + _AFTER,
        as_of=as_of,
    )
    told = session.neighbours.as_known(ids, as_of=as_of)
    readings = session.readings.get_many(
        (article.id for _, articles in told for article in articles), as_of=as_of
    )
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
        then = _dated(event, [article for article, _ in read])
        day0 = day_zeros(
            then, links, original, universe=components.universe, sessions=components.sessions
        )
        for mic, symbols in asked.listed.items():
            if mic not in day0 or not asked.first <= day0[mic] <= asked.last:
                continue
            for symbol in symbols & roles.keys():
                yield Concern(
                    symbol=symbol,
                    role=roles[symbol],
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

"""Events with their articles → their outlines, from few questions to the store.

An edition is chosen among all events of its window, and most of them are not told: what decides
that is put together here for many at once, and nothing besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tapestory import linking, narratives, reading
from tapestory.model import (
    Article,
    ArticleId,
    Event,
    EventId,
    EventOutline,
    Instrument,
    Link,
    Match,
    MemberArticle,
    Move,
    Reading,
    Role,
)
from tapestory.moves import EventMoves
from tapestory.pipeline.backlog import with_backlog
from tapestory.pipeline.components import Components
from tapestory.pipeline.confounding import with_confounders
from tapestory.pipeline.day_zero import news_time
from tapestory.pipeline.link_step import EventFacts, derive
from tapestory.pipeline.measure_step import measured_then
from tapestory.pipeline.tape_step import Known
from tapestory.store.chunks import chunked

_TOGETHER: Final = 200
"""Events whose articles are asked for at once: more would only be held longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """An event with its articles and what they say, as it was knowable at a time."""

    event: Event
    members: Sequence[tuple[Article, Match]]
    """Oldest first; at least one."""
    readings: Mapping[ArticleId, Reading]
    """Of each of them."""

    @property
    def told(self) -> list[tuple[Article, Reading]]:
        """Its articles, each with what it says."""
        return [(article, self.readings[article.id]) for article, _ in self.members]


def gathered(known: Known, events: Iterable[Event]) -> Iterator[Gathered]:
    """Yield events with their articles, in their order; those without any are left out.

    Args:
        known: Where they are, and the time.
        events: None of them merged into another one.
    """
    session, as_of = known.session, known.as_of
    for some in chunked(events, most=_TOGETHER):
        members = session.events.members_of([event.id for event in some], as_of=as_of)
        ids = (article.id for held in members.values() for article, _ in held)
        readings = session.readings.get_many(ids, as_of=as_of)
        for event in some:
            if event.id in members:
                held = members[event.id]
                own = {article.id: readings[article.id] for article, _ in held}
                yield Gathered(event=event, members=held, readings=own)


def gathered_again(outline: EventOutline) -> Gathered:
    """Return what an outline was drawn from."""
    return Gathered(
        event=outline.event,
        members=[(member.article, member.match) for member in outline.articles],
        readings={member.article.id: member.reading for member in outline.articles},
    )


def outlines(known: Known, found: Iterable[Gathered]) -> list[EventOutline]:
    """Return the outlines of events, in their order.

    Args:
        known: Where everything is, and the time.
        found: The events with their articles.
    """
    drawn = [_drawn(known.components, one) for one in found]
    moves = _moves(known, [one for one in drawn if _concerns_a_party(one)])
    instruments = known.components.universe.instruments
    filled = [
        replace(
            one,
            moves=moves.get(one.event.id, ()),
            instruments=named(instruments, one.links, moves.get(one.event.id, ())),
        )
        for one in drawn
    ]
    marked = with_backlog(known.session, filled)
    return with_confounders(known.components, known.session, marked, as_of=known.as_of)


def _drawn(components: Components, one: Gathered) -> EventOutline:
    """Return an outline without its moves; its title is the one that is stored."""
    told = one.told
    own = [(article, said) for article, said in told if article.copy_of is None]
    links = linking.link_event(
        one.event.id, [said for _, said in own or told[:1]], components.universe
    )
    _, origin_of = reading.trace(told)
    evidence = [(a.outlet or a.feed_url, item) for a, said in own for item in said.narratives]
    happened, precise = news_time([article for article, _ in told])
    return EventOutline(
        event=replace(
            one.event,
            first_seen=min(article.first_seen for article, _ in told),
            last_seen=max(article.first_seen for article, _ in told),
            happened=happened,
            happened_precise=precise,
        ),
        articles=tuple(
            MemberArticle(
                article=article,
                match=match,
                kind=one.readings[article.id].kind,
                origin=origin_of.get(article.id),
                reading=one.readings[article.id],
            )
            for article, match in one.members
        ),
        links=links,
        instruments={},
        reported_moves=tuple(move for _, said in own for move in said.reported_moves),
        moves=(),
        shares=narratives.shares(evidence),
    )


def _concerns_a_party(one: EventOutline) -> bool:
    """Whether any move counts: who is only mentioned has none of the event's."""
    return any(link.role is not Role.MENTIONED for link in one.links)


def _moves(known: Known, drawn: Sequence[EventOutline]) -> Mapping[EventId, tuple[Move, ...]]:
    """Return the moves of events, those without any left out."""
    if known.as_of is None:
        return known.session.outlines.moves([one.event.id for one in drawn])
    found = {}
    for one in drawn:
        told = gathered_again(one).told
        facts = derive(one.event, told, known.components, now=known.shelf.at)
        found[one.event.id] = measured(known, facts)[0].moves
    return found


def measured(known: Known, facts: EventFacts) -> tuple[EventMoves, bool]:
    """Return what was measured, or what a run at that time would have; and whether it is that."""
    session, as_of = known.session, known.as_of
    if as_of is not None:
        then = measured_then(known, facts)
        if then is not None:
            return _in_stored_order(then), True
    event_id = facts.event.id
    moves, sector_moves = session.moves.of_event(event_id, as_of=as_of)
    stored = EventMoves(
        moves=tuple(moves),
        sector_moves=tuple(sector_moves),
        families=session.moves.families(event_id, as_of=as_of),
        follow_through=session.follow_through.of_event(event_id, as_of=as_of),
    )
    return stored, False


def _in_stored_order(found: EventMoves) -> EventMoves:
    return replace(
        found,
        moves=tuple(sorted(found.moves, key=lambda move: (move.symbol, move.window))),
        sector_moves=tuple(sorted(found.sector_moves, key=lambda move: (move.sector, move.window))),
        follow_through=tuple(
            sorted(found.follow_through, key=lambda item: (item.symbol, item.after))
        ),
    )


def named(
    instruments: Mapping[str, Instrument], links: Sequence[Link], moves: Sequence[Move]
) -> dict[str, Instrument]:
    """Return those of the known instruments that links and moves name, by symbol."""
    symbols = {link.symbol for link in links} | {move.symbol for move in moves}
    return {
        symbol: instruments[symbol]
        for symbol in sorted(symbol for symbol in symbols if symbol is not None)
        if symbol in instruments
    }

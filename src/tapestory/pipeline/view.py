"""The store → one event with everything that was knowable about it at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from tapestory import narratives, reading
from tapestory.errors import NotFoundError
from tapestory.model import (
    Article,
    ArticleId,
    Event,
    EventId,
    EventView,
    Match,
    MemberArticle,
    NarrativeEvidence,
    Reading,
    Recalled,
    Role,
    Storyline,
)
from tapestory.pipeline.aftermath import check_aftermath
from tapestory.pipeline.backlog import with_backlog
from tapestory.pipeline.components import Components
from tapestory.pipeline.confounding import with_confounders
from tapestory.pipeline.held_back import held_back
from tapestory.pipeline.link_step import EventFacts, derive
from tapestory.pipeline.outline import Gathered, gathered, measured, named
from tapestory.pipeline.price_shelf import PriceShelf
from tapestory.pipeline.reported_checks import Market, check_reported
from tapestory.pipeline.state_history import Knowledge, grown
from tapestory.pipeline.tape_step import Known, tape_then
from tapestory.pipeline.tape_task import tape_task
from tapestory.store import EventQuery, HandWords, Session
from tapestory.store.chunks import chunked
from tapestory.store.words import NOTHING_SAID

_TOGETHER: Final = 200
"""Events of which it is asked at once what people said."""


def view_event(
    components: Components, event_id: EventId, *, as_of: datetime | None = None
) -> EventView:
    """Return one event, complete.

    Args:
        components: What to work with.
        event_id: A whole id; that of a merged event leads to the one it went into, unless it
            still stood by itself at the time asked about.
        as_of: Use only what was known then; now if absent.

    Raises:
        NotFoundError: No such event, or none yet at that time.
    """
    views = view_events(components, [event_id], as_of=as_of)
    if not views:
        known = "" if as_of is None else f" was known on {as_of:%Y-%m-%d at %H:%M %Z}"
        message = f"no event {event_id}{known}"
        raise NotFoundError(message, hint="tapestory events list --limit 0 shows every id.")
    return views[0]


def view_events(
    components: Components, ids: Iterable[EventId], *, as_of: datetime | None = None
) -> list[EventView]:
    """Return events, complete, each once; those that are not there, or were not then, are left out.

    Arguments as for `view_event`; several are dearer one by one.
    """
    with components.store.reading() as session:
        desk = Desk(components, session, as_of=as_of)
        return desk.views(gathered(desk.known, desk.standing(ids)))


def find_views(
    components: Components, query: EventQuery, *, followed: bool = False
) -> list[EventView]:
    """Return the events that a query finds, complete, in its order.

    Args:
        components: What to work with.
        query: Which events.
        followed: Only those that name an instrument or sector or speak of a narrative; the others
            are left before the dear part of the work.
    """
    with components.store.reading() as session:
        desk = Desk(components, session, as_of=query.as_of)
        events = [summary.event for summary in session.events.find(query)]
        return desk.views(gathered(desk.known, events), followed=followed)


class Desk:
    """Shows what was knowable of events at a time, in one reading of the store.

    Args:
        components: What to work with.
        session: Where everything is.
        as_of: The time; now if None.
        at: What now is; as the clock says if absent.
    """

    def __init__(
        self,
        components: Components,
        session: Session,
        *,
        as_of: datetime | None,
        at: datetime | None = None,
    ) -> None:
        self._components = components
        self._session = session
        self._as_of = as_of
        self.now = as_of or at or components.clock.now()
        self._market = Market(
            universe=components.universe,
            sessions=components.sessions,
            now=self.now,
            bars=partial(session.prices.around, as_of=as_of),
        )
        self.known = Known(
            components=components,
            session=session,
            shelf=PriceShelf(components, at=self.now, as_of=as_of),
        )
        """Where all of it is looked up."""

    def standing(self, ids: Iterable[EventId]) -> list[Event]:
        """Return the events that stand for these ids, each once; what is none is left out."""
        events = (self._session.events.get(event_id, as_of=self._as_of) for event_id in ids)
        return list({event.id: event for event in events if event is not None}.values())

    def views(self, found: Iterable[Gathered], *, followed: bool = False) -> list[EventView]:
        """Return events, complete, in their order.

        Args:
            found: The events with their articles.
            followed: Only those that name an instrument or sector or speak of a narrative.
        """
        views: list[EventView] = []
        for some in chunked(found, most=_TOGETHER):
            ids = [one.event.id for one in some]
            words = self._session.edits.words(ids, as_of=self._as_of)
            for one in some:
                view = self._view(one, words.get(one.event.id, NOTHING_SAID), followed=followed)
                if view is not None:
                    views.append(view)
        views = with_backlog(self._session, views)
        return with_confounders(self._components, self._session, views, as_of=self._as_of)

    def _view(self, one: Gathered, words: HandWords, *, followed: bool) -> EventView | None:
        """Return an event, complete; None where nobody follows it and that is asked for."""
        event, told = one.event, one.told
        facts = derive(event, told, self._components, now=self.now, words=words)
        if followed and not facts.links and not any(said.narratives for _, said in told):
            return None
        knowledge = Knowledge.of(
            one.members,
            words,
            lambda: self._session.events.settled_at(event.id, as_of=self._as_of),
            lambda: self._session.articles.worded_since(one.readings, as_of=self._as_of),
        )
        held = self._session.events.known_changes(event.id, as_of=self._as_of)
        facts = replace(facts, verification=grown(held, facts.verification, knowledge))
        if event.title_by_hand:
            facts = replace(facts, event=replace(facts.event, title=event.title))
        return self._complete(one.members, one.readings, facts)

    def _complete(
        self,
        members: Sequence[tuple[Article, Match]],
        readings: Mapping[ArticleId, Reading],
        facts: EventFacts,
    ) -> EventView:
        session, as_of, event_id = self._session, self._as_of, facts.event.id
        found, measured_anew = measured(self.known, facts)
        covering = session.covers.of_articles((a.id for a, _ in members), as_of=as_of)
        once = [(a, readings[a.id]) for a, _ in members if a.copy_of is None]
        said = [item for _, item in once]
        evidence = [(a.outlet or a.feed_url, item) for a, it in once for item in it.narratives]
        shares = narratives.shares(evidence)
        spoken_of = [share.narrative for share in shares]
        task = tape_task(self._components, event_id, facts.day0, spoken_of)
        figures = reading.compare([figure for item in said for figure in item.figures])
        return EventView(
            event=facts.event,
            as_of=self.now,
            day0=facts.day0,
            verification=facts.verification,
            articles=tuple(_member(pair, readings, facts, covering) for pair in members),
            origins=facts.origins,
            links=facts.links,
            instruments=named(self._components.universe.instruments, facts.links, found.moves),
            reported_moves=tuple(move for item in said for move in item.reported_moves),
            reported_checks=check_reported(once, facts.day0, self._market),
            aftermath_checks=check_aftermath(once, _parties(facts), facts.day0, self._market),
            figures=figures,
            figure_groups=reading.side_by_side(figures),
            statement_groups=reading.statements_side_by_side(said),
            moves=found.moves,
            sector_moves=found.sector_moves,
            held_back=held_back(session, found.moves, as_of=as_of),
            families=found.families,
            follow_through=found.follow_through,
            shares=shares,
            tape=tape_then(self.known, task, measured_anew=measured_anew),
            narrative_evidence=_strongest([item for _, item in evidence]),
            recalled=_recalled(once, facts),
            related=tuple(session.storylines.related(event_id, as_of=as_of)),
            storyline=_storyline(session, event_id, as_of),
            covered_by=tuple(session.covers.of_event(event_id, as_of=as_of)),
        )


def _recalled(told: Sequence[tuple[Article, Reading]], facts: EventFacts) -> tuple[Recalled, ...]:
    """Return what the articles recall of the months before the event's news."""
    return reading.recalled(
        [(said, article.time.date()) for article, said in told],
        before=facts.event.happened.date(),
        parties=[link.symbol for link in facts.links if link.symbol is not None],
    )


def _parties(facts: EventFacts) -> list[str]:
    """Return the instruments that the event names as doing it or touched by it."""
    named = [link for link in facts.links if link.role is not Role.MENTIONED]
    return [link.symbol for link in named if link.symbol is not None]


def _member(
    pair: tuple[Article, Match],
    readings: Mapping[ArticleId, Reading],
    facts: EventFacts,
    told: Mapping[ArticleId, tuple[EventId, ...]],
) -> MemberArticle:
    article, match = pair
    said = readings[article.id]
    return MemberArticle(
        article=article,
        match=match,
        kind=said.kind,
        origin=facts.origin_of.get(article.id),
        reading=said,
        covers=tuple(other for other in told.get(article.id, ()) if other != facts.event.id),
    )


def _storyline(session: Session, event_id: EventId, as_of: datetime | None) -> Storyline | None:
    storyline_id = session.storylines.of(event_id, as_of=as_of)
    return None if storyline_id is None else session.storylines.get(storyline_id, as_of=as_of)


def _strongest(evidence: Sequence[NarrativeEvidence]) -> tuple[NarrativeEvidence, ...]:
    """Return the evidence without repeats, in order of appearance."""
    return tuple(
        {(item.article_id, item.narrative, item.sentence): item for item in evidence}.values()
    )

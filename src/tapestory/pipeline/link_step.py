"""Events with new articles → title, news time, links, day 0 and verification brought up to date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tapestory import linking, reading
from tapestory.errors import NotFoundError
from tapestory.matching.titles import TitleCandidate, event_title
from tapestory.model import (
    Article,
    ArticleId,
    Event,
    EventId,
    Link,
    Origin,
    Reading,
    Verification,
    VerificationChange,
)
from tapestory.pipeline.components import Components
from tapestory.pipeline.day_zero import day_zeros, news_time

Member = tuple[Article, Reading]


def link_events(components: Components, *, among: Collection[EventId] | None = None) -> int:
    """Derive anew what follows from the articles of every event that changed; return how many.

    Args:
        components: What to work with.
        among: Only these events; all when None.
    """
    with components.store.reading() as session:
        stale = [
            event_id for event_id in session.events.stale() if among is None or event_id in among
        ]
    for event_id in stale:
        _link(components, event_id)
    return len(stale)


def _link(components: Components, event_id: EventId) -> None:
    now = components.clock.now()
    with components.store.writing() as session:
        event = session.events.get(event_id)
        if event is None:
            message = f"event {event_id} vanished while it was being linked"
            raise NotFoundError(message)
        members = [article for article, _ in session.events.members(event_id)]
        readings = session.readings.get_many(article.id for article in members)
        told = [(article, readings[article.id]) for article in members]
        facts = derive(event, told, components, now=now)
        session.events.refresh(facts.event)
        session.events.save_links(event_id, facts.links)
        session.events.save_day0(event_id, facts.day0)
        history = session.events.verification_history(event_id)
        if not history or history[-1].state is not facts.verification.state:
            change = VerificationChange(
                at=max([now, *(entry.at for entry in history)]),
                state=facts.verification.state,
                evidence=next(iter(facts.verification.evidence), None),
            )
            session.events.append_verification(event_id, [change])
        session.events.mark_fresh(event_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """What follows from the articles of an event, before any price is looked at."""

    event: Event
    links: tuple[Link, ...]
    origins: tuple[Origin, ...]
    origin_of: dict[ArticleId, str]
    verification: Verification
    day0: dict[str, date]


def derive(
    event: Event, told: Sequence[Member], components: Components, *, now: datetime
) -> EventFacts:
    """Return what the given articles of an event say together. Looks at nothing else.

    Args:
        event: Its id is kept; title and times are derived anew.
        told: Its articles as known at `now`, oldest first, at least one.
        components: For the universe, the sessions and the title language.
        now: The time of knowledge.
    """
    original = [(article, said) for article, said in told if article.copy_of is None] or told[:1]
    origins, origin_of = reading.trace(told)
    links = linking.link_event(event.id, [said for _, said in original], components.universe)
    happened, precise = news_time([article for article, _ in original])
    refreshed = replace(
        event,
        title=_title(original, components.digest.language) or event.title,
        first_seen=min(article.first_seen for article, _ in told),
        last_seen=max(article.first_seen for article, _ in told),
        happened=happened,
        happened_precise=precise,
    )
    verification = reading.assess(
        [(article.time, article.outlet, said) for article, said in original],
        origins=origins,
        now=now,
    )
    return EventFacts(
        event=refreshed,
        links=links,
        origins=origins,
        origin_of=origin_of,
        verification=verification,
        day0=day_zeros(
            refreshed,
            links,
            original,
            universe=components.universe,
            sessions=components.sessions,
        ),
    )


def _title(told: Iterable[Member], lang: str) -> str:
    candidates = [
        TitleCandidate(
            title=article.title,
            text=article.text or article.summary,
            lang=said.lang,
            kind=said.kind,
            outlet=article.outlet,
            time=article.time,
        )
        for article, said in told
        if article.title
    ]
    return event_title(candidates, lang=lang) if candidates else ""

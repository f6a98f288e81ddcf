"""Events with new articles → title, news time, links, day 0 and verification brought up to date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tapestory import linking, reading
from tapestory.errors import NotFoundError
from tapestory.matching.titles import TitleCandidate, event_title
from tapestory.model import (
    SILENCE,
    Article,
    ArticleId,
    Event,
    EventId,
    Link,
    Origin,
    Reading,
    Verification,
)
from tapestory.pipeline.components import Components
from tapestory.pipeline.day_zero import day_zeros, news_time
from tapestory.pipeline.state_history import Knowledge, growth
from tapestory.store import HandWords
from tapestory.store.words import NOTHING_SAID

Member = tuple[Article, Reading]


def link_events(components: Components, *, among: Collection[EventId] | None = None) -> int:
    """Derive anew what follows from the articles of every event that changed; return how many.

    So it does for those that have gone silent meanwhile: nothing else would make them stale.

    Args:
        components: What to work with.
        among: Only these events; all when None.
    """
    with components.store.reading() as session:
        changed = session.events.stale()
        silent = session.events.silent(since=components.clock.now() - SILENCE)
    due = [
        event_id
        for event_id in dict.fromkeys([*changed, *silent])
        if among is None or event_id in among
    ]
    for event_id in due:
        _link(components, event_id)
    return sum(event_id in changed for event_id in due)


def _link(components: Components, event_id: EventId) -> None:
    now = components.clock.now()
    with components.store.writing() as session:
        event = session.events.get(event_id)
        if event is None:
            message = f"event {event_id} vanished while it was being linked"
            raise NotFoundError(message)
        members = session.events.members(event_id)
        readings = session.readings.get_many(article.id for article, _ in members)
        told = [(article, readings[article.id]) for article, _ in members]
        words = session.edits.words([event_id]).get(event_id, NOTHING_SAID)
        facts = derive(event, told, components, now=now, words=words)
        session.events.refresh(facts.event)
        session.events.save_links(event_id, facts.links)
        session.events.save_day0(event_id, facts.day0)
        held = session.events.known_changes(event_id)
        knowledge = Knowledge.of(
            members,
            words,
            lambda: session.events.settled_at(event_id),
            lambda: session.articles.worded_since(readings),
        )
        session.events.append_verification(event_id, growth(held, facts.verification, knowledge))
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
    event: Event,
    told: Sequence[Member],
    components: Components,
    *,
    now: datetime,
    words: HandWords = NOTHING_SAID,
) -> EventFacts:
    """Return what the given articles of an event say together. Looks at nothing else.

    Args:
        event: Its id is kept; title and times are derived anew.
        told: Its articles as known at `now`, oldest first, at least one.
        components: For the universe, the sessions and the title language.
        now: The time of knowledge.
        words: What people said by then about how sure it is.
    """
    original = [(article, said) for article, said in told if article.copy_of is None] or told[:1]
    origins, origin_of = reading.trace(told)
    links = linking.link_event(event.id, [said for _, said in original], components.universe)
    happened, precise = news_time([article for article, _ in told])
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
        by_hand=[item.change for item in words.said],
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


def links_of_text(components: Components, said: Reading) -> tuple[Link, ...]:
    """Return whom one text concerns, as if it were the only article of an event."""
    return linking.link_event(EventId(""), [said], components.universe)


def _title(told: Iterable[Member], lang: str) -> str:
    candidates = [
        TitleCandidate(
            title=article.title,
            text=article.body,
            lang=said.lang,
            kind=said.kind,
            outlet=article.outlet,
            time=article.time,
        )
        for article, said in told
        if article.title
    ]
    return event_title(candidates, lang=lang) if candidates else ""

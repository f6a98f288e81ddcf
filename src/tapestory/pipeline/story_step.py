"""Events that changed → the storyline of each, and the events that it is related to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tapestory.matching import MatchItem
from tapestory.matching.storylines import Gist, Teller
from tapestory.model import Article, EventId, Match, Reading
from tapestory.pipeline.components import Components
from tapestory.pipeline.match_items import AHEAD, head_symbols, time_of
from tapestory.pipeline.story_desk import StoryDesk, Telling
from tapestory.store import Session
from tapestory.store.gists import StoredGist

_BATCH = 200
"""Tellings a transaction."""


def chain_events(components: Components) -> int:
    """Decide anew to which storyline each event belongs that changed; return how many did.

    An event is told whenever the number of its articles doubles, as if each had arrived alone, so
    that an import ends like a year of polling and an earlier time can be asked for. What was
    decided before is looked up in the store: the work grows with what is new.
    """
    now = components.clock.now()
    with components.store.reading() as session:
        waiting = session.storylines.waiting()
        # What was told while a clock went ahead is told once more, or it would stay the newest.
        ahead = session.live_storylines.told_after(now + AHEAD)
        waiting += [event_id for event_id in ahead if event_id not in waiting]
        vanished = session.storylines.vanished()
        if not waiting and not vanished:
            return 0
        teller = Teller(components.concepts, components.matching)
        gone = {event_id for event_id, _ in vanished}
        tellings = [
            telling
            for event_id in waiting
            if event_id not in gone
            for telling in _tellings(session, teller, event_id, now=now)
        ]
        tellings.sort(key=lambda one: (one.known_at, one.told.last, one.told.event_id))
        desk = StoryDesk(session, teller, tellings, now=now)
    with components.store.writing() as session:
        desk.leave(session, vanished)
    for start in range(0, len(tellings), _BATCH):
        with components.store.writing() as session:
            desk.tell(session, tellings[start : start + _BATCH])
    with components.store.writing() as session:
        for event_id in waiting:
            session.storylines.finish(event_id)
    desk.finish(components.store)
    return len(waiting)


def _tellings(
    session: Session, teller: Teller, event_id: EventId, *, now: datetime
) -> Iterator[Telling]:
    """Yield an event as it stood at each doubling since it was last told, and as it stands.

    What is left where articles left it did not grow to what it is: it is told once, as it stands.
    """
    members = session.events.members(event_id)
    original = [pair for pair in members if pair[0].copy_of is None] or members[:1]
    if not original:
        return
    readings = session.readings.get_many(article.id for article, _ in original)
    arrived = sorted(original, key=lambda pair: (_known_at(pair), pair[0].time, pair[0].id))
    known = session.storylines.gist(event_id)
    before = 0 if known is None else known.articles
    gists: list[Gist] = []
    for number, (article, match) in enumerate(arrived, start=1):
        gists.append(teller.gist(_item(article, readings[article.id], now=now)))
        is_last = number == len(arrived)
        if is_last or (number > before and number.bit_count() == 1):
            known_at = _known_at((article, match))
            if known is not None:
                known_at = max(known_at, known.known_at)
            if is_last and known is not None:
                known_at = max(known_at, _changed_at(session, event_id, known) or now)
            yield Telling(told=teller.told(event_id, gists), known_at=known_at)


def _changed_at(session: Session, event_id: EventId, known: StoredGist) -> datetime | None:
    """Return when an event changed since it was told; None where no article says when.

    What is decided anew must not be dated before what it follows from: a copy, another wording, or
    that an article left.
    """
    changed = (session.events.settled_at(event_id), session.events.reworded_at(event_id))
    since = [at for at in changed if at is not None and at > known.known_at]
    return max(since, default=None)


def _known_at(pair: tuple[Article, Match]) -> datetime:
    article, match = pair
    return max(article.first_seen, match.decided_at)


def _item(article: Article, said: Reading, *, now: datetime) -> MatchItem:
    return MatchItem(
        article_id=article.id,
        title=article.title,
        text=article.body,
        lang=said.lang,
        time=time_of(article, now),
        symbols=head_symbols(article, said),
        kind=said.kind,
        outlet=article.outlet,
    )

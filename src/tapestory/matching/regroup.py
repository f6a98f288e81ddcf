"""A few small events beside each other → which of their articles belong together after all.

Arrival is one order of many. While events are small, the order can be taken out again: their
articles are put together and grouped anew, as if all had been there from the start.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from tapestory.matching.events import LiveEvent
from tapestory.matching.features import Features
from tapestory.matching.items import event_id_for
from tapestory.matching.parting import parts_of
from tapestory.model import ArticleId, EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which event each article belongs to, and which events go whole into another."""

    home: Mapping[ArticleId, EventId]
    absorbed: Mapping[EventId, EventId]
    """Event that goes → the one that all its articles are in."""


def regroup(
    events: Sequence[LiveEvent], *, least: float, is_taken: Callable[[EventId], bool]
) -> Plan:
    """Return where the articles of events belong when all are looked at together.

    A group keeps the id of the event that one of it founded, or else that most of it comes
    from; one that takes nobody's gets that of its first article.

    Args:
        events: With all their articles kept whole.
        least: Least mean likeness that joins two groups.
        is_taken: Whether an event of that id lives already.
    """
    articles = [article for event in events for article in event.members.values()]
    before = {one: event.id for event in events for one in event.members}
    groups = parts_of(articles, least=least)
    named = _named(groups, before, is_taken)
    home = {
        article.raw.article_id: event_id
        for group, event_id in zip(groups, named, strict=True)
        for article in group
    }
    absorbed = {}
    for event in events:
        ends = {home[one] for one in event.members}
        if event.id not in named and len(ends) == 1:
            absorbed[event.id] = ends.pop()
    return Plan(home=home, absorbed=absorbed)


def _named(
    groups: Sequence[Sequence[Features]],
    before: Mapping[ArticleId, EventId],
    is_taken: Callable[[EventId], bool],
) -> list[EventId]:
    """Return an id for each group, no two alike."""
    claims = []
    for number, group in enumerate(groups):
        own = {event_id_for(one.raw.article_id) for one in group}
        for event_id, size in Counter(before[one.raw.article_id] for one in group).items():
            claims.append((event_id not in own, -size, event_id, number))
    named: dict[int, EventId] = {}
    for _, _, event_id, number in sorted(claims):
        if number not in named and event_id not in named.values():
            named[number] = event_id
    for number, group in enumerate(groups):
        if number not in named:
            named[number] = new_id(group, lambda one: one in named.values() or is_taken(one))
    return [named[number] for number in range(len(groups))]


def new_id(group: Sequence[Features], is_taken: Callable[[EventId], bool]) -> EventId:
    """Return the id of a group that is to be an event of its own: after its earliest article.

    Args:
        group: Its articles.
        is_taken: Whether an event of that id stands already, as it does when the article that
            founded it has left it; then the next article gives the id.
    """
    ordered = sorted(group, key=lambda one: (one.hours, one.raw.article_id))
    names = (one.raw.article_id + " again" * times for times in count() for one in ordered)
    ids = (event_id_for(ArticleId(name)) for name in names)
    return next(event_id for event_id in ids if not is_taken(event_id))

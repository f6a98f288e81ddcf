"""An event that took an article → what must be put right: one told twice, two told as one.

Articles are placed with what is known when they arrive. When more is known, an event may turn
out to be another, an article to belong elsewhere, or an event to be two. The work is bounded:
only the event that took the article and its nearest rivals are looked at, and of each no more
than the articles that are kept whole. What a person decided is never touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tapestory.matching.conflicts import forbidden, forbidden_events
from tapestory.matching.events import LiveEvent
from tapestory.matching.features import Features
from tapestory.matching.index import EventIndex
from tapestory.matching.items import MatchSettings, Moved
from tapestory.matching.likeness import alikeness, likeness, mean_likeness, probability
from tapestory.matching.parting import parts_of
from tapestory.matching.regroup import new_id, regroup
from tapestory.matching.router import Router
from tapestory.matching.weights import SHAPE
from tapestory.model import ArticleId, EventId
from tapestory.model.events import FIRST_REPORT

_EXAMINED = frozenset(round(8 * 1.5**step) for step in range(20))
"""Sizes at which an event is looked at whether it is two: 8, 12, 18 and so on. Nothing about it
is remembered, so that a matcher restored from its decisions goes on alike."""
_GROUP = SHAPE["group"]
_CLOSER = "closer to this event, now that more is known"
_PARTED = "another happening than the rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What was put right, in the order in which it was done."""

    event_id: EventId
    """Where the article is now."""
    absorbed: tuple[EventId, ...] = ()
    """Into that event."""
    moved: tuple[Moved, ...] = ()


@dataclass(slots=True)
class Pins:
    """What people decided: articles that stay where they are, and the events that they are in."""

    articles: set[ArticleId] = field(default_factory=set)
    events: set[EventId] = field(default_factory=set)
    """Never merged into another and never parted, whatever else they hold."""

    def add(self, article_id: ArticleId, event_id: EventId) -> None:
        """Enter an article and its event."""
        self.articles.add(article_id)
        self.events.add(event_id)

    def clear(self) -> None:
        """Forget what was entered."""
        self.articles.clear()
        self.events.clear()


class Repair:
    """Puts right what an article shows to be wrong among the live events.

    Args:
        index: The live events.
        router: Follows what is merged and moved.
        pins: What people decided.
        settings: Bounds.
    """

    def __init__(
        self,
        index: EventIndex,
        router: Router,
        pins: Pins,
        settings: MatchSettings,
    ) -> None:
        self._index = index
        self._router = router
        self._pins = pins
        self._settings = settings

    def after(self, article: Features, event: LiveEvent, rivals: Sequence[LiveEvent]) -> Repaired:
        """Put right what is wrong around the event that just took an article.

        Args:
            article: What it took.
            event: The event.
            rivals: Other events that might have taken it, the most alike first.
        """
        rivals = [rival for rival in rivals if self._lives(rival)][: self._settings.rivals]
        repaired = self._put_right(article, event, rivals)
        self._index.forget(article.raw.time)
        return repaired

    def carry(self, article_id: ArticleId, event_id: EventId) -> bool:
        """Take an article to an event, as a person did; tell whether that could be done.

        It cannot where the event that it leaves, or finds, holds what is not known one by one.
        """
        former = self._router.find(article_id)
        if former is None or former == event_id:
            # What is too old to be remembered is in no event that lives.
            return True
        source = self._index.get(former)
        if source is None and self._index.get(event_id) is None:
            self._router.move(article_id, event_id)
            return True
        one = None if source is None else source.members.get(article_id)
        if source is None or one is None or one.raw.lists:
            return False
        self._shift(one, source, event_id)
        if source.size:
            return True
        self._index.drop(source.id)
        # Round-ups that are left there speak for the event from now on.
        return not self._router.stands(source.id)

    def _put_right(
        self, article: Features, event: LiveEvent, rivals: Sequence[LiveEvent]
    ) -> Repaired:
        small = self._small([event, *rivals])
        if len(small) > 1 and small[0] is event:
            return self._regrouped(article, small)
        event, absorbed = self._merge(event, rivals)
        moved = self._attract(event, [rival for rival in rivals if self._lives(rival)])
        # What was only just put together is looked at again when it has grown.
        moved += [] if absorbed else self._part(event)
        return _repaired(article, event.id, absorbed, moved)

    def _lives(self, event: LiveEvent) -> bool:
        return self._index.get(event.id) is event

    def _is_taken(self, event_id: EventId) -> bool:
        return self._index.get(event_id) is not None or self._router.stands(event_id)

    def _small(self, events: Sequence[LiveEvent]) -> list[LiveEvent]:
        """Return those of the events that can be grouped anew, as long as they are few articles."""
        small: list[LiveEvent] = []
        room = self._settings.regrouped
        for event in events:
            whole = event.size == len(event.members) <= self._settings.small
            if whole and event.size <= room and event.id not in self._pins.events:
                small.append(event)
                room -= event.size
        return small

    def _regrouped(self, article: Features, small: Sequence[LiveEvent]) -> Repaired:
        plan = regroup(small, least=_GROUP, is_taken=self._is_taken)
        here = plan.home[article.raw.article_id]
        absorbed = [gone for gone, stays in plan.absorbed.items() if stays == here]
        shifted = []
        for held in small:
            for name, one in list(held.members.items()):
                target = plan.home[name]
                if target == held.id:
                    continue
                self._shift(one, held, target)
                if held.id not in absorbed and name != article.raw.article_id:
                    shifted.append((one, target))
        # Only now is everybody there whom an article may be alike to.
        moved = [self._regrouped_to(target, one) for one, target in shifted]
        for gone in absorbed:
            # Round-ups that were put there go along, like all that is no longer kept whole.
            self._router.merge(here, gone)
        for held in small:
            if not held.size:
                self._index.drop(held.id)
        return Repaired(event_id=here, absorbed=tuple(absorbed), moved=tuple(moved))

    def _regrouped_to(self, event_id: EventId, one: Features) -> Moved:
        event = self._index.get(event_id)
        if event is None or event.size == 1:
            return Moved(
                article_id=one.raw.article_id, event_id=event_id, score=1.0, reason=FIRST_REPORT
            )
        return _moved(one, event_id, likeness(one, event), _CLOSER)

    def _shift(self, one: Features, source: LiveEvent, target: EventId) -> None:
        source.release(one.raw.article_id)
        if source.size == len(source.members):
            held = {feature for left in source.members.values() for feature in left.probes}
            gone = [feature for feature in one.probes if feature not in held]
            self._index.leave(source.id, gone)
        taking = self._index.get(target) or LiveEvent.found(target, one.raw.time)
        taking.take(one, lists=False)
        self._index.touch(taking, one.probes)
        self._router.move(one.raw.article_id, target)

    def _merge(
        self, event: LiveEvent, rivals: Sequence[LiveEvent]
    ) -> tuple[LiveEvent, list[EventId]]:
        """Merge with those rivals that turn out to be the same; the larger one stays."""
        absorbed: list[EventId] = []
        for rival in rivals:
            if alikeness(event, rival) < _GROUP or forbidden_events(event, rival):
                continue
            stays, gone = sorted((event, rival), key=lambda one: (-one.size, one.first, one.id))
            if gone.id in self._pins.events:
                stays, gone = gone, stays
            if gone.id in self._pins.events:
                continue
            self._index.merge(stays, gone)
            self._router.merge(stays.id, gone.id)
            absorbed.append(gone.id)
            event = stays
        return event, absorbed

    def _attract(self, event: LiveEvent, rivals: Sequence[LiveEvent]) -> list[Moved]:
        """Take over those of the rivals' latest articles that are more alike to this event."""
        moved = []
        for rival in rivals:
            for one in list(rival.members.values())[-self._settings.attracted :]:
                if one.raw.article_id in self._pins.articles or rival.size < 2:
                    continue
                if forbidden(one.raw, event):
                    continue
                here = likeness(one, event)
                if here >= _GROUP and here > likeness(one, rival) + SHAPE["margin"]:
                    self._shift(one, rival, event.id)
                    moved.append(_moved(one, event.id, here, _CLOSER))
        return moved

    def _part(self, event: LiveEvent) -> list[Moved]:
        """Let an event that has grown into two part, looked at when it has grown by half."""
        if event.size not in _EXAMINED or event.id in self._pins.events:
            return []
        whole = list(event.members.values())
        groups = [g for g in parts_of(whole, least=SHAPE["split"]) if len(g) > 1]
        if len(groups) < 2:
            return []
        stays = max(groups, key=lambda group: (event.founded_by(group), len(group)))
        moved = []
        for group in groups:
            if group is stays:
                continue
            part = new_id(group, self._is_taken)
            for one in group:
                self._shift(one, event, part)
                moved.append(_moved(one, part, mean_likeness(one, group), _PARTED))
        return moved


def _moved(one: Features, event_id: EventId, alike: float, reason: str) -> Moved:
    return Moved(
        article_id=one.raw.article_id,
        event_id=event_id,
        score=round(probability(alike), 4),
        reason=reason,
    )


def _repaired(
    article: Features, event_id: EventId, absorbed: Sequence[EventId], moved: Sequence[Moved]
) -> Repaired:
    """Return what was done; where the article itself went is where it is placed."""
    name = article.raw.article_id
    here = next((each.event_id for each in moved if each.article_id == name), event_id)
    others = tuple(each for each in moved if each.article_id != name)
    return Repaired(event_id=here, absorbed=tuple(absorbed), moved=others)

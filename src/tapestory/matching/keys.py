"""Typed keys → the articles that have them, and what the keys of an event say to another."""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tapestory.matching.templates import Template, Templated, compatible
from tapestory.model import ArticleId, EventId

_SUBJECTS = 20_000
"""Companies, markets and assets whose latest keys are known."""
_KEPT = 24
"""Keys known of one subject, the latest: as many as a day's reports, and more."""
_EVENTS = 50_000
_PER_EVENT = 6
"""Keys known of one event, the latest."""
_MAJORITY = 0.5
_STEM = 4
_FAMILY = {
    Template.MARKET_DAY: "session",
    Template.MARKET_WRAP: "session",
    Template.EARNINGS_PREVIEW: "results",
    Template.EARNINGS_RESULTS: "results",
}


@dataclass(slots=True)
class _Event:
    articles: int = 0
    families: Counter[str] = field(default_factory=Counter)
    keys: deque[Templated] = field(default_factory=lambda: deque(maxlen=_PER_EVENT))


class _State(NamedTuple):
    """What a key book is put aside as."""

    subjects: dict[str, list[tuple[Templated, ArticleId]]]
    sizes: dict[EventId, int]
    keyed: dict[EventId, tuple[dict[str, int], list[Templated]]]


class KeyBook:
    """Remembers which articles have a typed key, and of what form an event is.

    Bounded by subjects and events, however many articles there are.
    """

    def __init__(self) -> None:
        self._subjects: OrderedDict[str, deque[tuple[Templated, ArticleId]]] = OrderedDict()
        self._events: OrderedDict[EventId, _Event] = OrderedDict()

    def __getstate__(self) -> _State:
        """Return what it holds; of most events that is how many articles they have."""
        return _State(
            subjects={bucket: [*known] for bucket, known in self._subjects.items()},
            sizes={event_id: event.articles for event_id, event in self._events.items()},
            keyed={
                event_id: (dict(event.families), [*event.keys])
                for event_id, event in self._events.items()
                if event.families or event.keys
            },
        )

    def __setstate__(self, state: _State) -> None:
        subjects = ((bucket, deque(known, _KEPT)) for bucket, known in state.subjects.items())
        self._subjects = OrderedDict(subjects)
        self._events = OrderedDict((name, _Event(size)) for name, size in state.sizes.items())
        for event_id, (families, keys) in state.keyed.items():
            self._events[event_id].families.update(families)
            self._events[event_id].keys.extend(keys)

    def add(self, told: Templated | None, article_id: ArticleId, event_id: EventId) -> None:
        """Keep the key of an article that joins an event, or that it has none."""
        self.join(told, event_id)
        if told is None:
            return
        for bucket in _buckets(told):
            known = self._subjects.setdefault(bucket, deque(maxlen=_KEPT))
            known.append((told, article_id))
            self._subjects.move_to_end(bucket)
        while len(self._subjects) > _SUBJECTS:
            self._subjects.popitem(last=False)

    def join(self, told: Templated | None, event_id: EventId) -> None:
        """Count an article, with its key or without one, to an event."""
        event = self._events.get(event_id)
        if event is None:
            event = self._events[event_id] = _Event()
        self._events.move_to_end(event_id)
        event.articles += 1
        if told is not None:
            event.families[_family(told)] += 1
            event.keys.append(told)
        if len(self._events) > _EVENTS:
            self._events.popitem(last=False)

    def leave(self, told: Templated | None, event_id: EventId) -> None:
        """Count an article, with its key or without one, out of an event."""
        event = self._events.get(event_id)
        if event is None:
            return
        event.articles -= 1
        if told is not None and told in event.keys:
            event.families[_family(told)] -= 1
            event.keys.remove(told)
        if event.articles <= 0:
            del self._events[event_id]

    def merge(self, stays: EventId, gone: EventId) -> None:
        """Let the keys of one event speak for another from now on."""
        left = self._events.pop(gone, None)
        if left is None:
            return
        event = self._events.setdefault(stays, _Event())
        event.articles += left.articles
        event.families.update(left.families)
        event.keys.extend(left.keys)

    def same(self, told: Templated) -> Iterator[tuple[ArticleId, Templated]]:
        """Yield (article, its key) of those with the same key, the latest first."""
        for bucket in _buckets(told):
            for other, article_id in reversed(self._subjects.get(bucket, ())):
                if compatible(told, other):
                    yield article_id, other

    def agrees(self, told: Templated, event_id: EventId) -> bool | None:
        """Return what `compatible` says of the event: False only where its form is like that."""
        event = self._events.get(event_id)
        if event is None:
            return None
        verdicts = [compatible(told, other) for other in event.keys]
        if any(verdicts):
            return True
        if verdicts.count(False) < len(verdicts) or not verdicts:
            return None
        alike = event.families[_family(told)]
        return False if alike >= _MAJORITY * event.articles else None


def _family(told: Templated) -> str:
    return _FAMILY.get(told.template, told.template.value)


def _buckets(told: Templated) -> list[str]:
    family = _family(told)
    if told.subjects:
        return [f"{family}:{subject}" for subject in sorted(told.subjects)]
    return [f"{family}:{told.named[0][:_STEM]}"] if told.named else []

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
class _Keyed:
    """What the keys of an event's articles say."""

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
        self._sizes: OrderedDict[EventId, int] = OrderedDict()
        self._keyed: dict[EventId, _Keyed] = {}
        """Of few events any article has a key."""

    def __getstate__(self) -> _State:
        """Return what it holds, as plain values."""
        return _State(
            subjects={bucket: [*known] for bucket, known in self._subjects.items()},
            sizes=dict(self._sizes),
            keyed={
                event_id: (dict(keyed.families), [*keyed.keys])
                for event_id, keyed in self._keyed.items()
            },
        )

    def __setstate__(self, state: _State) -> None:
        subjects = ((bucket, deque(known, _KEPT)) for bucket, known in state.subjects.items())
        self._subjects = OrderedDict(subjects)
        self._sizes = OrderedDict(state.sizes)
        self._keyed = {
            event_id: _Keyed(Counter(families), deque(keys, _PER_EVENT))
            for event_id, (families, keys) in state.keyed.items()
        }

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
        self._sizes[event_id] = self._sizes.get(event_id, 0) + 1
        self._sizes.move_to_end(event_id)
        if told is not None:
            keyed = self._keyed.setdefault(event_id, _Keyed())
            keyed.families[_family(told)] += 1
            keyed.keys.append(told)
        if len(self._sizes) > _EVENTS:
            oldest, _ = self._sizes.popitem(last=False)
            self._keyed.pop(oldest, None)

    def leave(self, told: Templated | None, event_id: EventId) -> None:
        """Count an article, with its key or without one, out of an event."""
        if event_id not in self._sizes:
            return
        self._sizes[event_id] -= 1
        keyed = self._keyed.get(event_id)
        if told is not None and keyed is not None and told in keyed.keys:
            keyed.families[_family(told)] -= 1
            keyed.keys.remove(told)
        if self._sizes[event_id] <= 0:
            del self._sizes[event_id]
            self._keyed.pop(event_id, None)

    def merge(self, stays: EventId, gone: EventId) -> None:
        """Let the keys of one event speak for another from now on."""
        if gone not in self._sizes:
            return
        self._sizes[stays] = self._sizes.get(stays, 0) + self._sizes.pop(gone)
        left = self._keyed.pop(gone, None)
        if left is not None:
            keyed = self._keyed.setdefault(stays, _Keyed())
            keyed.families.update(left.families)
            keyed.keys.extend(left.keys)

    def same(self, told: Templated) -> Iterator[tuple[ArticleId, Templated]]:
        """Yield (article, its key) of those with the same key, the latest first."""
        for bucket in _buckets(told):
            for other, article_id in reversed(self._subjects.get(bucket, ())):
                if compatible(told, other):
                    yield article_id, other

    def agrees(self, told: Templated, event_id: EventId) -> bool | None:
        """Return what `compatible` says of the event: False only where its form is like that."""
        keyed = self._keyed.get(event_id)
        if keyed is None:
            return None
        verdicts = [compatible(told, other) for other in keyed.keys]
        if any(verdicts):
            return True
        if verdicts.count(False) < len(verdicts) or not verdicts:
            return None
        alike = keyed.families[_family(told)]
        return False if alike >= _MAJORITY * self._sizes[event_id] else None


def _family(told: Templated) -> str:
    return _FAMILY.get(told.template, told.template.value)


def _buckets(told: Templated) -> list[str]:
    family = _family(told)
    if told.subjects:
        return [f"{family}:{subject}" for subject in sorted(told.subjects)]
    return [f"{family}:{told.named[0][:_STEM]}"] if told.named else []

"""Live events: the sum of what an event's articles hold, bounded however many join."""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tapestory.matching.features import Features, Raw, Vector
from tapestory.matching.items import event_id_for
from tapestory.model import ArticleId, EventId

_UNKNOWN = "und"
_KEPT = 384
_LIMIT = 768
"""A sum that grows beyond the limit keeps its heaviest features."""
MEMBERS = 64
"""Articles of an event that are kept whole, the latest: what repair can move."""
_NOTHING = 1e-9
_TIMES = 12
"""Articles whose time decides how near an event is, the latest."""


@dataclass(slots=True)
class Part:
    """What an event's articles in one language hold together."""

    lang: str
    full: dict[str, float] = field(default_factory=dict)
    neutral: dict[str, float] = field(default_factory=dict)
    articles: int = 0

    def add(self, article: Features, sign: float = 1.0) -> None:
        """Count an article in, or out with a sign of -1."""
        self.articles += round(sign)
        _grow(self.full, article.full, sign)
        _grow(self.neutral, article.neutral, sign)

    def absorb(self, other: Part) -> None:
        """Count in what another part holds."""
        self.articles += other.articles
        _grow(self.full, other.full, 1.0)
        _grow(self.neutral, other.neutral, 1.0)


@dataclass(slots=True)
class LiveEvent:
    """An event that may still take articles."""

    id: EventId
    first: datetime
    last: datetime
    size: int = 0
    listed: bool = True
    """It holds nothing but round-ups, which speak for it."""
    parts: dict[str, Part] = field(default_factory=dict)
    members: OrderedDict[ArticleId, Features] = field(default_factory=OrderedDict)
    periods: Counter[str] = field(default_factory=Counter)
    actions: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    """Of the headlines."""
    amounts: Counter[str] = field(default_factory=Counter)
    directions: Counter[str] = field(default_factory=Counter)
    """Name → how many headlines say up less how many say down."""
    times: deque[tuple[float, float]] = field(default_factory=lambda: deque(maxlen=_TIMES))
    """When its latest articles were published: hours since 1970, and how far off that may be."""

    @classmethod
    def found(cls, event_id: EventId, at: datetime) -> LiveEvent:
        """Return an event without articles."""
        return cls(id=event_id, first=at, last=at)

    def take(self, article: Features, *, lists: bool) -> bool:
        """Count an article in; return whether it may speak for the event.

        A round-up speaks only for an event that holds nothing but round-ups, else it would
        bridge the several stories that it tells. The first proper report takes the event over.
        """
        raw = article.raw
        if lists and not self.listed:
            return False
        self.first = min(self.first, raw.time)
        self.last = max(self.last, raw.time)
        if self.listed and not lists and self.size:
            self.parts.clear()
            self.members.clear()
            self.periods.clear()
            self.actions.clear()
            self.names.clear()
            self.amounts.clear()
            self.directions.clear()
            self.times.clear()
            self.size = 0
            self.first = self.last = raw.time
        self.listed = lists
        self.size += 1
        self.parts.setdefault(raw.lang, Part(raw.lang)).add(article)
        self._say(raw, 1)
        latest = next(reversed(self.members.values()), None)
        self.members[raw.article_id] = article
        if latest is not None and _order(latest) > _order(article):
            self._sort()
        else:
            self.times.append((article.hours, article.slack))
        if len(self.members) > MEMBERS:
            self.members.popitem(last=False)
        return True

    def release(self, article_id: ArticleId) -> Features | None:
        """Count an article out that is kept whole; None when it is not."""
        article = self.members.pop(article_id, None)
        if article is not None:
            self.size -= 1
            self._say(article.raw, -1)
            part = self.parts[article.raw.lang]
            part.add(article, -1.0)
            if not part.articles:
                del self.parts[article.raw.lang]
            if self.members:
                self._sort()
        return article

    def absorb(self, other: LiveEvent) -> None:
        """Take over all that another event stands for; the articles of both mix by time."""
        self.first = min(self.first, other.first)
        self.last = max(self.last, other.last)
        self.size += other.size
        for lang, part in other.parts.items():
            self.parts.setdefault(lang, Part(lang)).absorb(part)
        self.periods.update(other.periods)
        self.actions.update(other.actions)
        self.names.update(other.names)
        self.amounts.update(other.amounts)
        self.directions.update(other.directions)
        self.members.update(other.members)
        self._sort()

    def _say(self, raw: Raw, sign: int) -> None:
        for told, said in (
            (self.periods, dict.fromkeys(raw.periods, 1)),
            (self.actions, dict.fromkeys(raw.actions, 1)),
            (self.names, dict.fromkeys(raw.title_names, 1)),
            (self.amounts, dict.fromkeys(raw.title_amounts, 1)),
            (self.directions, raw.directions),
        ):
            for one, count in said.items():
                told[one] += sign * count
                if not told[one]:
                    del told[one]

    def _sort(self) -> None:
        """Bring the articles in the order of time, whatever way they came."""
        ordered = sorted(self.members.values(), key=_order)
        self.members = OrderedDict((one.raw.article_id, one) for one in ordered[-MEMBERS:])
        self.times.clear()
        self.times.extend((one.hours, one.slack) for one in self.members.values())
        if self.size == len(ordered):
            self.first, self.last = ordered[0].raw.time, ordered[-1].raw.time

    def distance(self, at: datetime) -> timedelta:
        """Return how long before or after the event's articles a time lies."""
        return max(self.first - at, at - self.last, timedelta(0))

    def holds(self, family: str) -> dict[str, float]:
        """Return its features of one family ("s:" for names), words for none, with their sums."""
        told: dict[str, float] = {}
        for part in self.parts.values():
            for feature, weight in part.full.items():
                if feature.startswith(family) if family else ":" not in feature:
                    told[feature] = told.get(feature, 0.0) + weight
        return told

    def founded_by(self, articles: Iterable[Features]) -> bool:
        """Tell whether its first article is among these."""
        return any(event_id_for(one.raw.article_id) == self.id for one in articles)

    @property
    def speaks(self) -> bool:
        """Whether a proper report tells it."""
        return not self.listed


def _order(article: Features) -> tuple[float, ArticleId]:
    return article.hours, article.raw.article_id


def same_language(one: str, other: str) -> bool:
    """Tell whether two texts can share words; an unknown language can with any."""
    return one == other or _UNKNOWN in (one, other)


def _grow(held: dict[str, float], vector: Vector, sign: float) -> None:
    for feature, weight in vector.items():
        held[feature] = held.get(feature, 0.0) + sign * weight
        # What is left of a sum of fractions is nothing that an article told.
        if sign < 0.0 and held[feature] < _NOTHING:
            del held[feature]
    if len(held) > _LIMIT:
        heaviest = sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))[:_KEPT]
        held.clear()
        held.update(heaviest)

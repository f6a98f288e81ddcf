"""Live events: the sum of what an event's articles hold, bounded however many join."""

from __future__ import annotations

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
    """Sums over the articles; those of a single one are its own, and not to be changed."""
    articles: int = 0
    is_own: bool = False
    """Whether the sums are not shared with an article: most events never have a second one."""

    def add(self, article: Features) -> None:
        """Count an article in."""
        self.articles += 1
        if self.articles == 1:
            self.full, self.neutral, self.is_own = article.full, article.neutral, False
            return
        self._own()
        _grow(self.full, article.full)
        _grow(self.neutral, article.neutral)

    def remove(self, article: Features) -> None:
        """Count an article out."""
        self.articles -= 1
        if self.articles:
            self._own()
            _lessen(self.full, article.full)
            _lessen(self.neutral, article.neutral)

    def absorb(self, other: Part) -> None:
        """Count in what another part holds."""
        self.articles += other.articles
        self._own()
        _grow(self.full, other.full)
        _grow(self.neutral, other.neutral)

    def _own(self) -> None:
        if not self.is_own:
            self.full, self.neutral, self.is_own = self.full.copy(), self.neutral.copy(), True


@dataclass(slots=True)
class Headlines:
    """What an event's headlines say: each thing, and how many of them say it."""

    periods: dict[str, int] = field(default_factory=dict)
    actions: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    amounts: dict[str, int] = field(default_factory=dict)
    directions: dict[str, int] = field(default_factory=dict)
    """Name → how many say up less how many say down."""

    def add(self, raw: Raw) -> None:
        """Count an article's headline in."""
        self._count(raw, 1)

    def remove(self, raw: Raw) -> None:
        """Count an article's headline out."""
        self._count(raw, -1)

    def absorb(self, other: Headlines) -> None:
        """Count in what other headlines say."""
        for own, its in (
            (self.periods, other.periods),
            (self.actions, other.actions),
            (self.names, other.names),
            (self.amounts, other.amounts),
            (self.directions, other.directions),
        ):
            for one, count in its.items():
                _count(own, one, count)

    def _count(self, raw: Raw, sign: int) -> None:
        for told, said in (
            (self.periods, raw.periods),
            (self.actions, raw.actions),
            (self.names, raw.title_names),
            (self.amounts, raw.title_amounts),
        ):
            for one in said:
                _count(told, one, sign)
        for one, way in raw.directions.items():
            _count(self.directions, one, sign * way)


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
    members: dict[ArticleId, Features] = field(default_factory=dict)
    """The latest articles, in the order of time."""
    headlines: Headlines = field(default_factory=Headlines)
    """Of all articles that speak for it."""
    times: list[tuple[float, float]] = field(default_factory=list)
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
            self._begin_anew(raw.time)
        self.listed = lists
        self.size += 1
        part = self.parts.get(raw.lang)
        if part is None:
            part = self.parts[raw.lang] = Part(raw.lang)
        part.add(article)
        self.headlines.add(raw)
        latest = next(reversed(self.members.values()), None)
        self.members[raw.article_id] = article
        if latest is not None and _order(latest) > _order(article):
            self._sort()
        else:
            self.times.append((article.hours, article.slack))
            del self.times[:-_TIMES]
        if len(self.members) > MEMBERS:
            del self.members[next(iter(self.members))]
        return True

    def release(self, article_id: ArticleId) -> Features | None:
        """Count an article out that is kept whole; None when it is not."""
        article = self.members.pop(article_id, None)
        if article is not None:
            self.size -= 1
            self.headlines.remove(article.raw)
            part = self.parts[article.raw.lang]
            part.remove(article)
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
        self.headlines.absorb(other.headlines)
        self.members.update(other.members)
        self._sort()

    def _begin_anew(self, at: datetime) -> None:
        """Let go of all that it holds."""
        self.parts, self.members, self.headlines, self.times = {}, {}, Headlines(), []
        self.size = 0
        self.first = self.last = at

    def _sort(self) -> None:
        """Bring the articles in the order of time, whatever way they came."""
        ordered = sorted(self.members.values(), key=_order)
        self.members = {one.raw.article_id: one for one in ordered[-MEMBERS:]}
        self.times = [(one.hours, one.slack) for one in ordered[-_TIMES:]]
        if self.size == len(ordered):
            self.first, self.last = ordered[0].raw.time, ordered[-1].raw.time

    def distance(self, at: datetime) -> timedelta:
        """Return how long before or after the event's articles a time lies."""
        return distance(self.first, self.last, at)

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


def distance(first: datetime, last: datetime, at: datetime) -> timedelta:
    """Return how long before the first or after the last of some times a time lies."""
    return max(first - at, at - last, timedelta(0))


def _order(article: Features) -> tuple[float, ArticleId]:
    return article.hours, article.raw.article_id


def same_language(one: str, other: str) -> bool:
    """Tell whether two texts can share words; an unknown language can with any."""
    return one == other or _UNKNOWN in (one, other)


def _count(told: dict[str, int], one: str, by: int) -> None:
    count = told.get(one, 0) + by
    if count:
        told[one] = count
    else:
        told.pop(one, None)


def _grow(held: dict[str, float], vector: Vector) -> None:
    known = held.get
    for feature, weight in vector.items():
        held[feature] = known(feature, 0.0) + weight
    _trim(held)


def _lessen(held: dict[str, float], vector: Vector) -> None:
    known = held.get
    for feature, weight in vector.items():
        left = known(feature, 0.0) - weight
        # What is left of a sum of fractions is nothing that an article told.
        if left >= _NOTHING:
            held[feature] = left
        else:
            held.pop(feature, None)
    _trim(held)


def _trim(held: dict[str, float]) -> None:
    if len(held) > _LIMIT:
        heaviest = sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))[:_KEPT]
        held.clear()
        held.update(heaviest)

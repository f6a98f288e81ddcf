"""Articles that need no comparison, and what the form of a headline says to those that do."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tapestory.matching.features import Raw
from tapestory.matching.items import MatchItem
from tapestory.matching.keys import KeyBook
from tapestory.matching.printed_headlines import PrintedHeadlines
from tapestory.matching.templates import Template, Templated
from tapestory.matching.whereabouts import Whereabouts
from tapestory.model import ArticleId, EventId

_REMEMBERED = 200_000
"""Articles whose event is known by id; older masters are looked for by similarity."""
_SURE = timedelta(days=3)
"""Reports of one company's same quarter so near to each other are reports of one result."""
_MOST_COVERED = 5
_LEAST_COVERED = 0.2
"""Least share of what is told for a list to tell of an event."""


@dataclass(frozen=True, slots=True)
class Route:
    """A decision without comparison."""

    event_id: EventId
    reason: str


class Router:
    """Remembers where articles, headlines and typed keys went.

    Args:
        same_title: How far apart in time two identical headlines may be.
        live: What was put aside is for no article that is older than the latest by more than this.
        most: Articles and headlines that are known, the latest; keys are bounded by `KeyBook`.
    """

    def __init__(self, same_title: timedelta, live: timedelta, *, most: int = _REMEMBERED) -> None:
        self._where = Whereabouts(most)
        self._headlines = PrintedHeadlines(same_title, live, most=most)
        self._templates: OrderedDict[ArticleId, Templated] = OrderedDict()
        self._keys = KeyBook()

    def route(self, item: MatchItem, raw: Raw) -> Route | None:
        """Return where an article that is in no event yet must go; None: compare it."""
        master = None if item.copy_of is None else self._where.find(item.copy_of)
        if master is not None:
            return Route(master, f"copy of {item.copy_of}")
        return self._by_title(raw) or self._by_results(raw)

    def hint(self, raw: Raw) -> tuple[EventId, ...]:
        """Return the events that hold an article with the same key, the latest first; at most 4."""
        if raw.template is None:
            return ()
        found = (self._where.find(name) for name, _ in self._keys.same(raw.template))
        return tuple(dict.fromkeys(event_id for event_id in found if event_id is not None))[:4]

    def agrees(self, raw: Raw, event_id: EventId) -> bool | None:
        """Tell what the article's key says of an event.

        True: an article of the event has the same key. False: its articles of this form, at
        least half of all, are of another instrument, market, day or quarter: the article must
        not join. None: nothing to say.
        """
        return None if raw.template is None else self._keys.agrees(raw.template, event_id)

    def remember(self, raw: Raw, event_id: EventId) -> None:
        """Keep where an article went."""
        self._where.put(raw.article_id, event_id)
        self._headlines.remember(raw)
        self._keys.add(raw.template, raw.article_id, event_id)
        if raw.template is not None:
            self._templates[raw.article_id] = raw.template
            if len(self._templates) > self._where.most:
                self._templates.popitem(last=False)

    def find(self, article_id: ArticleId) -> EventId | None:
        """Return the event that an article is in, None when that is not known."""
        return self._where.find(article_id)

    def stands(self, event_id: EventId) -> bool:
        """Tell whether an event holds an article, be it live or silent for long."""
        return self._where.stands(event_id)

    def merge(self, stays: EventId, gone: EventId) -> None:
        """Send whatever went to one event to another from now on."""
        self._where.merge(stays, gone)
        self._keys.merge(stays, gone)

    def move(self, article_id: ArticleId, event_id: EventId) -> None:
        """Let an article and its key stand for another event; one that was merged comes back."""
        former = self._where.find(article_id)
        if former is None:
            return
        template = self._templates.get(article_id)
        self._keys.leave(template, former)
        self._keys.join(template, event_id)
        self._where.put(article_id, event_id)

    def _by_title(self, raw: Raw) -> Route | None:
        told = self._headlines.last(raw)
        event_id = None if told is None else self._where.find(told)
        return None if event_id is None else Route(event_id, "identical headline")

    def _by_results(self, raw: Raw) -> Route | None:
        told = raw.template
        if (
            told is None
            or told.template is not Template.EARNINGS_RESULTS
            or not told.period
            or len(told.subjects) != 1
        ):
            return None
        same = [
            self._where.find(name)
            for name, other in self._keys.same(told)
            if other.period == told.period and abs(other.day - told.day) <= _SURE
        ]
        found = {event_id for event_id in same if event_id is not None}
        if len(found) != 1:
            return None
        (company,) = told.subjects
        return Route(found.pop(), f"results of {company} for {told.period.upper()}")


def covers(
    told: Sequence[tuple[EventId, float]], *, least: float = _LEAST_COVERED
) -> tuple[EventId, ...]:
    """Return the events that a list tells of: the most told first, at most five.

    Args:
        told: Candidate events with the share of each that the list tells, 0 to 1; see
            `share_told`.
        least: A smaller share is none.
    """
    ranked = sorted(told, key=lambda pair: (-pair[1], pair[0]))
    enough = dict.fromkeys(event_id for event_id, share in ranked if share >= least)
    return tuple(enough)[:_MOST_COVERED]


def share_told(raw: Raw, names: Mapping[str, float], words: Mapping[str, float]) -> float:
    """Return how much of an event an article tells, 0 to 1: the weight of the words it holds.

    0 when the event has names and the article has none of them, for words alone ("chip",
    "shares") are told of other events as well.

    Args:
        raw: The article.
        names: The event's names, such as "s:META", with their weights.
        words: Words and figures of the event's headlines, with their weights.
    """
    if names and not any(name in raw.names for name in names):
        return 0.0
    whole = sum(words.values())
    if whole <= 0.0:
        return 0.0
    own = {*raw.title, *raw.lead}
    return sum(weight for word, weight in words.items() if word in own) / whole

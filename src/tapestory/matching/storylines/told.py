"""Articles of an event → the event as storylines see it: when it was told, and what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from tapestory.matching.concepts import ConceptFinder
from tapestory.matching.features import IN_LEAD, IN_TITLE, extract
from tapestory.matching.frequencies import Frequencies
from tapestory.matching.items import MatchItem, MatchSettings
from tapestory.model import Concept, EventId

_LEAD = 0.4
"""What only the lead holds counts this much of what the headline holds."""
_KEPT = 32
"""Features kept of an event, the heaviest."""
_DIGITS = 4
"""Of a prominence: as many as are kept, so that an event is the same when it is taken up again."""
_REMEMBERED = 65_536
"""Features whose rarity is looked up once."""

Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What one article adds to its event."""

    time: datetime
    holds: Mapping[str, float]
    """Feature → 1 where the headline holds it, less where only the lead does. Words and figures
    as they are, names as "s:" + symbol, concepts as "c:" + id."""
    is_list: bool
    """A round-up, a wrap, a calendar: it tells of many things."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event with the articles that it holds at the moment."""

    event_id: EventId
    first: datetime
    last: datetime
    articles: int
    holds: Mapping[str, float]
    """Feature → prominence, 0 to 1: the mean over the articles."""
    is_roundup: bool = False
    """All of it are lists: it stands alone and connects nothing."""


class Teller:
    """Reads articles as storylines need them.

    Args:
        concepts: The words of the domain.
        settings: How much of an article is read.
    """

    def __init__(self, concepts: Sequence[Concept], settings: MatchSettings | None = None) -> None:
        self._settings = settings or MatchSettings()
        self._finder = ConceptFinder(concepts)
        nothing_counted = Frequencies(timedelta(0))
        self._background = lru_cache(maxsize=_REMEMBERED)(nothing_counted.weight)

    def background(self, feature: str) -> float:
        """Return how rare a feature is in news at large, in nats."""
        return self._background(feature)

    def gist(self, item: MatchItem) -> Gist:
        """Return what an article holds."""
        raw = extract(item, self._finder, lead=self._settings.lead, depth=self._settings.depth)
        named = {**raw.names, **raw.concepts}
        holds = dict.fromkeys(raw.lead, _LEAD)
        holds |= {name: _LEAD for name, depth in named.items() if depth >= IN_LEAD}
        holds |= dict.fromkeys(raw.title, 1.0)
        holds |= {name: 1.0 for name, depth in named.items() if depth >= IN_TITLE}
        return Gist(
            time=item.time,
            holds=holds,
            is_list=raw.lists,
        )

    def told(self, event_id: EventId, gists: Iterable[Gist]) -> Told:
        """Return an event with what its articles hold; lists among them do not count.

        Args:
            event_id: The event.
            gists: Of its articles, at least one, in any order.
        """
        everything = list(gists)
        proper = [gist for gist in everything if not gist.is_list]
        speaking = proper or everything
        sums: dict[str, float] = {}
        for gist in speaking:
            for feature, prominence in gist.holds.items():
                sums[feature] = sums.get(feature, 0.0) + prominence
        ranked = sorted(sums, key=lambda one: (-sums[one] * self.background(one), one))
        return Told(
            event_id=event_id,
            first=min(gist.time for gist in everything),
            last=max(gist.time for gist in everything),
            articles=len(everything),
            holds={one: round(sums[one] / len(speaking), _DIGITS) for one in ranked[:_KEPT]},
            is_roundup=not proper,
        )

"""A run → its errors, the costliest first: events torn apart, and events made of several."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from evaluation.matching.runs import Run
from evaluation.matching.sets import Labelled
from tapestory.model import ArticleKind, EventId

LATE = timedelta(days=2)
"""Further from the middle of the rest than this, an article counts as late or early."""
Related = Mapping[str, frozenset[str]]
"""Label → the labels of related events, where a set knows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An article and where it ended."""

    one: Labelled
    event: EventId
    reason: str


_Key = Callable[[Told], Hashable]


@dataclass(frozen=True, slots=True, kw_only=True)
class Torn:
    """An event of the labels in several parts, the largest first."""

    gold: str
    parts: Sequence[Sequence[Told]]

    @property
    def cost(self) -> int:
        """Pairs of articles that should be together and are not."""
        return _apart([len(part) for part in self.parts])


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixed:
    """An event of ours that holds several of the labels, the largest first."""

    event: EventId
    parts: Sequence[Sequence[Told]]

    @property
    def cost(self) -> int:
        """Pairs of articles that are together and should not be."""
        return _apart([len(part) for part in self.parts])


def torn(run: Run) -> list[Torn]:
    """Return the events that are in more than one, the costliest first."""
    found = [
        Torn(gold=told[0].one.gold, parts=_parts(told, lambda each: each.event))
        for _, told in _grouped(run, lambda each: each.one.gold)
        if not told[0].one.stranger
    ]
    return sorted(
        (one for one in found if len(one.parts) > 1), key=lambda one: (-one.cost, one.gold)
    )


def mixed(run: Run) -> list[Mixed]:
    """Return our events that should be several, the costliest first, but not strangers' own."""
    found = [
        Mixed(event=told[0].event, parts=_parts(told, lambda each: each.one.gold))
        for _, told in _grouped(run, lambda each: each.event)
        if not all(each.one.stranger for each in told)
    ]
    return sorted(
        (one for one in found if len(one.parts) > 1), key=lambda one: (-one.cost, one.event)
    )


def why_astray(torn_event: Torn) -> Counter[str]:
    """Count the articles outside of the largest part by what sets them apart from it."""
    main, *others = torn_event.parts
    middle = _middle(main)
    langs = {each.one.item.lang for each in main}
    return Counter(_apartness(each, middle=middle, langs=langs) for part in others for each in part)


def _apartness(told: Told, *, middle: datetime, langs: set[str]) -> str:
    item = told.one.item
    if item.lang not in langs:
        return "told in another language"
    if item.kind is ArticleKind.ROUNDUP:
        return "a round-up"
    if abs(item.time - middle) > LATE:
        return "two days or more away"
    if not item.text:
        return "near in time, a headline only"
    return "near in time, with a text"


def why_mixed(mixed_event: Mixed, related: Related) -> Counter[str]:
    """Count the articles beside the largest part by what they are to it."""
    main, *others = mixed_event.parts
    gold = main[0].one.gold
    langs = {each.one.item.lang for each in main}
    return Counter(
        _intrusion(each, gold, langs=langs, related=related) for part in others for each in part
    )


def _intrusion(told: Told, gold: str, *, langs: set[str], related: Related) -> str:
    one = told.one
    if one.stranger:
        return "nothing to do with it"
    if one.noise:
        return "an article without an event"
    if one.gold in related.get(gold, ()) or gold in related.get(one.gold, ()):
        return "a related event"
    if one.item.lang not in langs:
        return "another event in another language"
    return "another event"


def _grouped(run: Run, key: _Key) -> Iterator[tuple[Hashable, list[Told]]]:
    groups: defaultdict[Hashable, list[Told]] = defaultdict(list)
    for (one, event), reason in zip(run.placed, run.reasons, strict=True):
        told = Told(one=one, event=event, reason=reason)
        groups[key(told)].append(told)
    yield from groups.items()


def _parts(told: Iterable[Told], key: _Key) -> list[list[Told]]:
    parts: defaultdict[Hashable, list[Told]] = defaultdict(list)
    for each in told:
        parts[key(each)].append(each)
    return sorted(parts.values(), key=lambda part: (-len(part), part[0].one.item.time))


def _apart(sizes: Sequence[int]) -> int:
    return (sum(sizes) ** 2 - sum(size * size for size in sizes)) // 2


def _middle(told: Sequence[Told]) -> datetime:
    first = min(each.one.item.time for each in told)
    away = median((each.one.item.time - first).total_seconds() for each in told)
    return first + timedelta(seconds=away)

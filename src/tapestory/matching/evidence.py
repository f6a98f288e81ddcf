"""An article and a live event → what speaks for and against their being one happening."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tapestory.matching.events import Centre, LiveEvent
from tapestory.matching.features import Features, Vector, dot
from tapestory.matching.figures import is_amount

_DAY_HOURS = 24.0
_UNKNOWN = "und"
_FULL_TITLE = 4
"""Headlines of fewer words ("Market close") are alike by chance."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All between 0 and about 1, so that the weights can be read."""

    title: float
    """Cosine of the headline to the event's headlines."""
    full: float
    """Cosine of title and lead to the event's."""
    nearest: float
    """Cosine of title and lead to the most similar article of the event."""
    nearest_title: float
    told: float
    """Share of the headline's weight that the event's articles hold anywhere."""
    names: float
    concepts: float
    rare: float
    """Rarity of what is shared with the nearest article, saturating."""
    rare_names: float
    """Rarity of the shared names, saturating."""
    rare_concepts: float
    rare_both: float
    """The product of the two: the right parties doing the right thing."""
    figures: float
    other_figures: float
    """Both name money or power, and none of it is the same."""
    other_parties: float
    """Each headline side names somebody the other does not, out of those it names."""
    gap: float
    """Log of the hours between the article and the event, 1 is thirty days."""
    size: float
    short: float
    """The article, or the event, has a headline only."""
    foreign: float
    """The event was told, but not yet in this language."""
    foreign_names: float
    foreign_concepts: float
    foreign_both: float
    foreign_figures: float


def weigh_evidence(article: Features, event: LiveEvent, rarity: Callable[[str], float]) -> Evidence:
    """Compare an article with an event."""
    best_full, best_title, nearest = 0.0, 0.0, None
    for other in event.exemplars:
        full = dot(article.full, other.full)
        best_title = max(best_title, dot(article.title, other.title))
        if nearest is None or full > best_full:
            best_full, nearest = full, other
    shared = _shared_rarity(article, nearest, rarity) if nearest else 0.0
    names = event.names.cosine(article.names)
    concepts = event.concepts.cosine(article.concepts)
    rare_names = _saturated(article.names, event.names, rarity)
    rare_concepts = _saturated(article.concepts, event.concepts, rarity)
    own = [f for f in article.full if ":" in f]
    shared_figures = [f for f in own if f in event.full.weights]
    figures = 1.0 - math.exp(-0.15 * sum(rarity(f) for f in shared_figures))
    foreign = float(_is_foreign(article.raw.lang, event))
    hours = event.distance(article.raw.time).total_seconds() / 3600.0
    breadth = min(1.0, len(article.title) / _FULL_TITLE)
    return Evidence(
        title=breadth * event.title.cosine(article.title),
        full=event.full.cosine(article.full),
        nearest=best_full,
        nearest_title=breadth * best_title,
        told=breadth
        * math.sqrt(sum(w * w for f, w in article.title.items() if f in event.full.weights)),
        names=names,
        concepts=concepts,
        rare=1.0 - math.exp(-shared / 25.0),
        rare_names=rare_names,
        rare_concepts=rare_concepts,
        rare_both=rare_names * rare_concepts,
        figures=figures,
        other_figures=float(_disagree(own, event.full.weights)),
        other_parties=_other_parties(article, event),
        gap=math.log1p(hours) / math.log1p(30 * _DAY_HOURS),
        size=math.log(event.size) / 4.0,
        short=float(not article.raw.lead or len(event.full.weights) < 16),
        foreign=foreign,
        foreign_names=foreign * names,
        foreign_concepts=foreign * concepts,
        foreign_both=foreign * rare_names * rare_concepts,
        foreign_figures=foreign * figures,
    )


def _is_foreign(lang: str, event: LiveEvent) -> bool:
    known = {told for told in event.langs if told != _UNKNOWN}
    return lang != _UNKNOWN and bool(known) and lang not in known


def _shared_rarity(article: Features, other: Features, rarity: Callable[[str], float]) -> float:
    return sum(rarity(feature) for feature in article.full if feature in other.full)


def _saturated(article: Vector, centre: Centre, rarity: Callable[[str], float]) -> float:
    shared = sum(rarity(feature) for feature in article if feature in centre.weights)
    return 1.0 - math.exp(-shared / 10.0)


def _disagree(own: Iterable[str], theirs: Iterable[str]) -> bool:
    mine = {f for f in own if is_amount(f)}
    other = {f for f in theirs if is_amount(f)}
    return bool(mine and other and not mine & other)


def _other_parties(article: Features, event: LiveEvent) -> float:
    mine = article.raw.title_names
    theirs = event.title_names
    if not mine or not theirs:
        return 0.0
    told = sum(theirs[name] for name in mine) / (len(mine) * max(theirs.values()))
    return 1.0 - min(1.0, told)

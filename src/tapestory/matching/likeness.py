"""Articles and events → how alike they are: the mean over pairs of articles, told by sums.

Likeness of two articles is the inner product of their features, less the further apart they are
in time. Of an article and an event it is the mean over the event's articles, which is the inner
product with their sum: every shared feature has its part in it, so that it can be explained.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator

from tapestory.matching.conflicts import agreement, agreement_of_two
from tapestory.matching.events import LiveEvent, Part, same_language
from tapestory.matching.features import Features, dot
from tapestory.matching.semantic import BAND, Sense, in_doubt
from tapestory.matching.weights import SHAPE, WEIGHTS
from tapestory.model import ArticleId

_FLOOR, _HOURS, _FOREIGN = SHAPE["floor"], SHAPE["hours"], WEIGHTS["foreign"]
_DIGITS = 9
"""The order in which articles were summed up shows in later ones."""
_MARGIN = 1e-6
"""More than rounding takes or adds."""
_MOST_EXPONENT = 9.0
"""A match is never certain: 0.9999 at most."""
_HOPELESS = 0.5 * SHAPE["threshold"]


def likeness(article: Features, event: LiveEvent, least: float = -math.inf) -> float:
    """Return how alike an article and an event are; about 0 to 1, a match from the threshold on.

    Args:
        article: Counted in already or not; what it shares with itself is left out.
        event: With at least one other article.
        least: What is sure to be less alike is given as 0, without a closer look.
    """
    told = sum([_shared(article, part) for part in event.parts.values()])
    others = event.size
    raw = article.raw
    if raw.article_id in event.members:
        told -= dot(article.full, article.full)
        others -= 1
    # Nearness and agreement only ever take away.
    if others <= 0 or told <= 0.0 or told < others * least:
        return 0.0
    said = event.headlines
    agreed = agreement(
        dict.fromkeys(raw.title_names, 1) if said.names else {},
        raw.title_amounts,
        said.names,
        said.amounts,
    )
    alike = round(told / others * nearness(article, event.times) * agreed, _DIGITS)
    if article.sense is None:
        return alike
    return in_doubt(alike, [article.sense], _senses(event, raw.article_id))


def least_alike(chance: float, *, asks: bool) -> float:
    """Return a likeness below which a match is surely less probable than that.

    Args:
        chance: 0 to 1.
        asks: Whether the meaning of headlines, which may add to it, is asked for.
    """
    if not 0.0 < chance < 1.0:
        return -math.inf
    alike = SHAPE["threshold"] + math.log(chance / (1.0 - chance)) / SHAPE["slope"]
    alike = (min(alike, BAND.lower) if asks else alike) - _MARGIN
    return alike if alike > 0.0 else -math.inf


def alikeness(left: LiveEvent, right: LiveEvent) -> float:
    """Return the mean likeness of the articles of two events."""
    told = sum(_both(one, other) for one in left.parts.values() for other in right.parts.values())
    mean = told / (left.size * right.size)
    if mean < _HOPELESS:
        return mean
    said, others = left.headlines, right.headlines
    mean *= agreement(said.names, said.amounts, others.names, others.amounts)
    near = [_nearness(hours, slack, right.times) for hours, slack in left.times]
    alike = round(mean * sum(near) / max(1, len(near)), _DIGITS)
    if next(_senses(left), None) is None:
        return alike
    return in_doubt(alike, _senses(left), _senses(right))


def pair_likeness(one: Features, other: Features) -> float:
    """Return how alike two articles are."""
    told = dot(one.full, other.full)
    mine, its = one.raw, other.raw
    if mine.lang != its.lang and not same_language(mine.lang, its.lang):
        told = max(told, _FOREIGN * dot(one.neutral, other.neutral))
    told *= agreement_of_two(mine, its)
    apart = abs(one.hours - other.hours) - one.slack - other.slack
    near = _HOURS / (_HOURS + apart) if apart > 0.0 else 1.0
    alike = told * (_FLOOR + (1.0 - _FLOOR) * near)
    return alike if one.sense is None else in_doubt(alike, [one.sense], [other.sense])


def mean_likeness(one: Features, others: Collection[Features]) -> float:
    """Return how alike an article is to others on average, itself left out; 0 without any."""
    alike = [pair_likeness(one, other) for other in others if other is not one]
    return sum(alike) / len(alike) if alike else 0.0


def nearness(article: Features, times: Collection[tuple[float, float]]) -> float:
    """Return how much likeness counts at a distance in time, 1 at none: the mean over times.

    Args:
        article: One side.
        times: Hours since 1970 and by how many each may be off: the other side.
    """
    return _nearness(article.hours, article.slack, times)


def _nearness(hours: float, slack: float, times: Collection[tuple[float, float]]) -> float:
    total = 0.0
    for other, off in times:
        apart = abs(hours - other) - slack - off
        total += _HOURS / (_HOURS + apart) if apart > 0.0 else 1.0
    return _FLOOR + (1.0 - _FLOOR) * total / len(times) if times else 1.0


def probability(alike: float) -> float:
    """Return how probable a match of this likeness is, 0 to 1, as measured on the dev sets."""
    exponent = SHAPE["slope"] * (alike - SHAPE["threshold"])
    return 1.0 / (1.0 + math.exp(-max(-_MOST_EXPONENT, min(_MOST_EXPONENT, exponent))))


def _senses(event: LiveEvent, besides: ArticleId | None = None) -> Iterator[Sense | None]:
    """Yield what the event's headlines mean, the latest first."""
    return (one.sense for name, one in reversed(event.members.items()) if name != besides)


def _shared(article: Features, part: Part) -> float:
    told = dot(article.full, part.full)
    lang = article.raw.lang
    if lang == part.lang or same_language(lang, part.lang):
        return told
    return max(told, _FOREIGN * dot(article.neutral, part.neutral))


def _both(one: Part, other: Part) -> float:
    told = dot(one.full, other.full)
    if same_language(one.lang, other.lang):
        return told
    return max(told, _FOREIGN * dot(one.neutral, other.neutral))

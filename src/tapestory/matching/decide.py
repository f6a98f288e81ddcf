"""Evidence → probability; what forbids a match; and why, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping

from tapestory.matching.events import Centre, LiveEvent
from tapestory.matching.evidence import Evidence
from tapestory.matching.features import Features, Vector
from tapestory.matching.weights import BIAS, WEIGHTS

_MOST_SHOWN = 3


def probability(evidence: Evidence) -> float:
    """Return how probable it is, 0 to 1, that the article tells the event."""
    total = BIAS + sum(weight * getattr(evidence, name) for name, weight in WEIGHTS.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def veto(article: Features, event: LiveEvent) -> bool:
    """Tell whether the two must not be one, however alike: another quarter in the headline."""
    mine = article.raw.quarters
    return bool(mine and event.quarters and not any(quarter in event.quarters for quarter in mine))


def reason(article: Features, event: LiveEvent, spelling: Mapping[str, str]) -> str:
    """Return what the article shares with the event, the most telling first.

    Args:
        article: Its features.
        event: The event before it takes the article.
        spelling: Stem → word, as the article spells it; empty for one that is not shown.
    """
    names = [name[2:] for name in _shared(article.names, event.names)]
    words = [spelling.get(f, f) for f in _shared(article.full, event.full) if ":" not in f]
    ideas = [idea[2:].replace("_", " ") for idea in _shared(article.concepts, event.concepts)]
    words = [word for word in words if word]
    told = list(dict.fromkeys((*words[:2], *ideas[:2])))[:_MOST_SHOWN]
    figures = sum(1 for f in article.full if ":" in f and f in event.full.weights)
    parts = (
        ", ".join(names[:_MOST_SHOWN]),
        ", ".join(f"'{word}'" for word in told),
        f"{figures} figure{'s' * (figures != 1)}" if figures else "",
    )
    return f"shares {'; '.join(filter(None, parts))}"


def _shared(own: Vector, centre: Centre) -> list[str]:
    shared = (feature for feature in own if feature in centre.weights)
    return sorted(shared, key=lambda feature: (-own[feature], feature))

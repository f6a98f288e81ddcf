"""Evidence → probability; what forbids a match; and why, in words."""

from __future__ import annotations

import math

from tapestory.matching.events import LiveEvent
from tapestory.matching.evidence import Evidence
from tapestory.matching.features import Features
from tapestory.matching.weights import BIAS, WEIGHTS


def probability(evidence: Evidence) -> float:
    """Return how probable it is, 0 to 1, that the article tells the event."""
    total = BIAS + sum(weight * getattr(evidence, name) for name, weight in WEIGHTS.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def veto(article: Features, event: LiveEvent) -> bool:
    """Tell whether the two must not be one, however alike: another quarter in the headline."""
    mine = article.raw.quarters
    return bool(mine and event.quarters and not any(quarter in event.quarters for quarter in mine))


def reason(article: Features, event: LiveEvent) -> str:
    """Return what the article shares with the event, the most telling first."""
    names = sorted(
        (name for name in article.names if name in event.names.weights),
        key=lambda name: (-article.names[name], name),
    )
    words = sorted(
        (f for f in article.full if f in event.full.weights and ":" not in f),
        key=lambda f: (-article.full[f], f),
    )
    concepts = sorted(
        (f for f in article.concepts if f in event.concepts.weights),
        key=lambda f: (-article.concepts[f], f),
    )
    figures = sum(1 for f in article.full if ":" in f and f in event.full.weights)
    told = ", ".join(f"'{f}'" for f in [*words[:2], *(c[2:] for c in concepts[:2])][:3])
    parts = [", ".join(name[2:] for name in names[:3]), told]
    parts.append(f"{figures} figure{'s' * (figures != 1)}" if figures else "")
    return "shares " + "; ".join(part for part in parts if part)

"""Two live events → how probable it is that they are one happening told in two halves."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from tapestory.matching.decide import probability, veto
from tapestory.matching.events import LiveEvent
from tapestory.matching.evidence import weigh_evidence

_COMPARED = 8
"""Latest articles of each side that are held against the other."""


def sameness(left: LiveEvent, right: LiveEvent, rarity: Callable[[str], float]) -> float:
    """Return the mean probability, 0 to 1, that an article of either would join the other."""
    chances = [
        0.0 if veto(article, event) else probability(weigh_evidence(article, event, rarity))
        for event, others in ((left, right), (right, left))
        for article in islice(reversed(others.exemplars), _COMPARED)
    ]
    return sum(chances) / len(chances) if chances else 0.0

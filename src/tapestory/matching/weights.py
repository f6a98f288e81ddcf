"""Family of features → what it counts; when likeness is a match. See evaluation.matching.train."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WEIGHTS: Final[Mapping[str, float]] = {
    "word": 1.0,
    "name": 1.2,
    "concept": 0.0,
    "name_concept": 1.0,
    "concepts": 0.6,
    "names": 0.6,
    "figure": 3.0,
    "number": 1.0,
    "place": 0.3,
    "action": 0.0,
    "name_action": 0.5,
    "lead": 1.0,
    "body": 0.5,
    "foreign": 0.8,
    "other_parties": 0.3,
    "other_amounts": 0.2,
}
"""Feature of an article, or doubt about two → what it counts; see `matching.features`."""

SHAPE: Final[Mapping[str, float]] = {
    "title": 2.0,
    "length": 0.3,
    "floor": 0.1,
    "hours": 48.0,
    "threshold": 0.17,
    "group": 0.22,
    "split": 0.18,
    "margin": 0.02,
    "slope": 7.0,
}
"""Constants: what a headline counts, how likeness fades with the hours between two articles, and
from what likeness on an article joins, events are one, or an event holds together."""

FAMILIES: Final[Mapping[str, tuple[str, ...]]] = {
    "words": ("word",),
    "names": ("name", "names"),
    "concepts": ("concept", "concepts"),
    "names with concepts": ("name_concept",),
    "figures": ("figure", "number"),
    "places": ("place",),
    "actions": ("action", "name_action"),
    "the lead": ("lead",),
    "below the lead": ("body",),
    "other languages": ("foreign",),
    "other parties or amounts": ("other_parties", "other_amounts"),
}
"""What an ablation switches off together."""

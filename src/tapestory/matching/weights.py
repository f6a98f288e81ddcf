"""Evidence → log-odds: weights trained on the dev sets by evaluation.matching.train."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

BIAS: Final = -4.207
WEIGHTS: Final[Mapping[str, float]] = {
    "title": 2.988,
    "full": 4.352,
    "nearest": 0.326,
    "nearest_title": -0.188,
    "told": 0.300,
    "names": 1.706,
    "concepts": 0.956,
    "rare": 5.326,
    "rare_names": -1.547,
    "rare_concepts": 0.956,
    "rare_both": 1.981,
    "figures": 0.036,
    "other_figures": -0.087,
    "other_parties": -2.907,
    "gap": -3.905,
    "size": -2.495,
    "short": 0.006,
    "foreign": 0.776,
    "foreign_names": -0.223,
    "foreign_concepts": 1.558,
    "foreign_both": 1.839,
    "foreign_figures": -0.006,
}
"""Field of `Evidence` → weight in the log-odds."""

"""The weights of the decision, written by evaluation/train_matching.py from the dev sets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

BIAS: Final = -4.301
WEIGHTS: Final[Mapping[str, float]] = {
    "title": 2.866,
    "full": 3.642,
    "nearest": 0.252,
    "nearest_title": -0.243,
    "told": 0.664,
    "names": 1.516,
    "concepts": 0.652,
    "rare": 5.603,
    "rare_names": -1.650,
    "rare_concepts": 1.452,
    "rare_both": 2.946,
    "figures": 0.046,
    "other_figures": -0.210,
    "other_parties": -3.180,
    "gap": -3.880,
    "size": -2.488,
    "short": 0.219,
    "foreign": 0.669,
    "foreign_names": -0.359,
    "foreign_concepts": 1.830,
    "foreign_both": 1.643,
    "foreign_figures": -0.108,
}
"""Field of `Evidence` → weight in the log-odds."""

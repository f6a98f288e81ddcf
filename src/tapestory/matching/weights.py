"""The weights of the decision, written by evaluation/train_matching.py from the dev sets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

BIAS: Final = -4.384
WEIGHTS: Final[Mapping[str, float]] = {
    "title": 3.084,
    "full": 3.921,
    "nearest": 0.182,
    "nearest_title": -0.187,
    "told": 0.550,
    "names": 1.480,
    "concepts": 0.787,
    "rare": 5.579,
    "rare_names": -1.638,
    "rare_concepts": 1.422,
    "rare_both": 3.104,
    "figures": -0.016,
    "other_figures": -0.025,
    "other_parties": -3.262,
    "gap": -3.958,
    "size": -2.575,
    "short": 0.170,
    "foreign": 0.715,
    "foreign_names": -0.235,
    "foreign_concepts": 1.658,
    "foreign_both": 1.541,
    "foreign_figures": -0.175,
}
"""Field of `Evidence` → weight in the log-odds."""

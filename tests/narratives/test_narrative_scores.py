"""The scorer runs on the shared labels, where these are present."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import narratives

ROOT = Path(__file__).parents[2]
SHARED = ROOT / ".." / "shared"


@pytest.mark.slow
def test_scores_are_fractions() -> None:
    if not SHARED.is_dir():
        pytest.skip("no shared data beside the checkout")

    scores = narratives.score(SHARED)

    assert scores
    assert all(0 <= value <= 1 for value in scores.values())

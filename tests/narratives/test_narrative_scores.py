"""The scorer runs on the shared labels, where these are present."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT / ".." / "shared"


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "narrative_scorer", ROOT / "evaluation" / "narratives.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_scores_are_fractions() -> None:
    if not SHARED.is_dir():
        pytest.skip("no shared data beside the checkout")

    scores = scorer().score(SHARED)

    assert scores
    assert all(0 <= value <= 1 for value in scores.values())

"""Labelled data → scores, held against `floors.json`: fails when one is worse than its bound.

Every bound is the score of the last change that moved it, less (or plus) half a point; it is
moved by hand, with the change that earns it. All scores are on dev splits, some of which the
rules were written or trained on; `docs/evaluation.md` says which. Where the shared data is
absent nothing can be scored, and the gate says so.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from evaluation import copies, feeds, matching, moves, narratives, reading

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
BOUNDS = HERE / "floors.json"

Scorer = Callable[[Path], Mapping[str, float]]
SCORERS: Mapping[str, Scorer] = {
    "copies": copies.score,
    "feeds": feeds.score,
    "matching": matching.score,
    "moves": moves.score,
    "narratives": narratives.score,
    "reading": reading.score,
}


def main() -> int:
    """Print every score beside its bound; return 1 when one is missing or worse."""
    if not SHARED.is_dir():
        print("evaluation: skipped, there is no shared data beside the checkout")
        return 0
    scores: dict[str, float] = {}
    for name, score in SCORERS.items():
        started = time.perf_counter()
        scores |= score(SHARED)
        print(f"{name}: scored in {time.perf_counter() - started:.1f} s", flush=True)
    bounds = json.loads(BOUNDS.read_text(encoding="utf-8"))
    failures = 0
    for key in sorted(scores.keys() | bounds["floors"].keys() | bounds["ceilings"].keys()):
        line, holds = judged(
            scores.get(key), bounds["floors"].get(key), bounds["ceilings"].get(key)
        )
        failures += not holds
        print(f"  {key:<50} {line}")
    held = len(bounds["floors"]) + len(bounds["ceilings"]) - failures
    print(f"evaluation: {held} bounds hold, {failures} do not")
    return 1 if failures else 0


def judged(value: float | None, floor: float | None, ceiling: float | None) -> tuple[str, bool]:
    """Return how a score is printed beside its bounds, and whether it holds."""
    if value is None:
        return "absent: its scorer no longer gives it", False
    parts = [f"{value:6.3f}"]
    holds = True
    if floor is not None:
        holds = value >= floor
        parts.append(f"at least {floor:.3f}")
    if ceiling is not None:
        holds = holds and value <= ceiling
        parts.append(f"at most {ceiling:.3f}")
    return "  ".join([*parts, *([] if holds else ["FAILS"])]), holds


if __name__ == "__main__":
    sys.exit(main())

"""Labelled data → scores, held against `floors.json`: fails when one falls below its floor.

Scores on the shared data are skipped, saying so, where that data is absent; those on the sets
that the project wrote itself always run.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import feeds
import matching
import moves
import narratives
import reading

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
FLOORS = HERE / "floors.json"

Scorer = Callable[[Path], Mapping[str, float]]
SCORERS: Mapping[str, Scorer] = {
    "feeds": feeds.score,
    "matching": matching.score,
    "moves": moves.score,
    "narratives": narratives.score,
    "reading": reading.score,
}


def main() -> int:
    """Print every score beside its floor; return 1 when one is below."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    if not SHARED.is_dir():
        print("evaluation: no shared data beside the checkout; the floors were not checked")
        return 0
    scores: dict[str, float] = {}
    for name, score in SCORERS.items():
        started = time.perf_counter()
        scores |= score(SHARED)
        print(f"{name}: scored in {time.perf_counter() - started:.1f} s")
    failed = missing = 0
    for key in sorted(scores.keys() | floors.keys()):
        value, floor = scores.get(key), floors.get(key)
        if value is None:
            missing += 1
            print(f"  {key:<52} {'absent':>8}  floor {floor:.3f}  MISSING")
        elif floor is None:
            print(f"  {key:<52} {value:8.3f}")
        else:
            below = value < floor
            failed += below
            print(f"  {key:<52} {value:8.3f}  floor {floor:.3f}{'  BELOW' if below else ''}")
    print(f"evaluation: {len(floors) - failed - missing} floors hold, {failed + missing} do not")
    return 1 if failed or missing else 0


if __name__ == "__main__":
    sys.exit(main())

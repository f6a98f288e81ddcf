"""Labelled data → scores, held against `floors.json`: fails when one is worse than its bound.

Every bound is the score of the last change that moved it, less (or plus) half a point; it is
moved with the change that earns it, by `--write`. All scores are on dev splits, some of which the
rules were written or trained on; `docs/measurements.md` says which. Where the shared data is
absent nothing can be scored, and the gate says so.

    python -m evaluation.gate                                  hold every score against its bound
    python -m evaluation.gate --only matching                  of one part
    python -m evaluation.gate --only matching --write matching.ecb
                                                               bound what begins so at its score
    python -m evaluation.gate --record                         keep the scores for the docs to quote
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from evaluation import (
    copies,
    feeds,
    follow_through,
    moves,
    narratives,
    reported_checks,
    storylines,
    tape_placebo,
)
from evaluation.bounds import Bounds, judged
from evaluation.matching import scores as matching
from evaluation.reading import scores as reading
from evaluation.record import Record

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
BOUNDS = HERE / "floors.json"
MEASURED = HERE / "measured.json"

Scorer = Callable[[Path], Mapping[str, float]]
SCORERS: Mapping[str, Scorer] = {
    "copies": copies.score,
    "feeds": feeds.score,
    "follow": follow_through.score,
    "matching": matching.score,
    "moves": moves.score,
    "narratives": narratives.score,
    "reading": reading.score,
    "reported": reported_checks.score,
    "storylines": storylines.score,
    "tape": tape_placebo.score,
}
LONG = frozenset({"matching", "moves", "reading", "tape"})


def main() -> int:
    """Print every score beside its bound; return 1 when one is missing or worse."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", choices=[*SCORERS], default=[*SCORERS], metavar="PART")
    parser.add_argument("--write", nargs="+", metavar="PREFIX", help="bound these scores anew")
    parser.add_argument(
        "--ceiling", nargs="+", default=[], metavar="NAME", help="new names, less being better"
    )
    parser.add_argument("--record", action="store_true", help="write them to measured.json")
    chosen = parser.parse_args()
    if not SHARED.is_dir():
        print("evaluation: skipped, there is no shared data beside the checkout")
        return 0
    scores = _scored(chosen.only)
    if chosen.record:
        today = datetime.now(UTC).date()
        Record.read(MEASURED).renewed(scores, chosen.only, on=today).write(MEASURED)
    bounds = Bounds.read(BOUNDS)
    if chosen.write:
        bounds = bounds.earned(scores, chosen.write, chosen.ceiling)
        bounds.write(BOUNDS)
    wanted = {
        name for name in bounds.names() if name.startswith(tuple(f"{p}." for p in chosen.only))
    }
    failures = 0
    for name in sorted(scores.keys() | wanted):
        line, holds = judged(scores.get(name), bounds.floors.get(name), bounds.ceilings.get(name))
        failures += not holds
        print(f"  {name:<50} {line}")
    print(f"evaluation: {len(wanted) - failures} bounds hold, {failures} do not")
    return 1 if failures else 0


def _scored(parts: Iterable[str]) -> dict[str, float]:
    scores: dict[str, float] = {}
    # The longest first, so that no core waits for it at the end.
    wanted = sorted(set(parts), key=lambda part: (part not in LONG, part))
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        for done in as_completed([workers.submit(_score, part) for part in wanted]):
            part, found, seconds = done.result()
            print(f"{part}: scored in {seconds:.1f} s", flush=True)
            scores |= found
    return scores


def _score(part: str) -> tuple[str, dict[str, float], float]:
    started = time.perf_counter()
    found = dict(SCORERS[part](SHARED))
    return part, found, time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())

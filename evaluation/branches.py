"""The stages that decide, each run by the tests of its own folder → how much of it they take.

A stage's tests are those of the folder of its name, and no others: what only a run of the whole
chain happens to pass counts as untested. Of ingest the rooms count that know no network.

    python -m evaluation.branches                  all stages; fails where one is below `LEAST`
    python -m evaluation.branches digest report    some of them
    python -m evaluation.branches --tell           of the last runs, without running
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from coverage import Coverage
from coverage.exceptions import CoverageException

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "build" / "coverage"
LEAST = 97.0
"""Per cent of a stage's statements and branches that its tests take."""

STAGES = {
    **{
        stage: (f"tapestory.{stage}",)
        for stage in ("matching", "reading", "linking", "moves", "narratives", "digest", "report")
    },
    "ingest": tuple(
        f"tapestory.ingest.{room}" for room in ("copies", "dating", "identity", "parsing", "timing")
    ),
}
"""Stage → its packages. What these import of others is not counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How much of a stage its tests take."""

    stage: str
    statements: int
    branches: int
    missed: int
    """Statements that were not run, and branches that were not taken."""

    @property
    def share(self) -> float:
        """Per cent, as coverage.py counts: statements and branches together."""
        known = self.statements + self.branches
        return 100.0 * (known - self.missed) / known if known else 100.0

    @property
    def is_enough(self) -> bool:
        """Whether it is `LEAST`, before anything is rounded."""
        return self.share >= LEAST


def run(stage: str) -> bool:
    """Run the tests of a stage and note what they take; tell whether they passed."""
    KEPT.mkdir(parents=True, exist_ok=True)
    command = [
        *(sys.executable, "-m", "coverage", "run", f"--data-file={KEPT / stage}"),
        f"--source={','.join(STAGES[stage])}",
        *("-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", f"tests/{stage}"),
    ]
    with (KEPT / f"{stage}.txt").open("w", encoding="utf-8") as said:
        ended = subprocess.run(  # noqa: S603  # our own tests, by names that stand above
            command, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT, check=False
        )
    return ended.returncode == 0


def _known(stage: str) -> Coverage:
    known = Coverage(data_file=KEPT / stage, source_pkgs=STAGES[stage])
    known.load()
    return known


def taken(stage: str) -> Taken:
    """Return what the last run of a stage's tests took.

    Raises:
        CoverageException: They were never run.
    """
    page = KEPT / f"{stage}.json"
    _known(stage).json_report(outfile=str(page))
    totals = json.loads(page.read_text(encoding="utf-8"))["totals"]
    return Taken(
        stage=stage,
        statements=totals["num_statements"],
        branches=totals["num_branches"],
        missed=totals["missing_lines"] + totals["missing_branches"],
    )


def together(parts: Iterable[Taken]) -> Taken:
    """Return the sum of several stages."""
    parts = list(parts)
    return Taken(
        stage="all",
        statements=sum(part.statements for part in parts),
        branches=sum(part.branches for part in parts),
        missed=sum(part.missed for part in parts),
    )


def table(parts: Sequence[Taken]) -> str:
    """Return a line for each stage and one for all; a mark stands where one falls short."""
    lines = [f"{'stage':<12}{'statements':>12}{'branches':>10}{'missed':>8}{'taken':>9}"]
    for part in (*parts, together(parts)):
        short = "" if part.is_enough else f"  below {LEAST:g} %"
        lines.append(
            f"{part.stage:<12}{part.statements:>12,}{part.branches:>10,}{part.missed:>8,}"
            f"{part.share:>7.1f} %{short}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, and return how the process is to end."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.branches", description=__doc__)
    parser.add_argument("stages", nargs="*", metavar="stage", help=", ".join(STAGES))
    parser.add_argument("--tell", action="store_true", help="of the last runs, without running")
    asked = parser.parse_args(arguments)
    stages = asked.stages or list(STAGES)
    if unknown := set(stages) - set(STAGES):
        parser.error(f"no such stage: {', '.join(sorted(unknown))}; there are {', '.join(STAGES)}")
    failed: list[str] = []
    if not asked.tell:
        with ThreadPoolExecutor(os.cpu_count()) as workers:
            failed = [
                stage
                for stage, passed in zip(stages, workers.map(run, stages), strict=True)
                if not passed
            ]
    try:
        parts = [taken(stage) for stage in stages]
    except CoverageException as error:
        print(f"{error} Run it without --tell first.", file=sys.stderr)
        return 1
    print(table(parts))
    for part in parts:
        if not part.is_enough:
            print(f"\nWhat the tests of {part.stage} do not take:")
            _known(part.stage).report(show_missing=True, skip_covered=True)
    for stage in failed:
        print(f"\nTests of {stage} failed: see {KEPT / stage}.txt", file=sys.stderr)
    return 1 if failed or not all(part.is_enough for part in parts) else 0


if __name__ == "__main__":
    sys.exit(main())

"""Every check that this project has → a line for each: how it ended, and how long it took.

One after the other, so that none disturbs what another measures: some hours in all. What a check
printed is in `build/proof`. One that fails keeps none after it from being made.

    python -m evaluation.proof                   all; fails where one does
    python -m evaluation.proof --only soak look  these
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
PRINTED = ROOT / "build" / "proof"
LOT = 100
"""Changes of each part that are tried, by lot; `make mutation` tries all."""
CHECKS: Mapping[str, Sequence[str]] = {
    "test": ("make", "test"),
    "histories": ("make", "histories"),
    "tours": (sys.executable, "-m", "docs.tours"),
    "stranger": ("make", "stranger"),
    "look": ("make", "look"),
    "soak": ("make", "soak"),
    "year": ("make", "year"),
    "coverage": ("make", "coverage"),
    "mutation": (sys.executable, "-m", "evaluation.mutation", "--sample", f"{LOT}"),
}


def main() -> int:
    """Make the checks one after the other; 1 where one fails."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", nargs="+", choices=list(CHECKS), default=list(CHECKS))
    asked = options.parse_args()
    PRINTED.mkdir(parents=True, exist_ok=True)
    held = [holds(name, CHECKS[name], PRINTED) for name in asked.only]
    return 0 if all(held) else 1


def holds(name: str, command: Sequence[str], folder: Path) -> bool:
    """Make one check, print its line, and return whether it holds.

    Args:
        name: Of the check.
        command: What makes it; 0 is well.
        folder: Where what it prints is kept.
    """
    log = folder / f"{name}.log"
    began = time.monotonic()
    with log.open("wb") as file:
        done = subprocess.run(  # noqa: S603 - one of the checks above
            command, cwd=ROOT, stdout=file, stderr=subprocess.STDOUT, check=False
        )
    took = (time.monotonic() - began) / 60
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    word = "holds" if done.returncode == 0 else "DOES NOT HOLD"
    print(f"{name:9} {word:13} {took:6.1f} min  {last[:120]}", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())

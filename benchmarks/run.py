"""Runs every benchmark of this folder, one after the other: `make benchmark`.

python -m benchmarks.run                      hold every figure against its bound
python -m benchmarks.run --only startup       of one benchmark
python -m benchmarks.run --record             keep the figures for the docs to quote
python -m benchmarks.run --only matching --record -- --articles 0      with options of its own
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import VARIABLE, kept
from evaluation.record import Record

HERE = Path(__file__).resolve().parent
MEASURED = HERE / "measured.json"
NO_BENCHMARKS = {"__init__", "figures", "peer", "run"}
OF_ITS_OWN = {"year"}
"""Takes far longer than the others, and has a target of its own."""


def main() -> int:
    """Run each in a process of its own; return 1 when any of them misses its bound."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", choices=names(), default=names(), metavar="NAME")
    parser.add_argument("--record", action="store_true", help="write them to measured.json")
    parser.add_argument("options", nargs="*", help="of the benchmark, behind --")
    chosen = parser.parse_args()
    missed: list[str] = []
    for name in chosen.only:
        print(f"== {name}", flush=True)
        code, figures = ran(name, chosen.options)
        if code:
            missed.append(name)
        if chosen.record and figures:
            today = datetime.now(UTC).date()
            record = Record.read(MEASURED)
            record.renewed(figures, [f"benchmark.{name}"], on=today).write(MEASURED)
    print(f"missed: {', '.join(missed)}" if missed else "all bounds hold")
    return 1 if missed else 0


def names() -> list[str]:
    """Return the benchmarks of this folder: modules, and packages that can be run."""
    modules = {path.stem for path in HERE.glob("*.py")} - NO_BENCHMARKS
    packages = {path.parent.name for path in HERE.glob("*/__main__.py")} - OF_ITS_OWN
    return sorted(modules | packages)


def ran(name: str, options: Sequence[str] = ()) -> tuple[int, dict[str, float]]:
    """Run a benchmark; return its exit code and the figures that it kept."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        done = subprocess.run(
            [sys.executable, "-m", f"{HERE.name}.{name}", *options],
            cwd=HERE.parent,
            env={**os.environ, VARIABLE: file.name},
            check=False,
        )
        return done.returncode, kept(Path(file.name))


if __name__ == "__main__":
    sys.exit(main())

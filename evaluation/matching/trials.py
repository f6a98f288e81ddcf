"""A weights file → the scores that the matcher gets with it, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tapestory.matching import weights as weights_module

JOBS = 2
SHIPPED = Path(weights_module.__file__)


def scored(weights: Path, sets: Sequence[str], shared: Path) -> dict[str, float]:
    """Return the scores of some sets by name, with the weights of a file."""
    told = run_module(
        "evaluation.with_weights",
        str(weights),
        "evaluation.matching",
        *("--json", "--jobs", "1", "--shared", str(shared), "--only", *sets),
    )
    return {str(name): float(value) for name, value in json.loads(told).items()}


def all_scored(
    trials: Mapping[str, Path], sets: Sequence[str], shared: Path
) -> Iterable[tuple[str, dict[str, float]]]:
    """Yield the scores of several weights files, some at a time, in the order given."""
    with ThreadPoolExecutor(JOBS) as pool:
        found = pool.map(lambda weights: scored(weights, sets, shared), trials.values())
        yield from zip(trials, found, strict=True)


def run_module(*words: str) -> str:
    """Run a module of ours with this interpreter and return what it prints.

    Raises:
        subprocess.CalledProcessError: It failed; what it complained of was passed on.
    """
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", *words], check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout

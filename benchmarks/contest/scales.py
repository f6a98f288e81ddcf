"""A command → what running it cost, by the operating system's own accounts."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class FailedCommandError(Exception):
    """A command of a benchmark failed: what it measured would mean nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one process cost, start and end included."""

    cpu: float
    """Seconds, user and system, of the process and of the children it waited for."""
    wall: float
    """Seconds."""
    peak: int
    """Bytes resident at most, of the largest process among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A finished command."""

    cost: Cost
    output: str
    """What it printed."""


def weigh(command: Sequence[str], *, cwd: Path, environ: Mapping[str, str]) -> Weighed:
    """Run a command to its end.

    The kernel counts the memory of this process at the moment of the start towards the command's
    peak: import little before calling.

    Raises:
        FailedCommandError: It ended with another code than 0.
    """
    # As installed: pip compiles what it installs, and a checkout does so when it is run.
    settings = {**os.environ, **environ}
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as printed:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        output = printed.read().decode(errors="replace")
    if process.returncode:
        message = f"{' '.join(command)} ended with {process.returncode}:\n{output[-2000:]}"
        raise FailedCommandError(message)
    cost = Cost(cpu=used.ru_utime + used.ru_stime, wall=wall, peak=used.ru_maxrss * 1024)
    return Weighed(cost=cost, output=output)


def median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure by itself."""
    return Cost(
        cpu=statistics.median(cost.cpu for cost in costs),
        wall=statistics.median(cost.wall for cost in costs),
        peak=int(statistics.median(cost.peak for cost in costs)),
    )

"""Wall time of `tapestory --help` against importing its option parser, runs interleaved.

Start-up is what a person waits for at every command. Importing typer is the least that any
command line built on it pays, measured beside ours on the same machine in the same minute; what
we add must stay under twice that again.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.figures import keep

ROUNDS = 21
MOST = 3.0
"""Times the wall time of `python -c "import typer"`."""


def main() -> int:
    """Print medians and ratio; return 1 when the ratio is above what is allowed."""
    script = Path(sys.executable).with_name("tapestory")
    ours = [str(script)] if script.exists() else [sys.executable, "-m", "tapestory"]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        'python -c "import typer"': [sys.executable, "-c", "import typer"],
        "tapestory --help": [*ours, "--help"],
    }
    times = measured(commands, rounds=ROUNDS)
    for name, taken in times.items():
        median, fastest = statistics.median(taken), min(taken)
        print(f"{name:<26} {1000 * median:6.0f} ms median, {1000 * fastest:.0f} ms fastest")
    least, whole = (statistics.median(taken) for taken in list(times.values())[1:])
    ratio = whole / least
    keep("startup", {"help_ms": 1000 * whole, "import_ms": 1000 * least, "ratio": ratio})
    verdict = "holds" if ratio <= MOST else "TOO SLOW"
    print(f"ratio to the import        {ratio:6.2f}    at most {MOST:g}: {verdict}")
    return 0 if ratio <= MOST else 1


def measured(commands: dict[str, list[str]], *, rounds: int) -> dict[str, list[float]]:
    """Return the wall times of each command in seconds; every round runs each of them once."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for round_number in range(rounds + 1):
        for name, command in commands.items():
            started = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            taken = time.perf_counter() - started
            if round_number:  # the first round fills the page cache and writes bytecode
                times[name].append(taken)
    return times


if __name__ == "__main__":
    sys.exit(main())

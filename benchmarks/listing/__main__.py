"""`tapestory events list` in a store of 100,000 articles, beside a bare query of the same rows.

The bare program is an interpreter, sqlite3 and csv: one SQL statement for the events, one for the
moves of each, every row written. Ours starts, reads its configuration, checks the store and writes
the same rows. Two questions: the whole list, and its latest twenty. Before anything is timed the
two answers are compared, row by row.

The bare program has no index to help it to the latest twenty, as the plain statement has none; one
that trusts the times in the events' own rows is printed beside it, without a bound: importing an
option parser alone takes longer than that.

Run as `python -m benchmarks.listing`; --articles for another size.
"""

from __future__ import annotations

import argparse
import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import keep
from benchmarks.listing.grown import grow

ROUNDS = 9
MOST = 2.0
"""Times the wall time of the bare program."""
LATEST = 20
_SYMBOL_AND_RAW = (0, 1, 3, 4, 6, 7)
"""Of symbol, raw and abnormal, three times over."""
BARE = Path(__file__).with_name("bare.py")


def main() -> int:
    """Print medians and ratios; return 1 when a bound is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="listing-") as folder:
        store = Path(folder) / "tapestory.db"
        events = grow(store, chosen.articles)
        print(f"{chosen.articles:,} articles, {events:,} events, {chosen.rounds} rounds, medians")
        ratios = [
            compared(store, name, limit, rounds=chosen.rounds)
            for name, limit in (("all", 0), (f"latest {LATEST}", LATEST))
        ]
    return 0 if all(ratio <= MOST for ratio in ratios) else 1


def compared(store: Path, name: str, limit: int, *, rounds: int) -> float:
    """Print what both take for a list, and return the ratio.

    Raises:
        ValueError: They do not answer alike.
    """
    script = Path(sys.executable).with_name("tapestory")
    ours = [str(script)] if script.exists() else [sys.executable, "-m", "tapestory"]
    bare = [sys.executable, str(BARE), str(store), str(limit)]
    commands = {
        "bare query": bare,
        "events list --csv": [*ours, "events", "list", "--csv", "--limit", str(limit)],
        "events list": [*ours, "events", "list", "--limit", str(limit)],
        **({"by the events' own rows": [*bare, "indexed"]} if limit else {}),
    }
    environ = {**os.environ, "TAPESTORY_HOME": str(store.parent)}
    check(commands["bare query"], commands["events list --csv"], environ)
    times: dict[str, list[float]] = {command: [] for command in commands}
    for _ in range(rounds):
        for command, argv in commands.items():
            started = time.perf_counter()
            subprocess.run(argv, check=True, stdout=subprocess.DEVNULL, env=environ)
            times[command].append(time.perf_counter() - started)
    medians = {command: statistics.median(taken) for command, taken in times.items()}
    for command, median in medians.items():
        print(f"  {name:<10} {command:<24} {1000 * median:6.0f} ms")
    worst = max(medians["events list --csv"], medians["events list"]) / medians["bare query"]
    which = "latest" if limit else "all"
    keep(
        "listing",
        {
            f"{which}.csv_ms": 1000 * medians["events list --csv"],
            f"{which}.table_ms": 1000 * medians["events list"],
            f"{which}.bare_ms": 1000 * medians["bare query"],
            f"{which}.ratio": worst,
        },
    )
    verdict = "holds" if worst <= MOST else "TOO SLOW"
    print(f"  {name:<10} the slower by the bare   {worst:6.2f}    at most {MOST:g}: {verdict}")
    return worst


def check(bare: Sequence[str], ours: Sequence[str], environ: dict[str, str]) -> None:
    """Compare the answers: the same events in the same order, with the same counts and moves.

    Raises:
        ValueError: They differ.
    """
    theirs = rows(bare, environ)
    mine = rows(ours, environ)
    header = mine.pop(0)
    at = [header.index(name) for name in ("id", "title", "articles", "outlets")]
    moves = [header.index(f"{what}_{n}") for n in (1, 2, 3) for what in ("symbol", "raw")]
    told = [[row[place] for place in (*at, *moves)] for row in mine]
    expected = []
    for event_id, title, _, _, _, articles, outlets, *largest in theirs:
        padded = [*largest, *[""] * 9]
        expected.append([event_id, title, articles, outlets, *(padded[n] for n in _SYMBOL_AND_RAW)])
    if told != expected:
        both = zip(told, expected, strict=False)
        first = next((pair for pair in both if pair[0] != pair[1]), "their number")
        message = f"{len(told)} rows and {len(expected)} differ, first in {first}"
        raise ValueError(message)


def rows(argv: Sequence[str], environ: dict[str, str]) -> list[list[str]]:
    """Return what a command prints as CSV."""
    done = subprocess.run(argv, check=True, capture_output=True, text=True, env=environ)
    return list(csv.reader(done.stdout.splitlines()))


if __name__ == "__main__":
    sys.exit(main())

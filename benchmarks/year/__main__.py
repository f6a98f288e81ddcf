"""What ten days and a year in one store cost, measured in one run: `make year`."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

from benchmarks.year.costs import NEWS, kept, measured, peak, pruned
from benchmarks.year.growing import grow
from benchmarks.year.news import BEGUN
from benchmarks.year.ten_days import DAYS, PORT, WEEK, follower, lived, opened
from tapestory.demo import FolderServer

BUILD = Path(__file__).resolve().parents[2] / "build" / "year"
MOST = 1.5
"""What a year may cost, times what ten days do."""
NOTHING = 0.02
"""CPU seconds that nobody notices: what costs no more in a year's store is not judged."""
GROWING = frozenset(
    {*("backup", "check", "file MB", "prune", "compact", "file MB, pruned"), NEWS},
)
"""What looks at all that is stored, and must grow with it; and what is no cost."""


def main() -> int:
    """Build both stores, measure both, print what they cost; 1 where a year costs too much."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--days", type=int, default=365, help="in the larger store")
    options.add_argument("--a-day", type=int, default=100, help="articles that are really run")
    options.add_argument("--lanes", type=int, default=20, help="times as many by copying")
    options.add_argument("--rounds", type=int, default=5, help="hours that are measured")
    options.add_argument("--build", type=Path, default=BUILD)
    options.add_argument("--again", action="store_true", help="with what was lived before")
    options.add_argument("--measure", metavar="HOME", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.measure:
        return _measure(asked)
    if not asked.again:
        _live(asked)
    costs = {name: _costs(asked, name) for name in ("ten", "year")}
    return _told(costs["ten"], costs["year"])


def _live(asked: argparse.Namespace) -> None:
    home: Path = asked.build
    shutil.rmtree(home, ignore_errors=True)
    (home / "site").mkdir(parents=True)
    began = time.process_time()
    with (
        FolderServer(home / "site", port=PORT) as server,
        opened(home / "lived", server, a_day=asked.a_day) as world,
    ):
        lived(world, home / "week")
    print(f"ten days lived in {time.process_time() - began:.0f} CPU seconds", flush=True)


def _costs(asked: argparse.Namespace, name: str) -> dict[str, float]:
    """Build a store and measure it, in a process of its own."""
    home: Path = asked.build / name
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    weeks = round((asked.days - DAYS) / WEEK) if name == "year" else 0
    began = time.process_time()
    shutil.copy(asked.build / "lived" / "config.toml", home)
    shutil.copytree(asked.build / "lived" / "cache", home / "cache")
    week, days = (asked.build / part / "tapestory.db" for part in ("week", "lived"))
    grow(week, days, home / "tapestory.db", weeks=weeks, lanes=asked.lanes)
    print(f"{name} made in {time.process_time() - began:.0f} CPU seconds", flush=True)
    argv = [sys.executable, "-m", "benchmarks.year", *sys.argv[1:], "--measure", str(home)]
    done = subprocess.run(argv, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    print(json.dumps({name: found}), flush=True)
    return found


def _measure(asked: argparse.Namespace) -> int:
    home = Path(asked.measure)
    site = asked.build / "site"
    shutil.rmtree(site)
    site.mkdir()
    with FolderServer(site, port=PORT) as server:
        world = follower(
            home, server, a_day=asked.a_day * asked.lanes, since=BEGUN + timedelta(days=DAYS)
        )
        found = measured(world, rounds=asked.rounds)
        found["peak MB"] = peak() / 1e6
        found |= kept(world, home / "backup.db")
        found |= pruned(world)
    print(json.dumps(found))
    return 0


def _told(ten: dict[str, float], year: dict[str, float]) -> int:
    print(f"{'':26} {'ten days':>10} {'a year':>10} {'times':>7}")
    for name, before in ten.items():
        after = year[name]
        print(f"{name:26} {before:10.3f} {after:10.3f} {after / before:7.2f}")
    dear = too_dear(ten, year)
    if dear:
        print(f"more than {MOST} times what it costs after ten days: {', '.join(dear)}")
    return 1 if dear else 0


def too_dear(ten: dict[str, float], year: dict[str, float]) -> list[str]:
    """Return what costs more in a year's store, against ten days, than it may."""
    return [
        name
        for name, before in ten.items()
        if name not in GROWING and year[name] > max(NOTHING, MOST * before)
    ]


if __name__ == "__main__":
    sys.exit(main())

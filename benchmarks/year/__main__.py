"""What ten days and a year in one store cost, measured in one run: `make year`."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.year.account import Account
from benchmarks.year.costs import NEWS, kept, measured, peak, pruned
from benchmarks.year.growing import grow
from benchmarks.year.news import BEGUN
from benchmarks.year.questions import asked as answers_of
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
    options.add_argument("--rounds", type=int, default=6, help="hours that are measured")
    options.add_argument("--build", type=Path, default=BUILD)
    options.add_argument("--again", action="store_true", help="with what was lived before")
    options.add_argument("--part", choices=_PARTS, help=argparse.SUPPRESS)
    options.add_argument("--of", choices=_STORES, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.part:
        print(json.dumps(_PARTS[chosen.part](chosen)))
        return 0
    if not chosen.again:
        print(f"ten days lived in {_apart('living')['CPU s']:.0f} CPU seconds", flush=True)
    for name in _STORES:
        print(f"{name} made in {_apart('growing', name)['CPU s']:.0f} CPU seconds", flush=True)
    costs = _in_turns("hours")
    answers = _apart("questions")
    for name in _STORES:
        costs[name] |= answers[name] | _apart("keeping", name)
        print(json.dumps({name: costs[name]}), flush=True)
    return _told(costs["ten"], costs["year"])


def _living(asked: argparse.Namespace) -> dict[str, float]:
    """Live ten days, and a week apart."""
    home: Path = asked.build
    shutil.rmtree(home, ignore_errors=True)
    (home / "site").mkdir(parents=True)
    began = time.process_time()
    with (
        FolderServer(home / "site", port=PORT) as server,
        opened(home / "lived", server, a_day=asked.a_day) as world,
    ):
        lived(world, home / "week")
    return {"CPU s": time.process_time() - began}


def _growing(asked: argparse.Namespace) -> dict[str, float]:
    """Build a store: of ten days, or those and all the weeks before."""
    home = _home(asked, asked.of)
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    weeks = round((asked.days - DAYS) / WEEK) if asked.of == "year" else 0
    began = time.process_time()
    shutil.copy(asked.build / "lived" / "config.toml", home)
    shutil.copytree(asked.build / "lived" / "cache", home / "cache")
    week, days = (asked.build / part / "tapestory.db" for part in ("week", "lived"))
    grow(week, days, home / "tapestory.db", weeks=weeks, lanes=asked.lanes)
    return {"CPU s": time.process_time() - began}


def _apart(part: str, name: str = "") -> dict[str, Any]:
    """Return what a process of its own measures."""
    argv = [sys.executable, "-m", "benchmarks.year", *sys.argv[1:], "--part", part]
    if name:
        argv += ["--of", name]
    done = subprocess.run(argv, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _in_turns(part: str) -> dict[str, dict[str, float]]:
    """Return what a process for each store measures, of which one works while the others wait.

    How fast a computer is changes in minutes: what is compared has to be done side by side.
    """
    argv = [sys.executable, "-m", "benchmarks.year", *sys.argv[1:], "--part", part]
    started = {
        name: subprocess.Popen(
            [*argv, "--of", name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for name in _STORES
    }
    found: dict[str, dict[str, float]] = {}
    while len(found) < len(started):
        for name, process in started.items():
            if name in found or process.stdin is None or process.stdout is None:
                continue
            process.stdin.write(_GO)
            process.stdin.flush()
            line = process.stdout.readline()
            if not line:
                raise subprocess.CalledProcessError(process.wait(), process.args)
            if line != _PAUSE:
                found[name] = json.loads(line)
                process.wait()
    return found


def _hours(asked: argparse.Namespace) -> dict[str, float]:
    """Measure some hours of a store, each when it is told to."""
    sys.stdin.readline()
    account = Account()
    site = asked.build / f"site-{asked.of}"
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir()
    with FolderServer(site, port=PORT) as server:
        since = BEGUN + timedelta(days=DAYS)
        world = follower(
            _home(asked, asked.of), server, a_day=asked.a_day * asked.lanes, since=since
        )
    serving = partial(FolderServer, site, port=PORT)
    for _ in measured(world, account, rounds=asked.rounds, serving=serving):
        print(_PAUSE, end="", flush=True)
        sys.stdin.readline()
    return {**account.means(), "peak MB": peak() / 1e6}


def _answers(asked: argparse.Namespace) -> dict[str, dict[str, float]]:
    return answers_of({name: _home(asked, name) for name in _STORES})


def _keeping(asked: argparse.Namespace) -> dict[str, float]:
    home = _home(asked, asked.of)
    return kept(home) | pruned(home)


def _home(asked: argparse.Namespace, name: str) -> Path:
    folder: Path = asked.build / name
    return folder


_STORES = ("ten", "year")
_GO, _PAUSE = "go on\n", "paused\n"
"""What is said to the process of a store, and by it."""
_PARTS: Mapping[str, Callable[[argparse.Namespace], object]] = {
    "living": _living,
    "growing": _growing,
    "hours": _hours,
    "questions": _answers,
    "keeping": _keeping,
}
"""What is done in a process of its own. The one that starts them holds next to nothing: the most
memory of a process that was ever held is told of those that it starts, too."""


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

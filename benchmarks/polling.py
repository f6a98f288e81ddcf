"""What a round of polling costs, beside the reader library, contestants taking turns in one run.

Five hundred invented feeds of thirty entries are served on loopback and polled three times: new,
unchanged (all 304), and with three new entries in every tenth feed. Each contestant runs as its
user would run it, in a process of its own, start-up included; every figure is the median of
several repetitions with new stores. Then our own growth: seconds a feed at 100, 1,000 and 5,000.

Run as `python -m benchmarks.polling`, after `make benchmark` has made the peers' environment.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contest.contestants import PEER, ROOT, Contestant, Ours, Peer
from benchmarks.contest.ground import Ground, serving
from benchmarks.contest.publishers import ENTRIES
from benchmarks.contest.scales import Cost, median
from benchmarks.figures import keep, slug

ROUNDS = ("first", "all 304", "10 % changed")
MOST_CPU = {"first": 0.25, "all 304": 0.6, "10 % changed": 0.5}
"""Of the processor seconds of reader with one worker; of wall time, of its faster self."""
MOST_BYTES = 120_000_000
MOST_STORING = 0.15
"""Of the processor seconds of the first round."""
MOST_GROWTH = 1.3
"""Seconds a feed with the most feeds, times those with the fewest; start-up taken off."""
GROWTH = (100, 1_000, 5_000)
CHANGED_EVERY = 10

Costs = dict[str, dict[str, Cost]]
"""Contestant → round → median."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure that must not be exceeded."""

    what: str
    found: float
    most: float

    @property
    def holds(self) -> bool:
        """Whether it was not exceeded."""
        return self.found <= self.most

    def __str__(self) -> str:
        verdict = "holds" if self.holds else "MISSED"
        return f"  {self.what:<52} {self.found:7.3f}  at most {self.most:g}: {verdict}"


def main() -> int:
    """Print all figures; return 1 when a bound is missed, 2 when there is no peer to run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--repetitions", type=int, default=3)
    options.add_argument("--feeds", type=int, default=500)
    options.add_argument("--hosts", type=int, default=1, help="loopback addresses they lie on")
    options.add_argument("--alone", action="store_true", help="without the peers and the ratios")
    options.add_argument("--no-growth", action="store_true", help="without the growth curve")
    chosen = options.parse_args()
    ours = Ours()
    peers: list[Contestant] = [] if chosen.alone else [Peer(workers=1), Peer(workers=10)]
    if peers and not PEER.exists():
        print("the peers have no environment yet: make benchmark sets it up", file=sys.stderr)
        return 2
    with serving(chosen.feeds, hosts=chosen.hosts) as ground:
        costs = contest([ours, *peers], ground, repetitions=chosen.repetitions)
        share = statistics.median(storing_share(ours, ground) for _ in range(chosen.repetitions))
    start = start_up(ours)
    keep("polling", {"storing_share": share, "start_s": start.cpu, "start_mb": start.peak / 1e6})
    print(f"{chosen.feeds} feeds x {ENTRIES} entries, {chosen.repetitions} repetitions, medians")
    print_costs(costs)
    print(f"  start-up, nothing to poll: {start.cpu:.2f} s, {start.peak / 1e6:.0f} MB")
    bounds = [*ratios(costs, ours.name, [peer.name for peer in peers])] if peers else []
    bounds += [
        Bound(f"MB at most, {name}", cost.peak / 1e6, MOST_BYTES / 1e6)
        for name, cost in costs[ours.name].items()
    ]
    bounds.append(Bound("storing, of the first round", share, MOST_STORING))
    if not chosen.no_growth:
        bounds += growth(ours, start, hosts=chosen.hosts)
    print("bounds")
    for bound in bounds:
        print(bound)
    return 0 if all(bound.holds for bound in bounds) else 1


def contest(contestants: Sequence[Contestant], ground: Ground, *, repetitions: int) -> Costs:
    """Return what each round cost each contestant, the order turning with every repetition."""
    found: dict[str, dict[str, list[Cost]]] = {
        contestant.name: {name: [] for name in ROUNDS} for contestant in contestants
    }
    for repetition in range(repetitions):
        turn = repetition % len(contestants)
        order = [*contestants[turn:], *contestants[:turn]]
        with tempfile.TemporaryDirectory(prefix="polling-") as folder:
            homes = {each.name: Path(folder) / str(i) for i, each in enumerate(order)}
            ground.publish(0, every=1)
            for each in order:
                homes[each.name].mkdir()
                each.subscribe(homes[each.name], ground.urls)
            for name in ROUNDS:
                if name == "10 % changed":
                    ground.publish(1, every=CHANGED_EVERY)
                for each in order:
                    ground.tally()
                    found[each.name][name].append(each.poll(homes[each.name]))
                    check(each.name, name, len(ground.urls), ground.tally())
    return {
        who: {name: median(taken) for name, taken in rounds.items()}
        for who, rounds in found.items()
    }


def check(who: str, name: str, feeds: int, tally: Mapping[str, int]) -> None:
    """Make sure that a round was what it is called.

    Raises:
        ValueError: Feeds were not asked, or asked unconditionally.
    """
    changed = len(range(0, feeds, CHANGED_EVERY))
    whole = {"first": feeds, "all 304": 0, "10 % changed": changed}[name]
    expected = {"200": whole, "304": feeds - whole}
    if {status: tally.get(status, 0) for status in expected} != expected:
        message = f"{who}, {name}: the server answered {dict(tally)}, not {expected}"
        raise ValueError(message)


def print_costs(costs: Costs) -> None:
    """Print processor seconds, wall seconds and megabytes, a line a contestant."""
    print(f"  {'':<20}" + "".join(f"{name + ':  CPU   wall   MB':>32}" for name in ROUNDS))
    for who, rounds in costs.items():
        for name, cost in rounds.items():
            place = f"{slug(who)}.{slug(name)}"
            keep(
                "polling",
                {
                    f"{place}.cpu_s": cost.cpu,
                    f"{place}.wall_s": cost.wall,
                    f"{place}.mb": cost.peak / 1e6,
                },
            )
        cells = (
            f"{cost.cpu:19.2f} {cost.wall:6.2f} {cost.peak / 1e6:5.0f}" for cost in rounds.values()
        )
        print(f"  {who:<20}" + "".join(cells))


def ratios(costs: Costs, ours: str, peers: Sequence[str]) -> Iterable[Bound]:
    """Yield our processor seconds by the one-worker peer's, our wall time by the best peer's."""
    for name in ROUNDS:
        mine, one = costs[ours][name], costs[peers[0]][name]
        yield Bound(f"CPU by that of {peers[0]}, {name}", mine.cpu / one.cpu, MOST_CPU[name])
        best = min(costs[peer][name].wall for peer in peers)
        yield Bound(f"wall by reader's best, {name}", mine.wall / best, MOST_CPU[name])


def storing_share(ours: Ours, ground: Ground) -> float:
    """Return which fraction of the processor seconds of a first round passes in the store."""
    with tempfile.TemporaryDirectory(prefix="polling-") as folder:
        ours.subscribe(Path(folder), ground.urls)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.contest.store_share", folder],
            cwd=ROOT,
            env={**os.environ, **ours.settings},
            check=True,
            capture_output=True,
            text=True,
        )
    account = json.loads(done.stdout)
    return float(account["store"]) / float(account["all"])


def start_up(ours: Ours) -> Cost:
    """Return what a poll of no feeds costs."""
    with tempfile.TemporaryDirectory(prefix="polling-") as folder:
        ours.subscribe(Path(folder), ())
        return median([ours.poll(Path(folder)) for _ in range(5)])


def growth(ours: Ours, start: Cost, *, hosts: int) -> list[Bound]:
    """Print what a feed costs in first rounds of more and more feeds; return how it grows."""
    each: list[float] = []
    peaks: list[int] = []
    for feeds in GROWTH:
        with serving(feeds, hosts=hosts) as ground:
            cost = contest([ours], ground, repetitions=1)[ours.name]["first"]
        each.append((cost.cpu - start.cpu) / feeds)
        peaks.append(cost.peak)
        keep(
            "polling",
            {f"at_{feeds}.feed_ms": 1000 * each[-1], f"at_{feeds}.mb": cost.peak / 1e6},
        )
        print(f"  {feeds:>5} feeds: {1000 * each[-1]:6.2f} ms each, {cost.peak / 1e6:.0f} MB")
    return [
        Bound(f"seconds a feed at {GROWTH[-1]:,} by those at {GROWTH[0]}", each[-1] / each[0],
              MOST_GROWTH),
        Bound(f"MB at most, {GROWTH[-1]:,} feeds", peaks[-1] / 1e6, MOST_BYTES / 1e6),
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())

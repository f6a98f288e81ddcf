"""What matching is worth and costs beside river's TextClust, an online TF-IDF and a batch peer.

First every labelled set: BCubed F1, and processor time an article, of each contender with one
configuration for all sets. Then a made-up stream: articles a second beside the online peer, both
with as many live events, in turns; how the cost grows with live events; and whether rate and
memory last. Every figure of time is processor time of one core, the best of several.

Run as `python -m benchmarks.matching`, after `make benchmark` has made the peers' environment.
`make benchmark-matching-long` places a million articles.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import keep, slug
from benchmarks.matching.contenders import PEER_TRIALS, PEERS, ROOT
from benchmarks.matching.pace import OURS, PEER
from benchmarks.matching.quality import SCORED, results
from benchmarks.matching.speed import Account, at_events, beside_peer, lasting
from evaluation.matching.sets import domain

EVENTS = 5_000
GROWTH = (1_000, 5_000, 20_000)
LEAST_RATE = 2_500.0
"""Articles a second with 5,000 live events."""
LEAST_LASTING = 2_000.0
"""Articles a second at the end of the long run."""
MOST_MEMORY = 1.05
"""Of what lay in memory when half of the articles of the long run were placed."""


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure and what it must reach, or must not exceed."""

    what: str
    found: float
    bound: float
    least: bool = True

    @property
    def holds(self) -> bool:
        """Whether it does."""
        return self.found >= self.bound if self.least else self.found <= self.bound

    def __str__(self) -> str:
        word, verdict = "at least" if self.least else "at most", "holds" if self.holds else "MISSED"
        return f"  {self.what:<56}{self.found:10,.2f}  {word} {self.bound:,g}: {verdict}"


def main() -> int:
    """Print all figures; return 1 when a bound is missed, 2 when there is no peer to run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--sets", nargs="*", choices=[*SCORED], default=[*SCORED], metavar="SET")
    options.add_argument("--articles", type=int, default=100_000, help="of the long run")
    options.add_argument("--no-pace", action="store_true", help="without the peer and the growth")
    chosen = options.parse_args()
    bounds: list[Bound] = []
    if chosen.sets and not chosen.shared.exists():
        print(f"no labelled sets at {chosen.shared}: their part is left out")
    elif chosen.sets:
        if not PEERS.exists():
            print("the peers have no environment yet: make benchmark sets it up", file=sys.stderr)
            return 2
        bounds += quality(chosen.sets, chosen.shared)
    if not chosen.no_pace:
        bounds += pace()
        growth()
    if chosen.articles:
        bounds += long_run(chosen.articles)
    print("bounds")
    for bound in bounds:
        print(bound)
    return 0 if all(bound.holds for bound in bounds) else 1


def quality(names: Iterable[str], shared: Path) -> Iterator[Bound]:
    """Print a line a set; yield, for each, how our F1 stands to the best peer's."""
    contenders = (OURS, *PEER_TRIALS)
    print(f"{'BCubed F1, microseconds an article':<44}" + "".join(f"{c:>18}" for c in contenders))
    shipped = domain()
    for name in names:
        items, row = results(name, shared, shipped)
        keep("matching", {f"{name}.{slug(c)}_f1": row[c].f1 for c in contenders})
        cells = "".join(f"{row[c].f1:10.3f}{row[c].micros:8,.0f}" for c in contenders)
        print(f"  {name:<34}{items:>8}{cells}", flush=True)
        yield Bound(
            f"F1 by the best peer's, {name}",
            row[OURS].f1 / max(row[peer].f1 for peer in PEER_TRIALS),
            1.0,
        )


def pace() -> list[Bound]:
    """Print our rate and the online peer's with as many live events; return our bound."""
    found = beside_peer(EVENTS)
    for who, account in found.items():
        _keep(f"pace.{slug(who)}", account)
        print(f"  {who:<20}{told(account)}")
    print(f"  rate by that of {PEER}: {found[OURS].rate / found[PEER].rate:.2f}", flush=True)
    return [Bound(f"articles/s, {EVENTS:,} events", found[OURS].rate, LEAST_RATE)]


def growth() -> None:
    """Print what an article costs with more and more live events."""
    for events in GROWTH:
        account = at_events(OURS, events)
        _keep(f"growth.{events}", account)
        print(f"  {events:>6} events:      {told(account)}", flush=True)


def long_run(articles: int) -> list[Bound]:
    """Print how rate and memory go on; return their bounds."""
    accounts = lasting(EVENTS, articles)
    done = 0
    for place, account in enumerate(accounts, start=1):
        done += account.articles
        if place in _shown(len(accounts)):
            print(f"  after {done:>9,}:     {told(account)}")
    last, half = accounts[-1], accounts[(len(accounts) - 1) // 2]
    _keep("lasting", last)
    keep("matching", {"lasting.by_half": last.resident / half.resident})
    print(f"  peak of the whole process: {last.peak / 1e6:.0f} MB", flush=True)
    return [
        Bound(f"articles/s after {articles:,}", last.rate, LEAST_LASTING),
        Bound("memory by that after half of them", last.resident / half.resident, MOST_MEMORY,
              least=False),
    ]  # fmt: skip


def _shown(count: int) -> Sequence[int]:
    """Return the windows worth a line: about ten, the last among them."""
    return range(count, 0, -max(1, count // 10))


def _keep(name: str, account: Account) -> None:
    figures = {"a_second": account.rate, "live": account.live, "mb": account.resident / 1e6}
    keep("matching", {f"{name}.{what}": value for what, value in figures.items()})


def told(account: Account) -> str:
    """Return an account in words."""
    return (
        f"{1e6 * account.seconds / account.articles:6.0f} microseconds, {account.rate:6,.0f}/s, "
        f"{account.live:,} live events, {account.resident / 1e6:.0f} MB more than at the start"
    )


if __name__ == "__main__":
    sys.exit(main())

"""Events measured per core-second beside the package eventstudy, and whose t is right.

Both are given the same returns and the same events: 250 sessions to learn from that end 11 before
day 0. The peer gives the abnormal return, a t and its p. Ours, all events of a round in one batch,
trims outliers, refits, and gives abnormal return, t with the error of a prediction, and p by
filtered historical simulation. Rounds alternate; all times are processor time of one core, and the
ratio is the median of those of the rounds. `rightness` says what is compared then, and where the
peer goes wrong.

Run as `python -m benchmarks.moves`, after `make benchmark` has made the peer's environment.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
os.environ.update(ONE_CORE)  # before numpy is loaded

import numpy as np  # noqa: E402  (the same)

from benchmarks.figures import keep  # noqa: E402  (the same)
from benchmarks.moves.market import MARKET, Market, made  # noqa: E402  (the same)
from benchmarks.moves.peer import EventStudy  # noqa: E402  (the same)
from benchmarks.moves.rightness import against_reference, against_truth  # noqa: E402  (the same)
from benchmarks.peer import PEERS, ROOT  # noqa: E402  (the same)
from tapestory.moves.batch import Batch, measure_many  # noqa: E402  (the same)
from tapestory.moves.history import EstimationSettings  # noqa: E402  (the same)

LEAST = 5.0
"""How many times as many events ours must measure a core-second."""
ROUNDS = 7
NAMES = 100
SESSIONS = 900
EVENTS = 3000
SEED = 20260701
WINDOWS = ((0, 0), (0, 5))
SHARED = ROOT.parent / "shared" / "data" / "prices"

Events = Sequence[tuple[str, date]]


def main() -> int:
    """Print all figures; return 1 when a bound is missed, 2 when there is no peer."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=ROUNDS)
    options.add_argument(
        "--peers", type=Path, default=PEERS, metavar="PYTHON", help="that has eventstudy"
    )
    chosen = options.parse_args()
    if not chosen.peers.exists():
        print("the peer has no environment yet: make benchmark sets it up", file=sys.stderr)
        return 2
    ratios = [beside_peer(window, chosen.rounds, chosen.peers) for window in WINDOWS]
    fast = min(ratios) >= LEAST
    exact = against_truth(seed=SEED, python=chosen.peers)
    if (SHARED / "reference_event_studies_mit.csv").is_file():
        exact = against_reference(SHARED, python=chosen.peers) and exact
    else:
        print("reference studies: skipped, there is no shared data beside the checkout")
    print(f"at least {LEAST:g} times as many: {'holds' if fast else 'MISSED'};"
          f"  t exact: {'holds' if exact else 'MISSED'}")  # fmt: skip
    return 0 if fast and exact else 1


def beside_peer(window: tuple[int, int], rounds: int, python: Path) -> float:
    """Print how many events a core-second each measures; return the ratio."""
    market = made(names=NAMES, sessions=SESSIONS, seed=SEED)
    dice = np.random.default_rng(SEED)
    rows = dice.integers(0, NAMES, EVENTS)
    days = dice.integers(270, SESSIONS - 10, EVENTS)
    events = [
        (market.names[row], market.sessions[day]) for row, day in zip(rows, days, strict=True)
    ]
    ours: list[float] = []
    theirs: list[float] = []
    with TemporaryDirectory() as folder:
        returns = Path(folder) / "returns.csv"
        market.write(returns)
        with EventStudy(returns, market=MARKET, estimation=250, python=python) as peer:
            for round_number in range(rounds + 1):
                seconds = _seconds(_batch(market, rows, days, window))
                answer = peer.measure(events, window=window, ends_before=11)
                if round_number:  # the first loads and compiles
                    ours.append(seconds)
                    theirs.append(answer.seconds)
    plain = EstimationSettings(trim_mads=None)
    untrimmed = measure_many(_batch(market, rows, days, window, plain))
    off = float(np.max(np.abs(untrimmed.abnormal[0] - np.array(answer.car))))
    ratio = statistics.median(b / a for a, b in zip(ours, theirs, strict=True))
    keep(
        "moves",
        {
            f"{window[1] + 1}_sessions.ours_a_second": EVENTS / statistics.median(ours),
            f"{window[1] + 1}_sessions.peer_a_second": EVENTS / statistics.median(theirs),
            f"{window[1] + 1}_sessions.ratio": ratio,
        },
    )
    print(
        f"{EVENTS:,} events over {window!s}: eventstudy {EVENTS / statistics.median(theirs):,.0f}"
        f" a core-second, ours {EVENTS / statistics.median(ours):,.0f}, ratio {ratio:.1f};"
        f" abnormal returns differ by at most {off:.0e} where neither trims",
        flush=True,
    )
    return ratio


def _batch(
    market: Market,
    rows: np.ndarray[tuple[int], np.dtype[np.int64]],
    days: np.ndarray[tuple[int], np.dtype[np.int64]],
    window: tuple[int, int],
    settings: EstimationSettings | None = None,
) -> Batch:
    return Batch(
        panel=market.panel(),
        rows=rows,
        days=days,
        windows=(window,),
        settings=settings or EstimationSettings(),
    )


def _seconds(batch: Batch) -> float:
    started = time.process_time()
    found = measure_many(batch)
    taken = time.process_time() - started
    if not np.isfinite(found.p).all():
        message = "an event was not measured"
        raise RuntimeError(message)
    return taken


if __name__ == "__main__":
    sys.exit(main())

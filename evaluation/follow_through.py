"""Shared prices → how often a rebound or drift is seen where nothing is known to have happened.

Every session of odd ISO weeks is taken as if it were day 0 of an event that names one company, and
the sessions after it are looked at as `moves.follow_through` does. On ordinary days nothing should
follow: the share of days on which any of the three horizons is called more than chance, corrected
as the product corrects, is the error rate. Days on which a name moved by more than three standard
errors are told apart: after those a verdict may be right, so their share is no error rate alone.

    python -m evaluation.follow_through
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from evaluation.moves.prices import AS_OF, Prices, read_prices
from tapestory.model import Aftermath, EventId, FollowThrough, Move, MoveStatus
from tapestory.moves.follow_through import BY_CHANCE, HORIZONS, follow_through
from tapestory.moves.history import HistoryRequest, history
from tapestory.moves.measure import MoveRequest, move_over

SHARED: Final = Path(__file__).parent.parent.parent / "shared"
PLACEBO: Final = EventId("placebo")
LARGE: Final = 3.0
"""|t| of day 0."""
EVERY: Final = 6
"""Of the sessions of odd weeks, one in so many is taken: each costs three simulations."""
_TOLD: Final = (Aftermath.REBOUND, Aftermath.DRIFT)


@dataclass(slots=True)
class Tally:
    """What was seen after days of one kind."""

    days: int = 0
    rejected: int = 0
    """Days after which any horizon was more than chance, whatever day 0 had been."""
    verdicts: Counter[tuple[int, Aftermath]] = field(default_factory=Counter)
    told: int = 0
    """Days after which any horizon was called a rebound or a drift."""

    def count(self, found: Sequence[FollowThrough]) -> None:
        """Add what followed one day."""
        self.days += 1
        self.rejected += any(item.q is not None and item.q <= BY_CHANCE for item in found)
        self.told += any(item.verdict in _TOLD for item in found)
        self.verdicts.update((item.after, item.verdict) for item in found)

    def share(self, count: int) -> float:
        """Return a count as a share of the days."""
        return count / self.days if self.days else 0.0


def score(shared: Path) -> dict[str, float]:
    """Return the scores by name, fractions.

    Args:
        shared: The folder that holds `data/prices` and `data/universe.csv`.
    """
    ordinary, large = tallies(read_prices(shared))
    return {
        "follow.ordinary.rejected": ordinary.share(ordinary.rejected),
        "follow.ordinary.told": ordinary.share(ordinary.told),
        "follow.large.rejected": large.share(large.rejected),
        "follow.large.told": large.share(large.told),
        "follow.large.days": float(large.days),
    }


def tallies(prices: Prices, mic: str = "XNYS") -> tuple[Tally, Tally]:
    """Return what was seen after ordinary days, and after days of a large move.

    Args:
        prices: What placebo days are drawn from.
        mic: The exchange whose names are taken.
    """
    ordinary, large = Tally(), Tally()
    days = [day for day in prices.days_on(mic) if day.isocalendar().week % 2][::EVERY]
    for symbol in prices.names_on(mic):
        for day in days:
            for day0, found in _placebo(prices, mic, symbol, day):
                is_large = day0.t is not None and abs(day0.t) >= LARGE
                (large if is_large else ordinary).count(found)
    return ordinary, large


def _placebo(
    prices: Prices, mic: str, symbol: str, day: date
) -> Iterator[tuple[Move, tuple[FollowThrough, ...]]]:
    """Yield day 0 and what followed it, where all of it can be measured."""
    known = history(
        HistoryRequest(mic=mic, day0=day, last_offset=max(HORIZONS)),
        bars=prices.bars[symbol],
        benchmark=prices.benchmark,
        sessions=prices.sessions,
        as_of=AS_OF,
    )

    def measured(of: str, window: tuple[int, int]) -> Move:
        return move_over(
            known,
            MoveRequest(
                event_id=PLACEBO,
                symbol=of,
                mic=mic,
                day0=day,
                window=window,
                benchmark=prices.benchmark.symbol,
            ),
        )

    day0 = measured(symbol, (0, 0))
    whole = measured(symbol, (1, max(HORIZONS)))
    if day0.status is whole.status is MoveStatus.MEASURED and whole.p is not None:
        yield day0, follow_through(PLACEBO, [symbol], measured)


def main() -> None:
    """Print the rates and the table of verdicts."""
    if not SHARED.is_dir():
        print("evaluation: skipped, there is no shared data beside the checkout")
        sys.exit(0)
    for name, tally in zip(("ordinary", "large"), tallies(read_prices(SHARED)), strict=True):
        by_chance, told = tally.share(tally.rejected), tally.share(tally.told)
        print(f"{name:<9} {tally.days} days; past chance {by_chance:.2%}, told {told:.2%}")
        for after in HORIZONS:
            row = {v.value: tally.share(tally.verdicts[after, v]) for v in _TOLD}
            print(
                f"    +{after:<3}" + "  ".join(f"{word} {rate:.2%}" for word, rate in row.items())
            )


if __name__ == "__main__":
    main()

"""Prints how often ordinary days are called remarkable, in both halves, by year and by exchange.

    python -m evaluation.moves ../shared

Odd ISO weeks are the half that is scored; whatever was chosen was chosen on the even ones.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluation.moves.baskets import basket_tests
from evaluation.moves.prices import read_prices
from evaluation.moves.rates import WINDOWS, Test, by, over, rate, scored
from evaluation.moves.scores import EXCHANGES
from evaluation.moves.singles import single_tests


def main() -> None:
    """Print every table."""
    prices = read_prices(Path(sys.argv[1]))
    started = time.process_time()
    shifted: dict[str, Sequence[Test]] = {}
    parts: dict[str, Sequence[Test]] = {}
    thin: list[Test] = []
    for kind, mic in EXCHANGES.items():
        found = single_tests(prices, mic)
        parts[f"{kind} {mic}"] = found.full
        shifted[f"{kind} {mic}"] = found.shifted
        thin += found.thin
    parts["thin"] = thin
    baskets = basket_tests(prices)
    parts |= {"basket": baskets.first, "basket, 2nd": baskets.second}
    shifted |= {"basket": baskets.shifted, "basket, 2nd": baskets.shifted_second}
    for name, tests in parts.items():
        _table(name, tests)
    print("power at 3 sigma, day 0, at 5 % and 1 %: scored half")
    for name, tests in shifted.items():
        print(f"  {name:<14}{rate(scored(tests), 0.05):8.1%}{rate(scored(tests), 0.01):8.1%}")
    print(f"{time.process_time() - started:.1f} s of processor time")


def _table(name: str, tests: Sequence[Test]) -> None:
    print(f"{name}: {len(over(tests)):,} tests of day 0")
    print(f"  {'':<22}{'odd weeks':>16}{'even weeks':>18}{'tests':>9}")
    rows: Mapping[str, Sequence[Test]] = {
        f"[{first},+{last}]": over(tests, (first, last)) for first, last in WINDOWS
    }
    for title, held in {
        **rows,
        **{f"[0,+0] in {year}": part for year, part in by(over(tests), _year).items()},
    }.items():
        odd, even = scored(held), [test for test in held if not test.is_scored]
        print(
            f"  {title:<22}{rate(odd, 0.05):9.2%}{rate(odd, 0.01):8.2%}"
            f"{rate(even, 0.05):10.2%}{rate(even, 0.01):8.2%}{len(odd):9,}"
        )


def _year(test: Test) -> str:
    return str(test.day.year)


if __name__ == "__main__":
    main()

"""What the placebo days gave → named scores: rates are fractions, `..._holds` is 1 or 0.

Every name and every sector of the shared prices, on every session. Odd ISO weeks are scored;
settings are those of the literature, and the one that was chosen (an error scale that keeps the
outliers which the line forgets) was chosen on the others, whose rates `report` prints beside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from evaluation.moves.baskets import basket_tests
from evaluation.moves.prices import read_prices, shipped_sessions
from evaluation.moves.rates import LEVELS, Test, Window, holds, over, rate, scored
from evaluation.moves.reference import day_zero_agreement, reference_error
from evaluation.moves.singles import single_tests

EXCHANGES: Final = {"single": "XNYS", "tokyo": "XTKS", "seoul": "XKRX"}
NAMED: Final[Mapping[Window, str]] = {
    (0, 0): "",
    (0, 1): "two_sessions_",
    (0, 5): "six_sessions_",
    (0, 20): "21_sessions_",
}


def score(shared: Path) -> dict[str, float]:
    """Return the scores by name.

    Args:
        shared: The folder that holds `data/prices` and `data/universe.csv`.
    """
    folder = shared / "data" / "prices"
    prices = read_prices(shared)
    scores = {
        "moves.reference_holds": float(reference_error(folder) <= 1e-9),
        "moves.day0_agreement": day_zero_agreement(folder, shipped_sessions()),
    }
    thin: list[Test] = []
    for kind, mic in EXCHANGES.items():
        found = single_tests(prices, mic)
        thin += found.thin
        scores |= _rates(kind, found.full)
        scores[f"moves.placebo.{kind}.power_3_sigma_at_5"] = rate(scored(found.shifted), 0.05)
        if kind == "single":
            scores["moves.size.single.holds"] = float(holds(over(scored(found.full))))
    baskets = basket_tests(prices)
    scores |= _rates("thin", thin) | _rates("basket", baskets.first)
    scores |= _rates("second", baskets.second)
    shifted = {"basket": baskets.shifted, "second": baskets.shifted_second}
    for kind, tests in shifted.items():
        scores[f"moves.placebo.{kind}.power_3_sigma_at_5"] = rate(scored(tests), 0.05)
    days = [any_q for day, any_q in baskets.any_q.items() if day.isocalendar().week % 2]
    scores["moves.placebo.basket.days_with_any_q_at_5"] = sum(days) / max(1, len(days))
    scores["moves.size.basket.holds"] = float(holds(over(scored(baskets.first))))
    return scores


def _rates(kind: str, tests: Sequence[Test]) -> dict[str, float]:
    return {
        f"moves.placebo.{kind}.{name}at_{level * 100:g}": rate(over(scored(tests), window), level)
        for window, name in NAMED.items()
        for level in LEVELS
    }

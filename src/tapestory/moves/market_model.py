"""Returns of an instrument and its market in, the line between them and its errors out.

Source for the whole module: MacKinlay (1997), "Event Studies in Economics and Finance", Journal of
Economic Literature 35(1), 13-39; the standard error of a sum of predictions as in Salinger (1992),
Journal of Financial and Quantitative Analysis 27(1), 39-53.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketModel:
    """stock = alpha + beta * market + error, by ordinary least squares."""

    alpha: float
    beta: float
    sigma: float
    """Standard error of the regression, n - 2 degrees of freedom; fraction per session."""
    r_squared: float
    sessions: int
    """Sessions that it was fitted on."""
    market_mean: float
    market_spread: float
    """Sum of squared deviations of the market from its mean."""

    def expected(self, market: float) -> float:
        """Return the return that the model gives for a market return."""
        return self.alpha + self.beta * market

    def abnormal(self, stock: float, market: float) -> float:
        """Return what the market does not explain of a return."""
        return stock - self.expected(market)

    def spread_factor(self, market: Sequence[float]) -> float:
        """Return the variance of a sum of abnormal returns in units of sigma squared.

        L sessions give L for their own noise, L²/n for the uncertain alpha, and a third term for
        the uncertain beta, which grows with how unusual the market was.
        """
        length = len(market)
        deviation = fsum(market) - length * self.market_mean
        return length + length**2 / self.sessions + deviation**2 / self.market_spread

    def standard_error(self, market: Sequence[float]) -> float:
        """Return the standard error of the summed abnormal return over these sessions."""
        return self.sigma * sqrt(self.spread_factor(market))


def fit(stock: Sequence[float], market: Sequence[float]) -> MarketModel:
    """Fit the market model on paired returns, fractions, of at least three sessions.

    Raises:
        ValueError: The series differ in length, are too short, or the market is constant.
    """
    count = len(stock)
    if count != len(market):
        message = f"{count} stock returns cannot be paired with {len(market)} market returns"
        raise ValueError(message)
    if count < 3:
        message = f"a line through {count} sessions says nothing"
        raise ValueError(message)
    stock_mean, market_mean = fsum(stock) / count, fsum(market) / count
    across = [value - market_mean for value in market]
    up = [value - stock_mean for value in stock]
    spread = fsum(x * x for x in across)
    if spread == 0.0 or min(market) == max(market):
        message = "the market did not move over the estimation window"
        raise ValueError(message)
    beta = fsum(x * y for x, y in zip(across, up, strict=True)) / spread
    alpha = stock_mean - beta * market_mean
    errors = fsum((y - beta * x) ** 2 for x, y in zip(across, up, strict=True))
    total = fsum(y * y for y in up)
    return MarketModel(
        alpha=alpha,
        beta=beta,
        sigma=sqrt(errors / (count - 2)),
        r_squared=1.0 - errors / total if total else 0.0,
        sessions=count,
        market_mean=market_mean,
        market_spread=spread,
    )


def within_mads(residuals: Sequence[float], limit: float) -> list[bool]:
    """Tell which residuals lie within that many median absolute deviations of their median."""
    middle = median(residuals)
    deviations = [abs(value - middle) for value in residuals]
    bound = limit * median(deviations)
    # Half or more of the residuals equal: there is no scale to judge the others by.
    return [bound == 0.0 or deviation <= bound for deviation in deviations]

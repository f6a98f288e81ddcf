"""The returns of all names of an exchange on one session in, where each of them stands out.

How far a name ended from the day's median says how unusual the day was for it among all others,
without a model: on a day on which everything fell by three per cent, so did it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median
from typing import Final

from tapestory.errors import NotFoundError
from tapestory.model import DailyBar, DayRank, Universe
from tapestory.moves.returns import growth
from tapestory.moves.sessions import canonical_mic

LEAST_NAMES: Final = 20
"""Of fewer names a place says little: among ten the farthest is one in ten."""


class DayReturns:
    """What the names of one exchange did on one session.

    Args:
        returns: Symbol → simple return; every listing.
        companies: Symbol → the company that it lists, for the same symbols.
    """

    def __init__(self, returns: Mapping[str, float], companies: Mapping[str, str]) -> None:
        self._returns = returns
        self._companies = companies
        self._counted = {companies[name]: name for name in sorted(returns, reverse=True)}
        self._distances = _distances(returns, self._counted.values())

    def rank(self, symbol: str) -> DayRank | None:
        """Return where a name stands; None where it, or too many others, have no return.

        Of a company with several listings one counts: the one that is asked about, else the first
        by symbol.
        """
        if symbol not in self._returns or len(self._counted) < LEAST_NAMES:
            return None
        middle, distances = self._distances
        company = self._companies[symbol]
        if self._counted[company] != symbol:
            others = (self._counted | {company: symbol}).values()
            middle, distances = _distances(self._returns, others)
        own = abs(self._returns[symbol] - middle)
        return DayRank(as_far=len(distances) - bisect_left(distances, own), names=len(distances))


def _distances(returns: Mapping[str, float], names: Iterable[str]) -> tuple[float, Sequence[float]]:
    """Return the median return of some names, and how far each ended from it, nearest first."""
    values = [returns[name] for name in names]
    middle = median(values) if values else 0.0
    return middle, sorted(abs(value - middle) for value in values)


def names_on(mic: str, universe: Universe) -> dict[str, str]:
    """Return symbol → company of everything that is listed on an exchange and is a company.

    Exchanges that share a calendar count as one; funds and indices are left out.
    """
    calendar = canonical_mic(mic)
    return {
        symbol: instrument.entity or symbol
        for symbol, instrument in universe.instruments.items()
        if _calendar_or_none(instrument.mic) == calendar
        and (instrument.sector not in universe.sectors or universe.sectors[instrument.sector].peers)
    }


def day_returns(
    bars: Mapping[str, Sequence[DailyBar]], companies: Mapping[str, str], days: tuple[date, date]
) -> DayReturns:
    """Return what names did between two sessions.

    Args:
        bars: Symbol → its bars that may be used.
        companies: Symbol → company, see `names_on`; others are left out.
        days: The session before, and the session.
    """
    returns: dict[str, float] = {}
    for symbol in companies.keys() & bars.keys():
        held = {bar.session: bar for bar in bars[symbol]}
        if all(day in held for day in days):
            returns[symbol] = growth(held[days[1]], held[days[0]])
    return DayReturns(returns, companies)


def _calendar_or_none(mic: str) -> str | None:
    try:
        return canonical_mic(mic)
    except NotFoundError:
        return None

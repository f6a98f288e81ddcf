"""Financial Modeling Prep: end-of-day prices, adjusted for splits, and dividends (needs a key).

Source: https://site.financialmodelingprep.com/developer/docs/stable (historical-price-eod/full,
dividends). Its closes are adjusted for later splits, so a split changes them all: the overlap of
what is held and what is fetched disagrees then, and the series is fetched anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tapestory.errors import SourceRefusedError, UnknownSymbolError
from tapestory.model import DailyBar
from tapestory.moves.providers import spellings
from tapestory.moves.providers.answers import Desk, number, price
from tapestory.moves.providers.protocol import Get

URL: Final = "https://financialmodelingprep.com"
PER_MINUTE: Final = 240
"""A little under what the smallest paid plan allows; the free one counts days, and answers 429."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fmp:
    """Asks Financial Modeling Prep. The key goes in a header, never into an address."""

    get: Get
    key: str
    url: str = URL
    name: str = "fmp"

    def daily_bars(self, symbol: str, start: date, end: date) -> Sequence[DailyBar]:
        """Return daily bars, as `PriceProvider` says."""
        desk = Desk(provider=self.name, symbol=symbol, get=self.get, key=self.key)
        if not self.key:
            desk.refuse("needs a key: TAPESTORY__PRICES__FMP_KEY")
        spelt = spellings.fmp(symbol)
        found = self._rows(
            desk,
            "historical-price-eod/full",
            {"symbol": spelt, "from": start.isoformat(), "to": end.isoformat()},
        )
        paid = self._dividends(desk, spelt) if found else None
        bars = {
            (session := desk.session(row)): DailyBar(
                symbol=symbol,
                session=session,
                close=price(row.get("close")),
                open=number(row.get("open")),
                high=number(row.get("high")),
                low=number(row.get("low")),
                volume=number(row.get("volume")),
                dividend=None if paid is None else paid.get(session, 0.0),
                provider=self.name,
            )
            for row in found
        }
        return [bars[session] for session in sorted(bars) if start <= session <= end]

    def _dividends(self, desk: Desk, spelt: str) -> dict[date, float] | None:
        """Return what was paid by ex-date; None where the plan of the key does not tell it."""
        try:
            rows = self._rows(desk, "dividends", {"symbol": spelt})
        except (SourceRefusedError, UnknownSymbolError):
            return None
        return {desk.session(row): number(row.get("adjDividend")) or 0.0 for row in rows}

    def _rows(self, desk: Desk, what: str, query: dict[str, str]) -> Any:
        answer = desk.json(desk.ask(f"{self.url}/stable/{what}", query, {"apikey": self.key}))
        if isinstance(answer, dict):
            said = str(answer.get("Error Message") or answer.get("message") or "")[:80]
            if "limit" in said.lower():
                desk.busy(f"answered: {said}")
            if "api key" in said.lower():
                desk.refuse(f"answered: {said}")
        return desk.rows(answer)

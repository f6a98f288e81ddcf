"""Tiingo: end-of-day prices of American listings, raw, with splits and dividends (needs a key).

Source: https://www.tiingo.com/documentation/end-of-day
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import quote

from tapestory.model import DailyBar
from tapestory.moves.providers import spellings
from tapestory.moves.providers.answers import Desk, number, price
from tapestory.moves.providers.protocol import Get

URL: Final = "https://api.tiingo.com"
PER_MINUTE: Final = 50
"""What a free key may ask in an hour; a 429 stops us where that is used up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiingo:
    """Asks Tiingo. The key goes in a header, never into an address."""

    get: Get
    key: str
    url: str = URL
    name: str = "tiingo"

    def daily_bars(self, symbol: str, start: date, end: date) -> Sequence[DailyBar]:
        """Return daily bars, as `PriceProvider` says."""
        desk = Desk(provider=self.name, symbol=symbol, get=self.get, key=self.key)
        if not self.key:
            desk.refuse("needs a key: TAPESTORY__PRICES__TIINGO_KEY")
        spelt = spellings.tiingo(symbol)
        if spelt is None:
            desk.unknown("not carried: American listings only")
        body = desk.ask(
            f"{self.url}/tiingo/daily/{quote(spelt, safe='')}/prices",
            {"startDate": start.isoformat(), "endDate": end.isoformat(), "format": "json"},
            {"Authorization": f"Token {self.key}"},
        )
        answer = desk.json(body)
        if isinstance(answer, dict) and "detail" in answer:
            desk.fail(f"answered: {str(answer['detail'])[:80]}")
        bars = {
            (session := desk.session(row)): DailyBar(
                symbol=symbol,
                session=session,
                close=price(row.get("close")),
                open=number(row.get("open")),
                high=number(row.get("high")),
                low=number(row.get("low")),
                volume=number(row.get("volume")),
                split=number(row.get("splitFactor")),
                dividend=number(row.get("divCash")),
                provider=self.name,
            )
            for row in desk.rows(answer)
        }
        return [bars[session] for session in sorted(bars) if start <= session <= end]

"""Stooq: end-of-day prices as CSV, adjusted for splits and dividends (needs a key).

Source: https://stooq.com/q/d/?s=aapl.us, whose download link is what is asked here; since 2026 it
wants the key that the same page hands out. Its closes are adjusted by the day of the download, so
what is held is fetched anew when the two disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tapestory.model import DailyBar
from tapestory.moves.providers import spellings
from tapestory.moves.providers.answers import Desk, number, price
from tapestory.moves.providers.protocol import Get

URL: Final = "https://stooq.com"
PER_MINUTE: Final = 30
"""No number is published; it locks out addresses that ask much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stooq:
    """Asks Stooq, which takes the key in the address only: addresses are never logged."""

    get: Get
    key: str
    url: str = URL
    name: str = "stooq"

    def daily_bars(self, symbol: str, start: date, end: date) -> Sequence[DailyBar]:
        """Return daily bars, as `PriceProvider` says."""
        desk = Desk(provider=self.name, symbol=symbol, get=self.get, key=self.key)
        if not self.key:
            desk.refuse("needs a key: TAPESTORY__PRICES__STOOQ_KEY")
        spelt = spellings.stooq(symbol)
        if spelt is None:
            desk.unknown("not carried")
        query = {"s": spelt, "i": "d", "d1": f"{start:%Y%m%d}", "d2": f"{end:%Y%m%d}"}
        body = desk.ask(f"{self.url}/q/d/l/", query | {"apikey": self.key})
        said = body[:200].decode("utf-8", "replace").strip().lower()
        if said.startswith("no data"):
            return []
        if "daily hits limit" in said:
            desk.busy("the limit of a day is reached")
        if "apikey" in said:
            desk.refuse("the key is wrong")
        bars = {
            (session := desk.session(row, "Date")): DailyBar(
                symbol=symbol,
                session=session,
                close=price(row.get("Close")),
                open=number(row.get("Open")),
                high=number(row.get("High")),
                low=number(row.get("Low")),
                volume=number(row.get("Volume")),
                provider=self.name,
            )
            for row in desk.table(body, ("Date", "Close"))
        }
        return [bars[session] for session in sorted(bars) if start <= session <= end]

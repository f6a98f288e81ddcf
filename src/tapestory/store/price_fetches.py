"""What was asked of price providers, and which of them want to be left alone for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, select

from tapestory.store.market_tables import price_fetches, price_pauses
from tapestory.store.sqlite import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceFetch:
    """What was last asked of a provider about a symbol."""

    symbol: str
    provider: str
    first: date
    last: date
    """The sessions asked for: first <= session <= last."""
    asked_at: datetime
    error: str = ""
    """What went wrong; empty where nothing did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PricePause:
    """A provider that wants to be left alone."""

    provider: str
    until: datetime
    reason: str


class PriceFetchRows:
    """The requests."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, fetch: PriceFetch) -> None:
        """Keep what was asked; the request before it is forgotten."""
        values = {
            "symbol": fetch.symbol,
            "provider": fetch.provider,
            "first": fetch.first,
            "last": fetch.last,
            "asked_at": fetch.asked_at,
            "error": fetch.error,
        }
        self._connection.execute(upsert(price_fetches, key=["symbol", "provider"]), values)

    def all(self) -> list[PriceFetch]:
        """Return the last request about each symbol to each provider."""
        query = select(price_fetches).order_by(price_fetches.c.symbol, price_fetches.c.provider)
        return [
            PriceFetch(
                symbol=row.symbol,
                provider=row.provider,
                first=row.first,
                last=row.last,
                asked_at=row.asked_at,
                error=row.error,
            )
            for row in self._connection.execute(query)
        ]

    def pause(self, pause: PricePause) -> None:
        """Leave a provider alone until then."""
        values = {"provider": pause.provider, "until": pause.until, "reason": pause.reason}
        self._connection.execute(upsert(price_pauses, key=["provider"]), values)

    def resume(self, provider: str) -> None:
        """Forget that a provider wanted to be left alone."""
        self._connection.execute(delete(price_pauses).where(price_pauses.c.provider == provider))

    def pauses(self, now: datetime) -> list[PricePause]:
        """Return the providers that want to be left alone now."""
        query = (
            select(price_pauses).where(price_pauses.c.until > now).order_by(price_pauses.c.provider)
        )
        return [
            PricePause(provider=row.provider, until=row.until, reason=row.reason)
            for row in self._connection.execute(query)
        ]

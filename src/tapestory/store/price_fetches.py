"""What was asked of price providers, and which of them want to be left alone for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, exists, or_, select

from tapestory.model import EventId, MoveStatus
from tapestory.store.market_tables import moves, price_fetches, price_pauses, sector_moves
from tapestory.store.sqlite import upsert
from tapestory.store.tables import event_redirects, events
from tapestory.store.types import AnyRow


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


def _fetch_of(row: AnyRow) -> PriceFetch:
    return PriceFetch(
        symbol=row.symbol,
        provider=row.provider,
        first=row.first,
        last=row.last,
        asked_at=row.asked_at,
        error=row.error,
    )


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
        return [_fetch_of(row) for row in self._connection.execute(query)]

    def get(self, symbol: str, provider: str) -> PriceFetch | None:
        """Return what was last asked of a provider about a symbol; None when nothing was."""
        query = select(price_fetches).where(
            price_fetches.c.symbol == symbol, price_fetches.c.provider == provider
        )
        row = self._connection.execute(query).first()
        return None if row is None else _fetch_of(row)

    def events_waiting(self) -> list[EventId]:
        """Return the events that something is not measured of yet, oldest first."""
        of_one = exists().where(
            moves.c.event_id == events.c.id, moves.c.status != MoveStatus.MEASURED.value
        )
        of_sector = exists().where(
            sector_moves.c.event_id == events.c.id, sector_moves.c.abnormal.is_(None)
        )
        gone = exists().where(event_redirects.c.old_id == events.c.id)
        query = (
            select(events.c.id)
            .where(or_(events.c.measured.is_(False), of_one, of_sector), ~gone)
            .order_by(events.c.first_seen, events.c.id)
        )
        return [EventId(row) for row in self._connection.execute(query).scalars()]

    def pause(self, pause: PricePause) -> None:
        """Leave a provider alone until then."""
        values = {"provider": pause.provider, "until": pause.until, "reason": pause.reason}
        self._connection.execute(upsert(price_pauses, key=["provider"]), values)

    def pauses(self, now: datetime) -> list[PricePause]:
        """Return the providers that want to be left alone now."""
        query = (
            select(price_pauses).where(price_pauses.c.until > now).order_by(price_pauses.c.provider)
        )
        return [
            PricePause(provider=row.provider, until=row.until, reason=row.reason)
            for row in self._connection.execute(query)
        ]

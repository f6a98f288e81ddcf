"""What is thought of bars: appended, never changed, so that it can be asked as of a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection, insert, select

from tapestory.model import BarState, BarVerdict
from tapestory.store.market_tables import price_verdicts
from tapestory.store.prices import Key, measure_again
from tapestory.store.types import AnyRow


def _verdict_of(row: AnyRow) -> BarVerdict:
    return BarVerdict(
        symbol=row.symbol,
        session=row.session,
        provider=row.provider,
        state=BarState(row.state),
        reason=row.reason,
        known_at=row.known_at,
    )


class PriceVerdictRows:
    """The verdicts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, verdicts: Iterable[BarVerdict]) -> None:
        """Keep verdicts; of one bar the latest counts. Moves that rest on the bars become due."""
        given = list(verdicts)
        rows = [
            {
                "symbol": verdict.symbol,
                "session": verdict.session,
                "provider": verdict.provider,
                "state": verdict.state.value,
                "reason": verdict.reason,
                "known_at": verdict.known_at,
            }
            for verdict in given
        ]
        if not rows:
            return
        self._connection.execute(insert(price_verdicts), rows)
        concerned = {verdict.symbol for verdict in given}
        measure_again(self._connection, corrected=concerned, extended=())

    def latest(
        self, symbols: Collection[str] | None = None, *, as_of: datetime | None = None
    ) -> dict[Key, BarVerdict]:
        """Return what is, or was at a time, thought of each bar ever doubted, by symbol and day."""
        query = select(price_verdicts).order_by(
            price_verdicts.c.symbol,
            price_verdicts.c.session,
            price_verdicts.c.known_at,
            price_verdicts.c.number,
        )
        if symbols is not None:
            query = query.where(price_verdicts.c.symbol.in_(symbols))
        if as_of is not None:
            query = query.where(price_verdicts.c.known_at <= as_of)
        return {
            (row.symbol, row.session, row.provider): _verdict_of(row)
            for row in self._connection.execute(query)
        }

    def history(self, symbol: str) -> list[BarVerdict]:
        """Return all that was ever thought of the bars of a symbol, in order of time."""
        query = (
            select(price_verdicts)
            .where(price_verdicts.c.symbol == symbol)
            .order_by(price_verdicts.c.known_at, price_verdicts.c.number)
        )
        return [_verdict_of(row) for row in self._connection.execute(query)]

"""Instruments that a user imported, beside those that the configuration names."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, select

from tapestory.model import Instrument
from tapestory.store.codec import TEXTS
from tapestory.store.market_tables import instruments
from tapestory.store.sqlite import upsert

_SAVE = upsert(instruments, key=["symbol"])


class InstrumentRows:
    """The imported instruments, one a symbol."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, imported: Iterable[Instrument]) -> int:
        """Keep instruments, overwriting those of the same symbol; return how many symbols."""
        rows = {
            instrument.symbol: {
                "symbol": instrument.symbol,
                "name": instrument.name,
                "mic": instrument.mic,
                "currency": instrument.currency,
                "sector": instrument.sector,
                "aliases": TEXTS.dump(instrument.aliases),
                "weak_aliases": TEXTS.dump(instrument.weak_aliases),
                "entity": instrument.entity,
            }
            for instrument in imported
        }
        if rows:
            self._connection.execute(_SAVE, list(rows.values()))
        return len(rows)

    def remove(self, symbols: Iterable[str]) -> int:
        """Forget instruments that were imported; return how many of the symbols were."""
        gone = delete(instruments).where(instruments.c.symbol.in_([*symbols]))
        return self._connection.execute(gone).rowcount

    def all(self) -> list[Instrument]:
        """Return every imported instrument, by symbol."""
        query = select(instruments).order_by(instruments.c.symbol)
        return [
            Instrument(
                symbol=row.symbol,
                name=row.name,
                mic=row.mic,
                currency=row.currency,
                sector=row.sector,
                aliases=TEXTS.load(row.aliases),
                weak_aliases=TEXTS.load(row.weak_aliases),
                entity=row.entity,
            )
            for row in self._connection.execute(query)
        ]

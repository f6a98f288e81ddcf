"""How far prices have come, and of which symbols something has come since."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, func, select

from tapestory.store.market_tables import price_bars, price_revisions, price_verdicts
from tapestory.store.sqlite import row_number

_PLACES: tuple[tuple[Table, ColumnElement[int]], ...] = (
    (price_bars, row_number(price_bars)),
    (price_revisions, price_revisions.c.number),
    (price_verdicts, price_verdicts.c.number),
)
"""A bar that was not there is a row of the first; one that is another now, of the second."""


@dataclass(frozen=True, slots=True)
class PriceMark:
    """How far prices had come when they were read."""

    latest: tuple[int, ...]
    """The last row of each of their tables."""


def price_mark(connection: Connection) -> PriceMark:
    """Return how far prices have come."""
    return PriceMark(
        tuple(
            connection.execute(
                select(func.coalesce(func.max(number), 0)).select_from(table)
            ).scalar_one()
            for table, number in _PLACES
        )
    )


def changed_after(connection: Connection, mark: PriceMark) -> set[str]:
    """Return the symbols of which a bar, or what is thought of one, was stored after a mark."""
    found: set[str] = set()
    for (table, number), latest in zip(_PLACES, mark.latest, strict=True):
        # In order of number: told apart by SQLite, every bar there is would be looked at.
        later = select(table.c.symbol).where(number > latest)
        found.update(connection.execute(later).scalars())
    return found

"""Options that say whom events concern, as typed → what to ask the store for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tapestory.cli.invocation import Invocation
from tapestory.cli.lookup import instrument_named, sector_named

if TYPE_CHECKING:  # the store is imported when a command runs
    from tapestory.model import Universe
    from tapestory.store import MovedBy
    from tapestory.store.moved_events import ClosedSessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerning:
    """Whom events are linked to, and who moved on them."""

    symbol: str | None = None
    sector: str | None = None
    members: tuple[str, ...] = ()
    """Symbols of the sector."""
    moved: MovedBy | None = None


def concerning(
    call: Invocation,
    symbol: str | None,
    sector: str | None,
    *,
    min_move: float | None = None,
    as_of: datetime | None = None,
) -> Concerning:
    """Return whom the events asked for concern.

    Args:
        call: For the universe and the calendars.
        symbol: As typed, or a name.
        sector: As typed: an id or a name.
        min_move: Per cent. Who must have moved so far are then the instrument, or the companies
            and the basket of the sector, or any instrument that the event is linked to.
        as_of: What had not closed by then did not move.

    Raises:
        NotFoundError: No such instrument or sector; names the nearest.
    """
    if symbol is None and sector is None and min_move is None:
        return Concerning()
    universe = call.universe()
    meant = None if symbol is None else instrument_named(universe, symbol).symbol
    group = None if sector is None else sector_named(universe, sector).id
    if min_move is None:
        return Concerning(symbol=meant, sector=group, members=members_of(universe, group))
    from tapestory.store import MovedBy

    by_sector = meant is None and group is not None
    symbols = members_of(universe, group) if by_sector else None if meant is None else (meant,)
    moved = MovedBy(
        least=min_move / 100.0,
        symbols=symbols,
        sector=group if by_sector else None,
        closed=None if as_of is None else closed_then(call, universe, as_of),
    )
    if as_of is not None and call.paths.store.exists():
        from tapestory.pipeline.reactions_then import moved_then

        with call.components() as components, components.store.reading() as session:
            moved = moved_then(components, session, moved, as_of=as_of)
    linked = None if by_sector else group
    return Concerning(sector=linked, members=members_of(universe, linked), moved=moved)


def members_of(universe: Universe, sector: str | None) -> tuple[str, ...]:
    """Return the symbols of a sector's instruments."""
    return tuple(item.symbol for item in universe.instruments.values() if item.sector == sector)


def closed_then(call: Invocation, universe: Universe, instant: datetime) -> ClosedSessions:
    """Return MIC → the last sessions that had closed by an instant."""
    from tapestory import bootstrap
    from tapestory.pipeline.closed_sessions import closed_sessions

    sessions = bootstrap.exchange_sessions(call.paths, call.config(), call.clock)
    mics = {item.mic for item in universe.instruments.values() if item.mic}
    return closed_sessions(sessions, mics, instant)

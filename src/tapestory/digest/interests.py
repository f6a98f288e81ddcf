"""The outline of an event and what a reader wants to hear of → whether this is it."""

from __future__ import annotations

from dataclasses import dataclass

from tapestory.digest.ranking import own_moves, size_of
from tapestory.model import EventOutline, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Interests:
    """What a reader wants to hear of; everything unless something is named."""

    tickers: frozenset[str] = frozenset()
    """Symbols."""
    sectors: frozenset[str] = frozenset()
    """Ids."""
    narratives: frozenset[str] = frozenset()
    """Ids."""
    min_move: float = 0.0
    """Fraction beyond the market; an event without a measured move so large is not told."""


EVERYTHING = Interests()


def wanted(view: EventOutline, interests: Interests) -> bool:
    """Tell whether an event concerns what is named, and moved something far enough.

    An instrument that is merely mentioned is not concerned.
    """
    named = interests.tickers or interests.sectors or interests.narratives
    if named and not _concerned(view, interests):
        return False
    if not interests.min_move:
        return True
    return any(size_of(move) >= interests.min_move for move in own_moves(view))


def symbols_wanted(interests: Interests) -> frozenset[str] | None:
    """Return the symbols, in capitals, one of which every wanted event names; None for any."""
    if interests.sectors or interests.narratives or not interests.tickers:
        return None
    return frozenset(ticker.upper() for ticker in interests.tickers)


def _concerned(view: EventOutline, interests: Interests) -> bool:
    links = [link for link in view.links if link.role is not Role.MENTIONED]
    symbols = {link.symbol.upper() for link in links if link.symbol}
    if symbols & {ticker.upper() for ticker in interests.tickers}:
        return True
    instruments = (view.instruments.get(link.symbol or "") for link in links)
    sectors = {link.sector for link in links if link.sector}
    sectors |= {instrument.sector for instrument in instruments if instrument is not None}
    if sectors & interests.sectors:
        return True
    return any(share.narrative in interests.narratives for share in view.shares)

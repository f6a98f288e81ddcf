"""How a symbol is written → whom it stands for: a company, one without a price, an index, a sector.

Whatever a price or a claim is said of has a symbol. A listed company has that of its exchange
("MU", "000660.KS"); what is not listed says so at the front of its symbol.
"""

from __future__ import annotations

SECTOR = "SECTOR:"
"""Followed by the id of a sector."""
_PRIVATE = "PRIVATE:"
"""Followed by the name of a company without a price."""
_INDEX = ("^", ".")
"""As data vendors write one (^KS11), and as newswires do (.KS11)."""


def sector_symbol(sector: str) -> str:
    """Return how a sector is written where a symbol stands."""
    return f"{SECTOR}{sector}"


def sector_of(symbol: str) -> str | None:
    """Return the id of the sector that a symbol stands for; None where it stands for none."""
    return symbol.removeprefix(SECTOR) if symbol.startswith(SECTOR) else None


def is_index(symbol: str) -> bool:
    """Tell whether a symbol is an index."""
    return symbol.startswith(_INDEX)


def is_private(symbol: str) -> bool:
    """Tell whether a symbol is a company's that has no price."""
    return symbol.startswith(_PRIVATE)


def is_listed(symbol: str) -> bool:
    """Tell whether a symbol is one company's, fund's or currency's that has a price."""
    return not symbol.startswith((SECTOR, _PRIVATE, *_INDEX))

"""Our symbols → how each provider spells them.

Ours are Yahoo's: the exchange as a suffix (000660.KS, 2330.TW), indices with a caret (^KS11); a
share class may stand behind a full stop (BRK.B), as the exchanges print it.
"""

from __future__ import annotations

import re
from typing import Final

_CLASS: Final = re.compile(r"([A-Z]{1,5})[.-]([A-EG-KM-SU-Z])")
"""One letter behind the stop is a class, except where it is Frankfurt, London, Tokyo."""
_VENTURE: Final = ".V"
_US: Final = re.compile(r"[A-Z]{1,5}(-[A-Z]{1,2})?")

_EXCHANGES: Final = {
    "KS": "XKRX",
    "KQ": "XKRX",
    "T": "XTKS",
    "TW": "XTAI",
    "TWO": "XTAI",
    "HK": "XHKG",
    "SS": "XSHG",
    "SZ": "XSHG",
    "L": "XLON",
    "DE": "XETR",
    "F": "XFRA",
    "PA": "XPAR",
    "AS": "XAMS",
    "BR": "XBRU",
    "LS": "XLIS",
    "MI": "XMIL",
    "MC": "XMAD",
    "SW": "XSWX",
    "ST": "XSTO",
    "HE": "XHEL",
    "CO": "XCSE",
    "OL": "XOSL",
    "WA": "XWAR",
    "VI": "XWBO",
    "TO": "XTSE",
    "AX": "XASX",
    "NZ": "XNZE",
    "SI": "XSES",
    "BO": "XBOM",
    "NS": "XBOM",
    "SA": "BVMF",
    "MX": "XMEX",
    "TA": "XTAE",
    "JO": "XJSE",
}
"""Yahoo's suffix → the exchange whose days it keeps (ISO 10383)."""

_INDICES: Final = {
    "^GSPC": "XNYS",
    "^DJI": "XNYS",
    "^IXIC": "XNYS",
    "^NDX": "XNYS",
    "^RUT": "XNYS",
    "^SOX": "XNYS",
    "^VIX": "XNYS",
    "^KS11": "XKRX",
    "^KQ11": "XKRX",
    "^N225": "XTKS",
    "^HSI": "XHKG",
    "^TWII": "XTAI",
    "^FTSE": "XLON",
    "^GDAXI": "XETR",
    "^FCHI": "XPAR",
}

_STOOQ_EXCHANGES: Final = {"T": "jp", "L": "uk", "DE": "de", "HK": "hk", "BD": "hu", "WA": ""}
_STOOQ_INDICES: Final = {
    "^GSPC": "^spx",
    "^DJI": "^dji",
    "^IXIC": "^ndq",
    "^NDX": "^ndx",
    "^N225": "^nkx",
    "^KS11": "^kospi",
    "^HSI": "^hsi",
    "^TWII": "^twse",
    "^FTSE": "^ukx",
    "^GDAXI": "^dax",
    "^FCHI": "^cac",
}


def yahoo(symbol: str) -> str:
    """Return Yahoo's spelling: BRK.B is BRK-B there."""
    found = _CLASS.fullmatch(symbol) if not symbol.endswith(_VENTURE) else None
    return f"{found[1]}-{found[2]}" if found else symbol


def fmp(symbol: str) -> str:
    """Return the spelling of Financial Modeling Prep, which follows Yahoo."""
    return yahoo(symbol)


def tiingo(symbol: str) -> str | None:
    """Return Tiingo's spelling; None for what it does not carry: all but American listings."""
    spelt = yahoo(symbol)
    return spelt if _US.fullmatch(spelt) else None


def stooq(symbol: str) -> str | None:
    """Return Stooq's spelling; None for exchanges and indices that it does not carry."""
    if symbol.startswith("^"):
        return _STOOQ_INDICES.get(symbol)
    spelt = yahoo(symbol)
    if _US.fullmatch(spelt):
        return f"{spelt.lower()}.us"
    name, _, suffix = spelt.rpartition(".")
    if not name or suffix not in _STOOQ_EXCHANGES:
        return None
    if suffix == "HK":
        name = name.lstrip("0")
    ending = _STOOQ_EXCHANGES[suffix]
    return f"{name.lower()}.{ending}" if ending else name.lower()


def exchange_of(symbol: str) -> str | None:
    """Return the exchange that the spelling of a symbol tells, by its code in ISO 10383.

    A plain ticker is taken for an American one, and an index trades where its shares do. None for
    currencies, coins and whatever else is spelt otherwise.
    """
    if symbol in _INDICES:
        return _INDICES[symbol]
    if _US.fullmatch(yahoo(symbol)):
        return "XNYS"
    name, _, suffix = symbol.rpartition(".")
    return _EXCHANGES.get(suffix) if name else None

"""A symbol and the instruments that are known → the exchange whose sessions its prices are of.

Events, `moves measure` and `moves measure --from` all ask here: a benchmark that were taken to
keep another exchange's days would be paired with closes from hours before or after.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tapestory.model import Instrument
from tapestory.moves.providers.spellings import exchange_of
from tapestory.moves.sessions import KNOWN_MICS

_DEFAULT_MIC: Final = "XNYS"
"""Of symbols that no instrument has, and whose spelling tells nothing."""


def mic_of(symbol: str, instruments: Mapping[str, Instrument]) -> str:
    """Return the exchange of any symbol.

    Args:
        symbol: Known or not.
        instruments: Symbol → instrument; what they say of an exchange comes first, then the
            spelling of the symbol, and New York where that tells nothing.
    """
    return _told(symbol, instruments) or _DEFAULT_MIC


def trading_mic(symbol: str, instruments: Mapping[str, Instrument]) -> str | None:
    """Return the exchange of a symbol where that is known, and its trading calendar.

    Args:
        symbol: Known or not.
        instruments: Symbol → instrument.
    """
    mic = _told(symbol, instruments)
    return mic if mic in KNOWN_MICS else None


def _told(symbol: str, instruments: Mapping[str, Instrument]) -> str | None:
    instrument = instruments.get(symbol)
    known = instrument.mic if instrument is not None else ""
    return known or exchange_of(symbol)

"""An event's symbols and sectors → the labels, names and places under which they are printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tapestory.digest.inert import one_line
from tapestory.digest.wording import city, listing
from tapestory.model import EventView, Sector
from tapestory.model.symbols import is_index, sector_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Looks up how to print what an event names.

    Args:
        view: The event; its `instruments` may lack some of the symbols.
        sectors: The taxonomy, by id.
    """

    view: EventView
    sectors: Mapping[str, Sector]

    def full(self, symbol: str) -> str:
        """Return the name of an instrument or sector, or the symbol where it has none.

        Several that are joined by "+" are named one after the other.
        """
        sector = sector_of(symbol)
        if sector is not None:
            return self.sector(sector)
        instrument = self.view.instruments.get(symbol)
        if instrument is None and "+" in symbol:
            return listing([self.full(part) for part in symbol.split("+") if part])
        return one_line(instrument.name if instrument else "", 40) or one_line(symbol, 40)

    def sector(self, sector: str) -> str:
        """Return the name of a sector, or its id."""
        known = self.sectors.get(sector)
        return one_line(known.name if known else sector.replace("_", " "), 40)

    def label(self, symbol: str) -> str:
        """Return the bold handle of a row: the ticker without its exchange suffix, or the name."""
        if is_index(symbol) or sector_of(symbol) is not None:
            return self.full(symbol)
        ticker = symbol
        if self.mic(symbol) and city(self.mic(symbol)) != "New York":
            ticker = symbol.rpartition(".")[0] or symbol
        return one_line(ticker, 16)

    def short(self, symbol: str) -> str:
        """Return what to call it in a headline: a lettered ticker, else the name."""
        label = self.label(symbol)
        return label if label.isascii() and label.isalpha() else one_line(self.full(symbol), 28)

    def mic(self, symbol: str) -> str:
        """Return the exchange of a symbol: of its move, else of the instrument, else ""."""
        measured = (move.mic for move in self.view.moves if move.symbol == symbol and move.mic)
        instrument = self.view.instruments.get(symbol)
        return next(measured, instrument.mic if instrument else "")

    def session(self, symbol: str) -> date | None:
        """Return day 0 for a symbol: of its move, else of an exchange in the same city."""
        for move in self.view.moves:
            if move.symbol == symbol and move.session is not None:
                return move.session
        place = city(self.mic(symbol))
        days = self.view.day0
        return next((days[mic] for mic in sorted(days) if city(mic) == place), None)

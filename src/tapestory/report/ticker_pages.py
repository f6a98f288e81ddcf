"""Instruments that events name or were measured on → a page for each, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from tapestory.digest.inert import one_line
from tapestory.digest.wording import city, percent
from tapestory.model import MoveStatus
from tapestory.report.addresses import page_of
from tapestory.report.frame import Frame, Page
from tapestory.report.heatmap import sector_name
from tapestory.report.reactions import Shown, ticker_reactions

FOLDER = "tickers"


@dataclass(frozen=True, slots=True, kw_only=True)
class TickerRow:
    """An instrument in the list."""

    symbol: str
    name: str
    path: str
    sector: str
    sector_path: str
    events: int
    largest: str
    """Its largest close on any event of the stretch, in words."""
    sign: int
    event_path: str
    """Of that event."""


def ticker_pages(frame: Frame) -> Iterator[Page]:
    """Yield a page for each instrument, and the list."""
    order = sorted(frame.symbols, key=lambda symbol: (-len(frame.symbols[symbol]), symbol))
    for symbol in order:
        yield _ticker_page(frame, symbol, frame.symbols[symbol])
    rows = [_row(frame, symbol, frame.symbols[symbol]) for symbol in order]
    path = PurePosixPath(FOLDER, "index.html")
    yield frame.page(path, "tickers", "Tickers", {"rows": rows})


def _ticker_page(frame: Frame, symbol: str, shown: Sequence[Shown]) -> Page:
    row = _row(frame, symbol, shown)
    instrument = frame.site.instruments.get(symbol)
    mic = instrument.mic if instrument else ""
    place = city(mic)
    context = {
        "symbol": row.symbol,
        "name": row.name,
        "place": one_line(f"{place} ({mic})" if place else mic, 60),
        "sector": row.sector,
        "sector_path": row.sector_path,
        "events": row.events,
        "reactions": ticker_reactions(shown, frame.pages, year=frame.reader.year),
    }
    return frame.page(page_of(FOLDER, symbol), "ticker", row.symbol, context)


def _row(frame: Frame, symbol: str, shown: Sequence[Shown]) -> TickerRow:
    instrument = frame.site.instruments.get(symbol)
    sector = instrument.sector if instrument else ""
    measured = [
        (abs(one.move.raw), one.view.event.id, one.move.raw)
        for one in shown
        if one.move is not None
        and one.move.status is MoveStatus.MEASURED
        and one.move.raw is not None
    ]
    _, event_id, value = max(measured, default=(0.0, "", 0.0))
    return TickerRow(
        symbol=one_line(symbol, 24),
        name=one_line(instrument.name, 40) if instrument else "",
        path=frame.pages.ticker(symbol),
        sector=sector_name(sector, frame.site.sectors) if sector else "",
        sector_path=frame.pages.sector(sector),
        events=len(shown),
        largest=percent(value) if measured else "not measured",
        sign=(value > 0) - (value < 0),
        event_path=frame.pages.event(event_id) if measured else "",
    )

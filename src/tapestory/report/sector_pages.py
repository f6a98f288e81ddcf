"""Sectors that events name or moved → a page for each, and the list with its heatmap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from tapestory.digest.inert import one_line
from tapestory.report.addresses import page_of
from tapestory.report.frame import Frame, Page
from tapestory.report.heatmap import heatmap, sector_name
from tapestory.report.listing import Tag
from tapestory.report.reactions import sector_reactions

FOLDER = "sectors"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorRow:
    """A sector in the list."""

    name: str
    path: str
    members: int
    events: int


def sector_pages(frame: Frame) -> Iterator[Page]:
    """Yield a page for each sector, and the list."""
    for sector in sorted(frame.sectors):
        yield _sector_page(frame, sector)
    yield _list(frame)


def _sector_page(frame: Frame, sector: str) -> Page:
    name = sector_name(sector, frame.site.sectors)
    context = {
        "id": one_line(sector, 40),
        "name": name,
        "members": [
            Tag(
                text=f"{one_line(symbol, 24)} {one_line(instrument.name, 40)}",
                path=frame.pages.ticker(symbol),
            )
            for symbol, instrument in sorted(frame.site.instruments.items())
            if instrument.sector == sector
        ],
        "reactions": sector_reactions(frame.views, sector, frame.pages, year=frame.reader.year),
    }
    return frame.page(page_of(FOLDER, sector), "sector", name, context)


def _list(frame: Frame) -> Page:
    members = Counter(one.sector for one in frame.site.instruments.values())
    order = sorted(frame.sectors, key=lambda sector: (-frame.sectors[sector], sector))
    context = {
        "heatmap": heatmap(frame.views, frame.site.sectors, frame.pages, year=frame.reader.year),
        "rows": [
            SectorRow(
                name=sector_name(sector, frame.site.sectors),
                path=frame.pages.sector(sector),
                members=members[sector],
                events=frame.sectors[sector],
            )
            for sector in order
        ],
    }
    return frame.page(PurePosixPath(FOLDER, "index.html"), "sectors", "Sectors", context)

"""Events with measured sectors → a table of sectors by session, each value with its event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tapestory.digest.inert import one_line
from tapestory.digest.lead import event_title
from tapestory.digest.ranking import is_significant
from tapestory.digest.wording import count, points, short_day
from tapestory.model import EventView, MoveStatus, Sector, SectorMove
from tapestory.report.addresses import Pages
from tapestory.report.palette import shade

MAX_SESSIONS = 10
PHONE_SESSIONS = 4
"""Columns that a phone shows: the latest ones."""
TABLET_SESSIONS = 7
_DAY0 = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """A sector on a session."""

    words: str
    """"+1.2", in percentage points; empty where nothing was measured."""
    shade: str
    path: str
    """Of the event's page on which the value stands."""
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """A sector."""

    name: str
    path: str
    cells: tuple[HeatCell | None, ...]
    """One for each session; None where nothing was measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heatmap:
    """Sectors by session."""

    sessions: tuple[tuple[str, str], ...]
    """Each in words, with the class that says on how narrow a screen it is shown."""
    rows: tuple[HeatRow, ...]
    more_rows: int
    earlier: int
    """Sessions that are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorDay:
    """What a sector did on the session that an event fell on."""

    view: EventView
    session: date
    move: SectorMove


def sector_days(views: Iterable[EventView]) -> list[SectorDay]:
    """Return every sector measured over day 0 of an event, with the session that most of it had."""
    found: list[SectorDay] = []
    for view in views:
        for move in view.sector_moves:
            session = _session(view, move.sector)
            if move.window == _DAY0 and move.abnormal is not None and session is not None:
                found.append(SectorDay(view=view, session=session, move=move))
    return found


def heatmap(
    views: Iterable[EventView],
    sectors: Mapping[str, Sector],
    pages: Pages,
    *,
    year: int,
    max_rows: int = 0,
) -> Heatmap | None:
    """Return the table; None where no sector was measured.

    Where several events share a sector's session, the value is of the one whose basket held most
    companies.

    Args:
        views: The events.
        sectors: By id.
        pages: What is linked.
        year: Other years are printed.
        max_rows: The sectors that went farthest; 0 for all.
    """
    by_cell: dict[tuple[str, date], list[SectorDay]] = {}
    for day in sector_days(views):
        by_cell.setdefault((day.move.sector, day.session), []).append(day)
    if not by_cell:
        return None
    sessions = sorted({session for _, session in by_cell})
    shown = sessions[-MAX_SESSIONS:]
    farthest: dict[str, float] = {}
    for (sector, session), days in by_cell.items():
        if session in shown:
            size = max(abs(day.move.abnormal or 0.0) for day in days)
            farthest[sector] = max(size, farthest.get(sector, 0.0))
    order = sorted(farthest, key=lambda sector: (-farthest[sector], sector))
    kept = order[: max_rows or None]
    return Heatmap(
        sessions=tuple(
            (short_day(session, year=year), _width_class(len(shown) - at))
            for at, session in enumerate(shown)
        ),
        rows=tuple(
            HeatRow(
                name=sector_name(sector, sectors),
                path=pages.sector(sector),
                cells=tuple(
                    _cell(by_cell[sector, session], pages) if (sector, session) in by_cell else None
                    for session in shown
                ),
            )
            for sector in kept
        ),
        more_rows=len(order) - len(kept),
        earlier=len(sessions) - len(shown),
    )


def sector_name(sector: str, sectors: Mapping[str, Sector]) -> str:
    """Return what to call a sector: its name, else its id."""
    known = sectors.get(sector)
    return one_line(known.name if known else sector.replace("_", " "), 40)


def _session(view: EventView, sector: str) -> date | None:
    """Return the session that most measured companies of a sector had; the earliest of equals."""
    sessions = Counter(
        move.session
        for move in view.moves
        if move.window == _DAY0
        and move.status is MoveStatus.MEASURED
        and move.session is not None
        and (known := view.instruments.get(move.symbol)) is not None
        and known.sector == sector
    )
    if not sessions:
        return min(view.day0.values(), default=None)
    most = max(sessions.values())
    return min(session for session, times in sessions.items() if times == most)


def _cell(days: list[SectorDay], pages: Pages) -> HeatCell:
    days = sorted(days, key=lambda day: (-day.move.members, day.view.event.id))
    chosen = days[0]
    value = chosen.move.abnormal or 0.0
    star = "*" if is_significant(chosen.move) else ""
    others = f", and {count(len(days) - 1, 'other event')}" if len(days) > 1 else ""
    members = count(chosen.move.members, "company", "companies")
    return HeatCell(
        words=points(value).removesuffix(" pp") + star,
        shade=shade(value),
        path=pages.event(chosen.view.event.id),
        title=f"{members}; linked with “{event_title(chosen.view)}”{others}",
    )


def _width_class(from_last: int) -> str:
    """Return the class of a column, counted from the last one, which is 1."""
    if from_last <= PHONE_SESSIONS:
        return ""
    return "from-tablet" if from_last <= TABLET_SESSIONS else "from-desk"

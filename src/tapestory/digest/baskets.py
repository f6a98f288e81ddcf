"""An event's sector baskets and what articles print of sectors → the rows of their group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from tapestory.digest.citations import Citations
from tapestory.digest.day_moves import DAY
from tapestory.digest.edition import MoveGroup, MoveRow
from tapestory.digest.naming import Names
from tapestory.digest.ranking import is_significant
from tapestory.digest.reported import reported_words, span
from tapestory.digest.wording import count, points, weekday_day
from tapestory.model import EventView, ReportedMove, SectorMove
from tapestory.model.symbols import sector_of, sector_symbol

MAX_BASKETS = 6
MIN_MEMBERS = 2
"""A basket of one is its only member, which has a row of its own."""


def basket_group(
    view: EventView, names: Names, citations: Citations, *, year: int
) -> MoveGroup | None:
    """Return the sectors' group: each measured basket with what articles print of it.

    A figure that is dated to a session other than day 0 is not the basket's, and has its own row.
    """
    told = _told(view)
    shortest = _shortest(view.sector_moves)
    ordered = sorted(
        shortest.values(),
        key=lambda b: ((b.sector, None) not in told, -abs(b.abnormal or 0.0), b.sector),
    )[:MAX_BASKETS]
    ordered.sort(key=lambda b: (-abs(b.abnormal or 0.0), b.sector))
    rows = [_measured(basket, told.pop((basket.sector, None), []), names, citations)
            for basket in ordered]  # fmt: skip
    rows += [
        _printed(sector, session, said, names, citations, year=year)
        for (sector, session), said in sorted(told.items(), key=lambda item: str(item[0]))
    ]
    if not rows:
        return None
    heading = "Sectors, equal weight" if ordered else "Sectors"
    return MoveGroup(heading=heading, rows=tuple(rows))


def _told(view: EventView) -> dict[tuple[str, date | None], list[ReportedMove]]:
    """Return what is printed by sector and session; the session is None for day 0."""
    first_sessions = set(view.day0.values())
    told: dict[tuple[str, date | None], list[ReportedMove]] = defaultdict(list)
    for reported in view.reported_moves:
        sector = sector_of(reported.symbol)
        if sector is not None and span([reported]) is not None:
            session = None if reported.session in first_sessions else reported.session
            told[sector, session].append(reported)
    return told


def _shortest(sector_moves: Sequence[SectorMove]) -> dict[str, SectorMove]:
    """Return the basket to print of each sector: over day 0, else over the shortest window."""
    shortest: dict[str, SectorMove] = {}
    for basket in sorted(sector_moves, key=lambda b: (b.window != DAY, b.window[1] - b.window[0])):
        if basket.abnormal is not None and basket.members >= MIN_MEMBERS:
            shortest.setdefault(basket.sector, basket)
    return shortest


def _measured(
    basket: SectorMove, said: Sequence[ReportedMove], names: Names, citations: Citations
) -> MoveRow:
    moved = count(basket.members, "member")
    if basket.breadth is not None and basket.abnormal:
        way = "up" if basket.abnormal > 0 else "down"
        moved = f"{round(basket.breadth * basket.members)} of {basket.members} {way}"
    if basket.window != DAY:
        moved += f" ({count(basket.window[1] - basket.window[0] + 1, 'session')})"
    return MoveRow(
        label=names.sector(basket.sector),
        name=moved,
        bar=basket.abnormal,
        reported_span=span(said),
        close="",
        versus=points(basket.abnormal or 0.0),
        significant=is_significant(basket),
        reported=reported_words(said, citations),
        symbol=sector_symbol(basket.sector),
    )


def _printed(  # noqa: PLR0913 - a row as `_measured`, of a session of its own
    sector: str,
    session: date | None,
    said: Sequence[ReportedMove],
    names: Names,
    citations: Citations,
    *,
    year: int,
) -> MoveRow:
    return MoveRow(
        label=names.sector(sector),
        name=weekday_day(session, year=year) if session else "",
        bar=None,
        reported_span=span(said),
        close="not measured",
        versus="n/a",
        significant=False,
        reported=reported_words(said, citations),
        symbol=sector_symbol(sector),
    )

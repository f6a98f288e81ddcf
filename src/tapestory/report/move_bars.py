"""A table of moves → rows with bars: what closed, what is printed, and how sure the rest is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tapestory.digest.day_moves import day_moves
from tapestory.digest.edition import Cited, MoveRow, MoveTable
from tapestory.digest.wording import points
from tapestory.model import EventView, Move, MoveStatus, SectorMove
from tapestory.model.symbols import sector_of, sector_symbol
from tapestory.report.addresses import Pages
from tapestory.report.scale import ValueScale

ERRORS = 1.96
"""Standard errors that hold 19 of 20 days, were days normally distributed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a bar."""

    x: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Whisker:
    """A value with the range around it."""

    x: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What one row draws, on a strip of 1,000 units."""

    title: str
    """The same in words."""
    zero: float
    solid: Stretch | None = None
    rises: bool = True
    near: Stretch | None = None
    """From nought to the smallest figure printed."""
    far: Stretch | None = None
    """From there to the largest."""
    printed_rises: bool = True
    whisker: Whisker | None = None
    """What is beyond the market."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """One row of a table of moves."""

    label: str
    name: str
    path: str
    """Of its page below the site; empty where it has none."""
    bar: Bar
    close: str
    sign: int
    versus: str
    within: str
    """"+5.1 to +12.9": where nineteen of twenty days would put it."""
    significant: bool
    reported: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BarGroup:
    """The rows of one city and session."""

    heading: str
    rows: tuple[BarRow, ...]


def interval(move: Move | SectorMove | None) -> tuple[float, float, float] | None:
    """Return what a move is beyond the market, with the ends of its range; None where unknown.

    The range is that of an ordinary day: the standard error of the market model on the estimation
    window, 1.96 times either way.
    """
    if move is None or move.abnormal is None or not move.t:
        return None
    reach = ERRORS * abs(move.abnormal / move.t)
    return move.abnormal, move.abnormal - reach, move.abnormal + reach


def range_words(move: Move | SectorMove | None) -> str:
    """Return the range of what is beyond the market: "+5.1 to +12.9"; empty where unknown."""
    found = interval(move)
    if found is None:
        return ""
    return f"{points(found[1]).removesuffix(' pp')} to {points(found[2]).removesuffix(' pp')}"


def bar_groups(view: EventView, table: MoveTable, pages: Pages) -> tuple[BarGroup, ...]:
    """Return the rows of an event's table, all on one scale, so that cities compare."""
    moves: dict[str, Move | SectorMove] = {
        symbol: move
        for symbol, move in day_moves(view).items()
        if move.status is MoveStatus.MEASURED
    }
    for basket in sorted(
        view.sector_moves, key=lambda b: (b.window != (0, 0), b.window[1] - b.window[0])
    ):
        if basket.abnormal is not None:
            moves.setdefault(sector_symbol(basket.sector), basket)
    rows = [row for group in table.groups for row in group.rows]
    scale = _scale(rows, moves.values())
    return tuple(
        BarGroup(
            heading=group.heading,
            rows=tuple(_bar_row(row, moves.get(row.symbol), scale, pages) for row in group.rows),
        )
        for group in table.groups
    )


def move_bar(move: Move | SectorMove, scale: ValueScale, title: str) -> Bar:
    """Return the bar of one move alone: its close, or of a basket what is beyond the market."""
    raw = move.raw if isinstance(move, Move) else move.abnormal
    return Bar(
        title=title,
        zero=scale.at(0.0),
        solid=None if raw is None else _stretch(0.0, raw, scale),
        rises=(raw or 0.0) >= 0,
        whisker=_whisker(move, scale),
    )


def scale_of(moves: Iterable[Move | SectorMove]) -> ValueScale:
    """Return one scale for the bars of several moves."""
    return _scale((), moves)


def _scale(rows: Sequence[MoveRow], moves: Iterable[Move | SectorMove]) -> ValueScale:
    moves = list(moves)
    shown = {row.symbol for row in rows}
    firm = [row.bar for row in rows if row.bar is not None]
    if not rows:
        firm = [
            value
            for move in moves
            if (value := move.raw if isinstance(move, Move) else move.abnormal) is not None
        ]
    soft = [end for row in rows if row.reported_span for end in row.reported_span]
    for move in moves:
        key = move.symbol if isinstance(move, Move) else sector_symbol(move.sector)
        found = interval(move)
        if found is not None and (not rows or key in shown):
            soft.extend(found)
    return ValueScale.of(firm, soft)


def _bar_row(
    row: MoveRow, move: Move | SectorMove | None, scale: ValueScale, pages: Pages
) -> BarRow:
    near = far = None
    printed_rises = True
    if row.reported_span is not None:
        inner, outer = row.reported_span
        printed_rises = outer > 0
        inner = inner if (inner > 0) == (outer > 0) else 0.0
        near, far = _stretch(0.0, inner, scale), _stretch(inner, outer, scale)
    is_base = row.versus == "base"
    within = "" if is_base else range_words(move)
    value = row.bar if row.bar is not None else (row.reported_span or (None, None))[1]
    sector = sector_of(row.symbol)
    return BarRow(
        label=row.label,
        name=row.name,
        path=pages.ticker(row.symbol) if sector is None else pages.sector(sector),
        bar=Bar(
            title=_title(row, within),
            zero=scale.at(0.0),
            solid=None if row.bar is None else _stretch(0.0, row.bar, scale),
            rises=(row.bar or 0.0) >= 0,
            near=near,
            far=far,
            printed_rises=printed_rises,
            whisker=None if is_base else _whisker(move, scale),
        ),
        close=row.close,
        sign=0 if value is None else (value > 0) - (value < 0),
        versus=row.versus,
        within=within,
        significant=row.significant,
        reported=row.reported,
    )


def _title(row: MoveRow, within: str) -> str:
    said = [f"{row.label}:"]
    if row.close:
        said.append(f"close {row.close},")
    said.append(f"beyond the market {row.versus}")
    if within:
        said.append(f"(range {within})")
    if row.reported:
        said.append("; reported " + ", ".join(part.text for part in row.reported))
    return " ".join(said).replace(" ;", ";")


def _stretch(start: float, end: float, scale: ValueScale) -> Stretch:
    left, right = sorted((scale.at(start), scale.at(end)))
    return Stretch(x=left, width=round(right - left, 1))


def _whisker(move: Move | SectorMove | None, scale: ValueScale) -> Whisker | None:
    found = interval(move)
    if found is None:
        return None
    middle, low, high = (scale.at(value) for value in found)
    return Whisker(x=middle, low=low, high=high)

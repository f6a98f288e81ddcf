"""Signed fractions → the table cells of a bar that grows from zero, in per cents of its width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tapestory.digest.edition import MoveRow

Shade = Literal["gap", "measured", "reported", "range"]

_OUTLIER = 1.5
"""A printed figure may stretch the scale this far beyond the largest measured move; the rest of
such a bar is cut off, its number is printed beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A stretch of a bar."""

    shade: Shade
    width: int
    """Per cent of the whole bar."""
    rises: bool
    """Whether it lies on the positive side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The fractions that the left and right edge of every bar stand for."""

    low: float
    high: float

    def at(self, value: float) -> int:
        """Return where a value lies, in per cent of the width, cut off at the edges."""
        extent = self.high - self.low
        if not extent:
            return 0
        return round(100 * (min(max(value, self.low), self.high) - self.low) / extent)


def scale_of(rows: Iterable[MoveRow]) -> Scale:
    """Return one scale for all rows, so that bars of different cities compare."""
    rows = list(rows)
    measured = [row.bar for row in rows if row.bar is not None]
    printed = [end for row in rows if row.reported_span for end in row.reported_span]
    reach = _OUTLIER * max((abs(value) for value in measured), default=0.0)
    if reach:
        printed = [min(max(value, -reach), reach) for value in printed]
    values = [0.0, *measured, *printed]
    return Scale(low=min(values), high=max(values))


def solid_bar(row: MoveRow, scale: Scale) -> tuple[Cell, ...]:
    """Return the cells of the measured bar; () when nothing was measured."""
    return () if row.bar is None else _cells([("measured", row.bar)], scale)


def pale_bar(row: MoveRow, scale: Scale) -> tuple[Cell, ...]:
    """Return the cells of the bar of printed figures: up to the smallest, then to the largest."""
    if row.reported_span is None:
        return ()
    near, far = row.reported_span
    if (near < 0) != (far < 0):
        near = 0.0
    return _cells([("reported", near), ("range", far)], scale)


def _cells(ends: Sequence[tuple[Shade, float]], scale: Scale) -> tuple[Cell, ...]:
    """Return cells from edge to edge: a gap, stretches away from zero, a gap; widths sum to 100."""
    rises = ends[-1][1] > 0
    zero = scale.at(0.0)
    stretches: list[tuple[Shade, int]] = []
    reached = zero
    for shade, value in ends:
        to = scale.at(value)
        stretches.append((shade, abs(to - reached)))
        reached = to
    if not rises:
        stretches.reverse()
    left = zero if rises else reached
    widths: list[tuple[Shade, int]] = [("gap", left), *stretches]
    widths.append(("gap", 100 - sum(width for _, width in widths)))
    return tuple(Cell(shade=s, width=w, rises=rises) for s, w in widths if w > 0)

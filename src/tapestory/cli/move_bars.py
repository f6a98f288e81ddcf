"""A measured and a printed move → a bar of terminal cells around a common axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tapestory.digest.edition import MoveRow

AXIS, SOLID, PALE = "│", "▆", "▒"

_OUTLIER = 1.5
"""As in the mail: printed figures stretch the scale at most this far beyond measured ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarScale:
    """The fractions that the ends of every bar of a page stand for."""

    low: float
    high: float

    @classmethod
    def of(cls, rows: Sequence[MoveRow]) -> BarScale:
        """Return one scale for all rows, so that cities compare."""
        measured = [row.bar for row in rows if row.bar is not None]
        printed = [end for row in rows for end in row.reported_span or ()]
        reach = _OUTLIER * max((abs(value) for value in measured), default=0.0)
        if reach:
            printed = [min(max(value, -reach), reach) for value in printed]
        return cls(low=min([0.0, *measured, *printed]), high=max([0.0, *measured, *printed]))

    def split(self, width: int) -> tuple[int, int]:
        """Return the cells left and right of the axis; with it they make up the width."""
        extent = self.high - self.low
        if not extent:
            return 0, width - 1
        left = round((width - 1) * -self.low / extent)
        # A side that anything lies on has room to show it.
        left = min(max(left, self.low < 0), width - 1 - (self.high > 0))
        return left, width - 1 - left

    def cells(self, value: float, width: int) -> int:
        """Return how many cells a value takes on its side, at least one unless it is zero."""
        left, right = self.split(width)
        side, end = (right, self.high) if value > 0 else (left, -self.low)
        if not value or not end:
            return 0
        return min(side, max(1, round(side * abs(value) / end)))


def bar(row: MoveRow, scale: BarScale, width: int) -> str:
    """Return a bar of exactly `width` cells.

    Solid is what was measured, or where nothing was, the smallest figure printed; pale goes on to
    the largest figure printed in the same direction.
    """
    near, far = row.reported_span or (None, None)
    solid = row.bar if row.bar is not None else near
    pale = far if far is not None and solid is not None and (far > 0) == (solid > 0) else None
    left, right = scale.split(width)
    length = scale.cells(solid, width) if solid is not None else 0
    more = max(0, scale.cells(pale, width) - length) if pale is not None else 0
    drawn = SOLID * length + PALE * more
    if (solid or 0.0) < 0:
        return drawn[::-1].rjust(left) + AXIS + " " * right
    return " " * left + AXIS + drawn.ljust(right)

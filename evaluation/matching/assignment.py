"""A sparse table of similarities → the best total when each row and column is used once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Cell = TypeVar("Cell", bound=tuple[Hashable, Hashable])
Matrix = npt.NDArray[np.float64]


def best_total(similar: Mapping[Cell, float]) -> float:
    """Return the greatest sum of similarities over pairs that share neither row nor column.

    Rows and columns that no similarity connects are solved apart: of a thousand events only
    those that some cluster mixes up have to be looked at together.

    Args:
        similar: (row, column) → similarity, none below 0; what is absent is 0.
    """
    total = 0.0
    for cells in _components(similar):
        rows = {row: place for place, row in enumerate(dict.fromkeys(row for row, _ in cells))}
        columns = {
            column: place
            for place, column in enumerate(dict.fromkeys(column for _, column in cells))
        }
        table = np.zeros((len(rows), len(columns)))
        for cell in cells:
            table[rows[cell[0]], columns[cell[1]]] = similar[cell]
        total += _assigned(table)
    return total


def _components(similar: Mapping[Cell, float]) -> list[list[Cell]]:
    by_row: defaultdict[Hashable, list[Cell]] = defaultdict(list)
    by_column: defaultdict[Hashable, list[Cell]] = defaultdict(list)
    for cell in similar:
        by_row[cell[0]].append(cell)
        by_column[cell[1]].append(cell)
    components = []
    seen: set[Hashable] = set()
    for start in by_row:
        if start in seen:
            continue
        seen.add(start)
        cells: list[Cell] = []
        waiting = [start]
        while waiting:
            row = waiting.pop()
            cells += by_row[row]
            for _, column in by_row[row]:
                new = {other for other, _ in by_column[column]} - seen
                seen |= new
                waiting += new
        components.append(cells)
    return components


def _assigned(table: Matrix) -> float:
    """Return the best total of one table: shortest augmenting paths, a row at a time.

    Source:
        Kuhn (1955), The Hungarian method for the assignment problem; with potentials, as in
        Jonker and Volgenant (1987), Computing 38, 325-340.
    """
    if min(table.shape) == 1:
        return float(table.max())
    cost = -(table if table.shape[0] <= table.shape[1] else table.T)
    rows, columns = cost.shape
    row_price, column_price = np.zeros(rows + 1), np.zeros(columns + 1)
    # Column 0 stands for the row that is being placed; rows and columns count from 1.
    row_of = np.zeros(columns + 1, dtype=np.int64)
    for row in range(1, rows + 1):
        row_of[0] = row
        came_from = np.zeros(columns + 1, dtype=np.int64)
        least = np.full(columns + 1, np.inf)
        used = np.zeros(columns + 1, dtype=bool)
        column = 0
        while row_of[column] != 0:
            used[column] = True
            current = row_of[column]
            reduced = cost[current - 1] - row_price[current] - column_price[1:]
            better = ~used[1:] & (reduced < least[1:])
            least[1:][better] = reduced[better]
            came_from[1:][better] = column
            nearest = int(np.where(used[1:], np.inf, least[1:]).argmin()) + 1
            step = least[nearest]
            row_price[row_of[used]] += step
            column_price[used] -= step
            least[~used] -= step
            column = nearest
        while column:
            previous = int(came_from[column])
            row_of[column] = row_of[previous]
            column = previous
    placed = np.flatnonzero(row_of[1:])
    return float(-cost[row_of[1:][placed] - 1, placed].sum())

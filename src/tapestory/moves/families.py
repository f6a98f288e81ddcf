"""Raw p values of moves that are tested together in, corrected ones (q) out.

A family is fixed by what the articles say before any price is read: the parties that an event
names, the sectors it touches, and whatever else is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final, Literal

from tapestory.model import Move, SectorMove

Method = Literal["holm", "bh"]


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p values corrected so that any false alarm at all in the family is as rare as said.

    Source:
        Holm (1979), Scandinavian Journal of Statistics 6(2), 65-70.
    """
    count = len(p_values)
    order = sorted(range(count), key=p_values.__getitem__)
    stepped = (min(1.0, (count - rank) * p_values[at]) for rank, at in enumerate(order))
    corrected = dict(zip(order, accumulate(stepped, max), strict=True))
    return [corrected[at] for at in range(count)]


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Return p values corrected so that the share of false alarms among alarms is as said.

    Source:
        Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57(1), 289-300.
    """
    count = len(p_values)
    order = sorted(range(count), key=p_values.__getitem__, reverse=True)
    stepped = (min(1.0, count / (count - rank) * p_values[at]) for rank, at in enumerate(order))
    corrected = dict(zip(order, accumulate(stepped, min), strict=True))
    return [corrected[at] for at in range(count)]


_METHODS: Final[Mapping[Method, Callable[[Sequence[float]], list[float]]]] = {
    "holm": holm,
    "bh": benjamini_hochberg,
}


def correct(moves: Sequence[Move], *, method: Method = "holm") -> tuple[Move, ...]:
    """Return the moves of one family with q set, in the same order.

    Each window is a family of its own. Moves without p keep q None and do not count.
    """
    q_values = _q_by_place([(move.window, move.p) for move in moves], method)
    return tuple(replace(move, q=q_values.get(at)) for at, move in enumerate(moves))


def correct_sectors(
    moves: Sequence[SectorMove], *, method: Method = "bh"
) -> tuple[SectorMove, ...]:
    """Return the sector moves of one event with q set, in the same order; see `correct`."""
    q_values = _q_by_place([(move.window, move.p) for move in moves], method)
    return tuple(replace(move, q=q_values.get(at)) for at, move in enumerate(moves))


def _q_by_place(
    tests: Sequence[tuple[tuple[int, int], float | None]], method: Method
) -> dict[int, float]:
    families: dict[tuple[int, int], list[tuple[int, float]]] = {}
    for at, (window, p) in enumerate(tests):
        if p is not None:
            families.setdefault(window, []).append((at, p))
    return {
        at: q
        for family in families.values()
        for (at, _), q in zip(family, _METHODS[method]([p for _, p in family]), strict=True)
    }

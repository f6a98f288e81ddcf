"""Articles of one event → the groups that they fall into when looked at together."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tapestory.matching.conflicts import forbidden_pair
from tapestory.matching.features import Features
from tapestory.matching.likeness import pair_likeness

_FORBIDDEN = -1.0
"""Likeness of two articles that must not be one event: it takes many that agree to outweigh it."""
_NONE = (-math.inf, -1)


def parts_of(articles: Sequence[Features], *, least: float) -> list[list[Features]]:
    """Return the groups, the largest first; an article like no other is a group of its own.

    Average linkage: the two most alike groups are joined as long as the mean likeness between
    them reaches `least`.

    Source:
        Sokal and Michener (1958), A statistical method for evaluating systematic relationships.
    """
    groups = [[number] for number in range(len(articles))]
    sums = _likenesses(articles)
    bests = [_best(groups, sums, row) for row in range(len(groups))]
    while True:
        alike, row = max(((mean, row) for row, (mean, _) in enumerate(bests)), default=(least, -1))
        if row < 0 or alike < least or bests[row] is _NONE:
            break
        _join(groups, sums, bests, bests[row][1], row)
    left = sorted(filter(None, groups), key=lambda group: (-len(group), min(group)))
    return [[articles[number] for number in sorted(group)] for group in left]


def _likenesses(articles: Sequence[Features]) -> list[list[float]]:
    """Return how alike each article is to those before it.

    Groups are looked at again and again, so what was found once is kept.
    """
    names = [one.raw.article_id for one in articles]
    told = []
    for row, one in enumerate(articles):
        known = one.alike
        for name, other in zip(names[:row], articles, strict=False):
            if name not in known:
                is_forbidden = forbidden_pair(one.raw, other.raw)
                alike = _FORBIDDEN if is_forbidden else pair_likeness(one, other)
                known[name] = other.alike[names[row]] = alike
        told.append([known[name] for name in names[:row]])
    return told


def _best(
    groups: Sequence[Sequence[int]], sums: Sequence[Sequence[float]], row: int
) -> tuple[float, int]:
    """Return the greatest mean likeness of a group to one before it, and which that is."""
    size = len(groups[row])
    means = [
        (told / (size * len(group)), column)
        for column, (told, group) in enumerate(zip(sums[row], groups, strict=False))
        if group
    ]
    return max(means, default=_NONE)


def _join(
    groups: list[list[int]],
    sums: list[list[float]],
    bests: list[tuple[float, int]],
    stays: int,
    goes: int,
) -> None:
    """Let a group take over a later one; look again for what is most alike where that changed."""
    groups[stays] += groups[goes]
    groups[goes] = []
    bests[goes] = _NONE
    for column in range(stays):
        sums[stays][column] += sums[goes][column]
    bests[stays] = _best(groups, sums, stays)
    for row in range(stays + 1, len(groups)):
        if not groups[row]:
            continue
        sums[row][stays] += sums[row][goes] if row > goes else sums[goes][row]
        if bests[row][1] in (stays, goes):
            bests[row] = _best(groups, sums, row)
        else:
            mean = sums[row][stays] / (len(groups[row]) * len(groups[stays]))
            bests[row] = max(bests[row], (mean, stays))

"""Articles of one event → the groups that they fall into when looked at together."""

from __future__ import annotations

from collections.abc import Sequence

from tapestory.matching.conflicts import forbidden_pair
from tapestory.matching.features import Features
from tapestory.matching.likeness import pair_likeness

_FORBIDDEN = -1.0
"""Likeness of two articles that must not be one event: it takes many that agree to outweigh it."""


def parts_of(articles: Sequence[Features], *, least: float) -> list[list[Features]]:
    """Return the groups, the largest first; an article like no other is a group of its own.

    Average linkage: the two most alike groups are joined as long as the mean likeness between
    them reaches `least`.

    Source:
        Sokal and Michener (1958), A statistical method for evaluating systematic relationships.
    """
    groups = [[number] for number in range(len(articles))]
    sums = [
        [0.0 if i == j else _alike(one, other) for j, other in enumerate(articles)]
        for i, one in enumerate(articles)
    ]
    while len(groups) > 1:
        pair = _nearest(groups, sums, least)
        if pair is None:
            break
        _join(groups, sums, *pair)
    groups.sort(key=lambda group: (-len(group), min(group)))
    return [[articles[number] for number in sorted(group)] for group in groups]


def _alike(one: Features, other: Features) -> float:
    return _FORBIDDEN if forbidden_pair(one.raw, other.raw) else pair_likeness(one, other)


def _nearest(
    groups: Sequence[Sequence[int]], sums: Sequence[Sequence[float]], least: float
) -> tuple[int, int] | None:
    best, pair = least, None
    for i, group in enumerate(groups):
        row, size = sums[i], len(group)
        for j in range(i):
            alike = row[j] / (size * len(groups[j]))
            if alike >= best:
                best, pair = alike, (j, i)
    return pair


def _join(groups: list[list[int]], sums: list[list[float]], stays: int, goes: int) -> None:
    groups[stays] += groups.pop(goes)
    gone = sums.pop(goes)
    del gone[goes]
    for row in sums:
        del row[goes]
    for other, row in enumerate(sums):
        if other != stays:
            row[stays] += gone[other]
            sums[stays][other] += gone[other]

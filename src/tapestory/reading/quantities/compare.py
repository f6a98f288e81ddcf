"""Figures of an event's articles → side by side where they measure one thing, and flagged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, combinations_with_replacement

from tapestory.model import ArticleId, Difference, Figure, FigureFlag, FigureGroup
from tapestory.reading.quantities.differences import Verdict, agree, verdict
from tapestory.reading.quantities.kinds import family
from tapestory.reading.quantities.plausible import is_odd_form, out_of_proportion

_GRAVITY = {difference: rank for rank, difference in enumerate(Difference)}
_Key = tuple[tuple[str, ...], str, str]
MOST_FIGURES = 300
"""Figures of one subject, kind and unit that are compared with each other; more are a table."""


def side_by_side(figures: Sequence[Figure]) -> tuple[FigureGroup, ...]:
    """Return the figures that say how much of one thing, where at least two differ or agree.

    Figures of one subject (for a contract: of both parties), unit and family of kinds stand in
    one group; its `difference` is the gravest between any two and `why` says which and why. A
    copy of a figure adds nothing, the order of the articles changes nothing but the order in
    which they stand, and nothing is ever averaged.

    Args:
        figures: Of all articles of the event, copies left out.
    """
    return tuple(
        group
        for key, table in sorted(_tables(figures).items())
        if (group := _group(key, table, figures)) is not None
    )


def compare(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures in their order with `flag` and `conflicts_with` set.

    The decisions are those of `side_by_side`. Where two differ by exactly 10, 100 or 1000 the
    one that fewer articles share is flagged `unit_error` (else the one in an unusual form, else
    the larger); so is a lone one that is out of proportion to its own article's other numbers.
    Both sides of a conflict are flagged `conflict`.

    Args:
        figures: Of all articles of the event, copies left out.
    """
    against: defaultdict[int, set[str]] = defaultdict(set)
    flags: dict[int, FigureFlag] = {}
    for table in _tables(figures).values():
        for (i, j), found in table.verdicts.items():
            if found.difference in {Difference.CONFLICT, Difference.UNIT_ERROR}:
                against[i].add(str(figures[j].article_id))
                against[j].add(str(figures[i].article_id))
        flags.update(table.flags)
        for twin, first in table.copies.items():
            against[twin] = set(against[first])
            if first in flags:
                flags[twin] = flags[first]
    return tuple(
        replace(
            figure,
            conflicts_with=tuple(sorted(against[i] - {str(figure.article_id)})),
            flag=flags.get(i),
        )
        for i, figure in enumerate(figures)
    )


@dataclass(slots=True)
class _Table:
    """What was decided about the figures of one key, by their places in the sequence."""

    members: list[int]
    copies: dict[int, int] = field(default_factory=dict)
    """A figure that repeats another's sentence → that one."""
    verdicts: dict[tuple[int, int], Verdict] = field(default_factory=dict)
    flags: dict[int, FigureFlag] = field(default_factory=dict)
    alone: dict[int, str] = field(default_factory=dict)
    """Figures that are wrong by their own article's numbers, with the reason."""


def _tables(figures: Sequence[Figure]) -> Mapping[_Key, _Table]:
    places: defaultdict[_Key, list[int]] = defaultdict(list)
    for place, figure in enumerate(figures):
        if figure.subject:
            parties = tuple(sorted({figure.subject, figure.counterparty} - {""}))
            places[parties, family(figure.kind), figure.unit].append(place)
    return {key: _decide(members, figures) for key, members in places.items()}


def _decide(places: Sequence[int], figures: Sequence[Figure]) -> _Table:
    """Return every decision about figures that share a key; their order does not matter."""
    table = _Table(members=[])
    firsts: dict[tuple[object, ...], int] = {}
    for place in sorted(places, key=lambda p: _order(figures[p])):
        same = firsts.setdefault(_said(figures[place]), place)
        if same == place or not figures[place].sentence:
            table.members.append(place)
        else:
            table.copies[place] = same
    del table.members[MOST_FIGURES:]
    agreeing = _agreeing(table.members, figures)
    support = {place: len(articles) for place, articles in agreeing.items()}
    for i, j in combinations(table.members, 2):
        restated = _restated(i, j, agreeing, figures)
        shared = max(support[i], support[j]) > 1 and support[i] != support[j]
        found = verdict(figures[i], figures[j], restated=restated, shared=shared)
        if found is None or _is_plain_repeat(figures[i], figures[j], found):
            continue
        table.verdicts[i, j] = found
        if found.difference is Difference.UNIT_ERROR:
            table.flags[_outlier(i, j, support, figures)] = "unit_error"
    _flag_alone(table, figures)
    _flag_conflicts(table)
    return table


def _flag_alone(table: _Table, figures: Sequence[Figure]) -> None:
    """Flag what nobody else tells and its own article's numbers, or the world's, speak against."""
    for place in table.members:
        if place in table.flags:
            continue
        own = [figures[p] for p in table.members if p != place]
        if why := out_of_proportion(figures[place], own):
            table.alone[place] = why
            table.flags[place] = "unit_error"


def _flag_conflicts(table: _Table) -> None:
    """Flag both sides of a conflict; one that a wrong unit is part of is no other conflict."""
    for pair, found in list(table.verdicts.items()):
        if found.difference is not Difference.CONFLICT:
            continue
        if any(table.flags.get(place) == "unit_error" for place in pair):
            table.verdicts[pair] = Verdict(
                difference=Difference.UNIT_ERROR, why="one of them has a wrong unit"
            )
            continue
        for place in pair:
            table.flags[place] = "conflict"


def _order(figure: Figure) -> tuple[object, ...]:
    return (str(figure.article_id), figure.start, figure.low, figure.high, *map(str, _said(figure)))


def _said(figure: Figure) -> tuple[object, ...]:
    """Return what makes two figures one: the same words about the same quantity."""
    words = " ".join(figure.sentence.split())
    return words, figure.kind, figure.low, figure.high, figure.period, figure.comparator.value


def _is_plain_repeat(one: Figure, other: Figure, found: Verdict) -> bool:
    """Tell whether an article only says the same again."""
    same_article = one.article_id == other.article_id
    return same_article and found.difference in {Difference.AGREE, Difference.COMPATIBLE_BOUND}


def _agreeing(members: Sequence[int], figures: Sequence[Figure]) -> dict[int, set[ArticleId]]:
    """Return place of a figure → the articles that hold one which agrees with it, its own too."""
    found: dict[int, set[ArticleId]] = {place: set() for place in members}
    for i, j in combinations_with_replacement(members, 2):
        if agree(figures[i], figures[j]):
            found[i].add(figures[j].article_id)
            found[j].add(figures[i].article_id)
    return found


def _restated(
    i: int, j: int, agreeing: Mapping[int, set[ArticleId]], figures: Sequence[Figure]
) -> bool:
    """Tell whether one article holds both figures: it says how the one became the other."""
    apart = figures[i].article_id != figures[j].article_id
    return apart and not agreeing[i].isdisjoint(agreeing[j])


def _outlier(i: int, j: int, support: Mapping[int, int], figures: Sequence[Figure]) -> int:
    """Return which of two that are a slip apart has the wrong unit."""
    if support[i] != support[j]:
        return i if support[i] < support[j] else j
    odd_i, odd_j = is_odd_form(figures[i]), is_odd_form(figures[j])
    if odd_i != odd_j:
        return i if odd_i else j
    return i if figures[i].high > figures[j].high else j


def _group(key: _Key, table: _Table, figures: Sequence[Figure]) -> FigureGroup | None:
    reasons = [*table.verdicts.values()]
    reasons += [Verdict(difference=Difference.UNIT_ERROR, why=why) for why in table.alone.values()]
    shown = {place for pair in table.verdicts for place in pair}
    if table.alone:
        # A wrong unit shows beside the numbers that speak against it.
        shown.update(table.members)
    if not reasons or len(shown) < 2:
        return None
    told = [figures[place] for place in sorted(shown)]
    gravest = max(reasons, key=lambda v: (_GRAVITY[v.difference], v.why))
    periods = {figure.period for figure in told}
    kinds = {figure.kind for figure in told}
    return FigureGroup(
        subject="+".join(key[0]),
        kind=kinds.pop() if len(kinds) == 1 else key[1],
        unit=key[2],
        period=periods.pop() if len(periods) == 1 else "",
        figures=tuple(told),
        difference=gravest.difference,
        why=gravest.why,
    )

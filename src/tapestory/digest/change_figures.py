"""Figures, as told and as they are claimed now → which are new, and which are others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tapestory.digest.change import MOST_NAMED, Change, ChangeKind
from tapestory.digest.inert import one_line
from tapestory.digest.memory import telling_figures, told_figure
from tapestory.digest.naming import Names
from tapestory.digest.wording import claimed, quantity
from tapestory.model import ArticleId, EventView, Facts, Figure, ToldFigure

SAME_FIGURE = 0.05
"""By so much of itself a figure may differ from one that was told and still be the same."""


def figure_changes(view: EventView, before: Facts, names: Names) -> list[Change]:
    """Return the figures that differ from what was told, and new ones that two outlets give."""
    known: dict[tuple[str, ...], list[ToldFigure]] = defaultdict(list)
    for told in before.figures:
        known[_measures(told)].append(told)
    fresh: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in telling_figures(view):
        if not any(_is_same(figure, other) for other in known[_measures(figure)]):
            fresh[_measures(figure)].append(figure)
    found = [_figure_change(view, claims, known[key], names) for key, claims in fresh.items()]
    return [change for change in found if change is not None][:MOST_NAMED]


def _figure_change(
    view: EventView, claims: Sequence[Figure], told: Sequence[ToldFigure], names: Names
) -> Change | None:
    """Return what is new of one thing that is measured; None where one outlet alone brings it up.

    Args:
        view: The event.
        claims: Figures that differ from those told.
        told: Of the same thing; may be empty.
        names: Of the event.
    """
    first = claims[0]
    alike = [claim for claim in claims if _is_same(claim, told_figure(first))]
    says = tuple(dict.fromkeys(claim.article_id for claim in alike))
    if not told and len(_outlets(view, says)) < 2:
        return None
    words = f"{_measured_by(first, names)}: {one_line(claimed(first), 60)}"
    if told:
        was = told[-1]
        words += f" (told: {quantity(was.low, was.high, was.unit)})"
    return Change(kind=ChangeKind.FIGURE, words=words, articles=says)


def _measures(figure: Figure | ToldFigure) -> tuple[str, ...]:
    return (figure.subject, figure.kind, figure.period, figure.unit)


def _is_same(figure: Figure, told: ToldFigure) -> bool:
    """Whether two figures overlap, but for rounding."""
    low, high = sorted((figure.low, figure.high))
    slack = SAME_FIGURE * max(abs(low), abs(high))
    first, last = sorted((told.low, told.high))
    return low - slack <= last and first <= high + slack


def _measured_by(figure: Figure, names: Names) -> str:
    words = (
        names.full(figure.subject),
        one_line(figure.period, 20),
        figure.kind.replace("_", " "),
    )
    return one_line(" ".join(word for word in words if word), 80)


def _outlets(view: EventView, articles: Iterable[ArticleId]) -> set[str]:
    """Return the outlets that publish articles in words of their own."""
    wanted = set(articles)
    present = {member.article.id for member in view.articles}
    return {
        member.article.outlet or member.article.id
        for member in view.articles
        if member.article.id in wanted and member.article.copy_of not in present
    }

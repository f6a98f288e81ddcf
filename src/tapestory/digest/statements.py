"""What articles state besides numbers → where they contradict each other, side by side."""

from __future__ import annotations

from tapestory.digest.citations import Citations
from tapestory.digest.edition import Cited, Disagreement
from tapestory.digest.inert import one_line
from tapestory.digest.naming import Names
from tapestory.model import ArticleId, Aspect, Difference, EventView, StatementGroup

MOST = 2
"""Contradictions printed."""
_MOST_VALUES = 4
SPELLING = "spelling"
_ONE_REMARK = "One remark, under two spellings of a name."
_ASPECTS = {
    Aspect.STATUS: "how far it is",
    Aspect.DAY: "which day",
    Aspect.REMARK: "what was said",
    Aspect.NAME: "who said it",
    Aspect.QUALITY: "what it is",
    Aspect.DEED: "what was done",
}


def disputed_statements(
    view: EventView, names: Names, citations: Citations
) -> tuple[Disagreement, ...]:
    """Return what some articles state in one way and others in another, the first ones first.

    An article that states both speaks for neither; who takes which side of an explanation stands
    with the explanations.
    """
    found = (
        _contradiction(group, names, citations)
        for group in view.statement_groups
        if group.difference is Difference.CONFLICT and group.aspect in _ASPECTS
    )
    return tuple(item for item in found if item is not None)[:MOST]


def _contradiction(
    group: StatementGroup, names: Names, citations: Citations
) -> Disagreement | None:
    by_value: dict[str, set[ArticleId]] = {}
    for statement in group.statements:
        master = citations.master(statement.article_id)
        # The quotations of one remark differ in their words as well: the names are what is meant.
        value = statement.subject if group.aspect is Aspect.NAME else statement.value
        if master is not None:
            by_value.setdefault(one_line(value, 60), set()).add(master)
    sayings = [article for articles in by_value.values() for article in articles]
    told = {
        value: kept
        for value, articles in by_value.items()
        if (kept := [a for a in sorted(articles) if sayings.count(a) == 1])
    }
    if len(told) < 2:
        return None
    points = tuple(
        Cited(text=f"“{value}”", cites=citations.cite(articles))
        for value, articles in list(told.items())[:_MOST_VALUES]
    )
    known = group.subject in names.view.instruments
    title = f"{names.full(group.subject)}: {_ASPECTS[group.aspect]}" if known else ""
    title = title or _ASPECTS[group.aspect].capitalize()
    if group.aspect is Aspect.NAME:
        return Disagreement(title=title, label=SPELLING, lines=(points,), remark=_ONE_REMARK)
    return Disagreement(title=title, label="conflict", lines=(points,))

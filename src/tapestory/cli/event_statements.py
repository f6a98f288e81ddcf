"""What an event's articles state besides numbers → where they tell it differently, as lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tapestory.cli.event_figures import DIFFERENCE_WORDS
from tapestory.cli.look import Look
from tapestory.cli.terminal import fitted, plain
from tapestory.digest.cells import fill
from tapestory.digest.citations import Citations
from tapestory.digest.inert import one_line
from tapestory.digest.naming import Names
from tapestory.model import ArticleId, Aspect, Difference, EventView, StatementGroup

_ASPECTS: Mapping[Aspect, str] = {
    Aspect.STATUS: "How far it is",
    Aspect.DAY: "Which day",
    Aspect.REMARK: "What was said",
    Aspect.NAME: "Who said it",
    Aspect.QUALITY: "What it is",
    Aspect.DEED: "What was done",
}
_ORDER = (Difference.CONFLICT, Difference.DIFFERENT_BASIS)
"""The differences that are told; what agrees is not news, and who takes which side of an
explanation stands with the explanations."""
_MOST_GROUPS = 6
_MOST_VALUES = 4
_INDENT = " " * 6


def statement_lines(
    view: EventView, names: Names, citations: Citations, *, width: int, look: Look
) -> Iterator[str]:
    """Yield a heading and, for each thing told differently, how and by which articles.

    Args:
        view: The event.
        names: For the subjects.
        citations: Numbers the articles.
        width: Cells that a line may take.
        look: Whether to cut.
    """
    found = [
        group
        for group in view.statement_groups
        if group.difference in _ORDER and group.aspect is not Aspect.STANCE
    ]
    if not found:
        return
    found.sort(key=lambda group: _ORDER.index(group.difference))
    shown = found[: _MOST_GROUPS if look.cut else None]
    yield look.paint("Told differently", "dim")
    for group in shown:
        words, style = DIFFERENCE_WORDS[group.difference]
        title = fitted(_ASPECTS[group.aspect], 13)
        yield f"  {look.paint(title, 'bold')}  {look.paint(words, style)}"
        text = "; ".join([_why(group, names), *_values(group, citations)])
        for line in fill(plain(text), first=_INDENT, rest=_INDENT, width=width).splitlines():
            yield look.paint(line, "dim")
    if len(shown) < len(found):
        hint = f"  and {len(found) - len(shown)} more: tapestory events show {view.event.id} --json"
        yield look.paint(hint, "dim")


def _why(group: StatementGroup, names: Names) -> str:
    known = group.subject in names.view.instruments
    subject = f"{names.full(group.subject)}: " if known else ""
    return one_line(subject + group.why, 160)


def _values(group: StatementGroup, citations: Citations) -> list[str]:
    """Return what is stated, each value once with the articles that say so."""
    told: dict[str, list[ArticleId]] = {}
    for statement in group.statements:
        told.setdefault(one_line(statement.value, 60), []).append(statement.article_id)
    values = []
    for value, articles in list(told.items())[:_MOST_VALUES]:
        numbers = citations.cite(articles)
        values.append(f"{value} {''.join(f'[{number}]' for number in numbers)}".strip())
    return values

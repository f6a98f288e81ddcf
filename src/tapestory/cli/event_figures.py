"""An event's figures → those of one thing side by side, the conflicting first, then the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tapestory.cli.look import Look
from tapestory.cli.terminal import Style, fitted, plain, width_of
from tapestory.digest.cells import fill
from tapestory.digest.citations import Citations
from tapestory.digest.disagreements import group_title
from tapestory.digest.inert import one_line
from tapestory.digest.naming import Names
from tapestory.digest.wording import claimed
from tapestory.model import Difference, EventView, Figure, FigureGroup

_ORDER = (
    Difference.UNIT_ERROR,
    Difference.CONFLICT,
    Difference.DIFFERENT_BASIS,
    Difference.COMPATIBLE_BOUND,
    Difference.AGREE,
)
DIFFERENCE_WORDS: Mapping[Difference, tuple[str, Style]] = {
    Difference.UNIT_ERROR: ("likely unit error", "warn"),
    Difference.CONFLICT: ("conflict", "warn"),
    Difference.DIFFERENT_BASIS: ("not the same measure", "plain"),
    Difference.COMPATIBLE_BOUND: ("compatible", "dim"),
    Difference.AGREE: ("agree", "dim"),
}
_MOST_GROUPS = 8
_MOST_VALUES = 5
_MOST_OTHERS = 6
_INDENT = " " * 6


def figure_lines(
    view: EventView, names: Names, citations: Citations, *, width: int, look: Look
) -> Iterator[str]:
    """Yield a heading, the groups with what each article says, and the figures that stand alone.

    Args:
        view: The event.
        names: For whose figures they are.
        citations: Numbers the articles.
        width: Cells that a line may take.
        look: Whether to cut.
    """
    if not view.figures:
        return
    groups = sorted(view.figure_groups, key=lambda group: _ORDER.index(group.difference))
    shown = groups[: _MOST_GROUPS if look.cut else None]
    alone = _alone(view)
    others = alone[: _MOST_OTHERS if look.cut else None]
    yield look.paint("Figures", "dim")
    titles = [group_title(group, names) for group in shown]
    wide = max(map(width_of, titles), default=0)
    wide = min(wide, width - 26) if look.cut else wide
    for group, title in zip(shown, titles, strict=True):
        words, style = DIFFERENCE_WORDS[group.difference]
        yield f"  {look.paint(fitted(title, wide), 'bold')}  {look.paint(words, style)}"
        text = "; ".join([*_values(group, names, citations), *_reason(group)])
        for line in fill(plain(text), first=_INDENT, rest=_INDENT, width=width).splitlines():
            yield look.paint(line, "dim")
    for figure in others:
        text = f"{_what(figure, names)}: {_value(figure, names)}{_cites([figure], citations)}"
        yield from fill(plain(text), first="  ", rest=_INDENT, width=width).splitlines()
    left = len(groups) - len(shown) + len(alone) - len(others)
    if left:
        hint = f"  and {left:,} more: tapestory claims list --event {view.event.id}"
        yield look.paint(hint, "dim")


def _values(group: FigureGroup, names: Names, citations: Citations) -> list[str]:
    """Return what is said, each value once with all who say it.

    The most told comes first, then what is flagged; the rest as it is told.
    """
    said: dict[str, list[Figure]] = {}
    scale = min((abs(figure.low) for figure in group.figures if figure.low), default=0.0)
    for figure in group.figures:
        words = _basis(figure, group) + _value(figure, names, scale_by=scale or None)
        said.setdefault(words, []).append(figure)
    most = max(len(told) for told in said.values())
    ordered = sorted(
        said.items(),
        key=lambda item: (len(item[1]) < most or most == 1, item[1][0].flag is None),
    )
    values = [f"{words}{_cites(told, citations)}" for words, told in ordered[:_MOST_VALUES]]
    if len(ordered) > _MOST_VALUES:
        values.append(f"{len(ordered) - _MOST_VALUES} others")
    return values


def _basis(figure: Figure, group: FigureGroup) -> str:
    """Return what tells a figure from the others of its group: its period, its kind."""
    if group.difference is not Difference.DIFFERENT_BASIS:
        return ""
    parts = []
    if len({other.period for other in group.figures}) > 1:
        parts.append(one_line(figure.period, 20) or "undated")
    if len({other.kind for other in group.figures}) > 1:
        parts.append(figure.kind.replace("_", " "))
    return f"{' '.join(parts)} " if parts else ""


def _reason(group: FigureGroup) -> list[str]:
    """Return in words how they differ, where neither the numbers nor the label say it."""
    told_by_several = len({figure.article_id for figure in group.figures}) > 1
    speaks = group.difference in {Difference.UNIT_ERROR, Difference.DIFFERENT_BASIS} or (
        group.difference is Difference.CONFLICT and not told_by_several
    )
    return [one_line(group.why, 160)] if speaks and group.why else []


def _value(figure: Figure, names: Names, *, scale_by: float | None = None) -> str:
    said = one_line(claimed(figure, scale_by=scale_by), 60)
    if figure.flag == "unit_error":
        said += " (likely the wrong unit)"
    return f"{said}, says {speaker}" if (speaker := _speaker(figure, names)) else said


def _speaker(figure: Figure, names: Names) -> str:
    return one_line(names.full(figure.speaker), 40) if figure.speaker else ""


def _what(figure: Figure, names: Names) -> str:
    subject = names.full(figure.subject) if figure.subject else ""
    other = f"with {names.full(figure.counterparty)}" if figure.counterparty else ""
    words = (subject, one_line(figure.period, 20), figure.kind.replace("_", " "), other)
    text = " ".join(word for word in words if word)
    return text[:1].upper() + text[1:]


def _alone(view: EventView) -> list[Figure]:
    """Return the figures of somebody that nobody else gives, each value once, in order."""
    grouped = {
        (figure.article_id, figure.start, figure.low, figure.high)
        for group in view.figure_groups
        for figure in group.figures
    }
    found: dict[tuple[object, ...], Figure] = {}
    for figure in view.figures:
        place = (figure.article_id, figure.start, figure.low, figure.high)
        if figure.subject and place not in grouped:
            key = (figure.subject, figure.kind, figure.period, figure.low, figure.high)
            found.setdefault(key, figure)
    return list(found.values())


def _cites(figures: Sequence[Figure], citations: Citations) -> str:
    numbers = citations.cite(figure.article_id for figure in figures)
    return "".join(f" [{number}]" if not at else f"[{number}]" for at, number in enumerate(numbers))

"""An event's figures and moves → where its sources contradict each other or the measured close.

A different moment is not a contradiction: an intraday low and a close can both be right, and the
label says so.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from tapestory.digest.citations import Citations
from tapestory.digest.day_moves import day_moves
from tapestory.digest.edition import Cited, Disagreement
from tapestory.digest.inert import one_line
from tapestory.digest.naming import Names
from tapestory.digest.reported import span
from tapestory.digest.statements import SPELLING, disputed_statements
from tapestory.digest.told_sessions import told_session
from tapestory.digest.wording import (
    city,
    claimed,
    percent,
    printed_percent,
    printed_range,
    short_day,
)
from tapestory.model import (
    Basis,
    Comparator,
    Difference,
    EventView,
    Figure,
    FigureGroup,
    Move,
    MoveStatus,
    ReportedMove,
)

MAX_ITEMS = 6
MAX_POINTS = 5
MAX_TOLD = 3
"""Differing figures printed for one symbol."""

_ABSOLUTE_SLACK = 0.01
"""Articles round to whole per cents and cut decimals off."""
_RELATIVE_SLACK = 0.1
_CONFLICT, _OTHER_TIME, _UNSTATED = "conflict", "different times", "moment not stated"
_MOMENT = {
    Basis.CLOSE: "at the close",
    Basis.INTRADAY: "intraday",
    Basis.PREMARKET: "before the open",
    Basis.AFTER_HOURS: "after hours",
    Basis.UNSTATED: "reported",
}


def disagreements(
    view: EventView, names: Names, citations: Citations, *, year: int
) -> tuple[Disagreement, ...]:
    """Return what is disputed, contradictions before different times, at most `MAX_ITEMS`.

    How a name is spelt stands last.
    """
    moves = disputed_moves(view, names, citations, year=year)
    stated = disputed_statements(view, names, citations)
    found = [*_of_figures(view, names, citations), *stated, *moves]
    found.sort(key=lambda item: (item.label == SPELLING, item.label in {_OTHER_TIME, _UNSTATED}))
    return tuple(found[:MAX_ITEMS])


def disputed_moves(
    view: EventView, names: Names, citations: Citations, *, year: int
) -> tuple[Disagreement, ...]:
    """Return what is disputed of moves alone, contradictions before different times."""
    found = _of_moves(view, names, citations, year=year)
    found.sort(key=lambda item: item.label in {_OTHER_TIME, _UNSTATED})
    return tuple(found[:MAX_ITEMS])


def contradicts(reported: ReportedMove, measured: float) -> bool:
    """Whether a measured return lies outside what an article's words allow.

    Rounding and cut decimals are allowed for: one percentage point or a tenth of the move,
    whichever is larger. "More than" bounds from below only, "up to" and "nearly" from above only.
    """
    ends = span([reported])
    if ends is None:
        return False
    slack = max(_ABSOLUTE_SLACK, _RELATIVE_SLACK * abs(measured))
    low, high = sorted(ends)
    if low - slack <= measured <= high + slack:
        return False
    if (ends[1] > 0) != (measured > 0):
        return True
    beyond = abs(measured) > abs(ends[1])
    bounded_below = reported.comparator is Comparator.OVER
    bounded_above = reported.comparator in {Comparator.UP_TO, Comparator.NEARLY}
    return not ((bounded_below and beyond) or (bounded_above and not beyond))


def _of_figures(view: EventView, names: Names, citations: Citations) -> list[Disagreement]:
    items = (
        _of_group(group, names, citations)
        for group in view.figure_groups
        if group.difference in {Difference.CONFLICT, Difference.UNIT_ERROR}
    )
    return [item for item in items if item is not None]


def _of_group(group: FigureGroup, names: Names, citations: Citations) -> Disagreement | None:
    figures = group.figures
    values: dict[tuple[float, float], list[Figure]] = defaultdict(list)
    for figure in figures:
        values[figure.low, figure.high].append(figure)
    if len(values) < 2:
        return None
    ordered = sorted(values.items(), key=lambda v: (-_tellers(v[1], citations), v[0]))[:MAX_POINTS]
    scale = min(abs(low) for (low, _), _ in ordered)
    points = [
        Cited(
            text=one_line(claimed(told[0], scale_by=scale), 60),
            cites=citations.cite(figure.article_id for figure in told),
        )
        for _, told in ordered
    ]
    slips = [figure for figure in figures if figure.flag == "unit_error"]
    if slips:
        ratio = _ratio([ends for ends, _ in ordered])
        where = slips if len({(s.low, s.high) for s in slips}) < len(values) else []
        points.append(
            Cited(
                text=f"{ratio}, likely a slip of units" + (" in" if where else ""),
                cites=citations.cite(figure.article_id for figure in where),
            )
        )
    return Disagreement(
        title=group_title(group, names),
        label="likely unit error" if slips else _CONFLICT,
        lines=(tuple(points),),
    )


def group_title(group: FigureGroup, names: Names) -> str:
    """Return what the figures of a group measure: "Meta Platforms 2026 capex guidance"."""
    subject = names.full(group.subject) if group.subject else ""
    words = (subject, one_line(group.period, 20), group.kind.replace("_", " "))
    title = one_line(" ".join(word for word in words if word))
    return title[:1].upper() + title[1:]


def _tellers(figures: Sequence[Figure], citations: Citations) -> int:
    """How many articles say it, copies counted once."""
    return len({citations.master(figure.article_id) for figure in figures})


def _ratio(values: Sequence[tuple[float, float]]) -> str:
    sizes = [math.sqrt(abs(low * high)) for low, high in values if low and high]
    if len(sizes) < 2 or not min(sizes):
        return "far apart"
    return f"about {round(max(sizes) / min(sizes)):,} times apart"


def _of_moves(
    view: EventView, names: Names, citations: Citations, *, year: int
) -> list[Disagreement]:
    measured = {s: m for s, m in day_moves(view).items() if m.status is MoveStatus.MEASURED}
    told: dict[tuple[str, date | None], list[ReportedMove]] = defaultdict(list)
    session_of = told_session(view.reported_checks, names.session)
    for reported in view.reported_moves:
        if span([reported]) is not None:
            session = session_of(reported)
            told[reported.symbol, session].append(reported)
    lines: dict[tuple[str, str], list[tuple[Cited, ...]]] = defaultdict(list)
    for (symbol, session), reports in told.items():
        move = measured.get(symbol)
        if move is not None and (move.session != session or move.window != (0, 0)):
            move = None
        label, line = _of_symbol(reports, move, names.full(symbol), citations)
        if line:
            day = f", {short_day(session, year=year)}" if session else ""
            place = city(names.mic(symbol)) or "Moves"
            lines[f"{place}{day}", label].append(tuple(line))
    return [
        Disagreement(
            title=title,
            label=label,
            lines=tuple(said[:MAX_POINTS]),
            remark="Both can be right." if label == _OTHER_TIME else "",
        )
        for (title, label), said in lines.items()
    ]


def _of_symbol(
    reports: Sequence[ReportedMove], move: Move | None, name: str, citations: Citations
) -> tuple[str, list[Cited]]:
    """Return the label and the points of one symbol's session; no points when all agree."""
    if move is not None and move.raw is not None:
        off = [report for report in reports if contradicts(report, move.raw)]
        truth = Cited(text=f"{name}: {percent(move.raw)} measured at the close")
    else:
        reference = _printed_close(reports)
        if reference is None:
            return "", []
        off = [r for r in reports if r is not reference[0] and contradicts(r, reference[1])]
        said = f"{name}: {printed_percent(reference[1])} at the close"
        truth = Cited(text=said, cites=citations.cite([reference[0].article_id] if off else ()))
    if not off:
        return "", []
    bases = {report.basis for report in off}
    label = _CONFLICT if Basis.CLOSE in bases else _OTHER_TIME
    if bases == {Basis.UNSTATED}:
        label = _UNSTATED
    told = _told(off, citations)
    return label, [truth, *told]


def _printed_close(reports: Sequence[ReportedMove]) -> tuple[ReportedMove, float] | None:
    for report in reports:
        ends = span([report])
        if report.basis is Basis.CLOSE and ends is not None and ends[0] == ends[1]:
            return report, ends[0]
    return None


def _told(reports: Sequence[ReportedMove], citations: Citations) -> list[Cited]:
    said: dict[str, list[ReportedMove]] = defaultdict(list)
    for report in reports:
        ends = span([report])
        if ends is not None:
            words = f"{printed_range(*ends, report.comparator)} {_MOMENT[report.basis]}"
            said[words].append(report)
    most_told = sorted(said.items(), key=lambda item: -len(item[1]))[:MAX_TOLD]
    return [
        Cited(text=words, cites=citations.cite((r.article_id for r in told), most=2))
        for words, told in most_told
    ]

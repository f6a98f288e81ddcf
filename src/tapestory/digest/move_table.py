"""An event's measured and reported moves → the table of what moved, by city and session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tapestory.digest.baskets import basket_group
from tapestory.digest.citations import Citations
from tapestory.digest.day_moves import benchmarks, day_moves
from tapestory.digest.edition import MoveGroup, MoveRow, MoveTable
from tapestory.digest.move_notes import caveats, legend
from tapestory.digest.naming import Names
from tapestory.digest.ranking import NOTABLE_MOVE, is_significant, size_of
from tapestory.digest.reported import reported_words, span
from tapestory.digest.told_sessions import told_session
from tapestory.digest.wording import (
    city,
    count,
    listing,
    percent,
    points,
    printed_range,
    weekday_day,
)
from tapestory.model import (
    Comparator,
    EventView,
    Move,
    MoveStatus,
    ReportedCheck,
    ReportedMove,
    Role,
)
from tapestory.model.symbols import is_index, sector_of

MAX_ROWS = 16
MAX_QUIET = 6
BRIEF_ROWS = 12
"""In the mail, where a row that nobody reports and that hardly moved is told in a note."""

_PENDING = "pending"
_WITHOUT = {
    MoveStatus.PENDING: _PENDING,
    MoveStatus.NO_PRICES: "no prices",
    MoveStatus.TOO_SHORT: "short history",
    MoveStatus.MEASURED: "not measured",
}
_ROLE_ORDER = {Role.SUBJECT: 0, Role.AFFECTED: 1, Role.MENTIONED: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """A symbol on a session, with all that is known of its move."""

    symbol: str
    session: date | None
    move: Move | None
    reported: tuple[ReportedMove, ...]
    is_base: bool = False
    """Whether others are measured against it."""
    is_aside: bool = False
    """Whether the event is not about it: it only moved unusually, and stands apart."""
    checks: tuple[ReportedCheck, ...] = ()
    """What came of holding each figure against the close of the same session, where it was."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What the rows of a group have in common."""

    is_aside: bool
    session: date | None
    city: str

    @property
    def order(self) -> tuple[bool, bool, str, str]:
        """By session and city; what has no session follows, what only moved as well is last."""
        day = self.session.isoformat() if self.session else ""
        return self.is_aside, self.session is None, day, self.city


def move_table(  # noqa: PLR0913 - the event and, by name, how its table is to be made
    view: EventView,
    names: Names,
    citations: Citations,
    *,
    prices: bool,
    year: int,
    brief: bool = False,
) -> MoveTable | None:
    """Return the table, or None when nothing is said or measured about any price.

    Args:
        view: The event.
        names: How to print its symbols.
        citations: Numbers for what articles report.
        prices: Whether any prices are stored at all.
        year: Of the edition; other years are printed.
        brief: Tell in a note, not in rows, of what hardly moved and nobody reports.
    """
    subjects = _subjects(view, names)
    quiet = [subject for subject in subjects if brief and _is_quiet(subject, _roles(view))]
    if len(quiet) == len(subjects):
        quiet = []
    loud = [subject for subject in subjects if subject not in quiet]
    kept = loud[: BRIEF_ROWS if brief else MAX_ROWS]
    groups = _groups(kept, view, names, citations, year=year)
    baskets = basket_group(view, names, citations, year=year)
    if baskets is not None:
        groups.append(baskets)
    if not groups:
        return None
    shown = [row for group in groups for row in group.rows]
    measured = any(row.bar is not None for row in shown)
    if not measured:
        groups = [replace(g, rows=tuple(_as_reported(row) for row in g.rows)) for g in groups]
    still = (_quiet_words(quiet, names),) if quiet else ()
    waits = all(row.close == _PENDING and not row.reported for row in shown)
    return MoveTable(
        heading="What moved" if measured or waits else "What moved, as reported",
        measured=measured,
        groups=tuple(groups),
        more=len(loud) - len(kept),
        legend=legend(shown) if measured else (_unmeasured(prices=prices, waits=waits),),
        caveats=(*still, *caveats(view, names, year=year)) if measured else (),
    )


def _groups(
    kept: Sequence[_Subject], view: EventView, names: Names, citations: Citations, *, year: int
) -> list[MoveGroup]:
    """Return the rows of instruments by city and session, the benchmark first."""
    grouped: dict[_Place, list[_Subject]] = defaultdict(list)
    for subject in kept:
        where = _Place(subject.is_aside, subject.session, _city(subject, names, view))
        grouped[where].append(subject)
    groups: list[MoveGroup] = []
    for where, members in sorted(grouped.items(), key=lambda item: item[0].order):
        members.sort(key=lambda s: not s.is_base)
        rows = tuple(_row(subject, names, citations) for subject in members)
        heading = where.city
        if where.session is not None:
            heading = f"{heading}, {weekday_day(where.session, year=year)}"
        heading = f"Also moved: {heading}" if where.is_aside else heading
        groups.append(MoveGroup(heading=heading, rows=rows))
    return groups


def _is_quiet(subject: _Subject, roles: Mapping[str, Role]) -> bool:
    """Whether a row would only say that somebody who is touched hardly moved."""
    move = subject.move
    if move is None or move.abnormal is None or subject.reported or subject.is_base:
        return False
    hardly = size_of(move) < NOTABLE_MOVE and not is_significant(move)
    return hardly and roles[subject.symbol] is not Role.SUBJECT


def _quiet_words(quiet: Sequence[_Subject], names: Names) -> str:
    """Return "Less than 3 pp from the market: ORCL −2.3 pp and AVGO −2.0 pp."."""
    said = [
        f"{names.short(subject.symbol)} {points(subject.move.abnormal)}"
        for subject in quiet
        if subject.move is not None and subject.move.abnormal is not None
    ]
    within = points(NOTABLE_MOVE).removeprefix("+").replace(".0", "")
    return f"Less than {within} from the market: {listing(said, most=MAX_QUIET)}."


def _unmeasured(*, prices: bool, waits: bool) -> str:
    if waits:
        return "No article prints a move yet, and the sessions that can answer have not closed."
    nothing = "Nothing" if prices else "No prices are stored: nothing"
    return f"Figures are what the articles print. {nothing} here is checked against market data."


def _roles(view: EventView) -> dict[str, Role]:
    roles: dict[str, Role] = defaultdict(lambda: Role.MENTIONED)
    roles.update({link.symbol: link.role for link in view.links if link.symbol})
    return roles


def _subjects(view: EventView, names: Names) -> list[_Subject]:
    """Every symbol and session worth a row: who is concerned, reported, or moved unusually."""
    measured = day_moves(view)
    roles = _roles(view)
    reports: dict[tuple[str, date | None], list[ReportedMove]] = defaultdict(list)
    session_of = told_session(view.reported_checks, names.session)
    for reported in view.reported_moves:
        if span([reported]) is not None and sector_of(reported.symbol) is None:
            session = session_of(reported)
            reports[reported.symbol, session].append(reported)
    subjects: list[_Subject] = []
    base = benchmarks(view)
    checks = {check.reported: check for check in view.reported_checks}
    for symbol, move in measured.items():
        said = tuple(reports.pop((symbol, move.session), ()))
        concerned = roles[symbol] is not Role.MENTIONED or symbol in base
        if said or concerned or (move.status is MoveStatus.MEASURED and is_significant(move)):
            subjects.append(
                _Subject(
                    symbol=symbol,
                    session=move.session,
                    move=move,
                    reported=said,
                    is_base=symbol in base,
                    is_aside=not concerned and not said,
                    checks=_of_session(said, checks, move.session),
                )
            )
    subjects.extend(
        _Subject(symbol=symbol, session=session, move=None, reported=tuple(said))
        for (symbol, session), said in reports.items()
    )
    subjects.sort(key=lambda s: (_ROLE_ORDER[roles[s.symbol]], -_size(s), s.symbol))
    subjects.sort(key=_how_unknown)
    return subjects


def _of_session(
    said: Iterable[ReportedMove],
    checks: Mapping[ReportedMove, ReportedCheck],
    session: date | None,
) -> tuple[ReportedCheck, ...]:
    """Return the checks of figures, all of them held against this session; else none."""
    found = [checks[reported] for reported in said if reported in checks]
    return tuple(check for check in found if check.session == session)


def _how_unknown(subject: _Subject) -> int:
    """Rank rows by what is known: measured and printed, then measured or printed by several."""
    tellers = {report.article_id for report in subject.reported}
    is_measured = subject.move is not None and subject.move.raw is not None
    if subject.is_base or (is_measured and tellers):
        return 0
    return 1 if is_measured or len(tellers) > 1 else 2


def _size(subject: _Subject) -> float:
    if subject.move is not None and subject.move.raw is not None:
        return abs(subject.move.raw)
    ends = span(subject.reported)
    return abs(ends[1]) if ends else 0.0


def _city(subject: _Subject, names: Names, view: EventView) -> str:
    mic = names.mic(subject.symbol)
    if not mic:
        measured = (m.mic for m in view.moves if m.benchmark == subject.symbol and m.mic)
        mic = next(measured, "")
    return city(mic) or "Elsewhere"


def _row(subject: _Subject, names: Names, citations: Citations) -> MoveRow:
    move, is_base = subject.move, subject.is_base
    raw = move.raw if move is not None and move.status is MoveStatus.MEASURED else None
    label, name = names.label(subject.symbol), names.full(subject.symbol)
    if is_base:
        name = "the market"
    elif name == label:
        # An index is labelled with its name, for nobody knows it by its symbol.
        name = "index" if is_index(subject.symbol) else ""
    if move is not None and move.window != (0, 0):
        sessions = count(move.window[1] - move.window[0] + 1, "session")
        name = f"{name} ({sessions})".strip()
    close = "not measured" if move is None else _WITHOUT[move.status]
    return MoveRow(
        label=label,
        name=name,
        bar=raw,
        reported_span=span(subject.reported),
        close=percent(raw) if raw is not None else close,
        versus="base" if is_base else _versus(move),
        significant=raw is not None and not is_base and move is not None and is_significant(move),
        reported=reported_words(subject.reported, citations, subject.checks),
        symbol=subject.symbol,
    )


def _as_reported(row: MoveRow) -> MoveRow:
    """Return a row of a table without closes: the printed figure stands in their column."""
    if row.reported_span is None:
        return row
    return replace(row, close=printed_range(*row.reported_span, Comparator.EXACT))


def _versus(move: Move | None) -> str:
    if move is None or move.abnormal is None or move.status is not MoveStatus.MEASURED:
        return "n/a"
    return points(move.abnormal)

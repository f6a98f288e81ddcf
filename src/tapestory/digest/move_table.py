"""An event's measured and reported moves → the table of what moved, by city and session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tapestory.digest.check_words import together
from tapestory.digest.citations import Citations
from tapestory.digest.day_moves import benchmarks, day_moves
from tapestory.digest.edition import Cited, MoveGroup, MoveRow, MoveTable
from tapestory.digest.move_notes import table_notes
from tapestory.digest.naming import SECTOR_PREFIX, Names
from tapestory.digest.ranking import is_significant, own_moves, size_of
from tapestory.digest.told_sessions import told_session
from tapestory.digest.wording import (
    city,
    count,
    percent,
    points,
    printed_range,
    weekday_day,
)
from tapestory.model import (
    Basis,
    Comparator,
    EventView,
    Move,
    MoveStatus,
    ReportedCheck,
    ReportedMove,
    Role,
    SectorMove,
)

MAX_ROWS = 16
MAX_BASKETS = 6
CITES_PER_FIGURE = 2

_WITHOUT = {
    MoveStatus.PENDING: "pending",
    MoveStatus.NO_PRICES: "no prices",
    MoveStatus.TOO_SHORT: "short history",
    MoveStatus.MEASURED: "not measured",
}
_BASIS_WORDS = {
    Basis.CLOSE: " at the close",
    Basis.INTRADAY: " intraday",
    Basis.PREMARKET: " before the open",
    Basis.AFTER_HOURS: " after hours",
    Basis.UNSTATED: "",
}
_ROLE_ORDER = {Role.SUBJECT: 0, Role.AFFECTED: 1, Role.MENTIONED: 2}
_SECTOR_PLACE = "Sectors"


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
        """By session and city; what is no exchange follows, what only moved as well is last."""
        unplaced = self.city == _SECTOR_PLACE or self.session is None
        day = self.session.isoformat() if self.session else ""
        return self.is_aside, unplaced, day, self.city


def leading_moves(view: EventView, names: Names, *, most: int) -> tuple[str, ...]:
    """Return the most telling measured moves as "META +8.8%": subjects first, then by size."""
    chosen = day_moves(view)
    own = {move.symbol for move in own_moves(view)} - benchmarks(view)
    roles = _roles(view)
    moves = [
        chosen[symbol]
        for symbol in own
        if chosen[symbol].raw is not None and chosen[symbol].status is MoveStatus.MEASURED
    ]
    moves.sort(key=lambda m: (roles[m.symbol] is not Role.SUBJECT, -size_of(m), m.symbol))
    return tuple(
        f"{names.short(move.symbol)} {percent(move.raw)}"
        for move in moves[:most]
        if move.raw is not None
    )


def move_table(
    view: EventView, names: Names, citations: Citations, *, prices: bool, year: int
) -> MoveTable | None:
    """Return the table, or None when nothing is said or measured about any price.

    Args:
        view: The event.
        names: How to print its symbols.
        citations: Numbers for what articles report.
        prices: Whether any prices are stored at all.
        year: Of the edition; other years are printed.
    """
    subjects = _subjects(view, names)
    kept = subjects[:MAX_ROWS]
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
    baskets = _basket_rows(view.sector_moves, names)
    if baskets:
        groups.append(MoveGroup(heading="Sectors, equal weight", rows=tuple(baskets)))
    if not groups:
        return None
    shown = [row for group in groups for row in group.rows]
    measured = any(row.bar is not None for row in shown)
    if not measured:
        groups = [replace(g, rows=tuple(_as_reported(row) for row in g.rows)) for g in groups]
    return MoveTable(
        heading="What moved" if measured else "What moved, as reported",
        measured=measured,
        groups=tuple(groups),
        more=len(subjects) - len(kept),
        notes=_notes(view, names, shown, prices=prices, year=year),
    )


def reported_words(
    moves: Iterable[ReportedMove],
    citations: Citations,
    checks: Sequence[ReportedCheck] = (),
) -> tuple[Cited, ...]:
    """Return what articles print, one statement for each basis, the close first.

    Args:
        moves: Of one symbol and session.
        citations: Numbers for the articles.
        checks: What came of holding them against the close, of those that could be.
    """
    by_basis: dict[Basis, list[ReportedMove]] = defaultdict(list)
    for move in moves:
        by_basis[move.basis].append(move)
    words: list[Cited] = []
    for basis in Basis:
        ends = span(by_basis[basis])
        if ends is None:
            continue
        comparators = {move.comparator for move in by_basis[basis]}
        comparator = comparators.pop() if len(comparators) == 1 else Comparator.EXACT
        text = printed_range(*ends, comparator) + _BASIS_WORDS[basis]
        if len(checked := [c for c in checks if c.reported.basis is basis]) == len(by_basis[basis]):
            text += together(checked)
        tellers = (move.article_id for move in by_basis[basis])
        cites = citations.cite(tellers, most=CITES_PER_FIGURE)
        words.append(Cited(text=text, cites=cites))
    return tuple(words)


def span(moves: Iterable[ReportedMove]) -> tuple[float, float] | None:
    """Return the smallest and largest figure printed, by distance from zero; None without one.

    Where some say up and some down, only what most say counts: the others tell of another moment,
    or are wrong, and stand among the disagreements.
    """
    told = [
        ends
        for move in moves
        if (ends := [end for end in (move.low, move.high) if end is not None])
    ]
    if not told:
        return None
    falls = sum(sum(ends) < 0 for ends in told)
    most = -1 if 2 * falls > len(told) else 1
    agreed = [end for ends in told if sum(ends) * most > 0 for end in ends]
    agreed = agreed or [end for ends in told for end in ends]
    return min(agreed, key=abs), max(agreed, key=abs)


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
        if span([reported]) is not None:
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
    if subject.symbol.startswith(SECTOR_PREFIX):
        return _SECTOR_PLACE
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
        name = "index" if subject.symbol.startswith("^") else ""
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


def _basket_rows(sector_moves: Sequence[SectorMove], names: Names) -> list[MoveRow]:
    shortest: dict[str, SectorMove] = {}
    for basket in sorted(
        sector_moves, key=lambda b: (b.window != (0, 0), b.window[1] - b.window[0])
    ):
        if basket.abnormal is not None:
            shortest.setdefault(basket.sector, basket)
    ordered = sorted(shortest.values(), key=lambda b: (-abs(b.abnormal or 0.0), b.sector))
    rows: list[MoveRow] = []
    for basket in ordered[:MAX_BASKETS]:
        moved = ""
        if basket.breadth is not None and basket.abnormal:
            way = "up" if basket.abnormal > 0 else "down"
            moved = f", {round(basket.breadth * basket.members)} {way}"
        rows.append(
            MoveRow(
                label=names.sector(basket.sector),
                name=f"{count(basket.members, 'member')}{moved}",
                bar=basket.abnormal,
                reported_span=None,
                close="",
                versus=points(basket.abnormal or 0.0),
                significant=is_significant(basket),
                reported=(),
                symbol=SECTOR_PREFIX + basket.sector,
            )
        )
    return rows


def _notes(
    view: EventView, names: Names, rows: Sequence[MoveRow], *, prices: bool, year: int
) -> tuple[str, ...]:
    if any(row.bar is not None for row in rows):
        return table_notes(view, names, rows, year=year)
    nothing = "No prices are stored: nothing" if not prices else "Nothing"
    why = f"{nothing} here is checked against market data."
    return (f"Figures are what the articles print. {why}",)

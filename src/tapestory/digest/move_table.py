"""An event's measured and reported moves → the table of what moved, by city and session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tapestory.digest.citations import Citations
from tapestory.digest.edition import Cited, MoveGroup, MoveRow, MoveTable
from tapestory.digest.naming import SECTOR_PREFIX, Names
from tapestory.digest.ranking import is_significant, own_moves, rivals, size_of
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
    Basis,
    Comparator,
    ConfounderKind,
    EventView,
    Move,
    MoveStatus,
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
_STARRED = "* larger than chance gives 19 times in 20, corrected for how many were tested."
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


def day_moves(view: EventView) -> dict[str, Move]:
    """Return the move to print for each symbol: over day 0 alone, else over the shortest window."""
    chosen: dict[str, Move] = {}
    for move in sorted(view.moves, key=lambda m: (m.window != (0, 0), m.window[1] - m.window[0])):
        chosen.setdefault(move.symbol, move)
    return chosen


def leading_moves(view: EventView, names: Names, *, most: int) -> tuple[str, ...]:
    """Return the most telling measured moves as "META +8.8%": subjects first, then by size."""
    benchmarks = {move.benchmark for move in view.moves}
    chosen = day_moves(view)
    own = {move.symbol for move in own_moves(view)} - benchmarks
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
    grouped: dict[tuple[str, date | None], list[_Subject]] = defaultdict(list)
    for subject in kept:
        grouped[_place(subject, names, view), subject.session].append(subject)
    groups: list[MoveGroup] = []
    for (place, session), members in sorted(grouped.items(), key=_group_order):
        members.sort(key=lambda s: not s.is_base)
        rows = tuple(_row(subject, names, citations) for subject in members)
        heading = place if session is None else f"{place}, {weekday_day(session, year=year)}"
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
        notes=_notes(view, names, shown, measured=measured, prices=prices),
    )


def reported_words(moves: Iterable[ReportedMove], citations: Citations) -> tuple[Cited, ...]:
    """Return what articles print, one statement for each basis, the close first."""
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
    for reported in view.reported_moves:
        if span([reported]) is not None:
            session = reported.session or names.session(reported.symbol)
            reports[reported.symbol, session].append(reported)
    subjects: list[_Subject] = []
    benchmarks = {move.benchmark for move in view.moves}
    for symbol, move in measured.items():
        said = tuple(reports.pop((symbol, move.session), ()))
        concerned = roles[symbol] is not Role.MENTIONED or symbol in benchmarks
        if said or concerned or (move.status is MoveStatus.MEASURED and is_significant(move)):
            subjects.append(
                _Subject(
                    symbol=symbol,
                    session=move.session,
                    move=move,
                    reported=said,
                    is_base=symbol in benchmarks,
                )
            )
    subjects.extend(
        _Subject(symbol=symbol, session=session, move=None, reported=tuple(said))
        for (symbol, session), said in reports.items()
    )
    subjects.sort(key=lambda s: (_ROLE_ORDER[roles[s.symbol]], -_size(s), s.symbol))
    subjects.sort(key=_how_unknown)
    return subjects


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


def _place(subject: _Subject, names: Names, view: EventView) -> str:
    if subject.symbol.startswith(SECTOR_PREFIX):
        return _SECTOR_PLACE
    mic = names.mic(subject.symbol)
    if not mic:
        measured = (m.mic for m in view.moves if m.benchmark == subject.symbol and m.mic)
        mic = next(measured, "")
    return city(mic) or "Elsewhere"


def _group_order(item: tuple[tuple[str, date | None], Sequence[_Subject]]) -> tuple[bool, str, str]:
    (place, session), _ = item
    return (
        place == _SECTOR_PLACE or session is None,
        session.isoformat() if session else "",
        place,
    )


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
        reported=reported_words(subject.reported, citations),
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
            )
        )
    return rows


def _notes(
    view: EventView, names: Names, rows: Sequence[MoveRow], *, measured: bool, prices: bool
) -> tuple[str, ...]:
    if not measured:
        nothing = "No prices are stored: nothing" if not prices else "Nothing"
        why = f"{nothing} here is checked against market data."
        return (f"Figures are what the articles print. {why}",)
    notes = [
        (
            "Close: measured from daily closing prices. vs market: the close less what the"
            " market explains, in percentage points (pp)."
        ),
    ]
    if any(row.significant for row in rows):
        notes.append(_STARRED)
    if any(row.reported for row in rows):
        notes.append("“Reported”: what the articles print, which need not be the close.")
    if any(row.close == "pending" for row in rows):
        notes.append("Pending: the session had not closed when this was made.")
    shared = _confounded(view, names)
    if shared:
        own = _of_the_storyline(view)
        among = f", {own} of them of its own storyline" if own else ""
        notes.append(
            f"Not this event’s alone: other events touch {shared} in the same sessions{among}."
        )
    releases = _releases(view)
    if releases:
        notes.append(f"The same sessions answered {releases}.")
    return tuple(notes)


def _confounded(view: EventView, names: Names) -> str:
    chosen = day_moves(view).values()
    return listing([names.full(m.symbol) for m in chosen if rivals(m)], most=4)


def _releases(view: EventView) -> str:
    """Return the listed releases that the sessions answered: they moved whole markets."""
    found = dict.fromkeys(
        item.name
        for move in day_moves(view).values()
        for item in move.confounders
        if item.kind is ConfounderKind.RELEASE
    )
    return listing(list(found), most=4)


def _of_the_storyline(view: EventView) -> int:
    """Return how many of the events that share the moves continue the same storyline."""
    if view.storyline is None:
        return 0
    sharing = {item.id for move in day_moves(view).values() for item in rivals(move)}
    return len(sharing & set(view.storyline.events))

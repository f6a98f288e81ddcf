"""An event's measured and reported moves → the few that stand beside its headline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from tapestory.digest.citations import Citations
from tapestory.digest.day_moves import DAY, benchmarks, day_moves
from tapestory.digest.edition import MovesThen
from tapestory.digest.naming import Names
from tapestory.digest.ranking import NOTABLE_MOVE, is_significant, own_moves, size_of
from tapestory.digest.reported import common_words, span
from tapestory.digest.told_sessions import told_session
from tapestory.digest.wording import city, count, percent, weekday_day
from tapestory.model import EventView, Move, ReportedMove, Role
from tapestory.model.symbols import sector_of

MOST_PLACES = 3
MOST_LEADING = 4
"""In the subject, as far as they fit."""
MOST_MOVES = 3
"""In one place and session: as many as fit a line."""


def leading_moves(view: EventView, names: Names, *, most: int) -> tuple[str, ...]:
    """Return the most telling measured moves as "META +8.8%": notable first, then subjects."""
    return tuple(_closed(move, names) for move in _telling(view)[:most])


def headline_moves(
    view: EventView, names: Names, citations: Citations, *, year: int, most: int = MOST_MOVES
) -> tuple[MovesThen, ...]:
    """Return the most telling moves by place and session: closes, else what articles print.

    Args:
        view: The event.
        names: Of the event.
        citations: Numbers the articles that print a move.
        year: Of the edition; other years are printed.
        most: In one place and session.
    """
    measured = _measured(view, names, year=year, most=most)
    return measured or _reported(view, names, citations, year=year, most=most)


def subject_moves(view: EventView, names: Names, *, most: int) -> tuple[str, ...]:
    """Return the moves for the subject line; where none was measured, those that are printed."""
    measured = leading_moves(view, names, most=most)
    if measured:
        return measured
    printed = _reported(view, names, Citations(view.articles), year=0, most=most)
    said = [move for then in printed for move in then.moves][:most]
    return (f"reported {said[0]}", *said[1:]) if said else ()


def _telling(view: EventView) -> list[Move]:
    """Return the move to print of whom the event concerns, the most telling first.

    Whose news it is comes before others, but what a price does every day before nothing.
    """
    chosen = day_moves(view)
    subjects = _subjects(view)
    own = {move.symbol for move in own_moves(view)} - benchmarks(view)
    moves = [chosen[symbol] for symbol in own if size_of(chosen[symbol]) or chosen[symbol].raw == 0]
    moves = [move for move in moves if move.raw is not None]
    return sorted(
        moves,
        key=lambda m: (not _is_notable(m), m.symbol not in subjects, -size_of(m), m.symbol),
    )


def _is_notable(move: Move) -> bool:
    return size_of(move) >= NOTABLE_MOVE or is_significant(move)


def _measured(view: EventView, names: Names, *, year: int, most: int) -> tuple[MovesThen, ...]:
    places: dict[tuple[str, date, tuple[int, int]], list[Move]] = defaultdict(list)
    for move in _telling(view):
        if move.session is not None:
            place = city(names.mic(move.symbol)) or "Elsewhere"
            places[place, move.session, move.window].append(move)
    ordered = sorted(places.items(), key=lambda item: (item[0][1], item[0][0], item[0][2]))
    return tuple(
        MovesThen(
            where=_where(place, session, window, year=year),
            moves=tuple(_closed(move, names) for move in moves[:most]),
        )
        for (place, session, window), moves in ordered[:MOST_PLACES]
    )


def _where(place: str, session: date, window: tuple[int, int], *, year: int) -> str:
    """Return "New York close, Wed 1 Jul", "New York, 2 sessions from Wed 1 Jul"."""
    day = weekday_day(session, year=year)
    if window == DAY:
        return f"{place} close, {day}"
    return f"{place}, {count(window[1] - window[0] + 1, 'session')} from {day}"


def _closed(move: Move, names: Names) -> str:
    return f"{names.short(move.symbol)} {percent(move.raw or 0.0)}"


def _reported(
    view: EventView, names: Names, citations: Citations, *, year: int, most: int
) -> tuple[MovesThen, ...]:
    concerned = {link.symbol for link in view.links if link.role is not Role.MENTIONED}
    session_of = told_session(view.reported_checks, names.session)
    places: dict[tuple[str, str, str], list[ReportedMove]] = defaultdict(list)
    for reported in view.reported_moves:
        known = reported.symbol in concerned and span([reported]) is not None
        if not known or sector_of(reported.symbol) is not None:
            continue
        session, place = session_of(reported), city(names.mic(reported.symbol))
        when = weekday_day(session, year=year) if session else ""
        places[session.isoformat() if session else "", place, when].append(reported)
    return tuple(
        _printed(place, when, told, names, citations, subjects=_subjects(view), most=most)
        for (_, place, when), told in sorted(places.items())[:MOST_PLACES]
    )


def _printed(  # noqa: PLR0913 - one place of `_reported`, told apart for its length alone
    place: str,
    when: str,
    told: Iterable[ReportedMove],
    names: Names,
    citations: Citations,
    *,
    subjects: set[str | None],
    most: int,
) -> MovesThen:
    by_symbol: dict[str, list[ReportedMove]] = defaultdict(list)
    for reported in told:
        by_symbol[reported.symbol].append(reported)

    def size(symbol: str) -> float:
        ends = span(by_symbol[symbol])
        return abs(ends[1]) if ends else 0.0

    ordered = sorted(by_symbol, key=lambda s: (s not in subjects, -size(s), s))[:most]
    tellers = (one.article_id for symbol in ordered for one in by_symbol[symbol])
    return MovesThen(
        where=", ".join(part for part in ("As reported", place, when) if part),
        moves=tuple(f"{names.short(s)} {common_words(by_symbol[s])}" for s in ordered),
        cites=citations.cite(tellers),
    )


def _subjects(view: EventView) -> set[str | None]:
    return {link.symbol for link in view.links if link.role is Role.SUBJECT}

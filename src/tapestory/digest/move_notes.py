"""What is measured of an event → the notes below its table, in plain words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from tapestory.digest.aftermath_words import aftermath_note
from tapestory.digest.day_moves import TWO_SESSIONS, answering_moves, benchmarks, day_moves
from tapestory.digest.edition import MoveRow
from tapestory.digest.inert import one_line
from tapestory.digest.naming import Names
from tapestory.digest.ranking import own_moves, rivals
from tapestory.digest.wording import listing, points, short_day
from tapestory.model import (
    ConfounderKind,
    EventView,
    Move,
    MoveStatus,
    Role,
)

THIN = "market_thin"
"""The model of a move that rests on a short price history."""
_STARRED = "* larger than chance gives 19 times in 20, corrected for how many were tested."
_NAMED = 4


def legend(rows: Sequence[MoveRow]) -> tuple[str, ...]:
    """Return how to read the rows of a table of measured moves."""
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
    return tuple(notes)


def caveats(view: EventView, names: Names, *, year: int) -> tuple[str, ...]:
    """Return what speaks against reading too much into the measured moves of an event."""
    told = (_thin(view, names), _held_back(view, names), *_shared(view, names, year=year))
    return tuple(filter(None, told))


def later_notes(view: EventView, names: Names) -> tuple[str, ...]:
    """Return what to say of the sessions after day 0, for a reader who sees no other figures."""
    return tuple(filter(None, (_date_only(view, names), aftermath_note(view, names))))


def two_session_moves(view: EventView) -> list[Move]:
    """Return the moves over two sessions of whom the event concerns: subjects first, by size."""
    base = benchmarks(view)
    subjects = {link.symbol for link in view.links if link.role is Role.SUBJECT}
    found = [
        move
        for move in own_moves(view)
        if move.window == TWO_SESSIONS and move.symbol not in base and move.abnormal is not None
    ]
    found.sort(key=lambda m: (m.symbol not in subjects, -abs(m.abnormal or 0.0), m.symbol))
    return found


def releases_of(moves: Iterable[Move], *, year: int) -> list[str]:
    """Return the listed releases that the sessions of moves answered: "US payrolls (2 Jul)"."""
    sessions: dict[str, set[date]] = defaultdict(set)
    for move in moves:
        for other in move.confounders:
            if other.kind is ConfounderKind.RELEASE:
                sessions[one_line(other.name, 60)].add(other.session)
    return [
        f"{name} ({listing([short_day(day, year=year) for day in sorted(days)])})"
        for name, days in sorted(sessions.items(), key=lambda item: (min(item[1]), item[0]))
    ]


def _date_only(view: EventView, names: Names) -> str:
    if view.event.happened_precise or not day_moves(view):
        return ""
    told = two_session_moves(view)[:_NAMED]
    words = "Only the date of the news is known: it may have come after the close"
    if told:
        figures = [f"{names.short(move.symbol)} {points(move.abnormal or 0.0)}" for move in told]
        return f"{words}. With the session after it, vs market: {listing(figures)}."
    waits = any(
        move.window == TWO_SESSIONS and move.status is MoveStatus.PENDING for move in view.moves
    )
    return f"{words}, and the session after it has not closed yet." if waits else f"{words}."


def _thin(view: EventView, names: Names) -> str:
    thin = [
        move.symbol
        for move in day_moves(view).values()
        if move.model == THIN and move.abnormal is not None
    ]
    if not thin:
        return ""
    who = listing([names.full(symbol) for symbol in thin], most=_NAMED)
    return f"Measured on a short price history, and so less surely: {who}."


def _held_back(view: EventView, names: Names) -> str:
    if not view.held_back:
        return ""
    who = listing([names.full(symbol) for symbol in view.held_back], most=_NAMED)
    return f"Not used, since it may be wrong: a price of {who}."


def _shared(view: EventView, names: Names, *, year: int) -> list[str]:
    """Return what else the sessions answered: other events, results, listed releases."""
    chosen = list(answering_moves(view).values())
    notes: list[str] = []
    events = _touched(chosen, names, ConfounderKind.EVENT)
    if events:
        own = _of_the_storyline(view, chosen)
        among = f", {own} of them of its own storyline" if own else ""
        notes.append(
            f"Not this event’s alone: other events touch {events} in the same sessions{among}."
        )
    results = _touched(chosen, names, ConfounderKind.EARNINGS)
    if results:
        notes.append(f"Results of {results} came in the same sessions.")
    releases = releases_of(chosen, year=year)
    if releases:
        notes.append(f"Also released in these sessions: {listing(releases, most=_NAMED)}.")
    return notes


def _touched(moves: Iterable[Move], names: Names, kind: ConfounderKind) -> str:
    touched = [
        names.full(move.symbol)
        for move in moves
        if any(other.kind is kind for other in move.confounders)
    ]
    return listing(touched, most=_NAMED)


def _of_the_storyline(view: EventView, moves: Iterable[Move]) -> int:
    """Return how many of the events that share the moves continue the same storyline."""
    if view.storyline is None:
        return 0
    sharing = {other.id for move in moves for other in rivals(move)}
    return len(sharing & set(view.storyline.events))

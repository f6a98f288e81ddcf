"""An event view → when its news came out, and over which sessions that has it measured."""

from __future__ import annotations

from typing import Final

from tapestory.cli.shapes import Json
from tapestory.cli.times import iso
from tapestory.digest.day_moves import DAY, TWO_SESSIONS
from tapestory.digest.move_notes import two_session_moves
from tapestory.digest.naming import Names
from tapestory.digest.wording import listing, points
from tapestory.model import EventView, MoveStatus

DATE_ONLY: Final = "date only: measured over two sessions"
_NAMED: Final = 4


def timing_json(view: EventView) -> Json:
    """Return when the news came out, and the window of sessions that answers for it.

    Where the hour is known that is day 0 alone, [0, 0]. Where only the date is, the news may have
    come out after the close of day 0, so that it takes the session after it as well: [0, 1].
    """
    event = view.event
    if event.happened_precise:
        return {
            "happened": iso(event.happened),
            "happened_precise": True,
            "measured_over": list(DAY),
            "timing_note": None,
        }
    return {
        "happened": event.happened.date().isoformat(),
        "happened_precise": False,
        "measured_over": list(TWO_SESSIONS),
        "timing_note": DATE_ONLY,
    }


def timing_note(view: EventView, names: Names) -> str:
    """Return what to say below the table of moves of news known by its date; empty for others."""
    if view.event.happened_precise:
        return ""
    words = f"{DATE_ONLY[0].upper()}{DATE_ONLY[1:]}, [0,+1]"
    two = [move for move in view.moves if move.window == TWO_SESSIONS]
    if any(move.status is MoveStatus.MEASURED for move in two):
        told = two_session_moves(view)[:_NAMED]
        figures = [f"{names.short(move.symbol)} {points(move.abnormal or 0.0)}" for move in told]
        return f"{words}, vs market: {listing(figures)}." if figures else f"{words}."
    if any(move.status is MoveStatus.PENDING for move in two):
        return f"{words}; the second one is pending."
    return ""

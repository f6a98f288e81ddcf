"""Events in a line each: the document, the columns of a table, the row of a CSV file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapestory.cli.output import Column, Document
from tapestory.cli.shapes import event_head
from tapestory.cli.terminal import Style
from tapestory.cli.times import day_shown
from tapestory.model import EventView, Move

if TYPE_CHECKING:  # the store is imported when a command runs
    from tapestory.store.event_queries import EventSummary, TopMove

_STATES: dict[str, Style] = {
    "rumour": "warn",
    "reported": "warn",
    "confirmed": "good",
    "denied": "error",
    "stale": "dim",
}
_TOP_MOVES = 2
_MINUS = "\N{MINUS SIGN}"


def view_summary(view: EventView) -> Document:
    """Return the line of an event whose view is at hand."""
    measured = [move for move in view.moves if move.window == (0, 0) and move.raw is not None]
    measured.sort(key=lambda move: -abs(_size(move)))
    return {
        **event_head(view.event),
        "state": view.verification.state.value,
        "articles": len(view.articles),
        "outlets": len({m.article.outlet for m in view.articles if m.article.copy_of is None}),
        "top_moves": [_top_move(move) for move in measured[:3]],
    }


def summary_columns(zone: str = "UTC") -> Sequence[Column]:
    """Return the columns of a list of events."""
    return (
        Column(heading="id", text=lambda event: event["id"], style=lambda _: "dim"),
        Column(heading="first seen", text=lambda event: day_shown(event["first_seen"], zone)),
        Column(
            heading="state",
            text=lambda event: event["state"],
            style=lambda event: _STATES.get(event["state"], "plain"),
        ),
        Column(heading="articles", text=lambda event: str(event["articles"]), right=True),
        Column(heading="biggest moves", text=_biggest, style=_direction, flexible=True),
        Column(
            heading="event",
            text=lambda event: event["title"],
            flexible=True,
            least=48,
            may_stand_below=True,
        ),
    )


def summary_json(summary: EventSummary) -> dict[str, Any]:
    """Return the line of an event as lists have it."""
    return {
        **event_head(summary.event),
        "state": summary.state.value,
        "articles": summary.articles,
        "outlets": summary.outlets,
        "top_moves": [_top_move(move) for move in summary.top_moves],
    }


def _top_move(move: Move | TopMove) -> dict[str, Any]:
    return {"symbol": move.symbol, "raw": move.raw, "abnormal": move.abnormal}


def _size(move: Move) -> float:
    return (move.abnormal if move.abnormal is not None else move.raw) or 0.0


def flat_row(document: Any) -> Document:
    """Return the CSV row of an event, from its summary or from its whole document."""
    if "verification" in document:
        members = document["articles"]
        own = {member["outlet"] for member in members if member["copy_of"] is None}
        day0 = [move for move in document["moves"] if move["window"] == [0, 0]]
        moves = [move for move in day0 if move["raw"] is not None]
        moves.sort(key=lambda move: -abs(move["abnormal"] or move["raw"]))
        document = {
            **{key: document[key] for key in ("id", "title", "first_seen", "last_seen")},
            "state": document["verification"]["state"],
            "articles": len(members),
            "outlets": len(own),
            "top_moves": moves[:3],
        }
    row = {key: value for key, value in document.items() if key != "top_moves"}
    for number, move in enumerate([*document["top_moves"], {}, {}, {}][:3], start=1):
        row[f"symbol_{number}"] = move.get("symbol")
        row[f"raw_{number}"] = move.get("raw")
        row[f"abnormal_{number}"] = move.get("abnormal")
    return row


def _biggest(event: Any) -> str:
    """Return the largest moves, short: "NBIS −17%, 000660 −15%"."""
    return ", ".join(
        f"{move['symbol'].partition('.')[0]} {_percent(move['raw'])}"
        for move in _by_size(event)[:_TOP_MOVES]
    )


def _percent(fraction: float) -> str:
    """Return a return in few cells: "−17%", "+0.4%"; as the digest writes it, sooner loaded."""
    shown = round(fraction * 100, 0 if abs(fraction) >= 0.01 else 1)
    sign = "" if shown == 0 else "+" if shown > 0 else _MINUS
    return f"{sign}{abs(shown):.{0 if abs(fraction) >= 0.01 else 1}f}%"


def _by_size(event: Any) -> list[Any]:
    """Return the moves in the order of what is printed of them, the largest first."""
    moves = [move for move in event["top_moves"] if move["raw"] is not None]
    return sorted(moves, key=lambda move: -abs(move["raw"]))


def _direction(event: Any) -> Style:
    moves = _by_size(event)
    return "plain" if not moves or not moves[0]["raw"] else "up" if moves[0]["raw"] > 0 else "down"

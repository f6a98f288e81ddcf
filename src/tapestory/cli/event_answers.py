"""An event view → three answers for each instrument, side by side: moved, linked, clean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tapestory.cli.look import Look
from tapestory.cli.terminal import Style, fitted, plain, width_of
from tapestory.digest.aftermath_words import aftermath_lines
from tapestory.digest.cells import fill
from tapestory.digest.day_moves import DAY, TWO_SESSIONS, answering_moves, benchmarks
from tapestory.digest.move_notes import releases_of
from tapestory.digest.naming import Names
from tapestory.digest.ranking import size_of
from tapestory.digest.wording import MINUS, count, listing
from tapestory.model import (
    MOVED_AT,
    Answers,
    ConfounderKind,
    EventView,
    Family,
    Linked,
    Move,
    MoveStatus,
    Role,
    answers,
)

MAX_ROWS = 12
_LINKED = {Linked.NAMED: "named", Linked.SECTOR: "by its sector", Linked.NO: "not linked"}
_STATUS = {
    MoveStatus.PENDING: "pending",
    MoveStatus.NO_PRICES: "no prices",
    MoveStatus.TOO_SHORT: "too few prices",
    MoveStatus.MEASURED: "not tested",
}
_NAMED = 3


def answer_lines(view: EventView, names: Names, *, width: int, look: Look) -> Iterator[str]:
    """Yield a line for each instrument that is named or moved; the rest is in --json."""
    rows = _rows(view)
    if not any(move.status is MoveStatus.MEASURED for move in rows):
        return
    shown = rows[:MAX_ROWS]
    cells = [_cells(move, names) for move in shown]
    headings = (_window(view), "moved?", "as far" if any(row[2] for row in cells) else "",
                "linked?", "clean?")  # fmt: skip
    wide = [max(map(width_of, column)) for column in zip(headings, *cells, strict=True)]
    yield look.paint(_joined(headings, wide), "dim").rstrip()
    for move, row in zip(shown, cells, strict=True):
        said = answers(move)
        styles = _styles(said)
        line = "  ".join(
            look.paint(fitted(text, size), style)
            for text, size, style in zip(row[:-1], wide, styles, strict=False)
        )
        indent = " " * (2 + sum(wide[:-1]) + 2 * (len(wide) - 1))
        last = fill(row[-1], first=indent, rest=indent, width=max(width, len(indent) + 16))
        first, *more = last.splitlines() or [""]
        yield f"  {line}  {first.strip()}".rstrip()
        yield from more
    if len(rows) > len(shown):
        yield look.paint(f"  {count(len(rows) - len(shown), 'more instrument')} in --json", "dim")


def split_lines(view: EventView, names: Names, *, width: int, look: Look) -> Iterator[str]:
    """Yield what the moves of the parties are made of: market, peers, and what is their own."""
    found = [
        move
        for move in _rows(view)
        if move.own is not None and move.peers is not None and move.family is Family.PARTIES
    ][:MAX_ROWS]
    if not found:
        return
    head = f"  {'':8}  {'market':>8}  {'peers':>14}  {'own':>8}  of day 0, pp".rstrip()
    yield look.paint(fitted(head, width).rstrip(), "dim")
    for move in found:
        market = None if move.raw is None or move.abnormal is None else move.raw - move.abnormal
        peers = f"{_pp(move.peers)} ({move.peer_count})"
        label = fitted(names.label(move.symbol), 8)
        yield f"  {label}  {_pp(market):>8}  {peers:>14}  {_pp(move.own):>8}"


def after_lines(view: EventView, names: Names, *, width: int, look: Look) -> Iterator[str]:
    """Yield what followed, a line for each exchange."""
    lines = aftermath_lines(view, names)
    if not lines:
        return
    yield look.paint("Afterwards, by sessions after day 0", "dim")
    wide = max(width_of(place) for place, _ in lines)
    for place, said in lines:
        rest = " " * (wide + 4)
        text = fill(said, first=rest, rest=rest, width=width)
        yield f"  {fitted(place, wide)}  {text.strip()}"


def measurement_notes(view: EventView, names: Names, *, year: int) -> list[str]:
    """Return what is exact enough for this page only: held prices, what else [0,+1] holds."""
    notes = [
        f"{names.label(symbol)}: price held back: {plain(why)}."
        for symbol, why in view.held_back.items()
    ]
    tested = sum(len(held.members) for held in view.families if held.family is Family.PARTIES)
    if tested > 1 and any(_by_itself(move) for move in _rows(view)):
        notes.append(
            f"By itself: p is at most {MOVED_AT}, but no longer once corrected for all {tested}"
            " parties that were tested together (q)."
        )
    if view.event.happened_precise:
        later = [
            move
            for move in view.moves
            if move.window == TWO_SESSIONS and move.status is not MoveStatus.NO_PRICES
        ]
        on_day0 = set(releases_of((m for m in view.moves if m.window == DAY), year=year))
        more = [name for name in releases_of(later, year=year) if name not in on_day0]
        if more:
            falls = "falls" if len(more) == 1 else "fall"
            notes.append(f"{listing(more, most=_NAMED)} also {falls} into [0,+1].")
    return notes


def _rows(view: EventView) -> list[Move]:
    """Return the moves to tell of: the parties first, then what else moved beyond chance."""
    base = benchmarks(view)
    roles = {link.symbol: link.role for link in view.links if link.symbol}
    found = [
        move
        for symbol, move in answering_moves(view).items()
        if symbol not in base
        and (roles.get(symbol, Role.MENTIONED) is not Role.MENTIONED or answers(move).moved)
    ]
    order = {Role.SUBJECT: 0, Role.AFFECTED: 1, Role.MENTIONED: 2}
    found.sort(key=lambda m: (order[roles.get(m.symbol, Role.MENTIONED)], -size_of(m), m.symbol))
    return found


def _window(view: EventView) -> str:
    two = any(move.window == TWO_SESSIONS for move in answering_moves(view).values())
    return "Over [0,+1]" if two else "On day 0"


def _cells(move: Move, names: Names) -> tuple[str, str, str, str, str]:
    said = answers(move)
    return (
        names.label(move.symbol),
        _moved(move, said),
        "" if move.rank is None else f"{move.rank.as_far} of {move.rank.names}",
        _LINKED[said.linked],
        _clean(move, said),
    )


def _moved(move: Move, said: Answers) -> str:
    if said.moved is None:
        return _STATUS[move.status]
    corrected = f"q {move.q:.3f}" if move.q is not None else f"p {move.p or 0.0:.3f}"
    thin = ", thin" if move.model == "market_thin" else ""
    if said.moved:
        return f"yes, {corrected}{thin}"
    word = f"by itself, p {move.p:.3f}" if _by_itself(move) else f"no, {corrected}"
    return f"{word}{thin}"


def _by_itself(move: Move) -> bool:
    """Tell whether a move is unusual alone, but not among all that were tested with it."""
    return move.p is not None and move.p <= MOVED_AT and not answers(move).moved


def _clean(move: Move, said: Answers) -> str:
    if said.clean is None:
        return ""
    if said.clean:
        return "yes"
    events = sum(1 for other in move.confounders if other.kind is ConfounderKind.EVENT)
    others = dict.fromkeys(
        plain(other.name) if other.kind is ConfounderKind.RELEASE else "results"
        for other in move.confounders
        if other.kind is not ConfounderKind.EVENT
    )
    told = [*([count(events, "other event")] if events else []), *others]
    return f"no: {listing(told, most=_NAMED)}"


def _styles(said: Answers) -> Sequence[Style]:
    return ("bold", "plain" if said.moved else "dim", "dim", "plain")


def _joined(cells: Sequence[str], wide: Sequence[int]) -> str:
    return "  ".join(fitted(text, size) for text, size in zip(cells, wide, strict=True)).rstrip()


def _pp(value: float | None) -> str:
    if value is None:
        return "n/a"
    points = round(100.0 * value, 1)
    return f"{points:+.1f}".replace("-", MINUS) if points else "0.0"

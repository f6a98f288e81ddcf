"""The moves of an article as they stand in it → each said once, in its fullest form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tapestory.model import Basis, Comparator, ReportedMove

_DIGIT = 1e-6
"""Of a percent: less is no digit that was printed."""
_HALF = 0.5
""""8%" is 7.5 rounded up, or 8.9 with its decimals cut off."""


def said_once(moves: Iterable[ReportedMove], *, title_end: int) -> tuple[ReportedMove, ...]:
    """Return the moves without repetitions, in text order.

    The same number for the same name is one move, unless two sessions or two parts of a session
    are told apart; the sentence that says more of it is kept. A headline's round number goes
    where the body has it with more digits.

    Args:
        moves: In text order.
        title_end: Where the headline ends.
    """
    kept: list[ReportedMove] = []
    for move in moves:
        place = next((n for n, other in enumerate(kept) if _is_same(move, other)), None)
        if place is None:
            kept.append(move)
        elif _told(move) > _told(kept[place]):
            kept[place] = move
    body = [move for move in kept if move.start >= title_end]
    last = [m for m in kept if m.start >= title_end or not _is_finer_in(body, m)]
    return tuple(sorted(last, key=lambda m: m.start))


def _is_same(one: ReportedMove, other: ReportedMove) -> bool:
    if one.symbol != other.symbol or _ends(one) != _ends(other):
        return False
    sessions = one.session is None or other.session is None or one.session == other.session
    bases = Basis.UNSTATED in {one.basis, other.basis} or one.basis is other.basis
    return sessions and bases


def _ends(move: ReportedMove) -> tuple[float, float]:
    """Return the numbers as printed: "over 8%" and "8%" print the same."""
    ends = [end for end in (move.low, move.high) if end is not None]
    return min(ends), max(ends)


def _told(move: ReportedMove) -> int:
    """Count what is said of a move beyond its number."""
    return (
        (move.session is not None)
        + (move.basis is not Basis.UNSTATED)
        + (move.comparator is not Comparator.EXACT)
    )


def _is_finer_in(body: Sequence[ReportedMove], headline: ReportedMove) -> bool:
    return any(_is_finer(move, headline) for move in body)


def _is_finer(body: ReportedMove, headline: ReportedMove) -> bool:
    """Tell whether the body gives a headline's round number with more digits: 8.8% for 9% or 8%."""
    if body.symbol != headline.symbol:
        return False
    (low, high), (first, second) = _ends(body), _ends(headline)
    if low != high or first != second or low * first <= 0:
        return False
    exact, rounded = abs(low) * 100, abs(first) * 100
    is_whole = abs(rounded - round(rounded)) < _DIGIT
    least = rounded if headline.comparator is Comparator.OVER else rounded - _HALF
    most = rounded if headline.comparator is Comparator.NEARLY else rounded + 1
    return is_whole and abs(exact - round(exact)) >= _DIGIT and least <= exact <= most

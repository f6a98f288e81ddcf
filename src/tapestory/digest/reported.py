"""What articles print of one symbol's session → its span, and the words for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tapestory.digest.check_words import together
from tapestory.digest.citations import Citations
from tapestory.digest.edition import Cited
from tapestory.digest.wording import printed_range
from tapestory.model import Basis, Comparator, ReportedCheck, ReportedMove

CITES_PER_FIGURE = 2

_BASIS_WORDS = {
    Basis.CLOSE: " at the close",
    Basis.INTRADAY: " intraday",
    Basis.PREMARKET: " before the open",
    Basis.AFTER_HOURS: " after hours",
    Basis.UNSTATED: "",
}


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
        told = by_basis[basis]
        if span(told) is None:
            continue
        text = common_words(told) + _BASIS_WORDS[basis]
        if len(checked := [c for c in checks if c.reported.basis is basis]) == len(told):
            text += together(checked)
        cites = citations.cite((move.article_id for move in told), most=CITES_PER_FIGURE)
        words.append(Cited(text=text, cites=cites))
    return tuple(words)


def common_words(moves: Sequence[ReportedMove]) -> str:
    """Return what is printed of one symbol in words, qualified only where all qualify it alike."""
    ends = span(moves)
    if ends is None:
        return ""
    comparators = {move.comparator for move in moves}
    return printed_range(*ends, comparators.pop() if len(comparators) == 1 else Comparator.EXACT)


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
    agreed = [end for ends in told for end in ends if sum(ends) * most > 0]
    agreed = agreed or [end for ends in told for end in ends]
    return min(agreed, key=abs), max(agreed, key=abs)

"""Sentence, an amount of profit or cash flow in it → whether it is told as below zero."""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex
from tapestory.reading.quantities.amounts import Amount

_LOSS = late_regex(
    r"\b(?:loss(?:es)?|negative|burn)\b|亏损|虧損|손실|赤字|Verlust|perte|pérdida|"
    r"perdita|prejuízo|verlies|убыт\w+|\bn[eé]gati[fv]\w*",
    re.IGNORECASE,
)
_ABOUT = (
    r"(?:(?:about|around|nearly|almost|over|roughly|some|rund|etwa|fast|knapp|environ|près\s+de|unos|casi|"
    r"circa|quasi|cerca\s+de|quase)\s+)?"
)
_MINUS = late_regex(
    rf"\b(?:was|were|is|be|of|at|to|bei|auf|von|betrug|beträgt|de|à|a|fue|fueron|di|è|stato|a|foi|em)\s+"
    rf"(?:minus|moins|menos|meno)\s+{_ABOUT}$|"
    r"(?:负|負|マイナス|마이너스)\s?(?:约|約|약\s?)?$|적자\s?(?:규모)?[가-힣]?\s*(?:약\s?)?$|"
    r"(?<![\w.%）)])[-−－]$|[为為は는은]\s?[-−－]$",
    re.IGNORECASE,
)
"""Right before an amount. "At least" is said with the same words in some languages, and with
others before them."""
_OPENED = late_regex(
    r"(?:\b(?:of|was|were|is|be|at|to|totall?ed|reached|hit)|:)\s+\(\s?$", re.IGNORECASE
)
_CLOSED = late_regex(r"\s?\)")
"""Books write a number below zero in brackets; the press also brackets what it adds in passing."""
_PART = late_regex(r"[,，、;；。(（]")
_NEAR = 40


def is_below_zero(text: str, amount: Amount) -> bool:
    """Tell whether the words nearest to a profit call it a loss: none beyond a comma behind it.

    Args:
        text: The sentence.
        amount: One of its amounts.
    """
    offset = max(0, amount.start - _NEAR)
    if _LOSS.search(text, offset, amount.start) or _MINUS.search(text, offset, amount.start):
        return True
    if _OPENED.search(text, offset, amount.start) and _CLOSED.match(text, amount.end):
        return True
    behind = _PART.split(text[amount.end : amount.end + 16], maxsplit=1)[0]
    return _LOSS.search(behind) is not None

"""Sentence and a period in it → whether it only dates what was done, and is of no amount."""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex
from tapestory.reading.text.quick import Quick

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?$"
)
_TERM = (
    r"\b(?:until|till|through|thru|to|by|ends?|ending|ended|expir\w+|due|fiscal)\s+"
    r"(?:the\s+)?(?:\w+\s+)?"
)
_DATED = late_regex(rf"(?<![A-Za-z]){_MONTH}")
_TO_A_MONTH = late_regex(rf"{_TERM}{_MONTH}")
_DONE = Quick(
    late_regex(
        r"\b(?:signed|announced|closed|completed|agreed|struck|unveiled|filed|founded|launched|"
        r"collapsed|listed|bought|acquired|sold|reached|disclosed|reported|revealed|approved|made|"
        r"begun|began|started|formed|merged)\s+(?:(?:back|late|early|only|first)\s+)?(?:in|on|at|during)\s+"
        r"(?:(?:late|early|mid|the|fiscal)[\s-]+)*$",
        re.IGNORECASE,
    )
)
_DATED_DEEDS = frozenset(
    {
        "contract",
        "contract_added",
        "investment",
        "stake",
        "amount",
        "cost",
        "funding",
        "market_value",
    }
)
"""Kinds that are of no period of their own but the term for which they are said."""


def is_date_of_deed(text: str, start: int, stated: str, kind: str) -> bool:
    """Tell whether a period says when something was signed or bought, and nothing of the amount.

    Args:
        text: The sentence.
        start: Where the period begins in it.
        stated: The period as figures carry it.
        kind: What the amount measures.
    """
    if kind not in _DATED_DEEDS or stated.startswith(("to ", "end ")):
        return False
    before = text[max(0, start - 40) : start]
    if _DATED.search(before):
        return _TO_A_MONTH.search(before) is None
    return _DONE.search(before) is not None

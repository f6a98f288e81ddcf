"""The words around a percentage → whether it measures something other than a price."""

from __future__ import annotations

import re

from tapestory.reading.price_moves.movewords import DIRECTION, NOT_A_PRICE, SHARE_WORD

_OF_WHAT = re.compile(
    r"^[\s-]*(?:(?:\w+[\s-]+){0,2}?)(?:in|of|on|for)\s+(?:[\w.'’&-]+\s+){0,5}?$", re.IGNORECASE
)
_ITS_VALUE = re.compile(
    r"^\s*of\s+(?:its|their)\s+(?:market\s+)?(?:value|worth|price)", re.IGNORECASE
)
_SHARE_OF = re.compile(r"^\s*(?:of\b|的(?:股份|股权|股權|持股|份额|收入|营收))", re.IGNORECASE)


def says_something_else(before: str) -> bool:
    """Tell whether the words between the name and the number name another quantity."""
    other = list(NOT_A_PRICE.finditer(before))
    if not other:
        return False
    price = list(SHARE_WORD.finditer(before))
    if price:
        later = [o for o in other if o.start() > price[-1].end()]
        return bool(later) and not re.search(r",|\b(?:on|after|amid|as|despite|over)\b", before)
    verb = list(DIRECTION.finditer(before))
    if verb and other[-1].start() > verb[-1].end():
        # "fell after revenue …": the noun stands behind the verb
        return not re.search(r"\b(?:after|on|as|amid|despite|over)\b", before[verb[-1].end() :])
    # "Meta, hit by spending, fell": a noun in an aside does not count
    return "," not in before[other[-1].end() :]


def is_of_something(right: str) -> bool:
    """Tell whether the words after a number say what it is a part or a change of."""
    if _ITS_VALUE.match(right):
        return False
    if _SHARE_OF.match(right):
        return True
    found = NOT_A_PRICE.search(right)
    if found is None:
        return False
    before = right[: found.start()]
    if re.search(
        r"[,，;；。.]|\b(?:after|as|on|to|amid|despite|because|since|while|following|and|with)\b",
        before,
        re.IGNORECASE,
    ):
        return False
    direct = re.fullmatch(r"[\s-]*(?:[\w-]+\s+){0,2}", before) is not None
    return direct or _OF_WHAT.match(before) is not None

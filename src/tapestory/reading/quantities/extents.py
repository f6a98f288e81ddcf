"""The words around an amount → whether it is the whole of something or a part."""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex
from tapestory.reading.quantities.amounts import Amount
from tapestory.reading.text.quick import Quick

PART = Quick(
    late_regex(
        r"\b(?:of\s+which|including|part\s+of|portion\s+of|share\s+of|initial(?:ly)?|first\s+phase|"
        r"phase\s+one|tranche|alone|davon|dont|de\s+los\s+cuales|di\s+cui|dos\s+quais|waarvan)\b|"
        r"其中|首期|一期|부분|이\s?중|1단계|일부|うち|第1期|第一期|一部|в\s+том\s+числе",
        re.IGNORECASE,
    )
)
WHOLE = Quick(
    late_regex(
        r"\b(?:total(?:s|ed|ing|led|ling)?|in\s+all|overall|cumulative|combined|altogether|"
        r"aggregate|entire|insgesamt|gesamt\w*|au\s+total|totale?s?|en\s+total|in\s+totale|no\s+total|"
        r"in\s+totaal)\b|合计|合計|总计|總計|总共|總共|累计|累計|共计|总额|總額|总|總|총|합계|누적|総額|合算|всего",
        re.IGNORECASE,
    )
)
_BEFORE, _BEHIND = 45, 20


def extent_of(text: str, amount: Amount, start: int) -> str:
    """Return the word at an amount that makes it a whole or a part, empty without one.

    Args:
        text: The sentence.
        amount: One of its amounts.
        start: Where the words begin that qualify it.
    """
    before = re.split(r"[,，;；、]", text[max(0, start - _BEFORE) : start])[-1]
    behind = re.split(r"[,，;；、]", text[amount.end : amount.end + _BEHIND])[0]
    for near in (before, behind):
        found = PART.search(near) or WHOLE.search(near)
        if found:
            return found.group()
    return ""

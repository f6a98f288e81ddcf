"""Sentence and the names before an amount → those of them whose it cannot be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tapestory.late_regex import late_regex

_AMOUNT_WITH = late_regex(
    r"\d\s?(?:GW|MW|billion|bn|million|亿|億|억)\S{0,4}\s+(?:with|from|mit|von|avec|con|com|met)\s+$",
    re.IGNORECASE,
)
_SUM_BEFORE = late_regex(r"\d\s?(?:bn|billion|m|mn|million|tn|trillion|B|M|T)\s$", re.IGNORECASE)
CONTRACT_NOUN = late_regex(
    r"\s+(?:[A-Za-z]+\s+){0,2}(?:contracts?|deals?|agreements?|pacts?|orders?|leases?|partnerships?)\b"
)
"""Behind a name that stands behind an amount: it is the other party, "a $3bn Acme contract"."""
_RELATIVE = late_regex(r",\s+(?:which|who|whose|where)\b")
_CLAUSE_OVER = late_regex(
    r",\s+(?=(?:also|now|then|still|later|recently|has|had|have|is|was|are|were|will|would|could|may|said|"
    r"says|sees|saw|cut|put|set|won|lost|spent|spends|made|sold|bought|paid|pays|took|rose|fell|got|"
    r"(?!(?:as|its|his|plus|perhaps|sometimes|always|alas|less)\b)[a-z]+(?:ed|s))\b)"
)
_BOUGHT = late_regex(
    r"\b(?:buy|buys|buying|bought|acquir(?:e|es|ed|ing)|purchas(?:e|es|ed|ing)|(?:tak(?:e|es|ing)|took)\s+"
    r"over|(?:acquisition|takeover|purchase|buyout)\s+of|(?:bid|offer|deal|pay|pays|paid|paying)\s+for|"
    r"\d+\s?(?:%|percent|per\s+cent)\s+(?:stake\s+)?(?:of|in)|stakes?\s+in)\s+(?:the\s+|its\s+)?"
    r"(?:[a-z-]+\s+)?$"
)
_BESIDE = late_regex(
    r"(?:\b(?:with|plus|including|alongside|besides|after|like|versus|than|unlike)\s+)$",
    re.IGNORECASE,
)
_ITS_OWN = late_regex(r"['’]s?\s+(?:[a-z]+\s+)?(?:US|HK|NT)?[$€£¥₩]\s?\d")
_CLOSED = late_regex(r"[;；]")
_PARTY = late_regex(
    r"\b(?:with|from|to|for|mit|von|für|avec|con|com|met|с)\s+(?:[a-z0-9-]+\s+){0,2}$"
)


_NEW_ITEM = late_regex(
    r"\d\s?(?:bn|billion|m|mn|million|tn|trillion|B|M|T|亿|億|억|万亿|兆|조)(?:美元|달러|ドル)?"
    r"(?![A-Za-z])[^;；。]*[,，、]\s?$"
)


_OWN_IN_BRACKETS = late_regex(r"\s?[(（][^()（）]*\d[^()（）]*[)）]")
_SUMMED = late_regex(
    r",\s+(?:taking|bringing|lifting|pushing|raising|boosting|putting)\s+(?:its|the|their|total|all)?\b"
)
"""What follows is of whoever does the sentence's deed, and not of the one it is done with."""


class Span(NamedTuple):
    """A name in a sentence."""

    start: int
    end: int
    symbol: str


def bystanders(text: str, names: Sequence[Span], place: int, *, of_shares: bool) -> set[int]:
    """Return which of the names before an amount have no claim on it, by their numbers.

    These are names that a preposition binds to another amount ("5 GW from Acme and 2 GW"), that
    stand in a clause about somebody else ("Acme, which supplies Bolt, has …"), that are what
    somebody buys ("Acme bought Bolt for …"), with which something before a semicolon was agreed,
    and whoever has an amount that is only told beside this one ("with Acme's $3bn, the two make
    …"), with all before it.

    Args:
        text: The sentence.
        names: Those that end before the amount, in text order.
        place: Where the amount begins.
        of_shares: What is measured is of what is bought: its price, its value.
    """
    aside = {i for i, name in enumerate(names) if _is_bound(text, name)}
    for begin, end in _relative_clauses(text, place):
        heads = [name for name in names if name.end <= begin]
        if heads:
            aside |= {i for i, name in enumerate(names) if begin < name.start < end}
    if not of_shares:
        aside |= {i for i, name in enumerate(names) if i and _is_bought(text, name, names[:i])}
    aside |= {i for i, name in enumerate(names) if _is_party_before(text, name, place)}
    told = [i for i, name in enumerate(names) if _is_told_beside(text, name, place)]
    return aside | (set(range(told[-1] + 1)) if told else set())


def _is_bound(text: str, name: Span) -> bool:
    before = text[max(0, name.start - 40) : name.start]
    if _AMOUNT_WITH.search(before):
        return True
    return bool(_SUM_BEFORE.search(before) and CONTRACT_NOUN.match(text, name.end))


def _relative_clauses(text: str, place: int) -> list[tuple[int, int]]:
    """Return where clauses begin and end that only say more of a name, and are over by a place."""
    found = []
    for begin in _RELATIVE.finditer(text, 0, place):
        over = _CLAUSE_OVER.search(text, begin.end(), place)
        if over is not None:
            found.append((begin.start(), over.start()))
    return found


def _is_bought(text: str, name: Span, before: Sequence[Span]) -> bool:
    if all(other.symbol == name.symbol for other in before):
        return False
    return _BOUGHT.search(text, max(0, name.start - 50), name.start) is not None


def _is_party_before(text: str, name: Span, place: int) -> bool:
    """Tell whether a name is only whom something was agreed with, in a part that is over."""
    if not (_CLOSED.search(text, name.end, place) or _SUMMED.search(text, name.end, place)):
        return False
    return _PARTY.search(text, max(0, name.start - 30), name.start) is not None


def _is_told_beside(text: str, name: Span, place: int) -> bool:
    own = _ITS_OWN.match(text, name.end)
    if own is None or own.end() > place:
        return False
    return _BESIDE.search(text, max(0, name.start - 14), name.start) is not None


def item_start(text: str, owns: Sequence[int]) -> int:
    """Return where the item of a list begins that an amount stands in, 0 if it is in no list.

    In "Acme has $2bn from Bolt, Cord put $1bn into Dial" Bolt has no part in the second.

    Args:
        text: The sentence.
        owns: Where the owner of the amount is named before it.
    """
    if not owns or not _NEW_ITEM.search(text, 0, owns[-1]):
        return 0
    return owns[-1]


def has_its_own(text: str, end: int, place: int) -> bool:
    """Tell whether a name has an amount in brackets that is another: "Acme ($2bn) and Bolt ($3bn)".

    Args:
        text: The sentence.
        end: Where the name ends.
        place: Where the amount begins that is asked about.
    """
    found = _OWN_IN_BRACKETS.match(text, end)
    return found is not None and not end <= place < found.end()

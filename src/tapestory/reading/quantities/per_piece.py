"""Sentence and an amount of money → what it is paid for one of: a gigawatt, a chip."""

from __future__ import annotations

import re
from typing import NamedTuple

from tapestory.late_regex import late_regex
from tapestory.reading.quantities.amounts import Amount

_PER_PIECE = late_regex(
    r"\s*(?:/|per\s+|a\s+|for\s+(?:each|every)\s+|每)\s?(?P<unit>GW|MW|gigawatt|megawatt|GPU|"
    r"H100|chip|million\s+tokens|token)(?![\w])",
    re.IGNORECASE,
)
_EACH_PIECE = late_regex(
    r"(?:\b(?:each|every|per)\s|每(?:个|個|一)?)\s?(?P<unit>GW|MW|gigawatt|megawatt|GPU|吉瓦|兆瓦)"
    r"(?![A-Za-z])[^,;，、；。\d]{0,24}$|"
    r"1?(?P<each>기가와트|메가와트|ギガワット|メガワット)(?:당|当たり|あたり)[^,;，、；。\d]{0,16}$",
    re.IGNORECASE,
)
"""Before an amount: "each gigawatt costs", 每吉瓦约."""
_EACH = 44
_PER_NOUN = late_regex(
    r"\s*(?:of|in)\s+(?:[a-z]+\s+){1,3}(?:per|for\s+each)\s+"
    r"(?P<unit>GW|MW|gigawatt|megawatt|GPU|chip)\b",
    re.IGNORECASE,
)
"""Behind an amount: "of revenue per gigawatt"; it stays revenue."""
_UNITS = {
    "gigawatt": "GW", "gw": "GW", "吉瓦": "GW", "기가와트": "GW", "ギガワット": "GW",
    "megawatt": "MW", "mw": "MW", "兆瓦": "MW", "메가와트": "MW", "メガワット": "MW",
    "chip": "GPU", "h100": "GPU", "gpu": "GPU",
}  # fmt: skip


class Piece(NamedTuple):
    """What a price is for one of."""

    unit: str
    """GW, MW, GPU; other words as they stand."""
    words: str


def piece_of(text: str, amount: Amount) -> Piece | None:
    """Return what an amount is for one of, as words on either side say, else None.

    Args:
        text: The sentence.
        amount: One of its amounts.
    """
    found = _PER_PIECE.match(text, amount.end) or _EACH_PIECE.search(
        text, max(0, amount.start - _EACH), amount.start
    )
    if found is None:
        return None
    named = next(word for word in found.groupdict().values() if word)
    return Piece(unit=_unit(named), words=found.group())


def piece_behind_noun(text: str, amount: Amount) -> str:
    """Return the unit of "$2bn of revenue per gigawatt", else empty: what it measures stays."""
    found = _PER_NOUN.match(text, amount.end)
    return _unit(found.group("unit")) if found else ""


def _unit(word: str) -> str:
    plain = " ".join(word.lower().split())
    return _UNITS.get(plain, plain)

"""Sentence, an amount and the words for kinds → those words that belong to this amount."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tapestory.late_regex import late_regex
from tapestory.reading.quantities.amounts import Amount
from tapestory.reading.quantities.kind_cues import KindCue

_FARTHEST = 130.0
_WINDOW = 150
_PARTED = late_regex(r"[:：]|,\s(?:while|whereas)\b|,\sbut\b")
_CLOSED = late_regex(
    r"[;；。]|\bbut\s+(?:\w+\s+){0,2}(?:the|an?)\s+(?!(?:company|group|firm)\b)[a-z]+\s+(?:from|of|was|"
    r"is|could|would|will|may)\b"
)
"""What stands on the other side of these belongs to another statement."""
_GOES_ON = late_regex(
    r"\b(?:it|that|this|these|those|which|they|the\s+(?:figure|total|number|amount|sum|range|"
    r"guidance|old|prior|previous|former|latter))\b|其|该|該|这|這|이는|그중|これ|それ|うち",
    re.IGNORECASE,
)
"""But for a statement that goes on with what the one before was about."""
_LISTED = late_regex(r"[,，、](?!\d{3})|\s(?:and|und|et|y|e|en|и|plus)\s", re.IGNORECASE)
_FIELD = late_regex(
    r"\s+(?:(?!(?:of|in|from|to|for|with|and|or|by|on|at|as)\b)[\w.’'-]+\s+){0,3}?(?:sector|industry|"
    r"market(?!\s+(?:cap|value|worth))|economy|giant|conglomerate|asset\s+manager)\b",
    re.IGNORECASE,
)
"""Behind an amount that says how large something is: "the $3 trillion pensions sector"."""
_HAS_SIZE = late_regex(r"\b(?:the|an?|this|its|their)\s+(?:[\w’'-]+\s+){0,2}?$", re.IGNORECASE)
_OWN_NOUN = late_regex(
    r"\s*(?:worth\s+)?(?:of|in)\s+(?!(?:which|that|it|its|the|this|last|next|fiscal|total|all|each|"
    r"calendar|early|late|mid|first|second|third|fourth)\b)[a-z]|\s+(?!Q\d|FY|CY|H\d)[A-Z]\w"
)
"""Behind an amount: it says itself what it is of, or whose."""
_RAISED = frozenset({"capex", "spend", "revenue", "profit", "free_cash_flow", "cost"})
_IS = frozenset({"", "guidance", "outlook", "forecast", "target", "is", "was", "guidance was"})
_COMMA = 12.0
_NEAR_ONLY = frozenset({"spend", "cost", "stake", "funding"})
"""Kinds whose words mean much else where they do not touch the amount."""
_HELD = frozenset({"commitments", "market_value_change", "price"})
"""Kinds that win over a more general word as near: "contract commitments"."""


def nearest_cue(
    text: str, amount: Amount, cues: Sequence[KindCue], others: Sequence[Amount]
) -> tuple[str, str, int]:
    """Return kind, words and place of the nearest cue; "amount" without words when there is none.

    Words on the other side of a semicolon are none. Words that touch another amount of a list
    belong to that; only what stands before is carried on, to an amount that has no noun of its
    own: "capex of $1 billion in 2026, $2 billion in 2027".

    Args:
        text: The sentence.
        amount: One of its amounts.
        cues: All of the sentence.
        others: All of its amounts.
    """
    if _is_size(text, amount):
        return "amount", "", amount.start
    own: list[tuple[float, KindCue]] = []
    carried: list[tuple[float, KindCue]] = []
    for cue in cues:
        if cue.end < amount.start - _WINDOW or cue.start > amount.end + _WINDOW:
            continue
        if cue.kind == "funding" and _is_passive(text, cue, cues):
            continue
        away = _distance(text, cue, amount)
        if away >= _FARTHEST:
            continue
        if not _is_anothers(text, cue, amount, others):
            own.append((away, cue))
        elif cue.end <= amount.start:
            carried.append((away, cue))
    if not own and not _OWN_NOUN.match(text, amount.end):
        own = carried
    if not own:
        return "amount", "", amount.start
    _, best = min(own, key=lambda pair: pair[0])
    return best.kind, text[best.start : best.end].strip(), best.start


def _is_size(text: str, amount: Amount) -> bool:
    """Tell whether an amount says how large a line of business is, whatever stands around it."""
    return bool(
        _FIELD.match(text, amount.end)
        and _HAS_SIZE.search(text, max(0, amount.start - 30), amount.start)
    )


def _is_passive(text: str, cue: KindCue, cues: Sequence[KindCue]) -> bool:
    """Tell whether "raised" is what was done to a quantity: "capex raised $1 billion"."""
    if not text[cue.start : cue.end].lower().startswith("rais"):
        return False
    return any(
        other.kind in _RAISED and text[other.end : cue.start].strip().lower() in _IS
        for other in cues
        if other.end <= cue.start
    )


def _gap(text: str, cue: KindCue, amount: Amount) -> str:
    if cue.end <= amount.start:
        return text[cue.end : amount.start]
    return text[amount.end : cue.start] if cue.start >= amount.end else ""


def _distance(text: str, cue: KindCue, amount: Amount) -> float:
    """Return characters between a cue and an amount; what stands behind counts half as near."""
    between = _gap(text, cue, amount)
    if _CLOSED.search(between) and not _goes_on(text, amount):
        return _FARTHEST
    behind = cue.start >= amount.end and len(between) >= 14
    away = len(between) * (2.0 if behind else 1.0) + 40.0 * len(_PARTED.findall(between))
    away += 40.0 * len(_CLOSED.findall(between))
    listed = _LISTED.search(between)
    if listed and not listed.group().strip().isalpha():
        away += _COMMA
    if cue.kind in _NEAR_ONLY and between.strip():
        away += 12.0
    if cue.kind in _HELD and not listed:
        away -= 12.0
    return away


def _goes_on(text: str, amount: Amount) -> bool:
    start = max((found.end() for found in _CLOSED.finditer(text, 0, amount.start)), default=0)
    stop = _CLOSED.search(text, amount.end)
    return bool(_GOES_ON.search(text, start, stop.start() if stop else len(text)))


def _is_anothers(text: str, cue: KindCue, amount: Amount, others: Sequence[Amount]) -> bool:
    """Tell whether a list parts a cue from an amount, and not from another that is nearer."""
    between = _gap(text, cue, amount)
    if not _LISTED.search(between):
        return False
    if any(amount.end <= other.start and other.end <= cue.start for other in others):
        return True
    return any(
        other.start != amount.start
        and not _LISTED.search(gap := _gap(text, cue, other))
        and (len(gap) < len(between) or amount.end <= cue.start < cue.end <= other.start)
        for other in others
    )

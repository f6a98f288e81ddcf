"""Sentence → the percentages in it, as signed or unsigned ranges with their comparator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tapestory.model import Comparator
from tapestory.reading.price_moves.movewords import COMPARATOR_AFTER, COMPARATOR_BEFORE

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,6}(?:[.,]\d{1,6})?"
_UNIT = (
    r"(?:%|％|﹪|[\s-]*(?:percent|per\s+cent|pct)\b|\s+(?:Prozent|por\s+ciento|por\s+cento|pour\s+cent|"
    r"per\s+cento|procent)\b|\s*(?:процент\w*|퍼센트|프로(?![가-힣])|パーセント))"
)
_POINTS = (
    r"(?:[\s-]*(?:percentage\s+)?points?\b|p\b|포인트|ポイント|个百分点|個百分點|百分点|百分點)"
)
_SIGN = r"(?:(?<![\w.%)])[+＋]|(?<![\w.%)])[-−－–](?=\d))"
_PERCENT = re.compile(
    rf"""(?P<between>\b(?:between|zwischen|entre|tra)\s+)?
    (?P<sign>{_SIGN})?(?<![\d.,])(?P<low>{_NUMBER})
    (?:\s?(?:{_UNIT})?\s*(?P<link>-|–|—|~|～|to|and|or|至|到|から|에서|bis|a|y|et|e)\s*(?P<sign2>[+\-−–])?
        (?P<high>{_NUMBER}))?
    \s?{_UNIT}(?!{_POINTS})""",
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_BEFORE = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentage:
    """A percentage or range of them, before anybody knows what it measures."""

    start: int
    end: int
    low: float
    """Fraction, the smaller size; not negative."""
    high: float
    sign: int
    """+1 or -1 when the text prints a sign, else 0."""
    comparator: Comparator


def percentages(text: str) -> Iterator[Percentage]:
    """Yield the percentages of a sentence from left to right; percentage points are left out."""
    for found in _PERCENT.finditer(text):
        yield from _read(text, found)


def _read(text: str, found: re.Match[str]) -> Iterator[Percentage]:
    first = _fraction(found.group("low"))
    link = found.group("link")
    if link is None:
        yield _percentage(text, found.start(), found.end(), (first, first), found)
        return
    second = _fraction(found.group("high"))
    joined = link.lower() in {"and", "y", "et", "e", "or"}
    if joined and not found.group("between"):
        # "13% and 17%": two numbers, the unit perhaps only after the second
        middle = found.start("link")
        yield _percentage(text, found.start(), middle, (first, first), found)
        yield _percentage(text, found.start("high"), found.end(), (second, second), None)
        return
    yield _percentage(text, found.start(), found.end(), (first, second), found)


def _percentage(
    text: str, start: int, end: int, values: tuple[float, float], found: re.Match[str] | None
) -> Percentage:
    low, high = sorted(values)
    printed = found.group("sign") if found is not None else None
    sign = 0 if not printed else (1 if printed in "+＋" else -1)
    comparator = Comparator.BETWEEN if low != high else _comparator(text, start, end)
    return Percentage(start=start, end=end, low=low, high=high, sign=sign, comparator=comparator)


def _fraction(number: str) -> float:
    """Read "1,234.5" and, in languages with a decimal comma, "8,8"; as a fraction of one."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", number):
        plain = number.replace(",", "")
    else:
        plain = number.replace(",", ".")
    return round(float(plain) / 100, 10)


def _comparator(text: str, start: int, end: int) -> Comparator:
    before = text[max(0, start - _LONGEST_BEFORE) : start]
    after = text[end : end + 8]
    for kind, found in COMPARATOR_BEFORE:
        if found.search(before):
            return kind
    for kind, found in COMPARATOR_AFTER:
        if found.match(after):
            return kind
    return Comparator.EXACT

"""Text → the numbers that it tells in words: half a million, zwei Milliarden, 三成."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapestory.late_regex import late_regex
from tapestory.matching.units import (
    END,
    HAN,
    HAN_SCALES,
    SCALES,
    UNIT,
    UNITS,
    named,
    unit_of,
)

_LONGEST_COUNT = 14
_WORD_NUMBERS = named(
    ("half_a half_an medio meio eine_halbe un_demi", 0.5),
    ("a an one eine ein un une um uma один", 1.0),
    ("two zwei deux dos dois duas два две", 2.0),
    ("three drei trois tres três три", 3.0),
    ("four vier quatre cuatro quatro четыре", 4.0),
    ("five fünf cinq cinco пять", 5.0),
    ("six sechs seis шесть", 6.0),
    ("seven sieben sept siete sete семь", 7.0),
    ("eight acht huit ocho oito восемь", 8.0),
    ("nine neun neuf nueve nove девять", 9.0),
    ("ten zehn dix diez dez десять", 10.0),
    ("twelve zwölf douze doce doze", 12.0),
    ("twenty zwanzig vingt veinte vinte двадцать", 20.0),
    ("fifty", 50.0),
)
_GREAT_WORD = late_regex(rf"(?P<long>(?:[mb]il|tri|мил|три)[^\W\d_]{{3,9}}){END}{UNIT}")
_GREAT_STARTS = ("mil", "bil", "tri", "мил", "три")
_HAN_NUMERALS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"两": 2}
_HAN_UNIT = late_regex("美元|美金|欧元|歐元|日元|韩元|人民币|成|割")
_HAN_WORDED = late_regex(
    rf"(?P<count>[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]|(?=[百千]))"
    rf"(?P<long>{HAN})?$"
)
_LONGEST_HAN_COUNT = 5


def worded(folded: str) -> Iterator[str]:
    """Yield the figures that a folded text tells in words, as `figures` gives them."""
    for match in _great_words(folded):
        count = _count_before(folded, match.start())
        scale = SCALES.get(match["long"])
        if count and scale:
            unit, factor = unit_of(match)
            yield f"{unit or 'n'}:{count * scale * factor:.3g}"
    for mark in () if folded.isascii() else _HAN_UNIT.finditer(folded):
        counted = _HAN_WORDED.search(
            folded, max(0, mark.start() - _LONGEST_HAN_COUNT), mark.start()
        )
        if counted:
            value = _han_number(counted["count"]) * HAN_SCALES.get(counted["long"] or "", 1.0)
            unit, factor = UNITS[mark[0]]
            yield f"{unit}:{value * factor:.3g}"


def _great_words(folded: str) -> Iterator[re.Match[str]]:
    """Yield what `_GREAT_WORD.finditer` would; to look for how they begin takes far less time."""
    end = 0
    for at in sorted(at for start in _GREAT_STARTS for at in _each(folded, start)):
        match = _GREAT_WORD.match(folded, at) if at >= end else None
        if match is not None:
            end = match.end()
            yield match


def _each(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _count_before(folded: str, start: int) -> float:
    """Return the number told in words before a position: half a, two, zwei …; 0 for none."""
    words = folded[max(0, start - _LONGEST_COUNT) : start].replace("-", " ").split()
    pair = " ".join(words[-2:])
    return _WORD_NUMBERS.get(pair) or (_WORD_NUMBERS.get(words[-1], 0.0) if words else 0.0)


def _han_number(text: str) -> float:
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return float(_HAN_NUMERALS.get(text, 1))
    return 10.0 * _HAN_NUMERALS.get(tens, 1) + _HAN_NUMERALS.get(ones, 0)

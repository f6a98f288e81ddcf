"""Sentence → percentages that are written as words: "by a third", "halved", 腰斩, 3割."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tapestory.late_regex import late_regex
from tapestory.reading.price_moves.comparators import comparator
from tapestory.reading.price_moves.percentages import Percentage
from tapestory.reading.text.cues import Cue
from tapestory.reading.text.quick import Quick
from tapestory.reading.text.scan import SENTENCES, Scan

_PARTS = {
    "half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10,
    "hälfte": 1 / 2, "drittel": 1 / 3, "viertel": 1 / 4, "fünftel": 1 / 5, "zehntel": 1 / 10,
    "moitié": 1 / 2, "tiers": 1 / 3, "quart": 1 / 4, "cinquième": 1 / 5, "dixième": 1 / 10,
    "mitad": 1 / 2, "tercio": 1 / 3, "cuarto": 1 / 4, "quinto": 1 / 5, "décimo": 1 / 10,
    "metade": 1 / 2, "terço": 1 / 3, "quarto": 1 / 4,
    "metà": 1 / 2, "terzo": 1 / 3, "decimo": 1 / 10,
    "helft": 1 / 2, "derde": 1 / 3, "kwart": 1 / 4, "vijfde": 1 / 5, "tiende": 1 / 10,
    "половину": 1 / 2, "треть": 1 / 3, "четверть": 1 / 4, "десятую": 1 / 10,
}  # fmt: skip
_TIMES = {
    "halved": -0.5, "doubled": 1.0, "tripled": 2.0, "trebled": 2.0, "quadrupled": 3.0,
    "halbiert": -0.5, "verdoppelt": 1.0, "verdreifacht": 2.0, "doublé": 1.0, "triplé": 2.0,
    "duplicado": 1.0, "duplicó": 1.0, "dobrou": 1.0, "raddoppiato": 1.0, "dimezzato": -0.5,
    "gehalveerd": -0.5, "verdubbeld": 1.0, "удвоились": 1.0,
}  # fmt: skip
_COUNT = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_PART = "|".join(_PARTS)
_QUALIFIED = (
    r"(?:(?:about|around|roughly|nearly|almost|over|more\s+than|as\s+much\s+as|"
    r"up\s+to|at\s+least|fast|rund|etwa|"
    r"mehr\s+als|über|près|plus|environ|casi|cerca|más|quase|mais|quasi|oltre|bijna|"
    r"ruim|meer\s+dan|почти|более\s+чем)"
    r"\s+(?:d['’]|de\s+|del\s+)?)?"
)
_ARTICLE = (
    r"(?:(?:an?|one|two|three|ein(?:e|en)?|die|une?|la|le|un[ao]?|um[a]?|los?|il|l['’]|een|de)"
    r"[\s-])?"
)
_HERE = Scan(leader=SENTENCES)
"""They are looked for where `WORDED` may stand, and not in every sentence."""
_BY_A_PART = late_regex(
    rf"""\b(?:by|um|de|d['’]|en|em|di|met|
    на)\s*{_QUALIFIED}(?P<part>(?P<count>{_ARTICLE})(?P<name>{_PART})s?)\b
    (?!\s+(?:a\b|past|of\s+(?!its|their)|time|day|quarter|week|month|year|straight|consecutive))
    |(?P<part2>(?P<count2>{_ARTICLE})(?P<name2>{_PART})s?)\s+(?:of\s+|de\s+|del\s+|van\s+)?
    (?:its|their|seines|ihres|sa|su|seu|suo|hun|zijn)\s+(?:(?:market|stock|stock-market|share)\s+)?
    (?:value|worth|wertes|börsenwertes|valeur|valor|valore|waarde|kapitalisierung)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_MANIFOLD = late_regex(
    rf"""\b(?:shares?|stocks?|prices?|aktien?|kurs|actions?|titre|acciones|ações|azioni|titolo|
    aandeel|акции)\s+
    (?:(?:have|has|had|hat|haben|a|ont|se\s+han?|ha|hanno|is|zijn|sich|more\s+than|nearly|almost|
    roughly|about|mehr\s+als|
    fast|plus\s+que|quasi|casi|bijna|meer\s+dan)\s+){{0,4}}(?P<times>{"|".join(_TIMES)})\b""",
    re.VERBOSE | re.IGNORECASE,
)
_PARTS_OF, _TIMES_AS_MUCH = Quick(_BY_A_PART, _HERE), Quick(_MANIFOLD, _HERE)
_DIGITS = {digit: n for n, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2, "兩": 2}
_TENTHS = late_regex(
    r"(?P<tenths>[一二两兩三四五六七八九1-9１-９])\s?"
    r"(?:成(?P<more>半)?(?![为為功员員果都交分长長就立年熟不])|割(?=安|高|下|上|超|近|"
    r"強|弱|余|の))"
)
_CJK_WHOLE = (
    (late_regex(r"腰斩|腰斬|반\s?토막|半値に"), -0.5),
    (late_regex(r"(?:股价|股價)[^，。；,;]{0,6}(?P<n>翻[倍番])"), 1.0),
)

WORDED = Cue(
    _BY_A_PART,
    needs=" ".join([*_PARTS, *_TIMES, "成 割 腰斩 腰斬 토막 半値 翻倍 翻番"]),
)
"""A word without which there is none."""


def worded_percentages(text: str, lang: str = "") -> Iterator[Percentage]:
    """Yield parts and multiples that are spelled out, in no order; most sentences hold none.

    A part counts behind "by" or before "of its value" alone; "doubled" and "halved" only where
    shares do it: a company doubles many things.
    """
    if lang in {"zh", "ja", "ko"}:
        yield from _east_asian(text)
    for found in _PARTS_OF.finditer(text):
        group = "" if found.group("part") else "2"
        size = _PARTS[found.group("name" + group).lower()]
        count = re.split(r"[\s-]", (found.group("count" + group) or "").lower())[0]
        yield _worded(text, found.span("part" + group), size * _COUNT.get(count, 1))
    for found in _TIMES_AS_MUCH.finditer(text):
        yield _worded(text, found.span("times"), _TIMES[found.group("times").lower()], signed=True)


def _east_asian(text: str) -> Iterator[Percentage]:
    for found in _TENTHS.finditer(text):
        digit = found.group("tenths")
        tenths = _DIGITS[digit] if digit in _DIGITS else int(digit)
        size = tenths / 10 + (0.05 if found.group("more") else 0.0)
        yield _worded(text, found.span(), size)
    for pattern, change in _CJK_WHOLE:
        for found in pattern.finditer(text):
            span = found.span("n") if "n" in pattern.groupindex else found.span()
            yield _worded(text, span, change, signed=True)


def _worded(text: str, span: tuple[int, int], change: float, *, signed: bool = False) -> Percentage:
    size = round(abs(change), 10)
    sign = (1 if change > 0 else -1) if signed else 0
    return Percentage(start=span[0], end=span[1], low=size, high=size, sign=sign,
                      comparator=comparator(text, *span))  # fmt: skip

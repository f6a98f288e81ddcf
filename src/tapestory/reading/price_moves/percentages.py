"""Sentence → the percentages in it, as signed or unsigned ranges with their comparator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tapestory.late_regex import late_regex
from tapestory.model import Comparator
from tapestory.reading.price_moves.comparators import comparator
from tapestory.reading.text.cues import Cue

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|\d{1,6}(?:[.,．]\d{1,6})?"
_UNIT = (
    r"(?:[%％﹪٪]|[\s-]?(?:percent|per[\s-]cent|pct)(?!\w)|pc\b|\s?(?:Prozent|"
    r"por\s+ciento|por\s+cento|"
    r"pour\s+cent|per\s+cento|procent)(?!\w)|-?prozentig\w*|\s?процент\w*(?!\s+пункт)|"
    r"\s?퍼센트|\s?프로(?![가-힣])|"
    r"\s?パーセント)"
)
_POINTS = (
    r"(?:[\s-]*(?:percentage\s+|-)?points?\b|p\b|pts?\b|\s?포인트|\s?ポイント|"
    r"\s?个百分点|\s?個百分點|"
    r"\s?百分点|\s?百分點|\s?пункт)"
)
_DOWN_SIGNS = "-−－–▼▽↓"
_UP_SIGNS = "+＋▲△↑"
_SIGN = r"(?<![A-Za-z0-9.%％)])[+＋▲△↑▼▽↓−－–-]\s?(?=\d)"
_DASH = r"(?<=\S)[-–—−](?=[+\d])|\s[-–—]\s|\s?[~～∼〜]\s?|\s?(?:至|到|から|에서)\s?"
_LINKS = {
    "": r"to|and|or",
    "de": r"bis|und|oder",
    "fr": r"à|et|ou",
    "es": r"al?|y|o",
    "pt": r"a|e|ou",
    "it": r"al?|e|o",
    "nl": r"tot|en|of",
    "ru": r"до|и|или",
}
"""Between the ends of a range, by language; "" is for all."""
_AND = frozenset({"and", "und", "et", "y", "e", "en", "и"})
"""Links that join two numbers unless a word for "between" stands before."""
_OR = frozenset({"or", "oder", "ou", "o", "of", "или"})
"""Links that join two numbers, or an amount and its percentage ("3 points or 2%")."""
_BETWEEN = (
    r"\b(?:between|zwischen|entre|tra|fra|tussen|между)\s+(?:(?:un[ao]?|el|los?|le|il|o|os)\s+)?"
)
PERCENT = Cue(
    late_regex(rf"\d\s?{_UNIT}", re.IGNORECASE),
    needs="""% ％ ﹪ ٪ percent cent pct pc prozent ciento cento procent процент 퍼센트 프로
        パーセント""",
)
"""What every percentage ends with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentage:
    """A percentage or range of them, before anybody knows what it measures."""

    start: int
    """Of the number, its sign included, within the sentence."""
    end: int
    low: float
    """Fraction, the smaller size; not negative."""
    high: float
    sign: int
    """+1 or -1 when the text prints a sign or says "halved", else 0."""
    comparator: Comparator


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    links = "|".join(filter(None, (_LINKS[""], _LINKS.get(lang, ""))))
    return late_regex(
        rf"""(?P<between>{_BETWEEN})?
        (?P<number>(?P<sign>{_SIGN})?(?<![A-Za-z0-9.,$€£¥₩])(?P<low>{_NUMBER})
        (?:(?P<unit>\s?{_UNIT})?(?P<link>{_DASH}|\s+(?:{links})\s+)(?:(?:un|el|le|il|l['’]|o)\s+)?
            (?P<sign2>[+\-−–])?(?P<high>{_NUMBER}))?
        \s?{_UNIT})(?!{_POINTS})""",
        re.VERBOSE | re.IGNORECASE,
    )


def percentages(text: str, lang: str = "") -> Iterator[Percentage]:
    """Yield the percentages of a sentence from left to right; percentage points are left out.

    Args:
        text: One sentence.
        lang: Its language: in some "a" or "e" stand between the ends of a range.
    """
    for found in _pattern(lang).finditer(text):
        yield from _read(text, found, lang)


def _read(text: str, found: re.Match[str], lang: str) -> Iterator[Percentage]:
    first = _fraction(found.group("low"))
    start, end = found.span("number")
    sign = _sign(found.group("sign"), lang)
    link = found.group("link")
    if link is None:
        yield _percentage(text, (start, end), (first, first), sign)
        return
    second = _fraction(found.group("high"))
    word = link.strip().lower()
    if word in _OR or (word in _AND and not found.group("between")):
        # "13% and 17%": two numbers, the unit perhaps only after the second
        middle = start + len(text[start : found.start("link")].rstrip())
        if word in _AND or found.group("unit"):
            yield _percentage(text, (start, middle), (first, first), sign)
        later = (found.start("sign2") if found.group("sign2") else found.start("high"), end)
        yield _percentage(text, later, (second, second), _sign(found.group("sign2"), lang))
        return
    other = _sign(found.group("sign2"), lang)
    if not sign or not other or sign == other:
        yield _percentage(text, (start, end), (first, second), sign)


def _percentage(
    text: str, span: tuple[int, int], values: tuple[float, float], sign: int
) -> Percentage:
    low, high = sorted(values)
    kind = Comparator.BETWEEN if low != high else comparator(text, *span)
    return Percentage(
        start=span[0], end=span[1], low=low, high=high, sign=sign, comparator=kind
    )  # fmt: skip


def _sign(printed: str | None, lang: str) -> int:
    if not printed:
        return 0
    mark = printed.strip()
    if mark in "▲△" and lang == "ja":
        return -1  # Japanese tables print losses so
    return 1 if mark in _UP_SIGNS else -1


def _fraction(number: str) -> float:
    """Read "1,234.5" and, in languages with a decimal comma, "8,8"; as a fraction of one."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", number):
        plain = number.replace(",", "")
    else:
        plain = number.replace(",", ".").replace("．", ".")
    return round(float(plain) / 100, 10)

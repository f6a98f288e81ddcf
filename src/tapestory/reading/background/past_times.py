"""Words such as "in April", "last September" or 去年11月 → the stretch of days that they mean."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tapestory.late_regex import late_regex
from tapestory.reading.price_moves.calendar_words import MONTHS

_SHORT = frozenset(
    (
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "mai",
        "mei",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
    )
)
_NAMES = sorted((n for n in MONTHS if len(n) > 3 or n in _SHORT), key=len, reverse=True)
_LATIN = "|".join(_NAMES)
_PART = r"(?:early|mid|late|Anfang|Mitte|Ende|début|fin|principios\s+de|finales\s+de|inizio|fine)"
_IN = rf"(?:in|during|im|en|em|nel|w|в)\s+(?:the\s+)?(?:{_PART}[\s-]+)?|{_PART}[\s-]+"
_TIME = late_regex(
    rf"""
    \b(?P<m1>{_LATIN})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[%–-]\s*\d|\s*%|[.,]\d\d|:)
       (?:,?\s+(?P<y1>(?:19|20)\d\d)\b)?
    |\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:(?:de|of)\s+)?(?P<m2>{_LATIN})\b
       (?:\.?,?\s+(?:del?\s+)?(?P<y2>(?:19|20)\d\d)\b)?
    |\b(?P<m3>{_LATIN})\.?,?\s+(?:of\s+|del?\s+)?(?P<y3>(?:19|20)\d\d)\b
    |\b(?:(?P<either4>last)\s+|(?P<past4>this\s+past|back\s+in)\s+|{_IN})(?P<m4>{_LATIN})\b(?!\.?\s*\d)
    |(?<!\d)(?P<y5>20\d\d)[-/.](?P<m5>\d{{1,2}})[-/.](?P<d5>\d{{1,2}})(?!\d)
    |(?:(?P<y6>20\d\d)\s?[年년]\s?|(?P<ago6>去年|昨年|지난\s?해|작년)\s?的?|今年|올해\s?|(?P<past6>지난)\s?)?
       (?<![\d.])(?P<m6>\d{{1,2}})\s?[月월](?:份)?(?:\s?(?P<d6>\d{{1,2}})\s?[日号號일])?
    |\b(?:last\s+month|letzten\s+Monat|le\s+mois\s+dernier|el\s+mes\s+pasado|il\s+mese\s+scorso)\b
    |上个?月|上個月|지난\s?달|先月
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD = late_regex(r"[^\W\d_]+")
_MONTH_WORDS = frozenset((*_NAMES, "month", "monat", "mois", "mes", "mese"))
"""Every time holds one of them as a word, or one of those below."""
_OTHERWISE = late_regex(r"20\d\d[-/.]\d|[月월]|지난\s?달")
_ONWARDS = late_regex(
    r"""(?:\b(?:since|until|till|through|thru|by|before|from|to|after|due|ended?|ending|expir\w+|
    matur\w+|of|for|seit|bis|ab|vor|nach|depuis|jusqu['’]en|jusqu['’]au|avant|après|desde|hasta|antes\s+del?|dal|
    fino\s+a|sinds|tot|с|до|после)\s+(?:the\s+)?(?:end\s+of\s+|start\s+of\s+)?
    (?:early\s+|mid-?\s?|late\s+)?(?:on\s+)?|[自从從至到]|截至|截止)$""",
    re.VERBOSE | re.IGNORECASE,
)
"""Before a time: what is told goes on from it or up to it, and did not happen then."""
_AND_ON = late_regex(
    r"\s?(?:以来|以來|以降|以后|以後|之后|之後|起|前|まで|から|までに|부터|까지|이후|이래|期)|"
    r"\s+(?:quarter|fiscal|expiry|contract|futures|deadline|highs?|lows?|peaks?|delivery)\b",
    re.IGNORECASE,
)
"""The same behind a time; and a paper, a peak or a quarter that is called after it."""
_LOOK_BACK = 28
_DECEMBER = 12
_HALF_A_YEAR = 6
"""Months: what lies ahead by more within a year is the one of last year."""
_NEXT_YEAR = 2
"""Months: January told in December is the one to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastTime:
    """A stretch of days that a text names: one day, or the whole of a month."""

    first: date
    last: date
    start: int
    end: int
    """Of the words, in the text."""
    supposed: bool
    """No year is told: it is last year's only because it still lies ahead in this one."""


def past_times(text: str, *, written: date) -> Iterator[PastTime]:
    """Yield the days and months that a text names, none of them later than it was written.

    A month without a year is the latest that had begun. Times that something goes on from or up
    to ("since April", "through 2032") are left out, as are quarters and contracts named after one.

    Args:
        text: A sentence.
        written: The day of the article.
    """
    if not _may_name_a_time(text):
        return
    for found in _TIME.finditer(text):
        if _ONWARDS.search(text[max(0, found.start() - _LOOK_BACK) : found.start()]):
            continue
        if _AND_ON.match(text, found.end()):
            continue
        stretch = _stretch(found, written)
        if stretch is not None and stretch[0] <= written:
            first, last = stretch
            yield PastTime(
                first=first,
                last=last,
                start=found.start(),
                end=found.end(),
                supposed=first.year < written.year and not _tells_year(found),
            )


def _tells_year(found: re.Match[str]) -> bool:
    told = {name[:-1] for name, text in found.groupdict().items() if text}
    return "m" not in told or bool(told & {"y", "ago", "past", "either"})


def _may_name_a_time(text: str) -> bool:
    """Tell soon whether there is any use in looking: in most sentences there is none."""
    words = _WORD.findall(text.lower())
    return not _MONTH_WORDS.isdisjoint(words) or _OTHERWISE.search(text) is not None


def _stretch(found: re.Match[str], written: date) -> tuple[date, date] | None:
    part = {name[:-1]: text for name, text in found.groupdict().items() if text}
    if "m" not in part:
        return _month(written.year - (written.month == 1), (written.month - 2) % _DECEMBER + 1)
    month = MONTHS.get(part["m"].lower()) or (int(part["m"]) if part["m"].isdigit() else 0)
    day = int(part["d"]) if "d" in part else None
    if not 1 <= month <= _DECEMBER:
        return None
    if "y" in part:
        year: int | None = int(part["y"])
    elif "ago" in part:
        year = written.year - 1
    elif "either" in part and 0 <= written.month - month < _HALF_A_YEAR:
        return None
    else:
        year = _nearest(month, day, written, past="past" in part or "either" in part)
    if year is None or day is None:
        return None if year is None else _month(year, month)
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day), date(year, month, day)


def _nearest(month: int, day: int | None, written: date, *, past: bool) -> int | None:
    """Return the year of a day or month that is told without one; None if it lies ahead.

    Args:
        month: Its number.
        day: If one is told.
        written: The day of the article.
        past: It is called the last of its name, and cannot lie ahead.
    """
    ahead = (month, day or 1) > (written.month, written.day)
    to_come = month - written.month
    near = ahead and to_come <= _HALF_A_YEAR
    after_new_year = 0 < to_come + _DECEMBER <= _NEXT_YEAR
    if not past and (near or after_new_year):
        return None
    return written.year - ahead


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])

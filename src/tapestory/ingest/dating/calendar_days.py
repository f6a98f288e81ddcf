"""A date as printed, without its time of day → year, month and day, as far as they are told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tapestory.ingest.dating.month_names import east_asian_weekday, month_of, weekday_of
from tapestory.late_regex import late_regex

Order = Literal["day first", "month first", ""]

_MONTH_FIRST = frozenset({"US", "PH", "FM", "PR", "GU", "AS"})
# Where both orders are printed, often by one outlet in its several languages.
_EITHER_ORDER = frozenset(
    {"CA", "CN", "HK", "JP", "KP", "KR", "MN", "MO", "TW", "BZ", "GH", "GL", "KE", "KY", "PA", "TG"}
    | {"MH", "MP", "PW", "UM", "VI"}
)
_YEAR_FIRST = frozenset({"CN", "JP", "KR", "TW", "HK", "MO", "HU", "MN", "LT"})
_YEARLESS_MONTH_FIRST = _MONTH_FIRST | {"CN", "JP", "KR", "TW"}
_ERAS = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911, "中華民國": 1911}
_AHEAD = timedelta(days=60)
"""A day without a year that lies less than this ahead is no day of last year."""

_CHINESE_DIGITS = {mark: place for place, mark in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
}
_CHINESE_NUMBER = late_regex(
    r"(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[〇零○一二三四五六七八九]{1,4})(?=[年月日号號])"
)
_EAST_ASIAN_DAY = late_regex(
    r"(?:(?P<era>令和|平成|中華民國|民國|民国)\s?)?(?:(?P<year>\d{2,4}|元|(?<=[和成])\d)\s?[年년]\s?)?"
    r"(?P<month>\d{1,2})\s?[月월]\s?(?:(?P<day>\d{1,2})\s?[日일号號]?)?"
)
_EAST_ASIAN_WEEKDAY = late_regex(
    r"(?:星期|周|週|礼拜|禮拜)(?P<zh>[一二三四五六日天])|(?P<ja>[月火水木金土日])曜日?|(?P<ko>[월화수목금토일])요일"
)
_ISO_WEEK = late_regex(r"(\d{4})-?W(\d{2})-?(\d)", re.IGNORECASE)
_ISO_ORDINAL = late_regex(r"(\d{4})-?(\d{3})")
_ISO_BASIC = late_regex(r"(?:\+00)?(\d{4})(\d{2})(\d{2})")
_YEAR_MONTH = late_regex(
    r"(\d{4})\s?[-/.]\s?(\d{1,2})|(?P<ja>\d{4})\s?[年년]\s?(?P<mm>\d{1,2})\s?[月월]"
)
_WITH_ZONE = late_regex(r"(\d{4}-\d{2}-\d{2})\s?(?:Z|[+-]\d{2}:?\d{2})", re.IGNORECASE)
_PIECE = late_regex(r"\d+|[^\W\d_]+")
_BETWEEN = late_regex(r"[\s.,;/|·•'’:+-]*")
_CONNECTIVES = frozenset(
    {"de", "del", "do", "da", "of", "den", "dem", "der", "d", "le", "the", "il", "el", "em", "at"}
    | {"on", "um", "a", "à", "às", "alle", "alla", "ore", "o", "godz", "kl", "klo", "om", "saat"}
    | {"в", "г", "р", "года", "року", "dne", "klockan", "am", "vom", "du", "lo", "di", "al"}
)
_ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "º", "ª", "e", "ième", "го", "ого", "η"})
# Words before a date that say it is not the date of the article.
_NOT_THE_DATE = frozenset(
    {"before", "after", "until", "till", "since", "by", "from", "between", "expires", "expiry"}
    | {"due", "deadline", "bis", "seit", "ab", "about", "circa", "around", "early", "mid", "late"}
    | {"end"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date of the calendar; without a day it is a month."""

    year: int
    month: int
    day: int | None


def read_day(text: str, *, country: str, today: date) -> Day | None:
    """Return the date that a text says and nothing else; None when it says none, or several.

    Args:
        text: NFKC, blanks single, no time of day.
        country: ISO 3166 alpha-2 of the outlet, or "": decides whether 7/2 is in July.
        today: The present date where the outlet is: decides the year where none is printed.

    Raises:
        ValueError: There is no such day.
    """
    text = _CHINESE_NUMBER.sub(lambda found: str(_chinese(found[0])), text)
    weekdays: set[int | None] = set()
    east_asian = _EAST_ASIAN_WEEKDAY.search(text)
    if east_asian:
        weekdays.add(east_asian_weekday(east_asian[east_asian.lastgroup or 0]))
        text = f"{text[: east_asian.start()]} {text[east_asian.end() :]}"
    text = text.strip(" ,;|·•/:-").rstrip(".").strip()
    with_zone = _WITH_ZONE.fullmatch(text)
    if with_zone:
        text = with_zone[1]
    found = _by_form(text, country, today)
    if found is not None:
        return found
    return _by_pieces(text, country, today, weekdays)


def _by_form(text: str, country: str, today: date) -> Day | None:
    week = _ISO_WEEK.fullmatch(text)
    if week:
        return _of(date.fromisocalendar(int(week[1]), int(week[2]), int(week[3])))
    basic = _ISO_BASIC.fullmatch(text)
    if basic:
        return Day(year=int(basic[1]), month=int(basic[2]), day=int(basic[3]))
    ordinal = _ISO_ORDINAL.fullmatch(text)
    if ordinal:
        # The last day of 365 and of 366 must fall into the year itself.
        day = date(int(ordinal[1]), 1, 1) + timedelta(days=int(ordinal[2]) - 1)
        return _of(day) if day.year == int(ordinal[1]) else None
    months = _YEAR_MONTH.fullmatch(text)
    if months:
        year, month = months[1] or months["ja"], months[2] or months["mm"]
        return Day(year=int(year), month=int(month), day=None)
    east_asian = _EAST_ASIAN_DAY.fullmatch(text)
    return _east_asian(east_asian, country, today) if east_asian else None


def _of(day: date) -> Day:
    return Day(year=day.year, month=day.month, day=day.day)


def _east_asian(found: re.Match[str], country: str, today: date) -> Day | None:
    month, day, printed, era = (found[name] for name in ("month", "day", "year", "era"))
    if printed is None:
        return _latest(int(month), int(day), today) if day and not era else None
    year = 1 if printed == "元" else int(printed)
    if era:
        year += _ERAS[era]
    elif len(printed) == 3:
        year += _ERAS["民國"] if country == "TW" else 0
    elif len(printed) == 2:
        year += 2000
    return Day(year=year, month=int(month), day=int(day) if day else None)


def _by_pieces(text: str, country: str, today: date, weekdays: set[int | None]) -> Day | None:
    """Read numbers and names of months and weekdays, in any western order."""
    pieces = _PIECE.findall(text)
    if _BETWEEN.fullmatch(_PIECE.sub("", text)) is None or len(pieces) > 9:
        return None
    words = [place for place, piece in enumerate(pieces) if not piece.isdecimal()]
    months = [place for place in words if month_of(pieces[place], country)]
    if len(months) > 1:
        # "mar. 2 juin" is a Tuesday; "Paz 5 Tem" a Sunday.
        months = [place for place in months if weekday_of(pieces[place]) is None] or months
    if len(months) > 1:
        months = months[-1:] if months[0] == 0 else []
        if not months:
            return None
    for place in words:
        if place in months:
            continue
        weekday = weekday_of(pieces[place])
        if weekday is not None:
            weekdays.add(weekday)
        elif not _says_nothing(pieces, place):
            return None
    numbers = [piece for piece in pieces if piece.isdecimal()]
    if not months:
        return _numeric(numbers, text, country, today, weekdays)
    before = sum(1 for piece in pieces[: months[0]] if piece.isdecimal())
    return _worded(numbers, before, month_of(pieces[months[0]], country) or 0, today)


def _says_nothing(pieces: list[str], place: int) -> bool:
    word = pieces[place].casefold()
    if word in _CONNECTIVES:
        return True
    if word in _ORDINALS:
        return place > 0 and pieces[place - 1].isdecimal()
    # A weekday in any other language, or "published".
    return place == 0 and 2 <= len(word) <= 14 and word not in _NOT_THE_DATE


def _worded(numbers: list[str], before: int, month: int, today: date) -> Day | None:
    """Read the numbers around a month's name; `before` of them stand before it."""
    years = [number for number in numbers if len(number) == 4]
    rest = [number for number in numbers if len(number) <= 2]
    if len(years) + len(rest) != len(numbers) or not 1 <= len(numbers) <= 2:
        return None
    if len(years) == 1:
        day = int(rest[0]) if rest else None
        return Day(year=int(years[0]), month=month, day=day)
    if len(rest) == 1:
        return _latest(month, int(rest[0]), today)
    if len(rest) == 2 and before <= 1:
        return Day(year=_century(int(rest[1]), today), month=month, day=int(rest[0]))
    return None


def _numeric(
    numbers: list[str], text: str, country: str, today: date, weekdays: set[int | None]
) -> Day | None:
    order = _order_in(country, text)
    widths = [len(number) for number in numbers]
    values = [int(number) for number in numbers]
    if len(numbers) == 3:
        if widths[0] == 4 and max(widths[1:]) <= 2:
            return Day(year=values[0], month=values[1], day=values[2])
        if widths[2] == 4 and max(widths[:2]) <= 2:
            return _ordered(values[0], values[1], values[2], order, weekdays)
        if max(widths) == 2 and widths[2] == 2 and country in _YEAR_FIRST:
            return Day(year=_century(values[0], today), month=values[1], day=values[2])
        if max(widths) == 2 and widths[2] == 2 and order:
            year = _century(values[2], today)
            return _ordered(values[0], values[1], year, order, weekdays)
    if len(numbers) == 2 and max(widths) <= 2 and country in _YEARLESS_MONTH_FIRST:
        return _latest(values[0], values[1], today)
    return None


def _order_in(country: str, text: str) -> Order:
    """Return which of two numbers is the day, as far as the country or the print tells."""
    if country in _MONTH_FIRST:
        return "month first"
    if country:
        return "" if country in _EITHER_ORDER else "day first"
    # Where dots part the numbers, the day stands first.
    return "day first" if text.count(".") >= 2 else ""


def _ordered(
    first: int, second: int, year: int, order: Order, weekdays: set[int | None]
) -> Day | None:
    """Return the day of two numbers that may stand in either order."""
    day_first = Day(year=year, month=second, day=first)
    month_first = Day(year=year, month=first, day=second)
    possible = [found for found in (day_first, month_first) if _weekday(found) is not None]
    if len(possible) == 2 and len(weekdays) == 1:
        fitting = [found for found in possible if _weekday(found) in weekdays]
        possible = fitting if len(fitting) == 1 else possible
    if len(possible) == 1 or day_first == month_first:
        return possible[0] if possible else None
    if not possible or not order:
        return None
    return month_first if order == "month first" else day_first


def _weekday(day: Day) -> int | None:
    try:
        return date(day.year, day.month, day.day or 1).weekday()
    except ValueError:
        return None


def _latest(month: int, day: int, today: date) -> Day | None:
    """Return the latest such day that is not ahead: in January, December means last year's."""
    this_year = date(today.year, month, day)
    # Elsewhere the next day may have begun.
    ahead = this_year - today
    if ahead <= timedelta(days=1):
        return _of(this_year)
    if ahead < _AHEAD:
        return None
    return Day(year=today.year - 1, month=month, day=day)


def _century(year: int, today: date) -> int:
    # RFC 2822 section 4.3 puts the turn at 50; news from next year's century there is none.
    return year + (2000 if year <= today.year % 100 + 1 else 1900)


def _chinese(digits: str) -> int:
    if "十" not in digits:
        return int("".join(str(_CHINESE_DIGITS[digit]) for digit in digits))
    tens, _, units = digits.partition("十")
    return 10 * (_CHINESE_DIGITS[tens[-1]] if tens else 1) + (
        _CHINESE_DIGITS[units[0]] if units else 0
    )

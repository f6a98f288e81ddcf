"""Words such as "July 1", "overnight" or 今日 → the date of the exchange that they mean."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAYS = (
    ("monday", "周一", "週一", "星期一", "월요일", "月曜", "montag", "lunes", "lundi"),
    ("tuesday", "周二", "週二", "星期二", "화요일", "火曜", "dienstag", "martes", "mardi"),
    ("wednesday", "周三", "週三", "星期三", "수요일", "水曜", "mittwoch", "miércoles", "mercredi"),
    ("thursday", "周四", "週四", "星期四", "목요일", "木曜", "donnerstag", "jueves", "jeudi"),
    ("friday", "周五", "週五", "星期五", "금요일", "金曜", "freitag", "viernes", "vendredi"),
)
_MONTH_DAY = re.compile(
    rf"\b(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*%)(?:,?\s+(?P<y1>20\d\d))?"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{_MONTH})\b\.?(?:\s+(?P<y2>20\d\d))?"
    r"|(?P<y3>20\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)"
    r"|(?:(?P<y4>20\d\d)\s?[年년]\s?)?(?P<m4>\d{1,2})\s?[月월]\s?(?P<d4>\d{1,2})\s?[日号號일]",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:the\s+)?(?:next|following)\s+(?:trading\s+)?(?:day|session)\b|次日|翌日|다음\s?날|이튿날",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"\btoday\b|\bthis\s+(?:morning|afternoon)\b|今天|今日|今早|오늘|금일|本日|heute|\bhoy\b|"
    r"aujourd'hui|\boggi\b|\bhoje\b",
    re.IGNORECASE,
)
_YESTERDAY = re.compile(
    r"\byesterday\b|昨天|昨日|어제|전날|前日(?!比)|\bgestern\b|\bayer\b|\bhier\b", re.IGNORECASE
)
_NIGHT = re.compile(
    r"\b(?:overnight|last\s+night)\b|隔夜|昨夜|昨晚|간밤|밤사이|前夜", re.IGNORECASE
)
_OFFSETS = {
    "KS": 9, "KQ": 9, "T": 9, "HK": 8, "SS": 8, "SZ": 8, "TW": 8, "TWO": 8, "L": 0, "AS": 1,
    "PA": 1, "DE": 1, "MI": 1, "MC": 1, "ST": 1, "HE": 2, "OL": 1, "AX": 10, "NS": 5, "BO": 5,
    "TO": -4, "SA": -3,
}  # fmt: skip
_INDEX_OFFSETS = {"^KS11": 9, "^KQ11": 9, "^N225": 9, "^HSI": 8, "^TWII": 8, "^STOXX": 1}
_NEW_YORK = -4
_CLOSE_HOUR = 16
"""The hour only tells evening from day: summer time does not matter."""
_YEAR_BACK = timedelta(days=360)
_AHEAD = timedelta(days=3)


def stated_session(
    clause: str, sentence: str, *, symbol: str, published: datetime | None
) -> date | None:
    """Return the session that a clause states, or its sentence if the clause is silent.

    Args:
        clause: The words around the number; what they say wins.
        sentence: All of the sentence.
        symbol: The instrument: its exchange's date counts (suffix as data vendors write it).
        published: When the article appeared; relative words and dates without a year mean
            nothing without it.

    Returns:
        A date that is no Saturday or Sunday (holidays are the calendar's business, not ours), or
        None when nothing is stated.
    """
    if symbol.startswith("SECTOR:"):
        return _explicit(clause, published) or _explicit(sentence, published)
    local = published + timedelta(hours=_offset(symbol)) if published is not None else None
    return _said(clause, sentence, local) or _said(sentence, sentence, local)


def _said(text: str, sentence: str, local: datetime | None) -> date | None:
    if _NEXT.search(text):
        anchor = _explicit(sentence, local)
        return _later(anchor) if anchor is not None else None
    stated = _explicit(text, local)
    if stated is not None or local is None:
        return stated
    if _TODAY.search(text):
        return _latest(local.date())
    if _YESTERDAY.search(text):
        return _latest(local.date() - timedelta(days=1))
    if _NIGHT.search(text):
        after_close = local.hour >= _CLOSE_HOUR
        return _latest(local.date() if after_close else local.date() - timedelta(days=1))
    return _weekday(text, local.date())


def _explicit(text: str, published: datetime | None) -> date | None:
    """Return the first calendar date in the text, its year from the publication if unsaid."""
    for found in _MONTH_DAY.finditer(text):
        part = {key[0]: value for key, value in found.groupdict().items() if value}
        month = _MONTHS.get(part["m"].lower()) or int(part["m"])
        day = _safe_date(part.get("y"), month, int(part["d"]), published)
        if day is not None:
            return day
    return None


def _safe_date(year: str | None, month: int, day: int, published: datetime | None) -> date | None:
    try:
        if year is not None or published is None:
            return date(int(year or 0), month, day)
        guess = date(published.year, month, day)
        if guess > published.date() + _AHEAD:
            guess = date(published.year - 1, month, day)
    except ValueError:
        return None
    return guess if published.date() - guess < _YEAR_BACK else None


def _weekday(text: str, today: date) -> date | None:
    lowered = text.lower()
    for number, names in enumerate(_WEEKDAYS):
        if any(name in lowered for name in names):
            return today - timedelta(days=(today.weekday() - number) % 7)
    return None


def _latest(day: date) -> date:
    """Return the day, or the Friday before a week-end."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _later(day: date) -> date:
    following = day + timedelta(days=1)
    return (
        following + timedelta(days=7 - following.weekday())
        if following.weekday() > 4
        else following
    )


def _offset(symbol: str) -> int:
    if symbol in _INDEX_OFFSETS:
        return _INDEX_OFFSETS[symbol]
    return _OFFSETS.get(symbol.rpartition(".")[2], _NEW_YORK) if "." in symbol else _NEW_YORK

"""A date as printed, the outlet's country and the present → an instant, how exact it is, and why.

Unknown is better than wrong: what is impossible, in the future or cannot be read stays without
an instant, with the printed string kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from tapestory.ingest.relative_dates import find_relative
from tapestory.ingest.zones import zone_of
from tapestory.model import Precision, Published

_FUTURE_SLACK = timedelta(days=1)
# Clocks of stations that were never set say 1970; the web has no older news than this.
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_MAX_RAW = 200

_MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            (
                "jan january januar janvier janv enero ene gennaio gen januari styczeń stycznia"
                " января янв ocak jänner jän январь janeiro"
            ),
            (
                "feb february februar février févr fevr febrero febbraio februari luty lutego"
                " февраля фев февр şubat feber fevereiro fev"
            ),
            "mar march märz mrz mär mars marzo maart mrt marzec marca марта мар mart março",
            "apr april avril avr abril abr aprile kwiecień kwietnia апреля апр nisan",
            "may mai mayo maggio mag mei maj maja мая май mayıs maio",
            "jun june juni juin junio giugno giu czerwiec czerwca июня июн haziran junho",
            "jul july juli juillet juil julio luglio lug lipiec lipca июля июл temmuz julho",
            "aug august août aout agosto ago augustus sierpień sierpnia августа авг ağustos",
            (
                "sep sept september septembre septiembre settembre set wrzesień września сентября"
                " сен сент eylül setembro"
            ),
            (
                "oct october oktober okt octobre octubre ottobre ott październik października"
                " октября окт ekim outubro out"
            ),
            "nov november novembre noviembre listopad listopada ноября ноя нояб kasım novembro",
            (
                "dec december dezember dez décembre déc decembre diciembre dic dicembre grudzień"
                " grudnia декабря дек aralık dezembro"
            ),
        ),
        start=1,
    )
    for name in names.split()
}
_ERAS = {"令和": 2018, "平成": 1988}
_MORNING = frozenset({"am", "a", "上午", "早上", "凌晨", "清晨", "午前", "오전", "새벽", "早"})
_EVENING = frozenset({"pm", "p", "下午", "晚上", "傍晚", "午後", "오후", "晚", "夜", "저녁"})
_NOON = frozenset({"中午", "正午"})

_HALF = (
    r"(?P<half>上午|早上|凌晨|清晨|中午|正午|下午|晚上|傍晚|午前|午後|오전|오후|새벽|저녁|早|晚|夜)"
)
_CLOCK = (
    rf"(?:{_HALF}\s*)?(?P<hour>\d{{1,2}})\s*(?::|時|时|点|點|시)\s*(?P<minute>\d{{1,2}})?\s*[分분]?"
    r"\s*(?::?\s*(?P<second>\d{1,2})\s*[秒초]?(?:[.,]\d+)?)?"
    r"\s*(?P<ampm>[ap]\.?\s?m\b\.?)?"
)
_ZONE = r"(?P<zone>\(?(?:[A-Za-z]{1,5}\s*)?[+\-−]\s*\d{1,2}(?::?\d{2})?\)?|\(?[A-Za-z]{1,5}\)?)?"
_WEEKDAY = r"(?:[^\W\d_]{2,12}(?:\.?,\s*|\.?\s+))?"
_TIME_TAIL = rf"(?:[,\s]+(?:at\s+|um\s+|à\s+)?{_CLOCK}\s*{_ZONE}(?:\s*\([^)]*\))?)?\s*"
_MONTH = r"(?P<month>[^\W\d_]{3,12})"

_ISO = re.compile(
    r"(?P<year>\d{4})-?(?P<mm>\d{2})-?(?P<day>\d{2})(?:[Tt_\s]\s*(?P<hour>\d{2}):?(?P<minute>\d{2})"
    r"(?::?(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<zone>[Zz]|(?:UTC|GMT)?\s*[+\-−]\d{2}:?\d{2}"
    r"|[+\-−]\d{1,2}|[A-Za-z]{1,5})?(?:\s*\(?[A-Za-z]{3,5}\)?)?)?"
)
_ISO_MONTH = re.compile(r"(?P<year>\d{4})-(?P<mm>\d{2})")
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er|º)?[\s-]+(?:de\s+)?{_MONTH}\.?,?[\s-]+"
    rf"(?:de\s+)?(?P<year>\d{{4}}|\d{{2}})(?:\s*г\.?|\s*р\.?)?{_TIME_TAIL}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}{_MONTH}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_TIME_TAIL}",
    re.IGNORECASE,
)
_ASCTIME = re.compile(
    rf"[^\W\d_]{{3,9}},?\s+{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+{_CLOCK}\s*(?P<zone>[A-Za-z]{{1,5}}"
    r"|[A-Za-z]{0,3}[+\-]\d{4})?\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    r"(?:(?:星期|周|週)[一二三四五六日天]\s*)?(?:(?P<era>令和|平成)\s*)?(?P<year>\d{4}|(?<=[和成])\d{1,2}|元)\s*[./年년-]\s*(?P<mm>\d{1,2})\s*[./月월-]"
    r"\s*(?P<day>\d{1,2})\s*[.日일号號]?"
    rf"(?:[T,\s]*\(?(?:星期|周|週)?[一二三四五六日天月火水木金土월화수목금토일](?:曜日?|요일)?\)?(?=\s|$))?"
    rf"(?:[T,\s]*{_CLOCK}\s*{_ZONE})?\s*",
    re.IGNORECASE,
)
_YEARLESS = re.compile(
    rf"(?P<mm>\d{{1,2}})\s*[月월]\s*(?P<day>\d{{1,2}})\s*[日일号號]?(?:[,\s]*{_CLOCK}\s*{_ZONE})?\s*",
    re.IGNORECASE,
)
_SLASHED = re.compile(
    rf"(?P<first>\d{{1,2}})[/.-](?P<second_number>\d{{1,2}})[/.-](?P<year>\d{{4}})"
    rf"(?:[T,\s]+{_CLOCK}\s*{_ZONE})?\s*",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.\d+)?")
_MONTH_BEFORE_DAY = frozenset({"US", "PH"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A local date with as much of a time as was printed."""

    year: int
    month: int
    day: int
    hour: int | None = None
    minute: int = 0
    second: int | None = None
    zone: str = ""


def resolve_date(raw: str, *, country: str, now: datetime) -> Published:
    """Return what a printed date means.

    RFC 822 (and 850, asctime), W3CDTF of any precision, written-out dates of several languages,
    Chinese, Korean and Japanese forms, Unix times, and forms relative to `now`.

    Args:
        raw: As printed.
        country: ISO 3166 alpha-2 of the outlet, or "": decides ambiguous zones, a missing zone,
            and whether 7/2 is in July.
        now: When it was read, aware.
    """
    unknown = Published(
        raw=raw[:_MAX_RAW], instant=None, precision=Precision.NONE, zone_source="none"
    )
    text = unicodedata.normalize("NFKC", raw[:_MAX_RAW]).strip().strip("\"'")
    if not text:
        return unknown
    try:
        known = _resolve(text, country.upper(), now, unknown)
    except (ValueError, OverflowError):
        return unknown
    if known.instant is None or not _EARLIEST <= known.instant <= now + _FUTURE_SLACK:
        return unknown
    return known


def _resolve(text: str, country: str, now: datetime, unknown: Published) -> Published:
    epoch = _EPOCH.fullmatch(text)
    if epoch:
        instant = datetime.fromtimestamp(int(epoch[1]), tz=UTC)
        return replace(unknown, instant=instant, precision=Precision.INSTANT, zone_source="stated")
    month = _ISO_MONTH.fullmatch(text)
    if month:
        instant = datetime(int(month["year"]), int(month["mm"]), 1, 12, tzinfo=UTC)
        return replace(unknown, instant=instant, precision=Precision.MONTH, zone_source="assumed")
    for pattern, read in _FORMS:
        match = pattern.fullmatch(text)
        found = read(match, country, now) if match else None
        if found is not None:
            return _published(found, country, unknown)
    return _relative(text, country, now, unknown)


def _published(found: _Found, country: str, unknown: Published) -> Published:
    if found.hour is None:
        instant = datetime(found.year, found.month, found.day, 12, tzinfo=UTC)
        return replace(unknown, instant=instant, precision=Precision.DAY, zone_source="assumed")
    # 24:00 and the leap second :60 are legal spellings of the next unit's zero.
    if found.hour > 24 or found.minute > 59 or (found.second or 0) > 60:
        return unknown
    if found.hour == 24 and (found.minute or found.second):
        return unknown
    midnight = datetime(found.year, found.month, found.day)  # noqa: DTZ001  # local, zoned below
    local = midnight + timedelta(hours=found.hour, minutes=found.minute, seconds=found.second or 0)
    zone = zone_of(found.zone, country)
    if zone is None:
        return _published(replace(found, hour=None), country, unknown)
    precision = Precision.MINUTE if found.second is None else Precision.INSTANT
    return replace(
        unknown, instant=zone.to_utc(local), precision=precision, zone_source=zone.source
    )


def _relative(text: str, country: str, now: datetime, unknown: Published) -> Published:
    found = find_relative(text)
    if found is None:
        return unknown
    if found.precision is Precision.DAY:
        zone = zone_of("", country)
        local = now if zone is None else now.astimezone(zone.clock)
        day = (local - found.ago).date()
        if found.clock:
            at = re.fullmatch(_CLOCK, found.clock, re.IGNORECASE)
            if at is None:
                return unknown
            return _published(_with_time(at, day.year, day.month, day.day), country, unknown)
        return _published(_Found(day.year, day.month, day.day), country, unknown)
    instant = (now - found.ago).astimezone(UTC)
    return replace(unknown, instant=instant, precision=found.precision, zone_source="none")


def _with_time(match: re.Match[str], year: int, month: int, day: int) -> _Found:
    groups = match.groupdict()
    if groups.get("hour") is None:
        return _Found(year, month, day)
    hour = int(groups["hour"])
    marker = (groups.get("half") or groups.get("ampm") or "").lower()
    marker = marker.replace(".", "").replace(" ", "")
    if marker:
        hour = _on_24_hours(hour, marker)
    return _Found(
        year,
        month,
        day,
        hour,
        int(groups["minute"] or 0),
        int(groups["second"]) if groups["second"] else None,
        groups.get("zone") or "",
    )


def _on_24_hours(hour: int, marker: str) -> int:
    if marker in _NOON:
        return hour if hour >= 10 else hour + 12
    if hour > 12:
        return hour
    if marker in _EVENING:
        return 12 if hour == 12 else hour + 12
    return 0 if hour == 12 else hour


def _iso(match: re.Match[str], _country: str, _now: datetime) -> _Found:
    return _with_time(match, int(match["year"]), int(match["mm"]), int(match["day"]))


def _worded(match: re.Match[str], _country: str, now: datetime) -> _Found | None:
    month = _MONTHS.get(match["month"].casefold().rstrip("."))
    if month is None:
        return None
    year = int(match["year"])
    if len(match["year"]) == 2:
        # RFC 2822 section 4.3 puts the turn at 50; a feed's "99" cannot lie ahead of it either.
        year += 2000 if year <= now.year % 100 + 1 else 1900
    return _with_time(match, year, month, int(match["day"]))


def _year_first(match: re.Match[str], _country: str, _now: datetime) -> _Found:
    year = 1 if match["year"] == "元" else int(match["year"])
    year += _ERAS[match["era"]] if match["era"] else 0
    return _with_time(match, year, int(match["mm"]), int(match["day"]))


def _yearless(match: re.Match[str], _country: str, now: datetime) -> _Found:
    month, day = int(match["mm"]), int(match["day"])
    # The latest such day that is not ahead: in January, December means last year's.
    ahead = datetime(now.year, month, day, tzinfo=UTC) > now + _FUTURE_SLACK
    return _with_time(match, now.year - ahead, month, day)


def _slashed(match: re.Match[str], country: str, _now: datetime) -> _Found | None:
    first, second, year = int(match["first"]), int(match["second_number"]), int(match["year"])
    if first > 12 >= second:
        return _with_time(match, year, second, first)
    if second > 12 >= first or first == second:
        return _with_time(match, year, first, second)
    if country in _MONTH_BEFORE_DAY:
        return _with_time(match, year, first, second)
    return _with_time(match, year, second, first) if country else None


_Reader = Callable[[re.Match[str], str, datetime], _Found | None]
_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_ISO, _iso),
    (_DAY_FIRST, _worded),
    (_MONTH_FIRST, _worded),
    (_ASCTIME, _worded),
    (_YEAR_FIRST, _year_first),
    (_YEARLESS, _yearless),
    (_SLASHED, _slashed),
)

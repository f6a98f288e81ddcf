"""Dates, weekdays and "yesterday" as eleven languages write them → what they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from tapestory.late_regex import late_regex
from tapestory.reading.price_moves.movewords import REMEMBERED
from tapestory.reading.text.quick import Quick

_MONTH_NAMES = (
    "jan january januar janvier janv enero ene janeiro gennaio gen januari января янв",
    "feb february februar février fevrier févr febrero fevereiro fev febbraio februari февраля фев",
    "mar march märz mars marzo março maart марта мар",
    "apr april avril avr abril abr aprile апреля апр",
    "may mai mayo maio maggio mag mei мая",
    "jun june juni juin junio junho giugno giu июня июн",
    "jul july juli juillet juil julio julho luglio lug июля июл",
    "aug august août aout agosto ago augustus августа авг",
    "sep sept september septembre septiembre setembro set settembre сентября сен",
    "oct october oktober okt octobre octubre outubro out ottobre ott октября окт",
    "nov november novembre noviembre novembro ноября ноя",
    "dec december dezember dez décembre déc diciembre dic dezembro dicembre декабря дек",
)
MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
"""A month's name or its short form, in small letters → its number."""
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY_NAMES = (
    (
        r"mon(?:day)?s?|montags?|lundi|lunes|segunda(?:-feira)?|lunedì|maandag|"
        r"понедельник\w*|[周週]一|星期一|礼拜一|월요일|月曜"
    ),
    (
        r"tue(?:s(?:day)?)?s?|dienstags?|mardi|martes|terça(?:-feira)?|martedì|dinsdag|"
        r"вторник\w*|[周週]二|星期二|礼拜二|화요일|火曜"
    ),
    (
        r"wed(?:nesday)?s?|mittwochs?|mercredi|miércoles|quarta(?:-feira)?|mercoledì|"
        r"woensdag|сред[уыае]|[周週]三|星期三|礼拜三|수요일|水曜"
    ),
    (
        r"thu(?:rs(?:day)?)?s?|donnerstags?|jeudi|jueves|quinta(?:-feira)?|giovedì|"
        r"donderdag|четверг\w*|[周週]四|星期四|礼拜四|목요일|木曜"
    ),
    (
        r"fri(?:day)?s?|freitags?|vendredi|viernes|sexta(?:-feira)?|venerdì|vrijdag|"
        r"пятниц\w*|[周週]五|星期五|礼拜五|금요일|金曜"
    ),
)
_WEEKDAY = late_regex(
    "|".join(rf"(?P<d{n}>\b(?:{names})(?![\w-])|(?:{names})日?(?<=[\u3041-\uffff]))"
             for n, names in enumerate(_WEEKDAY_NAMES)),
    re.IGNORECASE,
)  # fmt: skip
_WRITTEN = late_regex(
    rf"""\b(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*%|[.,]\d|:)
    (?:,?\s+(?P<y1>20\d\d))?
    |\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:(?:de|
    of)\s+)?(?P<m2>{_MONTH})\b\.?(?:,?\s+(?:(?:de|del)\s+)?(?P<y2>20\d\d))?
    |(?<!\d)(?P<y3>20\d\d)[-/.](?P<m3>\d{{1,2}})[-/.](?P<d3>\d{{1,2}})(?!\d)
    |(?<![\d.])(?P<d4>\d{{1,2}})\.(?P<m4>\d{{1,2}})\.(?P<y4>20\d\d)(?!\d)
    |(?:(?P<y5>20\d\d)\s?[年년]\s?)?(?<!\d)(?P<m5>\d{{1,2}})\s?[月월]\s?(?P<d5>\d{{1,2}})\s?[日号號일]
    |(?<![\d月월.])(?P<d6>\d{{1,2}})\s?(?:日(?![間间内內連连線线均前後后]|ぶり|続|以)|
    일(?!\s?(?:연속|간|째|만에|이동|선|차|전|후|내)))""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_A_SESSION = late_regex(
    r"""(?:\b(?:since|until|till|through|by|before|from|due|dated|scheduled|expected|after|
    later\s+than|seit|bis|ab|vor|
    depuis|jusqu['’]au|avant|desde|hasta|antes\s+del?|dal|fino\s+al|sinds|tot|с|
    до)\s+(?:on\s+)?(?:the\s+)?
    |(?<!session\s)(?<!trading\s)(?<!close\s)(?<!morning\s)(?<!afternoon\s)\bof\s+)$|(?:自|从|從|
    截至|至)\s?$""",
    re.VERBOSE | re.IGNORECASE,
)
_NEXT_DAY = r"""\b(?:the\s+)?(?:next|following)\s+(?:trading\s+)?(?:day|session|morning)\b|
    \ba\s+day\s+later\b|\bam\s+(?:nächsten|folgenden)\s+Tag|
    \bam\s+Tag\s+darauf|\ble\s+lendemain|\bal\s+día\s+siguiente|\bno\s+dia\s+seguinte|
    \bil\s+giorno\s+(?:dopo|successivo)|
    \bde\s+volgende\s+dag|на\s+следующий\s+день|次日|翌日|翌営業日|隔日|다음\s?날|이튿날|익일"""
_DAY_BEFORE = r"""\b(?:the|a|one)\s+(?:day|session)\s+(?:before|earlier)\b|
    \b(?:the\s+)?(?:previous|prior|preceding)\s+(?:trading\s+)?(?:\w+\s+)?(?:day|session)\b|
    \bam\s+Vortag|\bla\s+veille|\b(?:el|la)\s+(?:día|sesión)\s+anterior|\bna\s+véspera|
    \bno\s+dia\s+anterior|
    \bil\s+giorno\s+(?:prima|precedente)|\bde\s+dag\s+ervoor|накануне|днем\s+ранее|
    前一(?:个)?(?:交易)?日|前一天|
    上一?(?:个)?交易日|(?:전날|전일)(?!\s?(?:보다|대비|比))|前日(?!比)|前営業日(?!比)"""
_TODAY = r"""\btoday\b|\bthis\s+(?:morning|afternoon)\b|\bheute\b|\bau?jourd['’]hui\b|\bhoy\b|
    \bhoje\b|\boggi\b|\bvandaag\b|сегодня|
    今天|今日|今早|今晨|今晚|오늘|금일|이날|本日|きょう|同日|当日"""
_YESTERDAY = r"""\byesterday\b|\bgestern\b|\bhier\b|\bayer\b|\bontem\b|\bieri\b|\bgisteren\b|
    вчера|昨天|昨日|어제|작일|きのう"""
_OVERNIGHT = r"""\bovernight\b(?!\s+(?:rate|success))|\blast\s+night\b|\bover\s+Nacht\b|
    隔夜|昨夜|昨晚|간밤|밤사이|지난\s?밤|前夜|昨晩|ゆうべ"""


class Relative(Enum):
    """A day named from another one."""

    NEXT_DAY = auto()
    DAY_BEFORE = auto()
    TODAY = auto()
    YESTERDAY = auto()
    OVERNIGHT = auto()


_RELATIVE = tuple(
    (kind, Quick(late_regex(words, re.VERBOSE | re.IGNORECASE)))
    for kind, words in (
        (Relative.NEXT_DAY, _NEXT_DAY),
        (Relative.DAY_BEFORE, _DAY_BEFORE),
        (Relative.OVERNIGHT, _OVERNIGHT),
        (Relative.TODAY, _TODAY),
        (Relative.YESTERDAY, _YESTERDAY),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDate:
    """A date as it is written; what it leaves out is None."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int


@lru_cache(maxsize=REMEMBERED)
def written_dates(text: str) -> tuple[WrittenDate, ...]:
    """Return the calendar dates of a text that may date a move ("since July 1" dates none)."""
    return tuple(_dates(text))


def _dates(text: str) -> Iterator[WrittenDate]:
    for found in _WRITTEN.finditer(text):
        if _NOT_A_SESSION.search(text[max(0, found.start() - 24) : found.start()]):
            continue
        part = {key[0]: value for key, value in found.groupdict().items() if value}
        month = part.get("m")
        yield WrittenDate(
            start=found.start(),
            end=found.end(),
            year=int(part["y"]) if "y" in part else None,
            month=None if month is None else MONTHS.get(month.lower()) or int(month),
            day=int(part["d"]),
        )


@lru_cache(maxsize=REMEMBERED)
def weekday(text: str) -> int | None:
    """Return the first weekday that a text names, Monday 0 to Friday 4, or None."""
    for found in _WEEKDAY.finditer(text):
        if not _NOT_A_SESSION.search(text[max(0, found.start() - 24) : found.start()]):
            return int(str(found.lastgroup)[1:])
    return None


def names_a_day(text: str) -> bool:
    """Tell whether a text names any day: a date, a weekday, "today"."""
    return bool(relative_day(text) or written_dates(text) or weekday(text) is not None)


@lru_cache(maxsize=REMEMBERED)
def relative_day(text: str) -> Relative | None:
    """Return the first kind of relative day that a text names, or None."""
    return next((kind for kind, words in _RELATIVE if words.search(text)), None)

"""A date printed relative to the present ("4 hours ago") → how long ago that was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tapestory.ingest.dating.month_names import folded
from tapestory.late_regex import late_regex
from tapestory.model import Precision

_SECOND, _MINUTE, _HOUR, _DAY = (timedelta(seconds=count) for count in (1, 60, 3600, 86400))
_WEEK, _MONTH = 7 * _DAY, 30 * _DAY
# English, German, French, Spanish, Italian, Portuguese, Dutch, Russian, Polish, Turkish, Swedish.
_WESTERN_UNITS: dict[str, timedelta] = {
    name: unit
    for unit, names in (
        (
            _SECOND,
            (
                "s sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos"
                " secondo secondi seconden секунда секунды секунд sekund sekundy saniye sekunder"
            ),
        ),
        (
            _MINUTE,
            (
                "m min mins minute minutes minuten minuto minutos minuti minuut минута минуты"
                " минуту минут мин minut minuty minute dakika dk minuter minutter"
            ),
        ),
        (
            _HOUR,
            (
                "h hr hrs hour hours stunde stunden std heure heures hora horas ora ore uur uren"
                " час часа часов godzina godziny godzin godz saat sa timme timmar time timer"
            ),
        ),
        (
            _DAY,
            (
                "d day days tag tagen tage jour jours dia dias giorno giorni dag dagen день дня"
                " днеи dzien dni gun dagar dage"
            ),
        ),
        (
            _WEEK,
            (
                "w wk wks week weeks woche wochen semaine semaines semana semanas settimana"
                " settimane weken неделю недели недель tydzien tygodnie tygodni hafta vecka"
                " veckor uge uger"
            ),
        ),
        (
            _MONTH,
            (
                "month months monat monaten monate mois mes meses mese mesi maand maanden месяц"
                " месяца месяцев miesiac miesiace miesiecy ay manad manader maned maneder"
            ),
        ),
    )
    for name in names.split()
}
_EAST_ASIAN_UNITS: dict[str, timedelta] = {
    name: unit
    for unit, names in (
        (_SECOND, "秒 秒钟 秒鐘 초"),
        (_MINUTE, "分钟 分鐘 分 분 分間"),
        (_HOUR, "小时 小時 个小时 個小時 個鐘 个钟头 时 時 時間 시간"),
        (_DAY, "天 日 일 日間"),
        (_WEEK, "周 週 星期 个星期 個星期 個禮拜 週間 주 주일"),
        (_MONTH, "个月 個月 か月 ヶ月 カ月 ケ月 개월 달"),
    )
    for name in names.split()
}
_COUNT = r"(?P<number>\d{1,4}|half an?|an?|one|eine[mnr]?|un[ae]?|uma?|een|en|bir|[a-z]{3,6})"
_UNIT = r"(?P<unit>[^\W\d_]{1,12})\.?"
_WESTERN = tuple(
    late_regex(form)
    for form in (
        (
            rf"(?:about |around |over |almost |ca\.? |circa |\+)?{_COUNT}\s?{_UNIT} "
            r"(?:ago|geleden|fa|назад|temu|once|sedan|siden|atras)"
        ),
        (
            rf"(?:updated |posted |published )?(?:vor|il y a|hace|ha|for|hai)"
            rf"(?: etwa| environ| unos)? {_COUNT}\s?{_UNIT}(?: siden| sedan)?"
        ),
    )
)
_SEVERAL = late_regex(
    r"(?P<hours>\d{1,3}) ?h(?:ou)?rs?,? (?:and )?(?P<minutes>\d{1,2}) ?min(?:ute)?s? ago"
)
_EAST_ASIAN = late_regex(
    r"(?:約|约|약|大约)?\s?(?P<number>\d{1,4}|[一二两兩三四五六七八九十半])\s?"
    r"(?P<unit>[^\W\d]{1,3}?)\s?(?:半)?(?:ほど)?\s?(?:前|之前|以前|전)"
)
_EAST_ASIAN_COUNTS = {mark: count for count, mark in enumerate("一二三四五六七八九十", start=1)} | {
    "两": 2,
    "兩": 2,
}
_ONE = frozenset(
    {"a", "an", "one", "ein", "eine", "einem", "einer", "einen", "un", "una", "une", "uma", "um"}
    | {"uno", "een", "en", "bir"}
)
_NOW = frozenset(
    {"now", "just now", "moments ago", "a moment ago", "seconds ago", "a few seconds ago"}
    | {"刚刚", "剛剛", "方才", "刚才", "剛才", "방금", "방금 전", "たった今", "数秒前", "几秒前"}
    | {"gerade eben", "a l'instant", "ahora mismo", "adesso", "только что", "az once", "simdi"}
)
_AT = late_regex(r",? (?:at|um|a|a las|alle|om|as|в|o|kl\.?)$")
_DAYS_AGO: dict[str, int] = {
    folded(name): days
    for days, names in enumerate(
        (
            (
                "today|今天|今日|오늘|本日|heute|aujourd'hui|aujourd’hui|hoy|oggi|hoje|vandaag|сегодня"
                "|dzisiaj|dziś|bugün|idag|i dag"
            ),
            (
                "yesterday|昨天|昨日|어제|gestern|hier|ayer|ieri|ontem|gisteren|вчера|wczoraj|dün"
                "|igår|i går"
            ),
            (
                "前天|一昨日|おととい|그저께|그제|vorgestern|avant-hier|anteayer|l'altro ieri"
                "|anteontem|eergisteren|позавчера|przedwczoraj"
            ),
        )
    )
    for name in names.split("|")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ago:
    """A time counted back from the present."""

    ago: timedelta
    precision: Precision
    """`minute` for hours and less; `day`; `month` for weeks and months."""


def find_ago(text: str) -> Ago | None:
    """Return how long ago the text says, or None when it is not of a relative form.

    Args:
        text: NFKC, blanks single.
    """
    plain = folded(text)
    if plain in _NOW or text in _NOW:
        return Ago(ago=timedelta(), precision=Precision.MINUTE)
    several = _SEVERAL.fullmatch(plain)
    if several:
        ago = int(several["hours"]) * _HOUR + int(several["minutes"]) * _MINUTE
        return Ago(ago=ago, precision=Precision.MINUTE)
    for form in _WESTERN:
        found = form.fullmatch(plain)
        if found:
            return _western(found["number"], found["unit"])
    return _east_asian(text)


def days_ago(text: str) -> int | None:
    """Return how many days ago a named day was: 0 for "today", 1 for "昨天"; else None."""
    return _DAYS_AGO.get(_AT.sub("", folded(text.strip(" ,;|·:-"))))


def _east_asian(text: str) -> Ago | None:
    found = _EAST_ASIAN.fullmatch(text)
    unit = _EAST_ASIAN_UNITS.get(found["unit"]) if found else None
    if found is None or unit is None:
        return None
    number = found["number"]
    if number == "半":
        return _counted(unit / 2, unit)
    return _counted((_EAST_ASIAN_COUNTS.get(number) or int(number)) * unit, unit)


def _western(number: str, name: str) -> Ago | None:
    unit = _WESTERN_UNITS.get(name)
    if unit is None:
        return None
    if number.startswith("half a"):
        return _counted(unit / 2, unit)
    if number in _ONE:
        return _counted(unit, unit)
    return _counted(int(number) * unit, unit) if number.isdecimal() else None


def _counted(ago: timedelta, unit: timedelta) -> Ago:
    if unit >= _WEEK:
        return Ago(ago=ago, precision=Precision.MONTH)
    return Ago(ago=ago, precision=Precision.DAY if unit == _DAY else Precision.MINUTE)

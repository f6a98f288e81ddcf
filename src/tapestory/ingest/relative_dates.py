"""A date printed relative to the present ("4 hours ago") → how long ago that was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from tapestory.model import Precision

_UNITS: dict[str, timedelta] = {
    **dict.fromkeys(("second", "sec", "秒", "秒钟", "秒鐘", "초"), timedelta(seconds=1)),
    **dict.fromkeys(("minute", "min", "分钟", "分鐘", "分", "분"), timedelta(minutes=1)),
    **dict.fromkeys(
        ("hour", "hr", "小时", "小時", "个小时", "個小時", "時間", "시간"), timedelta(hours=1)
    ),
    **dict.fromkeys(("day", "天", "日", "일"), timedelta(days=1)),
    **dict.fromkeys(
        ("week", "wk", "周", "週", "星期", "个星期", "週間", "주", "주일"), timedelta(weeks=1)
    ),
}
_SHORT_UNITS = {"s": "second", "m": "minute", "h": "hour", "d": "day", "w": "week"}
_AGO_ENGLISH = re.compile(
    r"(?:about |around |over |almost )?(?P<number>\d{1,4}|an?|one|half an)\s*"
    r"(?P<unit>second|sec|minute|min|hour|hr|day|week|wk|[smhdw](?=\s))s?\.?\s+ago",
    re.IGNORECASE,
)
_AGO_CJK = re.compile(
    r"(?:約|约|약)?\s*(?P<number>\d{1,4}|半)\s*(?P<unit>[^\W\d]{1,3}?)\s*(?:前|之前|以前|전)"
)
_NOW = frozenset({"now", "just now", "刚刚", "剛剛", "方才", "방금", "방금 전", "たった今", "刚才"})
_DAYS_AGO: dict[str, int] = {
    **dict.fromkeys(("today", "今天", "今日", "오늘"), 0),
    **dict.fromkeys(("yesterday", "昨天", "昨日", "어제"), 1),
    **dict.fromkeys(("前天", "一昨日", "그저께"), 2),
}
_NAMED_DAY = re.compile(
    rf"(?P<day>{'|'.join(sorted(_DAYS_AGO, key=len, reverse=True))})"
    r"(?:,?\s*(?:at\s+)?(?P<clock>.*))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ago:
    """A time relative to the present."""

    ago: timedelta
    precision: Precision
    """`day`: the calendar day of the outlet; `minute`: counted from now."""
    clock: str = ""
    """The time of that day, as printed after its name."""


def find_relative(text: str) -> Ago | None:
    """Return how long ago the text says, or None when it is not of a relative form."""
    text = " ".join(text.split())
    if text.casefold() in _NOW:
        return Ago(ago=timedelta(), precision=Precision.MINUTE)
    named = _NAMED_DAY.fullmatch(text)
    if named:
        return Ago(
            ago=timedelta(days=_DAYS_AGO[named["day"].casefold()]),
            precision=Precision.DAY,
            clock=named["clock"] or "",
        )
    counted = _AGO_ENGLISH.fullmatch(text) or _AGO_CJK.fullmatch(text)
    if counted is None:
        return None
    return _counted(counted["number"].lower(), counted["unit"].lower())


def _counted(number: str, name: str) -> Ago | None:
    unit = _UNITS.get(_SHORT_UNITS.get(name, name))
    if unit is None:
        return None
    if number in ("half an", "半"):
        ago = unit / 2
    else:
        ago = unit * (int(number) if number.isdecimal() else 1)
    precision = Precision.DAY if unit >= timedelta(days=1) else Precision.MINUTE
    return Ago(ago=ago, precision=precision)

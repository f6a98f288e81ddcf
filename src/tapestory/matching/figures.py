"""Text → the numbers it claims, in base units, so that "$145bn" and 1450亿美元 are one figure."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SCALE = {
    **dict.fromkeys(("k", "thousand"), 1e3),
    **dict.fromkeys(("万", "萬", "만"), 1e4),
    **dict.fromkeys(("m", "mn", "mln", "million", "millionen", "millones", "百万", "百萬"), 1e6),
    **dict.fromkeys(("亿", "億", "억"), 1e8),
    **dict.fromkeys(("b", "bn", "bln", "billion", "milliarden", "mrd", "milliards"), 1e9),
    **dict.fromkeys(("千亿", "천억"), 1e11),
    **dict.fromkeys(("t", "tn", "trn", "trillion", "兆", "조", "万亿", "萬億"), 1e12),
}
_CURRENCY = {
    **dict.fromkeys(("$", "us$", "usd", "dollar", "dollars", "美元", "달러", "ドル"), "USD"),
    **dict.fromkeys(("€", "eur", "euro", "euros"), "EUR"),
    **dict.fromkeys(("¥", "円", "yen"), "JPY"),
    **dict.fromkeys(("원", "won", "krw"), "KRW"),
    **dict.fromkeys(("元", "yuan", "人民币"), "CNY"),
    **dict.fromkeys(("hk$", "港元"), "HKD"),
    "£": "GBP",
}
_UNIT = {
    **dict.fromkeys(("%", "percent", "per cent", "퍼센트", "パーセント"), ("%", 1.0)),
    **dict.fromkeys(("mw", "megawatt", "megawatts", "兆瓦"), ("W", 1e6)),
    **dict.fromkeys(("gw", "gigawatt", "gigawatts", "吉瓦", "기가와트", "ギガワット"), ("W", 1e9)),
}


def _either(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_FIGURE = re.compile(
    rf"(?P<sign>us\$|hk\$|[$€£¥])?\s?(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)\s?-?\s?"
    rf"(?:(?P<scale>{_either(_SCALE)})(?![a-z]))?\s?-?"
    rf"(?:(?P<unit>{_either(_UNIT)}|{_either(_CURRENCY)})(?![a-z]))?"
)
_QUARTER = re.compile(
    r"(?<![a-z\d])q([1-4])(?!\d)|(?<!\d)([1-4])q(?=\d{2}|\b)"
    r"|\b(first|second|third|fourth)[- ]quarter"
    r"|第?([一二三四1-4])(?:季度|季)|([1-4])분기"
)
_ORDINAL = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "一": "1",
    "二": "2",
    "三": "3",
    "四": "4",
}
_LEAST_BARE = 1000
_YEARS = range(1900, 2100)


def figures(folded: str) -> list[str]:
    """Return the figures of a folded text as "unit:value" with three significant digits.

    Percentages, money, power and counts of at least a thousand; years and small bare numbers
    are left out, for they meet by chance.
    """
    found: list[str] = []
    for match in _FIGURE.finditer(folded):
        value = float(match["number"].replace(",", ""))
        unit = _CURRENCY.get(match["sign"] or "", "")
        scale = _SCALE.get(match["scale"] or "", 1.0)
        named = match["unit"] or ""
        if named in _UNIT:
            unit, factor = _UNIT[named]
            scale *= factor
        elif not unit:
            unit = _CURRENCY.get(named, "")
        if value == 0.0 or (
            not unit and (value * scale < _LEAST_BARE or (scale == 1.0 and value in _YEARS))
        ):
            continue
        found.append(f"{unit}:{value * scale:.3g}")
    return found


def quarters(folded: str) -> frozenset[str]:
    """Return the calendar or fiscal quarters that a folded text names, as "1" to "4"."""
    named = (
        next(group for group in match.groups() if group) for match in _QUARTER.finditer(folded)
    )
    return frozenset(_ORDINAL.get(name, name) for name in named)

"""Text → the numbers it claims, in base units, so that "$145bn" and 1450亿美元 are one figure."""

from __future__ import annotations

import re

_SCALE = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "million": 1e6, "millionen": 1e6, "millones": 1e6,
    "b": 1e9, "bn": 1e9, "bln": 1e9, "billion": 1e9, "milliarden": 1e9, "mrd": 1e9, "milliards": 1e9,
    "t": 1e12, "tn": 1e12, "trn": 1e12, "trillion": 1e12,
    "万": 1e4, "萬": 1e4, "만": 1e4, "亿": 1e8, "億": 1e8, "억": 1e8, "兆": 1e12, "조": 1e12,
    "千亿": 1e11, "百万": 1e6, "百萬": 1e6, "万亿": 1e12, "萬億": 1e12, "천억": 1e11,
}  # fmt: skip
_CURRENCY = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollars": "USD", "dollar": "USD", "美元": "USD", "달러": "USD",
    "ドル": "USD", "€": "EUR", "euro": "EUR", "euros": "EUR", "eur": "EUR", "£": "GBP", "¥": "JPY", "円": "JPY",
    "yen": "JPY", "원": "KRW", "won": "KRW", "krw": "KRW", "元": "CNY", "yuan": "CNY", "人民币": "CNY",
    "hk$": "HKD", "港元": "HKD",
}  # fmt: skip
_UNIT = {
    "%": ("%", 1.0), "percent": ("%", 1.0), "per cent": ("%", 1.0), "퍼센트": ("%", 1.0), "パーセント": ("%", 1.0),
    "gw": ("W", 1e9), "gigawatt": ("W", 1e9), "gigawatts": ("W", 1e9), "mw": ("W", 1e6), "megawatt": ("W", 1e6),
    "megawatts": ("W", 1e6), "吉瓦": ("W", 1e9), "兆瓦": ("W", 1e6), "기가와트": ("W", 1e9), "ギガワット": ("W", 1e9),
}  # fmt: skip


def _either(names: dict[str, object] | dict[str, float] | dict[str, str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_FIGURE = re.compile(
    rf"(?P<sign>us\$|hk\$|[$€£¥])?\s?(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)\s?-?\s?"
    rf"(?:(?P<scale>{_either(_SCALE)})(?![a-z]))?\s?-?"
    rf"(?:(?P<unit>{_either(dict(_UNIT))}|{_either(_CURRENCY)})(?![a-z]))?"
)
_QUARTER = re.compile(
    r"(?<![a-z\d])q([1-4])(?!\d)|(?<!\d)([1-4])q(?=\d{2}|\b)|\b(first|second|third|fourth)[- ]quarter"
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

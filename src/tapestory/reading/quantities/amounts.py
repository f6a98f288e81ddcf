"""Sentence → the amounts in it, in base units: money, power, pieces of hardware."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tapestory.reading.text.cues import Cue, CueSet

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d{1,6})?"
_SCALES = {
    "thousand": 1e3, "k": 1e3, "千": 1e3, "천": 1e3,
    "万": 1e4, "萬": 1e4, "만": 1e4,
    "million": 1e6, "millions": 1e6, "mn": 1e6, "m": 1e6, "mio": 1e6, "millionen": 1e6,
    "millones": 1e6, "milliones": 1e6, "milhões": 1e6, "milioni": 1e6, "百万": 1e6, "百萬": 1e6,
    "百만": 1e6, "백만": 1e6, "千万": 1e7, "千萬": 1e7, "천만": 1e7,
    "亿": 1e8, "億": 1e8, "억": 1e8,
    "billion": 1e9, "billions": 1e9, "bn": 1e9, "b": 1e9, "mrd": 1e9, "milliarden": 1e9,
    "milliards": 1e9, "miliardi": 1e9, "bilhões": 1e9, "十亿": 1e9, "十億": 1e9,
    "百亿": 1e10, "百億": 1e10, "千亿": 1e11, "千億": 1e11, "천억": 1e11,
    "trillion": 1e12, "trillions": 1e12, "tn": 1e12, "trn": 1e12, "tr": 1e12, "t": 1e12,
    "万亿": 1e12, "萬億": 1e12, "兆": 1e12, "조": 1e12,
}  # fmt: skip
_SCALE = "|".join(sorted(map(re.escape, _SCALES), key=len, reverse=True))
_SCALE_WORD = rf"(?:{_SCALE})(?![A-Za-z])"
_PREFIX_SIGN = r"US\$|U\.S\.\$|NT\$|HK\$|A\$|C\$|S\$|RMB|CNY|USD|KRW|JPY|EUR|[$€£¥₩＄￥￦]"
_PREFIX_LETTER = r"W(?=\d)"
_PREFIX = rf"{_PREFIX_SIGN}|{_PREFIX_LETTER}"
_PREFIX_UNIT = {
    "US$": "USD", "U.S.$": "USD", "$": "USD", "＄": "USD", "USD": "USD", "NT$": "TWD", "HK$": "HKD",
    "A$": "AUD", "C$": "CAD", "S$": "SGD", "€": "EUR", "EUR": "EUR", "£": "GBP", "¥": "JPY",
    "￥": "CNY", "RMB": "CNY", "CNY": "CNY", "₩": "KRW", "￦": "KRW", "KRW": "KRW", "W": "KRW",
    "JPY": "JPY",
}  # fmt: skip
_SUFFIX_UNIT = (
    (re.compile(r"^(?:US\s+)?dollars?\b|^美元|^美金|^달러|^米?ドル|^(?:de\s+)?d[óo]lares|"
                r"^dollars?|^USD\b|^\s?\$", re.IGNORECASE), "USD"),
    (re.compile(r"^(?:South\s+)?(?:Korean\s+)?won\b|^韩元|^韓元|^韓圜|^원|^ウォン",
                re.IGNORECASE), "KRW"),
    (re.compile(r"^(?:Japanese\s+)?yen\b|^日元|^日圆|^日圓|^엔|^円", re.IGNORECASE), "JPY"),
    (re.compile(r"^(?:Chinese\s+)?yuan\b|^人民币|^人民幣|^元|^위안|^人民元", re.IGNORECASE), "CNY"),
    (re.compile(r"^euros?\b|^欧元|^歐元|^유로|^ユーロ|^EUR\b|^€", re.IGNORECASE), "EUR"),
    (re.compile(r"^(?:New\s+)?Taiwan\s+dollars?|^新台币|^新臺幣|^台币|^台幣",
                re.IGNORECASE), "TWD"),
    (re.compile(r"^港元|^港币|^港幣|^Hong\s+Kong\s+dollars?", re.IGNORECASE), "HKD"),
    (re.compile(r"^pounds?\b|^英镑|^파운드|^ポンド", re.IGNORECASE), "GBP"),
)  # fmt: skip
_POWER = re.compile(
    r"^(?P<giga>GW(?!h)|gigawatts?\b|Gigawatt|gigavatios?\b|吉瓦|百万千瓦|기가와트|ギガワット)|"
    r"^(?P<mega>MW(?!h)|megawatts?\b|兆瓦|메가와트|メガワット)",
    re.IGNORECASE,
)
_PIECES = re.compile(
    r"^(?:(?:Nvidia|NVIDIA|AMD|advanced|new|AI|GPU|H100)\s+)?(?:GPUs?\b|graphics\s+cards|H100s?\b|H100e|H200s?\b|"
    r"GB[23]00s?\b|TPUs?\b|AI\s+chips\b|accelerators\b|(?:张|張|块|塊|枚|개|장|基)?(?:의\s?|の)?GPU)",
    re.IGNORECASE,
)
_ANY_UNIT = Cue(
    re.compile(
        "|".join(
            [_PREFIX_SIGN, _POWER.pattern, _PIECES.pattern, *(p.pattern for p, _ in _SUFFIX_UNIT)]
        ),
        re.IGNORECASE,
    ),
    needs="""$ € £ ¥ ₩ ＄ ￥ ￦ rmb cny usd krw jpy eur gw mw watt gigavatio 吉瓦 百万千瓦 兆瓦
    와트 ワット gpu graphics h100 h200 gb200 gb300 tpu chips accelerators dollar dólares dolares
    美元 美金 달러 ドル won 韩元 韓元 韓圜 원 ウォン yen 日元 日圆 日圓 엔 円 yuan 人民 元 위안
    欧元 歐元 유로 ユーロ 台币 台幣 新臺幣 港元 港币 港幣 pound 英镑 파운드 ポンド""",
)
"""A sentence with none of these, and no `_PREFIX_LETTER`, holds no amount."""
_CUES = CueSet([_ANY_UNIT])
_ANY_PREFIX_LETTER = re.compile(_PREFIX_LETTER, re.IGNORECASE)
_LINK = r"\s*(?:-|–|—|~|～|to|至|到|から|에서|and)\s*"
_AMOUNT = re.compile(
    rf"""(?P<between>\bbetween\s+)?(?:(?P<prefix>(?<![A-Za-z])(?:{_PREFIX}))\s?|(?<![A-Za-z\d.,]))(?P<low>{_NUMBER})
    (?P<scale1>[\s-]?{_SCALE_WORD})?
    (?:(?P<link>{_LINK})(?P<prefix2>{_PREFIX})?\s?(?P<high>{_NUMBER})(?P<scale2>[\s-]?{_SCALE_WORD})?)?""",
    re.VERBOSE | re.IGNORECASE,
)
_REST = re.compile(rf"^\s?(?P<number>{_NUMBER})\s?(?P<scale>[억億亿万萬만])", re.IGNORECASE)
"""The lower part of a compound such as 1조 2500억."""
MOST_AMOUNTS = 60
"""Amounts of one sentence that are read; a longer list is a table or an attack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A quantity with its unit."""

    start: int
    end: int
    low: float
    """In base units."""
    high: float
    unit: str
    """USD, KRW, … for money, W for power, GPU for accelerators."""


def amounts(text: str) -> Iterator[Amount]:
    """Yield the amounts of a sentence from left to right; bare numbers are none."""
    if not (_CUES.at(text).may_hold(_ANY_UNIT) or _ANY_PREFIX_LETTER.search(text)):
        return
    reached = 0
    for count, found in enumerate(_AMOUNT.finditer(text)):
        if count >= MOST_AMOUNTS:
            return
        if found.start() < reached:
            continue
        amount = _read(text, found)
        if amount is not None:
            reached = amount.end
            yield amount


def _read(text: str, found: re.Match[str]) -> Amount | None:
    both = found.group("link") is not None
    if both and found.group("link").strip().lower() == "and" and not found.group("between"):
        both = False
    if not both:
        return _single(text, found)
    scale_low, scale_high = _scale(found.group("scale1")), _scale(found.group("scale2"))
    unit, end, factor = _unit(text, found.end(), found.group("prefix") or found.group("prefix2"))
    high = _number(found.group("high")) * (scale_high or 1.0) * factor
    low = _number(found.group("low")) * (scale_low or scale_high or 1.0) * factor
    if not unit or (low > high and scale_low is not None):
        return _single(text, found)
    if low > high:
        return None
    return Amount(start=found.start(), end=end, low=low, high=high, unit=unit)


def _single(text: str, found: re.Match[str]) -> Amount | None:
    """Read the first number of a match alone."""
    end = found.end("scale1") if found.group("scale1") else found.end("low")
    value = _number(found.group("low")) * (_scale(found.group("scale1")) or 1.0)
    if found.group("scale1") and (rest := _REST.match(text[end:])):
        value += _number(rest.group("number")) * _SCALES[rest.group("scale")]
        end += rest.end()
    unit, end, factor = _unit(text, end, found.group("prefix"))
    if not unit:
        return None
    value *= factor
    return Amount(start=found.start(), end=end, low=value, high=value, unit=unit)


def _unit(text: str, end: int, prefix: str | None) -> tuple[str, int, float]:
    """Return unit, where it ends, and what it multiplies by; "" when there is none."""
    if prefix:
        return _PREFIX_UNIT.get(prefix.upper(), "USD"), end, 1.0
    rest = text[end : end + 40]
    skipped = len(rest) - len(rest.lstrip(" -"))
    tail = rest[skipped:]
    if power := _POWER.match(tail):
        factor = 1e9 if power.group("giga") else 1e6
        return "W", end + skipped + power.end(), factor
    if pieces := _PIECES.match(tail):
        return "GPU", end + skipped + pieces.end(), 1.0
    for pattern, unit in _SUFFIX_UNIT:
        if money := pattern.match(tail):
            return unit, end + skipped + money.end(), 1.0
    return "", end, 1.0


def _scale(word: str | None) -> float | None:
    return _SCALES[word.strip(" -").lower()] if word else None


def _number(text: str) -> float:
    return float(text.replace(",", ""))

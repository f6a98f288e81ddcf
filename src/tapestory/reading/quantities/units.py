"""The words before or behind a number → what it counts, in base units."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tapestory.late_regex import late_regex

MONEY_SIGN = (
    r"US\$|U\.S\.\$|NT\$|T\$|HK\$|AU\$|A\$|CA\$|C\$|S\$|R\$|MX\$|CN¥|JP¥|RMB|CNY|USD|KRW|JPY|EUR|GBP|"
    r"TWD|HKD|"
    r"CHF|INR|SEK|[$€£¥₩₹₽＄￥￦]|Rs\.?(?=\s?\d)"
)
LETTER_SIGN = r"W(?=\d)"
"""Won as English-language papers in Seoul write it; upper or lower case, and never alone."""
_SIGNS = {
    "US$": "USD", "U.S.$": "USD", "$": "USD", "＄": "USD", "NT$": "TWD", "T$": "TWD",
    "HK$": "HKD",
    "AU$": "AUD", "A$": "AUD", "CA$": "CAD", "C$": "CAD", "S$": "SGD", "R$": "BRL", "MX$": "MXN",
    "CN¥": "CNY", "JP¥": "JPY", "RMB": "CNY", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "CNY",
    "₩": "KRW", "￦": "KRW", "W": "KRW", "₹": "INR", "RS": "INR", "RS.": "INR", "₽": "RUB",
}  # fmt: skip
_MONEY_WORDS = {
    "USD": r"(?:US|U\.S\.)[\s-]dollars?\b|dollars?\b|美元|美金|미?\s?달러|미국\s?달러|(?:米|"
    r"US)?ドル|"
    r"(?:de\s+)?d[óo]lares\b|(?:di\s+)?dollari\b|(?:de\s+)?dollars\b|US-Dollar\b|USD\b|"
    r"US\$|"
    r"долл(?:\.|ар\w*)|\$",
    "KRW": r"(?:South\s+)?(?:Korean\s+)?won\b|韩元|韓元|韩圆|韓圜|원|ウォン|вон\b|KRW\b",
    "JPY": r"(?:Japanese\s+)?yen\b|(?:de\s+)?yen(?:es)?\b|日元|日圆|日圓|엔|円|иен\w*|JPY\b",
    "CNY": r"(?:Chinese\s+)?yuan\b|renminbi\b|(?:de\s+)?yuane?s\b|人民币|人民幣|元人民币|元人民幣|"
    r"(?:中国)?人民元|元|위안화?|юан\w*|RMB\b|CNY\b",
    "EUR": r"(?:d['’]|de\s+|di\s+)?euros?\b|(?:de\s+)?euro\b|欧元|歐元|유로|ユーロ|евро\b|EUR\b|"
    r"€",
    "TWD": r"(?:New\s+)?Taiwan\s+dollars?\b|元?新台币|元?新臺幣|元?新台幣|元?台币|台幣|"
    r"대만\s?달러|台湾ドル|NTD\b",
    "HKD": r"Hong\s+Kong\s+dollars?\b|港元|港币|港幣|홍콩\s?달러|香港ドル",
    "GBP": r"(?:de\s+)?pounds?(?:\s+sterling)?\b|libras\b|livres\s+sterling|英镑|英鎊|파운드|"
    r"ポンド|"
    r"фунт\w*|GBP\b|£",
    "INR": r"(?:Indian\s+)?rupees?\b|卢比|盧比|루피|ルピー|рупи\w*",
    "CHF": r"Swiss\s+francs?\b|(?:Schweizer\s+)?Franken\b|瑞郎|CHF\b",
    "RUB": r"roubles?\b|rubles?\b|рубл\w*|卢布|루블",
    "BRL": r"(?:de\s+)?reais\b|reals?\b",
}
_LONGER = {"TWD", "HKD", "CHF"}
_MONEY = late_regex(
    "|".join(
        f"(?P<{code}>{words})"
        for code, words in sorted(_MONEY_WORDS.items(), key=lambda pair: pair[0] not in _LONGER)
    ),
    re.IGNORECASE,
)
_POWER = {
    "tera": r"TW(?!h|\$)\b|terawatts?\b|太瓦|테라와트|テラワット",
    "giga": r"GW(?!\w|\$)|gigawatts?\b|gigavati?os?\b|gigawattów|吉瓦|百万千瓦|百萬千瓦|"
    r"기가와트|"
    r"ギガワット|ГВт\b|гигаватт\w*",
    "mega": r"MW(?!\w|\$)|megawatts?\b|megavati?os?\b|兆瓦|百万瓦|百萬瓦|메가와트|"
    r"メガワット|МВт\b|мегаватт\w*",
    "kilo": r"kW(?!\w)|kilowatts?\b|千瓦|킬로와트|キロワット|кВт\b",
}
_POWER_UNIT = late_regex("|".join(f"(?P<{n}>{w})" for n, w in _POWER.items()), re.IGNORECASE)
_POWER_FACTOR = {"tera": 1e12, "giga": 1e9, "mega": 1e6, "kilo": 1e3}
_MAKER = (
    r"(?:(?:Nvidia(?:['’]s)?|AMD(?:['’]s)?|Google(?:['’]s)?|advanced|high-end|latest|new|more|"
    r"additional|"
    r"AI|GPU|H100(?:-equivalent)?|Blackwell|Hopper|Rubin|英伟达|輝達|엔비디아|エヌビディア|高端|"
    r"先进|先進|"
    r"최신|고성능|最新|先端)(?:\s|的|의\s?|の|製\s?)?\s?){0,3}"
)
_CHIP = (
    r"(?:GPUs?\b|GPU|graphics\s+(?:cards|processors|processing\s+units)\b|[AHB][1238]00s?\b|"
    r"H100e\b|H20s?\b|"
    r"GB[23]00s?\b|TPUs?\b|MI[2345]\d{2}X?s?\b|(?:AI\s+)?(?:chips|accelerators)\b|(?:加速|显|"
    r"顯)卡|AI\s?芯片|芯片|晶片|"
    r"그래픽처리장치|가속기|AI\s?칩|アクセラレーター|AIチップ|Grafikprozessoren|puces\b|"
    r"процессор\w*)"
)
_PIECES = late_regex(
    rf"(?:of\s+|de\s+|di\s+)?(?:[张張块塊枚颗顆片個个基台]|개|장|대)?(?:의\s?|の|"
    rf"的)?\s?{_MAKER}{_CHIP}",
    re.IGNORECASE,
)
_COUNTER = late_regex(r"[张張块塊枚颗顆片個个基台卡]|개|장|대(?!\s?[형규])")
_CHIP_BEFORE = late_regex(
    rf"{_CHIP}(?:\s?(?:를|을|은|는|가|이|が|を|は|约|約|약|超|逾))?\s?$", re.IGNORECASE
)
_NEEDS = """
    $ € £ ¥ ₩ ₹ ₽ ＄ ￥ ￦ rmb cny usd krw jpy eur gbp twd hkd chf inr sek rs dollar dólar
    dolar dollari долл 美元 美金 달러 ドル won 韩元 韓元 韩圆 韓圜 원 ウォン вон yen 日元
    日圆 日圓 엔 円 иен yuan renminbi 人民 元 위안 юан euro 欧元 歐元 유로 ユーロ евро
    taiwan 台币 台幣 臺幣 ntd 港元 港币 港幣 pound libras livres 英镑 英鎊 파운드 ポンド
    фунт rupee 卢比 盧比 루피 ルピー рупи franc franken 瑞郎 rouble ruble рубл 卢布 루블
    reais real tw gw mw kw watt vatio vatios 太瓦 吉瓦 千瓦 兆瓦 百万瓦 百萬瓦 와트 ワット
    вт гигават мегават gpu graphics h100 a100 h200 b200 h20 gb200 gb300 h800 b100 b300 a800
    tpu mi200 mi3 mi4 mi5 chips accelerators 卡 芯片 晶片 그래픽 가속기 칩 アクセラ チップ
    grafikprozessoren puces процессор
"""
UNIT_WORDS = tuple(_NEEDS.split())
"""A text with none of these, lower case, holds no unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What a number counts."""

    code: str
    """ISO 4217 for money, W for power, GPU for accelerators."""
    end: int
    """Where its words end in the text."""
    factor: float = 1.0
    """Base units in one: 1e9 for GW."""


def money_of(sign: str) -> str:
    """Return the currency of a sign before a number."""
    plain = sign.strip().upper()
    return _SIGNS.get(plain, plain)


def unit_behind(text: str, place: int) -> Unit | None:
    """Return the unit whose words stand at a place, white space and a hyphen skipped."""
    rest = text[place : place + 70]
    tail = rest.lstrip(" -\u00a0\u202f")
    start = place + len(rest) - len(tail)
    if power := _POWER_UNIT.match(tail):
        factor = _POWER_FACTOR[str(power.lastgroup)]
        return Unit(code="W", end=start + power.end(), factor=factor)
    if pieces := _PIECES.match(tail):
        return Unit(code="GPU", end=start + pieces.end())
    of = 3 if tail[:3].lower() == "of " else 0
    if money := _MONEY.match(tail, of):
        if _is_of_next(tail, money, hyphened="-" in rest[: len(rest) - len(tail)]):
            return None
        return Unit(code=str(money.lastgroup), end=start + money.end())
    return None


def _is_of_next(tail: str, money: re.Match[str], *, hyphened: bool) -> bool:
    """Tell whether a sign is that of the number behind it: "$10bn-$12bn"."""
    signs = money.group()[-1:] in {"$", "€", "£"}
    return signs and (hyphened or tail[money.end() :][:1].isdecimal())


def counted_before(text: str, start: int, end: int) -> Unit | None:
    """Return the unit where what is counted stands before the number: "GPU 22万枚"."""
    counter = _COUNTER.match(text, end)
    if counter and _CHIP_BEFORE.search(text[max(0, start - 24) : start]):
        return Unit(code="GPU", end=counter.end())
    return None

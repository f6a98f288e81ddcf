"""Text → the numbers it claims, in base units, so that "$145bn" and 1450亿美元 are one figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from tapestory.matching.periods import quarters
from tapestory.matching.words import fold

__all__ = ["figures", "is_amount", "near", "quarters"]


_T = TypeVar("_T")


def _named(*groups: tuple[str, _T]) -> dict[str, _T]:
    """Return name → value of lines "name name …", value; "_" stands for a space in a name."""
    return {
        fold(name.replace("_", " ")): value for names, value in groups for name in names.split()
    }


_SHORT_SCALES = _named(
    ("k", 1e3), ("m mm mn mln mio", 1e6), ("b bn bln", 1e9), ("t tn trn tr", 1e12)
)
_ENGLISH_SCALES = _named(("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12))
_INDIAN_SCALES = _named(("lakh lakhs", 1e5), ("crore crores cr", 1e7))
_CONTINENTAL_SCALES = _named(
    ("mil mille mila tausend tsd tsd. tys tisoč тыс тыс. тысяч тысячи тысяча ألف آلاف ribu", 1e3),
    ("millionen mio. millones millón millions milhão milhões milioni milione miljoen", 1e6),
    ("miljoner", 1e6),
    ("milionów milijonov milyon juta mdd mde млн млн. миллион миллиона миллионов مليون", 1e6),
    ("ملايين", 1e6),
    ("milliarde milliarden mrd mrd. mds md milliard milliards mil_millones mil_milhões mmdd", 1e9),
    ("mil_mdd mil_mde millardos bilhão bilhões miliardi miliardo miljard miljarder mld mld.", 1e9),
    ("milijard milyar miliar млрд млрд. миллиард миллиарда миллиардов مليار مليارات", 1e9),
    ("billionen billones billón bilião biliões biljoen bilioni trilhão trilhões trilioni", 1e12),
    ("трлн трлн. триллион триллиона триллионов تريليون trilyun", 1e12),
)
"""These languages write 1.234,5; Milliarde and billón are a thousand times what they resemble."""
_HAN_SCALES = _named(
    ("千 천", 1e3),
    ("万 萬 만", 1e4),
    ("十万 십만", 1e5),
    ("百万 百萬 백만", 1e6),
    ("千万 千萬 천만", 1e7),
    ("亿 億 억", 1e8),
    ("十亿 十億 십억", 1e9),
    ("百亿 百億 백억", 1e10),
    ("千亿 千億 천억", 1e11),
    ("万亿 萬億 兆 조", 1e12),
)
_SCALES = _SHORT_SCALES | _ENGLISH_SCALES | _INDIAN_SCALES | _CONTINENTAL_SCALES | _HAN_SCALES
_SIGNS = _named(
    ("$ us$ usd u$s", "USD"),
    ("€ eur", "EUR"),
    ("£ gbp", "GBP"),
    ("¥ jpy jp¥", "JPY"),
    ("₩ krw", "KRW"),
    ("hk$ hkd", "HKD"),
    ("nt$ twd", "TWD"),
    ("a$ au$ aud", "AUD"),
    ("c$ ca$ cad", "CAD"),
    ("s$ sgd", "SGD"),
    ("r$ brl", "BRL"),
    ("₹ rs rs. inr", "INR"),
    ("₽ rub", "RUB"),
    ("cny rmb cn¥", "CNY"),
    ("chf", "CHF"),
    ("百分之", "%"),
)
"""What stands before a number."""
_UNITS = _named(
    ("$ us$ usd dollar dollars dollaro dollari dólar dólares доллар доллара", ("USD", 1.0)),
    ("долларов долл долл.", ("USD", 1.0)),
    ("美元 美金 달러 ドル 米ドル دولار $us dolarjev dolarów dolların", ("USD", 1.0)),
    ("dólares_estadounidenses", ("USD", 1.0)),
    ("us-dollar us-dollars", ("USD", 1.0)),
    ("€ eur euro euros евро 欧元 歐元 ユーロ 유로 يورو evrov", ("EUR", 1.0)),
    ("£ gbp pound pounds pfund livres libras фунтов 英镑 英鎊 ポンド 파운드", ("GBP", 1.0)),
    ("¥ jpy yen yenes иен 円 日元 日圆 日圓 엔화 엔", ("JPY", 1.0)),
    ("₩ krw 원 韩元 韓元 韓圜 ウォン вон", ("KRW", 1.0)),
    ("cny rmb yuan yuanes юаней 元 人民币 人民幣 人民元 위안", ("CNY", 1.0)),
    ("hkd 港元 港币 港幣 홍콩달러 香港ドル", ("HKD", 1.0)),
    ("twd 新台币 新臺幣 台币 新台幣元 대만달러 台湾ドル", ("TWD", 1.0)),
    ("brl reais", ("BRL", 1.0)),
    ("inr rupees rupien рупий 卢比 ルピー 루피", ("INR", 1.0)),
    ("rub ruble rubles rubel рублей рубля руб руб. 卢布 ルーブル 루블", ("RUB", 1.0)),
    ("chf franken francs_suisses 瑞郎 スイスフラン", ("CHF", 1.0)),
    ("% pct percent per_cent prozent por_ciento por_cento pour_cent per_cento процент", ("%", 1.0)),
    ("процента процентов odstotkov بالمئة بالمائة ٪ 퍼센트 パーセント", ("%", 1.0)),
    ("成 割 할", ("%", 10.0)),
    ("percentage_point percentage_points prozentpunkte puntos_porcentuales", ("pp", 1.0)),
    ("points_de_pourcentage pontos_percentuais %p %포인트 个百分点 個百分點 百分点", ("pp", 1.0)),
    ("%ポイント", ("pp", 1.0)),
    ("bp bps basis_point basis_points basispunkte puntos_básicos pontos-base", ("bp", 1.0)),
    ("points_de_base 个基点 個基點 基点 베이시스포인트 ベーシスポイント", ("bp", 1.0)),
    ("kw kilowatt kilowatts 千瓦 кВт", ("W", 1e3)),
    ("mw megawatt megawatts megavatios mégawatts 兆瓦 메가와트 メガワット мвт", ("W", 1e6)),
    ("gw gigawatt gigawatts gigavatios 吉瓦 기가와트 ギガワット гвт", ("W", 1e9)),
    ("mwh", ("Wh", 1e6)),
    ("gwh", ("Wh", 1e9)),
    ("twh", ("Wh", 1e12)),
    ("nm nanometer nanometers nanometre 纳米 奈米 나노 ナノ", ("nm", 1.0)),
    ("kg kilo kilos kilogram kilograms kilogramm 公斤 кг 킬로 キロ كلغ كلج", ("kg", 1.0)),
    ("metre metres meter meters metros mètres metri метров 米 公尺 미터 メートル متر", ("m", 1.0)),
    ("km kilometre kilometres kilometer kilometers kilómetros quilômetros км 公里", ("m", 1e3)),
    ("barrels barrel bpd barriles barils barris баррелей 桶 배럴 バレル", ("barrel", 1.0)),
    ("tonnes tonne tons tonnen toneladas тонн 吨 噸 톤 トン", ("t", 1.0)),
    ("year year-old years years-old yr-old ans años anos jahre jährige jähriger", ("y", 1.0)),
    ("jahren", ("y", 1.0)),
    ("лет летний летняя летней года letna letni عاما 岁 歲 歳 세 سنة", ("y", 1.0)),
    ("dead deaths killed injured wounded jobs people workers employees staff medals", ("n", 1.0)),
    ("cases", ("n", 1.0)),
    ("athletes layoffs gpus chips stores flights students soldiers homes vehicles", ("n", 1.0)),
    ("cars", ("n", 1.0)),
    ("aircraft planes jets points tote toten verletzte stellen medaillen menschen", ("n", 1.0)),
    ("fälle", ("n", 1.0)),
    ("morts blessés emplois médailles personnes muertos heridos empleos medallas", ("n", 1.0)),
    ("personas", ("n", 1.0)),
    ("casos mortos feridos empregos medalhas pessoas атлетов погибших раненых человек", ("n", 1.0)),
    ("медалей спортсменов athlètes atletas athleten 人 名 명 枚 万人", ("n", 1.0)),
)  # fmt: skip
"""What stands behind a number and its scale: the base unit, and how many of it make one."""
_MONEY = {unit for unit in _SIGNS.values() if unit.isupper()}
_RACES = frozenset({50, 60, 100, 110, 200, 400, 800, 1500, 3000, 5000, 10000})
"""Metres, where "200m" has no currency before it."""


def _either(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _is_letters(name: str) -> bool:
    """Tell whether a name is of a script that marks the ends of words."""
    return name[-1].isalpha() and ord(name[-1]) < 0x3000


_END = r"(?![a-zà-ɏа-яёء-ي])"
_NUMBER = r"\d{1,3}(?:[ ']\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)*"
_HAN = _either(_HAN_SCALES)
_LONG = [name for name in _SCALES if name not in _SHORT_SCALES and name not in _HAN_SCALES]
_SUFFIX = (
    rf"(?:\s?(?P<han>{_HAN})(?!瓦)(?P<chain>(?:\s?\d[\d,]*(?:\.\d+)?\s?(?:{_HAN})|\d{{1,4}}(?!\d))*)"
    rf"|(?P<short>{_either(_SHORT_SCALES)})(?:{_END}|(?=€))"
    rf"|\s(?P<apart>bn|bln|mn|mln|mio|tn|trn|m(?=[€$£])){_END}"
    rf"|[\s-]{{1,2}}(?P<long>{_either(_LONG)}){_END})?"
)
_UNIT = (
    rf"(?:\s?-?\s?(?:(?:de|of|di|d'|u\.?s\.?)\s?)?"
    rf"(?:(?P<word>{_either(name for name in _UNITS if _is_letters(name))}){_END}"
    rf"|(?P<mark>{_either(name for name in _UNITS if not _is_letters(name))})"
    rf"|(?P<won>won|real){_END}))?"
)
_FIGURE = re.compile(rf"(?<![a-z\d])(?P<number>{_NUMBER}){_SUFFIX}{_UNIT}")
_DIGIT = re.compile(r"\d")
_CHAIN = re.compile(rf"(\d[\d,]*(?:\.\d+)?)\s?({_HAN}|)")
_RANGE = re.compile(r"\s?(?:[-–—~〜至到]|to|bis|till|до|a|à|até|から|에서)\s?(?:[^\d\s]{1,3})?")
_RANGE_END = re.compile(r"\s?[-–]\s?")
_LONGEST_GAP = 10
_LONGEST_COUNT = 14
_MOST_DIGITS = 15
_LEAST_BARE = 1000
_LEAST_COUNT = 10
_YEARS = range(1900, 2100)

_WORD_NUMBERS = _named(
    ("half_a half_an medio meio eine_halbe un_demi", 0.5),
    ("a an one eine ein un une um uma один", 1.0),
    ("two zwei deux dos dois duas два две", 2.0),
    ("three drei trois tres três три", 3.0),
    ("four vier quatre cuatro quatro четыре", 4.0),
    ("five fünf cinq cinco пять", 5.0),
    ("six sechs seis шесть", 6.0),
    ("seven sieben sept siete sete семь", 7.0),
    ("eight acht huit ocho oito восемь", 8.0),
    ("nine neun neuf nueve nove девять", 9.0),
    ("ten zehn dix diez dez десять", 10.0),
    ("twelve zwölf douze doce doze", 12.0),
    ("twenty zwanzig vingt veinte vinte двадцать", 20.0),
    ("fifty", 50.0),
)
_GREAT_WORD = re.compile(rf"(?P<long>(?:[mb]il|tri|мил|три)[^\W\d_]{{3,9}}){_END}{_UNIT}")
_GREAT_STARTS = ("mil", "bil", "tri", "мил", "три")
_HAN_NUMERALS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"两": 2}
_HAN_UNIT = re.compile("美元|美金|欧元|歐元|日元|韩元|人民币|成|割")
_HAN_WORDED = re.compile(
    rf"(?P<count>[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]|(?=[百千]))"
    rf"(?P<long>{_HAN})?$"
)
_LONGEST_HAN_COUNT = 5


@dataclass(slots=True)
class _Quantity:
    """A number as it stands in a text."""

    value: float
    """As written, before the scale."""
    scale: float
    unit: str
    """Empty where none is named."""
    factor: float
    is_year: bool
    start: int
    end: int


def figures(folded: str) -> list[str]:
    """Return the figures of a folded text as "unit:value" with three significant digits.

    Money, percentages, power, sizes, ages, scores and counts, in base units: "USD:1.45e+11",
    "%:8", "W:1.6e+09", "n:2.2e+05", "score:83-76". Counts without a word that says of what are
    given from a thousand; years are left out, for they meet by chance. Both ends of a range are
    figures, and take the scale and unit that only one of them states. A point before three
    digits parts thousands where the words beside it are of a language that writes so.
    """
    found = list(_quantities(folded))
    _complete_ranges(folded, found)
    told = [figure for quantity in found if (figure := _figure(quantity))]
    return told + list(_scores(folded, found)) + list(_worded(folded))


def near(a: str, b: str, *, within: float = 0.03) -> bool:
    """Tell whether two figures are of one unit and differ by no more than a fraction of either."""
    unit, _, value = a.partition(":")
    other_unit, _, other_value = b.partition(":")
    if unit != other_unit:
        return False
    if value == other_value:
        return True
    try:
        x, y = float(value), float(other_value)
    except ValueError:
        return False
    return abs(x - y) <= within * max(abs(x), abs(y))


def is_amount(figure: str) -> bool:
    """Tell whether a figure is money or power, which seldom differs between tellings."""
    unit = figure.partition(":")[0]
    return unit in {"W", "Wh"} or unit in _MONEY


def _quantities(folded: str) -> Iterator[_Quantity]:
    for match in _numbers(folded):
        number = match["number"]
        if len(number) > _MOST_DIGITS or (number[0] == "0" and number.isdigit()):
            continue
        unit, factor = _unit_of(match)
        sign = _sign(folded, match.start())
        name = match["short"] or match["apart"] or match["long"] or ""
        value = _value(number, dotted=_is_dotted(name, match["han"] or "", unit, factor, sign))
        if value is None or value == 0.0:
            continue
        if match["won"] and name:
            unit = "KRW" if match["won"] == "won" else "BRL"
        scale = _SCALES.get(match["han"] or name, 1.0)
        if match["chain"]:
            value, scale = _chained(value, scale, match["chain"]), 1.0
        if name == "m" and not sign and not unit and value in _RACES:
            unit, scale = "m", 1.0
        yield _Quantity(
            value=value,
            scale=scale,
            unit=sign if sign and unit in {"", "n"} else unit,
            factor=factor,
            is_year=number.isdigit() and scale == 1.0 and value in _YEARS,
            start=match.start(),
            end=match.end(),
        )


def _numbers(folded: str) -> Iterator[re.Match[str]]:
    """Yield what `_FIGURE.finditer` would; looking for digits first takes a third of the time."""
    digit = _DIGIT.search(folded)
    while digit is not None:
        match = _FIGURE.match(folded, digit.start())
        if match is not None:
            yield match
        digit = _DIGIT.search(folded, match.end() if match else digit.end())


def _unit_of(match: re.Match[str]) -> tuple[str, float]:
    return _UNITS.get(match["word"] or match["mark"] or "", ("", 1.0))


def _sign(folded: str, start: int) -> str:
    before = folded[max(0, start - 5) : start].rstrip(" -+")
    for size in range(min(4, len(before)), 0, -1):
        sign = _SIGNS.get(before[-size:])
        if sign and not (before[-size].isalpha() and before[-size - 1 : -size].isalpha()):
            return sign
    return ""


def _is_dotted(name: str, han: str, unit: str, factor: float, sign: str) -> bool:
    """Tell whether a point before three digits parts thousands."""
    if name:
        return name in _CONTINENTAL_SCALES
    return not (han or unit in {"%", "pp", "kg"} or factor >= 1e9 or sign in {"USD", "GBP"})


def _value(number: str, *, dotted: bool) -> float | None:
    plain = number.replace(" ", "").replace("'", "")
    head, point, tail = plain.rpartition(max(".,", key=plain.rfind))
    if not point or not head:
        return float(plain) if plain.replace(".", "").isdigit() else None
    other = "," if point == "." else "."
    if other in head:
        return float(f"{head.replace(other, '').replace(point, '')}.{tail}")
    is_group = len(tail) == 3 and (point in head or head.lstrip("0") == head)
    if is_group and (point == "," or point in head or (dotted and len(head) <= 3)):
        return float(head.replace(point, "") + tail)
    return None if point in head else float(f"{head}.{tail}")


def _chained(value: float, scale: float, chain: str) -> float:
    """Add 5000만 to 12억; a part that is not smaller than the one before belongs to another."""
    total = value * scale
    for number, name in _CHAIN.findall(chain):
        smaller = _HAN_SCALES.get(name, 1.0)
        if smaller >= scale:
            break
        total += float(number.replace(",", "") or 0) * smaller
        scale = smaller
    return total


def _complete_ranges(folded: str, found: list[_Quantity]) -> None:
    for left, right in pairwise(found):
        gap = folded[left.end : right.start]
        if len(gap) > _LONGEST_GAP or not _RANGE.fullmatch(gap):
            continue
        alike = left.unit in {"", right.unit} or (not right.unit and left.unit in _MONEY)
        if alike and left.scale == left.factor == 1.0 and left.value <= right.value:
            left.scale = right.scale
        if not left.unit:
            left.unit, left.factor = right.unit, right.factor
        elif not right.unit:
            right.unit, right.factor = left.unit, left.factor


def _figure(quantity: _Quantity) -> str:
    value, unit = quantity.value * quantity.scale * quantity.factor, quantity.unit
    if unit in {"", "n"}:
        least = _LEAST_COUNT if unit else _LEAST_BARE
        if value < least or quantity.is_year:
            return ""
        unit = "n"
    elif unit in {"y", "CNY", "JPY"} and quantity.is_year:
        return ""
    return f"{unit}:{value:.3g}"


def _scores(folded: str, found: list[_Quantity]) -> Iterator[str]:
    bare = [quantity for quantity in found if not quantity.unit and quantity.scale == 1.0]
    for left, right in pairwise(bare):
        if not _RANGE_END.fullmatch(folded[left.end : right.start]):
            continue
        if (
            folded[right.end : right.end + 1] in {"-", "/"}
            or folded[left.start - 1 : left.start] == "-"
        ):
            continue
        high, low = max(left.value, right.value), min(left.value, right.value)
        if _LEAST_COUNT <= low < high < 200 and high.is_integer() and low.is_integer():
            yield f"score:{high:.0f}-{low:.0f}"


def _worded(folded: str) -> Iterator[str]:
    great = any(start in folded for start in _GREAT_STARTS)
    for match in _GREAT_WORD.finditer(folded) if great else ():
        count = _count_before(folded, match.start())
        scale = _SCALES.get(match["long"])
        if count and scale:
            unit, factor = _unit_of(match)
            yield f"{unit or 'n'}:{count * scale * factor:.3g}"
    for mark in () if folded.isascii() else _HAN_UNIT.finditer(folded):
        counted = _HAN_WORDED.search(
            folded, max(0, mark.start() - _LONGEST_HAN_COUNT), mark.start()
        )
        if counted:
            value = _han_number(counted["count"]) * _HAN_SCALES.get(counted["long"] or "", 1.0)
            unit, factor = _UNITS[mark[0]]
            yield f"{unit}:{value * factor:.3g}"


def _count_before(folded: str, start: int) -> float:
    """Return the number told in words before a position: half a, two, zwei …; 0 for none."""
    words = folded[max(0, start - _LONGEST_COUNT) : start].replace("-", " ").split()
    pair = " ".join(words[-2:])
    return _WORD_NUMBERS.get(pair) or (_WORD_NUMBERS.get(words[-1], 0.0) if words else 0.0)


def _han_number(text: str) -> float:
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return float(_HAN_NUMERALS.get(text, 1))
    return 10.0 * _HAN_NUMERALS.get(tens, 1) + _HAN_NUMERALS.get(ones, 0)

"""The names of scales, currencies and units in many languages, and what one is in base units."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from tapestory.matching.words import fold

_T = TypeVar("_T")


def named(*groups: tuple[str, _T]) -> dict[str, _T]:
    """Return name → value of lines "name name …", value; "_" stands for a space in a name."""
    return {
        fold(name.replace("_", " ")): value for names, value in groups for name in names.split()
    }


SHORT_SCALES = named(("k", 1e3), ("m mm mn mln mio", 1e6), ("b bn bln", 1e9), ("t tn trn tr", 1e12))
_ENGLISH_SCALES = named(("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12))
_INDIAN_SCALES = named(("lakh lakhs", 1e5), ("crore crores cr", 1e7))
CONTINENTAL_SCALES = named(
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
HAN_SCALES = named(
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
SCALES = SHORT_SCALES | _ENGLISH_SCALES | _INDIAN_SCALES | CONTINENTAL_SCALES | HAN_SCALES
SIGNS = named(
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
UNITS = named(
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
MONEY = {unit for unit in SIGNS.values() if unit.isupper()}


def either(names: Iterable[str]) -> str:
    """Return a pattern of any of the names, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _is_letters(name: str) -> bool:
    """Tell whether a name is of a script that marks the ends of words."""
    return name[-1].isalpha() and ord(name[-1]) < 0x3000


END = r"(?![a-zà-ɏа-яёء-ي])"
HAN = either(HAN_SCALES)
UNIT = (
    rf"(?:\s?-?\s?(?:(?:de|of|di|d'|u\.?s\.?)\s?)?"
    rf"(?:(?P<word>{either(name for name in UNITS if _is_letters(name))}){END}"
    rf"|(?P<mark>{either(name for name in UNITS if not _is_letters(name))})"
    rf"|(?P<won>won|real){END}))?"
)


def unit_of(match: re.Match[str]) -> tuple[str, float]:
    """Return the base unit that `UNIT` matched, and how many make one; "" and 1 for none."""
    return UNITS.get(match["word"] or match["mark"] or "", ("", 1.0))

"""The words before or behind a number → what it counts, in base units."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tapestory.late_regex import late_regex

_CODES = (
    "AED ARS AUD BRL CAD CLP COP CZK DKK EGP HUF IDR ILS KWD MXN MYR NOK NZD PHP PKR PLN QAR RON "
    "SAR SGD THB TRY VND ZAR"
)
"""Of ISO 4217, those that are read in capitals only: some are words."""
_CAPITAL_CODE = rf"(?-i:{'|'.join(_CODES.split())})"
CAPITALS = (
    rf"(?-i:\b(?:{'|'.join(_CODES.split())}|RM|Rp\.?)\s?\d|\d\s?(?:{'|'.join(_CODES.split())})\b)"
)
"""Where one of these stands at a number."""
MONEY_SIGN = (
    r"(?:USD|EUR|GBP|AUD|CAD|HKD|NZD|SGD)\s?[$€£]|"
    r"US\$|U\.S\.\$|NT\$|T\$|HK\$|AU\$|A\$|CA\$|C\$|NZ\$|S\$|R\$|MX\$|Mex\$|CN¥|JP¥|RMB|CNY|USD|KRW|JPY|"
    r"EUR|GBP|TWD|HKD|"
    rf"CHF|INR|SEK|{_CAPITAL_CODE}(?=\s?\d)|[$€£¥₩₹₽＄￥￦]|Rs\.?(?=\s?\d)|(?-i:RM|Rp\.?)(?=\s?\d)"
)
LETTER_SIGN = r"W(?=\d)"
"""Won as English-language papers in Seoul write it; upper or lower case, and never alone."""
_SIGNS = {
    "US$": "USD", "U.S.$": "USD", "$": "USD", "＄": "USD", "NT$": "TWD", "T$": "TWD",
    "HK$": "HKD",
    "AU$": "AUD", "A$": "AUD", "CA$": "CAD", "C$": "CAD", "S$": "SGD", "R$": "BRL", "MX$": "MXN",
    "MEX$": "MXN", "NZ$": "NZD", "RM": "MYR", "RP": "IDR", "RP.": "IDR",
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
    "AUD": r"Australian\s+dollars?\b|australische\w?\s+Dollar|dollars\s+australiens|"
    r"d[óo]lares\s+australianos|dollari\s+australiani|澳元|澳币|澳幣|호주\s?달러|豪ドル",
    "CAD": r"Canadian\s+dollars?\b|kanadische\w?\s+Dollar|dollars\s+canadiens|"
    r"d[óo]lares\s+canadi?en[sc]\w+|dollari\s+canadesi|加元|加拿大元|加币|加幣|캐나다\s?달러|カナダ\s?ドル",
    "SGD": r"Singapore(?:an)?\s+dollars?\b|Singapur-?\s?Dollar|dollars\s+(?:de\s+Singapour|"
    r"singapouriens)|新加坡元|新元|坡元|싱가포르\s?달러|シンガポール・?ドル",
    "NZD": r"New\s+Zealand\s+dollars?\b|新西兰元|紐西蘭元|뉴질랜드\s?달러|"
    r"(?:NZ|ニュージーランド)・?ドル",
    "DKK": r"(?:Danish|dänische\w?|danske)\s+(?:kron\w+|crowns?)\b|(?:couronnes|coronas|corone|"
    r"coroas)\s+da\w+|丹麦克朗|丹麥克朗|덴마크\s?크로네|デンマーク・?クローネ",
    "SEK": r"(?:Swedish|schwedische\w?|svenska)\s+(?:kron\w+|crowns?)\b|(?:couronnes|coronas|"
    r"corone|coroas)\s+su\w+|瑞典克朗|스웨덴\s?크로나|スウェーデン・?クローナ|SEK\b",
    "NOK": r"(?:Norwegian|norwegische\w?|norske)\s+(?:kron\w+|crowns?)\b|(?:couronnes|coronas|"
    r"corone|coroas)\s+nor\w+|挪威克朗|노르웨이\s?크로네|ノルウェー・?クローネ",
    "MYR": r"(?:Malaysian\s+)?ringgits?\b|林吉特|令吉|링깃|リンギット?",
    "AED": r"(?:UAE\s+|Emirati\s+)?dirhams?\b|迪拉姆|디르함|ディルハム",
    "SAR": r"Saudi\s+ri[yj]?als?\b|沙特里亚尔|沙烏地里亞爾|사우디\s?리얄|"
    r"サウジ(?:アラビア)?・?リ[ヤア]ル",
    "QAR": r"Qatari\s+ri[yj]?als?\b|卡塔尔里亚尔|카타르\s?리얄|カタール・?リ[ヤア]ル",
    "IDR": r"(?:Indonesian\s+)?rupiahs?\b|印尼盾|印尼卢比|루피아|ルピア",
    "THB": r"(?:Thai\s+)?baht\b|泰铢|泰銖|바트|バーツ",
    "VND": r"(?:Vietnamese\s+)?dong\b|越南盾|베트남\s?동|ドン(?![ァ-ヺー])",
    "PHP": r"Philippine\s+pesos?\b|菲律宾比索|필리핀\s?페소|フィリピン・?ペソ",
    "MXN": r"Mexican\s+pesos?\b|pesos\s+mexicanos|mexikanische\w?\s+Pesos?|墨西哥比索|"
    r"멕시코\s?페소|メキシコ・?ペソ",
    "ILS": r"(?:Israeli\s+)?(?:new\s+)?shekels?\b|Schekel|谢克尔|셰켈|シェケル",
    "PLN": r"(?:Polish\s+)?zlot(?:ys?|ies)\b|z[łl]oty(?:ch)?\b|兹罗提|즈워티|ズロチ",
    "ZAR": r"(?:South\s+African\s+)?rands?\b|兰特|랜드(?!마크)|ランド(?![ァ-ヺー])",
    "TRY": r"(?:Turkish\s+)liras?\b|türkische\w?\s+Lira|土耳其里拉|튀르키예\s?리라|トルコ・?リラ",
    "CZK": r"(?:Czech\s+)(?:koruna?s?|crowns?)\b|tschechische\w?\s+Kronen",
    "": rf"(?P<code>{_CAPITAL_CODE})\b",
}
_OTHER_MONEY = late_regex(
    r"\s+(?:d[ei]\s+)?(?:(?-i:[A-Z])[\w-]+\s+){0,2}(?:dollars?|pesos?|pounds?|francs?|dinars?|kron\w+|kr|"
    r"crowns?|couronnes|coronas|corone|coroas|ri[yj]?als?|lir[ae]s?|Kronen|Pesos?|Dinar)\b|"
    r"\s?(?:克朗|比索|里亚尔|里亞爾|第纳尔|크로네|크로나|페소|리얄|クローネ|クローナ|ペソ|リヤル)",
    re.IGNORECASE,
)
_SHORTER = {"USD", "KRW", "JPY", "CNY", "EUR", "GBP", "INR", "RUB", "BRL"}
"""Money whose words others' words end or begin with: those are tried first."""
_MONEY = late_regex(
    "|".join(
        f"(?P<{code}>(?:d[ei]\\s+)?(?:{words}))" if code else words
        for code, words in sorted(_MONEY_WORDS.items(), key=lambda pair: pair[0] in _SHORTER)
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
    $ € £ ¥ ₩ ₹ ₽ ＄ ￥ ￦ rmb cny usd krw jpy eur gbp twd hkd chf inr sek rs dollar dólar dolar
    dollari долл 美元 美金 달러 ドル won 韩元 韓元 韩圆 韓圜 원 ウォン вон yen 日元 日圆 日圓 엔
    円 иен yuan renminbi 人民 元 위안 юан euro 欧元 歐元 유로 ユーロ евро taiwan 台币 台幣 臺幣
    ntd 港元 港币 港幣 pound libras livres 英镑 英鎊 파운드 ポンド фунт rupee 卢比 盧比 루피
    ルピー рупи franc franken 瑞郎 rouble ruble рубл 卢布 루블 reais real australi canad singap
    zealand crown kron couronnes coron coroa 澳 加元 加拿大元 加币 加幣 新加坡元 新元 坡元
    新西兰元 紐西蘭元 克朗 크로네 크로나 クローネ クローナ ringgit 林吉特 令吉 링깃 リンギ
    dirham 迪拉姆 디르함 ディルハム rial riyal rijal 里亚尔 里亞爾 리얄 リヤル リアル rupiah
    印尼盾 루피아 ルピア baht 泰铢 泰銖 바트 バーツ dong 越南盾 베트남 ドン peso 比索 페소 ペソ
    shekel schekel 谢克尔 셰켈 シェケル zloty złoty zlot 兹罗提 즈워티 ズロチ rand 兰特 랜드
    ランド lira 里拉 리라 リラ koruna tw gw mw kw watt vatio vatios 太瓦 吉瓦 千瓦 兆瓦 百万瓦
    百萬瓦 와트 ワット вт гигават мегават gpu graphics h100 a100 h200 b200 h20 gb200 gb300 h800
    b100 b300 a800 tpu mi200 mi3 mi4 mi5 chips accelerators 卡 芯片 晶片 그래픽 가속기 칩
    アクセラ チップ grafikprozessoren puces процессор
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
    return _SIGNS.get(plain, plain[:3])


def is_other_money(text: str, start: int, end: int) -> bool:
    """Tell whether words at a number name money, though not which: "10 billion pesos"."""
    return text[max(0, start - 1) : start] in _SIGNS or _OTHER_MONEY.match(text, end) is not None


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
        code = money["code"] or str(money.lastgroup)
        return Unit(code=code, end=start + money.end())
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

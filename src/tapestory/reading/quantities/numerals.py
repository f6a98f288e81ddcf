"""Digits and number words of a dozen languages, with their scale → values.

Every number is a pair (low, high): equal for a number, apart for words such as "tens of billions".
"""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex

_SCALES: dict[str, float] = {
    # English and abbreviations
    "hundred": 1e2, "thousand": 1e3, "thousands": 1e3, "k": 1e3, "million": 1e6,
    "millions": 1e6, "mn": 1e6,
    "mln": 1e6, "m": 1e6, "mm": 1e6, "billion": 1e9, "billions": 1e9, "bn": 1e9, "bln": 1e9,
    "b": 1e9, "trillion": 1e12, "trillions": 1e12, "tn": 1e12, "trn": 1e12, "trln": 1e12,
    "tr": 1e12, "t": 1e12, "quadrillion": 1e15, "lakh crore": 1e12, "lakh crores": 1e12,
    "crore": 1e7, "crores": 1e7, "cr": 1e7, "lakh": 1e5, "lakhs": 1e5,
    # German, Dutch
    "tausend": 1e3, "tsd.": 1e3, "mio": 1e6, "mio.": 1e6, "millionen": 1e6, "mrd": 1e9,
    "mrd.": 1e9, "milliarde": 1e9, "milliarden": 1e9, "billionen": 1e12, "bio.": 1e12,
    "duizend": 1e3, "miljoen": 1e6, "miljard": 1e9, "mld": 1e9, "mld.": 1e9, "biljoen": 1e12,
    # French
    "mille": 1e3, "milliers": 1e3, "milliard": 1e9, "milliards": 1e9, "mds": 1e9, "md": 1e9,
    # Spanish, Italian, Portuguese
    "mil millones": 1e9, "mil milhões": 1e9, "mil": 1e3, "mila": 1e3, "millón": 1e6,
    "millones": 1e6, "billón": 1e12, "billones": 1e12, "milione": 1e6, "milioni": 1e6,
    "miliardo": 1e9, "miliardi": 1e9, "bilioni": 1e12, "milhão": 1e6, "milhões": 1e6,
    "bilhão": 1e9, "bilhões": 1e9, "bi": 1e9, "trilhão": 1e12, "trilhões": 1e12,
    # Russian
    "тыс.": 1e3, "тыс": 1e3, "тысяч": 1e3, "тысячи": 1e3, "млн": 1e6, "миллион": 1e6,
    "миллиона": 1e6, "миллионов": 1e6, "млрд": 1e9, "миллиард": 1e9, "миллиарда": 1e9,
    "миллиардов": 1e9, "трлн": 1e12, "триллион": 1e12, "триллиона": 1e12, "триллионов": 1e12,
}  # fmt: skip
_LONG_SCALE = {"billion": 1e12, "billions": 1e12}
_LONG_SCALE_LANGUAGES = frozenset({"de", "nl", "fr", "es"})
"""Where "billion" means a million millions; what is a thousand millions has another word."""
EUROPEAN = frozenset(
    {"de", "fr", "es", "it", "pt", "nl", "ru", "uk", "pl", "cs", "sv", "da", "no", "fi", "tr", "id",
     "ro", "hu", "el", "vi"}
)  # fmt: skip
"""Languages that write a decimal comma, and points or spaces between thousands."""
_COMMA_GROUPS = frozenset({"es"})
"""Of these, those in which half of the press writes thousands with a comma."""
_WORD_SCALE = "|".join(sorted(map(re.escape, _SCALES), key=len, reverse=True))
SCALE = rf"(?:{_WORD_SCALE})(?![^\W\d_])"
"""A scale in letters; behind it no letter stands."""

_SPACED = r"\d{1,3}(?: \d{3}){1,4}(?:,\d{1,6})?(?![\d,])|"
DIGITS = (
    r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,6})?(?!\d)|"
    r"\d{1,3}(?:[\u00a0\u202f'’]\d{3}){1,5}(?:[.,]\d{1,6})?(?!\d)|\d{1,12}(?:[.,]\d{1,6})?"
)
SPACED_DIGITS = _SPACED + DIGITS
"""The same with spaces between thousands, for languages that write them."""

_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "a": 1, "an": 1, "half a": 0.5, "half an": 0.5, "a dozen": 12, "two dozen": 24,
    "one and a half": 1.5, "two and a half": 2.5,
    "eine": 1, "einer": 1, "einen": 1, "ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5,
    "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "eine halbe": 0.5,
    "anderthalb": 1.5,
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
    "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "due": 2, "tre": 3, "quattro": 4, "cinque": 5,
    "dieci": 10, "um": 1, "dois": 2, "três": 3, "quatro": 4, "dez": 10, "een": 1, "één": 1,
    "twee": 2, "drie": 3, "vijf": 5, "zes": 6, "tien": 10,
}  # fmt: skip
_SMALL = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_TENTH = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NINTH = "one|two|three|four|five|six|seven|eight|nine"
WORDS = rf"(?:(?:{_TENTH})-(?:{_NINTH})|(?:{_SMALL})(?:[\s-]hundred)?)"
"""A number in words; it counts only before a scale or a unit of power."""

_TENS = {
    "dozens": (24, 99), "tens": (10, 99), "hundreds": (100, 999), "thousands": (1e3, 9999),
    "dutzende": (24, 99), "dutzenden": (24, 99), "hunderte": (100, 999), "hunderten": (100, 999),
    "zig": (20, 99), "tausende": (1e3, 9999), "dizaines": (10, 99), "centaines": (100, 999),
    "milliers": (1e3, 9999), "decenas": (10, 99), "cientos": (100, 999), "miles": (1e3, 9999),
    "centenares": (100, 999), "decine": (10, 99), "centinaia": (100, 999),
    "migliaia": (1e3, 9999), "dezenas": (10, 99), "centenas": (100, 999),
    "milhares": (1e3, 9999), "tientallen": (10, 99), "honderden": (100, 999),
    "duizenden": (1e3, 9999), "десятки": (10, 99), "десятков": (10, 99), "сотни": (100, 999),
    "сотен": (100, 999), "тысячи": (1e3, 9999), "several hundred": (200, 999),
    "several dozen": (24, 99), "multi": (1, 9), "several": (2, 9), "mehrere": (2, 9),
    "plusieurs": (2, 9), "varios": (2, 9), "diversi": (2, 9), "vários": (2, 9),
    "enkele": (2, 9), "несколько": (2, 9), "a few": (2, 9), "a couple of": (2, 3),
    "a few hundred": (200, 499), "a couple hundred": (200, 299),
}  # fmt: skip
_BARE = {"thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}
_ORDER = "|".join(sorted(map(re.escape, _TENS), key=len, reverse=True))
VAGUE = (
    rf"(?:(?:{_ORDER})(?:\s+(?:of|de|di|von|van|d['’])\s*|[\s-]))(?:miles\s+de\s+)?(?:{SCALE})|"
    r"(?:millions|billions|trillions)(?=\s+(?:of\s+(?:US\s+)?dollars|in\s|of\s+(?:euros|pounds|"
    r"yen|won)))"
)
"""Words for an order of magnitude, as far as the scale."""
VAGUE_PIECES = r"(?:dozens|tens|hundreds|thousands)\s+of"
"""The same before what is counted: "hundreds of megawatts"."""

_CJK_DIGIT = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5,
              "六": 6, "七": 7, "八": 8, "九": 9}  # fmt: skip
_CJK_SMALL = {"十": 1e1, "십": 1e1, "百": 1e2, "백": 1e2, "千": 1e3, "천": 1e3}
_CJK_LARGE = {"万": 1e4, "萬": 1e4, "만": 1e4, "亿": 1e8, "億": 1e8, "억": 1e8,
              "兆": 1e12, "조": 1e12}  # fmt: skip
CJK_LETTERS = "〇零一二两兩三四五六七八九十百千십백천"
"""What numbers are written with below 万."""
_HEAVY = r"(?:万|萬|만|亿|億|억|兆(?!瓦)|조(?![가-힣]{0,2}(?:사|직|치|정)))"
CJK = (
    rf"(?:(?:{DIGITS}|[{CJK_LETTERS}])[{CJK_LETTERS}\d]{{0,8}}\s?{_HEAVY}{{1,2}}|{_HEAVY}{{2}}|"
    rf"(?<![{CJK_LETTERS}\d])[百千](?:万|萬|亿|億|억))"
    rf"(?:\s?(?:\d{{1,4}}(?:,\d{{3}})?(?:\.\d{{1,3}})?|[{CJK_LETTERS}])[{CJK_LETTERS}]{{0,5}}\s?(?:억|億|"
    rf"亿|万|萬|만)){{0,2}}"
    r"(?:\d{1,4}(?=원|円|元))?"
)
"""A number with 万, 亿, 兆 …, compounds such as 1조 2500억 included."""
_ODD = r"[十십](?:数|數|几|幾|多|余|餘|수|몇|여)"
"""Ten and some: 十数, 십수."""
_SOME = r"(?:数|數|几|幾|上|수|몇\s?)[十百千십백천]?"
CJK_VAGUE = rf"(?:{_SOME}|(?<![{CJK_LETTERS}\d]){_ODD})\s?{_HEAVY}{{1,2}}"
_TOKEN = late_regex(rf"{DIGITS}|[万萬만亿億억兆조]{{1,2}}|[{CJK_LETTERS}]")


def digits(text: str, *, lang: str = "", scale: str = "") -> float:
    """Return the value of digits with marks between them.

    Points and commas are read as the language writes them: "1.250" is 1250 in German and 1.25 in
    English. A scale word of a European language says the same as the language.
    """
    european = lang in EUROPEAN or _is_european(scale)
    plain = re.sub(r"[\u00a0\u202f'’\s]", "", text)
    point, comma = plain.rfind("."), plain.rfind(",")
    if point >= 0 and comma >= 0:
        mark = "." if point > comma else ","
        other = "," if mark == "." else "."
        return _float(plain.replace(other, "").replace(mark, "."))
    if comma >= 0:
        groups = _in_groups(plain, ",")
        thousands = groups and (
            plain.count(",") > 1 or not european or lang in _COMMA_GROUPS or scale == ""
        )
        return _float(plain.replace(",", "") if thousands else plain.replace(",", "."))
    if point >= 0 and _in_groups(plain, ".") and european:
        return float(plain.replace(".", ""))
    return _float(plain)


def _float(text: str) -> float:
    """Return the value of digits with points: of several, none can be a decimal point."""
    return float(text.replace(".", "") if text.count(".") > 1 else text)


def _in_groups(text: str, mark: str) -> bool:
    head, *groups = text.split(mark)
    return 0 < len(head) <= 3 and head != "0" and all(len(group) == 3 for group in groups)


def _is_european(scale: str) -> bool:
    """Tell whether a scale word says that commas are decimal."""
    return scale.lower() in _EUROPEAN_SCALES


_EUROPEAN_SCALES = frozenset([*_SCALES][[*_SCALES].index("tausend") :])


def scale_of(word: str | None, *, lang: str = "") -> float | None:
    """Return what a scale word multiplies by, None without one."""
    if not word:
        return None
    plain = " ".join(word.strip(" -\u00a0").lower().split())
    if lang in _LONG_SCALE_LANGUAGES and plain in _LONG_SCALE:
        return _LONG_SCALE[plain]
    return _SCALES[plain]


def in_words(text: str) -> float:
    """Return the value of a number in words."""
    plain = re.sub(r"[\s-]+", " ", text.strip().lower())
    tenth, _, ninth = plain.partition(" ")
    if tenth in _TENTH.split("|") and ninth in _NINTH.split("|"):
        return _UNITS[tenth] + _UNITS[ninth]
    if plain.endswith(" hundred"):
        return _UNITS[plain.removesuffix(" hundred")] * 100
    return _UNITS[plain]


def vague(text: str, *, lang: str = "") -> tuple[float, float]:
    """Return the range that words for an order of magnitude leave open."""
    plain = re.sub(r"[\s-]+", " ", text.strip().lower())
    if plain in _BARE:
        return _BARE[plain], _BARE[plain] * 999
    order = next(word for word in sorted(_TENS, key=len, reverse=True) if plain.startswith(word))
    low, high = _TENS[order]
    rest = re.sub(r"^(?:of|de|di|von|van|d['’])\s*", "", plain[len(order) :].strip())
    if rest.startswith("miles de "):
        factor = 1e3 * (scale_of(rest.removeprefix("miles de ")) or 1.0)
    else:
        factor = scale_of(rest, lang=lang) or 1.0
    return low * factor, high * factor


def vague_pieces(text: str) -> tuple[float, float]:
    """Return the range of "hundreds of" before what is counted."""
    return _TENS[text.split(maxsplit=1)[0].lower()]


def cjk(text: str) -> float:
    """Return the value of a number with 万, 亿 or 兆."""
    total = section = 0.0
    pending: float | None = None
    for found in _TOKEN.finditer(text):
        token = found.group()
        if token[0] in _CJK_LARGE:
            factor = 1.0
            for letter in token:
                factor *= _CJK_LARGE[letter]
            below = section + (pending or 0.0)
            total += (below if below or pending is not None else 1.0) * factor
            section, pending = 0.0, None
        elif token in _CJK_SMALL:
            section += (1.0 if pending is None else pending) * _CJK_SMALL[token]
            pending = None
        else:
            pending = float(_CJK_DIGIT[token]) if token in _CJK_DIGIT else digits(token)
    return total + section + (pending or 0.0)


def cjk_vague(text: str) -> tuple[float, float]:
    """Return the range of a word such as 数千亿 or 수백억."""
    if odd := re.match(_ODD, text):
        value = cjk(text[odd.end() :])
        return value * 11, value * 19
    body = re.sub(r"^(?:数|數|几|幾|上|수|몇)\s?", "", text)
    value = cjk(body)
    many = 2.0 if text[0] in "数數几幾수몇" and body[0] not in "十百千십백천" else 1.0
    return value * many, value * 9.99

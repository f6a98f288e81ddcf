"""Sentence and small amount of money → whether it is what a share costs, earns or pays."""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex
from tapestory.reading.quantities.amounts import Amount

_SMALL = 1e5
PER_DOLLAR = {"JPY": 100.0, "KRW": 1000.0, "TWD": 30.0, "INR": 80.0, "RUB": 80.0}
"""Units of money in a dollar, roughly."""
_OF_A_SHARE = (
    ("price_target", late_regex(
        r"\b(?:price\s+target|target\s+price|price\s+objective|fair\s+value\s+estimate|"
        r"(?:targets?|PT)(?:\s+(?:on|for)\s+[^,.;]{1,30}?)?(?:\s+(?:of|to|at|is|was|from))?(?=\s+(?:US|HK|NT)?[$€£¥₩])|Kursziel|"
        r"objectif\s+de\s+cours|precio\s+objetivo|"
        r"prezzo\s+obiettivo|preço-alvo|koersdoel)|目标价|目標價|목표\s?주?가|目標株価|"
        r"целев\w+\s+цен\w+", re.IGNORECASE)),
    ("earnings_per_share", late_regex(
        r"\bEPS\b|\b(?:earnings|profit|income|loss)[\s-]+(?:per[\s-]+share(?:\s+of\b)?|of\b|"
        r"(?:[a-z]+\s+){0,3}?(?:was|were|came(?:\s+in)?(?:\s+(?:at|to))?|stood\s+at|reached|"
        r"totall?ed)\b)|"
        r"\bearn(?:ed|s|ing)?(?=\s+(?:\w+\s+){0,2}(?:US|HK|NT)?[$€£¥₩\d])|每股(?:收益|盈利|盈餘)|"
        r"주당\s?순?이익|1株(?:当たり|あたり)", re.IGNORECASE)),
    ("dividend", late_regex(r"\bdividends?\b|股息|分红|배당|配当", re.IGNORECASE)),
    ("share_price", late_regex(
        r"\b(?:shares?|stocks?|ADRs?|trad(?:es?|ed|ing)|clos(?:ed?|ing)|open(?:ed)?\s+at|"
        r"IPO\s+price|per\s+share|apiece|Aktie\w*|"
        r"action|acciones|azioni|ações|aande\w+|акци\w+)\b|股价|股價|每股|收于|收於|报\d|주가|"
        r"주당|株価|終値", re.IGNORECASE)),
)  # fmt: skip
_EARNED = late_regex(
    r"\b(?:profits?|earnings|earn(?:ed|s)?|(?:net|operating)\s+(?:income|loss))\b(?:[^.;]|\.\d)*,\s+or\s+"
    r"(?:about\s+)?$",
    re.IGNORECASE,
)
"""Before a small amount that says a profit again, for each share: "profit of $2bn, or $1.68"."""
_FARTHER = 40
_CLAUSE = late_regex(r"[,;，；]|\b(?:after|as|when|while|and|but|on|before|since|because)\b")
_MOVED = late_regex(
    r"\b(?:r[io]se[ns]?|rising|f[ae]ll\w{0,3}|drop\w*|dip\w*|sl[ií]d\w*|slip\w*|s[aiu]nk\w*|"
    r"tumbl\w+|plung\w+|plummet\w+|slump\w*|jump\w*|surg\w+|soar\w*|spik\w+|climb\w*|gain\w*|"
    r"rall(?:y|ied|ies|ying)|advanc\w+|declin\w+|retreat\w*|rebound\w*|recover\w*|shed|derated|"
    r"peak\w*|bottom\w*|touch\w*|(?:intraday\s+|all-time\s+|record\s+|session\s+|52-week\s+)?"
    r"(?:highs?|lows?)|settl\w+|finish\w*|ended|chang\w+\s+hands|quot\w+|stieg|fiel|sank|"
    r"gestiegen|gefallen|grimp\w+|bondi\w*|chut\w+|sub(?:ió|e|iu)|cay[óo]|caiu|sal(?:ito|e)|"
    r"sces\w+|steeg|daalde|вырос\w*|упал\w*)\b|涨|漲|跌|升至|降至|收报|收報|报收|報收|现报|現報|"
    r"오른|오르|올라|내린|내려|하락|상승|급락|급등|마감|거래|上昇|下落|急落|急騰|高値|安値|取引|"
    r"\d\s?[%％]",
    re.IGNORECASE,
)
"""What prices of shares do, or by how much in per cent."""
_BY_TO = late_regex(
    r"\d\s?[%％]\s+(?:to|at)\s+(?:about\s+|around\s+|nearly\s+|roughly\s+|"
    r"approximately\s+|just\s+over\s+|just\s+under\s+)?$",
    re.IGNORECASE,
)
_OF_WARES = late_regex(
    r"\b(?:prices?|spot|per|each|costs?|fees?|subscri\w+|tiers?|plans?|tokens?|barrels?|ounces?|"
    r"D-?RAM|NAND|HBM|chips?|GPUs?|modules?|gallons?|tonn?es?|hours?|hourly|months?|monthly|rent\w*|"
    r"rates?|oil|crude|exchange\s+rates?|gold|bitcoin|crypto\w*|coins?|wages?|salar\w+|bonus\w*)\b|"
    r"价格|價格|单价|租金|现货|가격|현물|임대|환율|달러당|汇率|匯率|為替|価格|賃料|유가|油价|金价",
    re.IGNORECASE,
)
"""Near a small amount these say that it is the price of something else than a share."""
_AT_A_PRICE = late_regex(
    r"(?:\s+(?:is|was|stands?|stood|sits?|sat|now|still)){0,2}\s*(?:[(:,：（]|(?:at|near|above|below|"
    r"under|around|bei|à|a|en|em|op)\b)?\s*(?:about|around|just|only)?\s*",
    re.IGNORECASE,
)


def is_small(amount: Amount) -> bool:
    """Tell whether an amount of money is too small to be any company's."""
    return bool(amount.unit) and 0 < amount.high < _SMALL * PER_DOLLAR.get(amount.unit, 1.0)


def names_share(text: str, amount: Amount) -> bool:
    """Tell whether words near a small amount say that it is of one share."""
    near = _near(text, amount)
    return any(words.search(near) for _, words in _OF_A_SHARE)


def of_a_share(text: str, amount: Amount) -> tuple[str, str]:
    """Return kind and words of a small amount; "amount" without words when it is of no share.

    Of several words the nearest says it. Without one for shares, what rose or fell to an amount is
    a price, and a listed company's is that of its share unless wares are named.
    """
    said = [
        (_away(text, found, amount, name), order, name, found.group())
        for order, (name, words) in enumerate(_OF_A_SHARE)
        for found in words.finditer(text, max(0, amount.start - 60), amount.end + 40)
    ]
    if said:
        _, _, name, cue = min(said)
        again = name == "share_price" and _EARNED.search(text, 0, amount.start)
        return ("earnings_per_share" if again else name), cue
    near = _near(text, amount)
    moved = _MOVED.search(text, max(0, amount.start - 60), amount.start)
    if moved and (_is_by_to(text, amount) or not _OF_WARES.search(near)):
        return "share_price", moved.group()
    return "amount", ""


def _away(text: str, found: re.Match[str], amount: Amount, name: str) -> int:
    """Return how far words stand from an amount.

    "A share" behind it says little of what it is, and what stands in another clause even less.
    """
    if found.end() <= amount.start:
        return amount.start - found.end() + 1
    parted = _CLAUSE.search(text, amount.end, found.start())
    unit = name == "share_price"
    return max(0, found.start() - amount.end) + _FARTHER * ((parted is not None) + unit) + 1


def _is_by_to(text: str, amount: Amount) -> bool:
    """Tell whether the amount is what a move in per cent led to, and no wares stand before it."""
    before = text[max(0, amount.start - 60) : amount.start]
    return bool(_BY_TO.search(before)) and not _OF_WARES.search(before)


def _near(text: str, amount: Amount) -> str:
    return text[max(0, amount.start - 60) : amount.end + 40]


def is_price_of(text: str, amount: Amount, name_end: int) -> bool:
    """Tell whether a small amount right behind a listed name is what its share costs.

    Args:
        text: The sentence.
        amount: One of its amounts.
        name_end: Where the name ends.
    """
    if not is_small(amount) or _OF_WARES.search(text[max(0, amount.start - 60) : amount.end + 40]):
        return False
    return bool(_AT_A_PRICE.fullmatch(text, name_end, amount.start))

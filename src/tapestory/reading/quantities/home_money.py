"""Amount in a sign or word that several countries use, whose it is → in which money it is."""

from __future__ import annotations

from tapestory.late_regex import late_regex
from tapestory.reading.quantities.amounts import Amount

_BARE_YUAN = late_regex(r"[\d万萬亿億兆]元$")
_SIMPLIFIED = late_regex(r"[亿万]")
"""What is written so is written on the mainland, where 元 alone is its own money."""
_YUAN_OF = {"TW": "TWD", "TWO": "TWD", "HK": "HKD"}
_BARE_YEN = late_regex(r"[¥￥]")
_YEN_OF = {"T": "JPY", "HK": "CNY", "SS": "CNY", "SZ": "CNY"}
"""Companies that count in renminbi are listed in Hong Kong too; nobody signs that city's so."""
_YEN_IN = {"zh": "CNY", "ja": "JPY"}
_ABROAD = {
    "TSM": "TW", "UMC": "TW", "ASX": "TW", "CHT": "TW",
    "BABA": "SS", "JD": "SS", "PDD": "SS", "BIDU": "SS", "NTES": "SS", "TCOM": "SS", "NIO": "SS",
    "XPEV": "SS", "LI": "SS",
}  # fmt: skip
"""Companies known by what is traded of them in New York → where they are at home."""


def at_home(amount: Amount, text: str, subject: str, *, lang: str) -> str:
    """Return the unit of an amount: 元 or ¥ alone is the money of where the company is at home.

    Args:
        amount: As read.
        text: Its sentence.
        subject: Whose it is; empty where nobody is named.
        lang: Of the text.
    """
    words = text[amount.start : amount.end]
    place = _ABROAD.get(subject, subject.rpartition(".")[2])
    if _BARE_YEN.match(words):
        return _YEN_OF.get(place) or _YEN_IN.get(lang, amount.unit)
    if amount.unit != "CNY" or not _BARE_YUAN.search(words):
        return amount.unit
    if place == "HK" and _SIMPLIFIED.search(words):
        return amount.unit  # companies of the mainland count in its money, wherever they are listed
    return _YUAN_OF.get(place, amount.unit)

"""The words around a number → whether a quantity changed by so much, and is not so much."""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex

_SET = r"rais|lift|increas|hik|boost|bump|cut|lower|trim|reduc|slash|expand"
_WENT = (
    r"fell|fall|drop|declin|shr[aiu]nk|slid|slump|plung|plummet|tumbl|grew|grow|rose|ris|jump|surg|soar|"
    r"climb|swell|swoll|widen|narrow"
)
_HELD = r"beat|miss|topp|exceed|surpass|outstrip"
_ABOUT = (
    r"(?:(?:another|about|around|roughly|nearly|almost|some|over|more\s+than|as\s+much\s+as|up\s+to|"
    r"at\s+least|an?\s+additional|an?\s+estimated|rund|etwa|fast|knapp|mehr\s+als|environ|près\s+de|"
    r"plus\s+de|unos|casi|más\s+de|circa|quasi|oltre|cerca\s+de|quase|mais\s+de)\s+)*"
)
_BY = late_regex(
    rf"\b(?:{_SET}|{_WENT}|{_HELD})\w*\b[^,.;]{{0,34}}\bby\s+{_ABOUT}$|"
    rf"\b(?:{_WENT})(?:s|ed|d|ped|ing|ping|en|n|es?)?\s+{_ABOUT}$|"
    r"\b(?:sank|sinkt|gesunken|fiel|fällt|gefallen|stieg|steigt|gestiegen|wuchs|wächst|gewachsen|"
    r"erhöht\w*|gesenkt|senkt\w*|schrumpft\w*|verringert\w*)\b[^,.;]{0,34}\bum\s+"
    rf"{_ABOUT}$|"
    r"\b(?:chut|baiss|augment|progress|recul|diminu|bondi|grimp|fond|recul|accr)\w*\s+de\s+"
    rf"{_ABOUT}$|"
    r"\b(?:ca[yí]|sub|aument|crec|redu|baj|disminu|desplom|cai|diminu|recu)\w*\s+em?n?\s+"
    rf"{_ABOUT}$|"
    rf"\b(?:sces|calat|cal|salit|aument|cresciut|diminuit)\w*\s+di\s+{_ABOUT}$|"
    r"(?:减少|減少|缩水|縮水|下降|下跌|下滑|增加|增长|增長|成長|上升|蒸发|蒸發)了?(?:约|約|近|超|超过|超過|逾)?\s?$",
    re.IGNORECASE,
)
_BEHIND = late_regex(
    r"\s?(?:가량|정도|이상|가까이|넘게)?\s?(?:줄[었어]|늘[었어]|감소|증가|하락|불어|빠[졌지])|"
    r"(?:ほど|近く|余り|以上)?(?:減(?![価税産])|増(?![資税配産])|縮小|拡大)"
)
_NEAR = 80


def by_before(text: str, place: int) -> bool:
    """Tell whether words before a place say that something was changed by what stands there."""
    return _BY.search(text, max(0, place - _NEAR), place) is not None


def is_by_so_much(text: str, start: int, end: int) -> bool:
    """Tell whether a number says by how much a quantity changed.

    Args:
        text: A sentence.
        start: Where the number begins.
        end: Where its unit ends.
    """
    return by_before(text, start) or _BEHIND.match(text, end) is not None

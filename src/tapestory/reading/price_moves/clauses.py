"""Pieces of a sentence → whether they name somebody new, and where a clause begins."""

from __future__ import annotations

import re

from tapestory.reading.price_moves.movewords import BASIS, BOUNDARY, DIRECTION, SHARE_WORD

_CJK_FILLER = re.compile(
    r"约|約|超|逾|近|将近|并|並|随后|隨後|最终|最終|后|後|其后|大|累计|盘|盤|报|報|分别|分別|各|均|一度|"
    r"그리고|이후|각각|대비|전\s?거래일|전일|보다|은|는|이|가|도|로|까지|한때|약|"
    r"その後|一時|前日比|前日|比|では|まで|で|は|が|も|と|の|に|約|それぞれ"
)
OTHER_NAME = re.compile(
    r"(?:,\s+|\band\s+|\bas\s+|\bthat\s+|\bwhen\s+|\bsaw\s+|\bwith\s+)(?:the\s+|shares\s+(?:of|in)\s+|rival\s+|"
    r"[a-z]+\s+){0,2}(?P<name>[A-Z][A-Za-z&.-]{2,})"
)
_NO_NAME_TEXT = """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
    June July August September October November December Shares Stock The Its CEO Chief Wall
    Street Inc Corp AI US U.S Asian European American Korean Japanese Chinese Nasdaq Seoul Tokyo
    Taipei Hong Kong New York ET EST EDT GMT UTC KST
"""
NO_NAME = frozenset(_NO_NAME_TEXT.split())
"""Capitalised words of running text that are nobody's name."""

_AUXILIARIES_TEXT = """
    the a an it its they their later then eventually briefly at one point as much by about over
    nearly more than to was were is are has have had been also still even further another
    initially having shares stock on in session trading early afternoon morning premarket day
    during
"""
_AUXILIARIES = frozenset(_AUXILIARIES_TEXT.split())


def unexplained_cjk(left: str) -> int:
    """Count the CJK letters that are neither direction, basis, share word nor filler: a name."""
    rest = SHARE_WORD.sub("", DIRECTION.sub("", left))
    for _, cue in BASIS:
        rest = cue.sub("", rest)
    rest = _CJK_FILLER.sub("", rest)
    return len(re.findall(r"[\u3400-\u9fff\uac00-\ud7a3\u3041-\u30ff]", rest))


def last_clause_opening(between: str, verb: re.Match[str] | None) -> str | None:
    """Return the words from the last boundary to the verb, None when nothing parts them."""
    head = between[: verb.start()] if verb is not None else between
    parts = list(BOUNDARY.finditer(head))
    return head[parts[-1].end() :] if parts else None


def names_another(opening: str) -> bool:
    """Tell whether a clause opens with a subject of its own."""
    words = re.findall(r"[A-Za-z][\w'’.-]*", opening)
    if any(word[0].isupper() and word not in NO_NAME for word in words):
        return True
    return sum(word.lower() not in _AUXILIARIES for word in words) > 2


def last_clause(text: str) -> str:
    """Return the words after the last comma, semicolon or dash."""
    return text[last_boundary(text) :]


def last_boundary(text: str) -> int:
    """Return where the last comma, semicolon or dash ends; 0 without any."""
    ends = [found.end() for found in re.finditer(r",(?!\d)|[，;；]|\s[—–]\s", text)]
    return ends[-1] if ends else 0


def is_title_case(text: str) -> bool:
    """Tell whether capital letters are so many that they name nobody."""
    words = re.findall(r"[A-Za-z][A-Za-z'’-]{3,}", text)
    return len(words) >= 4 and sum(word[0].isupper() for word in words) > 0.7 * len(words)

"""Sentence and a per cent in it → by how much something grew or shrank: 1, -1, or 0 for neither."""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex
from tapestory.reading.text.quick import Quick

_NEAR = 60
"""Characters before a number in which the word for its direction stands."""
_BEHIND = 24
_UP = (
    r"\b(?:increas\w+|ris(?:e|es|ing|en)|rose|gr[eo]w\w*|growth|jump\w*|surg\w+|climb\w*|gain\w*|"
    r"up|higher|more(?!\s+than(?!\s+(?:a|in|the|last|its?)\b))|"
    r"soar\w*|expan\w+|Wachstum|wuchs|gestiegen|stieg\w*|Plus|hausse|progress\w+|augment\w+|"
    r"crec\w+|aument\w+|"
    r"sub[ei]\w*|cresc\w+|sal\w+|alta|groei\w*|steeg|gestegen|вырос\w*|рост\w*|увелич\w+)\b|"
    r"增长|增長|增加|上升|提升|成长|成長|增(?=\d|$)|증가|늘|성장|상승|増|伸び|拡大"
)
_DOWN = (
    r"\b(?:decreas\w+|declin\w+|drop\w*|fall(?:s|ing|en)?|fell|down|lower|less(?!\s+than)|"
    r"shr[aiu]nk\w*|slump\w*|slid\w*|contract(?:s|ed|ing)|"
    r"Rückgang|gesunken|sank|Minus|baisse|recul\w*|ca[yíe]\w*|baj\w+|dismin\w+|cal\w+|queda|"
    r"daling|daalde|снизил\w*|снижени\w*)\b|"
    r"下降|减少|減少|下滑|缩水|[降减減](?=\d|$)|감소|줄|하락|減"
)
_COMPARED = r"同比|环比|環比|按年|按季"
"""Against the year or quarter before: it grew, where no word says that it shrank."""
_WAY = late_regex(rf"(?P<down>{_DOWN})|(?P<up>{_UP})|(?P<compared>{_COMPARED})", re.IGNORECASE)
_SIGNED = late_regex(r"[+＋−-]\s?\d")
_MAY_GROW = Quick(_WAY)
_CLAUSE = late_regex(r"[,，;；:：。(（]|\s(?:and|but|while|und|et|y|e|en|и)\s")
_LEVEL_BEFORE = late_regex(
    r"\b(?:to|at|bis\s+auf|auf|à|hasta|al|fino\s+al)\s+"
    r"(?:(?:about|around|nearly|over|roughly|almost|just|as\s+much\s+as)\s+)?$|"
    r"(?:至|到|为|為|是|占)$",
    re.IGNORECASE,
)
_LEVEL_BEHIND = late_regex(r"\s?(?:로|으로)(?=\s)|\s?に(?=[^対])")
"""What rose "to 63 %" is at 63 % now: by how much it grew is another number."""
_OF_GROWTH = late_regex(
    r"\b(?:growth|increase|rise|gain|decline|drop|decrease)\b[^,;]{0,45}$|"
    r"(?:增速|增幅|增长率|增長率|증가율|성장률|증가폭|伸び率|成長率|増加率)[^，,。]{0,12}$",
    re.IGNORECASE,
)
"""But growth itself may be "at 31 %"."""
_RATIO = late_regex(
    r"(?:\bplus\s+or\s+minus|\bgive\s+or\s+take|±|浮动|浮動|プラスマイナス)\s*$|"
    r"\b(?:margins?|ratio|utili[sz]ation|market\s+share|yield|stake)\b[^,;，]{0,40}$|"
    r"(?:毛利率|利润率|利潤率|净利率|占比|渗透率|市占率|利用率|稼働率|利益率|이익률|비중|점유율|"
    r"가동률)[^，,、。]{0,14}$",
    re.IGNORECASE,
)
"""What is a per cent by itself, or a margin of error: how much it is says nothing about growth."""
_SIGN = late_regex(r"(?:^|[\s(（:：比])(?P<sign>[+＋−-])\s?$")


def direction(text: str, start: int, end: int) -> int:
    """Return 1 if a per cent says how much something grew, -1 if how much it shrank, else 0.

    The word that says so is the nearest in the clause of the number: one right behind it ("a 5%
    decline", 20%減), else the last before it, else the first behind it. "Rose to 63%" is no growth
    of 63 per cent, and neither is a margin of so much.

    Args:
        text: The sentence.
        start: Of the number.
        end: Behind its per-cent sign.
    """
    before = text[max(0, start - _NEAR) : start]
    clause = _last_clause(before)
    level = _LEVEL_BEFORE.search(before) or _LEVEL_BEHIND.match(text, end)
    if _RATIO.search(clause) or (level and not _OF_GROWTH.search(clause)):
        return 0
    if signed := _SIGN.search(before):
        return 1 if signed["sign"] in "+＋" else -1
    word = _word(before, clause, text[end : end + _BEHIND])
    return 0 if word is None else -1 if word.lastgroup == "down" else 1


def _word(before: str, clause: str, behind: str) -> re.Match[str] | None:
    ahead = _WAY.search(_CLAUSE.split(behind, maxsplit=1)[0])
    if ahead is not None and not behind[: ahead.start()].strip(" 의の的"):
        return ahead
    told = [*_WAY.finditer(clause)] or [*_WAY.finditer(before)]
    if not told or (ahead is not None and told[-1].lastgroup == "compared"):
        return ahead
    return told[-1]


def _last_clause(text: str) -> str:
    ends = [found.end() for found in _CLAUSE.finditer(text)]
    return text[ends[-1] if ends else 0 :]


def may_grow(text: str) -> bool:
    """Tell quickly whether a sentence may say at all that something grew or shrank."""
    return _MAY_GROW.search(text) is not None or _SIGNED.search(text) is not None

"""Sentence and amount → who expected so much, where results are held against expectations."""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex
from tapestory.reading.quantities.amounts import Amount
from tapestory.reading.text.quick import Quick

_CROWD = (
    r"(?:(?:sell-side|Wall\s+Street|industry|average|outside)\s+)?(?:analysts?|economists|strategists)|"
    r"(?:the\s+)?(?:Wall\s+)?Street|the\s+market|investors|(?:the\s+)?consensus"
)
_POLLED = (
    r"(?:(?:the|an?|average|mean|median|consensus|analysts?['’]?s?|Wall\s+Street(?:['’]s)?|(?:the\s+)?"
    r"Street|market|LSEG|FactSet|Refinitiv|Bloomberg|Visible\s+Alpha|Zacks)\s+){1,3}"
)
_VIEWS = r"(?:consensus|estimates?|expectations?|forecasts?|projections?|views?)"
_EXPECT = (
    r"(?:expect(?:ed|ing|s)?|forecast(?:ed|ing|s)?|estimat(?:ed|ing|es?)|project(?:ed|ing|s)?|"
    r"predict(?:ed|ing|s)?|anticipat(?:ed|ing|es?)|pencill?ed\s+in|model(?:l?ed|l?ing|s)?|"
    r"look(?:ed|ing|s)?\s+for|want(?:ed|s)?|hop(?:ed|ing)\s+for)"
)
_WORDS = r"(?:[^.;,，。；]|(?<=\d)[.,](?=\d))"
_ITSELF = late_regex(
    r"\b(?:its|their|his|her|our|own|company['’]s|group['’]s|management['’]s|internal)\s+"
    r"(?:\w+\s+)?$",
    re.IGNORECASE,
)
_HELD_AGAINST = late_regex(
    r"\b(?:above|below|beat(?:s|ing)?|topp?(?:s|ed|ing)?|miss(?:es|ed|ing)?|exceed(?:s|ed|ing)?|"
    r"surpass(?:es|ed|ing)?|ahead\s+of|short\s+of|shy\s+of|than|versus|vs\.?|against|compared\s+(?:to|"
    r"with)|better|worse|trail(?:s|ed|ing)?|under|over)\s+(?:an?\s+|the\s+)?$",
    re.IGNORECASE,
)
_LINK = r"(?:\s+(?:of|for|at|was|were|is|are|stood\s+at|call(?:s|ed)?\s+for|had\s+been)\b|\s?[:(])"
_BEFORE = (
    late_regex(
        rf"(?P<who>\b{_POLLED}{_VIEWS}|(?<!\w)(?:consensus|estimates|expectations)){_LINK}"
        rf"(?:\s+(?:about|around|roughly|some|just|only|the|a))*\s*$",
        re.IGNORECASE,
    ),
    late_regex(
        rf"\b(?P<who>{_CROWD})\b(?:{_WORDS}){{0,40}}?\b{_EXPECT}\b(?:{_WORDS}){{0,60}}$",
        re.IGNORECASE,
    ),
    late_regex(
        r"(?P<who>市场|市場|分析师|分析師|华尔街|華爾街|投行|机构|機構)(?:们|們)?(?:此前|平均|普遍|一致|"
        r"人士|的)*(?:预期|預期|预估|預估|预测|預測)(?:值|中值|的|为|為|是)*(?:约|約)?\s?$"
    ),
    late_regex(
        r"(?P<who>시장|증권가|애널리스트|월가|컨센서스)[^,.\d]{0,14}?(?:전망치?|예상치?|추정치|컨센서스)"
        r"[^,.\d]{0,6}$|(?P<whom>컨센서스)[^,.\d]{0,6}$"
    ),
    late_regex(
        r"(?P<who>市場|アナリスト)[^、。\d]{0,8}?(?:予想|コンセンサス)[^、。\d]{0,6}$"
    ),
)  # fmt: skip
_BY_CROWD = late_regex(
    rf"\s+(?:(?:that|which)\s+)?(?:was\s+|were\s+|had\s+been\s+)?{_EXPECT}\s+by\s+(?P<who>{_CROWD})\b|"
    rf"\s+(?:(?:that|which)\s+)?(?P<whom>{_CROWD})\s+(?:(?:polled|surveyed)\s+by\s+\w+\s+)?(?:had\s+|"
    rf"were\s+|was\s+|have\s+)?(?:\w+ly\s+)?{_EXPECT}\b|"
    rf"\s+(?P<view>{_POLLED.replace('the|an?|', '')}{_VIEWS}|consensus)\b",
    re.IGNORECASE,
)
_ALONE = late_regex(rf"\s+(?P<who>expected|forecast|estimated|projected|{_VIEWS})\b", re.IGNORECASE)
_PREVIEWED = late_regex(
    r"[^;,.]{0,12}\s(?:is|are|was|were)?\s?expected(?=\s*(?:[.;,)]|$))", re.IGNORECASE
)
"""Behind a number of a preview: "revenue of $9 billion expected"."""
_MAY_EXPECT = Quick(
    late_regex(
        r"expect|wanted|hop(?:ed|ing)|estimat|consensus|forecast|projec|predict|anticipat|pencil|model|look|"
        r"views?\b|[预預]|예상|전망|추정|컨센서스|予想|コンセンサス",
        re.IGNORECASE,
    )
)
_NEAR = 130
ANALYSTS = "analysts"
"""Who is meant where a number is only called "expected" beside what was reported."""
_IS_CROWD = late_regex(
    r"\b(?:analysts?|economists|strategists|consensus|(?:Wall\s+)?Street|estimates?|expectations?|"
    r"forecasters|the\s+market|investors)\b|市场|市場|分析|华尔街|華爾街|投行|机构|機構|시장|증권가|월가|"
    r"컨센서스|애널리스트|アナリスト|予想",
    re.IGNORECASE,
)


def is_crowd(name: str) -> bool:
    """Tell whether a speaker is those whose guesses results are held against, and no one house."""
    return bool(name) and _IS_CROWD.search(name) is not None


def expected_by(text: str, amount: Amount) -> str:
    """Return who expected an amount, as named there; empty where nobody did.

    What a company says of its own future is none of this: "its forecast of $5 billion".

    Args:
        text: The sentence.
        amount: One of its amounts.
    """
    if not _MAY_EXPECT.search(text):
        return ""
    if found := _BY_CROWD.match(text, amount.end):
        before = text[max(0, amount.start - 30) : amount.start]
        return "" if _ITSELF.search(before) else _who(found)
    before = text[max(0, amount.start - _NEAR) : amount.start]
    for form in _BEFORE:
        if (found := form.search(before)) and not _ITSELF.search(before, 0, found.start()):
            return _who(found)
    if _PREVIEWED.match(text, amount.end) or (
        _ALONE.match(text, amount.end) and _HELD_AGAINST.search(before)
    ):
        return ANALYSTS
    return ""


def _who(found: re.Match[str]) -> str:
    name = next(group for group in found.groups() if group)
    return " ".join(name.split()).removeprefix("the ").removeprefix("The ")

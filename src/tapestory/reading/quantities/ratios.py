"""Sentence → per cents of growth and share, multiples, and lengths of time that it claims.

Per cents of prices are none: those are reported moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tapestory.late_regex import late_regex
from tapestory.reading.quantities.amounts import Amount
from tapestory.reading.quantities.growing import direction, may_grow
from tapestory.reading.quantities.kind_cues import KindCue, may_name
from tapestory.reading.quantities.measures import Measure
from tapestory.reading.text.cues import Cue
from tapestory.reading.text.quick import Quick

_NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?"
_BARE = r"(?<![A-Za-z0-9_.,])"
"""No Latin letter or digit before a number; a Chinese or Japanese one may stand there."""
_PERCENT = late_regex(
    rf"{_BARE}(?P<low>{_NUMBER})(?:\s?%?\s?(?:[-–~～∼〜]|to|至|到)\s?(?P<high>{_NUMBER}))?\s?"
    r"(?:%|％|percent\b|per\s+cent\b|pct\b|Prozent\b|pour\s+cent\b|por\s+ciento\b|per\s+cento\b|"
    r"por\s+cento\b|procent\b|процент\w*|퍼센트|パーセント)",
    re.IGNORECASE,
)
_UP = Quick(
    late_regex(
        r"\b(?:increas\w+|ris(?:e|es|ing|en)|rose|gr[eo]w\w*|growth|jump\w*|surg\w+|climb\w*|gain\w*|"
        r"up|higher|more|"
        r"soar\w*|expan\w+|Wachstum|wuchs|gestiegen|stieg\w*|Plus|hausse|progress\w+|augment\w+|"
        r"crec\w+|aument\w+|"
        r"sub[ei]\w*|cresc\w+|sal\w+|alta|groei\w*|steeg|gestegen|вырос\w*|рост\w*|увелич\w+)\b|"
        r"增长|增長|同比|环比|環比|增加|上升|提升|成长|成長|증가|늘|성장|상승|増|伸び|拡大",
        re.IGNORECASE,
    )
)
_PRICE = late_regex(
    r"\b(?:shares?|stocks?|ind(?:ex|ices)|points?|Nasdaq|S&P|Dow|KOSPI|Nikkei|futures|premarket|"
    r"after[\s-]hours|"
    r"yields?|Aktien?|actions?\b|acciones|azioni|ações|aandelen|акци\w+|bonds?|stake|equity)\b|"
    r"股价|股價|股票|指数|指數|涨幅|跌幅|盘|주가|지수|지분|株価|株|指数|持股",
    re.IGNORECASE,
)
_SHARE_OF = late_regex(
    r"\s*(?:of\s+(?:(?:its|their|the|all|total|global|[A-Z][\w.’']*|"
    r"\w+['’]s)\s+){0,4}(?P<of>revenues?|sales|demand|income|profits?|"
    r"capacity|spending|market|capex|supply|output|backlog|business|workload\w*)|"
    r"(?:的|의|の)\s?(?P<of2>营收|收入|份额|매출|점유율|売上|シェア))",
    re.IGNORECASE,
)
_SHARE_OF_ANYTHING = late_regex(
    r"[%％t]\s+of\s|(?:的|의|の)\s?(?:营收|收入|份额|매출|점유율|"
    r"売上|シェア)"
)
_TIMES_WORD = {"double": 2, "doubles": 2, "doubled": 2, "doubling": 2, "triple": 3, "triples": 3,
               "tripled": 3, "tripling": 3, "quadruple": 4, "quadrupled": 4, "翻倍": 2, "翻番": 2,
               "翻一番": 2, "倍増": 2, "verdoppeln": 2, "verdoppelt": 2, "doubler": 2,
               "duplicar": 2, "raddoppiare": 2, "dobrar": 2, "verdubbelen": 2, "удвоить": 2,
               "두 배": 2, "두배": 2, "세 배": 3}  # fmt: skip
_TIMES = late_regex(
    rf"\b(?P<word>{'|'.join(w for w in _TIMES_WORD if w.isascii())})\b(?!\s+(?:digit|down))|"
    rf"(?P<cjk>翻倍|翻一?番|倍増|두\s?배|세\s?배)|"
    rf"{_BARE}(?<![$€£¥₩])(?P<n>{_NUMBER})(?:x\b|×|[\s-]?fold\b|[\s-]times\b|\s?倍|"
    rf"\s?배)(?!\s+(?:forward|trailing|earnings|sales|"
    r"revenue|EBITDA|book|cash|as\s+(?:many|often)|a\s+(?:day|week|month|year)|faster|"
    r"more\s+likely))",
    re.IGNORECASE,
)
_COMES_TO = late_regex(r"\s?(?:に(?!対)|へ|로|으로)")
"""Behind a multiple: so many times as much is what something comes to."""
_VALUED_AT = late_regex(r"\bPE?R\b|P/E|PBR|PSR|市盈率|市净率|株価収益率|주가수익비율|倍率|배율")
_GROWS = frozenset({"capex", "spend", "investment", "revenue", "profit", "commitments", "cost"})
_GROWS_TOO = late_regex(
    r"\b(?:capacity|comput\w+(?:\s+power)?|output|production|demand|orders|spending|footprint|"
    r"shipments|fleet|power)\b|"
    r"算力|产能|產能|需求|产量|생산|수요|용량|연산|能力|容量|生産|需要",
    re.IGNORECASE,
)
_LENGTH = late_regex(
    rf"{_BARE}(?<![$€£¥₩])(?P<n>\d{{1,3}}|two|three|four|five|six|seven|eight|nine|ten|twelve|a|"
    r"one)(?:\s?(?:[-–~～∼〜]|to)\s?(?P<m>\d{1,3}|three|four|five|six))?"
    r"[\s-](?P<unit>years?|months?)\b(?!\s+(?:ago|old|earlier|high|low|before|later|in\s+a\s+row))|"
    r"(?<!\d)(?P<n2>\d{1,3})\s?(?P<unit2>年(?!度|前|底|末|[上下第初])|个月|個月|년(?!도|전|만에)|개월|"
    r"年間|か月|ヶ月)",
    re.IGNORECASE,
)
_PERCENTS = Cue(
    _PERCENT,
    needs="% ％ percent cent pct prozent procent ciento процент 百分 퍼센트 パーセント",
)
_MULTIPLES = Cue(
    _TIMES,
    needs="""doubl tripl quadrupl fold times x × 翻 倍 두 세 배 verdopp
    duplic raddopp dobrar verdubb удво""",
)
_LENGTHS = Cue(_LENGTH, needs="year month 年 月 年間 년 개월")
_FOR_A = late_regex(
    r"\b(?:for|over|about|least|than|nearly|almost|takes?|within|of|in|only|just)\s$", re.IGNORECASE
)
_LASTS = late_regex(
    r"\b(?:contracts?|agreements?|leases?|terms?|lead\s+times?|delay\w*|payback|depreciat\w+|"
    r"useful\s+li(?:fe|ves)|lifespan|"
    r"obsole\w+|wait(?:ing)?\s+times?|backlog|service\s+life|amorti[sz]\w+|"
    r"construction\s+(?:cycle|period))\b|"
    r"合同期|租期|交付周期|交期|折旧|折舊|使用寿命|계약\s?기간|납기|감가상각|契約期間|納期|償却|"
    r"耐用",
    re.IGNORECASE,
)
_WORDS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
          "eight": 8, "nine": 9, "ten": 10, "twelve": 12}  # fmt: skip
_NEAR = 60
_OTHER_STATEMENT = late_regex(
    r"[:：]\s?[A-Z]|,\s+(?:while|whereas|as|after|when)\s+[^,;]{0,60}?\b(?:f[ae]ll\w*|r[io]s[ei]n?g?|"
    r"rose|gain\w*|los[et]\w*|jump\w*|slump\w*|drop\w*|climb\w*|slid\w*|surg\w*|plung\w*|tumbl\w*)\b"
)
"""Between the words for a quantity and a per cent of something else that rose or fell."""
_OTHER_CLAUSE = late_regex(
    r"[,，、:：;；。]|\b(?:as|after|when|while|on|following|despite|since|because|before|amid|even|said|wegen|nach|weil|après|malgré|tras|dopo|após|"
    r"says|from|in|ahead)\b"
)
_MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A claim that is not money, power or pieces."""

    amount: Amount
    measure: Measure


def may_hold_ratio(text: str) -> bool:
    """Tell quickly whether a sentence may hold growth, a share or a length of time at all."""
    if _LENGTHS.may_stand_in(text) and _LASTS.search(text):
        return True
    if _MULTIPLES.search(text):
        return True
    if not _PERCENTS.may_stand_in(text):
        return False
    return bool((may_grow(text) and may_name(text, _GROWS)) or _SHARE_OF_ANYTHING.search(text))


def ratios(text: str, cues: tuple[KindCue, ...]) -> Iterator[Ratio]:
    """Yield growth ("%", or "x" for times as much), shares ("%") and durations ("month").

    Args:
        text: A sentence.
        cues: The words in it that say what is measured.
    """
    for place, found in enumerate(_PERCENT.finditer(text) if _PERCENTS.may_stand_in(text) else ()):
        if place < _MOST and (ratio := _percent(text, found, cues)):
            yield ratio
    for place, found in enumerate(_TIMES.finditer(text) if _MULTIPLES.may_stand_in(text) else ()):
        if place < _MOST and (ratio := _multiple(text, found, cues)):
            yield ratio
    for place, found in enumerate(_LENGTH.finditer(text) if _LENGTHS.may_stand_in(text) else ()):
        if place < _MOST and (ratio := _length(text, found)):
            yield ratio


def _percent(text: str, found: re.Match[str], cues: tuple[KindCue, ...]) -> Ratio | None:
    low = float(found.group("low").replace(",", "."))
    high = float(found.group("high").replace(",", ".")) if found.group("high") else low
    if low > high:
        return None
    if part := _SHARE_OF.match(text, found.end()):
        cue = part.group("of") or part.group("of2")
        return _ratio(found, "%", (low, high), Measure(kind="share", cue=cue, start=part.start()))
    cue_near = _grown(text, found.start(), found.end(), cues)
    if cue_near is None or _PRICE.search(text[max(0, found.start() - 90) : found.end() + 30]):
        return None
    sign = direction(text, found.start(), found.end())
    if not sign:
        return None
    ends = (sign * low, sign * high) if sign > 0 else (sign * high, sign * low)
    return _ratio(found, "%", ends, _growth(text, cue_near, found.start()))


def _multiple(text: str, found: re.Match[str], cues: tuple[KindCue, ...]) -> Ratio | None:
    word = found.group("word") or found.group("cjk")
    value = _TIMES_WORD.get(word.lower(), 2) if word else float(found.group("n").replace(",", "."))
    near = text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
    noun = _GROWS_TOO.search(near)
    cue = _grown(text, found.start(), found.end(), cues)
    comes_to = _COMES_TO.match(text, found.end()) and not _VALUED_AT.search(near)
    grows = word or comes_to or _UP.search(near)
    if (cue is None and noun is None) or _PRICE.search(near) or not grows:
        return None
    measure = Measure(kind="growth", cue=noun.group() if noun else "", start=found.start())
    if cue is not None:
        measure = _growth(text, cue, found.start())
    return _ratio(found, "x", (value, value), measure)


def _growth(text: str, cue: KindCue, place: int) -> Measure:
    """Return growth of what the words say; whose those are, the growth is."""
    words = text[cue.start : cue.end].strip()
    return Measure(kind="growth", cue=words, start=min(cue.start, place))


def _length(text: str, found: re.Match[str]) -> Ratio | None:
    near = text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
    cue = _LASTS.search(near)
    if cue is None or _is_rate(text, found):
        return None
    unit = (found.group("unit") or found.group("unit2")).lower()
    months = 12.0 if unit.startswith(("year", "年", "년")) else 1.0
    low = _count(found.group("n") or found.group("n2")) * months
    high = _count(found.group("m")) * months if found.group("m") else low
    if not 0 < low <= high:
        return None
    return _ratio(
        found, "month", (low, high), Measure(kind="duration", cue=cue.group(), start=found.start())
    )


def _is_rate(text: str, found: re.Match[str]) -> bool:
    """Tell whether "a year" says how often and not how long: "$3 billion a year"."""
    one = (found.group("n") or "").lower() == "a"
    return one and not _FOR_A.search(text, max(0, found.start() - 12), found.start())


def _count(text: str) -> float:
    return float(_WORDS.get(text.lower(), 0) or text)


def _grown(text: str, start: int, end: int, cues: tuple[KindCue, ...]) -> KindCue | None:
    """Return the words for what grows that stand nearest before a number, or right behind it.

    Not those of another statement: "fell 9% after its profit warning", "a profit warning: Acme
    fell 9%".
    """
    near = [
        cue for cue in cues
        if cue.kind in _GROWS and -40 <= start - cue.end <= 180
        and not _parted(text, cue, start, end)
    ]  # fmt: skip
    return min(near, key=lambda cue: abs(start - cue.end), default=None)


def _parted(text: str, cue: KindCue, start: int, end: int) -> bool:
    if cue.end <= start:
        return _OTHER_STATEMENT.search(text, cue.end, start) is not None
    return cue.start >= end and _OTHER_CLAUSE.search(text, end, cue.start) is not None


def _ratio(found: re.Match[str], unit: str, ends: tuple[float, float], measure: Measure) -> Ratio:
    amount = Amount(
        start=found.start(), end=found.end(), low=ends[0], high=ends[1], unit=unit,
        is_range=ends[0] < ends[1],
    )  # fmt: skip
    return Ratio(amount=amount, measure=measure)

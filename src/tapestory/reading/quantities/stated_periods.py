"""Sentence and amount → the period that it is for: "2026Q2", "end 2025", "to 2032", "month"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tapestory.late_regex import late_regex
from tapestory.reading.quantities.amounts import Amount
from tapestory.reading.quantities.near_years import NearYear, near_years
from tapestory.reading.text.quick import Quick

_Y = r"(?<![\d,.$€£¥])(?:19|20)\d\d(?![\d,]\d|\d|\.\d)"
_QUARTER_WORD = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
    "一": 1, "二": 2, "三": 3, "四": 4,
}  # fmt: skip
_QUARTER = "|".join(_QUARTER_WORD)
_END = (
    r"(?:(?:by|at|as\s+of|before|until|"
    r"till)\s+)?(?:the\s+)?(?:year[\s-]?)?end(?:ing)?(?:\s+of)?\s+(?:the\s+)?"
    r"(?:calendar\s+|fiscal\s+)?(?:year\s+)?|(?:bis\s+)?Ende\s+|"
    r"(?:d['’]ici\s+)?(?:la\s+)?fin\s+(?:de\s+)?|"
    r"(?:a\s+|para\s+)?(?:finales|fines|final)\s+de\s+|fine\s+|fim\s+de\s+|eind\s+|"
    r"(?:до\s+)?кон\w{2,3}\s+"
)
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s+"
    r"(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?"
)
_TO = (
    r"(?:until|till|through|thru|to(?=\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))|"
    r"extending\s+(?:the\s+\w+\s+)?to|ending\s+in|expir(?:es|ing)\s+in|"
    r"jusqu['’]en|hasta|fino\s+al|até|tot|до)\s+"
    rf"(?:{_MONTH})?"
)
_STATED = Quick(
    late_regex(
        # Every form begins with one of these: at most letters nothing else has to be tried.
        rf"""(?=[\d第一二三四abcdefhjlpqstuyдк])(?:
    \bQ(?P<q1>[1-4])\s*(?:of\s+)?(?:FY|fiscal)?\s?[’']?(?P<yq1>20\d\d)
    |\bQ(?P<q7>[1-4])\s?(?:FY|CY)\s?[’']?(?P<yq7>\d\d)\b
    |\b(?P<q8>[1-4])Q\s?(?:FY|CY)?[’']?(?P<yq8>20\d\d|\d\d)\b
    |(?P<range>{_Y}\s?[-–]\s?{_Y})
    |(?P<yq2>20\d\d)\s*(?:年|년)?\s*(?:第\s?)?(?:Q\s?)?(?P<q2>[1-4一二三四])\s?(?:季度?|四半期|分기|분기)
    |(?P<yq3>20\d\d)\s?Q(?P<q3>[1-4])
    |\b(?P<q4>{_QUARTER})[\s-](?:fiscal\s+)?quarter(?:\s+of)?(?:\s+(?:fiscal\s+)?(?:year\s+)?(?P<yq4>20\d\d))?
    |\bQ(?P<q5>[1-4])\b|(?<!前)(?:第\s?)?(?<!前)(?P<q6>[一二三四1-4])\s?(?:季度|[财財]季|四半期|분기)(?!\s?(?:累計|누적))
    |(?P<h1>first|second|H1|H2|1H|2H)[\s-]?(?:half(?:\s+of)?)?(?:\s+(?:the\s+)?(?:year\s+)?)?\s?(?P<yh1>20\d\d)
    |(?P<yh2>20\d\d)\s?年?(?P<h2>上半年|下半年|H1|H2)
    |(?:{_END})(?P<ye1>{_Y})|(?P<ye2>{_Y})\s?[年년]?\s?(?:年?底|年末|말까지|말)
    |(?P<to>{_TO})(?P<yt1>{_Y})(?!\s*(?:to|-|–))|(?P<yt2>{_Y})\s?(?:年までに|年まで|年前|년까지)
    |(?:\bFY\s?[’']?|\bfiscal\s+(?:year\s+)?|\bcalendar\s+|\bfull[\s-]year\s+)?(?P<y>{_Y})(?:\s?(?:财年|財年|会计年度|年度|年|년|회계연도))?
    |\bFY\s?[’']?(?P<yy>[23]\d)\b)
    """,
        re.VERBOSE | re.IGNORECASE,
    )
)
_MAY_STATE = late_regex(
    r"(?:19|20)\d\d|Q[1-4]|[1-4]Q|quarter|FY\s?.?[23]\d|第?[一二三四1-4](?:[财財]?季|四半期|\s?분기)",
    re.IGNORECASE,
)
_RATE_BEHIND = late_regex(
    r"\s*(?:/|per\s+|a\s+|an\s+|each\s+|every\s+|pro\s+|par\s+|por\s+|al\s+|per\s+)(?P<w>"
    r"month|hour|year|day|week|annum|Monat|Jahr|Stunde|mois|an\b|heure|mes\b|año|hora|mese|anno|"
    r"ora|mês|maand|jaar|uur)|"
    r"\s*(?P<a>monthly|annually|yearly|hourly|annual|jährlich|monatlich|par\s+an|al\s+año|"
    r"all['’]anno|в\s+год|в\s+месяц)",
    re.IGNORECASE,
)
_RATE_BEFORE = Quick(
    late_regex(
        r"(?P<w>monthly|hourly|weekly|每月|每年|每小时|每小時|每天|月租|年均|연간|매년|매월|월평균|"
        r"월|시간당|연평균|年間|"
        r"毎年|毎月|月額|月間|年額|時間当たり|1時間(?:あたり|当たり)|annual(?:ized|ised)?|jährlich|"
        r"monatlich|annuel\w*|anuales)"
        r"\s*(?:[a-z]+\s+){0,3}(?:of\s+|at\s+)?(?:about\s+|around\s+|over\s+|约|約|약|超|逾|高达|"
        r"최대)?(?:[a-z]{2}\s*)?$",
        re.IGNORECASE,
    )
)
_RATE_BEHIND_CJK = late_regex(r"\s?(?:/|每)(?P<w>月|年|小时|小時|時間|시간|일)")
_RATES = {
    "month": "month", "monat": "month", "mois": "month", "mes": "month", "mese": "month",
    "mês": "month", "maand": "month", "monthly": "month", "monatlich": "month", "月": "month",
    "每月": "month", "月租": "month", "매월": "month", "월평균": "month", "월": "month",
    "毎月": "month", "月額": "month", "月間": "month", "в месяц": "month",
    "hour": "hour", "stunde": "hour", "heure": "hour", "hora": "hour", "ora": "hour", "uur": "hour",
    "hourly": "hour", "每小时": "hour", "每小時": "hour", "小时": "hour", "小時": "hour",
    "시간당": "hour", "시간": "hour", "時間": "hour", "時間当たり": "hour", "1時間あたり": "hour",
    "1時間当たり": "hour", "day": "day", "每天": "day", "일": "day", "week": "week",
    "weekly": "week",
}  # fmt: skip
_SPAN = late_regex(
    r"\b(?:over|in|within|for|during)\s+(?:the\s+)?(?:next|coming|following|past|"
    r"last)?\s*(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|"
    r"ten)\s+years\b|\b(?P<n2>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)-year\b"
    r"(?!\s+(?:low|high|peak|record|trough|Treasur\w+|yield|note|bond)s?\b)|"
    r"(?:未来|未來|今后|今後|향후|為期|为期)\s?(?P<n3>\d{1,2}|[一二三四五六七八九十])\s?(?:年|"
    r"년)(?:间|間|간)?",
    re.IGNORECASE,
)
_NUMBER = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
           "ten": 10, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
           "九": 9, "十": 10}  # fmt: skip
_WINDOW = 110
_FAR = 95.0
_OPENING = 28
"""Characters at the head of a sentence: a time stated there holds for all of it."""
_COMMA = 25.0
_FOR = late_regex(
    r"\s*(?:in|for|by|during|at|through|until|of|für|im|en|pour|nel|em|in\s+the|\()?\s*"
)
_LISTED = late_regex(
    r"[,，、;；](?!\d{3})|\s(?:and|und|et|y|e|en|и|plus|on\s+top)\s", re.IGNORECASE
)
_TOGETHER = late_regex(r"\s*(?:,|，|、|and|or|to|und|et|y|e|和|与|및|と|-|–)\s*", re.IGNORECASE)
_NOUN_BEHIND = late_regex(r"\s+[a-z]{3,}|\s+AI\s|年?的?(?:资本|資本|营收)")
_STEPS = late_regex(
    r"\s*[,，]?\s*(?:to|from|up|down|against|versus|compared|rather|instead|or|auf|à|a|至|到|提|上|下)\b",
    re.IGNORECASE,
)
"""Between two amounts: they are of one quantity, then and now."""
_BOUND_TO_TIME = late_regex(
    r"\b(?:in|for|by|of|during|through|until|since|fiscal|im|en|pour|nel|em)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_IN_A_NAME = late_regex(
    r"\b(?:due|[Cc]onvertibles?|Wandler|Wandelanleihen?|matur(?:es?|ing)|since|dat(?:es?|ing)\s+back\s+to|founded|than|as\s+in)"
    r"(?:\s+(?:in|on|back\s+in|early|late|at\s+least|the))*\s+"
    r"(?:[A-Z][a-z]{2,8}\s+)?(?:20\d\d\s*(?:,|and|&|to|or|/|-|–)\s*)?$|"
    r"\b(?:Russell|Windows|Office|Forbes|Forbes\s+Global|Fortune|Agenda|Horizon|Vision|"
    r"Expo|Made\s+in\s+China|Euro|World\s+Cup|Olympics|Basel|Y)\s?$|(?:自|罗素|羅素|러셀|ラッセル)\s?$"
)
"""Before a year: a bond is due then, nothing like it was seen since, or it is part of a name."""
_AND_MORE_IN = late_regex(
    r"\b(?:more|higher|less|lower|fewer|further|again|growth|increase|decline)\s+(?:\w+\s+)?(?:in|for|by)\s+"
    r"(?:the\s+)?(?:fiscal\s+|calendar\s+)?$",
    re.IGNORECASE,
)
"""Before a year for which only more or less is told: "$180bn and more in 2027"."""
_OF_THE_PAST = late_regex(
    r"(?:['’]s)?\s+(?:dot-?com|internet|tech|housing|financial|global\s+financial|market|stock|oil|"
    r"bubble|crash|crisis|peaks?|highs?|lows?|recession|pandemic|IPO|election|lockdowns?|levels?|era|"
    r"vintage|film|movie|book|paper|convertibles?|bonds?|notes?)\b|\s?(?:以来|以來|年以来|年以來|"
    r"년\s?이후|年以降|年ぶり)",
    re.IGNORECASE,
)
"""Behind a year: it names something that was, or a paper that falls due."""
_QUARTER_ALONE = late_regex(r"Q[1-4]")
_BESIDE = late_regex(r"\s?(?:的|の)?\s?")
_CLOSED = late_regex(r"[;；。]")
_BOUNDARY = late_regex(
    r"[;；。]|,\s+(?:while|whereas|but)\b|\bcompared\s+(?:to|with)\b|\bversus\b|[、，]而|\)[,，]?|"
    r"累计|累計|累積|누적|\bcumulative|\bto\s+date\b|\bso\s+far\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPeriod:
    """A period where it stands in a sentence."""

    start: int
    end: int
    text: str


def period_of(
    text: str, amount: Amount, *, periods: Sequence[StatedPeriod], others: Sequence[Amount] = ()
) -> str:
    """Return the period of an amount as `model.Figure` gives it, empty when none is stated.

    A rate ("per month") that stands at the amount wins; else the nearest year, quarter or term on
    its side of a semicolon or "compared with", those that belong to another amount left out.

    Args:
        text: The sentence.
        amount: One of its amounts.
        periods: All that it states.
        others: All of its amounts.
    """
    if amount.unit not in {"W", "GPU"} and (rate := rate_of(text, amount)):
        return rate
    best, distance = "", _FAR
    for stated in periods:
        if stated.start >= amount.start and stated.end <= amount.end:
            continue
        away = _distance(text, stated, amount)
        if away < distance and not _is_anothers(stated, amount, others, away, text):
            best, distance = stated.text, away
    return best or span_of(text, amount, others=others)


def rate_of(text: str, amount: Amount) -> str:
    """Return "month", "hour", "year" … when the amount is per each, else empty."""
    behind = text[amount.end : amount.end + 30]
    named = re.match(r"\s*/\s?(?:GW|MW|GPU)", behind)
    place = amount.end + (named.end() if named else 0)
    for pattern in (_RATE_BEHIND, _RATE_BEHIND_CJK):
        if found := pattern.match(text, place):
            word = next(group for group in found.groups() if group)
            return _RATES.get(" ".join(word.lower().split()), "year")
    before = text[max(0, amount.start - 40) : amount.start]
    if found := _RATE_BEFORE.search(before):
        return _RATES.get(found.group("w").lower(), "year")
    return ""


def span_of(text: str, amount: Amount, *, others: Sequence[Amount] = ()) -> str:
    """Return "5 years" where a length of time is stated near the amount, else empty.

    The nearest counts, and none that stands right behind another amount.
    """
    offset = max(0, amount.start - _WINDOW)
    best, distance = "", float(_WINDOW)
    for found in _SPAN.finditer(text, offset, amount.end + _WINDOW):
        between = text[found.end() : amount.start] or text[amount.end : found.start()]
        touched = any(
            other.start != amount.start and not text[other.end : found.start()].strip()
            for other in others
            if other.end <= found.start()
        )
        if touched or len(between) >= distance or _CLOSED.search(between):
            continue
        number = next(group for group in found.groups() if group)
        best, distance = f"{_NUMBER.get(number.lower(), number)} years", len(between)
    return best


def stated_periods(text: str, *, year: int | None = None) -> tuple[StatedPeriod, ...]:
    """Return the years, quarters, halves and terms that a sentence states.

    Args:
        text: The sentence.
        year: In which it was written, that of "this year"; None leaves such words alone.
    """
    named = _stated(text) if _MAY_STATE.search(text) else []
    if year is not None and (near := near_years(text, year)):
        named = _joined(named, near, text)
    return tuple(named)


def _joined(
    named: Sequence[StatedPeriod], near: Sequence[NearYear], text: str
) -> list[StatedPeriod]:
    """Return periods with those that "this year" and the like state: 今年第三季度 is one."""
    found = list(named)
    for one in near:
        own = StatedPeriod(start=one.start, end=one.end, text=str(one.year))
        for place, part in enumerate(found):
            if _QUARTER_ALONE.fullmatch(part.text) and _BESIDE.fullmatch(
                text, one.end, max(one.end, part.start)
            ):
                own = StatedPeriod(start=one.start, end=part.end, text=f"{one.year}{part.text}")
                del found[place]
                break
        found.append(own)
    return sorted(found, key=lambda period: period.start)


def _stated(text: str) -> list[StatedPeriod]:
    return [
        StatedPeriod(start=found.start(), end=found.end(), text=_form(found))
        for found in _STATED.finditer(text)
        if not _IN_A_NAME.search(text[max(0, found.start() - 40) : found.start()])
        and not _AND_MORE_IN.search(text[max(0, found.start() - 40) : found.start()])
        and not _OF_THE_PAST.match(text, found.end())
    ]


def _form(found: re.Match[str]) -> str:
    part = {key: value for key, value in found.groupdict().items() if value}
    if "range" in part:
        return re.sub(r"\s?[-–]\s?", "-", part["range"])
    quarter = next((part[key] for key in part if key.startswith("q")), "")
    half = next((part[key] for key in part if key.startswith("h")), "")
    year = next((part[key] for key in part if key.startswith("y")), "")
    year = f"20{year}" if len(year) == 2 else year
    if quarter:
        return f"{year}Q{_QUARTER_WORD.get(quarter.lower(), quarter)}"
    if half:
        second = half.lower() in {"second", "h2", "2h", "下半年"}
        return f"{year}H{2 if second else 1}"
    if "ye1" in part or "ye2" in part:
        return f"end {year}"
    if "yt1" in part or "yt2" in part:
        return f"to {year}"
    return year


def _distance(text: str, stated: StatedPeriod, amount: Amount) -> float:
    """Return how far a period stands from an amount: what is cut off from it counts as far."""
    if stated.end <= amount.start:
        between = text[stated.end : amount.start]
        away = float(len(between))
        if stated.start <= _OPENING:
            away = min(away, 50.0)
    else:
        between = text[amount.end : stated.start]
        away = float(len(between))
        if not stated.text.startswith("to "):
            away += _COMMA * between.count(",")
    return away + (_FAR if _BOUNDARY.search(between) else 0.0)


def _is_anothers(
    stated: StatedPeriod, amount: Amount, others: Sequence[Amount], away: float, text: str
) -> bool:
    """Tell whether a period is that of another amount."""
    return any(
        _touches(stated, other, amount, away, text) or _is_within(stated, other, amount, text)
        for other in others
        if other.start != amount.start
    )


def _touches(stated: StatedPeriod, other: Amount, amount: Amount, away: float, text: str) -> bool:
    """Tell whether a period stands right behind another amount."""
    if other.end > stated.start or (stated.end > amount.start >= other.start):
        return False
    gap = text[other.end : stated.start]
    return len(gap) < min(away, 25) and bool(_FOR.fullmatch(gap))


def _is_within(stated: StatedPeriod, other: Amount, amount: Amount, text: str) -> bool:
    """Tell whether a period stands in the part of a list in which another amount stands.

    "$12bn by 2027 and $15bn more", "$12bn of revenue, 2027 capex of $15bn", "2026 capex is $12bn
    and $15bn is committed", "up to $27bn: $12bn of it by 2027".
    """
    if stated.end <= amount.start:
        if stated.end <= other.start < amount.start:
            before = text[max(0, stated.start - 14) : stated.start]
            if _BOUND_TO_TIME.search(before) or _STEPS.match(text, other.end):
                return False
            return _NOUN_BEHIND.match(text, stated.end) is not None
        return (
            other.end <= stated.start
            and not _LISTED.search(text, other.end, stated.start)
            and bool(_LISTED.search(text, stated.end, amount.start))
        )
    if amount.end <= other.start and other.end <= stated.start:
        together = _TOGETHER.fullmatch(text, amount.end, other.start)
        return not together and not _LISTED.search(text, other.end, stated.start)
    return (
        stated.end <= other.start
        and bool(_LISTED.search(text, amount.end, stated.start))
        and not _LISTED.search(text, stated.end, other.start)
    )

"""A time in a sentence → whether the sentence tells what happened then, or only mentions it.

"The House voted on the Jan. 6 attack" tells nothing of the sixth of January, nor does "5.9 %, up
from 5.8 % in May" of May. Beside such a date a reader would take the news of today for old.
"""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex
from tapestory.reading.price_moves.calendar_words import MONTHS

_MONTH = "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True))
_DAYS_EN = "mon|tues|wednes|thurs|fri|satur|sun"
_DAYS_ELSEWHERE = (
    "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|"
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    "lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    "lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica"
)
_TODAY = late_regex(
    rf"""\b(?:(?:{_DAYS_EN})day|{_DAYS_ELSEWHERE}|
    today|yesterday|tonight|(?:this|last)\s+week|heute|gestern|diese\s+Woche|aujourd['’]hui|hier|
    cette\s+semaine|hoy|ayer|esta\s+semana|oggi|ieri|questa\s+settimana)\b|
    (?:本|这|這|上)(?:周|週)|(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]|今天|昨天|昨日|今日|本日|
    오늘|어제|이번\s?주|지난\s?주|[월화수목금토일]요일|[月火水木金土日]曜日""",
    re.VERBOSE | re.IGNORECASE,
)
"""A day of the week of the news: what stands beside it is told of that day."""
_SAID_AT_END = late_regex(
    r",[”\"»]?\s+[^,]{2,100}\s(?:said|says|told|announced|reported|wrote)\b[^,]{0,60}$|"
    r",\s+(?:said|sagte|a\s+déclaré|dijo|ha\s+detto)\s[^,]{2,80}$",
    re.IGNORECASE,
)
_BREAK = late_regex(
    r"[;:—–]|,\s+(?:and|but|und|aber|et|mais|y|pero|e|ma)\b|"
    r"\b(?:after|when|while|because|that|dass|nachdem|que|cuando|che|quando)\b|[,，。；：]",
    re.IGNORECASE,
)
"""What a clause begins behind."""
_YARDSTICK = late_regex(
    r"""\b(?:compared\s+(?:with|to|against)|relative\s+to|versus|vs\.?|than|
    (?:up|down|rose|fell|risen|fallen|ticked\s+\w+|climbed|dropped|slid|\d\s?%|percent|[\d.,]+),?
    \s+from\s+(?:[^\s,;]+\s+){0,4}|
    (?:from|(?:rate|level|margin|growth)\s+of)\s+(?:an?\s+)?[$€£¥]?\d[\d.,]*\s?(?:%|[a-z]+)?|
    gegenüber|verglichen\s+mit|(?:höher|niedriger|mehr|weniger)\s+als|par\s+rapport\s+à|contre|
    frente\s+a|(?:más|menos|mayor|menor|plus|moins)\s+(?:\w+\s+)?qu?e|rispetto\s+a)
    \s*(?:(?:they|it)\s+(?:was|were|had\s+been)\s+)?$|
    (?:较|較|相比于?|对比|對比|高于|低于|高於|低於|不及|比|대비|보다)[^,，。、]{0,8}$""",
    re.VERBOSE | re.IGNORECASE,
)
_MEASURED_BY = late_regex(
    r"[^,，。]{0,6}(?:相比|对比|高于|보다|대비|に比べ|と比べ|より)|\s+(?:highs?|lows?|levels?|peaks?)\b"
)
_SINCE = late_regex(
    rf"\b(?:since(?!\s+(?:19|20)\d\d|\s+(?:{_MONTH})\b)|seit|seitdem|depuis|desde)\b[^,;]*(?:,[^,;]{{1,30}},[^,;]*)?$|"
    r"(?:自从|自從|自)[^,，。]*$",
    re.IGNORECASE,
)
_WHOSE = late_regex(
    r"[,—–]\s+(?:who|whose|whom|which|dont|lequel|laquelle|quien|cuyo|cuya)\b[^,;]*$", re.IGNORECASE
)
"""Said of somebody beside the news about him."""
_NOW = late_regex(
    r"\b(?:is|are|has|have|will|would|can|could|may|might|should|wird|werden|va|vont|aura|sera|será|"
    r"sarà)\b"
)
"""Of a clause that tells how things stand or will, not what happened; "May" is a month."""
_THEN_NOW = late_regex(r"\s+(?:is|are|has|have|will|would)\b", re.IGNORECASE)
_NAMED_BY = late_regex(
    r"(?:\b(?:the|this|that|his|her|its|their|our|’s|'s)\s+(?:\w+\s+){0,2}|"
    r"(?<!\bin\s)(?<!\bat\s)(?<!\bduring\s)\ban?\s+)$",
    re.IGNORECASE,
)
_A_THING = late_regex(r"\s+[a-zA-Z]")
_NO_THING = late_regex(
    r"\s+(?:and|or|but|to|that|when|where|after|before|with|as|by|for|on|in|at|of|from|because|"
    r"while|said|announced|signed|agreed|was|were|is)\b",
    re.IGNORECASE,
)
_WAS = late_regex(r"\s+(?:was|were|is|will)\s+(?:an?|the|not)\b", re.IGNORECASE)
_JOINED_BEFORE = late_regex(
    rf"\b(?:{_MONTH})\.?(?:\s+\d{{1,2}})?(?:,?\s+(?:19|20)\d\d)?\s*(?:and|or|to|through|und|et|y|e|[-–])"
    r"\s*(?:in\s+)?$",
    re.IGNORECASE,
)
_JOINED_BEHIND = late_regex(
    rf"(?:\s+(?:and|or|to|through|und|et|y|e)\s+(?:in\s+)?|\s*[-–]\s*)(?:(?:{_MONTH})\b|\d{{1,2}}\b)|"
    r"\s*[至到和、〜~-]\s*(?:\d{4}年)?\d{1,2}[月日]",
    re.IGNORECASE,
)
"""One end of a stretch: neither is when it happened."""
_CHANGED = late_regex(
    r"\b(?:rose|fell|soared|surged|jumped|climbed|dropped|slid|slipped|grew|shrank|gained|added|"
    r"increased?|decreased?|declined?|expanded|contracted|rise|drop|gain|growth|gestiegen|gesunken|"
    r"stieg|fiel|augmenté|baissé|subió|bajó|aumentò)\b|"
    r"(?:同比|环比|環比|同期|增长|增長|下降|上升|증가|감소|増加|減少)",
    re.IGNORECASE,
)
_RATE = late_regex(
    r"\d\s?(?:%|％|per\s?cent|pct|million|billion|bps|万|萬|亿|億|만|억)|\ba\s+million\b"
)
_ENDS_IN_DAY = late_regex(r"\d(?:st|nd|rd|th)?$")
_ENDS_IN_MONTH = late_regex(rf"(?:{_MONTH})\.?$", re.IGNORECASE)
_AHEAD = late_regex(
    r"\b(?:will|would|elections?|re-?election|upcoming|coming|next|due|scheduled|slated|set\s+to|"
    r"chances?|odds|expect\w*|plan(?:s|ned)?\s+to|wird|werden|soll|va|aura|será|sarà)\b|"
    r"将|將|预计|預計|计划|計劃|下(?:个|個)?月|明年|예정|전망|予定|見通し",
    re.IGNORECASE,
)


def is_of_today(sentence: str) -> bool:
    """Tell whether a sentence says that what it tells is the news of this week.

    Who says so at its end, and on which day, is not what it tells.
    """
    return _TODAY.search(_SAID_AT_END.sub("", sentence)) is not None


def looks_ahead(sentence: str) -> bool:
    """Tell whether a sentence speaks of what is to come: a month in it may be one to come."""
    return _AHEAD.search(sentence) is not None


def is_of_a_period(sentence: str) -> bool:
    """Tell whether a sentence says by how much something rose or fell.

    Beside a month that was over lately this is a statistic of it, and news when it is released.
    """
    return _CHANGED.search(sentence) is not None and _RATE.search(sentence) is not None


def is_aside(text: str, start: int, end: int) -> bool:
    """Tell whether a time is only mentioned: as a name, a yardstick, a start or of somebody.

    Args:
        text: The sentence.
        start: Where the words of the time begin.
        end: Where they end.
    """
    before = text[:start]
    lead = re.sub(
        r"\b(?:in|during|on|at|as\s+of|im|en|em|nel|w|в)\s*(?:the\s+)?(?:early|mid|late)?[\s-]*$",
        "",
        before,
        flags=re.IGNORECASE,
    )
    if _JOINED_BEFORE.search(lead) or _JOINED_BEHIND.match(text, end):
        return True
    if _SINCE.search(before) or _WHOSE.search(before):
        return True
    if _YARDSTICK.search(lead) or _MEASURED_BY.match(text, end):
        return True
    if _names_a_thing(text, start, end) or _THEN_NOW.match(text, end):
        return True
    clause = before
    for found in _BREAK.finditer(before):
        clause = before[found.end() :]
    return _NOW.search(clause) is not None


def _names_a_thing(text: str, start: int, end: int) -> bool:
    """Tell whether it is called after its day: "the Jan. 6 attack", or the day stands for it."""
    cue = text[start:end]
    if not (_ENDS_IN_DAY.search(cue) or _ENDS_IN_MONTH.search(cue)):
        return False
    if not text[:start].strip(" “\"'«") and _WAS.match(text, end):
        return True
    if not _A_THING.match(text, end) or _NO_THING.match(text, end):
        return False
    return _NAMED_BY.search(text[:start]) is not None

"""The words around a number → whether it spans more than one session."""

from __future__ import annotations

import re
from functools import lru_cache

from tapestory.late_regex import late_regex
from tapestory.reading.price_moves.movewords import REMEMBERED
from tapestory.reading.text.quick import Quick

_NUMBER_WORD = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few|couple(?:\s+of)?|"
    r"\d{1,3})"
)
_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sep(?:t(?:ember)?)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_HIGH = r"(?:highs?|lows?|peaks?|records?|record\s+close|tops?|troughs?|bottoms?|IPO|listing|debut)"
OVER_A_YEAR = Quick(
    late_regex(
        r"""\b(?:year[\s-]+(?:on|over)[\s-]+year|(?:from|than|versus|vs\.?|compared\s+(?:to|
    with))\s+(?:a|the\s+same|last|the\s+prior|
    the\s+previous|the\s+year[\s-]ago)\s+(?:year|quarter|period|month|week)|YoY|QoQ|y/y|q/q|m/m|
    (?:quarter|month|week)[\s-]+(?:on|over)[\s-]+(?:quarter|month|week)|annually|annuali[sz]ed|
    sequentially|
    compared\s+(?:with|to)\s+(?:about\s+)?\$|per\s+(?:year|annum|month|week)|
    a\s+year(?!\s+(?:high|low))|CAGR|
    im\s+(?:Jahresvergleich|Vorjahresvergleich)|gegenüber\s+(?:dem\s+)?Vorjahr\w*|zum\s+Vorjahr\w*|
    sur\s+un\s+an|interanual(?:es)?|en\s+tasa\s+anual|na\s+comparação\s+anual|
    em\s+relação\s+ao\s+ano|
    su\s+base\s+annua|anno\s+su\s+anno|op\s+jaarbasis|jaar-op-jaar)\b
    |в\s+годовом\s+выражении|год\s+к\s+году|同比|环比|環比|年增|年減|年减|月增|季增|季减|季減
    |전년|전분기|동기\s?대비|前年|前期比|前四半期|前月比""",
        re.VERBOSE | re.IGNORECASE,
    )
)
"""A change against another year, quarter or month."""

SEVERAL_SESSIONS = Quick(
    late_regex(
        rf"""\b(?:this\s+(?:year|week|month|quarter)|year[\s-]+to[\s-]+date|YTD|MTD|so\s+far|since|
    (?:past|last|previous|prior|next|coming)\s+(?:\w+\s+){{0,2}}(?:days|weeks?|months?|years?|
    quarters?|sessions|decade)|
    (?:over|in|within|during|across)\s+(?:just\s+|about\s+|less\s+than\s+|under\s+|
    only\s+)?(?:the\s+)?(?:past\s+|last\s+|prior\s+)?
    {_NUMBER_WORD}\s+(?:trading\s+)?(?:days|sessions|weeks|months|years|quarters)|
    {_NUMBER_WORD}[\s-](?:day|session|week|month|year|quarter)(?:\s+(?:rally|rout|slide|drop|
    gain|loss|slump|run|surge|decline|
    period|stretch|selloff|sell-off|winning|losing|advance|fall|total|return))|
    (?:(?<!earlier\s)(?<!later\s)(?<!early\s)(?<!late\s)in|over|during)\s+(?:a|the|
    one)\s+(?:week|month|quarter|year)|over\s+(?:the\s+)?(?:week|
    month|year|summer|weekend)|
    for\s+the\s+(?:week|month|quarter|year|half|period)|on\s+the\s+(?:week|month|year)|
    in\s+20\d\d|weekly|monthly|
    in\s+(?:the\s+)?(?:first|second|third|fourth|last|latest|previous|prior)\s+(?:half|quarter|
    month)|
    (?:first|second)[\s-]half|H[12](?:\s+20\d\d)?|(?:in|for|during|since|through)\s+(?:early\s+|
    mid-?|late\s+)?
    {_MONTHS}(?!\.?\s+\d{{1,2}}\b)|(?:from|off|below|above|under|beneath)\s+(?:its|their|the|a|
    an|his|recent|record|all-time|last)\s+
    (?:[\w.'’-]+\s+){{0,5}}{_HIGH}|from\s+(?:peak|highs?)|peak[\s-]to[\s-]trough|(?:same|
    that)\s+span|
    (?:years?|months?|weeks?)\s+(?:ago|earlier)|52[\s-]week|
    diese(?:r|n)?\s+(?:Woche|Monat|Jahr)|seit(?:dem)?|Jahresbeginn|Jahresverlauf|
    (?:auf\s+)?(?:Wochen|Monats|Jahres)sicht|
    im\s+(?:laufenden|vergangenen)\s+(?:Jahr|Monat)|binnen\s+\w+\s+(?:Wochen|Monaten|Tagen)|
    (?:letzten|vergangenen)\s+\w+\s+(?:Tagen|Wochen|Monaten|Jahren)|
    depuis|cette\s+(?:semaine|année)|ce\s+(?:mois|trimestre)|sur\s+(?:la\s+semaine|le\s+mois|
    l['’]année|un\s+(?:mois|an))|
    desde|(?:esta|en\s+la)\s+semana|este\s+(?:mes|año|trimestre)|en\s+lo\s+que\s+va|
    en\s+el\s+(?:mes|año|trimestre)|
    (?:nesta|na)\s+semana|(?:neste|no)\s+(?:mês|ano|trimestre)|no\s+acumulado|
    da(?:ll['’]inizio|gli\s+inizi)|(?:questa|nella)\s+settimana|quest['’]anno|(?:nel|
    questo)\s+mese|
    sinds|deze\s+(?:week|maand)|dit\s+(?:jaar|kwartaal))\b
    |с\s+начала|за\s+(?:неделю|месяц|год|квартал)|на\s+этой\s+неделе|в\s+этом\s+году
    |今年|去年|年初|年内|年內|本周|本週|上周|上週|本月|上月|本季|上季|上半年|下半年|一周|一週|
    单周|單週|周内|一个月|一個月|月内|全年|
    过去|過去|累计|累計|以来|以來|较高点|較高點|高点回落|连续\d|
    近[一二两兩三四五六七八九十\d]+[个個]?(?:交易)?[月周週天日年]|
    [两兩三四五六七八九十\d]+[个個]?(?:交易日|周|週|月)(?:内|內|累|以)|[周週月季]线|[周週月季]線
    |올해|작년|지난해|연초|올\s?들어|이번\s?주|지난주|이달|지난달|한\s?달|일주일|주간|월간|연간|
    상반기|하반기|[년월일초]\s?이후|고점\s?대비|저점\s?대비|개월|누적|이틀|사흘|나흘|닷새|엿새|
    열흘|거래일간|\d일간
    |年初来|昨年|今年|今週|先週|今月|先月|週間|月間|年間|上半期|下半期|以来|以降|高値から|
    安値から|[カか]月|連日で""",
        re.VERBOSE | re.IGNORECASE,
    )
)
"""A change over more than one session, or from somewhere else than the last close."""

_SUPERLATIVE = Quick(
    late_regex(
        rf"""\b(?:best|worst|biggest|largest|steepest|sharpest|most|lowest|highest|deepest|longest|
    first\s+time|strongest|weakest|heaviest|
    fastest|(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{{1,2}}(?:st|nd|rd|
    th))[\s-](?:\w+[\s-])?(?:time|halt|biggest|largest|worst|best|straight|consecutive|
    successive))\b
    [^,;.]{{0,60}}|\b(?:{_NUMBER_WORD}|a|over)[\s-](?:(?:and[\s-]a[\s-]half|
    a[\s-]half)[\s-])?(?:day|week|month|year|decade)s?[\s-](?:high|low)s?\b|
    \b(?:at|to|near|hit(?:ting)?)\s+(?:its|their|the|a|an)?\s*(?:[\w-]+\s+){{0,3}}(?:highs?|
    lows?|levels?|record|peak)\b(?:\s+(?:in|since|of|for)\s+[^,;.]{{0,40}})?
    |最(?:大|低|高|多|好|差|深)[^，,。;；]{{0,14}}|创[^，,。;；]{{0,16}}|創[^，,。;；]{{0,16}}
    |최(?:대|저|고|악)[^,.]{{0,10}}|以来の?(?:高値|安値|下げ|上げ|大きさ|水準)|
    (?:\S{{0,8}})以来最""",
        re.VERBOSE | re.IGNORECASE,
    )
)
"""A record that is told beside the number: how long ago it was says nothing of the number."""


_BEFORE_THE_NEWS = late_regex(
    r"\b(?:had|having)\s+(?:\w+\s+){0,2}(?:fallen|dropped|slid|slumped|tumbled|plunged|sunk|lost|shed|"
    r"declined|risen|gained|climbed|jumped|surged|soared|rallied|advanced|added)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=REMEMBERED)
def may_span_sessions(sentence: str) -> bool:
    """Tell whether a sentence holds any word of a longer period, whatever it belongs to."""
    return bool(OVER_A_YEAR.search(sentence) or SEVERAL_SESSIONS.search(sentence))


def spans_sessions(clause: str) -> bool:
    """Tell whether the words around a number say that it spans more than one session.

    "Its worst day since March" does not: since when it was the worst is another matter.
    """
    if OVER_A_YEAR.search(clause):
        return True
    return bool(SEVERAL_SESSIONS.search(_SUPERLATIVE.sub(" ", clause)))


def longer_period(sentence: str) -> str:
    """Return the words of a sentence that name more than one session, or one before the news.

    Empty when there are none. "Had fallen" is of a time before what the sentence tells.
    """
    found = OVER_A_YEAR.search(sentence)
    if found is None:
        found = SEVERAL_SESSIONS.search(_SUPERLATIVE.sub(" ", sentence))
    found = found or _BEFORE_THE_NEWS.search(sentence)
    return " ".join(found.group().split()) if found is not None else ""

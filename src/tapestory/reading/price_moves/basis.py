"""The words around a number → which part of a session it tells of."""

from __future__ import annotations

import re
from functools import lru_cache

from tapestory.late_regex import late_regex
from tapestory.model import Basis
from tapestory.reading.price_moves.movewords import REMEMBERED, without_cause
from tapestory.reading.text.quick import Quick
from tapestory.reading.text.scan import SENTENCES, Scan

_WORDS = Scan(leader=SENTENCES)
"""They are looked for around numbers, and not in every sentence."""
_TOLD_OF_RESULTS = r"(?:results?|earnings|report(?:s|ed|ing)?|figures|numbers|update|guidance)"
_PREMARKET = Quick(
    late_regex(
        r"""\bpre-?\s?(?:market|mkt|open)|\bpre-?trading|
    \bbefore\s+(?:the\s+)?(?:opening\s+)?(?:bell|open|market\s+open(?:s|ed)?)\b|
    \bahead\s+of\s+the\s+(?:bell|open)|\bvorbörslich\w*|\bavant\s+(?:l['’]ouverture|Bourse|
    séance)|\bpré-?(?:ouverture|marché|mercado|abertura)|
    \b(?:en\s+(?:el\s+)?)?pre-?(?:mercado|apertura)|\bpre-?(?:mercato|borsa)|\bvoorbeurs\w*|
    премаркет\w*|до\s+открытия|
    盘前|盤前|开盘前|開盤前|프리마켓|프리장|장\s?전|개장\s?전|開場前|取引開始前|寄り前|
    プレマーケット|時間前""",
        re.VERBOSE | re.IGNORECASE,
    ),
    _WORDS,
)
_AFTER_HOURS = Quick(
    late_regex(
        r"""\bafter[\s-]?hours?\b|\bextended[\s-](?:trad\w+|hours?|session)|\bpost-?market|
    \bafter-?market|\blate\s+trad\w+|(?-i:\bAH\b)|
    \b(?:after|following)\s+(?:the\s+)?(?:closing\s+)?(?:bell|close|market\s+close[sd]?)\b|
    \bovernight\s+trad\w+|
    \bnachbörslich\w*|\baprès\s+(?:la\s+)?(?:clôture|Bourse)|\btras\s+el\s+cierre|
    \bfuera\s+de\s+hora\w*|\bapós\s+o\s+fechamento|
    \bafter\s+market\b|\bdopo\s+la\s+chiusura|\bnabeurs\w*|постмаркет\w*|после\s+закрытия|
    盘后|盤後|收盘后|收盤後|시간\s?외|애프터\s?(?:마켓|장)|장\s?마감\s?후|時間外|引け後|
    アフターマーケット""",
        re.VERBOSE | re.IGNORECASE,
    ),
    _WORDS,
)
_RESULTS_LATER = late_regex(
    rf"(?:ahead\s+of|before|with|awaiting|due|{_TOLD_OF_RESULTS})\b[^,;]{{0,60}}$", re.IGNORECASE
)
_CLOSE = Quick(
    late_regex(
        r"""\bclos(?:ed|es|ing|e)\b(?=\s+(?:(?:the|Monday|Tuesday|Wednesday|Thursday|Friday|trading|
    regular|[\w-]*day)\s+){0,3}
        (?:up|down|higher|lower|at|with|flat|off|over|above|nearly|almost|about|around|more|some|
        roughly|in\s+(?:the\s+)?(?:red|green)|[+\-−–]?[\d$]|\w+ly\b))|
    \b(?:at|by|to|into|on)\s+(?:the\s+|its\s+)?(?:market\s+|closing\s+)?(?:close|bell)\b|
    \bclosing\s+(?:price|level|high|low|gain|loss|bell)|
    \b(?:last|latest|\w{2,6}day['’]s)\s+close\b|
    \b(?:ended|ends|end|ending|finish(?:ed|es|ing)?|settl(?:ed|es|ing|e))\b(?=\s+(?:(?:the|
    Monday|Tuesday|Wednesday|Thursday|Friday|trading|regular)\s+){0,3}
        (?:day|session|trading|up|down|higher|lower|at|with|flat|off|over|nearly|almost|about|
        around|more|some|roughly|a|an|[+\-−–]?\d))|
    \bfor\s+the\s+day\b|
    \bschl(?:oss|ossen|ießt|ießen|usskurs\w*)|\bgeschlossen|\bbeendet\w*|\bHandelsschluss|
    \baus\s+dem\s+Handel|\bzum\s+Schluss|
    \bclôtur\w+|\b(?:en|à\s+la)\s+clôture|\btermin(?:e|é|ait)|\bfini(?:t|ssait)?|
    \bcierr(?:a|an|e)\b|\bcerr(?:ó|aron|ado|ar)\b|\bal\s+cierre|\bfech(?:a|am|ou|aram|ado|
    amento)\b|\bencerr(?:a|ou|aram)\b|
    \bchiu(?:so|sa|de|dono)\b|\b(?:in|alla)\s+chiusura|\btermin(?:a|ato)\b|\b(?:sluit(?:en)?|
    slo(?:ot|ten)|gesloten|slotkoers)\b|
    закры(?:л|лс|ты|ва)\w*|на\s+закрытии|по\s+итогам\s+торгов|заверши\w+|
    收(?:盘|盤)?(?:于|於|在|报|報|[跌涨漲低高挫升红紅黑平])|收盘(?!后|前)|收盤(?!後|前)|收市|
    尾盘收|终场|終場|全日|全天|
    마감(?!\s?후)|종가|장을?\s?마(?:쳤|친|치)|거래를?\s?마(?:쳤|친|치)|마쳤|終値|大引け|
    取引を終え|で終え(?:た|る)|引けた|引ける|で引け""",
        re.VERBOSE | re.IGNORECASE,
    ),
    _WORDS,
)
_INTRADAY = Quick(
    late_regex(
        r"""\bintra-?day|\bat\s+one\s+(?:point|stage)|\bduring\s+(?:the\s+)?(?:day|session|trading)|
    \bas\s+(?:much|low|high)\s+as|
    \b(?:session|day['’]?s?|daily)\s+(?:highs?|lows?)|\b(?:early|late|mid|morning|afternoon|
    midday|mid-?day|mid-?morning|lunchtime|opening)[\s-]
    (?:\w+\s+)?(?:trad\w+|deals?|session|dealings|minutes|hour)|\bat\s+press\s+time|\bopened\b|
    \bopens\b|
    \bat\s+the\s+open(?:ing)?\b|\bafter\s+the\s+open\b|\bon\s+opening|
    \b(?:was|were|is|are|been)\s+(?:briefly\s+)?halted|\bhalt(?:s|ed)\b|\bin\s+the\s+(?:morning|
    afternoon)|\bthis\s+(?:morning|afternoon)|
    \bon\s+the\s+day\s+by|\bby\s+(?:mid-?day|noon|lunch|\d{1,2}(?::\d\d)?\s?[ap]\.?m)|\bmidday|
    \bbriefly|\bearlier\s+in\s+the\s+(?:day|session)|
    \b(?:was|were|is|are)\s+(?:last\s+|currently\s+|now\s+)?trading|\blast\s+(?:up|down|trad\w+)|
    \b(?:at|by|as\s+of)\s+(?:\d{1,2}[:.]\d\d|\d{3,4}\s+(?:GMT|UTC|ET|EST|EDT|CET|BST)\b)|
    \b(?:gegen|um)\s+\d{1,2}[:.]\d\d|\b(?:vers|à)\s+\d{1,2}\s?[h:]\s?\d\d|
    \b(?:a\s+las|alle(?:\s+ore)?|às|om)\s+\d{1,2}[:.h]\d\d|\bsoon\s+after\s+(?:the\s+)?open|
    \bzeitweise|\bzwischenzeitlich|\bim\s+(?:frühen|späten|Tages|vorm|nachm)\w*|
    \bin\s+der\s+Spitze|\bzum\s+(?:Start|Auftakt|Handelsstart)|
    \ben\s+(?:séance|matinée|début|cours)|\bà\s+l['’]ouverture|\bintradía|
    \bdurante\s+la\s+sesión|\ben\s+la\s+apertura|\bllegó\s+a|\ba\s+media\s+sesión|
    \bna\s+abertura|\bdurante\s+o\s+pregão|\bchegou\s+a|\bin\s+apertura|
    \bnel\s+corso\s+della\s+seduta|\bin\s+avvio|\btijdens\s+de\s+handel|\bbij\s+opening|
    в\s+ходе\s+торгов|на\s+открытии|в\s+моменте|
    一度|盘中|盤中|早盘|早盤|午盘|午盤|早段|开盘(?!前)|開盤(?!前)|低开|低開|高开|高開|截至发稿|
    截至發稿|现[跌涨]|現[跌漲]|日内|日內|盘初|盤初|临时停牌|
    장중|한때|오전|오후|장\s?초반|개장\s?직후|현재|一時|前場|後場|寄り付き|日中|取引時間中|場中|
    始値""",
        re.VERBOSE | re.IGNORECASE,
    ),
    _WORDS,
)


_AS_MUCH_AS = Quick(late_regex(r"\bas\s+(?:much|low|high)\s+as\b", re.IGNORECASE), _WORDS)


def basis_of(before: str, after: str) -> Basis:
    """Return the part of a session that the words before and behind a number name.

    "3% ahead of results after the bell" tells when results come, not when the price moved.
    """
    words = before + after
    if _PREMARKET.search(words):
        return Basis.PREMARKET
    if _AFTER_HOURS.search(before):
        return Basis.AFTER_HOURS
    late = _AFTER_HOURS.search(after)
    if late is not None and not _RESULTS_LATER.search(after[: late.start()]):
        return Basis.AFTER_HOURS
    words = before + without_cause(after)
    if _AS_MUCH_AS.search(words):
        return Basis.INTRADAY
    if _CLOSE.search(words):
        return Basis.CLOSE
    return Basis.INTRADAY if _INTRADAY.search(words) else Basis.UNSTATED


@lru_cache(maxsize=REMEMBERED)
def has_basis_word(words: str) -> bool:
    """Tell whether any word for a part of a session stands here."""
    return any(cue.search(words) for cue in _ALL)


def without_basis_words(words: str) -> str:
    """Return the words with those for a part of a session taken out."""
    for cue in _ALL:
        words = cue.sub(" ", words)
    return words


_ALL = (_PREMARKET, _AFTER_HOURS, _CLOSE, _INTRADAY)

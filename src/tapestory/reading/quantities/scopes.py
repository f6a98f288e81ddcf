"""The words around an amount → of which part of a business it is told, and whether adjusted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tapestory.late_regex import late_regex
from tapestory.reading.quantities.amounts import Amount
from tapestory.reading.text.cues import any_of

_NAMED = {
    "AWS": r"AWS|(?:Amazon\s+)?Web\s+Services",
    "Azure": r"Azure",
    "Google Cloud": r"Google\s+Cloud|谷歌云|구글\s?클라우드|グーグルクラウド",
    "Intelligent Cloud": r"Intelligent\s+Cloud|智能云|인텔리전트\s?클라우드",
    "Microsoft Cloud": r"Microsoft\s+Cloud|微软云",
    "YouTube": r"YouTube|유튜브|ユーチューブ",
    "Reality Labs": r"Reality\s+Labs|리얼리티\s?랩스",
    "LinkedIn": r"LinkedIn",
    "Starlink": r"Starlink|星链|스타링크|スターリンク",
    "Xbox": r"Xbox",
}
"""Parts of companies with a name of their own, of which a whole sentence can be."""
_PARTS = {
    "data center": r"data[\s-]?cent(?:er|re)s?|Rechenzentr\w+|centres?\s+de\s+données|"
        r"centros?\s+de\s+da[td]os|数据中心|數據中心|資料中心|데이터\s?센터|データセンター",
    "cloud": r"cloud|云计算|云服务|阿里云|云|雲端|雲|클라우드|クラウド|nube|nuvem|nuage",
    "advertising": r"ad|ads|advert\w+|Werbe\w*|Werbung|publicit\w+|publicidad\w*|pubblicit\w+|"
        r"广告|廣告|광고|広告",
    "subscriptions": r"subscriptions?|Abonnements?|suscripciones|abbonamenti|assinaturas|订阅|"
        r"訂閱|구독|サブスクリプション",
    "services": r"services?|Dienste\w*|Dienstleistung\w*|servicios|servizi|serviços|服务|服務|"
        r"서비스|サービス",
    "gaming": r"gam(?:es?|ing)|Spiele\w*|jeux|videojuegos|giochi|jogos|游戏|遊戲|게임|ゲーム",
    "automotive": r"auto(?:motive)?|vehicles?|Auto\w*|automobile|汽车|汽車|자동차|전장|自動車|"
        r"車載",
    "foundry": r"foundry|晶圆代工|晶圓代工|代工|파운드리|ファウンドリー?",
    "DRAM": r"D-?RAM|D램",
    "NAND": r"NAND|낸드",
    "HBM": r"HBM",
    "memory": r"memory|Speicher\w*|存储|存儲|記憶體|메모리|メモリー?",
    "iPhone": r"iPhones?|아이폰|アイフォーン",
    "phones": r"(?:smart)?phones?|handsets?|mobile|Smartphones?|手机|手機|스마트폰|モバイル|"
        r"スマートフォン|スマホ",
    "Blackwell": r"Blackwell|블랙웰|ブラックウェル",
    "H20": r"H20s?",
    "AI": r"A\.?I\.?|artificial[\s-]intelligence|KI|IA|人工智能|人工智慧|인공지능",
    "chips": r"(?:micro)?chips?|semiconductors?|Halbleiter\w*|Chip\w*|puces|semi-?conducteurs|"
        r"semiconductores|semiconduttori|semicondutores|芯片|晶片|半导体|半導體|반도체|半導体|DS",
    "networking": r"networking|Netzwerk\w*|网络|網通|네트워킹|ネットワーク",
    "software": r"software|软件|軟體|소프트웨어|ソフトウエア|ソフトウェア",
    "hardware": r"hardware|devices?|硬件|硬體|하드웨어|ハードウエア",
    "licensing": r"licen[cs]ing|Lizenz\w*|licences|licencias|licenze|授权|라이선스|ライセンス",
    "search": r"search|搜索|搜尋|검색|検索",
    "retail": r"retail|e-?commerce|online\s+stores?|电商|電商|零售|이커머스|小売",
    "energy": r"energy(?:\s+generation)?(?:\s+and\s+storage)?|储能|에너지|エネルギー",
    "China": r"China|Chinese|chinois\w*|chines\w+|cines\w+|中国|中國|중국",
    "abroad": r"international|overseas|foreign|海外|해외",
    "at home": r"domestic|inländisch\w*|国内|國內|국내",
}  # fmt: skip
"""Parts of a business, by their words; first come those that others' words are part of."""
_SEGMENTS = {
    name: late_regex(rf"(?<![A-Za-z])(?:{words})(?![A-Za-z])", re.IGNORECASE)
    for name, words in (_NAMED | _PARTS).items()
}
_PART = "|".join((_NAMED | _PARTS).values())
_HEAD = (
    r"(?:computing|infrastructure|chips?|accelerators?|products?|units?|business(?:es)?|segments?|"
    r"divisions?|arm|group|operations|platforms?|services|geschäft\w*|sparte|bereich\w*|"
    r"业务|業務|部门|部門|事業部?|分部|板块|板塊|部|부문|사업부?|向け|関連|相关|相關|의|の|的)"
)
_QUALITY = (
    r"(?:record|quarterly|annual|net|total|segment|operating|adjusted|"
    r"(?:第?[一二三四1-4](?:季度?|四半期)|[1-4]\s?분기)(?:的|の|의)?)"
)
_BEFORE_CUE = late_regex(
    rf"(?<![A-Za-z])(?P<part>{_PART})(?:['’]s)?(?:[\s-]?{_HEAD}){{0,3}}(?:[\s-]?{_QUALITY}){{0,2}}[\s-]?$",
    re.IGNORECASE,
)
"""Right before the words for a quantity: "data-center revenue", 云业务营收."""
_OF_IT = (
    r"(?:(?:its|the|their|our|his|key|core|main|der|die|das|den|dem|l[ae]s?|el|los|il|i|gli|os?|as?|"
    r"(?-i:[A-Z])[\w.]*(?:['’]s)?|\w+-growing)\s+){0,3}?(?:l['’])?"
)
_BEHIND = late_regex(
    r"(?:\s(?:(?:of|at|by|von|bei|de|di)\s|d['’])(?-i:[A-Z])[\w.&’'-]*)?[\s-]+(?:from|in|at|of|for|by|im|mit|aus|bei|in\s+der|im\s+Bereich|du|des|de|dans|del|dei|della|"
    rf"nel|nei|nella|do|da|dos|das|no|na|em|en)\s+{_OF_IT}(?P<part>{_PART})(?:geschäft\w*|sparte|bereich)?(?![A-Za-z])",
    re.IGNORECASE,
)
"""Behind those words or behind the amount: "revenue from its cloud business"."""
_UNIT = late_regex(
    rf"(?<![A-Za-z])(?P<part>{_PART})\s(?:(?!as\b|and\b)\w+\s)?(?:unit|business|segment|division|arm)\b|"
    rf"(?<![A-Za-z])(?P<own>{'|'.join(_NAMED.values())})(?![A-Za-z])",
    re.IGNORECASE,
)
"""Who has the quantity: "its cloud unit posted", "AWS had"."""
_APPOSED = late_regex(rf"(?P<part>{'|'.join(_NAMED.values())}),[^,;]{{3,80}},\s", re.IGNORECASE)
_CLAUSE = late_regex(r"[;；。，、]|,(?!\d{3})")
_ADJUSTED = late_regex(
    r"\badjusted\b(?!\s+(?:its|their|his|the|up|down)\b)|\bnon[\s-]?GAAP\b|\bunderlying\b|"
    r"\bex(?:cluding|\.)\s+(?:(?:one[\s-]?(?:time|off)|special|certain|exceptional|non-?recurring|some|"
    r"the)\s+)*(?:items?|charges?|costs?|gains?)\b|\bbereinigt\w*|\bajust(?:ée?s?|ad[oa]s?)\b|"
    r"\brettificat[oaie]\b|"
    r"[经經]?[调調]整[后後]|经调整|經調整|非(?:GAAP|公认|通用)|"
    r"조정\s?(?=순이익|영업이익|주당|후|EBIT|EPS)|調整(?:後|済み)",
    re.IGNORECASE,
)
_PLAIN = late_regex(r"(?<!non)(?<!non[- ])\bGAAP\b|\bunadjusted\b|\bstatutory\b", re.IGNORECASE)
_NARROWED = frozenset({"revenue", "profit"})
_BOOKED = frozenset({"revenue", "profit", "free_cash_flow", "earnings_per_share"})
_MAY_ADJUST = any_of(
    "adjust gaap underlying exclud ex. bereinig ajust rettific 调整 調整 经调 조정 非"
)
_NEAR, _TAIL, _HEAD_LENGTH = 90, 40, 300


def scope_of(
    text: str, amount: Amount, kind: str, cue: tuple[int, int], others: Sequence[Amount]
) -> str:
    """Return the words that narrow a quantity: a part of the business, "adjusted"; else empty.

    Args:
        text: The sentence.
        amount: One of its amounts.
        kind: What it measures.
        cue: Where the words begin and end that say so.
        others: All amounts of the sentence.
    """
    start = max((other.end for other in others if other.end <= amount.start), default=0)
    start = max(start, amount.start - _HEAD_LENGTH)
    part = _part(text, amount, cue, text[start : amount.start]) if kind in _NARROWED else ""
    books = _books(text, amount, text[start : amount.start]) if kind in _BOOKED else ""
    return f"{part} {books}".strip()


def segment_of(words: str) -> str:
    """Return the name of the part of a business that some words name; empty without one."""
    return next((name for name, part in _SEGMENTS.items() if part.search(words)), "")


def is_adjusted(words: str) -> bool:
    """Tell whether words for a quantity say that it is adjusted."""
    return _ADJUSTED.search(words) is not None


def _part(text: str, amount: Amount, cue: tuple[int, int], head: str) -> str:
    """Return the words for the part of a business that an amount is of.

    Args:
        text: The sentence.
        amount: One of its amounts.
        cue: Where the words begin and end that say what it measures.
        head: What stands before the amount, from the one before it on.
    """
    if found := _BEFORE_CUE.search(text, max(0, cue[0] - _NEAR), cue[0]):
        return str(found.group("part"))
    for place in (cue[1], amount.end):
        if found := _BEHIND.match(text, place):
            return str(found.group("part"))
    if found := _UNIT.search(_CLAUSE.split(head)[-1]):
        return str(found.group("part") or found.group("own"))
    found = _APPOSED.match(head.lstrip())
    return str(found.group("part")) if found else ""


def _books(text: str, amount: Amount, head: str) -> str:
    """Return the word that says that an amount is adjusted; empty where GAAP stands nearer."""
    if not _MAY_ADJUST.may_stand_in(text):
        return ""
    said, plain = [*_ADJUSTED.finditer(head)], [*_PLAIN.finditer(head)]
    if said or plain:
        nearer = said and (not plain or said[-1].end() > plain[-1].end())
        return said[-1].group() if nearer else ""
    tail = re.split(r"[,;；，。、]", text[amount.end : amount.end + _TAIL])[0]
    found = _ADJUSTED.search(tail)
    return found.group() if found else ""

"""Title and sentences → what sort of piece an article is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tapestory.late_regex import late_regex
from tapestory.model import ArticleKind, Sentence
from tapestory.reading.text.cues import Cue
from tapestory.reading.text.quick import Quick
from tapestory.reading.text.scan import SENTENCES, Scan

_HEADLINES = Scan(leader=SENTENCES)
"""What is only looked for in headlines is made of words that every sentence is full of."""
_ROUNDUP_TITLE = Quick(
    late_regex(
        r"""\b(?:market\s+(?:wrap|summary|review|recap|update|roundup|briefing)|stock\s+market\s+today|markets?\s+today|
    stocks?\s+(?:today|to\s+watch)|things\s+to\s+(?:know|watch)|what\s+to\s+watch|morning\s+(?:brief|bid|wrap|note|update|call)|
    daily\s+(?:brief|briefing|digest|report|recap|wrap|roundup|market|US\s+stock|market\s+review)|(?:US|U\.S\.|Asia|Asian|European)\s+market\s+daily|
    market\s+daily|week(?:ly)?\s+(?:in\s+review|recap|roundup|wrap|digest)|week\s+ahead|highlights\s+of\s+the\s+week|
    live\s*(?:blog|updates?|coverage)|as\s+it\s+happened|rolling\s+coverage|newsletter|roundup|round-up|top\s+stories|headlines|
    \d+\s+(?:things|stocks|stories|charts|takeaways\s+from\s+the\s+week)|movers|closing\s+bell|opening\s+bell|post\s+market|pre-?market\s+(?:movers|report)|
    podcast|episode\s+\d+|tag\s+page|daily\s+stock|numbers?\s+of\s+the\s+day|
    markets?\s+desk|\d+\s*(?:AM|PM)\s+update|UTC\s+update|investment\s+themes|
    (?:wall\s+street|stocks|shares|markets?)\s+at\s+(?:the\s+)?(?:close|open|midday|noon)|
    market\s+close|stocks?\s+close(?=\s*[:：–—-])|before\s+the\s+bell|
    (?:mon|tues|wednes|thurs|fri)day(?:['’]s)?\s+(?:wrap|recap|roundup|briefing|digest)|
    (?:closing|midday|afternoon|evening|wall\s+street|global\s+markets|asia|europe)\s+(?:wrap|recap)|after\s+the\s+bell|\(version\s+\d+\))\b
    |晨报|晨報|早报|早報|早餐|日报(?!道)|日報|周报|週報|盘前|盤前|收盘|收盤|盘后|复盘|復盤|午评|午評|要闻|要聞|速览|速覽|一览|直播|滚动|美股三大
    |(?:뉴욕|미국|국내|코스피)?\s*증시\s*(?:마감|요약|브리핑|정리)|모닝\s*브리핑|종합\s?시황|시황|\[?주간|장\s?마감|
    (?:日経平均|東京株|米国株|NY株).{0,14}(?:円安|円高|終値|大引け|概況|引け|続落|続伸|反発|反落)|市況|朝刊|まとめ|ダイジェスト|今日の
    |Börse\s+(?:aktuell|am)|Marktbericht|cierre\s+de\s+mercado|bourse\s+de\s+paris""",
        re.VERBOSE | re.IGNORECASE,
    ),
    _HEADLINES,
)
_RELEASE_TEXT = Cue(
    late_regex(
        r"\b(?:PR\s?Newswire|Business\s?Wire|GLOBE\s?NEWSWIRE|GlobeNewswire|ACCESSWIRE|EQS-News|forward-looking\s+statements|"
        r"press\s+release|today\s+announced\s+(?:that|its|the|a))\b|新闻稿|新聞稿|美通社|보도자료|プレスリリース",
        re.IGNORECASE,
    ),
    needs="""wire eqs-news forward-looking release announced 新闻稿 新聞稿 美通社 보도자료
    プレスリリース""",
)
_RELEASE_TITLE = Quick(
    late_regex(
        r"\b(?:announces|reports)\s+(?:\w+\s+){0,4}(?:results|agreement|pricing|availability|appointment|quarter)\b|"
        r"\bpress\s+release\b",
        re.IGNORECASE,
    ),
    _HEADLINES,
)
_FILING_TITLE = Quick(
    late_regex(
        r"\b(?:Form\s+)?(?:6-K|8-K|10-[QK]|20-F)\b|\bletter\s+to\s+shareholders\b|"
        r"\b(?:Inc|Corp|Corporation|Ltd|N\.V|plc)\.?\s+(?:Reports|Announces|to\s+Report)\b",
        re.IGNORECASE,
    ),
    _HEADLINES,
)
_OPINION_TITLE = Quick(
    late_regex(
        r"""^(?:opinion|op-ed|column|commentary|editorial|letter)\b|\b(?:opinion|column|why\s+i\b|i\s+(?:think|believe)|
    my\s+(?:take|view)|in\s+my\s+view|here's\s+why\s+i|hot\s+take|don['’]?t\s+(?:mistake|misread|be\s+fooled)|rant|
    should\s+(?:you|investors)\s+(?:buy|sell)|time\s+to\s+(?:buy|sell)|buy\s+or\s+sell|(?:top|best|attractive|strong)\s+(?:picks?|buys?)|
    stocks?\s+to\s+(?:buy|own|avoid)|nobody\s+(?:is\s+)?(?:talks?|talking|asks?|asking|wants\s+to)|out\s+loud|nonsense|absurd|overhyped|
    overrated|stop\s+(?:calling|pretending|saying)|let['’]s\s+(?:be\s+honest|not|stop)|dear\s+\w+|confessions?)\b
    |观点|觀點|评论|評論[:：]|社论|专栏|專欄|随笔|别把|칼럼|사설|기고|オピニオン|社説|コラム|寄稿""",
        re.VERBOSE | re.IGNORECASE,
    ),
    _HEADLINES,
)
_FIRST_PERSON = Quick(
    late_regex(
        r"\b(?:I\s+(?:think|believe|will|would|consider|don['’]t|do|am|can|have|had|was|bought|own|hold|"
        r"expect|suspect|doubt|like|prefer|remain)|I['’](?:m|d|ve|ll)|my\s+(?:view|opinion|conclusion|take|"
        r"position|portfolio)|in\s+my)\b|"
        r"我认为|我認為|我觉得|我覺得|我的观点|我的觀點|个人观点|個人觀點|个人认为|笔者|筆者|저는|필자|私は"
    )
)
_QUOTED = late_regex(r"[“„«「『][^”“»」』]{0,600}(?:[”“»」』]|$)|\"[^\"]{0,600}(?:\"|$)")
_QUESTION_WORD = (
    r"why|how|what|who|where|when|warum|wieso|weshalb|wie|was|wer|pourquoi|comment|qui|qué|cómo|"
    r"quién|por\s+qu[eé]|perch[eé]|cosa|chi|como|o\s+que|quem|waarom|hoe|wat|wie|почему|как|что|кто"
)
_SIGNS = tuple(
    (weight, Quick(late_regex(pattern, re.VERBOSE | re.IGNORECASE), _HEADLINES))
    for weight, pattern in (
        # A question, or the promise of an answer, anywhere in the headline.
        (2, r"[?？]"),
        (2, rf"(?:^|[:：—–|,.]\s*|\band\s+)(?:here['’]s\s+)?(?:{_QUESTION_WORD})\b"),
        (2, r"^(?:is|are|will|can|does|did|could|should|would|inside|behind|beyond)\b"),
        (
            2,
            r"""\b(?:analysis|explained|explainer|deep\s+dive|what\s+it\s+means|means\s+for|to\s+know|to\s+watch|
            matters|takeaways|lessons?|implications?|playbook|thesis|breakdown|unpacking|dissects?|interpretation|
            case\s+(?:for|against)|previews?|outlook|guide|primer|scenarios?|comparison|versus)\b""",
        ),
        (
            2,
            r"""解读|解讀|分析|深度|拆解|为何|為何|为什么|為什麼|如何|怎么看|怎麼看|意味着|意味著|逻辑|邏輯|背后|背後|前瞻|展望|
            의미|분석|해설|이유|전망|어떻게|배경|왜(?=\s)|なぜ|どう|解説|分析|背景|読み解く|行方|見通し""",
        ),
        # A topic and what is to be said about it: reports begin with who does what.
        (1, r"\w\s?:\s|\s[—–|]\s|——"),
        (1, r"^(?:the|a|an|one|this|der|die|das|le|la|les|el|il|lo)\b"),
        (1, r"[a-z\d)%][.!]\s+[A-Z]"),
        # What the author makes of it.
        (
            1,
            r"""\b(?:shows?|signals?|suggests?|reveals?|exposes?|proves?|turns?|recasts?|rewrites?|reshapes?|redraws?|
            changes|changing|explains?|underscores?|highlights?|raises\s+questions?|rattles?|tests?|sparks?|fuels?|
            needs?|wants?|deserves?|looks?\s+like|seems?|becomes?|bets?|betting|gambles?)\b""",
        ),
        (
            1,
            r"""\b(?:strateg(?:y|ic)|economics|valuations?|risks?|impacts?|logic|shifts?|landscape|future|cycles?|
            pricing|margins?|opportunit(?:y|ies)|challenges?|moneti[sz]\w{2,6}|inflection|repricing|pivots?|wars?|
            races?|landlords?|tenants?|reckoning|reality|paradox|dilemmas?|traps?|squeeze|battles?|showdown|era|
            moats?|empires?|bubbles?|myths?|stor(?:y|ies)|narratives?|puzzles?|problems?|gluts?|stress\s+tests?)\b""",
        ),
        # Somebody does something: news.
        (
            -1,
            r"""\b(?:announces?|launch(?:es)?|signs?|agrees?|plans?|considers?|considering|explores?|exploring|weighs?|
            unveils?|raises?|files?|buys?|acquires?|sells?|hires?|names|appoints?|opens?|builds?|secures?|wins?|cuts?|
            expands?|delays?|halts?|denies|confirms?|declines?|reportedly|reports?|sources?|says?|said|tells?|told)\b""",
        ),
        (
            -1,
            r"\bto\s+(?:sell|buy|build|launch|rent|offer|invest|raise|pay|use|supply|list|spend|lay|lease|join|cut|open)\b",
        ),
        (
            -1,
            r"宣布|推出|签署|簽署|计划|計劃|拟|擬|据|據|消息|发布|發布|발표|추진|체결|보도|発表|検討|報道|計画",
        ),
    )
)
"""What headlines of analyses and of news are made of, and how much each tells."""
_ANALYTIC = Cue(
    late_regex(
        r"""\b(?:argu\w{1,5}|question\w{0,5}|explain\w{0,5}|compar\w{2,6}|impl(?:y|ies|ied|ication\w?)|
        suggest\w{0,3}|thesis|scenarios?|bulls?|bears?|bullish|bearish|valuations?|risks?|lessons?|means|matters?|
        structural\w{0,2}|cycles?|outlook|preview|leverage|moat|investors\s+should|in\s+other\s+words|that\s+said|
        the\s+(?:real|key|open|bigger)\s+\w+)\b
        |意味着|意味著|逻辑|邏輯|风险|風險|本质|本質|估值|说明|說明|의미|위험|관건|밸류에이션|意味|リスク|論点""",
        re.VERBOSE | re.IGNORECASE,
    ),
    needs="""argu question explain compar imply impli suggest thesis scenario bull bear valuation
    risk lesson means matter structural cycle outlook preview leverage moat should words said real
    key open bigger 意味 逻辑 邏輯 风险 風險 本质 本質 估值 说明 說明 의미 위험 관건 밸류에이션
    リスク 論点""",
)
_OPENING = 6
"""Sentences that say what sort of text they open."""
_SHORT = 4
"""Sentences, up to which one in the first person makes a text its author's opinion."""
_LEAST_SIGNS = 2
_LOOKED_AT = 20
"""Sentences, in which an author shows whether he reports or weighs."""
_SHARE_ANALYTIC = 0.3
"""Of the sentences: a text in which so many weigh or explain something is an analysis."""

_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_ISSUE_TITLE = Quick(
    late_regex(
        rf"""\b(?:news|updates?|notes|summary|highlights|log|edition|issue|report|brief(?:ing)?)\b[^.!?]{{0,20}}
    \b(?:{_MONTHS}\s\d{{1,2}}|\d{{1,2}}\.?\s{_MONTHS})\b|^[^;]{{8,80}};[^;]{{8,80}};""",
        re.VERBOSE | re.IGNORECASE,
    ),
    _HEADLINES,
)
"""The issue of a day, or three headlines in one."""
_ISSUE_TEXT = late_regex(
    r"""^(?:good\s+(?:morning|afternoon|evening)\b|happy\s+\w+day\b|welcome\s+(?:back\s+)?to\b|
    (?:in\s+)?(?:today|this\s+week)['’]s\s+(?:issue|edition|newsletter|briefing|roundup|top\s+stories|headlines)\b|
    your\s+(?:daily|weekly|morning|evening)\b|here\s+(?:are|is)\s+(?:the|what|your|today)\b[^.]{0,40}
    (?:stories|news|headlines|movers|today|this\s+(?:morning|week))\b|
    各位(?:早|晚|投资者)|早上好|早安|今日(?:要闻|要聞|头条|頭條|看点)|以下是今|おはようございます|안녕하세요|guten\s+morgen|buenos\s+días|bonjour\b)""",
    re.VERBOSE | re.IGNORECASE,
)
"""How issues greet their readers."""

_GENRE = r"^(?!(?:company|corporate|official)\s)(?:[a-z][\w-]*\s+){0,2}"
"""Up to two words that tell more of a genre ("monthly market letter"), where it is no company's."""
_GENRE_END = r"(?:\s+(?:edition|entry|issue|page|transcript))?\s*[:|–—]"
_LABELS = {
    ArticleKind.ROUNDUP: late_regex(
        r"^(?:markets?\s+wrap|round-?up|live\s+blog)\s*[.:|–—-]", re.IGNORECASE
    ),
    ArticleKind.OPINION: late_regex(
        r"^(?:opinion|op-ed|comment(?:ary)?|column|editorial)\s*[.:|–—-]|"
        rf"{_GENRE}(?:essay|column|blog(?:\s+post)?|forum\s+post|social(?:[\s-]media)?\s+post|"
        rf"guest\s+post|market\s+letter){_GENRE_END}|"
        r"^\S{0,10}(?:观点|觀點|评论|評論|专栏|專欄|随笔|칼럼|사설|기고|社説|コラム|寄稿)\s*[：:|｜]",
        re.IGNORECASE,
    ),
    ArticleKind.ANALYSIS: late_regex(
        r"^(?:news\s+)?analysis\s*[.:|–—-]|^(?:分析|解读|解讀|분석|해설|解説)\s*[：:|｜]",
        re.IGNORECASE,
    ),
}
"""What an outlet prints in front of the text itself."""


def article_kind(title: str, sentences: Sequence[Sentence]) -> ArticleKind:
    """Return the kind by cues in the title first, then in the text.

    A roundup wins over everything (it must never found an event), then what the outlet itself
    calls the piece, then a release, an opinion, an analysis; what shows no cue is news.
    """
    body = [sentence for sentence in sentences if sentence.start >= len(title)]
    opening = " ".join(s.text for s in body[:_OPENING])
    if _is_roundup(title, body):
        return ArticleKind.ROUNDUP
    labelled = (kind for kind, label in _LABELS.items() if label.match(opening))
    if (kind := next(labelled, None)) is not None:
        return kind
    if (
        _FILING_TITLE.search(title)
        or _calls_itself_a_release(body, opening)
        or (
            _RELEASE_TITLE.search(title) and any(_RELEASE_TEXT.pattern.search(s.text) for s in body)
        )
    ):
        return ArticleKind.RELEASE
    if _OPINION_TITLE.search(title):
        return ArticleKind.OPINION
    voices = sum(_is_about_himself(s.text) for s in body)
    if voices >= (1 if len(body) <= _SHORT else max(2, 0.04 * len(body))):
        return ArticleKind.OPINION
    return ArticleKind.ANALYSIS if _analyses(title.strip(), body) else ArticleKind.NEWS


def _calls_itself_a_release(body: Sequence[Sentence], opening: str) -> bool:
    # No needed word reaches over two sentences, and each sentence is scanned anyhow.
    may = any(_RELEASE_TEXT.may_stand_in(s.text) for s in body[:_OPENING])
    return may and _RELEASE_TEXT.pattern.search(opening) is not None


def _is_about_himself(sentence: str) -> bool:
    """Tell whether the author speaks of himself; what stands in quotes is another's."""
    if _FIRST_PERSON.search(sentence) is None:
        return False
    return _FIRST_PERSON.search(_QUOTED.sub(" ", sentence)) is not None


def _is_roundup(title: str, body: Sequence[Sentence]) -> bool:
    return (
        _ROUNDUP_TITLE.search(title) is not None
        or _ISSUE_TITLE.search(title) is not None
        or any(_ISSUE_TEXT.match(sentence.text) for sentence in body[:3])
    )


def _analyses(title: str, body: Sequence[Sentence]) -> bool:
    """Tell whether headline and text rather weigh something than report it."""
    signs = sum(weight for weight, sign in _SIGNS if sign.search(title))
    if signs + 1 != _LEAST_SIGNS:
        return signs >= _LEAST_SIGNS
    looked_at = body[:_LOOKED_AT]
    weighing = sum(_ANALYTIC.search(s.text) is not None for s in looked_at)
    return weighing > _SHARE_ANALYTIC * len(looked_at)

"""Title and sentences → what sort of piece an article is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tapestory.model import ArticleKind, Sentence
from tapestory.reading.text.cues import Cue, CueSet

_ROUNDUP_TITLE = re.compile(
    r"""\b(?:market\s+(?:wrap|summary|review|recap|update|roundup|briefing)|stock\s+market\s+today|markets?\s+today|
    stocks?\s+(?:today|to\s+watch)|things\s+to\s+(?:know|watch)|what\s+to\s+watch|morning\s+(?:brief|bid|wrap|note|update|call)|
    daily\s+(?:brief|briefing|digest|report|recap|wrap|roundup|market|US\s+stock|market\s+review)|(?:US|U\.S\.|Asia|Asian|European)\s+market\s+daily|
    market\s+daily|week(?:ly)?\s+(?:in\s+review|recap|roundup|wrap|digest)|week\s+ahead|highlights\s+of\s+the\s+week|
    live\s*(?:blog|updates?|coverage)|as\s+it\s+happened|rolling\s+coverage|newsletter|roundup|round-up|top\s+stories|headlines|
    \d+\s+(?:things|stocks|stories|charts|takeaways\s+from\s+the\s+week)|movers|closing\s+bell|opening\s+bell|post\s+market|pre-?market\s+(?:movers|report)|
    podcast|episode\s+\d+|tag\s+page|daily\s+stock|numbers?\s+of\s+the\s+day|
    markets?\s+desk|\d+\s*(?:AM|PM)\s+update|UTC\s+update|investment\s+themes|
    (?:wall\s+street|stocks|shares|markets?)\s+at\s+(?:the\s+)?(?:close|open|midday|noon)|
    market\s+close|before\s+the\s+bell|after\s+the\s+bell|\(version\s+\d+\))\b
    |晨报|晨報|早报|早報|早餐|日报(?!道)|日報|周报|週報|盘前|盤前|收盘|收盤|盘后|复盘|復盤|午评|午評|要闻|要聞|速览|速覽|一览|直播|滚动|美股三大
    |(?:뉴욕|미국|국내|코스피)?\s*증시\s*(?:마감|요약|브리핑|정리)|모닝\s*브리핑|종합\s?시황|시황|\[?주간|장\s?마감|
    (?:日経平均|東京株|米国株|NY株).{0,14}(?:円安|円高|終値|大引け|概況|引け|続落|続伸|反発|反落)|市況|朝刊|まとめ|ダイジェスト|今日の
    |Börse\s+(?:aktuell|am)|Marktbericht|cierre\s+de\s+mercado|bourse\s+de\s+paris""",
    re.VERBOSE | re.IGNORECASE,
)
_RELEASE_TEXT = Cue(
    re.compile(
        r"\b(?:PR\s?Newswire|Business\s?Wire|GLOBE\s?NEWSWIRE|GlobeNewswire|ACCESSWIRE|EQS-News|forward-looking\s+statements|"
        r"press\s+release|today\s+announced\s+(?:that|its|the|a))\b|新闻稿|新聞稿|美通社|보도자료|プレスリリース",
        re.IGNORECASE,
    ),
    needs="""wire eqs-news forward-looking release announced 新闻稿 新聞稿 美通社 보도자료
    プレスリリース""",
)
_RELEASE_CUES = CueSet([_RELEASE_TEXT])
_RELEASE_TITLE = re.compile(
    r"\b(?:announces|reports)\s+(?:\w+\s+){0,4}(?:results|agreement|pricing|availability|appointment|quarter)\b|"
    r"\bpress\s+release\b",
    re.IGNORECASE,
)
_FILING_TITLE = re.compile(
    r"\b(?:Form\s+)?(?:6-K|8-K|10-[QK]|20-F)\b|\bletter\s+to\s+shareholders\b|"
    r"\b(?:Inc|Corp|Corporation|Ltd|N\.V|plc)\.?\s+(?:Reports|Announces|to\s+Report)\b",
    re.IGNORECASE,
)
_OPINION_TITLE = re.compile(
    r"""^(?:opinion|op-ed|column|commentary|editorial|letter)\b|\b(?:opinion|column|why\s+i\b|i\s+(?:think|believe)|
    my\s+(?:take|view)|in\s+my\s+view|here's\s+why\s+i|hot\s+take|don['’]?t\s+(?:mistake|misread|be\s+fooled)|rant|
    should\s+(?:you|investors)\s+(?:buy|sell)|time\s+to\s+(?:buy|sell)|buy\s+or\s+sell)\b
    |观点|觀點|评论|評論[:：]|社论|专栏|專欄|随笔|别把|칼럼|사설|기고|オピニオン|社説|コラム|寄稿""",
    re.VERBOSE | re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"\b(?:I\s+(?:think|believe|will|would|consider|don't|do|am|can)|my\s+(?:view|opinion|conclusion)|in\s+my)\b|"
    r"我认为|我認為|我的观点|笔者|筆者|저는|필자|私は"
)
_ANALYSIS_TITLE = re.compile(
    r"""\?\s*$|？\s*$|^(?:why|how|what|is|are|will|can|does|did|as)\b|\b(?:analysis|explained|explainer|deep\s+dive|inside|the\s+real|what\s+it\s+means|
    implications?|lessons?|playbook|thesis|breakdown|unpacking|dissects?|interpretation|outlook|case\s+for|signals?|reveals?|inflection|repricing|
    means\s+for|takeaways)\b|解读|解讀|分析|深度|拆解|为何|為何|为什么|怎么看|逻辑|邏輯|背后|背後|意味|분석|해설|이유|왜|전망|解説|分析|なぜ|背景|読み解く""",
    re.VERBOSE | re.IGNORECASE,
)

_LABELS = {
    ArticleKind.ROUNDUP: re.compile(
        r"^(?:markets?\s+wrap|round-?up|live\s+blog)\s*[.:|–—-]", re.IGNORECASE
    ),
    ArticleKind.OPINION: re.compile(
        r"^(?:opinion|op-ed|comment(?:ary)?|column|editorial)\s*[.:|–—-]|"
        r"^(?:观点|觀點|评论|評論|칼럼|사설|社説|コラム)\s*[：:|｜]",
        re.IGNORECASE,
    ),
    ArticleKind.ANALYSIS: re.compile(
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
    body = sentences[1:]
    opening = " ".join(s.text for s in body[:6])
    if _ROUNDUP_TITLE.search(title):
        return ArticleKind.ROUNDUP
    labelled = (kind for kind, label in _LABELS.items() if label.search(opening))
    if (kind := next(labelled, None)) is not None:
        return kind
    if (
        _FILING_TITLE.search(title)
        or _RELEASE_CUES.at(opening).search(_RELEASE_TEXT)
        or (
            _RELEASE_TITLE.search(title) and any(_RELEASE_TEXT.pattern.search(s.text) for s in body)
        )
    ):
        return ArticleKind.RELEASE
    if _OPINION_TITLE.search(title):
        return ArticleKind.OPINION
    voices = sum(bool(_FIRST_PERSON.search(s.text)) for s in body)
    if voices >= max(2, 0.04 * len(body)):
        return ArticleKind.OPINION
    return ArticleKind.ANALYSIS if _ANALYSIS_TITLE.search(title.strip()) else ArticleKind.NEWS

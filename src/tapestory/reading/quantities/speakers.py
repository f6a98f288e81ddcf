"""Sentence and amount → who says it, as named there: a house, a paper, "analysts"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tapestory.late_regex import late_regex
from tapestory.reading.quantities.names import is_house, is_house_alone
from tapestory.reading.text.quick import Quick

_WORD = r"[A-Z][\w&.'’-]*"
_NAME = rf"{_WORD}(?:\s+(?:(?:of|de|du|&)\s+)?{_WORD}){{0,4}}"
_NAMES = rf"{_NAME}(?:(?:,\s+{_NAME}){{0,3}},?\s+(?:and|&)\s+{_NAME})?"
_CROWD = (
    r"(?:(?:some|many|most|several|external|outside|independent|industry|sell-side|Wall\s+Street|"
    r"market|pessimistic|optimistic|bullish|"
    r"bearish|consensus|average)\s+){0,3}(?:analysts?|economists|strategists|investors|observers|"
    r"commentators|researchers|"
    r"executives|officials|insiders|experts|estimates|consensus|forecasters|traders|bankers|"
    r"analyst\s+estimates|"
    r"people\s+familiar(?:\s+with\s+the\s+\w+)?|sources|the\s+market|Wall\s+Street|the\s+(?:bank|"
    r"brokerage|firm|company|group|chipmaker|"
    r"executive|report|agency|paper|newspaper|study|filing)|management)"
)
_ADVERB = (
    r"(?:\s+(?:widely|now|also|currently|generally|previously|recently|conservatively|had|"
    r"has|have|earlier|separately|still|later|in\s+\w+|on\s+\w+))?"
)
_SAYS = (
    r"(?:estimates?|forecasts?|projects?|predict(?:s|ed)?|reckon(?:s|ed)?|calculat(?:es?|ed)|"
    r"expects?|"
    r"(?:estimated|forecast|projected|expected)(?=\s+(?:that|the|a|its)\b)|sees?|saw|"
    r"believ(?:es?|ed)|thinks?|argu(?:es?|ed)|say(?:s)?|"
    r"said(?!\s+(?:to\s+[a-z]|nothing\b|no\b))|wrote|writes|"
    r"told(?=\s(?:\w+\s){0,3}[\w.’'-]+(?:\s+(?:that|the|it|its|he|she|they|of)\b|[.,:”\"]*$))|"
    r"state[sd]?|rates?|"
    r"not(?:es|ed)|report(?:s|ed)(?!\s+(?:on|earnings|results|after|before|today|tomorrow|tonight|next|"
    r"in|Mon|Tues|Wednes|Thurs|Fri|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))|reveal(?:s|ed)|disclos(?:es|ed)|announc(?:es|ed)|suggest(?:s|"
    r"ed)?|show(?:s|ed)?|cit(?:es|ed)|"
    r"anticipat(?:es?|ed)|assum(?:es?|ed)|claim(?:s|ed)?|pegs?|pegged|puts\s+(?:the|its)|models|"
    r"speculat(?:es?|ed)|added|learned)"
)
_EUROPEAN_SAYS = (
    r"(?:sch[äa]tz(?:t|en|te)|erwarte[tn]|prognostizier\w+|rechnet|sagte|teilte|meldete|"
    r"estime(?:nt)?|prévoi(?:t|ent)|"
    r"table(?:nt)?|a\s+(?:déclaré|annoncé|indiqué)|estima[n]?|prevé[n]?|espera[n]?|calcula[n]?|"
    r"dijo|anunció|stima(?:no)?|"
    r"prevede|prevedono|ha\s+(?:detto|annunciato)|estima[m]?|prevê|esperam?|disse|anunciou|"
    r"schat(?:ten)?|verwacht(?:en)?|zei|"
    r"ожидае?т|ожидают|прогнозируе?т|оценивае?т|сообщил\w*|заявил\w*)"
)
_FORMS = (
    (True, False, late_regex(
        rf"\b(?:[Aa]ccording\s+to|[Cc]iting|[Pp]er|[Bb]ased\s+on)\s+(?:(?:an?|the|new|recent|"
        rf"latest|preliminary|fresh)\s+){{0,2}}"
        rf"(?:(?:estimates?|data|figures|analysis|calculations?|forecasts?|projections?|research|"
        rf"report|note|numbers|filing|survey)\s+"
        rf"(?:from|by|of|at|compiled\s+by|in)\s+)?(?:analysts\s+at\s+|the\s+)?(?P<who>{_NAMES}|"
        rf"{_CROWD})"
    )),
    (True, False, late_regex(
        rf"\b(?:estimates?|forecasts?|projections?|calculations?|data|figures|analysis|numbers|"
        rf"analysts|economists|strategists)\s+"
        rf"(?:from|by|of|at|compiled\s+by)\s+(?:analysts\s+at\s+|the\s+)?(?P<who>{_NAMES})"
    )),
    (False, False, late_regex(rf"\b{_SAYS}\s+(?:by\s+)?(?P<who>{_NAMES}|{_CROWD})\s*[.,”\"]?$")),
    (True, False, late_regex(
        rf"\b(?:[Ll]aut|[Ss]elon|[Dd]['’]après|[Ss]egún|[Ss]econdo|[Ss]egundo|[Vv]olgens|"
        rf"[Dd]e\s+acordo\s+com|[Dd]e\s+acuerdo\s+con|[Nn]ach\s+Angaben\s+von)\s+"
        rf"(?:der|die|das|den|dem|la|le|les|l['’]|el|los|las|il|gli|o|a|os|as|de|het|una?|"
        rf"eine[rnm]?|estimaciones\s+de|stime\s+di)?\s?(?P<who>{_NAMES}|"
        rf"[a-zäöüéèñç]{{4,20}}(?:\s+(?:de|von|der)\s+{_NAME})?)"
    )),
    (True, True, late_regex(r"[Пп]о\s+(?:данным|оценкам?|прогноз\w+|словам|"
        r"информации)\s+(?P<who>[А-ЯA-Z][\w-]*(?:\s+[А-ЯA-Z][\w-]*){0,3}|аналитиков|экспертов)")),
    (True, True, late_regex(
        r"(?:据|據|根据|根據|援引|引用|"
        r"引述)\s?(?P<who>[^，,。；;：:\s据據]{2,16}?)(?:的)?(?:最新)?(?:报道|報道|報導|估计|"
        r"估計|预计|預計|估算|测算|測算|预测|預測|数据|數據|统计|統計|"
        r"研报|研報|报告|報告|消息|披露|称|稱|分析|调查|調查|，|,)"
    )),
    (False, True, late_regex(
        r"(?:^|[，,。；;：:\s])(?P<who>分析师|分析師|分析人士|市场|市場|业内|業內|机构|機構|外界|"
        r"公司|华尔街|華爾街|投行|经济学家|[^，,。；;：:\s]{2,12}?)(?:们|們)?(?:普遍|此前|最新|"
        r"曾|则|則)?"
        r"(?:预计|預計|预测|預測|估计|估計|估算|预期|預期|认为|認為|表示|称|稱|指出|披露|宣布|"
        r"透露|测算|測算|推算|估(?![值计計])|料(?=[^，,。]{0,20}\d))"
    )),
    (True, True, late_regex(
        r"(?P<who>[^\s,.“”\"]{1,14}(?:\s[^\s,.“”\"]{1,10}){0,2})(?:에\s?따르면|에\s?의하면|측은|"
        r"의\s?추산|의\s?추정)"
    )),
    (False, True, late_regex(
        r"(?P<who>[^\s,.“”\"]{1,14})(?:은|는|이|가)\s[^.]{0,90}?(?:예상|추정|전망|추산|밝|분석|"
        r"관측|내다|발표|말)(?:했|혔|하|된|봤|됐|한)"
    )),
    (True, True, late_regex(
        r"(?P<who>[^、。，,「」（）\s]{2,20}?)(?:の(?:推計|予想|試算|調査|推定|分析|"
        r"集計))?(?:によると|によれば)"
    )),
    (False, True, late_regex(
        r"(?P<who>[^、。，,「」（）\s]{2,16}?)(?:は|が)[^。]{0,90}?(?:予想|推計|試算|見込|推定|"
        r"分析|予測|述べ|発表|明らかに|見通しを示|計画を示|目標を掲げ)(?:し|ん|され|て|た)"
    )),
)  # fmt: skip
"""Whether who is named speaks of others, whether the words hold letters beyond ASCII, the words."""
_TARGETS = (
    late_regex(
        rf"(?<![\w.])(?P<who>{_NAMES})\s+(?:has\s+)?(?:also\s+)?(?:rais|lift|cut|lower|"
        rf"trimm|boost|hik|upp?|set|slash|reiterat|maintain|kept|keep|double|nudg|bump)(?:e?[sd]|ed|s)?\s+"
        rf"(?:its|their|the|his|her|an?)\s+(?:12-month\s+|[A-Z][\w.&’']*\s+){{0,3}}"
        rf"(?:price\s+target|target\s+price|price\s+objective|target\s+on|PT\b)"
    ),
    late_regex(
        r"(?P<who>[^，,。；;：:\s]{2,12}?)(?:将|將|把|给予|給予|上调|上調|下调|下調|维持|維持)"
        r"[^，,。]{0,20}(?:的)?目[标標][价價]"
    ),
    late_regex(
        r"(?P<who>[^\s,.“”\"]{1,12}(?:증권|투자|리서치|은행|스탠리|삭스|모건))(?:은|는|이|가)\s[^.]{0,40}목표\s?주?가"
    ),
    late_regex(r"(?P<who>[^、。，,「」（）\s]{2,16}?)(?:は|が)[^。はが]{0,30}目標株価"),
)
"""Who sets a price target speaks of others by it: "Acme raised its price target on X"."""
_TARGET = ("arget", "objective", " PT", "目标", "目標", "목표")
"""One of these stands in every match of those: to look for them is many times faster."""
_VERB = late_regex(rf"\s(?:{_SAYS}|{_EUROPEAN_SAYS})\b")
_BEFORE_VERB = late_regex(rf"(?:^|[\s,(“\"])(?P<who>{_NAMES}|(?i:{_CROWD})){_ADVERB}$")
_JUDGES = late_regex(
    r"estimat|forecast|predict|reckon|calculat|project|model|pegs?|suggest|speculat|sch[äa]tz|"
    r"prognos|stim|prevé|prév"
)
_MOST_VERBS = 12
_LONGEST_NAME = 110
_NO_SPEAKER_TEXT = """
    it he she they this that these those the in on at and but as for with if when while after i
    we you
    which what who its their by from to of monday tuesday wednesday thursday friday saturday
    sunday
    january february march april may june july august september october november december
    目前 今年 明年 去年 其 这 該 该 此 これ それ 同 이 그 이는 것 이것
"""
_THING = late_regex(
    r"(?:(?:[Tt]otal|[Nn]et|[Cc]apital|[Oo]perating|[Aa]nnual|AI|[Cc]loud)\s+)?(?i:spending|revenues?|sales|"
    r"capex|profits?|earnings|income|investments?|guidance|demand|shares?|stocks?|expenditures?|costs?|"
    r"growth|margins?|backlog|orders?|results|cash\s+flow|prices?|EPS|RPO|ARR|Q[1-4]|H[12]|GPUs?|AI|"
    r"chips?|power|capacity|compute)"
)
"""What is forecast or reported, and not who does so."""
_HELD_AGAINST = (
    "高于",
    "高於",
    "低于",
    "低於",
    "超过",
    "超過",
    "超出",
    "不及",
    "好于",
    "优于",
    "優於",
    "逊于",
)
"""What a result is held against is no word on the result."""
_LABEL = late_regex(r"\W{0,4}(?P<who>[^\s:：,，.。;；][^:：,，.。;；]{1,30}?)\s?[:：]")
"""A house before a colon heads what it says."""
_RATES = late_regex(r"\brates?$")
_REPORTS = late_regex(r"\b(?:report(?:s|ed)|disclos\w+|announc\w+|reveal\w+)$")
_OF_ITSELF = late_regex(r"\s+(?:that\s+)?(?:its|it|their|they|own)\b")
"""Behind the verb: a house speaks of itself."""
_CLOSES = late_regex(
    r"(?:\s+(?:on|in|at|by|late|early|this|last)\s+[\w.,\s]{2,40}|\s+\w+day|\s+(?:the\s+)?\w+)?"
    r"\s*(?:[.,”\"!?]|$)"
)
_PARTS = late_regex(r"[;；。]")
_ENDS = late_regex(
    r"[;；。]|[,，]\s*(?:while|whereas|but|though|although|yet|as|so|而|但|지만|だが)\b|[,，]\s*(?:而|但)|"
    r",\s+and\s+(?:the\s+)?[A-Z][\w.&’'-]*(?:\s+[A-Z][\w.&’'-]*)?\s+(?:is|was|has|had|will|would|are|"
    r"were|fell|rose|plans?|expects?)\b"
)
_NO_SPEAKER = frozenset(_NO_SPEAKER_TEXT.split())
_LEADING = late_regex(
    r"^(?:(?:In|On|At|And|But|As|For|With|If|When|While|After|Meanwhile|However|Earlier|Last|"
    r"This|That|Also|Still|"
    r"Separately|Yet|So|Now|Its|Their|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"January|February|March|April|"
    r"May|June|July|August|September|October|November|December)\b[\s,]*)+"
)
_MAY_SPEAK = Quick(
    late_regex(
        rf"\s{_SAYS}\b|ccording|iting|\b[Pp]er\b|[Bb]ased|estimates|forecast|analysts|target|[Ll]aut|"
        rf"[Ss]elon|[Ss]eg[uú]n|[Ss]econdo|"
        rf"[Vv]olgens|[Aa]ngaben|[Dd]e\sac[ou]|\s{_EUROPEAN_SAYS}|[^\x00-\x7f]"
    )
)
MOST = 8
"""Attributions of one sentence that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody to whom words of a sentence are given."""

    name: str
    start: int
    end: int
    outside: bool
    """The words say that somebody else is spoken about: "according to", "estimates"."""
    is_verb: bool = False
    """The name stands before a verb: "Acme said"."""
    closes: bool = False
    """And the verb ends a part of the sentence: "…, Acme said."."""


def speakers(text: str) -> tuple[Speaker, ...]:
    """Return those to whom words of a sentence are given, in text order."""
    if not _MAY_SPEAK.search(text) and not _LABEL.match(text):
        return ()
    found: dict[int, Speaker] = {}
    for who, place, words, outside, verb_end in _attributions(text):
        name, start = _trimmed(who, place)
        if name.lower() in _NO_SPEAKER or len(found) >= MOST or _is_no_name(name):
            continue
        house = is_house(name)
        if _RATES.search(words) and not house:
            continue
        end = start + len(name)
        if not any(start < s.end and s.start < end for s in found.values()):
            own = house and _OF_ITSELF.match(text, verb_end)
            judges = house and not own and not _REPORTS.search(words)
            outsider = outside or judges or bool(_JUDGES.search(words))
            found[start] = Speaker(
                name=name, start=start, end=end, outside=outsider, is_verb=verb_end > 0,
                closes=bool(verb_end and _CLOSES.match(text, verb_end)),
            )  # fmt: skip
    return tuple(found[start] for start in sorted(found))


def _attributions(text: str) -> Iterator[tuple[str, int, str, bool, int]]:
    """Yield name, its place, all words, whether of an outsider, and the end of a verb behind it."""
    if (label := _LABEL.match(text)) and is_house_alone(label.group("who")):
        yield label.group("who"), label.start("who"), label.group(), True, 0
    plain = text.isascii()
    for outside, only_beyond_ascii, form in _FORMS:
        if only_beyond_ascii and plain:
            continue
        for match in form.finditer(text):
            yield match.group("who"), match.start("who"), match.group(), outside, 0
    yield from _who_sets_targets(text)
    for count, verb in enumerate(_VERB.finditer(text)):
        if count >= _MOST_VERBS:
            return
        head = text[max(0, verb.start() - _LONGEST_NAME) : verb.start()]
        if before := _BEFORE_VERB.search(head):
            start = verb.start() - len(head) + before.start("who")
            yield before.group("who"), start, before.group() + verb.group(), False, verb.end()


def _who_sets_targets(text: str) -> Iterator[tuple[str, int, str, bool, int]]:
    """Yield the houses that set a price target, in the form of attributions."""
    if any(word in text for word in _TARGET):
        for form in _TARGETS:
            for match in form.finditer(text):
                yield match.group("who"), match.start("who"), match.group(), True, 0


def _is_no_name(name: str) -> bool:
    return (
        len(name) < 2
        or name[0] in "年月日号號"
        or name.startswith(_HELD_AGAINST)
        or _THING.fullmatch(name) is not None
    )


def speaker_of(told: tuple[Speaker, ...], place: int, text: str) -> Speaker | None:
    """Return who says what stands at a place: the last named before it, else the first after.

    Nobody's word reaches across a semicolon or into a clause with a subject of its own; a name
    and its verb behind the place are for what went before only if the sentence ends with them.
    """
    before = [s for s in told if s.end <= place and not _ENDS.search(text, s.end, place)]
    if before:
        return before[-1]
    for speaker in told:
        if speaker.start < place or _PARTS.search(text, place, speaker.start):
            continue
        if speaker.closes or not speaker.is_verb:
            return speaker
    return None


def _trimmed(name: str, start: int) -> tuple[str, int]:
    """Return a name without the words of running text before it, and where it begins."""
    lead = _LEADING.match(name)
    cut = lead.end() if lead and lead.end() < len(name) else 0
    if lead and lead.end() >= len(name):
        return "", start
    body = name[cut:]
    trimmed = re.sub(r"['’]s$|[.,]$", "", body)
    return trimmed.strip(), start + cut

"""The articles of an event → its title: the most central and specific headline."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tapestory.late_regex import late_regex
from tapestory.matching.actions import actions, direction
from tapestory.matching.background import COMMON_WORDS
from tapestory.matching.figures import figures, near
from tapestory.matching.headlines import without_label, without_outlet
from tapestory.matching.words import fold, stem, words
from tapestory.model import ArticleKind

_KIND_RANK = {
    ArticleKind.NEWS: 0.1,
    ArticleKind.RELEASE: 0.05,
    ArticleKind.ANALYSIS: -0.05,
    ArticleKind.OPINION: -0.15,
}
_OTHER_LANGUAGE = 10.0
"""More than anything else can weigh: a title in the wanted language wins where one exists."""
_ROUNDUP = 5.0
_LEAD = 400
_LEAD_SHARE = 0.5
"""A word of another article's lead speaks for a headline this much as one of its headline."""
_COMMON_SHARE = 0.3
"""And a word of every other story this much as one of this story."""
_SHARED_FIGURE, _OWN_FIGURE = 0.2, 0.05
"""A figure that others tell too; one that nobody else does."""
_SHARED_ACTION, _OWN_ACTION = 0.15, 0.05
_HOW_FAR = 0.2
"""By how much it moved, where most headlines tell of a move."""
_SUBJECT = 0.15
"""Names whom the event is about: the name that most headlines hold."""
_BAIT_COST = 0.5
_ARGUED = 2.5
"""More than anything but language and kind can weigh: opinions, rebuttals, advice and questions
are the title only where no news item tells what happened."""
_REACTION_COST = 0.15
"""How a price took the news is not the news, unless most headlines tell just that."""
_CLUTTER_COST = 0.1
_VAGUE_COST = 0.25
_FULL_LENGTHS = range(5, 17)
"""Words (or pairs of characters) in a headline that says enough and not too much."""
_LEAST_WORDS = 3
_LEAST_CARRIERS = 2
_DIGITS = 9
"""Of a merit; what is alike that far is alike, and the earlier one wins."""
_MOVED = "moved "
_BAIT = late_regex(
    r"[?？!！]|\.\.\.|…$|\b(?:here'?s|this is|what to know|you need|should you|why|how|what|these"
    r"|could|did|explained|opinion|analysis|watch|live|breaking|exclusive|update \d|need to know"
    r"|everything|things|reasons|inside|meet|the truth|unvarnished|investors should|must[- ]"
    r"|number of the day|preview|version \d|tonight|just gave|(?:one|the) \w+ that|form \d"
    r"|has one \w+)\b|^(?:i|my|our|we)\b|^the [\w$ ]+ deal$|warum|darum|pourquoi|por qué|почему"
    r"|为何|為何|什么|怎么|吗|震惊|注意|왜|이유|충격|なぜ|とは|か$"
)
_ARGUES = late_regex(
    r"[?？]\W*$|^(?:no[,:]|please|don['’]?t|do not|never|stop|forget|beware|let['’]?s|think|relax"
    r"|consider|imagine|buy|time to|it['’]?s time|enough|hold your|remember|ignore|maybe|perhaps"
    r"|the (?:case|problem|trouble|myth|danger|lesson|real reason)\b)\b"
    r"|\b(?:(?:is|are|was|were)(?: not|n['’]?t) (?:a|an|the|about|over|dead|what|so)"
    r"|not a (?:glut|bubble|sign|reason)|isn['’]?t|aren['’]?t|myths?|overblown|overdone|misread"
    r"|misunderstood|miss(?:es|ing)? the point|gets? wrong|got wrong|think(?:s|ing)? twice"
    r"|worth (?:buying|it)|not so fast|i think|in defen[cs]e of)\b"
    r"|^(?:别|不要|莫|警惕|请|勿)|不是.{1,12}而是|何以|难道|是否|该不该|误读|误解"
    r"|하지 ?마|오해|착각|인가\b|일까\b"
)
"""A rebuttal, an advice, a question: it takes for known what happened."""
_AS_ASKED = late_regex(r"^(?:as|after|now that|with) (.+?), .*[?？]\W*$", re.IGNORECASE)
"""A happening, told in passing by a question about it."""
_SENTENCE_END = late_regex(r"(?<=[a-z]{4})\.$")
_SEVERAL = late_regex(
    r"\b(?:live ?blog|live updates?|liveticker|live-ticker|as it happened|week ahead"
    r"|stocks to watch|highlights of the week|morning briefing|daily (?:report|briefing|review)"
    r"|things to know"
    r"|market (?:wrap|summary|daily|close)|markets? (?:today|desk)|roundup|round-up|wrap-up"
    r"|en direct|en vivo|ao vivo|minuto a minuto)\b"
    r"|一周|周报|早报|晚报|日报|要闻|盘点|汇总"
)
_CLUTTER = late_regex(r"[a-z0-9%]{2}[.] [A-Z]|[|#@]|\*\*|^[\w. ]+ stock:", re.IGNORECASE)
"""Several sentences, tags, a chart's heading."""
_TICKER = late_regex(r"\s?\((?:[A-Z]{2,8}:\s?)?[A-Z]{2,5}(?:\.[A-Z]{1,2})?\)")
_NAME = late_regex(r"(?<![\w'’])[A-ZÀ-ÖØ-ÞА-ЯЁ][\w.&-]*")
_GENERIC = frozenset(
    {
        "ai",
        "us",
        "uk",
        "eu",
        "un",
        "ceo",
        "cfo",
        "cto",
        "ipo",
        "usd",
        "gdp",
        "etf",
        "gpu",
        "gpus",
        "cpu",
        "tpu",
        "llm",
        "q1",
        "q2",
        "q3",
        "q4",
        "fy",
    }
)
_LOWERED = late_regex(r"(?<![\w'’])[a-zß-öø-ÿа-яё][\w&-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleCandidate:
    """A headline with what decides whether it may stand for the event."""

    title: str
    text: str
    lang: str
    kind: ArticleKind
    outlet: str
    time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a headline tells, once it is cleaned."""

    title: str
    source: TitleCandidate
    words: frozenset[str]
    figures: frozenset[str]
    does: frozenset[str]
    """Its actions and its direction."""
    folded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    """What the articles of an event tell together: word, figure or deed → articles."""

    articles: int
    weights: Mapping[str, float]
    """Word → share of the articles, 0 to 1, headlines counting more than leads, common words less
    than others."""
    length: float
    """Of those weights."""
    figures: Collection[str]
    """Told by two articles at least."""
    does: Mapping[str, int]
    subject: str
    """The stem of the name in most headlines; empty where none is in two."""
    happening: bool
    """Whether a news item in the wanted language tells what was done."""


def event_title(candidates: Sequence[TitleCandidate], *, lang: str = "en") -> str:
    """Return the headline that tells best what the articles share, cleaned of outlet and labels.

    A headline in `lang` wins where there is one, and a round-up's or live blog's only where
    there is nothing else. Among the rest it is how much of the other headlines and leads it
    covers, and whether it names whom they are about, what is done and the figures they share;
    teasers lose, ties go to the earliest. What argues, advises or asks is the title only where no
    news item tells what happened; of a question about a happening it is the happening. Empty when
    no candidate has a title.
    """
    told = [_read(one) for one in candidates if one.title.strip()]
    if not told:
        return ""
    shared = _share(told, lang)

    def place(one: _Told) -> tuple[float, datetime, str]:
        # Rounded: what makes no difference on paper must not make one in the last bit.
        return -round(_merit(one, shared, lang), _DIGITS), one.source.time, one.title

    return min(told, key=place).title


def cleaned(title: str, outlet: str = "") -> str:
    """Return a headline on one line without labels in front and the outlet's name behind."""
    line = " ".join(title.split())
    bare = without_outlet(without_label(line), outlet)
    for mark in (" - ", " | ", " – ", " — "):
        bare = bare.removesuffix(f"{mark}{outlet}") if outlet else bare
    return bare.strip() or line


def _happening(title: str) -> str:
    """Return the clause that tells what happened of a headline that goes on to ask about it."""
    asked = _AS_ASKED.match(title)
    if asked is None or not actions(fold(asked[1])) or len(words(fold(asked[1]))) < _LEAST_WORDS:
        return title
    return asked[1][:1].upper() + asked[1][1:]


def _read(candidate: TitleCandidate) -> _Told:
    title = cleaned(candidate.title, candidate.outlet)
    title = _happening(_SENTENCE_END.sub("", _TICKER.sub("", title).strip()) or title)
    folded = fold(title)
    moved = direction(folded)
    return _Told(
        title=title,
        source=candidate,
        words=frozenset(words(folded)),
        figures=frozenset(figures(folded)),
        does=actions(folded) | ({f"{_MOVED}{moved}"} if moved else frozenset()),
        folded=folded,
    )


def _share(told: Sequence[_Told], lang: str) -> _Shared:
    common: defaultdict[str, float] = defaultdict(float)
    numbers: Counter[str] = Counter()
    does: Counter[str] = Counter()
    for one in told:
        lead = fold(one.source.text[:_LEAD])
        for word in {*one.words, *words(lead)}:
            common[word] += 1.0 if word in one.words else _LEAD_SHARE
        numbers.update({*one.figures, *figures(lead)})
        does.update(one.does)
    subject, carriers = min(
        _names(told).items(), key=lambda pair: (-pair[1], pair[0]), default=("", 0)
    )
    weights = {
        word: count / len(told) * (_COMMON_SHARE if word in COMMON_WORDS else 1.0)
        for word, count in common.items()
    }
    return _Shared(
        articles=len(told),
        weights=weights,
        length=math.sqrt(math.fsum(weight * weight for weight in weights.values())),
        figures=[figure for figure, count in numbers.items() if count >= _LEAST_CARRIERS],
        does=does,
        subject=subject if carriers >= _LEAST_CARRIERS else "",
        happening=any(_tells(one) and one.source.lang in {lang, "und"} for one in told),
    )


def _argues(one: _Told) -> bool:
    return one.source.kind is ArticleKind.OPINION or _ARGUES.search(one.folded) is not None


def _tells(one: _Told) -> bool:
    """Whether it is the headline of a news item, and tells what was done or how far it moved."""
    news = one.source.kind in {ArticleKind.NEWS, ArticleKind.RELEASE}
    teases = _BAIT.search(one.folded) or _SEVERAL.search(one.folded) or _argues(one)
    return news and not teases and bool(one.does) and len(one.words) in _FULL_LENGTHS


def _names(told: Sequence[_Told]) -> Counter[str]:
    """Count the headlines that hold each name: what is never spelled in lower case anywhere."""
    lowered: set[str] = set()
    for one in told:
        lowered.update(_LOWERED.findall(f"{one.title} {one.source.text[:_LEAD]}"))
    named: Counter[str] = Counter()
    for one in told:
        spelled = {fold(name).strip(".").removesuffix("'s") for name in _NAME.findall(one.title)}
        named.update({stem(name) for name in spelled - lowered - COMMON_WORDS - _GENERIC})
    return named


def _merit(one: _Told, shared: _Shared, lang: str) -> float:
    merit = _centrality(one.words, shared) + _KIND_RANK.get(one.source.kind, 0.0)
    merit += _specificity(one, shared)
    if one.source.kind is ArticleKind.ROUNDUP or _SEVERAL.search(one.folded):
        merit -= _ROUNDUP
    if _argues(one):
        merit -= _ARGUED if shared.happening else 0.0
    if _BAIT.search(one.folded) or _ARGUES.search(one.folded):
        merit -= _BAIT_COST
    if _CLUTTER.search(one.title):
        merit -= _CLUTTER_COST
    if any(deed.startswith(_MOVED) for deed in one.does):
        merit += _worth_of_move(one, shared)
    if len(one.words) not in _FULL_LENGTHS:
        merit -= _VAGUE_COST
    return merit - (_OTHER_LANGUAGE if one.source.lang not in {lang, "und"} else 0.0)


def _centrality(own: Collection[str], shared: _Shared) -> float:
    """Return the cosine, 0 to 1, of a headline to all that is told."""
    if not own or not shared.length:
        return 0.0
    # An exact sum, because sets have no order of their own.
    told = math.fsum(shared.weights.get(word, 0.0) for word in own)
    return told / (math.sqrt(len(own)) * shared.length)


def _worth_of_move(one: _Told, shared: _Shared) -> float:
    moved = sum(count for deed, count in shared.does.items() if deed.startswith(_MOVED))
    if 2 * moved < shared.articles:
        return -_REACTION_COST
    return _HOW_FAR if any(figure.startswith("%") for figure in one.figures) else 0.0


def _specificity(one: _Told, shared: _Shared) -> float:
    merit = 0.0
    if any(near(figure, other) for figure in one.figures for other in shared.figures):
        merit += _SHARED_FIGURE
    elif one.figures:
        merit += _OWN_FIGURE
    if any(shared.does[deed] >= _LEAST_CARRIERS for deed in one.does):
        merit += _SHARED_ACTION
    elif one.does:
        merit += _OWN_ACTION
    if shared.subject and shared.subject in one.words:
        merit += _SUBJECT
    return merit

"""The articles of an event → its title: the most central and specific headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tapestory.matching.figures import figures
from tapestory.matching.headlines import without_outlet
from tapestory.matching.words import fold, words
from tapestory.model import ArticleKind

_KIND_RANK = {ArticleKind.NEWS: 0.15, ArticleKind.RELEASE: 0.05, ArticleKind.OPINION: -0.1}
_OTHER_LANGUAGE = 10.0
"""More than anything else can weigh: a title in the wanted language wins where one exists."""
_ROUNDUP = 5.0
_BAIT = re.compile(
    r"[?？]|\.\.\.|…$|\b(?:here'?s|this is|what to know|you need|should you|why|how|what|these"
    r"|could|did|explained|opinion|analysis|watch|live|breaking|exclusive|update \d)\b"
    r"|为何|為何|什么|怎么|吗|震惊|왜|이유|충격|なぜ|とは|か$"
)
_BAIT_COST = 0.35
_LABEL = re.compile(
    r"^\s*(?:\[[^\]]{1,20}\]|【[^】]{1,20}】|(?:update|breaking|exclusive|watch|live|opinion|analysis)"
    r"\s*\d?\s*[:|–—-]|(?:独家|快讯|速報|독점|속보)\s*[:：|丨])\s*",
    re.IGNORECASE,
)
_LENGTHS = range(4, 19)
"""Words (or pairs of characters) in a headline that says enough and not too much."""
_LENGTH_COST = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleCandidate:
    """A headline with what decides whether it may stand for the event."""

    title: str
    text: str
    lang: str
    kind: ArticleKind
    outlet: str
    time: datetime


def event_title(candidates: Sequence[TitleCandidate], *, lang: str = "en") -> str:
    """Return the headline that tells best what the articles share, cleaned of outlet and labels.

    A headline in `lang` wins where there is one, and a round-up's only where there is nothing
    else. Among the rest it is how much of the other headlines and leads it covers, then whether
    it names figures; questions and teasers lose, ties go to the earliest. Empty when no
    candidate has a title.
    """
    told = [(cleaned(one.title, one.outlet), one) for one in candidates]
    told = [(title, one) for title, one in told if title]
    if not told:
        return ""
    common: Counter[str] = Counter()
    for title, one in told:
        common.update({*words(fold(title)), *words(fold(one.text[:400]))})
    best = min(
        told,
        key=lambda pair: (
            -_merit(pair[0], pair[1], common, len(told), lang),
            pair[1].time,
            pair[0],
        ),
    )
    return best[0]


def cleaned(title: str, outlet: str = "") -> str:
    """Return a headline on one line without labels in front and the outlet's name behind."""
    line = " ".join(title.split())
    bare = _LABEL.sub("", line)
    bare = without_outlet(bare) or bare
    for mark in (" - ", " | ", " – ", " — "):
        bare = bare.removesuffix(f"{mark}{outlet}") if outlet else bare
    return bare.strip() or line


def _merit(
    title: str, candidate: TitleCandidate, common: Counter[str], articles: int, lang: str
) -> float:
    folded = fold(title)
    own = list(dict.fromkeys(words(folded)))
    central = sum(common[word] for word in own) / (articles * max(len(own), _LENGTHS.start))
    merit = central + _KIND_RANK.get(candidate.kind, 0.0) + 0.1 * min(1, len(figures(folded)))
    if candidate.kind is ArticleKind.ROUNDUP:
        merit -= _ROUNDUP
    if _BAIT.search(folded):
        merit -= _BAIT_COST
    if len(own) not in _LENGTHS:
        merit -= _LENGTH_COST
    return merit - (_OTHER_LANGUAGE if candidate.lang not in {lang, "und"} else 0.0)

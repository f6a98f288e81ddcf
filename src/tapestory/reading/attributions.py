"""Sentences → whose report the article traces back to, with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tapestory.model import Citation, Sentence
from tapestory.reading.outlets import OUTLET, canonical, same_outlet

_SAYS = (
    r"(?:first\s+|earlier\s+|exclusively\s+|also\s+|has\s+|had\s+|recently\s+)*(?:reported|reports?|revealed|reveals|"
    r"disclosed|hinted|broke\s+the|said|says|wrote|noted|cited|published|learned|claims|claimed|calls|called|argues|argued|recorded|ties|points)"
)
_OPEN_NAME = (
    r"(?:the\s+)?[A-Z][\w.&'’]*(?:\s+[A-Z][\w.&'’]*){0,3}\s+(?:News|Times|Journal|Post|Daily|Herald|Tribune|Gazette|"
    r"Standard|Weekly|Magazine|Report|Insider|Observer|Telegraph|Chronicle|Review|Press)"
)
_NAME = rf"(?P<name>{OUTLET}|{_OPEN_NAME})"
_CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (label, re.compile(pattern))
    for label, pattern in (
        ("according to", (rf"(?:[Aa]ccording\s+to|[Cc]iting|[Cc]ited\s+by|[Pp]er|"
                          rf"[Rr]eported\s+by|[Ff]irst\s+reported\s+by|"
                         rf"[Cc]redit(?:s|ed\s+to)|[Qq]uoting|,\s+(?:says|reports|said|reported))\s+(?:an?\s+|the\s+)?(?:[a-z]+\s+)?(?:report\s+(?:by|from|in)\s+)?(?:the\s+)?{_NAME}")),
        ("reported", rf"{_NAME}(?:['’]s\s+[A-Z]\w+\s+[A-Z]\w+)?\s+(?:News\s+)?(?:on\s+\w+\s+|separately\s+)?{_SAYS}\b"),
        ("report", (rf"(?:\b[Aa]n?|\b[Tt]he|['’]s)?\s*{_NAME}(?:['’]s)?(?:\s+(?:News|July|"
                    rf"June|scoop|exclusive|\d+))*\s+"
                   r"(?:report|account|scoop|story|article|piece|exclusive|interview|text|copy|broadcast|dispatch|sources)\b")),
        ("told", rf"\b(?:told|tells|spoke\s+to|interview\s+with)\s+(?:the\s+)?{_NAME}"),
        ("credit line", (rf"(?:[-–—]{{1,2}}|\(|\b[Vv]ia\s+|\b[Ss]ource:\s*|来源[:：]\s*|"
                         rf"來源[:：]\s*|出所[:：]?\s*|출처\s*[:：=]?\s*|/)\s*{_NAME}"
                        r"(?:\s*\)|\s*$|\s*[-–—]|[.,;\s])")),
        ("zh", rf"(?:据|據|根据|根據|援引|引述|引用|由)\s*[《「]?{_NAME}"),
        ("zh says", (rf"[《「]?{_NAME}[》」]?(?:社)?\s*(?:于|於|在)?.{{0,12}}?"
               r"(?:率先|最早|独家|獨家|首先)?(?:报道|報道|報導|披露|透露|消息|爆料|获悉|称|稱|指出|首发|首發|独家|獨家|拆解|认为|認為)")),
        ("ko", rf"{_NAME}(?:통신|신문|가|는|은|이)?\s*(?:등)?\s*(?:에\s*따르면|보도|"
               rf"를\s*인용|을\s*인용|인용|이\s*전했|가\s*전했|단독)"),
        ("ja", rf"{_NAME}(?:通信|紙|は|が|など)*\s*(?:によると|によれば|が報じ|は報じ|"
               rf"の報道|報道|を引用|が伝え|は伝え|が.{{0,12}}報じ)"),
        ("other languages", rf"(?:[Ss]egún|[Ss]elon|[Ll]aut|[Ss]econdo|[Ss]egundo|"
                            rf"[Dd]'après|по\s+данным)\s+(?:la\s+|le\s+|o\s+)?{_NAME}"),
        ("opens with", rf"^(?:[^.]{{0,40}}\s)?{_NAME}(?:,?\s+(?:on\s+)?(?:the\s+)?[\w\s]{{1,14}})?\s*[:：]"),
    )
)  # fmt: skip
_ANY_NAME = re.compile(rf"{OUTLET}|{_OPEN_NAME}")
_RANK = {"reported": 0, "according to": 0, "zh": 0, "zh says": 0, "ko": 0, "ja": 0, "other "
    "languages": 0, "report": 1,
         "opens with": 1, "credit line": 2, "told": 2}  # fmt: skip
_FIRST = re.compile(
    r"\bfirst\b|exclusive|broke|scoop|率先|最早|首发|首發|独家|獨家|단독|独自|最初に", re.IGNORECASE
)
UNNAMED = re.compile(
    r"""\b(?:people|persons?|sources?|individuals|executives|officials|someone)\s+(?:\w+\s+){0,2}?(?:familiar|close\s+to|
    briefed|with\s+(?:direct\s+)?knowledge)|\b(?:unnamed|anonymous|undisclosed)\s+(?:\w+\s+)?(?:sources?|people|officials)|
    \baccording\s+to\s+(?:\w+\s+){0,2}(?:people|sources?)\b|\bsources?\s+(?:said|say|told)|\bthe\s+people\s+said|
    asked\s+not\s+to\s+be\s+(?:named|identified)|spoke\s+on\s+condition\s+of\s+anonymity|\bperson\s+familiar
    |知情人士|知情者|消息人士|据悉|據悉|据知情|内部人士|內部人士|业内人士透露|소식통|관계자에\s*따르면|익명의|사안에\s*정통한
    |関係者によると|関係者が明らか|関係者の話|事情に詳しい|匿名|fuentes\s+cercanas|personnes?\s+proches|
    con\s+conocimiento|mit\s+der\s+(?:Sache|Angelegenheit)\s+vertraut|Insider""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words for sources without a name."""


def citations(sentences: Iterable[Sentence], *, outlet: str = "") -> tuple[Citation, ...]:
    """Return whose reports an article cites, the one it rests on first, each name once.

    A name counts as the article's own outlet, and is left out, when it is `outlet`. A citation is
    `unnamed` when its sentence, or the one after it, leans on people without a name.

    Args:
        sentences: Of the article, boilerplate left out.
        outlet: Who published the article; empty when unknown.
    """
    told = list(sentences)
    found: dict[str, tuple[tuple[int, int, int], Citation]] = {}
    for index, sentence in enumerate(told):
        if not _ANY_NAME.search(sentence.text):
            continue
        following = told[index + 1].text if index + 1 < len(told) else ""
        for label, cue in _CUES:
            for match in cue.finditer(sentence.text):
                name = canonical(match.group("name"))
                if outlet and same_outlet(name, outlet):
                    continue
                first = 0 if _FIRST.search(sentence.text) else 1
                rank = (first, _RANK[label], index)
                unnamed = bool(UNNAMED.search(sentence.text) or UNNAMED.search(following))
                citation = Citation(
                    name=name, cue=" ".join(match.group().split())[:80], sentence=sentence.text,
                    unnamed=unnamed,
                )  # fmt: skip
                if name not in found or rank < found[name][0]:
                    found[name] = (rank, citation)
    ranked = sorted(found.values(), key=lambda pair: pair[0])
    return tuple(citation for _, citation in ranked)

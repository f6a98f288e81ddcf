"""Sentences → whose report the article traces back to, with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from tapestory.model import Citation, Sentence
from tapestory.reading.sources.outlets import OUTLET, canonical, names_an_outlet, same_outlet
from tapestory.reading.text.cues import Cue

_SAYS = (
    r"(?:first\s+|earlier\s+|exclusively\s+|also\s+|has\s+|had\s+|recently\s+)*(?:reported|reports?|revealed|reveals|"
    r"disclosed|hinted|broke\s+the|said|says|wrote|noted|cited|published|learned|claims|claimed|calls|called|argues|argued|recorded|ties|points)"
)
_OUTLET_WORD = (
    r"News|Times|Journal|Post|Daily|Herald|Tribune|Gazette|Standard|Weekly|Magazine|Report|"
    r"Insider|Observer|Telegraph|Chronicle|Review|Press"
)
_OPEN_NAME = rf"(?:the\s+)?[A-Z][\w.&'’]*+(?:\s+[A-Z][\w.&'’]*+){{0,3}}\s+(?:{_OUTLET_WORD})"
_NAME = "NAME"
"""Stands in a cue for whatever names of outlets a sentence may hold."""
_REPORT_NOUN = (
    r"(?:report|account|scoop|story|article|piece|exclusive|interview|text|copy|broadcast|"
    r"dispatch|sources)"
)
_CUES = {
    "according to": (
        r"(?:[Aa]ccording\s+to|[Cc]iting|[Cc]ited\s+by|[Pp]er|[Rr]eported\s+by|"
        r"[Cc]redit(?:s|ed\s+to)|[Qq]uoting|,\s+(?:says|reports|said|reported))\s+(?:an?\s+|the\s+)?"
        rf"(?:[a-z]+\s+)?(?:report\s+(?:by|from|in)\s+)?(?:the\s+)?{_NAME}"
    ),
    "reported": (
        rf"{_NAME}(?:['’]s\s+[A-Z]\w+\s+[A-Z]\w+)?\s+(?:News\s+)?(?:on\s+\w+\s+|separately\s+)?"
        rf"{_SAYS}\b"
    ),
    "report": (
        rf"{_NAME}(?:['’]s)?(?:\s+(?:News|July|June|scoop|exclusive|\d+))*\s+{_REPORT_NOUN}\b"
    ),
    "told": rf"\b(?:told|tells|spoke\s+to|interview\s+with)\s+(?:the\s+)?{_NAME}",
    "credit line": (
        r"(?:[-–—]{1,2}|\(|\b[Vv]ia\s+|\b[Ss]ource:\s*|来源[:：]\s*|來源[:：]\s*|出所[:：]?\s*|"
        rf"출처\s*[:：=]?\s*|/)\s*{_NAME}(?:\s*\)|\s*$|\s*[-–—]|[.,;\s])"
    ),
    "zh": rf"(?:据|據|根据|根據|援引|引述|引用|由)\s*[《「]?{_NAME}",
    "zh says": (
        rf"[《「]?{_NAME}[》」]?(?:社)?\s*(?:于|於|在)?.{{0,12}}?(?:率先|最早|独家|獨家|首先)?"
        r"(?:报道|報道|報導|披露|透露|消息|爆料|获悉|称|稱|指出|首发|首發|独家|獨家|拆解|认为|認為)"
    ),
    "ko": (
        rf"{_NAME}(?:통신|신문|가|는|은|이)?\s*(?:등)?\s*(?:에\s*따르면|보도|를\s*인용|을\s*인용|"
        r"인용|이\s*전했|가\s*전했|단독)"
    ),
    "ja": (
        rf"{_NAME}(?:通信|紙|は|が|など)*\s*(?:によると|によれば|が報じ|は報じ|の報道|報道|を引用|"
        r"が伝え|は伝え|が.{0,12}報じ)"
    ),
    "other languages": (
        r"(?:[Ss]egún|[Ss]elon|[Ll]aut|[Ss]econdo|[Ss]egundo|[Dd]'après|по\s+данным)\s+"
        rf"(?:la\s+|le\s+|o\s+)?{_NAME}"
    ),
    "opens with": (
        rf"^(?:[^.]{{0,40}}\s)?{_NAME}(?:,?\s+(?:on\s+)?(?:the\s+)?[\w\s]{{1,14}})?\s*[:：]"
    ),
}
_IN_CJK = frozenset({"zh", "zh says", "ko", "ja"})
"""Cues that no text of ASCII characters holds."""
_MAYBE_OPEN_NAME = re.compile(rf"\s(?:{_OUTLET_WORD})")
_LIKE_AN_OUTLET = re.compile(rf"{_MAYBE_OPEN_NAME.pattern}\b")
_RANK = {"report": 1, "opens with": 1, "credit line": 2, "told": 2}
"""How far a cue names the report that the article rests on; 0, the surest, if not listed."""
_FIRST = re.compile(
    r"\bfirst\b|exclusive|broke|scoop|率先|最早|首发|首發|独家|獨家|단독|独自|最初に", re.IGNORECASE
)
UNNAMED = Cue(
    re.compile(
        r"""\b(?:people|persons?|sources?|individuals|executives|officials|someone)\s+(?:\w+\s+){0,2}?(?:familiar|close\s+to|
    briefed|with\s+(?:direct\s+)?knowledge)|\b(?:unnamed|anonymous|undisclosed)\s+(?:\w+\s+)?(?:sources?|people|officials)|
    \baccording\s+to\s+(?:\w+\s+){0,2}(?:people|sources?)\b|\bsources?\s+(?:said|say|told)|\bthe\s+people\s+said|
    asked\s+not\s+to\s+be\s+(?:named|identified)|spoke\s+on\s+condition\s+of\s+anonymity|\bperson\s+familiar
    |知情人士|知情者|消息人士|据悉|據悉|据知情|内部人士|內部人士|业内人士透露|소식통|관계자에\s*따르면|익명의|사안에\s*정통한
    |関係者によると|関係者が明らか|関係者の話|事情に詳しい|匿名|fuentes\s+cercanas|personnes?\s+proches|
    con\s+conocimiento|mit\s+der\s+(?:Sache|Angelegenheit)\s+vertraut|Insider""",
        re.VERBOSE | re.IGNORECASE,
    ),
    needs="""familiar close briefed knowledge unnamed anonymous undisclosed according source
    people asked anonymity 知情人士 知情者 消息人士 据悉 據悉 据知情 内部人士 內部人士
    业内人士透露 소식통 관계자에 익명의 사안에 関係者 事情に詳しい 匿名 cercanas proche
    conocimiento vertraut insider""",
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
        cues = _possible_cues(sentence.text)
        if not cues:
            continue
        following = told[index + 1].text if index + 1 < len(told) else ""
        for label, cue in cues.items():
            for match in cue.finditer(sentence.text):
                name = canonical(match.group("name"))
                if outlet and same_outlet(name, outlet):
                    continue
                first = 0 if _FIRST.search(sentence.text) else 1
                rank = (first, _RANK.get(label, 0), index)
                unnamed = bool(
                    UNNAMED.pattern.search(sentence.text) or UNNAMED.pattern.search(following)
                )
                citation = Citation(
                    name=name, cue=" ".join(match.group().split())[:80], sentence=sentence.text,
                    unnamed=unnamed,
                )  # fmt: skip
                if name not in found or rank < found[name][0]:
                    found[name] = (rank, citation)
    ranked = sorted(found.values(), key=lambda pair: pair[0])
    return tuple(citation for _, citation in ranked)


def _possible_cues(text: str) -> Mapping[str, re.Pattern[str]]:
    """Return the cues that may stand in a text, none when it names no outlet."""
    known = names_an_outlet(text)
    opened = _MAYBE_OPEN_NAME.search(text) is not None
    if not known and not (opened and _LIKE_AN_OUTLET.search(text)):
        return {}
    return _compiled(known=known, opened=opened, in_cjk=not text.isascii())


@cache
def _compiled(*, known: bool, opened: bool, in_cjk: bool) -> Mapping[str, re.Pattern[str]]:
    """Return the cues for texts with such names: the list of all names is long to try.

    Args:
        known: An outlet of the list is named.
        opened: A name that ends like an outlet's may be.
        in_cjk: The text is not all ASCII.
    """
    names = [*([OUTLET] if known else []), *([_OPEN_NAME] if opened else [])]
    named = f"(?P<name>{'|'.join(names)})"
    return {
        label: re.compile(cue.replace(_NAME, named))
        for label, cue in _CUES.items()
        if in_cjk or label not in _IN_CJK
    }

"""A sentence → outlets that stand in no list: by how they end, or by what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tapestory.late_regex import late_regex
from tapestory.reading.sources.attribution_cues import Attribution, Strength
from tapestory.reading.sources.outlets import Named
from tapestory.reading.text.quick import Quick

_ENDING = (
    r"News|Times|Journal|Post|Daily|Herald|Tribune|Gazette|Standard|Weekly|Magazine|Report|"
    r"Insider|Observer|Telegraph|Chronicle|Review|Press|Newswire|Wire|Courier|Examiner|Mirror|"
    r"Dispatch|Sentinel|Ledger|Bulletin|Mail|Express|Zeitung|Tagblatt|Rundschau|Kurier"
)
_WORD = r"[A-Z0-9][\w.&'’-]{0,30}"
_NAME = rf"{_WORD}(?:\s+(?:of\s+(?:the\s+)?|and\s+|&\s+)?{_WORD}){{0,3}}"
_ENDS_LIKE_AN_OUTLET = late_regex(
    rf"(?<![\w.])(?:[Tt]he\s+)?(?P<name>{_WORD}(?:\s+{_WORD}){{0,2}}\s+(?:{_ENDING})|"
    r"[A-Z][a-z]{2,20}(?:News|Times|Journal|Post|Daily|Herald|Tribune|Insider|Observer|Wire))\b"
)
_MAYBE = late_regex(_ENDING)
_SOURCE_NOUN = r"(?:report|story|article|scoop|investigation|exclusive|piece|column|dispatch)"


class _SourceCue(NamedTuple):
    """Words that call a name the source."""

    strength: Strength
    pattern: Quick


_CUES = (
    _SourceCue(
        Strength.REPORT,
        Quick(
            late_regex(
                r"\b(?:(?:first|originally|exclusively)\s+(?:reported|published|revealed|disclosed)\s+"
                rf"(?:by|in|on)|according\s+to\s+(?:an?\s+|the\s+)?{_SOURCE_NOUN}\s+(?:by|from|in)|"
                rf"[Aa]\s+{_SOURCE_NOUN}\s+(?:by|from|in)|citing\s+(?:an?\s+|the\s+)?{_SOURCE_NOUN}\s+"
                r"(?:by|from|in)|(?:was|were|as)\s+reported\s+by|[Ss]coop\s+(?:by|from))\s+"
                rf"(?:the\s+)?(?P<name>{_NAME})"
            )
        ),
    ),
    _SourceCue(
        Strength.REPORT,
        Quick(
            late_regex(
                rf"(?<![\w.])(?P<name>{_NAME})\s+(?:first|exclusively|originally)\s+"
                r"(?:reported|revealed|published|disclosed)"
            )
        ),
    ),
    _SourceCue(
        Strength.REPORT,
        Quick(
            late_regex(
                r"\b(?:copy|translation|rewrite|reprint|digest)\s+of\s+(?:the|an?)\s+"
                rf"(?P<name>{_NAME})\s+(?:article|story|report|piece|column|post|text)\b"
            )
        ),
    ),
    _SourceCue(
        Strength.CREDIT,
        Quick(
            late_regex(
                r"(?:\b[Ss]ources?:|\b[Cc]redit:|\b[Oo]riginally\s+published\s+(?:by|on|in))\s+"
                rf"(?:the\s+)?(?P<name>{_NAME})\s*[.)]?$"
            )
        ),
    ),
    _SourceCue(
        Strength.CREDIT,
        Quick(
            late_regex(
                r"(?:[(/]|\s[-–—]{1,2}|\b[Vv]ia)\s*"
                r"(?P<name>[a-z0-9-]{3,30}\.(?:com|net|org|co|io|news))\)?[.]?$"
            )
        ),
    ),
    _SourceCue(
        Strength.REPORT,
        Quick(
            late_regex(
                r"(?:据|據)(?!此|称|稱|报|報|悉|了解|介绍|介紹|统计|統計|外媒|媒体|媒體|多家|相关|相關|知情|当地|當地|消息|"
                r"公告|公司|最新)[《「“]?(?P<name>[\u4e00-\u9fffA-Za-z0-9]{2,12}?)[》」”]?"
                r"(?:\d{1,2}月)?(?:\d{1,2}日)?(?:报道|報道|報導|披露|消息)"
            )
        ),
    ),
    _SourceCue(
        Strength.CREDIT,
        Quick(
            late_regex(
                r"(?:来源|來源|转自|轉自|原载|原載)\s*[:：]\s*"
                r"(?P<name>[\u4e00-\u9fffA-Za-z0-9.]{2,16})[)）】\s]*$"
            )
        ),
    ),
    _SourceCue(
        Strength.REPORT,
        Quick(
            late_regex(
                r"(?<![가-힣])(?P<name>[가-힣A-Za-z0-9]{2,14}"
                r"(?:신문|뉴스|일보|경제|통신|타임스|저널|방송|투데이|데일리))"
                r"(?:는|은|이|가|의)?\s*(?:보도|단독|에\s*따르면|를\s*인용|을\s*인용)"
            )
        ),
    ),
    _SourceCue(
        Strength.REPORT,
        Quick(
            late_regex(
                r"(?P<name>[一-龥ァ-ヶーA-Za-z]{1,10}"
                r"(?:新聞|通信|テレビ|放送|タイムズ|ニュース|ジャーナル))"
                r"(?:は|が|など|の)?\s*(?:によると|によれば|が報じ|は報じ|報じ|報道|が伝え|は伝え)"
            )
        ),
    ),
)
_NO_NAME = late_regex(
    r"(?:an?|the|he|she|it|they|we|i|this|that|these|those|his|her|its|their|analysts|sources|people|"
    r"investors|media|reports?|local|several|multiple|various|many|company|officials|exclusive|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|american|australian|belgian|brazilian|british|canadian|chinese|"
    r"danish|dutch|european|finnish|french|german|greek|indian(?!\s+express)|indonesian|irish|israeli|italian|"
    r"japanese|korean|mexican|norwegian|polish|portuguese|russian|singaporean|spanish|swedish|swiss|"
    r"taiwanese|thai|turkish|ukrainian|us|u\.s\.|uk|vietnamese)\b",
    re.IGNORECASE,
)


def names_like_outlets(text: str) -> Iterator[Named]:
    """Yield the names in a text that end as outlets' names do ("the Springfield Daily Herald")."""
    if _MAYBE.search(text):
        for match in _ENDS_LIKE_AN_OUTLET.finditer(text):
            yield Named(match.start("name"), match.end("name"), match["name"])


def named_as_source(text: str) -> Iterator[tuple[Named, Attribution]]:
    """Yield names that a text itself calls the source, whatever they look like."""
    for cue in _CUES:
        for match in cue.pattern.finditer(text):
            name = match["name"].rstrip(".,'’")
            if _NO_NAME.match(name):
                continue
            start = match.start("name")
            yield (
                Named(start, start + len(name), name),
                Attribution(strength=cue.strength, start=match.start(), end=match.end()),
            )

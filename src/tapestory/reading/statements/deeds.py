"""Sentences with their mentions → how far somebody's deed is: denied, planned, announced, done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tapestory.late_regex import late_regex
from tapestory.model import Aspect, Mention, Reading, Sentence, Statement
from tapestory.reading.statements.stems import content
from tapestory.reading.text.sentences import by_sentence

_ACTS = {
    "sell": r"sell(?:s|ing)?|sold|rent(?:s|ing|ed)?|leas(?:e|es|ing|ed)|offer(?:s|ing|ed)?|"
        r"moneti[sz]\w+|"
    r"出售|出租|租赁|外租|销售|转让|판매|매각|임대|대여|販売|売却|貸し出|貸出|賃貸",
    "buy": r"buy(?:s|ing)?|bought|acquir(?:e|es|ing|ed)|purchas(?:e|es|ing|ed)|tak(?:e|"
        r"ing)\s+over|took\s+over|"
    r"收购|購買|购买|采购|인수|매입|구매|買収|購入|取得",
    "build": r"build(?:s|ing)?|built|construct(?:s|ing|ed)?|develop(?:s|ing|ed)?|"
        r"set(?:ting)?\s+up|establish(?:es|ing|ed)?|"
    r"建设|建設|建造|打造|组建|組建|건설|구축|설립|建設|構築|設立",
    "launch": r"launch(?:es|ing|ed)?|releas(?:e|es|ing|ed)|introduc(?:e|es|ing|ed)|unveil(?:s|"
        r"ing|ed)?|推出|发布|發布|上线|출시|공개|発売|投入|公開",
    "cut": r"cut(?:s|ting)?|lay(?:ing)?\s+off|laid\s+off|reduc(?:e|es|ing|ed)|shed(?:s|ding)?|"
        r"slash(?:es|ing|ed)?|clos(?:e|es|ing|ed)|"
    r"裁员|裁減|削减|削減|关闭|關閉|감원|감축|축소|폐쇄|削減|閉鎖|縮小",
    "invest": r"invest(?:s|ing|ed)?|spend(?:s|ing)?|spent|pour(?:s|ing|ed)?|投资|投資|투자|投じ",
    "merge": r"merg(?:e|es|ing|ed)|combin(?:e|es|ing|ed)|spin(?:ning)?\s+off|spun\s+off|"
        r"list(?:ing|ed)?|合并|合併|分拆|上市|합병|분사|상장|合併|分社|上場",
    "restrict": r"restrict(?:s|ing|ed)?|limit(?:s|ing|ed)?|ban(?:s|ning|ned)?|block(?:s|ing|ed)?|"
        r"限制|禁止|제한|금지|制限|禁止",
    "supply": r"suppl(?:y|ies|ying|ied)|ship(?:s|ping|ped)?|deliver(?:s|ing|ed)?|供应|供應|供货|"
        r"交付|공급|납품|供給|納入|出荷",
}  # fmt: skip
_ACT = late_regex(
    "|".join(rf"(?P<{name}>(?<![A-Za-z])(?:{words})(?![A-Za-z]))" for name, words in _ACTS.items()),
    re.IGNORECASE,
)
_ACTING = r"(?:(?:already|now|currently|actively|also)\s+)*"
_STATUS = (
    ("denied", late_regex(
        r"\b(?:den(?:y|ies|ied)|no\s+plans?\s+to|(?:is|are|was|were)\s+not\s+(?:planning|"
        r"preparing|considering)|ruled\s+out|rejected\s+reports)\b|"
        r"否认|否認|没有计划|无意|부인|계획이\s?없|否定|計画はない", re.IGNORECASE)),
    ("planned", late_regex(
        r"\b(?:(?:is|are|was|were)\s+(?:\w+\s+)?(?:planning|preparing|considering|weighing|"
        r"exploring|mulling|forming|looking|setting\s+out|seeking|aiming|"
        r"about|going|in\s+talks|set|due|expected|said|reportedly)\b|plan(?:s|ned|ning)?\b|"
        r"wants?\b|intends?\b|hopes?\b|aims?\b|prepar(?:es?|ing)\b|may\b|might\b|"
        r"could\b|would\b|weighs?\b|considers?\b|mulls?\b|open\s+to\b|in\s+talks)|"
        r"计划|計劃|拟|擬|打算|考虑|考慮|准备|準備|筹备|籌備|有意|欲|或将|或將|计划|계획|검토|"
        r"추진|준비|방침|저울질|計画|検討|準備|方針", re.IGNORECASE)),
    ("announced", late_regex(
        r"\b(?:announc(?:es|ed|ing)|unveil(?:s|ed)|confirm(?:s|ed)|said\s+(?:it|"
        r"on\s+\w+\s+it)\s+(?:will|would)|will)\b|"
        r"宣布|公布|官宣|确认|確認|발표|공식화|선언|発表|表明", re.IGNORECASE)),
    ("done", late_regex(
        rf"\b(?:is|are)\s+{_ACTING}(?:selling|renting|leasing|offering|buying|acquiring|"
        rf"purchasing|building|constructing|developing|launching|releasing|cutting|laying\s+off|"
        rf"reducing|closing|investing|spending|pouring|merging|restricting|limiting|banning|"
        rf"blocking|supplying|shipping|delivering)\b|"
        rf"\b(?:has|have|had)\s+{_ACTING}(?:begun|started|sold|rented|leased|offered|bought|"
        rf"acquired|built|launched|released|cut|closed|invested|spent|merged|restricted|"
        r"limited|banned|blocked|supplied|shipped|delivered)\b|\b(?:began|started)\s+(?:to\s+)?\w+|"
        r"已经|已經|正在|开始|開始|하고\s?있|시작했|개시|마쳤|している|始めた|開始し",
        re.IGNORECASE)),
)  # fmt: skip
_UNREAL = late_regex(
    r"[?？]|^\s*(?:if|what\s+if|suppose|whether|like)\b|\bif\b|(?:如果|假如|若)|만약|もし",
    re.IGNORECASE,
)
_REACH = 90
_OBJECT = 110
_MOST = 40


def deeds(reading: Reading) -> Iterator[Statement]:
    """Yield what an article says that somebody does, with how far that is.

    Questions and conditions state nothing. The deed and its status stand in one sentence, behind
    the name of whose deed it is, with no other name between.
    """
    found = 0
    for sentence, named in zip(
        reading.sentences, by_sentence(reading.sentences, reading.mentions), strict=True
    ):
        if not named or _UNREAL.search(sentence.text):
            continue
        for statement in _of_sentence(sentence, [m for m in named if m.symbol], reading):
            found += 1
            if found > _MOST:
                return
            yield statement


def acts_in(text: str, start: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the classes of the deeds whose verbs stand in a part of a sentence, and where."""
    for act in _ACT.finditer(text, start, end):
        yield str(act.lastgroup), act.span()


def _of_sentence(
    sentence: Sentence, named: Sequence[Mention], reading: Reading
) -> Iterator[Statement]:
    text = sentence.text
    for place, mention in enumerate(named):
        end = mention.end - sentence.start
        following = [
            m.start - sentence.start for m in named[place + 1 :] if m.symbol != mention.symbol
        ]
        stop = min([*following, end + _REACH])
        said = _status(text, end, stop)
        if said is None or text[end : end + 2] in {"'s", "’s"}:
            continue
        value, cue = said
        for act in _ACT.finditer(text, cue.start(), min(len(text), cue.end() + _OBJECT)):
            name = str(act.lastgroup)
            about = content(text[act.end() : act.end() + _OBJECT])
            yield Statement(
                aspect=Aspect.STATUS, subject=str(mention.symbol), value=value,
                about=frozenset({f"act:{name}"}) | about, article_id=reading.article_id,
                sentence=text, cue=cue.group(), start=sentence.start + cue.start(),
                end=sentence.start + cue.end(),
            )  # fmt: skip


def _status(text: str, start: int, stop: int) -> tuple[str, re.Match[str]] | None:
    """Return the status whose words stand first behind a name; "is planning" is no "is …ing"."""
    hits = [
        (found.start(), rank, value, found)
        for rank, (value, pattern) in enumerate(_STATUS)
        if (found := pattern.search(text, start, stop)) is not None
    ]
    if not hits:
        return None
    _, _, value, found = min(hits, key=lambda hit: (hit[0], hit[1]))
    return value, found

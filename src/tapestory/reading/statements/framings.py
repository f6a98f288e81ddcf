"""Sentences with their mentions → what somebody's doing is said to be that the news is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tapestory.late_regex import late_regex
from tapestory.model import Aspect, Mention, Reading, Sentence, Statement
from tapestory.model.symbols import is_index
from tapestory.reading.statements.deeds import acts_in
from tapestory.reading.text.sentences import by_sentence

_NOUNS = {
    "restructure": r"restructuring|re-?organi[sz]ation|overhaul|shake-?up|revamp|"
        r"重组|重組|改组|改組|架构调整|架構調整|구조\s?조정|조직\s?개편|사업\s?재편|再編|リストラ",
    "cut": r"lay-?offs?|(?:job|staff|spending|cost)\s+cuts?|cutbacks?|"
        r"裁员|裁員|감원|인력\s?감축|人員削減",
    "sell": r"sale|sell-?down|divestment|disposal|"
        r"(?:plans?|move|decision)\s+to\s+(?:sell|rent|lease)|"
        r"出售计划|매각(?:\s?계획)?|売却(?:計画)?",
    "buy": r"acquisition|takeover|purchase|buyout|(?:plans?|move|decision)\s+to\s+(?:buy|acquire)|"
        r"收购|收購|인수|買収",
    "build": r"build-?out|(?:plans?|move|decision)\s+to\s+build|扩建|擴建|증설|増設",
    "merge": r"merger|spin-?off|listing|合并|合併|分拆|합병|분사|분할",
    "invest": r"investments?|spending\s+spree|投资|投資|투자",
}  # fmt: skip
_NOUN = late_regex(
    "|".join(
        rf"(?P<{name}>(?<![A-Za-z])(?:{words})(?![A-Za-z]))" for name, words in _NOUNS.items()
    ),
    re.IGNORECASE,
)
_OWNED = late_regex(r"(?:['’]s?\s+(?:[A-Za-z-]+\s+){0,3}|\s?(?:的|の|의\s?)\S{0,6}?)")
"""Between a name and its deed: "Acme's organisational …"."""
_INTERPRETED = late_regex(
    r"(?:\s+\w+){0,3}?\s+(?:is|was|are|were)\s+(?:(?:essentially|really|in\s+fact|actually|basically|"
    r"nothing\s+(?:but|more\s+than)|less|simply|just|clearly|above\s+all|first\s+of\s+all)\b|"
    r"(?:an?|the)\s+(?:clear\s+|real\s+)?(?:sign|signal|admission|answer|response|step|bet|trigger|"
    r"reason|cause)\b)|"
    r"(?:\s+\w+){0,3}?\s+(?:means|signals|marks|amounts\s+to|reflects|set\s+off|triggered|sparked)\b|"
    r"(?:本质上|本質上|其实|其實|实际上|實際上|意味着|意味著|引发|引發|은|는|이|가)?\s?(?:是|사실상|결국|事実上|実は|は実質)",
    re.IGNORECASE,
)
"""Behind a deed: what it comes down to, or sets off, is said next."""
_TRIGGER = late_regex(
    r"\b(?:the\s+)?(?:trigger|catalyst|spark)\s+(?:was|is|came|being)\b|"
    r"\b(?:triggered|sparked|set\s+off|caused|prompted)\s+by\b|"
    r"\b(?:fell|falls|dropped|drops|rose|rises|slid|slides|slumped|slumps|tumbled|tumbles|jumped|"
    r"jumps|surged|surges|plunged|plunges|lower|higher|sold\s+off|sell-?off)\b[^.;]{0,40}?\b(?:after|as|when)\b|"
    r"导火索|導火索|导火线|起因|诱因|誘因|촉발|발단|방아쇠|引き金|きっかけ",
    re.IGNORECASE,
)
"""What moved the market is said behind these."""
_REACH = 140
_UNREAL = late_regex(r"[?？]\s*[\"”’']?$|^\s*(?:if|what\s+if|suppose)\b", re.IGNORECASE)
_MOST = 20


def framings(reading: Reading) -> Iterator[Statement]:
    """Yield what an article takes somebody's doing for, where it says what came of it or why.

    Two forms count: "the trigger was that Acme wants to sell …", and the deed as a noun of its
    doer's of which the sentence says what it comes down to ("Acme's restructuring is really …").
    Deeds that are only told in passing frame nothing. `value` is the class of the deed.
    """
    found = 0
    for sentence, named in zip(
        reading.sentences, by_sentence(reading.sentences, reading.mentions), strict=True
    ):
        companies = [m for m in named if m.symbol and not is_index(m.symbol)]
        if not companies or _UNREAL.search(sentence.text):
            continue
        for statement in (
            *_interpreted(sentence, companies, reading),
            *_triggers(sentence, companies, reading),
        ):
            found += 1
            if found > _MOST:
                return
            yield statement


def _interpreted(
    sentence: Sentence, companies: Sequence[Mention], reading: Reading
) -> Iterator[Statement]:
    text = sentence.text
    for mention in companies:
        owned = _OWNED.match(text, mention.end - sentence.start)
        noun = _NOUN.match(text, owned.end()) if owned else None
        if noun is None and owned is not None:
            noun = _NOUN.search(text, mention.end - sentence.start, owned.end() + 30)
        if noun is None or owned is None or noun.start() > owned.end():
            continue
        if _INTERPRETED.match(text, noun.end()):
            yield _statement(mention, str(noun.lastgroup), noun.span(), sentence, reading)


def _triggers(
    sentence: Sentence, companies: Sequence[Mention], reading: Reading
) -> Iterator[Statement]:
    text = sentence.text
    trigger = _TRIGGER.search(text)
    if trigger is None:
        return
    behind = [m for m in companies if m.start - sentence.start >= trigger.end()]
    if not behind or behind[0].start - sentence.start - trigger.end() > _REACH // 2:
        return
    doer = behind[0]
    begin = doer.end - sentence.start
    others = [m.start - sentence.start for m in behind if m.symbol != doer.symbol]
    stop = min([len(text), begin + _REACH, *others])
    for act, span in acts_in(text, begin, stop):
        yield _statement(doer, act, span, sentence, reading)


def _statement(
    doer: Mention, act: str, span: tuple[int, int], sentence: Sentence, reading: Reading
) -> Statement:
    return Statement(
        aspect=Aspect.DEED, subject=str(doer.symbol), value=act, about=frozenset({f"act:{act}"}),
        article_id=reading.article_id, sentence=sentence.text,
        cue=sentence.text[span[0] : span[1]], start=sentence.start + span[0],
        end=sentence.start + span[1],
    )  # fmt: skip

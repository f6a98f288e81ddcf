"""Sentences → what somebody is said to have said: quoted, retold, or reported without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tapestory.late_regex import late_regex
from tapestory.model import Aspect, Reading, Sentence, Statement
from tapestory.reading.statements.stems import content
from tapestory.reading.text.quick import Quick

_PERSON = r"(?:[A-Z][a-zà-ž'’-]+\s+(?:[A-Z]\.\s+)?){1,2}[A-Z][a-zà-ž'’-]{2,}|[A-Z][a-zà-ž'’-]{3,}"
_VERB = (
    r"(?:said|says|stated|states|told|wrote|writes|noted|notes|added|adds|argued|argues|warned|"
    r"warns|remarked|commented|"
    r"(?:has|had|have)\s+been\s+(?:warning|saying|arguing)|put\s+it|puts\s+it|explained|claimed|"
    r"claims|acknowledged|conceded|insisted|suggested|signaled)"
)
_QUOTE = late_regex(
    r"[“\"](?P<words>[^“”\"]{12,900})(?:[”\"]|$)|^[“\"](?P<open>.{20,900})$|"
    r"「(?P<ja>[^「」]{6,400})」"
)
_BY = Quick(
    late_regex(
        rf"\b(?P<who>{_PERSON})(?:,\s[^,]{{2,60}},)?\s+(?:also\s+|recently\s+)?{_VERB}\b|"
        rf"\b{_VERB}\s+(?P<who2>{_PERSON})\b"
    )
)
_RETOLD = Quick(
    late_regex(
        rf"\b(?P<who>{_PERSON})(?:,\s[^,]{{2,60}},)?\s+(?:also\s+|"
        rf"recently\s+)?{_VERB}\s+that\s+(?P<words>.{{20,600}})"
    )
)
_LEADS_IN = Quick(
    late_regex(rf"(?P<who>{_PERSON}),?\s+(?:\w+\s+){{0,2}}{_VERB}[^.!?]{{0,80}}[:：]\s*$")
)
_REPORTED = Quick(
    late_regex(
        r"\b(?:it\s+was\s+(?:also\s+)?reported\s+that|there\s+(?:were|are|"
        r"have\s+been)\s+reports\s+that|reports\s+(?:said|say|that)|"
        r"reportedly|media\s+reported\s+that)\s+(?P<words>.{20,600})|(?:有报道称|有消息称|据报道|"
        r"据悉)[，,]?(?P<zh>.{8,300})|"
        r"(?P<ko>.{10,300})(?:는|다는)\s보도가\s?(?:나왔|있)|(?P<ja>.{10,300})と(?:の報道が|報じられ)",
        re.IGNORECASE,
    )
)
_NO_NAME_TEXT = """
    The This That These Those They There When While After Before What Which Who How Why But And
    For With From Also However Meanwhile Monday Tuesday Wednesday Thursday Friday Saturday
    Sunday Analysts Investors Reports Sources People Company Officials Executives Management
    Bloomberg Reuters
"""
_NO_NAME = frozenset(_NO_NAME_TEXT.split())
"""Words that open sentences and clauses, and those who speak without a name."""
_CARRY = 2
"""Quoted sentences that go on after the one that names who is quoted."""
_AFTER_COLON = 3
_FEWEST = 3
_MOST = 60


@dataclass(slots=True)
class _Voice:
    """Who is being quoted, and for how many sentences more."""

    name: str = ""
    left: int = 0
    bare: bool = False
    """What follows a colon counts without quotation marks too."""


def remarks(reading: Reading) -> Iterator[Statement]:
    """Yield the remarks of named people, and what is "reported" without a name.

    A quotation that goes on in the next sentences, or follows a colon, is its speaker's.
    """
    voice = _Voice()
    found = 0
    for sentence in reading.sentences:
        for statement in _of_sentence(sentence, reading, voice):
            found += 1
            if found > _MOST:
                return
            yield statement


def _of_sentence(sentence: Sentence, reading: Reading, voice: _Voice) -> Iterator[Statement]:
    text = sentence.text
    quote, by = _QUOTE.search(text), _BY.search(text)
    retold, reported = _RETOLD.search(text), _REPORTED.search(text)
    named = _name(by)
    words, who, cue = "", "", ""
    if quote is not None:
        words = next(group for group in quote.groups() if group)
        who = named or (voice.name if voice.left else "")
        cue = by.group() if by and named else "quotation"
        if named:
            voice.name, voice.left, voice.bare = named, _CARRY, False
    elif retold is not None and _clean(retold.group("who")):
        words, who, cue = retold.group("words"), _clean(retold.group("who")), "said that"
    elif voice.left and voice.bare:
        words, who, cue = text, voice.name, "behind a colon"
    elif reported is not None:
        words = next(group for group in reported.groups() if group)
        cue = "reported"
    if words and (who or cue == "reported"):
        yield from _statement(sentence, reading, words=words, who=who, cue=cue)
    voice.left = max(0, voice.left - 1) if not named or quote is None else voice.left
    if (lead := _LEADS_IN.search(text)) and (name := _clean(lead.group("who"))):
        voice.name, voice.left, voice.bare = name, _AFTER_COLON, True


def _statement(
    sentence: Sentence, reading: Reading, *, words: str, who: str, cue: str
) -> Iterator[Statement]:
    about = content(words)
    if len(about) < _FEWEST:
        return
    start = sentence.text.find(words)
    names = frozenset(
        f"name:{mention.symbol}"
        for mention in reading.mentions
        if mention.symbol and sentence.start <= mention.start < sentence.end
    )
    yield Statement(
        aspect=Aspect.REMARK, subject=who, value=words[:300], about=about | names,
        article_id=reading.article_id, sentence=sentence.text, cue=cue,
        start=sentence.start + max(0, start), end=sentence.start + max(0, start) + len(words),
    )  # fmt: skip


def _name(found: re.Match[str] | None) -> str:
    return _clean(found.group("who") or found.group("who2")) if found else ""


def _clean(name: str | None) -> str:
    """Return a name without the capitalised words of running text before it."""
    words = (name or "").split()
    while words and words[0] in _NO_NAME:
        words = words[1:]
    return " ".join(words)

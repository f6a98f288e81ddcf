"""A word in a sentence → who it is that speaks or acts there, and whether they only look on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from tapestory.late_regex import late_regex
from tapestory.model import Mention, Sentence
from tapestory.reading.certainty.words.classes import Class
from tapestory.reading.certainty.words.lexicon import Hit

_REACH = 100
"""Characters before a verb in which its speaker is looked for."""
_BEHIND = 40
"""Characters behind a verb in which its speaker may follow: "says Musk", "in a Meta filing"."""
_NAME_BEFORE = late_regex(
    r"(?P<name>[A-Z][\w.'’-]{1,30}(?:\s[A-Z][\w.'’-]{1,30}){0,2})"
    r"(?:\s(?:has|have|had|also|firmly|flatly|later|then|on\s\w{1,12})){0,2}\s*$"
)
"""Somebody's name right before the verb: the head of a party need not be in the universe."""
_NAME_AFTER = late_regex(r"\s(?P<name>[A-Z][\w.'’-]{1,30}(?:\s[A-Z][\w.'’-]{1,30}){0,2})")
_NO_NAME = late_regex(
    r"^(?:It|He|She|They|This|That|There|The|What|Which|Who|We|You|I|In|On|At|Some|Many|Most|One|"
    r"Analysts?|Investors?|Reports?|Sources?|People|Critics|Experts|Observers|But|And|Also|Says?|Why|How|Das|Dies|Es)\b"
)

_HEADS = {
    "ja": late_regex(r"(?P<name>[^\s、。，はが「」]{2,20})(?:、|は|が)"),
    "ko": late_regex(r"(?P<name>[^\s,.'\"“”‘’]{2,20}?)(?:,|은\s|는\s|이\s|가\s|\s측)"),
    "zh": late_regex(r"(?:[^，。]{0,40}[，。：:\s])?(?P<name>[^\s，。、：:]{2,12})\s?$"),
}
"""Who a sentence begins with, where the writing shows it: the company need not be known."""


_VERB_FIRST = frozenset({"de", "es", "fr", "it", "nl", "pt", "ru"})
"""Languages in which the subject often follows its verb."""
_BY = late_regex(r"\s+by\s", re.IGNORECASE)
_QUOTED = late_regex(r"[\"”’']\s?$")


class Told(Protocol):
    """What of a telling is looked at here."""

    @property
    def lang(self) -> str:
        """The language."""
        ...

    @property
    def sentence(self) -> Sentence:
        """The sentence."""
        ...

    @property
    def parties(self) -> Sequence[Mention]:
        """The companies it names."""
        ...

    @property
    def hits(self) -> Sequence[Hit]:
        """Its words that show how it is told."""
        ...


def speaker(told: Told, hit: Hit) -> str:
    """Return who speaks or acts at a verb, as named in the sentence, or "".

    The nearest of a company, a voice of one (its spokesperson) and a person's name before the
    verb; failing that, one close behind it. A company right beside its voice is named with it.
    """
    text, start = told.sentence.text, told.sentence.start
    spans = [(m.start - start, m.end - start) for m in told.parties]
    voices = [(h.start, h.end) for h in told.hits if h.kind is Class.VOICE]
    before = [s for s in (*spans, *voices) if s[1] <= hit.start and hit.start - s[1] <= _REACH]
    named = _NAME_BEFORE.search(text, max(0, hit.start - _REACH), hit.start)
    if named and not _NO_NAME.match(named["name"]):
        before.append(named.span("name"))
    if before:
        begin, end = max(before, key=lambda span: (span[1], span[0]))
        for other in before:
            if other[0] < begin <= other[1] + 3:
                begin = other[0]
        return text[begin:end]
    may_follow = _may_follow(told, hit)
    behind = [s for s in (*spans, *voices) if may_follow and 0 <= s[0] - hit.end <= _BEHIND]
    if behind:
        begin, end = min(behind)
        return text[begin:end]
    if told.lang in _HEADS and (head := _HEADS[told.lang].match(text[: hit.start])):
        return head["name"]
    after = _NAME_AFTER.match(text, hit.end) if may_follow else None
    return after["name"] if after and not _NO_NAME.match(after["name"]) else ""


def _may_follow(told: Told, hit: Hit) -> bool:
    """Tell whether who speaks may stand behind the verb: behind "confirmed" stands what is so."""
    if hit.kind is not Class.CONFIRM or told.lang in _VERB_FIRST:
        return True
    text = told.sentence.text
    return bool(_BY.match(text, hit.end) or _QUOTED.search(text, 0, hit.start))


def is_onlooker(told: Told, hit: Hit) -> bool:
    """Tell whether an analyst or the like stands before the verb, nearer than any party."""
    start = told.sentence.start
    onlookers = [h.end for h in told.hits if h.kind is Class.ONLOOKER and h.end <= hit.start]
    if not onlookers:
        return False
    parties = [m.end - start for m in told.parties if m.end - start <= hit.start]
    parties += [h.end for h in told.hits if h.kind is Class.VOICE and h.end <= hit.start]
    return max(onlookers) >= max(parties, default=-1)

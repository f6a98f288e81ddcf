"""A text → how it uses capital letters around a span, and so what a capital there is worth."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum

from tapestory.late_regex import late_regex
from tapestory.linking.vocabulary.proper import EVERYBODYS

_BREAK = late_regex(
    r"(?<=[.!?…])(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bNo\.)(?<!\bvs\.)(?<!Mrs\.)(?<!Sen\.)"
    r"(?<!Rep\.)(?<!Gov\.)(?<!Gen\.)(?<!Prof\.)(?<!Inc\.)(?<!Corp\.)(?<!Ltd\.)(?<!\bCo\.)(?<!\b[A-Z]\.)"
    r"[\"'”’)\]]?\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n+|[。！？]"
)
"""Ends of sentences, where the full stop is not that of an abbreviation before a name."""
_WORD = late_regex(r"[^\W\d_](?:[\w'’&.-]*\w)?")
_IN_SMALL_LETTERS = late_regex(r"(?<![\w'’&.-])[^\W\dA-Z_][^\W\d_]{2,40}")
_SMALL_WORDS_TEXT = """
    a an the and or but nor for of in on at to by as is are was be with from into onto over
    under about above after against amid among around before behind below beneath beside
    between beyond during despite except inside like near off out outside past per since than
    that this these those through throughout till toward towards until unto up upon versus via
    when where which while who whom whose why will within without not its his her their our
    your it he she they we you if so yet how what now then all any some each both more most
    many much few other such only just even also too very can may could would should has have
    had been being
"""
SMALL_WORDS = frozenset(_SMALL_WORDS_TEXT.split())
"""Words that headlines leave small though they capitalise all others."""
_TITLES_TEXT = "mr mrs ms dr sir lord lady judge sen rep gov gen col capt prof rev"
_TITLES = frozenset(_TITLES_TEXT.split())
_OPENS = late_regex(r"(?:[:：;|•–—*>]|\s-|[\"“‘(\[])\s*$")
_PARTS = (": ", "：", " - ", " – ", " — ", " | ")
"""Where a headline has two parts, each has its own way with capitals."""
_LOOK = 400
"""Characters of a sentence that are looked at on either side of a span."""


class Style(Enum):
    """How a sentence is written."""

    # An enumeration hashes its members' names, in Python: these are looked up by the hundred.
    __hash__ = object.__hash__

    SENTENCE = "sentence"
    """Small but for names: a capital inside it says something."""
    TITLE = "title"
    """Every longer word has a capital."""
    CAPITALS = "capitals"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a span stands in its sentence."""

    style: Style
    initial: bool
    """It begins the sentence, or a part of it behind a colon, dash or quotation mark."""
    inside_name: bool
    """The words directly beside it are capitalised too, so that it is a part of a longer name."""


class Casing:
    """The capital letters of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def sentence(self, at: int) -> tuple[int, int]:
        """Return where the sentence around an index begins and ends, cut to a bounded length."""
        which = bisect_right(self._starts, at) - 1
        start = self._starts[which]
        end = self._starts[which + 1] if which + 1 < len(self._starts) else len(self._text)
        return max(start, at - _LOOK), min(end, at + _LOOK)

    def place(self, start: int, end: int) -> Place:
        """Return where `text[start:end]` stands."""
        low, high = self.sentence(start)
        before, after = self._text[low:start], self._text[end:high]
        initial = not before.strip(" \t\"'“‘([") or bool(_OPENS.search(before))
        return Place(
            style=_style(_last_part(before), _first_part(after)),
            initial=initial,
            inside_name=_inside_name(before, after),
        )


def _last_part(before: str) -> str:
    return before[max(before.rfind(mark) for mark in _PARTS) + 1 :]


def _first_part(after: str) -> str:
    places = [place for mark in _PARTS if (place := after.find(mark)) >= 0]
    return after[: min(places)] if places else after


def _style(before: str, after: str) -> Style:
    """Return how a sentence is written by the words on both sides of a name in it."""
    opening = _WORD.match(before.lstrip(" \t\"'“‘(["))
    rest = before[opening.end() :] if opening else before
    for side in (after, rest):
        if any(found.group() not in SMALL_WORDS for found in _IN_SMALL_LETTERS.finditer(side)):
            return Style.SENTENCE
    words = [*_WORD.findall(before), *_WORD.findall(after)]
    longer = [word for word in words if len(word) > 1]
    if len(longer) > 1 and sum(word.isupper() for word in longer) > 0.7 * len(longer):
        return Style.CAPITALS
    later = [word for word in [*_WORD.findall(rest), *_WORD.findall(after)] if len(word) > 2]
    return (
        Style.TITLE
        if sum(word.lower() not in SMALL_WORDS for word in later) > 1
        else Style.SENTENCE
    )


_CAPITAL_BEFORE = late_regex(
    r"(?:^|[\s(\"“‘])(?P<word>[A-Z][\w.&'’-]*)\s(?P<of>(?:of|for)\s(?:the\s)?)?$"
)
_CAPITAL_AFTER = late_regex(r"^\s(?:&\s|of\s(?:the\s)?)?(?P<word>[A-Z][\w&-]*)")
_BESIDE_NAMES_TEXT = """
    inc incorporated corp corporation co company ltd limited plc ag sa nv se group holdings holding
    ceo cfo coo cto chief chairman chairwoman president vice director managing founder executive
    governor secretary minister commissioner spokesman spokeswoman analyst unit arm index head md
    class ordinary adr adrs share shares stock stocks i we he she they it but and or the a an in on
    at by for from to with if when while as after before although though because since that
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december mon tue wed thu fri sat sun jan feb mar apr jun
    jul aug sep sept oct nov dec rs inr usd eur q1 q2 q3 q4 fy h1 h2
"""
_BESIDE_NAMES = frozenset(_BESIDE_NAMES_TEXT.split())
"""Capitalised words beside a name that are no part of it."""


def _inside_name(before: str, after: str) -> bool:
    """Tell whether a capitalised word beside a span makes it a part of a longer name."""
    left = _CAPITAL_BEFORE.search(before[-60:])
    if left:
        word = left.group("word").lower().rstrip(".")
        opens = len(before.strip(" \"'“‘(")) <= len(left.group(0).strip(" \"'“‘("))
        if opens:
            joined = word in EVERYBODYS and left.group("of") is None
        else:
            joined = word not in _BESIDE_NAMES and word not in SMALL_WORDS
        if joined or word in _TITLES:
            return True
    right = _CAPITAL_AFTER.match(after[:60])
    if right is None or right.group("word").isupper():
        return False
    return right.group("word").lower() not in _BESIDE_NAMES

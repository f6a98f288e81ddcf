"""A sentence and its language → the words in it that show how it is told, with their spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from tapestory.late_regex import late_regex
from tapestory.reading.certainty.words.chinese import CHINESE
from tapestory.reading.certainty.words.classes import Class, Words, phrases
from tapestory.reading.certainty.words.dutch import DUTCH
from tapestory.reading.certainty.words.english import ENGLISH
from tapestory.reading.certainty.words.german import GERMAN
from tapestory.reading.certainty.words.japanese import JAPANESE
from tapestory.reading.certainty.words.korean import KOREAN
from tapestory.reading.certainty.words.romance import FRENCH, ITALIAN, PORTUGUESE, SPANISH
from tapestory.reading.certainty.words.russian import RUSSIAN

_LANGUAGES: dict[str, Sequence[Words]] = {
    "de": (GERMAN,),
    "es": (SPANISH,),
    "fr": (FRENCH,),
    "it": (ITALIAN,),
    "nl": (DUTCH,),
    "pt": (PORTUGUESE,),
    "ru": (RUSSIAN,),
    "ja": (JAPANESE, ENGLISH),
    "ko": (KOREAN, ENGLISH),
    "zh": (CHINESE, ENGLISH),
}
_OTHERWISE: Sequence[Words] = (ENGLISH, KOREAN, CHINESE)
"""English, with what stands out in another script; any language that has no list of its own."""

_SPACED = "\u0530"
"""Before this come the letters that are written with spaces: Latin, Greek and Cyrillic."""


_BETWEEN = r"\s(?:(?!(?:und|hin)\s)[^\s.,;:!?]{1,40}\s){0,8}?"
_WORDS_IN_PARTS: dict[str, Sequence[tuple[Class, re.Pattern[str]]]] = {
    "de": (
        (Class.DISCLAIMER, late_regex(rf"\bw(?:ies|eist|iesen|eisen)(?={_BETWEEN}vorwürfe\b)")),
        (Class.DENIAL, late_regex(rf"\bw(?:ies|eist|iesen|eisen)(?={_BETWEEN}zurück\b)")),
        (Class.DENIAL, late_regex(rf"\bstr(?:itt|itten|eitet|eiten)(?={_BETWEEN}ab\b)")),
    )
}
"""Verbs whose second part stands behind their object: "wies den Bericht zurück"; lower case."""


class Hit(NamedTuple):
    """A word or phrase of a class in a sentence: `text[start:end]`, as far as case goes."""

    kind: Class
    start: int
    end: int


class _Lexicon:
    """The phrases of some languages, the longest that begins first winning."""

    def __init__(self, lang: str) -> None:
        languages = _LANGUAGES.get(lang, _OTHERWISE)
        self._in_parts = _WORDS_IN_PARTS.get(lang, ())
        kinds: dict[str, Class] = {}
        for words in languages:
            for kind in reversed(Class):  # the class that is named first keeps a shared phrase
                if kind in words:
                    kinds.update(dict.fromkeys(phrases(words[kind]), kind))
        self._phrases = [*kinds]
        self._kinds = [*kinds.values()]
        self._automaton = AhoCorasick(self._phrases)

    def find(self, text: str) -> list[Hit]:
        plain = _plain(text)
        spans = [
            (start, -end, self._kinds[which])
            for which, start, end in self._automaton.find_matches_as_indexes(
                plain, overlapping=True
            )
            if _whole(plain, start, end)
        ]
        for kind, pattern in self._in_parts:
            spans += [(found.start(), -found.end(), kind) for found in pattern.finditer(plain)]
        found: list[Hit] = []
        place = 0
        for start, negative_end, kind in sorted(spans, key=_leftmost_longest):
            if start >= place:
                place = -negative_end
                found.append(Hit(kind=kind, start=start, end=place))
        return found


def _leftmost_longest(span: tuple[int, int, Class]) -> tuple[int, int]:
    return span[:2]


@cache
def _lexicon(lang: str) -> _Lexicon:
    return _Lexicon(lang)


def hits(text: str, lang: str) -> list[Hit]:
    """Return the words of all classes in a sentence, leftmost and longest first, none overlapping.

    Args:
        text: One sentence.
        lang: Of the document; a language without lists of its own is read as English.
    """
    return _lexicon(lang if lang in _LANGUAGES else "").find(text)


def _plain(text: str) -> str:
    """Return the text in lower case, with plain apostrophes, exactly as long as it was."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lower.replace("’", "'").replace("\u00a0", " ").replace("ſ", "s")


def _whole(text: str, start: int, end: int) -> bool:
    """Tell whether no word of letters that are written with spaces is cut at either end."""
    return not _is_cut(text, start) and not _is_cut(text, end)


def _is_cut(text: str, place: int) -> bool:
    """Tell whether a word of Latin, Greek or Cyrillic letters stands on both sides of a place."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    return before.isalnum() and after.isalnum() and before < _SPACED and after < _SPACED

"""A sentence and its language → the words in it that show how it is told, with their spans."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

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


class Hit(NamedTuple):
    """A word or phrase of a class in a sentence: `text[start:end]`, as far as case goes."""

    kind: Class
    start: int
    end: int


class _Lexicon:
    """The phrases of some languages, the longest that begins first winning."""

    def __init__(self, languages: Sequence[Words]) -> None:
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
            (start, -end, which)
            for which, start, end in self._automaton.find_matches_as_indexes(
                plain, overlapping=True
            )
            if _whole(plain, start, end)
        ]
        found: list[Hit] = []
        place = 0
        for start, negative_end, which in sorted(spans):
            if start >= place:
                place = -negative_end
                found.append(Hit(kind=self._kinds[which], start=start, end=place))
        return found


@cache
def _lexicon(lang: str) -> _Lexicon:
    return _Lexicon(_LANGUAGES.get(lang, _OTHERWISE))


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

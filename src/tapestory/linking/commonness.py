"""Word → whether running text uses it as a word, as somebody's name, or hardly at all.

How often words are used comes from `wordfreq`, which folds capitals away. What tells a name from a
word is how it is inflected: words have plurals and verb forms, names have owners ("Toyota's").
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache

COMMON = 1e-6
"""Share of running words from which on a word meets every reader: one in a million."""
_EVERYDAY = 3e-5
"""From here on a word stands in every third article."""
_SELDOM = 1e-5
_COMMON_UNSPACED = 1e-5
"""The same as COMMON where names are written without spaces, and so are found inside others."""
_ALWAYS_WORDS = 1e-4
"""What is as common as this is treated as a word, whatever its forms say."""
_FORMS = 0.045
"""Share that the commonest other form of a word has, at least, compared with the word itself."""
_OWNS = 0.01
"""Share that the possessive of a name has, at least, compared with the name itself."""
_LOCAL = 30.0
"""How many times as common as in English a word of another language is there, at least."""
_LOCAL_COMMON = 2e-5
_LATIN = frozenset(["de", "es", "fr", "it", "nl", "pt"])
_SCRIPTS = (("\u3040", "\u30ff", "ja"), ("\u3400", "\u9fff", "zh"), ("\uac00", "\ud7af", "ko"))
_SUFFIXES = ("ies", "ness", "ous", "ity", "ism", "ment", "tion", "ship")
"""Endings that names do not have."""


class Commonness(Enum):
    """What a word is in running text."""

    # An enumeration hashes its members' names, in Python: these are looked up by the hundred.
    __hash__ = object.__hash__

    RARE = "rare"
    NAME = "name"
    """Met often, but nearly always as the name of somebody or something."""
    WORD = "word"


@lru_cache(maxsize=50_000)
def commonness(word: str, lang: str = "en") -> Commonness:
    """Return what a word is.

    Args:
        word: One folded word. Words of Chinese, Japanese and Korean go by their script.
        lang: Primary tag of the text; its own words count beside the English ones.
    """
    if not word.isascii() and word[0] >= "\u3040":
        return Commonness.WORD if _share(word) >= _COMMON_UNSPACED else Commonness.RARE
    table = _frequencies("en")
    frequency = table.get(word, 0.0)
    if lang in _LATIN:
        local = _frequencies(lang).get(word, 0.0)
        if local >= _LOCAL_COMMON and local >= _LOCAL * frequency:
            return Commonness.WORD
    if frequency < COMMON:
        return Commonness.RARE
    if frequency >= _ALWAYS_WORDS or word.endswith(_SUFFIXES):
        return Commonness.WORD
    if _forms(word, table) >= _FORMS * frequency:
        return Commonness.WORD
    owns = table.get(f"{word}'s", 0.0)
    named = owns >= _OWNS * frequency or (word.endswith("s") and frequency < _EVERYDAY)
    return Commonness.NAME if named else Commonness.WORD


def everyday(word: str, lang: str = "en") -> bool:
    """Tell whether a folded word is among those of which every article holds many."""
    return _share(word, lang) >= _EVERYDAY


def seldom(word: str, lang: str = "en") -> bool:
    """Tell whether a folded word is one that most articles do without."""
    return _share(word, lang) < _SELDOM


def _share(word: str, lang: str = "en") -> float:
    for first, last, script in _SCRIPTS:
        if first <= word[0] <= last:
            return _frequencies(script).get(word, 0.0)
    local = _frequencies(lang).get(word, 0.0) if lang in _LATIN else 0.0
    return max(local, _frequencies("en").get(word, 0.0))


def _forms(word: str, table: Mapping[str, float]) -> float:
    """Return how common the commonest other form of a word is."""
    endings = ["s", "es", "ed", "d", "ing", "er", "ly", "ness"]
    others = [word + ending for ending in endings]
    if word.endswith(("y", "e")):
        others += [word[:-1] + ending for ending in ("ies", "ied", "ing", "ily", "able")]
    for ending in ("s", "es", "ed", "d", "er", "r", "ing", "ly"):
        if word.endswith(ending) and len(stem := word.removesuffix(ending)) > 3:
            others += [stem, stem + "e"]
    return max(table.get(other, 0.0) for other in others)


@lru_cache(maxsize=8)
def _frequencies(lang: str) -> Mapping[str, float]:
    import wordfreq  # noqa: PLC0415  # 0.3 s, and only names that no one has gone through need it

    return wordfreq.get_frequency_dict(lang, "best")

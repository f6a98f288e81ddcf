"""Word and language → in what share of articles it is to be expected, before any was read.

How often words are used comes from `wordfreq`, which counts books, subtitles, news and the web in
some forty languages.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from tapestory.matching.words import fold, words

_ARTICLE_WORDS = 40
"""Different words that matching reads of an article of middling length."""
_LEAST_SHARE = 2e-4
"""Of the articles: a word that no list knows is most likely a name."""
_BY_SCRIPT = (
    ("\u0370", "\u03ff", "el"),
    ("\u0400", "\u052f", "ru"),
    ("\u0590", "\u05ff", "he"),
    ("\u0600", "\u06ff", "ar"),
    ("\u0900", "\u097f", "hi"),
    ("\u3040", "\u30ff", "ja"),
    ("\u3400", "\u9fff", "zh"),
    ("\uac00", "\ud7af", "ko"),
)
_OTHERS = frozenset(["bg", "mk", "uk", "fa"])
"""Languages with a list of their own in a script that another stands for."""


def share(word: str, lang: str) -> float:
    """Return in what share of articles, 0 to 1, a stem or character pair is to be expected.

    Args:
        word: As `matching.words.words` gives it.
        lang: Of the article; a word in another script goes by the script's main language.
    """
    return max(_LEAST_SHARE, _shares(_language_of(word, lang)).get(word, 0.0))


def _language_of(word: str, lang: str) -> str:
    first = word[0]
    if first < "\u0250":
        return lang if lang in _latin() else "en"
    if lang in _OTHERS:
        return lang
    for start, end, language in _BY_SCRIPT:
        if start <= first <= end:
            return language
    return "en"


@lru_cache(maxsize=1)
def _latin() -> frozenset[str]:
    import wordfreq  # noqa: PLC0415  # 0.4 s that only matching should pay

    scripts = {language for _, _, language in _BY_SCRIPT} | _OTHERS
    return frozenset(wordfreq.available_languages("small")) - scripts


@lru_cache(maxsize=64)
def _shares(lang: str) -> Mapping[str, float]:
    import wordfreq  # noqa: PLC0415  # as above

    uses: dict[str, float] = {}
    for word, frequency in wordfreq.get_frequency_dict(lang, "small").items():
        for part in words(fold(word)):
            uses[part] = uses.get(part, 0.0) + frequency
    return {part: 1.0 - math.exp(-_ARTICLE_WORDS * used) for part, used in uses.items()}

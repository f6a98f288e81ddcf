"""A text → how much it says, and the words by which another text is known to tell the same.

In any script: a run of Chinese, Japanese or Korean counts by its pairs of characters, which need
no dictionary; other words as they stand, when they are long enough to mean something.
"""

from __future__ import annotations

import unicodedata

from tapestory.late_regex import late_regex

_WIDE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WIDE_CHARACTER = late_regex(f"[{_WIDE}]")
_TOKEN = late_regex(f"[{_WIDE}]+|(?:(?![{_WIDE}])[^\\W_])+(?:[.,]\\d+)*")
_WIDE_WEIGHT = 2.5
"""Letters of an alphabet that one wide character stands for, roughly."""
_LEAST_LETTERS = 4
"""Shorter words are mostly grammar, which any text of the language holds."""


def units(text: str) -> float:
    """Return how long a text is, in letters of an alphabet."""
    return len(text) + (_WIDE_WEIGHT - 1) * len(_WIDE_CHARACTER.findall(text))


def telling_words(text: str) -> frozenset[str]:
    """Return the words of a text that say what it is about."""
    found: set[str] = set()
    for token in _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold()):
        if _WIDE_CHARACTER.match(token):
            found.update(token[place : place + 2] for place in range(max(len(token) - 1, 1)))
        elif len(token) >= _LEAST_LETTERS or any(map(str.isdecimal, token)):
            found.add(token)
    return frozenset(found)


def share_told(wanted: frozenset[str], text: str) -> float:
    """Return the share, 0 to 1, of words that a text holds; 0 when none are wanted."""
    return len(wanted & telling_words(text)) / len(wanted) if wanted else 0.0

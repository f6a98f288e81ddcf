"""Text to search terms: what is indexed, and what a query asks for, cut by the same rule.

Words are folded (compatibility forms, case, accents). Chinese, Japanese and Korean characters
become one term each, and a run of them in a query must stand in that order without a gap, so
that any substring of one character or more is found: 算力 in 算力过剩, 반도체 in 반도체를.
Spaces between Korean words do not matter in the text, which suits a language whose writers
disagree about them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

# Han with its extensions, kana, bopomofo, Hangul syllables and jamo, iteration marks.
_CJK = (
    "\u1100-\u11ff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u3041-\u3096\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb\uf900-\ufaff"
    "\U00020000-\U000323af"
)
# Letters that may carry an accent (Latin, Greek, Cyrillic), and accents that stand by themselves.
_MARKED = re.compile("[\u00c0-\u024f\u0300-\u036f\u0370-\u052f\u1e00-\u1fff]")
# What of a Latin text is not ASCII besides letters, and ends a term like any other mark.
_PUNCTUATION = "\u00a0\u00ab\u00b7\u00bb\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026"
_ASCII_TERM = re.compile("[0-9a-z]+")
_CHUNK = re.compile(r'"([^"]*)"?|([^\s"]+)')

BEGINNING = "*"
"""Ends a phrase of one word that also stands for the words which it begins; no term holds it."""
LEAST_BEGINNING = 4
"""Shorter words begin too many others."""
_LATIN = re.compile("[a-z]+")

MAX_PHRASES = 32
MAX_PHRASE_TERMS = 64
"""Longer queries are cut here: what remains finds everything that the whole would, and more."""


@cache
def _term() -> re.Pattern[str]:
    """Return what a term looks like; compiled for who searches, which takes milliseconds."""
    return re.compile(f"[{_CJK}]|[^\\W_{_CJK}]+")


def terms(text: str) -> list[str]:
    """Return the search terms of a text, in order, repetitions included."""
    if text.isascii():
        return _ASCII_TERM.findall(text.lower())
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _term().findall(_MARKED.sub(_unmarked, folded))


def _unmarked(found: re.Match[str]) -> str:
    return _base_letter(found[0])


@lru_cache(maxsize=4096)
def _base_letter(letter: str) -> str:
    decomposed = unicodedata.normalize("NFD", letter)
    return "".join(part for part in decomposed if not unicodedata.combining(part))


def index_text(text: str) -> str:
    """Return a text as the index takes it: its terms, and nothing else that the index would see.

    The index itself folds ASCII and cuts it into the same terms, so that such text is left to it.
    """
    if not text.isascii():
        # A replacement that finds nothing is cheap; a translation looks up every letter.
        for mark in _PUNCTUATION:
            text = text.replace(mark, " ")
    return text if text.isascii() else " ".join(terms(text))


def phrases(query: str) -> list[list[str]]:
    """Return what a query asks for: every phrase must occur, its terms side by side.

    Words are phrases of one term each; double quotes hold several together. No other character
    has a meaning. A Latin word of four letters or more outside quotes also asks for the words that
    it begins, "neocloud" for "neoclouds", and ends in `BEGINNING`. A query without a letter, digit
    or CJK character asks for nothing.
    """
    found = []
    for quoted, bare in _CHUNK.findall(query):
        phrase = terms(quoted or bare)[:MAX_PHRASE_TERMS]
        if bare and len(phrase) == 1 and _may_begin(phrase[0]):
            phrase = [phrase[0] + BEGINNING]
        if phrase:
            found.append(phrase)
    return found[:MAX_PHRASES]


def _may_begin(term: str) -> bool:
    return len(term) >= LEAST_BEGINNING and _LATIN.fullmatch(term) is not None

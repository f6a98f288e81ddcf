"""Text → words: folded, lightly stemmed, with character pairs for scripts without spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from tapestory.matching.background import EMPTY_WORDS

_SPACELESS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff々〆"
_LETTER = rf"[^\W\d_{_SPACELESS}]"
_LETTERS = rf"{_LETTER}[^\W_{_SPACELESS}]*"
_RUN = re.compile(rf"[{_SPACELESS}]+|{_LETTERS}(?:[-'’.&]{_LETTERS})*|\w+")
_ASCII_RUN = re.compile(r"[a-z][a-z0-9]*(?:[-'.&][a-z][a-z0-9]*)*|\w+")
"""The same of folded text without any other character, in half the time."""
_SPACELESS_RUN = re.compile(rf"[{_SPACELESS}]")
_FIRST_SPACELESS = "々"
_JOINT = re.compile(r"[-'&]")
_SPELLED_JOINT = re.compile(r"[-'’&]")
_HIRAGANA = re.compile(r"[\u3040-\u309fー]")
_HIRAGANA_PAIR = re.compile(r"[\u3040-\u309fー]{2}")
_LEAST_STEM = 3
_STEM = 5
"""Whole words do about as well on the English dev sets; shorter ones also meet across endings."""
_SPACELESS_LEAD = 0.4
"""A text in Chinese is about this long beside the same text in English."""


def fold(text: str) -> str:
    """Return the text in compatibility form and lower case, so that Ｍｅｔａ equals meta."""
    whole = text.encode("utf-8", "replace").decode()  # half a surrogate pair is no character
    return unicodedata.normalize("NFKC", whole).casefold()


def words(folded: str) -> list[str]:
    """Return the words of a folded text in order, repeats included, empty words left out.

    Han, kana and Hangul runs come as overlapping character pairs, since nothing marks their
    words; a run of one character comes as itself. Numbers are left out (see `figures`).
    """
    if folded.isascii():
        return [word for run in _ASCII_RUN.findall(folded) for word in _alphabetic(run)]
    found: list[str] = []
    for run in _RUN.findall(folded):
        if run[0] >= _FIRST_SPACELESS and _SPACELESS_RUN.match(run):
            found.extend(_pairs(run))
        else:
            found.extend(_alphabetic(run))
    return found


def spelled(folded: str, stems: Collection[str]) -> dict[str, str]:
    """Return those of the stems that a folded text holds as they are first spelled there."""
    found: dict[str, str] = {}
    for run in _RUN.findall(folded):
        if len(found) == len(stems):
            break
        if not run[0].isdigit():
            for part in _SPELLED_JOINT.split(run):
                own = stem(part.replace(".", ""))
                if own in stems:
                    found.setdefault(own, part)
    return found


def lead_length(folded: str, lead: int) -> int:
    """Return how many characters hold as much as `lead` characters of an alphabetic script."""
    head = folded[:lead]
    spaceless = len(_SPACELESS_RUN.findall(head))
    return lead - round(spaceless * (1.0 - _SPACELESS_LEAD)) if head else lead


def _pairs(run: str) -> list[str]:
    if len(run) == 1:
        return []
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    if not _HIRAGANA.search(run):
        return pairs
    return [pair for pair in pairs if not _HIRAGANA_PAIR.fullmatch(pair)]


@lru_cache(maxsize=100_000)
def _alphabetic(run: str) -> tuple[str, ...]:
    if run[0].isdigit():
        return ()
    whole = run.replace("’", "'").removesuffix("'s").replace(".", "")
    parts = _JOINT.split(whole)
    return tuple(stem(part) for part in parts if len(part) > 1 and part not in EMPTY_WORDS)


def stem(word: str) -> str:
    """Return the word without a plural ending, and no more than its first letters.

    Crude, but it treats the languages with long endings alike. A word with digits, such as the
    name of a model, stays whole.
    """
    if len(word) <= _LEAST_STEM or not word.isalpha():
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word[:_STEM]

"""Text → words: folded, lightly stemmed, with character pairs for scripts without spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain
from sys import intern
from typing import TypeVar

from tapestory.late_regex import late_regex
from tapestory.matching.background import EMPTY_WORDS

_T = TypeVar("_T")

_SPACELESS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff々〆"
_LETTER = rf"[^\W\d_{_SPACELESS}]"
_LETTERS = rf"{_LETTER}[^\W_{_SPACELESS}]*"
_RUN = late_regex(rf"[{_SPACELESS}]+|{_LETTERS}(?:[-'’.&]{_LETTERS})*|\w+")
_SPACELESS_RUN = late_regex(rf"[{_SPACELESS}]")
_SPACELESS_RUNS = late_regex(rf"[{_SPACELESS}]+")
_FIRST_SPACELESS = "々"
_JOINT = late_regex(r"[-'&]")
_SPELLED_JOINT = late_regex(r"[-'’&]")
_HIRAGANA = late_regex(r"[\u3040-\u309fー]")
_HIRAGANA_PAIR = late_regex(r"[\u3040-\u309fー]{2}")
_GAPS = {code: " " for code in range(128) if not re.match(r"[-'.&\w]", chr(code))}
_LEAST_STEM = 3
_STEM = 5
"""Whole words do about as well on the English dev sets; shorter ones also meet across endings."""
_KNOWN = 50_000
_LONGEST_KNOWN = 32
"""Spellings whose words are kept at hand: what a language commonly uses."""
_SPACELESS_LEAD = 0.4
"""A text in Chinese is about this long beside the same text in English."""


def fold(text: str) -> str:
    """Return the text in compatibility form and lower case, so that Ｍｅｔａ equals meta."""
    if text.isascii():
        return text.lower()
    whole = text.encode("utf-8", "replace").decode()  # half a surrogate pair is no character
    return unicodedata.normalize("NFKC", whole).casefold()


def words(folded: str) -> list[str]:
    """Return the words of a folded text in order, repeats included, empty words left out.

    Han, kana and Hangul runs come as overlapping character pairs, since nothing marks their
    words; a run of one character comes as itself. Numbers are left out (see `figures`).
    """
    return list(chain.from_iterable(map(_READ.__getitem__, _chunks(folded))))


def spelled(folded: str, stems: Collection[str]) -> dict[str, str]:
    """Return those of the stems that a folded text holds as they are first spelled there."""
    found: dict[str, str] = {}
    for chunk in _chunks(folded) if stems else ():
        for own, part in _SPELLED[chunk]:
            if own in stems and own not in found:
                found[own] = part
        if len(found) == len(stems):
            break
    return found


def lead_length(folded: str, lead: int) -> int:
    """Return how many characters hold as much as `lead` characters of an alphabetic script."""
    head = folded[:lead]
    if head.isascii():
        return lead
    spaceless = len(head) - len(_SPACELESS_RUNS.sub("", head))
    return lead - round(spaceless * (1.0 - _SPACELESS_LEAD)) if head else lead


def _pairs(run: str) -> list[str]:
    if len(run) == 1:
        return []
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    if not _HIRAGANA.search(run):
        return pairs
    return [pair for pair in pairs if not _HIRAGANA_PAIR.fullmatch(pair)]


def _chunks(folded: str) -> list[str]:
    """Part a text where no run of letters goes on: most of the pieces were read before."""
    if folded.isascii():
        folded = folded.translate(_GAPS).replace(". ", " ")
    return folded.split()


class _Read(dict[str, tuple[_T, ...]]):
    """A piece of text → what it holds, worked out when it is first asked for.

    Bounded; a dict of its own, for it is asked sixty times an article and answers without a call.
    """

    def __init__(self, read: Callable[[str], Iterable[_T]]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, chunk: str) -> tuple[_T, ...]:
        held = tuple(self._read(chunk))
        if len(chunk) <= _LONGEST_KNOWN:
            if len(self) >= _KNOWN:
                self.clear()
            self[chunk] = held
        return held


def _words(chunk: str) -> Iterable[str]:
    """Return the words, one object for each: compared by address where articles meet."""
    if chunk.isascii() and chunk.isalpha():
        return () if len(chunk) == 1 or chunk in EMPTY_WORDS else (intern(stem(chunk)),)
    found: list[str] = []
    for run in _RUN.findall(chunk):
        if run[0] >= _FIRST_SPACELESS and _SPACELESS_RUN.match(run):
            found += _pairs(run)
        else:
            found += _alphabetic(run)
    return map(intern, found)


def _spellings(chunk: str) -> Iterator[tuple[str, str]]:
    """Yield each stem with its spelling."""
    for run in _RUN.findall(chunk):
        if not run[0].isdigit():
            for part in _SPELLED_JOINT.split(run):
                yield intern(stem(part.replace(".", ""))), part


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


_READ = _Read(_words)
_SPELLED = _Read(_spellings)

"""Title, text and time of an article → the earlier article whose text it repeats, if any.

Texts are compared by containment of shingles (Broder 1997, "On the resemblance and containment
of documents"): five words in a row, or eight characters of Chinese, Japanese or Korean. A copy
that holds only the beginning of the original counts; texts of one template with other figures
do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar
from zlib import crc32

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from tapestory.model import ArticleId

_Key = TypeVar("_Key")
Hashes = npt.NDArray[np.uint64]

_CONTAINED = 0.6
"""Share of the shorter text's shingles that the longer one holds."""
_CONTAINED_SHORT = 0.8
_SHORT = 40
"""Shingles below which the titles have to be alike as well."""
_TITLES_ALIKE = 90.0
"""Of 100, rapidfuzz ratio of folded titles."""
_FIGURES_SHARED = 0.75
"""Share of the shorter text's figures that the longer one has; templates share few."""
_EXCERPT = 0.5
"""A text shorter than this share of the other is an excerpt: it has to stem from the beginning."""
_LEAST_EXCERPT = 0.15
_LEAD_SLACK = 1.6
_ANCHORS = 24
"""Least hashes of a text by which it is found; about seven of them lie in its first 30 %."""
_LONGEST = 4_000
"""Tokens of a text that are read."""
_BARE_TITLE_TOKENS = 7
"""Tokens of a title that is enough by itself, where there is no text on either side."""

_TOKEN = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]|[^\W_]+(?:[.,]\d+)*"
)
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_OUTLET_TAIL = re.compile(r"\s+[-–—|·]\s+[^-–—|·]{2,40}$")
_WORDS_IN_ROW = 5
_CHARACTERS_IN_ROW = 8
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Print:
    """What of a text is compared."""

    title: str
    """Folded, without an outlet's name behind a dash."""
    shingles: Hashes
    """In the order of the text, each once."""
    figures: frozenset[str]
    tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """An article of the index."""

    master: ArticleId
    print: _Print
    time: datetime


class CopyIndex:
    """Remembers the texts of a window of time, and recognises their copies.

    Feed it in the order in which articles were seen: the earliest is the master of all that
    repeat it. The same calls give the same answers, whatever the process.

    Args:
        window: Two articles further apart are no copies of each other.
    """

    def __init__(self, window: timedelta) -> None:
        self._window = window
        self._known: OrderedDict[int, _Known] = OrderedDict()
        self._by_anchor: dict[int, list[int]] = {}
        self._by_title: dict[str, list[int]] = {}
        self._next = 0
        self._newest: datetime | None = None
        self._last: tuple[tuple[str, str], _Print] | None = None

    def add(self, article_id: ArticleId, title: str, text: str, time: datetime) -> None:
        """Remember an article; when it is a copy itself, under its master."""
        print_ = self._print(title, text)
        master = self._master(print_, time) or article_id
        number, self._next = self._next, self._next + 1
        self._known[number] = _Known(master=master, print=print_, time=time)
        for anchor in _anchors(print_):
            self._by_anchor.setdefault(anchor, []).append(number)
        self._by_title.setdefault(print_.title, []).append(number)
        self._newest = time if self._newest is None else max(self._newest, time)
        self._forget()

    def master_of(self, title: str, text: str, time: datetime) -> ArticleId | None:
        """Return the earliest article that this one repeats, or that repeats this one."""
        return self._master(self._print(title, text), time)

    def _master(self, print_: _Print, time: datetime) -> ArticleId | None:
        shared = Counter[int]()
        for anchor in _anchors(print_):
            shared.update(self._by_anchor.get(anchor, ()))
        candidates = {number for number, count in shared.items() if count >= 2}
        candidates.update(self._by_title.get(print_.title, ()))
        for number in sorted(candidates):
            known = self._known[number]
            if abs(time - known.time) <= self._window and _repeats(print_, known.print):
                return known.master
        return None

    def _print(self, title: str, text: str) -> _Print:
        key = (title, text)
        if self._last is None or self._last[0] != key:
            self._last = (key, _print_of(title, text))
        return self._last[1]

    def _forget(self) -> None:
        """Drop what no article to come can be near enough to: twice the window behind."""
        while self._newest is not None and self._known:
            number, known = next(iter(self._known.items()))
            if self._newest - known.time <= 2 * self._window:
                return
            del self._known[number]
            for anchor in _anchors(known.print):
                _drop(self._by_anchor, anchor, number)
            _drop(self._by_title, known.print.title, number)


def containment(one: str, other: str) -> float:
    """Return the share, 0 to 1, of the shorter text's shingles that the longer one holds."""
    return _containment(_print_of("", one), _print_of("", other))


def _containment(one: _Print, other: _Print) -> float:
    shorter, longer = sorted((one.shingles, other.shingles), key=len)
    return float(np.isin(shorter, longer).mean()) if len(shorter) else 0.0


def _repeats(one: _Print, other: _Print) -> bool:
    shorter, longer = sorted((one, other), key=lambda print_: len(print_.shingles))
    if not len(longer.shingles):
        return one.title == other.title and one.tokens >= _BARE_TITLE_TOKENS
    if not len(shorter.shingles):
        return False
    held = np.isin(shorter.shingles, longer.shingles)
    short = len(shorter.shingles) < _SHORT
    if held.mean() < (_CONTAINED_SHORT if short else _CONTAINED):
        return False
    if not _figures_agree(shorter, longer):
        return False
    alike = _titles_alike(one.title, other.title)
    if short:
        return alike
    return alike or _from_the_beginning(shorter, longer)


def _figures_agree(shorter: _Print, longer: _Print) -> bool:
    if not shorter.figures:
        return True
    return len(shorter.figures & longer.figures) / len(shorter.figures) >= _FIGURES_SHARED


def _titles_alike(one: str, other: str) -> bool:
    if _FIGURE.findall(one) != _FIGURE.findall(other):
        return False
    return bool(one) and fuzz.ratio(one, other) >= _TITLES_ALIKE


def _from_the_beginning(shorter: _Print, longer: _Print) -> bool:
    """Tell an excerpt of the beginning from a story that a roundup contains among others."""
    share = len(shorter.shingles) / len(longer.shingles)
    if share >= _EXCERPT:
        return True
    if share < _LEAST_EXCERPT:
        return False
    lead = longer.shingles[: int(len(shorter.shingles) * _LEAD_SLACK)]
    return bool(np.isin(shorter.shingles, lead).mean() >= _CONTAINED)


def _print_of(title: str, text: str) -> _Print:
    tokens = list(islice(_tokens(text), _LONGEST))
    folded = _folded_title(title)
    return _Print(
        title=folded,
        shingles=_shingles(tokens),
        figures=frozenset(token for token in tokens if token[0].isdecimal()),
        tokens=len(tokens) if tokens else sum(1 for _ in _tokens(folded)),
    )


def _tokens(text: str) -> Iterable[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return (found[0] for found in _TOKEN.finditer(folded))


def _folded_title(title: str) -> str:
    return " ".join(_tokens(_OUTLET_TAIL.sub("", title)))


def _shingles(tokens: list[str]) -> Hashes:
    """Return the hashes of all runs of tokens, in order, each once."""
    wide = sum(1 for token in tokens if _WIDE.match(token))
    row = _CHARACTERS_IN_ROW if wide * 2 > len(tokens) else _WORDS_IN_ROW
    if len(tokens) < row:
        return np.empty(0, dtype=np.uint64)
    words = np.fromiter((crc32(token.encode()) for token in tokens), np.uint64, len(tokens))
    count = len(tokens) - row + 1
    hashes = np.zeros(count, dtype=np.uint64)
    for place in range(row):
        hashes = hashes * _BASE + words[place : place + count]
    hashes ^= hashes >> np.uint64(33)
    hashes *= _MIX
    hashes ^= hashes >> np.uint64(33)
    _, first = np.unique(hashes, return_index=True)
    return hashes[np.sort(first)]


def _anchors(print_: _Print) -> list[int]:
    least = np.sort(print_.shingles)[:_ANCHORS]
    return [int(anchor) for anchor in least]


def _drop(index: dict[_Key, list[int]], key: _Key, number: int) -> None:
    numbers = index[key]
    numbers.remove(number)
    if not numbers:
        del index[key]

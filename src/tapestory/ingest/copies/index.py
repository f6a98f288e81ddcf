"""Title, text and time of an article → the earlier article whose text it repeats, if any.

Texts are compared by containment of shingles (Broder 1997, "On the resemblance and containment
of documents"): five words in a row, or eight characters of Chinese, Japanese or Korean. A copy
that holds only the beginning of the original counts; texts of one template with other figures
do not.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, OrderedDict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar
from zlib import crc32

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from tapestory.ingest.copies.han import simplified
from tapestory.late_regex import late_regex
from tapestory.model import ArticleId

Hashes = npt.NDArray[np.uint32]
_NO_SHINGLES: Hashes = np.empty(0, dtype=np.uint32)

_CONTAINED = 0.5
"""Share of the shorter text's shingles that the longer one holds."""
_CONTAINED_SHORT = 0.8
_SHORT = 40
"""Shingles below which the titles have to be alike as well."""
_TITLES_ALIKE = 90.0
"""Of 100, rapidfuzz ratio of folded titles."""
_FIGURES_KEPT = 0.75
"""Share of the figures in the same words that are the same; templates keep few."""
_EXCERPT = 0.5
"""A text shorter than this share of the other is an excerpt: it has to stem from the beginning."""
_LEAST_EXCERPT = 0.15
_LEAD_SLACK = 1.6
_ANCHORS = 32
"""Least hashes of a text by which it is found; about ten of them lie in its first 30 %."""
_MOST_CANDIDATES = 12
"""Known texts that a text is held against in full."""
_MOST_HOLDERS = 48
"""Articles that are found by one hash; what more of them share is a feed's boilerplate."""
_LONGEST = 4_000
"""Tokens of a text that are read."""
_LONGEST_TEXT = 40_000
"""Characters of a text that are read."""
_BARE_TITLE_TOKENS = 7
"""Tokens of a title that is enough by itself, where there is no text on either side."""

_WIDE = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_TOKEN = late_regex(rf"[{_WIDE}]|[^\W_{_WIDE}]+(?:[.,]\d+)*")
_FIGURE = late_regex(r"\d+(?:[.,]\d+)*")
_OUTLET_TAIL = late_regex(r"\s[-–—|·]\s[^-–—|·]{2,40}$")
_WORDS_IN_ROW = 5
_CHARACTERS_IN_ROW = 8
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_FIRST_WIDE = "\u3040"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Print:
    """What of a text is compared."""

    title: str
    """Folded, without an outlet's name behind a dash."""
    shingles: Hashes
    """In the order of the text, each once."""
    figures: frozenset[tuple[int, int]]
    """Hashes of the words around a figure, and of the figure."""
    tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """An article of the index."""

    master: ArticleId
    print: _Print
    time: datetime


class _State(NamedTuple):
    """What an index is put aside as: its articles in columns, in order."""

    window: timedelta
    numbers: list[int]
    masters: list[ArticleId]
    times: list[datetime]
    titles: list[str]
    figures: list[frozenset[tuple[int, int]]]
    tokens: list[int]
    lengths: list[int]
    """Shingles of each."""
    shingles: Hashes
    """One article's after the other's."""
    by_anchor: _Postings[int]
    by_title: _Postings[str]
    following: int
    newest: datetime | None


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
        self._by_anchor: _Postings[int] = _Postings()
        self._by_title: _Postings[str] = _Postings()
        self._next = 0
        self._newest: datetime | None = None
        self._last: tuple[tuple[str, str], _Print] | None = None

    def __getstate__(self) -> _State:
        known = [*self._known.values()]
        prints = [one.print for one in known]
        return _State(
            window=self._window,
            numbers=[*self._known],
            masters=[one.master for one in known],
            times=[one.time for one in known],
            titles=[one.title for one in prints],
            figures=[one.figures for one in prints],
            tokens=[one.tokens for one in prints],
            lengths=[len(one.shingles) for one in prints],
            shingles=np.concatenate([_NO_SHINGLES, *(one.shingles for one in prints)]),
            by_anchor=self._by_anchor,
            by_title=self._by_title,
            following=self._next,
            newest=self._newest,
        )

    def __setstate__(self, state: _State) -> None:
        self._window, self._next, self._newest = state.window, state.following, state.newest
        self._by_anchor, self._by_title, self._last = state.by_anchor, state.by_title, None
        ends = np.cumsum([0, *state.lengths])
        rows = (state.shingles[start:end] for start, end in pairwise(ends.tolist()))
        prints = (
            _Print(title=title, shingles=shingles, figures=figures, tokens=tokens)
            for title, shingles, figures, tokens in zip(
                state.titles, rows, state.figures, state.tokens, strict=True
            )
        )
        self._known = OrderedDict(
            (number, _Known(master=master, print=print_, time=time))
            for number, master, print_, time in zip(
                state.numbers, state.masters, prints, state.times, strict=True
            )
        )

    def add(self, article_id: ArticleId, title: str, text: str, time: datetime) -> None:
        """Remember an article; when it is a copy itself, under its master."""
        print_ = self._print(title, text)
        master = self._master(print_, time) or article_id
        number, self._next = self._next, self._next + 1
        self._known[number] = _Known(master=master, print=print_, time=time)
        for anchor in _anchors(print_):
            self._by_anchor.add(anchor, number)
        self._by_title.add(print_.title, number)
        self._newest = time if self._newest is None else max(self._newest, time)
        self._forget()

    def master_of(self, title: str, text: str, time: datetime) -> ArticleId | None:
        """Return the earliest article that this one repeats, or that repeats this one."""
        return self._master(self._print(title, text), time)

    def _master(self, print_: _Print, time: datetime) -> ArticleId | None:
        for number in sorted(self._candidates(print_)):
            known = self._known[number]
            if abs(time - known.time) <= self._window and _repeats(print_, known.print):
                return known.master
        return None

    def _candidates(self, print_: _Print) -> set[int]:
        """Return the articles that share most with this one: so few that any feed can be borne."""
        shared = Counter[int]()
        for anchor in _anchors(print_):
            shared.update(self._by_anchor.of(anchor))
        nearest = sorted((-count, number) for number, count in shared.items() if count >= 2)
        found = {number for _, number in nearest[:_MOST_CANDIDATES]}
        if print_.title:
            found.update(self._by_title.of(print_.title)[-_MOST_CANDIDATES:])
        return found

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
                self._by_anchor.drop(anchor, number)
            self._by_title.drop(known.print.title, number)


def is_known_by_itself(text: str) -> bool:
    """Tell whether a text says so much that no other would say it in the same words."""
    return len(_tokens(text)) >= _SHORT


def containment(one: str, other: str) -> float:
    """Return the share, 0 to 1, of the shorter text's shingles that the longer one holds."""
    shingles = (_print_of("", one).shingles, _print_of("", other).shingles)
    shorter, longer = sorted(shingles, key=len)
    return _held(shorter, longer) / len(shorter) if len(shorter) else 0.0


def _held(shingles: Hashes, by: Hashes) -> int:
    """Return how many of the shingles the others hold; of both each is there once."""
    both = np.sort(np.concatenate((shingles, by)))
    return int(np.count_nonzero(both[1:] == both[:-1]))


def _repeats(one: _Print, other: _Print) -> bool:
    shorter, longer = sorted((one, other), key=lambda print_: len(print_.shingles))
    if not len(longer.shingles):
        return one.title == other.title and one.tokens >= _BARE_TITLE_TOKENS
    if not len(shorter.shingles):
        return False
    short = len(shorter.shingles) < _SHORT
    least = (_CONTAINED_SHORT if short else _CONTAINED) * len(shorter.shingles)
    if _held(shorter.shingles, longer.shingles) < least:
        return False
    if not _figures_agree(shorter, longer):
        return False
    alike = _titles_alike(one.title, other.title)
    if short:
        return alike
    return alike or _from_the_beginning(shorter, longer)


def _figures_agree(one: _Print, other: _Print) -> bool:
    """Tell whether figures within the same words are the same: templates have others there.

    A figure that stands among other words tells nothing: it was edited in, or away.
    """
    words = {around for around, _ in one.figures} & {around for around, _ in other.figures}
    kept = {around for around, _ in one.figures & other.figures}
    return not words or len(kept) / len(words) >= _FIGURES_KEPT


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
    return _held(shorter.shingles, lead) >= _CONTAINED * len(shorter.shingles)


def _print_of(title: str, text: str) -> _Print:
    tokens = _tokens(text)
    folded = " ".join(_tokens(_OUTLET_TAIL.sub("", title)))
    return _Print(
        title=folded,
        shingles=_shingles(tokens),
        figures=frozenset(_figures(tokens)),
        tokens=len(tokens) or len(folded.split()),
    )


def _tokens(text: str) -> list[str]:
    """Return words, figures and single characters of Chinese, Japanese and Korean, folded."""
    text = text[:_LONGEST_TEXT]
    if not text.isascii():
        text = simplified(unicodedata.normalize("NFKC", text))
    return _TOKEN.findall(text.casefold())[:_LONGEST]


def _figures(tokens: list[str]) -> Iterator[tuple[int, int]]:
    """Yield each figure with the two words before and the one behind it, as hashes."""
    places = [place for place, token in enumerate(tokens) if token[0].isdecimal()]
    for place in places:
        around = (*tokens[max(0, place - 2) : place], "#", *tokens[place + 1 : place + 2])
        words = " ".join("#" if token[0].isdecimal() else token for token in around)
        yield crc32(words.encode()), crc32(tokens[place].encode())


def _shingles(tokens: list[str]) -> Hashes:
    """Return the hashes of all runs of tokens, in order, each once.

    How long a run is, its first token decides, so that a foreign name changes nothing around it.
    """
    if len(tokens) < _WORDS_IN_ROW:
        return _NO_SHINGLES
    words = np.fromiter(
        (crc32(token.encode("utf-8", "replace")) for token in tokens), np.uint64, len(tokens)
    )
    wide = np.fromiter((token[0] >= _FIRST_WIDE for token in tokens), np.bool_, len(tokens))
    hashes = np.where(wide, _runs(words, _CHARACTERS_IN_ROW), _runs(words, _WORDS_IN_ROW))
    short = len(tokens) - np.where(wide, _CHARACTERS_IN_ROW, _WORDS_IN_ROW)
    hashes = hashes[np.arange(len(tokens)) <= short]
    hashes ^= hashes >> np.uint64(33)
    hashes *= _MIX
    narrow = (hashes >> np.uint64(32)).astype(np.uint32)
    _, first = np.unique(narrow, return_index=True)
    return narrow[np.sort(first)]


def _runs(words: npt.NDArray[np.uint64], row: int) -> npt.NDArray[np.uint64]:
    """Return the hash of the run that begins at each word; of those cut off, anything."""
    padded = np.concatenate((words, np.zeros(row, dtype=np.uint64)))
    hashes = np.zeros(len(words), dtype=np.uint64)
    for place in range(row):
        hashes = hashes * _BASE + padded[place : place + len(words)]
    return hashes


def _anchors(print_: _Print) -> list[int]:
    least: list[int] = np.sort(print_.shingles)[:_ANCHORS].tolist()
    return least


_Key = TypeVar("_Key", bound=Hashable)


class _Postings(Generic[_Key]):
    """Which articles have a key; nearly all keys have one, which is kept without a list."""

    def __init__(self) -> None:
        self._numbers: dict[_Key, int | list[int]] = {}

    def of(self, key: _Key) -> list[int]:
        numbers = self._numbers.get(key, [])
        return [numbers] if isinstance(numbers, int) else numbers

    def add(self, key: _Key, number: int) -> None:
        known = self._numbers.get(key)
        if known is None:
            self._numbers[key] = number
        elif isinstance(known, int):
            self._numbers[key] = [known, number]
        elif len(known) < _MOST_HOLDERS:
            known.append(number)

    def drop(self, key: _Key, number: int) -> None:
        known = self.of(key)
        if number not in known:
            return
        if len(known) == 1:
            del self._numbers[key]
        else:
            known.remove(number)

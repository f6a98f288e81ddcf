"""The words of many patterns → one scan of a text that finds all of them at once.

Every room asks for patterns in the same sentences. To look for the words of each by itself takes
as many scans as there are patterns; one scan for all of them takes hardly longer than the first.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from tapestory.late_regex import late_regex

_REMEMBERED = 256
"""Texts, the last ones, whose words are kept: the rooms read one article after the other."""

WORTH_IT = 500
"""Texts that are not scanned, the first ones. To read the words from all patterns takes as long
as trying the patterns on some 900 texts, and most commands read a few sentences."""

Found = Mapping[int, Sequence[tuple[int, int]]]
"""Asker → which of its words stand in a text, and where each begins; the others are left out."""


class _Untold(dict[int, Sequence[tuple[int, int]]]):
    """What is found before anything is looked for: of everybody, a word may stand somewhere."""

    def __contains__(self, asker: object) -> bool:
        return True


UNTOLD: Found = _Untold()
CROWDED = -1
"""The asker under which is said that white space stands beside white space in a text."""
_CROWD = late_regex(r"\s\s")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that an asker looks for."""

    word: str
    """Folded as `fold` does."""
    begins: bool = False
    """Only where a word of the text begins: what most places at which "a" stands are not."""


class Scan:
    """Words that several askers look for in the same texts, found all at once.

    It is made ready when it is worth it: by then all askers have entered, as they do when their
    modules are imported. One that enters later is counted in all the same. Until then nothing is
    known of a text, and whoever asks tries its pattern.

    Args:
        after: Texts that are not looked at, the first ones.
        leader: The scan with which this one begins instead: that one sees the texts of which
            this one sees parts, or few.
    """

    def __init__(self, after: int = WORTH_IT, *, leader: Scan | None = None) -> None:
        self._left = after if leader is None else sys.maxsize
        self._followers: list[Scan] = []
        self._askers: list[Callable[[], Sequence[Wanted]]] = []
        self._automaton: AhoCorasick | None = None
        self._asked: list[Sequence[tuple[int, int]]] = []
        """Word of the automaton → who asks for it, and as which of their words."""
        self._begins: list[bool] = []
        self.at: Callable[[str], Found]
        self._forget()
        if leader is not None:
            leader.lead(self)

    def lead(self, follower: Scan) -> None:
        """Let another scan begin when this one does: at once, if it has begun."""
        self._followers.append(follower)
        if not self._left:
            follower.begin()

    def begin(self) -> None:
        """Look at every text from now on, those of which nothing was known included."""
        self._left = 0
        self._forget()
        for follower in self._followers:
            follower.begin()

    def enter(self, words: Callable[[], Sequence[Wanted]]) -> int:
        """Return the number under which an asker finds its words.

        Args:
            words: Asked once, before the first text is looked at.
        """
        self._askers.append(words)
        self._forget()
        return len(self._askers) - 1

    def _forget(self) -> None:
        self._automaton = None
        self.at = lru_cache(maxsize=_REMEMBERED)(self._look)

    def _look(self, text: str) -> Found:
        """Return where words stand in the text as `fold` leaves it."""
        if self._left > 0:
            self._left -= 1
            if not self._left:
                self.begin()
            return UNTOLD
        automaton = self._automaton or self._made_ready()
        folded = fold(text)
        # Where letters became fewer it is not known what stood before a word.
        same = len(folded) == len(text)
        found: dict[int, list[tuple[int, int]]] = {}
        if _CROWD.search(text):
            found[CROWDED] = []
        asked, begins = self._asked, self._begins
        for word, start, _ in automaton.find_matches_as_indexes(folded, overlapping=True):
            if begins[word] and same and start:
                before = folded[start - 1]
                if before.isalnum() or before == "_":
                    continue
            for asker, which in asked[word]:
                if asker in found:
                    found[asker].append((which, start))
                else:
                    found[asker] = [(which, start)]
        return found

    def _made_ready(self) -> AhoCorasick:
        asked: defaultdict[Wanted, list[tuple[int, int]]] = defaultdict(list)
        for asker, words in enumerate(self._askers):
            for which, wanted in enumerate(words()):
                asked[wanted].append((asker, which))
        self._asked = [*asked.values()]
        self._begins = [wanted.begins for wanted in asked]
        self._automaton = AhoCorasick([wanted.word for wanted in asked])
        return self._automaton


SENTENCES = Scan()
"""What is looked for in every sentence."""


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """Return a text in the one case in which `re.IGNORECASE` compares; lengths may change."""
    lower = text.lower()
    if lower.isascii():
        return lower
    return lower.replace("i\u0307", "i").replace("ı", "i").replace("ſ", "s")

"""A pattern of many alternatives → the same pattern, tried only where a word of it stands.

Python's `re` tries every alternative at every letter. Most texts hold no word of most patterns,
and one scan for the words finds that out in a fraction of the time; where one stands, the pattern
is tried at the few places at which a match with this word in it could begin. Which words a match
cannot do without is read from the pattern itself (`needed_words`), so no list can fall behind it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence

from tapestory.reading.text.needed_words import Needed, needed_words
from tapestory.reading.text.scan import CROWDED, SENTENCES, Found, Scan, Wanted, fold


class Quick:
    """A compiled pattern that answers as the pattern does, and sooner.

    Args:
        pattern: Of any flags. One whose matches need no certain word is tried as it is.
        scan: Of the texts in which it is looked for; what is only looked for in headlines has
            no place among what is in every sentence.
    """

    __slots__ = ("_alone", "_anchored", "_needed", "_number", "_scan", "pattern")

    def __init__(self, pattern: re.Pattern[str], scan: Scan = SENTENCES) -> None:
        self.pattern = pattern
        self._needed: Sequence[Needed] | None = None
        self._anchored = False
        self._alone = False
        self._scan = scan
        self._number = scan.enter(self._words)

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match, as the pattern's own `search` does."""
        found = self._scan.at(text)
        if self._needed and self._number not in found:
            return None
        places = self._places(text, found)
        if places is None:
            return self.pattern.search(text, pos, endpos)
        for place in places:
            if place >= pos and (match := self.pattern.match(text, place, endpos)) is not None:
                return match
        return None

    def match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match at a place, as the pattern's own `match` does."""
        return self.pattern.match(text, pos, endpos)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of a whole text, as the pattern's own `fullmatch` does."""
        return self.pattern.fullmatch(text)

    def finditer(
        self, text: str, pos: int = 0, endpos: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """Return all matches one by one, as the pattern's own `finditer` does."""
        found = self._scan.at(text)
        if self._needed and self._number not in found:
            return iter(())
        places = self._places(text, found)
        if places is None:
            return self.pattern.finditer(text, pos, endpos)
        return self._matches(places, text, pos, endpos)

    def _matches(
        self, places: Sequence[int], text: str, pos: int, endpos: int
    ) -> Iterator[re.Match[str]]:
        for place in places:
            if place >= pos and (found := self.pattern.match(text, place, endpos)) is not None:
                yield found
                pos = found.end()

    def sub(self, repl: str, text: str) -> str:
        """Return the text with every match replaced, as the pattern's own `sub` does."""
        return self.pattern.sub(repl, text) if self.may_stand_in(text) else text

    def may_stand_in(self, text: str) -> bool:
        """Tell at once whether a text holds what every match needs."""
        return self._number in self._scan.at(text) or not self._needed

    def _places(self, text: str, found: Found) -> Sequence[int] | None:
        """Return where matches may begin, in order; None if that is not known.

        Args:
            text: In which they are looked for.
            found: The words that stand in it.
        """
        needed, hits = self._needed, found.get(self._number)
        if not hits or not needed or not self._anchored or (self._alone and CROWDED in found):
            return None
        if not text.isascii() and len(fold(text)) != len(text):
            return None
        places: set[int] = set()
        for number, start in hits:
            word = needed[number]
            if word.furthest == 0:
                places.add(start)
            else:
                places.update(range(max(0, start - word.furthest), start - word.nearest + 1))
        return sorted(places)

    def _words(self) -> Sequence[Wanted]:
        """Return the words of which every match holds one: read from the pattern when asked."""
        if self._needed is None:
            self._needed = needed_words(self.pattern)
            self._anchored = all(needed.is_bound for needed in self._needed)
            self._alone = any(needed.alone for needed in self._needed)
        return [Wanted(needed.word, begins=needed.begins) for needed in self._needed]

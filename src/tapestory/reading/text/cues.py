"""Patterns with the words that they cannot do without → only those tried that can match a text.

Most sentences hold no word of most patterns, and a pattern of thirty alternatives takes long to
find that out at every letter. One scan for the words of all of them together takes a fraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ahocorasick_rs import AhoCorasick


class Cue:
    """A pattern, and the words of which every match of it holds at least one.

    Args:
        pattern: Searched for where one of the words stands, in whatever case.
        needs: The words, lower case, parted by white space; parts of words will do. A word that
            is missing here silences its alternative: a test generates matches to make sure.
    """

    __slots__ = ("needs", "pattern")

    def __init__(self, pattern: re.Pattern[str], *, needs: str) -> None:
        self.pattern = pattern
        self.needs = tuple(needs.split())


def any_of(words: str) -> Cue:
    """Return the cue that is any of these words itself: lower case, parted by white space."""
    needs = sorted(set(words.split()))
    return Cue(re.compile("|".join(map(re.escape, needs)), re.IGNORECASE), needs=" ".join(needs))


class CueSet:
    """Cues that are looked for in the same texts."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        pairs = [(word, cue) for cue in cues for word in cue.needs]
        self._cues = [cue for _, cue in pairs]
        self._words = AhoCorasick([word for word, _ in pairs])

    def at(self, text: str) -> Sighting:
        """Return what is worth looking for in a text."""
        hits = self._words.find_matches_as_indexes(fold(text), overlapping=True)
        cues = self._cues
        return Sighting(text, frozenset([cues[hit[0]] for hit in hits]) if hits else _NONE)


class Sighting:
    """A text with the cues that may stand in it."""

    __slots__ = ("_possible", "_text")

    def __init__(self, text: str, possible: frozenset[Cue]) -> None:
        self._text = text
        self._possible = possible

    def may_hold(self, cue: Cue) -> bool:
        """Tell whether one of the words stands in the text that a cue needs."""
        return cue in self._possible

    def search(self, cue: Cue) -> re.Match[str] | None:
        """Return the first match of a cue, as its pattern alone would."""
        return cue.pattern.search(self._text) if cue in self._possible else None


_NONE: frozenset[Cue] = frozenset()


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """Return a text in the one case in which `re.IGNORECASE` compares; lengths may change.

    Every room asks for the same sentences: the last ones are remembered.
    """
    lower = text.lower()
    if lower.isascii():
        return lower
    return lower.replace("i\u0307", "i").replace("ı", "i").replace("ſ", "s")

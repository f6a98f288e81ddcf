"""Patterns with the words that they cannot do without → only those tried that can match a text.

Most sentences hold no word of most patterns, and a pattern of thirty alternatives takes long to
find that out at every letter. One scan for the words of all of them together takes a fraction.
"""

from __future__ import annotations

import re

from tapestory.reading.text.scan import SENTENCES, Wanted


class Cue:
    """A pattern, and the words of which every match of it holds at least one.

    Args:
        pattern: Searched for where one of the words stands, in whatever case.
        needs: The words, lower case, parted by white space; parts of words will do. A word that
            is missing here silences its alternative: a test generates matches to make sure.
    """

    __slots__ = ("_number", "needs", "pattern")

    def __init__(self, pattern: re.Pattern[str], *, needs: str) -> None:
        self.pattern = pattern
        self.needs = tuple(needs.split())
        self._number = SENTENCES.enter(lambda: [Wanted(word) for word in self.needs])

    def may_stand_in(self, text: str) -> bool:
        """Tell whether one of the words stands in a text that the cue needs."""
        return self._number in SENTENCES.at(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text, as the pattern alone would."""
        return self.pattern.search(text) if self._number in SENTENCES.at(text) else None


def any_of(words: str) -> Cue:
    """Return the cue that is any of these words itself: lower case, parted by white space."""
    needs = sorted(set(words.split()))
    return Cue(re.compile("|".join(map(re.escape, needs)), re.IGNORECASE), needs=" ".join(needs))

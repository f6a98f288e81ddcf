"""Patterns with the words that they cannot do without → only those tried that can match a text.

Most sentences hold no word of most patterns, and a pattern of thirty alternatives takes long to
find that out at every letter. One scan for the words of all of them together takes a fraction.
"""

from __future__ import annotations

import re

from tapestory.late_regex import late_regex
from tapestory.reading.text.scan import SENTENCES, UNTOLD, Scan, Wanted, fold


class Cue:
    """A pattern, and the words of which every match of it holds at least one.

    Args:
        pattern: Searched for where one of the words stands, in whatever case.
        needs: The words, lower case, parted by white space; parts of words will do. A word that
            is missing here silences its alternative: a test generates matches to make sure.
        scan: Of the texts in which it is looked for.
    """

    __slots__ = ("_number", "_scan", "needs", "pattern")

    def __init__(self, pattern: re.Pattern[str], *, needs: str, scan: Scan = SENTENCES) -> None:
        self.pattern = pattern
        self.needs = tuple(needs.split())
        self._scan = scan
        self._number = scan.enter(lambda: [Wanted(word) for word in self.needs])

    def may_stand_in(self, text: str) -> bool:
        """Tell whether one of the words that the cue needs stands in a text."""
        found = self._scan.at(text)
        if found is UNTOLD:
            folded = fold(text)
            return any(word in folded for word in self.needs)
        return self._number in found

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text, as the pattern alone would."""
        return self.pattern.search(text) if self.may_stand_in(text) else None


def any_of(words: str) -> Cue:
    """Return the cue that is any of these words itself: lower case, parted by white space."""
    needs = sorted(set(words.split()))
    return Cue(late_regex("|".join(map(re.escape, needs)), re.IGNORECASE), needs=" ".join(needs))

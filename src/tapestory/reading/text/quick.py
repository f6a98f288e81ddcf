"""A pattern of many alternatives → the same pattern, tried only where a word of it stands.

Python's `re` tries every alternative at every letter. Most texts hold no word of most patterns,
and one scan for the words finds that out in a fraction of the time. Which words a match cannot do
without is read from the pattern itself, so no list can fall behind it.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from ahocorasick_rs import AhoCorasick

from tapestory.reading.text.cues import fold

_MOST_WORDS = 2_000
_MOST_LETTERS = 64
"""Of a class of characters, that are each looked for."""


class Quick:
    """A compiled pattern that answers as the pattern does, and sooner where it does not match.

    Args:
        pattern: Of any flags. One whose matches need no certain word is tried as it is.
    """

    __slots__ = ("_ready", "_words", "pattern")

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self._words: AhoCorasick | None = None
        self._ready = False

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match, as the pattern's own `search` does."""
        return self.pattern.search(text, pos, endpos) if self.may_match(text) else None

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[Any]:
        """Return all matches, as the pattern's own `finditer` does."""
        return self.pattern.finditer(text, pos, endpos) if self.may_match(text) else iter(())

    def sub(self, repl: str, text: str) -> str:
        """Return the text with every match replaced, as the pattern's own `sub` does."""
        return self.pattern.sub(repl, text) if self.may_match(text) else text

    def may_match(self, text: str) -> bool:
        """Tell whether one of the words stands in a text without which nothing matches."""
        if not self._ready:
            words = needs(self.pattern)
            self._words = AhoCorasick(words) if words else None
            self._ready = True
        if self._words is None:
            return True
        return bool(self._words.find_matches_as_indexes(fold(text)))


def needs(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return words, folded, of which every match holds at least one; empty if there are none.

    Args:
        pattern: Compiled.
    """
    # The parser is private, but no other thing knows what a pattern consists of.
    parser: Any = importlib.import_module("re._parser")
    found = _of_sequence(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
    return tuple(sorted(found)) if found and len(found) <= _MOST_WORDS else ()


_INNER = {"SUBPATTERN": 3, "ASSERT": 1}
"""Where parts that hold a sequence hold it. What is looked ahead or back at stands in the text."""
_Words = frozenset[str]
_NONE: _Words = frozenset()


def _of_sequence(tree: Any) -> _Words:
    """Return the best of what the parts of a sequence need: its longest, then its fewest words."""
    found = [_of_part(str(op), value) for op, value in tree]
    literals = groupby(tree, key=lambda part: str(part[0]) == "LITERAL")
    for is_literal, run in literals:
        if is_literal:
            found.append(frozenset({_folded([value for _, value in run])}))
    usable = [words for words in found if words and "" not in words]
    return max(usable, key=lambda words: (min(map(len, words)), -len(words)), default=_NONE)


def _of_part(op: str, value: Any) -> _Words:
    if op in _INNER:
        return _of_sequence(value[_INNER[op]])
    if op == "BRANCH":
        ways = [_of_sequence(branch) for branch in value[1]]
        return frozenset().union(*ways) if all(ways) else _NONE
    if op.endswith("_REPEAT"):
        return _of_sequence(value[2]) if value[0] else _NONE
    if op == "IN" and len(value) <= _MOST_LETTERS and all(str(k) == "LITERAL" for k, _ in value):
        return frozenset(_folded([code]) for _, code in value)
    return _NONE


def _folded(codes: Sequence[int]) -> str:
    """Return a literal in the case in which it is looked for; "" if that is not certain."""
    text = "".join(map(chr, codes))
    folded = fold(text)
    # Greek letters have more than two forms each, and so has the micro sign.
    certain = not any(char == "\xb5" or "\u0370" <= char <= "\u03ff" for char in folded)
    return folded if certain and len(folded) == len(text) else ""

"""A compiled pattern → words of which every match holds at least one, and where in the match."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from tapestory.reading.text.scan import fold

_MOST_WORDS = 2_000
_MOST_LETTERS = 64
"""Of a class of characters, that are each looked for."""
_FURTHEST = 24
"""Characters before a word at which a match may begin; beyond that places are not counted."""
_UNBOUND = 1 << 20


@dataclass(frozen=True, slots=True)
class Needed:
    """A word that a match may hold, folded as `scan.fold` does."""

    word: str
    nearest: int
    """Characters at least between the beginning of the match and the word."""
    furthest: int
    """Characters at most."""
    begins: bool = False
    """It stands where a word of the text begins."""

    @property
    def is_bound(self) -> bool:
        """Whether it is known where a match with this word begins, more or less."""
        return self.nearest >= 0 and self.furthest <= _FURTHEST

    def behind(self, width: tuple[int, int]) -> Needed:
        """Return the word as it stands behind something of a width, least and most."""
        least, most = width
        furthest = min(self.furthest + most, _UNBOUND)
        nearest = min(self.nearest + least, _UNBOUND)
        return Needed(self.word, nearest, furthest, self.begins)

    def at_boundary(self) -> Needed:
        """Return the word as it stands behind a boundary of words."""
        if self.nearest or self.furthest or not (self.word[:1].isalnum() or self.word[:1] == "_"):
            return self
        return Needed(self.word, 0, 0, begins=True)


_RUN = "LITERALS"
_Set = frozenset[Needed]
_NONE: _Set = frozenset()
_Worth = Callable[[_Set], tuple[int, ...]]
"""What ranks the words of one part of a pattern against those of another."""


def needed_words(pattern: re.Pattern[str]) -> tuple[Needed, ...]:
    """Return words of which every match holds at least one; empty if there are none.

    Args:
        pattern: Compiled.
    """
    # The parser is private, but no other thing knows what a pattern consists of.
    parser: Any = importlib.import_module("re._parser")
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    found = _of_sequence(tree, _bound_first)
    if not all(needed.is_bound for needed in found):
        # Where some matches may begin anywhere it is of no use to know where others do.
        found = _of_sequence(tree, _longest_first)
    if len(found) > _MOST_WORDS:
        return ()
    return tuple(sorted(found, key=lambda n: (n.word, n.nearest, n.furthest)))


def _of_sequence(tree: Any, worth: _Worth) -> _Set:
    """Return the best of what the parts of a sequence need."""
    found: list[_Set] = []
    reached = (0, 0)
    boundary = False
    for op, value in _with_runs(tree):
        needed = _of_part(op, value, worth)
        if boundary:
            needed = frozenset(word.at_boundary() for word in needed)
        found.append(frozenset(word.behind(reached) for word in needed))
        least, most = _width(op, value)
        reached = (reached[0] + least, min(reached[1] + most, _UNBOUND))
        boundary = op == "AT" and str(value) == "AT_BOUNDARY"
    usable = [words for words in found if words and all(needed.word for needed in words)]
    return max(usable, key=worth, default=_NONE)


def _with_runs(tree: Any) -> Iterator[tuple[str, Any]]:
    """Yield the parts of a sequence, literals that follow each other as one word."""
    for op, parts in groupby(tree, key=lambda part: str(part[0])):
        if op == "LITERAL":
            yield _RUN, [code for _, code in parts]
        else:
            yield from ((op, value) for _, value in parts)


def _bound_first(words: _Set) -> tuple[int, ...]:
    """Rank words near the beginning before others; then the longest, then the fewest."""
    return all(needed.is_bound for needed in words), *_longest_first(words)


def _longest_first(words: _Set) -> tuple[int, ...]:
    shortest = min(len(needed.word) for needed in words)
    return min(shortest, 3), -len(words)


def _of_part(op: str, value: Any, worth: _Worth) -> _Set:
    if op == _RUN:
        return frozenset({Needed(_folded(value), 0, 0)})
    if op == "SUBPATTERN":
        return _of_sequence(value[3], worth)
    if op == "ASSERT":
        # What is looked ahead at stands in the text as well, what is looked back at before it.
        ahead = value[0] > 0
        found = _of_sequence(value[1], worth)
        return found if ahead else frozenset(Needed(n.word, -_UNBOUND, _UNBOUND) for n in found)
    if op == "BRANCH":
        ways = [_of_sequence(branch, worth) for branch in value[1]]
        return frozenset().union(*ways) if all(ways) else _NONE
    if op.endswith("_REPEAT") and value[0]:
        return _of_sequence(value[2], worth)
    return _of_class(value) if op == "IN" else _NONE


def _of_class(letters: Any) -> _Set:
    """Return the letters of a class, each a word, if they are named one by one."""
    if len(letters) > _MOST_LETTERS or any(str(kind) != "LITERAL" for kind, _ in letters):
        return _NONE
    return frozenset(Needed(_folded([code]), 0, 0) for _, code in letters)


def _width(op: str, value: Any) -> tuple[int, int]:
    """Return how many characters a part takes, least and most."""
    if op in {"AT", "ASSERT", "ASSERT_NOT"}:
        return 0, 0
    if op == _RUN:
        return len(value), len(value)
    if op == "SUBPATTERN":
        return _widths([value[3]])
    if op == "BRANCH":
        return _widths(value[1])
    if op.endswith("_REPEAT"):
        least, most = _widths([value[2]])
        return value[0] * least, min(int(value[1]) * most, _UNBOUND)
    return (1, 1) if op in {"LITERAL", "NOT_LITERAL", "IN", "ANY"} else (0, _UNBOUND)


def _widths(trees: Sequence[Any]) -> tuple[int, int]:
    sums = [[_width(str(op), value) for op, value in tree] for tree in trees]
    least = min(sum(low for low, _ in parts) for parts in sums)
    return least, min(max(sum(high for _, high in parts) for parts in sums), _UNBOUND)


def _folded(codes: Sequence[int]) -> str:
    """Return a literal in the case in which it is looked for; "" if that is not certain."""
    text = "".join(map(chr, codes))
    folded = fold(text)
    # Greek letters have more than two forms each, and so has the micro sign.
    certain = not any(char == "\xb5" or "\u0370" <= char <= "\u03ff" for char in folded)
    return folded if certain and len(folded) == len(text) else ""

"""A compiled pattern → words of which every match holds at least one, and where in the match."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from tapestory.reading.text.scan import fold

_MOST_WORDS = 2_000
_MOST_LETTERS = 64
"""Of a class of characters, that are each looked for."""
_FURTHEST = 24
"""Characters before a word at which a match may begin; beyond that places are not counted."""
_UNBOUND = 1 << 20
_EVERYWHERE = frozenset((
    "a", "an", "and", "are", "as", "at", "be", "by", "das", "der", "des", "die", "el", "en",
    "et", "for", "from", "had", "has", "have", "il", "in", "is", "it", "la", "le", "los", "of",
    "on", "or", "that", "the", "to", "und", "was", "were", "will", "with",
))  # fmt: skip
"""Words that stand in most texts: to look for another one of the match tells more."""


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
    alone: bool = False
    """Where it stands in a match is only so if no white space of the text stands beside other."""

    @property
    def is_bound(self) -> bool:
        """Whether it is known where a match with this word begins, more or less."""
        return self.nearest >= 0 and self.furthest <= _FURTHEST

    def behind(self, width: _Width) -> Needed:
        """Return the word as it stands behind something."""
        furthest = min(self.furthest + width.most, _UNBOUND)
        nearest = min(self.nearest + width.least, _UNBOUND)
        return Needed(self.word, nearest, furthest, self.begins, self.alone or width.alone)

    def at_boundary(self) -> Needed:
        """Return the word as it stands behind a boundary of words."""
        if self.nearest or self.furthest or not (self.word[:1].isalnum() or self.word[:1] == "_"):
            return self
        return Needed(self.word, 0, 0, begins=True, alone=self.alone)


class _Width(NamedTuple):
    """How many characters a part of a pattern takes."""

    least: int
    most: int
    alone: bool = False
    """Only where no white space stands beside other."""


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
        found = _of_sequence(tree, _rarest_first)
    if len(found) > _MOST_WORDS:
        return ()
    return tuple(sorted(found, key=lambda n: (n.word, n.nearest, n.furthest)))


def _of_sequence(tree: Any, worth: _Worth) -> _Set:
    """Return the best of what the parts of a sequence need."""
    found: list[_Set] = []
    reached = _Width(0, 0)
    boundary = False
    for op, value in _with_runs(tree):
        needed = _of_part(op, value, worth)
        if boundary:
            needed = frozenset(word.at_boundary() for word in needed)
        found.append(frozenset(word.behind(reached) for word in needed))
        reached = _sum([reached, _width(op, value)])
        boundary = _ends_before_a_word(op, value)
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
    """Rank words near the beginning before others; then those that tell most of where it is."""
    spread = max(needed.furthest - needed.nearest for needed in words)
    return all(needed.is_bound for needed in words), _rarity(words), -spread, -len(words)


def _rarest_first(words: _Set) -> tuple[int, ...]:
    return _rarity(words), -len(words)


def _rarity(words: _Set) -> int:
    return min(min(len(n.word), 2 if n.word in _EVERYWHERE else 3) for n in words)


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


def _width(op: str, value: Any) -> _Width:
    """Return how many characters a part takes."""
    if op.endswith("_REPEAT"):
        least, most, repeated = value
        if most > 1 and _is_space(repeated):
            return _Width(min(least, 1), 1, alone=True)
        each = _widest([repeated])
        return _Width(least * each.least, min(int(most) * each.most, _UNBOUND), each.alone)
    if op in {"SUBPATTERN", "BRANCH"}:
        return _widest([value[3]] if op == "SUBPATTERN" else value[1])
    fixed = {
        "AT": 0,
        "ASSERT": 0,
        "ASSERT_NOT": 0,
        "LITERAL": 1,
        "NOT_LITERAL": 1,
        "IN": 1,
        "ANY": 1,
    }
    characters = len(value) if op == _RUN else fixed.get(op)
    return _Width(0, _UNBOUND) if characters is None else _Width(characters, characters)


def _ends_before_a_word(op: str, value: Any) -> bool:
    """Tell whether a word begins where a part ends and a letter follows."""
    if op.endswith("_REPEAT"):
        return bool(value[0]) and _is_space(value[2])
    return (op == "AT" and str(value) == "AT_BOUNDARY") or _is_space([(op, value)])


def _is_space(tree: Any) -> bool:
    r"""Tell whether a part is `\s`."""
    return [(str(op), str(value)) for op, value in tree] == [("IN", "[(CATEGORY, CATEGORY_SPACE)]")]


def _widest(trees: Sequence[Any]) -> _Width:
    """Return the width of whichever of some sequences stands there."""
    found = [_breadth(tree) for tree in trees]
    most = max(width.most for width in found)
    alone = any(width.alone for width in found)
    return _Width(min(width.least for width in found), most, alone)


@lru_cache(maxsize=1_024)
def _breadth(tree: Any) -> _Width:
    """Return the width of one sequence; its parts are asked once for each that they stand in."""
    return _sum([_width(str(op), value) for op, value in tree])


def _sum(widths: Sequence[_Width]) -> _Width:
    most = min(sum(width.most for width in widths), _UNBOUND)
    alone = any(width.alone for width in widths)
    return _Width(sum(width.least for width in widths), most, alone)


def _folded(codes: Sequence[int]) -> str:
    """Return a literal in the case in which it is looked for; "" if that is not certain."""
    text = "".join(map(chr, codes))
    folded = fold(text)
    # Greek letters have more than two forms each, and so has the micro sign.
    certain = not any(char == "\xb5" or "\u0370" <= char <= "\u03ff" for char in folded)
    return folded if certain and len(folded) == len(text) else ""

"""Cues: the words that a pattern is said to need stand in everything that it can match."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory import reading
from tapestory.reading.text.cues import Cue
from tapestory.reading.text.scan import Scan, fold

CUES = {
    f"{module.name}.{name}": cue
    for module in pkgutil.walk_packages(reading.__path__, "tapestory.reading.")
    for name, cue in vars(importlib.import_module(module.name)).items()
    if isinstance(cue, Cue)
}
FOUND = "\x01"
"""Stands for a way through a pattern that has met one of the words."""
ANYTHING = "\x00"
"""Stands for a character that could be many."""


@pytest.mark.parametrize("name", CUES)
def test_every_way_through_a_pattern_meets_one_of_its_words(name: str) -> None:
    cue = CUES[name]
    # The parser is private, but no other thing knows all the ways through a pattern.
    parser: Any = importlib.import_module("re._parser")
    tree = parser.parse(cue.pattern.pattern, cue.pattern.flags & ~re.UNICODE)
    assert ways(tree, cue.needs) == {FOUND}


@pytest.mark.parametrize("name", CUES)
def test_every_word_is_written_in_the_case_in_which_it_is_looked_for(name: str) -> None:
    assert [word for word in CUES[name].needs if fold(word) != word] == []


@given(st.text(alphabet="deniışſİK ̇DS", max_size=30))
def test_a_cue_finds_what_its_pattern_finds_in_whatever_case(text: str) -> None:
    pattern = re.compile(r"(?:denied|is|desk|ins)", re.IGNORECASE)
    cue = Cue(pattern, needs="denied is desk ins", scan=Scan(after=0))
    plain = cue.pattern.search(text)
    found = cue.search(text)
    assert (found and found.span()) == (plain and plain.span())


def ways(tree: Any, words: tuple[str, ...]) -> set[str]:
    """Return how texts that match may read that hold none of the words; `FOUND` for the others."""
    ends = {""}
    for op, value in tree:
        ends = _joined(ends, _through(str(op), value, words), words)
    return ends


def _through(op: str, value: Any, words: tuple[str, ...]) -> set[str]:
    inside: set[str] = {ANYTHING}
    if op == "ASSERT":
        # What is looked at is not taken, but it has to be there.
        inside = {FOUND} if ways(value[1], words) == {FOUND} else {""}
    elif op in {"AT", "ASSERT_NOT"}:
        inside = {""}
    elif op == "LITERAL":
        inside = {fold(chr(value))}
    elif op == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        inside = {fold(chr(code)) for _, code in value}
    elif op == "BRANCH":
        inside = set().union(*(ways(branch, words) for branch in value[1]))
    elif op == "SUBPATTERN":
        inside = ways(value[3], words)
    elif op.endswith("_REPEAT"):
        inside = _repeated(value, words)
    return inside


def _repeated(repeat: Any, words: tuple[str, ...]) -> set[str]:
    least, most, inner = repeat
    ends = ways(inner, words)
    if most > 1:
        ends = ends | _joined(_joined(ends, {ANYTHING}, words), ends, words)
    return ends if least else ends | {""}


def _joined(heads: set[str], tails: set[str], words: tuple[str, ...]) -> set[str]:
    return {_shortened(head + tail, words) for head in heads for tail in tails}


def _shortened(text: str, words: tuple[str, ...]) -> str:
    """Forget the middle, which no word can reach into any more."""
    if FOUND in text or any(word in text for word in words):
        return FOUND
    longest = max(map(len, words))
    return text if len(text) <= 3 * longest else text[:longest] + ANYTHING + text[-longest:]

"""A quick pattern answers as its pattern does."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reading.test_cues import FOUND, ways
from tapestory import reading
from tapestory.reading.text.needed_words import Needed, needed_words
from tapestory.reading.text.quick import Quick
from tapestory.reading.text.scan import Scan

PATTERNS = (
    r"\b(?:stocks|shares?|indices)\b|股市|증시",
    r"\b(?:after|following)\s+(?:the\s+)?(?:closing\s+)?(?:bell|close)\b",
    r"(?:a|b|)c?",
    r"[ab]x|(?:no|not)\s+yet",
    r"(?-i:AH)|\bpre-?\s?market",
    r"straße|İstanbul|kelvin",
    r"(?<=\d)\s?(?:%|per\s?cent)",
    r"(?:one|two){2}\w*",
    r"\d+",
    r"(?<=s )shares|(?<!no )stocks(?! yet)",
    r"(?P<down>\bfell|\bdown\b|跌)|(?P<up>\brose|\bup\b|涨)",
    r"x{2,4}(?:yes|no)+|(?:a|bc){1,3}stocks",
    r"(?=stock)\w+|\w(?=股市)",
    r"[ ,]{1,3}per\s+cent|\W?5%",
    r"^shares|no$",
    r"\b(?:no|as)\s+(?:t\s+)?(?:stocks|shares)\b|a\s*bc|x\s{2,3}yet",
    r"(?:s|no)\s+(?:a\s+){0,2}[bc]{2}|yet[\s-]+stocks|\s+and\s+the|(?:the|no)\s+\w+\s+yet",
)
QUICK = {
    f"{module.name}.{name}": value
    for module in pkgutil.walk_packages(reading.__path__, "tapestory.reading.")
    for name, value in vars(importlib.import_module(module.name)).items()
    if isinstance(value, Quick)
}


@given(
    st.sampled_from(PATTERNS),
    st.sampled_from([re.IGNORECASE, re.NOFLAG]),
    st.text(alphabet="aAbcx股市증시 tockSharesbELlıİſßẞKK5%no yet", max_size=30),
    st.data(),
)
def test_it_finds_what_its_pattern_finds(
    source: str, flags: re.RegexFlag, around: str, data: st.DataObject
) -> None:
    pattern = re.compile(source, flags)
    text = around + data.draw(st.from_regex(pattern) | st.just("")) + around
    assume(len(text) < 400)
    quick = Quick(pattern, Scan(after=data.draw(st.sampled_from([0, 1, 3]))))

    plain = pattern.search(text)
    found = quick.search(text)
    assert (found and found.span()) == (plain and plain.span())
    assert (found and found.groupdict()) == (plain and plain.groupdict())
    first, last = sorted((data.draw(st.integers(0, 40)), data.draw(st.integers(0, 40))))
    part, whole = quick.search(text, first, last), pattern.search(text, first, last)
    assert (part and part.span()) == (whole and whole.span())
    assert [m.span() for m in quick.finditer(text)] == [m.span() for m in pattern.finditer(text)]
    assert quick.sub("#", text) == pattern.sub("#", text)


@pytest.mark.parametrize("name", QUICK)
def test_every_way_through_a_pattern_meets_one_of_its_words(name: str) -> None:
    pattern = QUICK[name].pattern
    words = tuple(needed.word for needed in needed_words(pattern))
    parser = importlib.import_module("re._parser")
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)

    # One that needs no word is tried everywhere.
    assert not words or ways(tree, words) == {FOUND}


def test_a_word_that_tells_more_is_looked_for_where_it_stands_behind_white_space() -> None:
    pattern = re.compile(r"\b(?:was|as)\s+reported\s+by\b")

    assert needed_words(pattern) == (
        Needed("reported", nearest=3, furthest=4, begins=True, alone=True),
    )
    quick = Quick(pattern, Scan(after=0))
    found = [quick.search(text) for text in ("as reported by", "was \n  reported by", "reported")]
    assert [match and match.group() for match in found] == [
        "as reported by",
        "was \n  reported by",
        None,
    ]


def test_words_that_stand_everywhere_are_looked_for_where_there_are_no_others() -> None:
    words = {needed.word for needed in needed_words(re.compile(r"\b(?:in|the)\s+(?:wake|of)\b"))}

    assert words == {"in", "the"}


def test_a_pattern_that_needs_no_word_is_tried_everywhere() -> None:
    assert needed_words(re.compile(r"\d+|a?")) == ()
    assert Quick(re.compile(r"\d+"), Scan(after=0)).search("in 2026") is not None

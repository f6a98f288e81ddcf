"""One scan for the words of many askers finds for each what it would find by itself."""

from __future__ import annotations

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from tapestory.reading.text.scan import UNTOLD, Scan, Wanted, fold

LETTERS = "abAB_ 跌5-ıİſ"
WORDS = st.builds(
    Wanted, st.text(alphabet="ab跌5 -s", min_size=1, max_size=3), begins=st.booleans()
)


@given(st.lists(st.lists(WORDS, max_size=4), max_size=4), st.text(LETTERS, max_size=30))
def test_each_asker_finds_what_it_would_find_alone(asked: list[list[Wanted]], text: str) -> None:
    scan = Scan(after=0)
    numbers = [scan.enter(partial(_same, words)) for words in asked]

    found = scan.at(text)

    for number, words in zip(numbers, asked, strict=True):
        expected = {
            (which, start)
            for which, wanted in enumerate(words)
            for start in range(len(text))
            if _stands(wanted, text, start)
        }
        assert set(found.get(number, ())) == expected


def test_one_who_asks_later_is_heard_too() -> None:
    scan = Scan(after=0)
    first = scan.enter(lambda: [Wanted("fell")])
    assert first in scan.at("it fell by half")

    second = scan.enter(lambda: [Wanted("half")])

    assert {first, second} <= scan.at("it fell by half").keys()


def test_a_text_that_came_too_early_is_looked_at_when_it_comes_again() -> None:
    scan = Scan(after=2)
    scan.enter(lambda: [Wanted("fell")])

    assert scan.at("it fell") is UNTOLD
    assert scan.at("it rose") is UNTOLD

    assert scan.at("it fell") is not UNTOLD
    assert not scan.at("it rose")


def test_a_scan_of_parts_begins_with_that_of_the_whole() -> None:
    whole = Scan(after=1)
    parts = Scan(leader=whole)
    asker = parts.enter(lambda: [Wanted("fell")])
    for _ in range(3):
        assert parts.at("fell") is UNTOLD

    whole.at("it fell by half")

    assert asker in parts.at("fell")
    late = Scan(leader=whole)
    assert late.enter(lambda: [Wanted("half")]) in late.at("half")


def _stands(wanted: Wanted, text: str, start: int) -> bool:
    folded = fold(text)
    if not folded.startswith(wanted.word, start):
        return False
    before = folded[start - 1] if start else " "
    in_a_word = before.isalnum() or before == "_"
    return not (wanted.begins and in_a_word and len(folded) == len(text))


def _same(words: list[Wanted]) -> list[Wanted]:
    return words

"""One scan for the words of many askers finds for each what it would find by itself."""

from __future__ import annotations

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from tapestory.reading.text.scan import Scan, Wanted, fold

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


def _stands(wanted: Wanted, text: str, start: int) -> bool:
    folded = fold(text)
    if not folded.startswith(wanted.word, start):
        return False
    before = folded[start - 1] if start else " "
    in_a_word = before.isalnum() or before == "_"
    return not (wanted.begins and in_a_word and len(folded) == len(text))


def _same(words: list[Wanted]) -> list[Wanted]:
    return words

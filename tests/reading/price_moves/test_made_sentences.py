from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reading.price_moves.made_sentences import (
    NAMES,
    POINTS,
    Made,
    chinese,
    english,
    english_range,
    european,
    japanese,
    korean,
    names,
    printed,
    telegraphic,
)
from reading.readings import read
from tapestory.model import ReportedMove


def moves_of(text: str, lang: str = "en") -> tuple[ReportedMove, ...]:
    return read("Markets\n\n" + text, lang=lang).reported_moves


def agree(made: Made, lang: str) -> None:
    moves = moves_of(made.text, lang)
    found = [(m.symbol, m.low, m.high) for m in moves]
    assert sorted(map(str, found)) == sorted(map(str, made.moves)), made.text
    assert {m.comparator for m in moves} == {made.comparator}, made.text


@given(english())
def test_an_english_sentence_gives_exactly_its_moves(made: Made) -> None:
    agree(made, "en")


@settings(max_examples=50)
@given(english_range())
def test_a_range_is_everybodys_on_the_list(made: Made) -> None:
    agree(made, "en")


@settings(max_examples=50)
@given(telegraphic())
def test_a_list_of_names_with_signed_numbers_needs_no_verb(made: Made) -> None:
    agree(made, "en")


@settings(max_examples=60)
@given(chinese())
def test_a_chinese_sentence_gives_exactly_its_moves(made: Made) -> None:
    agree(made, "zh")


@settings(max_examples=40)
@given(korean())
def test_a_korean_verb_at_the_end_is_every_numbers(made: Made) -> None:
    agree(made, "ko")


@settings(max_examples=40)
@given(japanese())
def test_a_japanese_sentence_gives_exactly_its_moves(made: Made) -> None:
    agree(made, "ja")


@given(european())
def test_a_sentence_in_another_language_gives_exactly_its_move(made: tuple[str, Made]) -> None:
    lang, sentence = made
    agree(sentence, lang)


@settings(max_examples=40)
@given(names("en", least=2, most=4), st.data())
def test_respectively_deals_the_numbers_out_in_order(who: list[str], data: st.DataObject) -> None:
    numbers = data.draw(st.lists(POINTS, min_size=len(who), max_size=len(who), unique=True))
    listed = ", ".join(who[:-1]) + " and " + who[-1]
    dealt = ", ".join(f"{printed(n)}%" for n in numbers[:-1]) + f" and {printed(numbers[-1])}%"

    moves = moves_of(f"{listed} fell {dealt}, respectively.")

    assert [m.symbol for m in moves] == [NAMES["en"][name] for name in who]
    assert [m.low for m in moves] == pytest.approx([-number / 100 for number in numbers])


@settings(max_examples=50)
@given(
    st.sampled_from(sorted(NAMES["en"])),
    POINTS,
    st.sampled_from(
        [("slump", -1), ("drop", -1), ("slide", -1), ("jump", 1), ("rally", 1), ("gain", 1)]
    ),
)
def test_a_move_may_be_a_noun(name: str, points: float, noun: tuple[str, int]) -> None:
    word, sign = noun

    (move,) = moves_of(f"Traders spoke of a {printed(points)}% {word} in {name}.")

    assert move.symbol == NAMES["en"][name]
    assert move.low == move.high == pytest.approx(sign * points / 100)


@settings(max_examples=40)
@given(english(), st.sampled_from(sorted(NAMES["en"])), POINTS)
def test_each_clause_keeps_its_own(made: Made, name: str, points: float) -> None:
    assume(NAMES["en"][name] not in {symbol for symbol, _, _ in made.moves})
    own = [(m.symbol, m.low, m.high) for m in moves_of(made.text)]
    longer = f"{made.text[:-1]}, while {name} climbed {printed(points)}%."

    both = [(m.symbol, m.low, m.high) for m in moves_of(longer)]

    added = (NAMES["en"][name], pytest.approx(points / 100), pytest.approx(points / 100))
    assert both == [*own, added]


BEHIND = (
    " on {} news",
    " after {}'s results",
    " as {} gained ground",
    " while {} was flat",
    " following a deal with {}",
    " despite gains at {}",
    " amid worries about {}",
    ", said a supplier of {}",
    "; {} was flat",
    ", and {} was little changed",
    ", hurt by {}'s warning",
    " on Monday, a day after {} warned",
)
AHEAD = (
    "After {} warned, ",
    "As {} slid, ",
    "With {} in focus, ",
    "Despite {}'s gains, ",
    "While {} was flat, ",
    "{} was flat; ",
    "{} was flat, but ",
    "On news from {}, ",
    "Hours after {} reported, ",
)


@settings(max_examples=80)
@given(english(), st.sampled_from(sorted(NAMES["en"])), st.sampled_from(BEHIND))
def test_a_name_told_behind_a_move_gets_none_of_it(made: Made, name: str, rest: str) -> None:
    assume(NAMES["en"][name] not in {symbol for symbol, _, _ in made.moves})
    agree(replace(made, text=made.text[:-1] + rest.format(name) + "."), "en")


@settings(max_examples=80)
@given(english(), st.sampled_from(sorted(NAMES["en"])), st.sampled_from(AHEAD))
def test_a_name_told_ahead_of_a_move_gets_none_of_it(made: Made, name: str, rest: str) -> None:
    assume(NAMES["en"][name] not in {symbol for symbol, _, _ in made.moves})
    agree(replace(made, text=rest.format(name) + made.text), "en")

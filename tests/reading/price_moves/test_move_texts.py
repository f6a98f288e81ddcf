from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading.price_moves.made_sentences import (
    NAMES,
    POINTS,
    Made,
    chinese,
    english,
    english_range,
    korean,
    printed,
    telegraphic,
)
from reading.readings import GAZETTEER, PUBLISHED, read
from tapestory import reading
from tapestory.model import ArticleId, ReportedMove
from tapestory.reading.price_moves.reported import MoveContext, reported_moves
from tapestory.reading.price_moves.said import MOST_PERCENTAGES

ANY = st.one_of(english(), english_range(), telegraphic(), chinese(), korean())
PARTS_TEXT = (
    "Nvidia Micron 英伟达 삼성전자 fell 5% , and -3% up 。 ; 跌 급락 which its stock ( a third"
)
PARTS = PARTS_TEXT.split()


def numbers_in(text: str) -> list[float]:
    return [float(part) for part in "".join(c if c in "0123456789." else " " for c in text).split()]


@settings(max_examples=40)
@given(ANY)
def test_a_span_holds_the_number_that_was_read(made: Made) -> None:
    text = "Markets\n\n" + made.text
    for move in read(text).reported_moves:
        printed_numbers = numbers_in(text[move.start : move.end].rstrip("."))
        sizes = {round(abs(end) * 100, 6) for end in (move.low, move.high) if end is not None}
        assert sizes <= {round(n, 6) for n in printed_numbers}
        sentence_start = text.index(move.sentence)
        assert sentence_start <= move.start < move.end <= sentence_start + len(move.sentence)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(PARTS), max_size=40), st.sampled_from(["en", "zh", "ko"]))
def test_every_span_lies_in_its_sentence(parts: list[str], lang: str) -> None:
    text = "Markets\n\n" + " ".join(parts)
    for move in read(text, lang=lang).reported_moves:
        assert text[move.start : move.end] in move.sentence
        assert move.sentence in text


@settings(max_examples=40)
@given(ANY)
def test_reading_twice_gives_the_same(made: Made) -> None:
    text = "Markets\n\n" + made.text

    assert read(text).reported_moves == read(text).reported_moves


@settings(max_examples=40)
@given(ANY)
def test_said_twice_is_one_move(made: Made) -> None:
    once = read("Markets\n\n" + made.text).reported_moves
    twice = read("Markets\n\n" + made.text + "\n" + made.text).reported_moves

    assert [_what(m) for m in twice] == [_what(m) for m in once]


@settings(max_examples=40)
@given(st.lists(ANY, min_size=2, max_size=3))
def test_sentences_do_not_touch_each_other(made: list[Made]) -> None:
    alone = {
        _what(m) for one in made for m in read("Markets\n\n" + one.text, lang="en").reported_moves
    }
    together = read("Markets\n\n" + "\n".join(one.text for one in made), lang="en").reported_moves

    assert {_what(m) for m in together} <= alone


@settings(max_examples=40)
@given(st.sampled_from(sorted(NAMES["en"])), POINTS, st.sampled_from(["fell", "rose", "lost"]))
def test_a_number_never_goes_to_a_name_in_another_sentence(
    name: str, points: float, verb: str
) -> None:
    number = printed(points)
    for text in (
        f"{name} had a day. Acme {verb} {number}%.",
        f"Acme {verb} {number}%. {name} had a day.",
        f"{name} had a day. Shares {verb} {number}%.",
        f"{name} {verb}. By {number}%.",
        f"{name} {verb}\n{number}%",
    ):
        assert read("Markets\n\n" + text, lang="en").reported_moves == ()


def _what(move: ReportedMove) -> tuple[str, float | None, float | None]:
    return move.symbol, move.low, move.high


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia fell " + "1" * 1_000_000 + "%",
        "Nvidia fell " + "1 " * 20_000 + "%",
        "Nvidia fell " + "5% " * 5_000,
        "Nvidia fell " + "5% and " * 4_000,
        "Nvidia -5%, " * 3_000,
        "Nvidia fell 5% " + "Abc " * 10_000,
        "Nvidia “" + "“”" * 10_000 + "5%",
        "Nvidia " + "(" * 10_000 + "5%",
        "Nvidia \u202efell\x00 5%\n" * 500,
        "英伟达跌" + "东西" * 10_000 + "5%。",
        "삼성전자는 9%, " * 2_000 + "급락했다.",
        "Nvidia gab 5% " * 2_000,
    ],
)
def test_hostile_text_gives_a_bounded_number_of_moves(text: str) -> None:
    document = reading.document_from_text("Markets\n\n" + text, lang="en")
    sentences = reading.split_sentences(document)
    mentions = GAZETTEER.find(document.text)
    context = MoveContext(article_id=ArticleId("a"), lang="en", published=PUBLISHED)

    moves = reported_moves(sentences, mentions, context)

    assert len({(m.sentence, m.start) for m in moves}) <= MOST_PERCENTAGES * len(sentences)
    assert len(moves) <= len(mentions) + len(sentences)


@pytest.mark.slow
def test_a_line_of_ten_megabytes_is_read_as_far_as_articles_are() -> None:
    line = "Nvidia fell 5% and Micron rose 3%, " * 300_000
    cut = line[: reading.READ_LIMIT]

    assert [_what(m) for m in read(line).reported_moves] == [
        _what(m) for m in read(cut).reported_moves
    ]

"""Texts that nobody writes: read to their limit and no further, in work that grows with them."""

from __future__ import annotations

import sys
from collections import Counter
from types import FrameType

import pytest

from reading.readings import GAZETTEER, PUBLISHED
from tapestory import reading
from tapestory.model import ArticleId, Document, Reading
from tapestory.reading import READ_LIMIT

PIECES = {
    "one line of ten million": "Meta fell 5% and ",
    "digits": "1",
    "digits with commas": "1,",
    "decimals": "1.1",
    "per cents": "5% ",
    "amounts": "$1 billion to ",
    "currency signs": "$",
    "tickers": "$NVDA ",
    "tickers in brackets": "(NASDAQ: META) ",
    "sectors": "optical modules, storage, ",
    "short lines": "Meta fell 3%\n",
    "bidirectional marks": "\x00\u202eMeta\u202c fell 9%.\x00",
    "brackets": "(",
    "brackets of two kinds": "([",
    "opening quotation marks": "“",
    "apostrophes": "'",
    "stops": ".",
    "stops with spaces": ". ",
    "marks": "?!",
    "full-width stops": "。”",
    "spaces": " ",
    "line ends": "\n",
    "words with zero width between": "a\u200b",
    "halves of characters": "\ud800",
    "letters with accents": "e\u0301\u0301\u0301",
    "one capital": "A",
    "initials": "U.S. ",
    "dates": "2026 ",
    "outlets": "Bloomberg ",
    "denials": "if denied ",
    "ideographs": "跌",
    "numerals": "万亿",
    "syllables": "했다.",
    "addresses": "https://a.b/",
    "faces": "😀",
    "buttons": "Share To\n",
    "disclaimers": "Disclaimer: ",
}


def read(text: str) -> tuple[Document, Reading]:
    document = reading.document_from_text(text)
    mentions = GAZETTEER.find(document.text, lang=document.lang)
    said = reading.read(document, mentions, article_id=ArticleId("a"), published=PUBLISHED)
    return document, said


def many(piece: str, characters: int) -> str:
    return piece * (characters // len(piece))


HUGE = (
    *(
        "one line of ten million",
        "digits",
        "digits with commas",
        "brackets",
        "brackets of two kinds",
    ),
    *("spaces", "apostrophes", "ideographs", "halves of characters", "opening quotation marks"),
)


@pytest.mark.slow
@pytest.mark.parametrize("name", HUGE)
def test_what_lies_beyond_the_limit_is_not_looked_at(name: str) -> None:
    text = many(PIECES[name], READ_LIMIT + 1_000)
    _, said = read(text)
    document, longer = read(text + many(PIECES[name], 50 * READ_LIMIT))

    assert longer == said
    assert len(document.text) > 50 * READ_LIMIT
    assert all(sentence.end <= READ_LIMIT for sentence in said.sentences)
    assert all(mention.end <= READ_LIMIT for mention in said.mentions)


@pytest.mark.parametrize("name", PIECES)
def test_twice_the_text_is_at_most_some_twice_the_work(name: str) -> None:
    # One reading before, so that what is made once is made.
    read(many(PIECES[name], 2_000))
    once = calls(many(PIECES[name], 4_000))
    twice = calls(many(PIECES[name], 8_000))

    assert twice <= 2.6 * once + 2_000


def calls(text: str) -> int:
    """Return how many functions were called while a text was read."""
    made: Counter[str] = Counter()

    def note(frame: FrameType, kind: str, detail: object) -> None:
        del frame, detail
        made[kind] += 1

    sys.setprofile(note)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return made["call"] + made["c_call"]


@pytest.mark.parametrize("name", PIECES)
def test_every_span_still_indexes_the_text(name: str) -> None:
    document, said = read(f"Meta plan\n\n{many(PIECES[name], 3_000)}\nMeta fell 5%.")

    for sentence in said.sentences:
        assert document.text[sentence.start : sentence.end] == sentence.text
    for mention in said.mentions:
        assert document.text[mention.start : mention.end] == mention.text


def test_deep_quotations_are_read() -> None:
    _, said = read("“‘" * 20_000 + "Meta fell 5%" + "’”" * 20_000)

    assert sum(len(sentence.text) for sentence in said.sentences) > 40_000


def test_halves_of_characters_become_whole_ones() -> None:
    document, _ = read("A plan\n\nMeta\ud83d fell 5%.")

    assert document.text == "A plan\n\nMeta\ufffd fell 5%."
    document.text.encode()

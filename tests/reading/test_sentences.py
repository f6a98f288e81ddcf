from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tapestory.reading import READ_LIMIT, document, document_from_text, split_sentences
from tapestory.reading.text.boilerplate import without_boilerplate
from tapestory.reading.text.sentences import LONGEST

PIECES = st.sampled_from(
    [
        *("Shares fell 3.5%", ".", "。", "!", "？", "”", '"', "「", "」", " ", "\n", "Mr", "Inc."),
        *("U.S.", "跌", "다", "た", "…", "a" * 700, "\x00", "\u202e", "e.g.", "1.", "The"),
        *("……", "と", "说：", " •", "»", "« ", "2. Juli", "млн.", "z. B.", "？」", "said.", "B."),
    ]
)


def texts(text: str) -> list[str]:
    return [s.text for s in split_sentences(document("", text, lang="en"))]


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=300))
def test_spans_index_the_text_in_order_and_lose_no_letter(text: str) -> None:
    doc = document_from_text(text, lang="en")
    sentences = split_sentences(doc)
    reached = 0
    for sentence in sentences:
        assert doc.text[sentence.start : sentence.end] == sentence.text
        assert sentence.start >= reached
        assert len(sentence.text) <= LONGEST
        assert "\n" not in sentence.text
        reached = sentence.end
    assert "".join("".join(s.text.split()) for s in sentences) == "".join(text.split())


@given(st.lists(PIECES, max_size=40).map("".join))
@example("？」……说：")
def test_a_sentence_cut_out_of_its_text_is_one_sentence(text: str) -> None:
    for sentence in split_sentences(document("", text, lang="en")):
        if len(sentence.text) < LONGEST // 2:
            assert texts(sentence.text) == [sentence.text]


@given(st.lists(PIECES, max_size=20).map("".join), st.lists(PIECES, max_size=20).map("".join))
def test_lines_are_cut_each_by_itself(one: str, other: str) -> None:
    assert texts(f"{one}\n{other}") == texts(one) + texts(other)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It cost $3.5 bn. Nobody minded.", 2),
        ("Mr. Lee of Acme Inc. agreed. So did Ms. Cho.", 2),
        ("The U.S. market fell. It rose later.", 2),
        ("It closed at 4 p.m. The next day it opened.", 2),
        ("Did it fall? It did! By 3.2%.", 3),
        ("She said “it is over.” He left.", 2),
        ("股价跌了3.5%。没人知道原因！为什么？", 3),
        ("주가가 3.5% 내렸다. 이유는 모른다.", 2),
        ("株価は3.5%下げた。理由は不明だ。", 2),
        ("First line\nSecond line", 2),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(texts(text)) == count


def test_only_so_much_of_a_long_text_is_read() -> None:
    doc = document_from_text("word " * (READ_LIMIT // 2))

    assert split_sentences(doc)[-1].end <= READ_LIMIT
    assert len(doc.text) > READ_LIMIT


def test_a_title_is_the_first_line_that_is_not_blank() -> None:
    assert document_from_text("\n\n  A title \nA body").title == "A title"
    assert document_from_text("x" * 400).title == ""


def test_menus_and_disclaimers_are_not_read() -> None:
    text = (
        "A plan\n\nShares fell on Monday.\n"
        "Disclaimer: this is not financial advice. Micron fell 90%.\n"
        "免责声明:本文不构成投资建议。美光跌90%。\n"
        "본 기사는 투자 권유가 아닙니다. 마이크론 90% 급락.\n"
        "免責事項:投資助言を目的としません。\n"
        "Share To\nFacebook\nCopyLink\nMore Topics Here"
    )
    doc = document_from_text(text)
    kept = without_boilerplate(split_sentences(doc), doc.text, doc.title_end)

    assert [s.text for s in kept] == ["A plan", "Shares fell on Monday."]


def test_a_short_last_sentence_is_kept() -> None:
    doc = document_from_text("A plan\n\nIt was discussed at length.\nNobody won.")
    kept = without_boilerplate(split_sentences(doc), doc.text, doc.title_end)

    assert kept[-1].text == "Nobody won."


@pytest.mark.parametrize(
    "line",
    [
        "Recommended retail prices rose by a tenth in July.",
        "Searches for cranes doubled.",
        "Contact lenses and cranes have little in common.",
        "Homebuilders fell as rates rose.",
        "Northwind was sued for using a crane without the consent of its owner.",
        "A new privacy policy cost the harbour a third of its visitors, its owner told reporters.",
        "起重机公司被诉侵权，股价下跌。",
        "Latest figures show that dues rose.",
    ],
)
def test_a_sentence_that_begins_like_a_button_is_read(line: str) -> None:
    doc = document("A plan", f"It rained.\n{line}\nNobody won in the end.", lang="en")
    kept = without_boilerplate(split_sentences(doc), doc.text, doc.title_end)

    assert line in [s.text for s in kept]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: the crane that fell",
        "Recommended for you",
        "Subscribe to our newsletter.",
        "Lesen Sie auch: Der Kran",
        "Lire aussi : la grue",
        "Terms of use",
        "This is not financial advice.",
        "本文不构成投资建议。",
    ],
)
def test_a_line_that_leads_elsewhere_is_not_read(line: str) -> None:
    doc = document("A plan", f"It rained.\n{line}\nNobody won in the end.", lang="en")
    kept = without_boilerplate(split_sentences(doc), doc.text, doc.title_end)

    assert line not in [s.text for s in kept]

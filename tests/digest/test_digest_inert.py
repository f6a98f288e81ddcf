from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.digest.inert import one_line, quotation, safe_url

ACTING = ("Cc", "Cs", "Zl", "Zp")


@given(st.text(max_size=400))
def test_nothing_that_acts_survives(text: str) -> None:
    line = one_line(text)

    assert not any(unicodedata.category(char) in ACTING for char in line)
    assert not any("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" for char in line)
    assert len(line) <= 200


@given(st.text(max_size=400))
def test_what_is_inert_stays_as_it_is(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("a\r\nBcc: b@c.example", "a Bcc: b@c.example"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07seen", "seen"),
        ("\x9b31mred", "red"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("in\u200bvis\u2060ible", "invisible"),
        ("forged [12] and [3, 4]", "forged (12) and (3, 4)"),
        ("full width ［7］", "full width (7)"),
        ("e" + "\u0301" * 20, "é\u0301\u0301"),
        ("family 👨\u200d👩\u200d👧", "family 👨\u200d👩\u200d👧"),
        ("  many \t spaces  ", "many spaces"),
    ],
)
def test_known_tricks_are_taken_out(hostile: str, left: str) -> None:
    assert one_line(hostile) == left


def test_a_long_title_is_cut_and_says_so() -> None:
    line = one_line("word " * 2000, 100)

    assert len(line) <= 100
    assert line.endswith("…")


@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=6), min_size=41, max_size=80))
def test_a_quotation_has_forty_words_at_most(words: list[str]) -> None:
    text = quotation(" ".join(words))

    assert text.endswith(" …")
    assert len(text.split()) - 1 <= 40


def test_wide_characters_count_as_half_a_word() -> None:
    text = quotation("算" * 200)

    assert text.count("算") < 80


def test_a_quotation_keeps_its_inner_marks_apart_from_ours() -> None:
    assert quotation('“He called it "idle" today.”') == "He called it ‘idle’ today."
    assert quotation("“Half of it is quoted.") == "Half of it is quoted."


def test_marks_around_a_part_of_a_sentence_stay_in_pairs() -> None:
    assert quotation("“It may be,” he said.") == "‘It may be,’ he said."
    assert quotation("He said: “It may be.”") == "He said: ‘It may be.’"
    assert quotation("“Yes,” he said, “it may be.”") == "‘Yes,’ he said, ‘it may be.’"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "//host.example/x",
        "https://host.example/\r\nX: y",
        "https://[half",
        "https://host.example/" + "a" * 2000,
        "",
    ],
)
def test_what_is_not_a_web_address_is_not_linked(url: str) -> None:
    assert safe_url(url) == ""


def test_an_address_is_printed_in_ascii_and_still_leads_there() -> None:
    assert safe_url("https://host.example/算力?a=1&b=%20") == (
        "https://host.example/%E7%AE%97%E5%8A%9B?a=1&b=%20"
    )

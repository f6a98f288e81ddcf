from __future__ import annotations

import email
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.errors import InputError
from tapestory.mailing import Letter, letter_bytes
from tapestory.mailing.addresses import address

DATA = Path(__file__).parent / "data"
LONG_LINE = "https://example.org/" + "a" * 2_000


def letter(**changes: object) -> Letter:
    values: dict[str, object] = {
        "kind": "digest",
        "day": date(2026, 7, 3),
        "sender": "Tapestory <digest@example.org>",
        "recipient": "reader@example.net",
        "subject": "Meta sells what it cannot use: META +8.8% (unconfirmed)",
        "text": "One line.\n.\nFrom the top\n",
        "html": "<p>One line.</p>\n",
        "written_at": datetime(2026, 7, 3, 10, tzinfo=UTC),
        "list_name": "Tapestory digest",
    }
    return Letter(**(values | changes))  # type: ignore[arg-type]  # each test names its own fields


LETTERS = {
    "plain": letter(html="", list_name="", kind="test"),
    "digest": letter(
        unsubscribe=("mailto:digest@example.org?subject=unsubscribe",),
    ),
    "one_click": letter(
        sender="Züricher Umschau 읽을거리 <digest@bücher.example>",
        recipient="読者 <reader@example.net>",
        subject="삼성전자, 메모리 설비 증설 검토: SK hynix −14.6%, 005930.KS −9.1% (unconfirmed)",
        text=f"Größer — 大きい\n{LONG_LINE}\n",
        html=f"<p>Größer — 大きい</p>\n<a href='{LONG_LINE}'>x</a>\n",
        unsubscribe=(
            f"https://example.org/u?token={'t' * 200}",
            "mailto:digest@example.org?subject=unsubscribe",
        ),
        one_click=True,
    ),
}


@pytest.mark.parametrize("name", LETTERS)
def test_the_bytes_are_those_that_were_looked_at(name: str) -> None:
    assert letter_bytes(LETTERS[name]) == (DATA / f"{name}.eml").read_bytes()


@pytest.mark.parametrize("name", LETTERS)
def test_every_line_is_7_bit_and_fits_every_server(name: str) -> None:
    data = letter_bytes(LETTERS[name])

    assert data.isascii()
    assert max(len(line) for line in data.split(b"\r\n")) <= 998
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")


def test_one_click_is_offered_beside_an_https_address_alone() -> None:
    data = letter_bytes(LETTERS["one_click"])

    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in data
    assert b"One-Click" not in letter_bytes(LETTERS["digest"])
    with pytest.raises(InputError):
        letter_bytes(letter(unsubscribe=("mailto:a@example.org",), one_click=True))


@given(st.text(max_size=120))
def test_no_subject_adds_a_header_or_breaks_one(words: str) -> None:
    data = letter_bytes(letter(subject=f"x {words}"))

    mail = email.message_from_bytes(data, policy=default)
    assert isinstance(mail, EmailMessage)
    assert {name.lower() for name in mail} == {
        *("subject", "from", "to", "date", "message-id", "auto-submitted", "list-id"),
        *("mime-version", "content-type"),
    }
    assert str(mail["Subject"]).startswith("x")


@pytest.mark.parametrize(
    ("typed", "ascii_form"),
    [
        ("leser@straße.example", "leser@xn--strae-oqa.example"),
        ("leser@BÜCHER.example", "leser@xn--bcher-kva.example"),
        ("読者 <reader@例え.jp>", "reader@xn--r8jz45g.jp"),
    ],
)
def test_a_domain_of_any_letters_is_the_one_that_was_registered(
    typed: str, ascii_form: str
) -> None:
    assert address(typed, "recipient").addr_spec == ascii_form


def test_letters_before_the_at_stay_and_stand_in_the_header_as_utf_8() -> None:
    data = letter_bytes(letter(recipient="읽는이 <읽는이@bücher.example>"))

    [line] = [line for line in data.split(b"\r\n") if b"xn--" in line]
    assert line == " <읽는이@xn--bcher-kva.example>".encode()
    mail = email.message_from_string(data.decode(), policy=default)
    assert mail["To"].addresses[0].addr_spec == "읽는이@xn--bcher-kva.example"
    assert mail["To"].addresses[0].display_name == "읽는이"


def test_two_spellings_of_one_letter_are_one_address() -> None:
    composed, decomposed = "jos\u00e9@example.org", "jose\u0301@example.org"

    assert address(composed, "recipient") == address(decomposed, "recipient")


@pytest.mark.parametrize("typed", ["a..b@example.org", ".a@example.org", "a" * 65 + "@example.org"])
def test_an_address_that_servers_would_refuse_is_refused_here(typed: str) -> None:
    with pytest.raises(InputError):
        address(typed, "recipient")

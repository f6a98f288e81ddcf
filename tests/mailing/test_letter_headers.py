"""Headers of whatever people are called and events are titled: read back by two parsers."""

from __future__ import annotations

import email
import email.header
import email.utils
import re
from email.policy import compat32, default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing.test_letter import letter
from tapestory.errors import InputError
from tapestory.mailing import letter_bytes

WORDS = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("\r\n\t\0 =?_.,;:<>()[]\\\"'@👩\u200d👧日本語한국어مرحبا\u202e\u2028"),
    ),
    max_size=200,
)
NAMES = st.text(
    st.one_of(st.characters(categories=("L", "M", "N", "Zs")), st.sampled_from("'.-&!|{}()`")),
    min_size=1,
    max_size=60,
)
ENCODED = re.compile(rb"=\?[^?\s]*\?[BbQq]\?[^?\s]*\?=")


def head_of(data: bytes) -> bytes:
    head, gap, _ = data.partition(b"\r\n\r\n")
    assert gap
    return head


def assert_sound(data: bytes) -> None:
    """Hold the head to RFC 5322 section 2 and RFC 2047 section 2."""
    lines = head_of(data).split(b"\r\n")
    assert all(re.match(rb"[A-Za-z-]+: |[ \t]+[^ \t]", line) for line in lines)
    assert max(len(line) for line in lines) <= 998
    assert not re.search(rb"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]", head_of(data))
    for word in ENCODED.findall(head_of(data)):
        assert len(word) <= 75
        email.header.decode_header(word.decode("ascii"))


@given(WORDS)
def test_a_subject_is_read_back_by_both_parsers_as_one_line(words: str) -> None:
    data = letter_bytes(letter(subject=f"Meta {words} up"))

    assert_sound(data)
    new = str(email.message_from_bytes(data, policy=default)["Subject"])
    raw = email.message_from_bytes(data, policy=compat32)["Subject"]
    old = str(email.header.make_header(email.header.decode_header(re.sub(r"\r?\n", "", str(raw)))))
    assert " ".join(new.split()) == " ".join(old.split())
    assert new.startswith("Meta")
    assert new.isprintable() or not words.isprintable()
    visible = "".join(char for char in words if char.isalnum())
    assert visible in "".join(char for char in new if char.isalnum())


@given(NAMES)
def test_a_name_is_read_back_and_never_becomes_an_address(name: str) -> None:
    try:
        data = letter_bytes(letter(recipient=f"{name} <reader@example.net>"))
    except InputError:
        return
    assert_sound(data)
    mail = email.message_from_bytes(data, policy=default)
    [read] = mail["To"].addresses
    assert read.addr_spec == "reader@example.net"
    # The parser keeps the space between two encoded words, which RFC 2047 section 6.2 drops.
    assert "".join(read.display_name.split()) == "".join(name.split())
    raw = email.message_from_bytes(data, policy=compat32)["To"]
    [(_, spec)] = email.utils.getaddresses([str(raw)])
    assert spec == "reader@example.net"


@pytest.mark.parametrize(
    "name", ['"Doe, Jane"', '"A; B: C"', '"Ann (the first)"', '"a@b.example"', '"D\'Arcy"']
)
def test_a_quoted_name_may_hold_what_parts_addresses(name: str) -> None:
    data = letter_bytes(letter(recipient=f"{name} <reader@example.net>"))

    [read] = email.message_from_bytes(data, policy=default)["To"].addresses
    assert (read.display_name, read.addr_spec) == (name.strip('"'), "reader@example.net")


@given(WORDS, st.sampled_from("\r\n\0\u2028\x1b"), WORDS)
def test_no_name_adds_a_header(before: str, breaking: str, after: str) -> None:
    with pytest.raises(InputError):
        letter_bytes(letter(sender=f'"{before}{breaking}{after}" <digest@example.org>'))

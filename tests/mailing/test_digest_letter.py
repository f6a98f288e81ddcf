from __future__ import annotations

import email
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.builders import meta_event, titled
from digest.pieces import COVERAGE, DAY, NARRATIVES, SECTORS, ZONE
from tapestory.digest import Edition, compose, render_html, render_text, subject
from tapestory.errors import InputError
from tapestory.mailing import letter_bytes
from tapestory.pipeline.mail_settings import digest_letter

SENDER = "Tapestory <digest@example.org>"
READER = "reader@example.net"
HEADERS = {
    "subject",
    "from",
    "to",
    "date",
    "message-id",
    "list-id",
    "auto-submitted",
    "mime-version",
    "content-type",
}


def edition_of(title: str = "", *, sample: bool = False) -> Edition:
    view = titled(meta_event(), title) if title else meta_event()
    return compose(
        [view],
        COVERAGE,
        day=DAY,
        zone=ZONE,
        narratives=NARRATIVES,
        sectors=SECTORS,
        sample=sample,
    )


def message(edition: Edition, *, sender: str, recipient: str, unsubscribe: str = "") -> bytes:
    links = (unsubscribe,) if unsubscribe else ()
    return letter_bytes(
        digest_letter(edition, sender=sender, recipient=recipient, unsubscribe=links)
    )


EDITION = edition_of()


def parsed(data: bytes) -> EmailMessage:
    mail = email.message_from_bytes(data, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def head_of(data: bytes) -> bytes:
    return data.partition(b"\r\n\r\n")[0]


def decoded(head: bytes, start: bytes, end: bytes) -> str:
    """Unfold and decode the header between two others, as RFC 5322 and RFC 2047 say."""
    raw = head.partition(start)[2].partition(b"\r\n" + end)[0].decode("ascii")
    return str(make_header(decode_header(raw.replace("\r\n", ""))))


def test_the_mail_is_plain_text_with_html_as_its_better_form() -> None:
    mail = parsed(message(EDITION, sender=SENDER, recipient=READER))

    assert mail.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in mail.iter_parts()]
    assert kinds == ["text/plain", "text/html"]
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().replace("\r\n", "\n") == render_text(EDITION)
    assert html.get_content().replace("\r\n", "\n").rstrip() == render_html(EDITION).rstrip()
    assert mail.defects == []


def test_the_headers_say_what_it_is_and_nothing_else() -> None:
    mail = parsed(message(EDITION, sender=SENDER, recipient=READER))

    assert {name.lower() for name in mail} == HEADERS
    assert mail["Subject"] == subject(EDITION)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"] == "Tapestory digest <tapestory-digest.example.org>"
    assert mail["Date"] == "Fri, 03 Jul 2026 10:00:00 +0000"


def test_the_same_edition_is_the_same_bytes() -> None:
    assert message(EDITION, sender=SENDER, recipient=READER) == message(
        EDITION, sender=SENDER, recipient=READER
    )


def test_the_message_id_tells_readers_and_samples_apart_and_nothing_else() -> None:
    def id_of(edition: Edition, recipient: str) -> str:
        return str(parsed(message(edition, sender=SENDER, recipient=recipient))["Message-ID"])

    assert id_of(EDITION, READER) == id_of(edition_of("Another headline"), READER)
    assert id_of(EDITION, READER) == id_of(EDITION, f"Somebody <{READER}>")
    assert id_of(EDITION, READER) != id_of(EDITION, "other@example.net")
    assert id_of(EDITION, READER) != id_of(edition_of(sample=True), READER)


def test_every_line_is_7_bit_and_short_enough_for_every_server() -> None:
    link = "https://example.org/u?token=" + "a" * 300
    data = message(EDITION, sender=SENDER, recipient=READER, unsubscribe=link)

    assert data.isascii()
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_a_long_unsubscribe_address_stays_readable_for_providers() -> None:
    link = "https://example.org/u?token=" + "a" * 300

    head = head_of(message(EDITION, sender=SENDER, recipient=READER, unsubscribe=link))

    assert f"List-Unsubscribe: <{link}>".encode() in head


def test_without_an_address_there_is_no_unsubscribe_header() -> None:
    assert b"List-Unsubscribe" not in message(EDITION, sender=SENDER, recipient=READER)


def test_no_encoded_word_is_longer_than_its_rfc_allows() -> None:
    title = "三星电子考虑扩大高带宽存储器产能以满足数据中心客户明年的全部订单需求并提前交付给客户"

    head = head_of(message(edition_of(title), sender=SENDER, recipient=READER))

    words = [w for w in head.split() if w.startswith(b"=?")]
    assert words
    assert all(len(word) <= 75 and word.endswith(b"?=") for word in words)
    assert all(len(line) <= 76 for line in head.split(b"\r\n") if line.startswith(b" "))
    assert decoded(head, b"Subject: ", b"From:") == subject(edition_of(title))


def test_a_title_that_looks_like_an_encoded_word_is_not_decoded() -> None:
    title = "=?utf-8?q?Breaking=0D=0ABcc:_x@y.example?="

    mail = parsed(message(edition_of(title), sender=SENDER, recipient=READER))

    assert mail["Subject"] == subject(edition_of(title))
    assert str(mail["Subject"]).startswith("= ?utf-8?q?Breaking=0D=0ABcc:")
    assert {name.lower() for name in mail} == HEADERS


def test_a_name_in_any_script_comes_back_whole() -> None:
    name = "Zeitungsschau für Frau Müller-Lüdenscheidt und alle anderen 読者の皆さん"

    head = head_of(message(EDITION, sender=f'"{name}" <digest@example.org>', recipient=READER))

    assert decoded(head, b"From: ", b"To:") == f"{name} <digest@example.org>"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
@settings(max_examples=25, deadline=None)
def test_no_title_adds_or_changes_a_header(title: str) -> None:
    edition = edition_of(title or "x")

    mail = parsed(message(edition, sender=SENDER, recipient=READER))

    assert {name.lower() for name in mail} == HEADERS
    assert mail["Subject"] == subject(edition)
    assert mail["To"] == READER


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@b@c.example",
        "a@example.org\r\nBcc: c@example.org",
        "a@example.org, b@example.org",
        "Name\n <a@example.org>",
        "a b@example.org",
        "<a@example.org> trailing@x",
        "a@-bad-",
        "=?utf-8?q?x?= <a@example.org>",
        "a@" + "x" * 300 + ".example",
    ],
)
def test_what_is_not_one_address_is_refused_before_anything_is_rendered(address: str) -> None:
    with pytest.raises(InputError):
        message(EDITION, sender=SENDER, recipient=address)
    with pytest.raises(InputError):
        message(EDITION, sender=address, recipient=READER)


@pytest.mark.parametrize(
    "link", ["http://example.org/u", "https://a>\r\nX: y", "https://a> <b", "javascript:x"]
)
def test_an_unsubscribe_address_that_could_break_its_header_is_refused(link: str) -> None:
    with pytest.raises(InputError):
        message(EDITION, sender=SENDER, recipient=READER, unsubscribe=link)


def test_an_international_domain_is_sent_in_its_ascii_form() -> None:
    mail = parsed(message(EDITION, sender=SENDER, recipient="leserin@bücher.example"))

    assert mail["To"] == "leserin@xn--bcher-kva.example"

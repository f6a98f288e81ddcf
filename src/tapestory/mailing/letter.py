"""Subject, texts and addresses → the bytes of a mail, fit to be handed to a server as they are."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from email.header import Header
from email.headerregistry import Address, AddressHeader
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime

from tapestory.errors import InputError
from tapestory.mailing.addresses import address, link


class _MailPolicy(EmailPolicy):
    """Encodes headers that hold words itself, and leaves the other headers whole.

    When the library folds, it encodes a long List-Unsubscribe (RFC 2369) by RFC 2047, and mail
    providers then hide the button, and it breaks a subject with empty encoded words; when it does
    not fold, its encoded words are longer than the 75 characters of RFC 2047 section 2.
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return one header as bytes, ending in CR LF."""
        if name.lower() == "subject":
            return f"{name}: {_encoded(str(value), after=len(name) + 2)}\r\n".encode("ascii")
        if isinstance(value, AddressHeader):
            words = ", ".join(_mailbox(one, after=len(name) + 2) for one in value.addresses)
            return f"{name}: {words}\r\n".encode()
        return super().fold_binary(name, value)


_BREAKING = {"Cc", "Zl", "Zp", "Cs"}
"""Categories of characters that end a line, act on a terminal, or cannot be encoded."""
_MAX_LINKS = 970
"""Characters: a line has 998, RFC 5322 section 2.1.1, and this one may not be folded."""
_POLICY = _MailPolicy(linesep="\r\n", max_line_length=998)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a mail says, from whom, and to whom."""

    kind: str
    """"digest", "sample", "test": part of its id."""
    day: date
    sender: str
    """One address, "Name <a@b.example>" or bare."""
    recipient: str
    """The same."""
    subject: str
    text: str
    html: str = ""
    """Without it the mail is plain text alone."""
    written_at: datetime
    list_name: str = ""
    """"Tapestory digest": makes it a mail of a list; empty for one that is of none."""
    unsubscribe: tuple[str, ...] = ()
    """https: or mailto: addresses; without any there is no List-Unsubscribe header."""
    one_click: bool = False
    """Whether a POST to the https address alone unsubscribes (RFC 8058)."""
    thread: Thread | None = None
    """What it belongs to; a digest stands for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Mails about one thing, which mail programs show together."""

    about: str
    """The event's id."""
    number: int
    """Of this mail: the first is 1."""


def letter_bytes(letter: Letter) -> bytes:
    """Return the mail: plain text and HTML, the same bytes for the same letter.

    All of it is 7 bit, but for an address with letters beyond ASCII before the @, for which there
    is no other form than UTF-8 (RFC 6532 section 3.2).

    Raises:
        InputError: An address is not one address, or cannot be put into a header; or one click
            is to do what only an https address can.
    """
    author, reader = address(letter.sender, "sender"), address(letter.recipient, "recipient")
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = _inert(letter.subject)
    mail["From"] = author
    mail["To"] = reader
    mail["Date"] = format_datetime(letter.written_at)
    between = {"sender": letter.sender, "recipient": letter.recipient}
    if letter.thread is None:
        mail["Message-ID"] = message_id(letter.kind, letter.day, **between)
    else:
        ids = thread_ids(letter.thread, **between)
        mail["Message-ID"] = ids[-1]
        if ids[:-1]:
            mail["In-Reply-To"] = ids[-2]
            mail["References"] = " ".join(ids[:-1])
    mail["Auto-Submitted"] = "auto-generated"
    if letter.list_name:
        handle = letter.list_name.lower().replace(" ", "-")
        mail["List-Id"] = f"{letter.list_name} <{handle}.{author.domain}>"
    for name, value in _unsubscribing(letter):
        mail[name] = value
    mail.set_content(letter.text, cte="quoted-printable")
    if letter.html:
        mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
        mail.set_boundary(_boundary(mail["Message-ID"]))
        for part in mail.iter_parts():
            _drop_version(part)
    return mail.as_bytes(policy=_POLICY)


def message_id(kind: str, day: date, *, sender: str, recipient: str) -> str:
    """Return an id that the mail of that kind, day and reader always has, whoever sends it again.

    Raises:
        InputError: An address is not one.
    """
    reader = address(recipient, "recipient").addr_spec.lower()
    key = f"{kind}\n{day.isoformat()}\n{reader}"
    digest = hashlib.sha256(key.encode()).hexdigest()[:20]
    return f"<{kind}.{day:%Y%m%d}.{digest}@{address(sender, 'sender').domain}>"


def thread_ids(thread: Thread, *, sender: str, recipient: str) -> tuple[str, ...]:
    """Return the ids of the first mail of a thread, of the one before, and of this one.

    They follow from the event, the number and the reader alone (RFC 5322 section 3.6.4): programs
    show the mails together although none of them holds another.

    Raises:
        InputError: An address is not one.
    """
    reader = address(recipient, "recipient").addr_spec.lower()
    domain = address(sender, "sender").domain
    digest = hashlib.sha256(f"alert\n{thread.about}\n{reader}".encode()).hexdigest()[:20]
    numbers = sorted({1, max(thread.number - 1, 1), thread.number})
    return tuple(f"<alert.{number}.{digest}@{domain}>" for number in numbers)


def _unsubscribing(letter: Letter) -> list[tuple[str, str]]:
    """Return the headers of RFC 2369, and of RFC 8058 where a click is enough."""
    if not letter.unsubscribe:
        return []
    links = [link(one) for one in letter.unsubscribe]
    value = ", ".join(f"<{one}>" for one in links)
    if len(value) > _MAX_LINKS:
        problem = f"the unsubscribe addresses are longer than a header may be ({_MAX_LINKS})"
        raise InputError(problem)
    headers = [("List-Unsubscribe", value)]
    if letter.one_click:
        if not any(one.startswith("https://") for one in links):
            problem = "one click can unsubscribe only at an https address"
            raise InputError(problem)
        headers.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return headers


def _inert(subject: str) -> str:
    """Return a subject that is one line and that nobody takes for encoded words (RFC 2047)."""
    line = "".join(" " if unicodedata.category(char) in _BREAKING else char for char in subject)
    return " ".join(line.split()).replace("=?", "= ?")


def _encoded(words: str, *, after: int) -> str:
    """Return header words, folded, as ASCII or as encoded words of RFC 2047."""
    charset = "us-ascii" if words.isascii() else "utf-8"
    header = Header(words, charset, maxlinelen=76, header_name="x" * (after - 2))
    return header.encode(linesep="\r\n")


def _mailbox(one: Address, *, after: int) -> str:
    if one.display_name.isascii():
        return str(one)
    return f"{_encoded(one.display_name, after=after)}\r\n <{one.addr_spec}>"


def _boundary(key: str) -> str:
    """Return a boundary that quoted-printable text cannot contain: "=" never stands before "_"."""
    return f"=_{hashlib.sha256(key.encode()).hexdigest()[:24]}"


def _drop_version(part: MIMEPart) -> None:
    """Keep MIME-Version on the outermost part alone, where RFC 2045 section 4 asks for it."""
    del part["MIME-Version"]

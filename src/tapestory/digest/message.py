"""Edition and addresses → the bytes of a mail, fit to be handed to a server as they are."""

from __future__ import annotations

import hashlib
import re
from email.header import Header
from email.headerregistry import Address, AddressHeader
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime

from tapestory.digest.edition import Edition
from tapestory.digest.render import render_html, render_text, subject
from tapestory.errors import InputError

_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.ASCII | re.IGNORECASE)
_LOCAL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+", re.ASCII | re.IGNORECASE)
_MAILBOX = re.compile(r"""(?P<name>"[^"<>]*"|[^"<>@,;:]*)\s*<(?P<spec>[^<>\s]+)>""")
_LINK = re.compile(r"(https://|mailto:)[!-;=?-~]+", re.ASCII)


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
            return f"{name}: {words}\r\n".encode("ascii")
        return super().fold_binary(name, value)


_POLICY = _MailPolicy(linesep="\r\n", max_line_length=998)


def _encoded(words: str, *, after: int) -> str:
    """Return header words, folded, as ASCII or as encoded words of RFC 2047."""
    charset = "us-ascii" if words.isascii() else "utf-8"
    header = Header(words, charset, maxlinelen=76, header_name="x" * (after - 2))
    return header.encode(linesep="\r\n")


def _mailbox(address: Address, *, after: int) -> str:
    if address.display_name.isascii():
        return str(address)
    return f"{_encoded(address.display_name, after=after)}\r\n <{address.addr_spec}>"


def message(edition: Edition, *, sender: str, recipient: str, unsubscribe: str = "") -> bytes:
    """Return the mail: plain text and HTML, the same bytes for the same arguments.

    Args:
        edition: What it says; its end of window is the mail's date.
        sender: One address, "Name <a@b.example>" or bare.
        recipient: The same.
        unsubscribe: An https or mailto address; without one there is no List-Unsubscribe header.

    Raises:
        InputError: An address is not one address, or cannot be put into a header.
    """
    author, reader = _address(sender, "sender"), _address(recipient, "recipient")
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = subject(edition)
    mail["From"] = author
    mail["To"] = reader
    mail["Date"] = format_datetime(edition.until)
    mail["Message-ID"] = message_id(edition, sender=author, recipient=reader)
    mail["List-Id"] = f"Tapestory digest <tapestory-digest.{author.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    if unsubscribe:
        mail["List-Unsubscribe"] = f"<{_link(unsubscribe)}>"
    mail.set_content(render_text(edition), cte="quoted-printable")
    mail.add_alternative(render_html(edition), subtype="html", cte="quoted-printable")
    mail.set_boundary(_boundary(mail["Message-ID"]))
    for part in mail.iter_parts():
        _drop_version(part)
    return mail.as_bytes(policy=_POLICY)


def message_id(edition: Edition, *, sender: Address, recipient: Address) -> str:
    """Return an id that the same edition for the same reader always has, whoever sends it again."""
    kind = "sample" if edition.sample else "digest"
    key = f"{kind}\n{edition.day.isoformat()}\n{recipient.addr_spec.lower()}"
    digest = hashlib.sha256(key.encode()).hexdigest()[:20]
    return f"<{kind}.{edition.day:%Y%m%d}.{digest}@{sender.domain}>"


def _address(text: str, role: str) -> Address:
    found = _MAILBOX.fullmatch(text.strip())
    name, spec = (found["name"], found["spec"]) if found else ("", text.strip())
    name = name.strip().strip('"').replace("\\", "")
    local, _, domain = spec.rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii") if domain else ""
    except UnicodeError:
        domain = ""
    unsafe = "=?" in text or any(not char.isprintable() for char in text)
    if unsafe or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        problem = f"the {role} is not one mail address: {text!r}"
        raise InputError(problem, hint='Write it as name@example.org or "Name <name@example.org>".')
    return Address(display_name=name, username=local, domain=domain)


def _link(text: str) -> str:
    if not _LINK.fullmatch(text):
        problem = f"the unsubscribe address is neither https nor mailto: {text!r}"
        raise InputError(problem)
    return text


def _boundary(key: str) -> str:
    """Return a boundary that quoted-printable text cannot contain: "=" never stands before "_"."""
    return f"=_{hashlib.sha256(key.encode()).hexdigest()[:24]}"


def _drop_version(part: MIMEPart) -> None:
    """Keep MIME-Version on the outermost part alone, where RFC 2045 section 4 asks for it."""
    del part["MIME-Version"]

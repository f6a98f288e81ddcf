"""Edition and addresses → the bytes of a mail, fit to be handed to a server as they are."""

from __future__ import annotations

import hashlib
import re
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr

from tapestory.digest.edition import Edition
from tapestory.digest.render import render_html, render_text, subject
from tapestory.errors import InputError

_WIDE = SMTP.clone(max_line_length=998)
_NARROW = SMTP.clone(max_line_length=76)
_WORDS = frozenset({"subject", "from", "to"})
_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.ASCII | re.IGNORECASE)
_LOCAL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+", re.ASCII | re.IGNORECASE)
_LINK = re.compile(r"(https://|mailto:)[!-;=?-~]+", re.ASCII)


class _MailPolicy(EmailPolicy):
    """Folds headers that hold words at 76 columns and leaves the other headers whole.

    The library encodes a long List-Unsubscribe (RFC 2369) by RFC 2047 when it has to fold it, and
    mail providers then hide the button; and it makes encoded words longer than the 75 characters
    that RFC 2047 section 2 allows when it need not fold.
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        return (_NARROW if name.lower() in _WORDS else _WIDE).fold_binary(name, value)


_POLICY = _MailPolicy(linesep="\r\n", max_line_length=998)


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
    for part in mail.iter_parts():
        _drop_version(part)
    return mail.as_bytes(policy=_POLICY)


def message_id(edition: Edition, *, sender: Address, recipient: Address) -> str:
    """Return an id that the same edition for the same reader always has, whoever sends it again."""
    kind = "sample" if edition.sample else "digest"
    key = f"{kind}\n{edition.until.isoformat()}\n{recipient.addr_spec.lower()}"
    digest = hashlib.sha256(key.encode()).hexdigest()[:20]
    return f"<{kind}.{edition.day:%Y%m%d}.{digest}@{sender.domain}>"


def _address(text: str, role: str) -> Address:
    name, spec = parseaddr(text)
    local, _, domain = spec.rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii") if domain else ""
    except UnicodeError:
        domain = ""
    unsafe = any(not char.isprintable() for char in text)
    if unsafe or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        problem = f"the {role} is not one mail address: {text!r}"
        raise InputError(problem, hint='Write it as name@example.org or "Name <name@example.org>".')
    return Address(display_name=name, username=local, domain=domain)


def _link(text: str) -> str:
    if not _LINK.fullmatch(text):
        problem = f"the unsubscribe address is neither https nor mailto: {text!r}"
        raise InputError(problem)
    return text


def _drop_version(part: MIMEPart) -> None:
    """Keep MIME-Version on the outermost part alone, where RFC 2045 section 4 asks for it."""
    del part["MIME-Version"]

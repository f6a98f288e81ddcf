"""Addresses as people write them → one mailbox that fits a header and an envelope, or an error."""

from __future__ import annotations

import re
import unicodedata
from email.headerregistry import Address

import idna

from tapestory.errors import InputError

_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.ASCII | re.IGNORECASE)
_LOCAL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~\x80-\U0010ffff-]+"
    r"(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~\x80-\U0010ffff-]+)*",
    re.IGNORECASE,
)
"""A dot-atom, RFC 5322 section 3.2.3, with the letters beyond ASCII of RFC 6532: quoted local parts
are legal, and nobody has one."""
_MAILBOX = re.compile(r"""(?P<name>"[^"<>]*"|[^"<>@,;:]*)\s*<(?P<spec>[^<>\s]+)>""")
_LINK = re.compile(r"(https://|mailto:)[!-;=?-~]+", re.ASCII)
_HOW = 'Write it as name@example.org or "Name <name@example.org>".'
MAX_LOCAL, MAX_ADDRESS = 64, 254
"""Octets, RFC 5321 section 4.5.3.1 and RFC 3696 erratum 1690."""


def address(text: str, role: str) -> Address:
    """Return the one mailbox of a text; an international domain in its ASCII form (IDNA 2008).

    Letters beyond ASCII before the @ stay, in the normal form C (RFC 6532 section 3.1): only a
    server that offers SMTPUTF8 takes them.

    Args:
        text: "Name <a@b.example>" or bare.
        role: Whose it is, for the error.

    Raises:
        InputError: It is not one address, or cannot be put into a header.
    """
    found = _MAILBOX.fullmatch(text.strip())
    name, spec = (found["name"], found["spec"]) if found else ("", text.strip())
    name = name.strip().strip('"').replace("\\", "")
    local, _, domain = spec.rpartition("@")
    local = unicodedata.normalize("NFC", local)
    domain = _ascii_domain(domain)
    unsafe = "=?" in text or any(not char.isprintable() for char in text)
    if (
        unsafe
        or not _LOCAL.fullmatch(local)
        or not _DOMAIN.fullmatch(domain)
        or len(local.encode()) > MAX_LOCAL
        or len(local.encode()) + 1 + len(domain) > MAX_ADDRESS
    ):
        problem = f"the {role} is not one mail address: {text!r}"
        raise InputError(problem, hint=_HOW)
    return Address(display_name=name, username=local, domain=domain)


def link(text: str) -> str:
    """Return an address to unsubscribe at, which fits a header.

    Raises:
        InputError: It is neither https: nor mailto:.
    """
    if not _LINK.fullmatch(text):
        problem = f"the unsubscribe address is neither https nor mailto: {text!r}"
        raise InputError(problem)
    return text


def _ascii_domain(domain: str) -> str:
    """Return a domain as servers know it; empty where it is none.

    The IDNA of Python's own codec is that of 2003, under which straße.example is strasse.example:
    somebody else's.
    """
    if domain.isascii():
        return domain
    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return ""

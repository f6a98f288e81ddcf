"""OPML ↔ subscriptions: read without entities or network, nested outlines flattened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from tapestory.errors import InputError
from tapestory.ingest.parsing.charset import decode
from tapestory.model import Feed

MAX_BYTES = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedOutline:
    """An outline that is no subscription we can take."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriptions:
    """What an OPML file holds."""

    feeds: tuple[Feed, ...]
    """In order, each URL once."""
    refused: tuple[RefusedOutline, ...]


class _RefusedDocumentError(Exception):
    """The document declares a DOCTYPE, which could expand without end or read files."""


def read_opml(path: Path) -> Subscriptions:
    """Return the subscriptions of a file.

    Attribute names count in any case (xmlUrl, xmlurl, XMLURL). Beside those of OPML 2.0, `outlet`,
    `country`, `paused` and `fullText` are understood. Outlines without a feed address are folders.

    Raises:
        InputError: The file cannot be read, is no OPML, or declares a DOCTYPE.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            message = f"{path}: larger than {MAX_BYTES:,} bytes"
            raise InputError(message, hint="No list of feeds is that long.")
        data = path.read_bytes()
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror or error}"
        raise InputError(message, hint="Check the path.") from error
    return parse_opml(data, name=str(path))


def parse_opml(data: bytes, *, name: str) -> Subscriptions:
    """Return the subscriptions of an OPML document, in whatever charset it is.

    Raises:
        InputError: It is no OPML, or declares a DOCTYPE.
    """
    reader = _Reader()
    try:
        # Expat itself knows no charset of several bytes but Unicode's.
        reader.parser.Parse(decode(data), True)  # noqa: FBT003  # no keyword: this is the end
    except (expat.ExpatError, _RefusedDocumentError, ValueError, LookupError) as error:
        line = reader.parser.CurrentLineNumber
        message = f"{name}:{line}: not OPML: {error}"
        raise InputError(message, hint="Nothing was imported.") from error
    if reader.root != "opml":
        message = f"{name}:1: not OPML: its outermost element is <{reader.root}>"
        raise InputError(message, hint="Nothing was imported.")
    return Subscriptions(feeds=tuple(reader.feeds.values()), refused=tuple(reader.refused))


class _Reader:
    def __init__(self) -> None:
        self.root = ""
        self.feeds: dict[str, Feed] = {}
        self.refused: list[RefusedOutline] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _doctype(self, *_: object) -> None:
        message = "it declares a DOCTYPE, which is not read"
        raise _RefusedDocumentError(message)

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        element = element.rpartition(":")[2].lower()
        if not self.root:
            self.root = element
        if element != "outline":
            return
        given = {key.lower(): value.strip() for key, value in attributes.items()}
        url = given.get("xmlurl", "")
        if not url:
            if given.get("type", "").lower() in {"rss", "atom", "feed"} or "xmlurl" in given:
                self._refuse(f"{given.get('text', 'an outline')!r} has no xmlUrl")
            return
        reason = refusal(url)
        if reason:
            self._refuse(reason)
            return
        self.feeds.setdefault(
            url,
            Feed(
                url=url,
                title=given.get("title") or given.get("text", ""),
                outlet=given.get("outlet", ""),
                lang=given.get("language", "").partition("-")[0].lower(),
                country=given.get("country", "").upper(),
                paused=given.get("paused", "").lower() == "true",
                full_text=given.get("fulltext", "").lower() == "true",
            ),
        )

    def _refuse(self, reason: str) -> None:
        line = self.parser.CurrentLineNumber
        self.refused.append(RefusedOutline(line=line, reason=reason))


def refusal(url: str) -> str:
    """Return why an address cannot be a feed's, or "" when it can."""
    if any(char.isspace() or not char.isprintable() for char in url):
        return f"{url!r} has white space or control characters in it"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        return f"{url!r} is no address: {error}"
    if parts.scheme not in {"http", "https"} or not host:
        return f"{url!r} is no http or https address"
    return ""


def write_opml(feeds: Iterable[Feed]) -> str:
    """Return an OPML 2.0 document that `read_opml` reads back."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head>",
        f"    <title>{escape('Tapestory subscriptions')}</title>",
        "  </head>",
        "  <body>",
        *(f"    {_outline(feed)}" for feed in feeds),
        "  </body>",
        "</opml>",
    ]
    return "\n".join(lines) + "\n"


def _outline(feed: Feed) -> str:
    attributes = {
        "type": "rss",
        "text": feed.title or feed.url,
        "title": feed.title,
        "xmlUrl": feed.url,
        "language": feed.lang,
        "country": feed.country,
        "outlet": feed.outlet,
        "paused": "true" if feed.paused else "",
        "fullText": "true" if feed.full_text else "",
    }
    written = " ".join(
        f"{name}={quoteattr(_xml_text(value))}" for name, value in attributes.items() if value
    )
    return f"<outline {written}/>"


def _xml_text(text: str) -> str:
    """Leave out what XML 1.0 cannot hold (section 2.2, production 2)."""
    return "".join(
        char
        for char in text
        if char in "\t\n\r"
        or "\x20" <= char <= "\ud7ff"
        or "\ue000" <= char <= "\ufffd"
        or char >= "\U00010000"
    )

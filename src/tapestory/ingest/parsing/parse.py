"""The bytes of a feed → its entries, clean and dated, or a `ParseError`."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from tapestory.errors import ParseError
from tapestory.ingest.parsing.charset import decode
from tapestory.ingest.parsing.entries import Circumstances, entries_of, lang_of, title_of
from tapestory.ingest.parsing.lean import is_light, read_lean
from tapestory.ingest.parsing.printed import MAX_ENTRIES, PrintedFeed
from tapestory.ingest.timing.hints import read_hints
from tapestory.late_regex import late_regex
from tapestory.model import FeedHints, ParsedFeed

_ROOT = late_regex(r"<(?![?!])([^\s/>]+)")
# What may stand before the root, and what a server's warnings put there that may not.
_PROLOGUE = late_regex(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_FEED_ROOT = late_regex(
    r"(?:<\?xml\s[^<>]*\?>\s*)?<(?:[\w.-]+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE
)
_WARNING = frozenset({"a", "b", "br", "div", "font", "i", "p", "pre", "span", "strong", "table"})
_MAX_JUNK = 10_000
_LIGHT_BYTES = 600_000
_MAX_LIGHT_JSON, _MAX_LIGHT_OBJECTS = 500_000, 2_000


def parse_feed(
    body: bytes, *, content_type: str, url: str, country: str, now: datetime
) -> ParsedFeed:
    """Return what a feed holds: RSS 0.9x to 2.0, RDF, Atom, JSON Feed.

    Titles are plain text on one line, texts plain paragraphs; entries keep the order of the
    document, and survive without title, link or guid. What harms takes its time and memory here:
    `FeedReader` is for what comes from strangers.

    Args:
        body: Decompressed, as received.
        content_type: The HTTP header's value, or "".
        url: Where it came from; relative links are resolved against it.
        country: ISO 3166 alpha-2 of the outlet, or "".
        now: When it was received, aware; relative dates count from it.

    Raises:
        ParseError: It is not a feed.
    """
    text = _text_of(body, content_type)
    known = Circumstances(url=url, country=country, now=now)
    if text.startswith(("{", "[")):
        return _json(text, known)
    printed = read_lean(text, url)
    if printed is not None:
        return _parsed(printed, read_hints(text), known)
    return _guarded(text, known)


def parse_light(
    body: bytes, *, content_type: str, url: str, country: str, now: datetime
) -> ParsedFeed | None:
    """Return the same for a document that costs milliseconds and harms nobody, else None.

    Raises:
        ParseError: It is not a feed.
    """
    if len(body) > _LIGHT_BYTES and not _is_utf8(body):
        # Finding out what it is may take longer than reading it.
        return None
    text = _text_of(body, content_type)
    known = Circumstances(url=url, country=country, now=now)
    if text.startswith(("{", "[")):
        if len(text) > _MAX_LIGHT_JSON or text.count("{") > _MAX_LIGHT_OBJECTS:
            return None
        return _json(text, known)
    printed = read_lean(text, url) if is_light(text) else None
    return None if printed is None else _parsed(printed, read_hints(text), known)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _text_of(body: bytes, content_type: str) -> str:
    text = decode(body, content_type).lstrip("\ufeff \t\r\n")
    if not text:
        message = "the answer is empty"
        raise ParseError(message)
    return text if text.startswith(("{", "[")) else _from_root(text)


def _from_root(text: str) -> str:
    """Return the document without the markup that a server put in front of it."""
    prologue = _PROLOGUE.match(text)
    root = _ROOT.search(text, prologue.end() if prologue else 0)
    if root is None:
        message = "the answer is neither XML nor JSON"
        raise ParseError(message)
    if root[1].lower() in ("html", "head", "body"):
        message = "an HTML page, not a feed"
        raise ParseError(message)
    if root[1].lower() in _WARNING:
        feed = _FEED_ROOT.search(text, root.start(), root.start() + _MAX_JUNK)
        return text[feed.start() :] if feed else text
    return text


def _json(text: str, known: Circumstances) -> ParsedFeed:
    from tapestory.ingest.parsing.json_feed import read_json_feed  # noqa: PLC0415  # few feeds are

    return _parsed(read_json_feed(text), FeedHints(), known)


def _guarded(text: str, known: Circumstances) -> ParsedFeed:
    # Nothing of this is needed for a clean feed, and a child that may be killed needs it.
    from tapestory.ingest.parsing.feedparser_record import (  # noqa: PLC0415  # see above
        read_with_feedparser,
    )
    from tapestory.ingest.parsing.guard import MAX_STRANGE_ENTRIES, guard  # noqa: PLC0415  # see above

    guarded = guard(text, max_entries=MAX_ENTRIES)
    # What was wrong may have been all that was strange about it.
    printed = read_lean(guarded.text, known.url) if guarded.problems else None
    if printed is None and guarded.entries > MAX_STRANGE_ENTRIES:
        cut = guard(guarded.text)
        problems = guarded.problems + cut.problems
        guarded = replace(guarded, text=cut.text, problems=problems, whole=False)
    printed = printed or read_with_feedparser(guarded.text, known.url)
    if printed is None:
        root = _ROOT.search(text)
        message = f"no feed: its root element is <{root[1][:40] if root else ''}>"
        raise ParseError(message)
    printed.problems, printed.whole = guarded.problems, guarded.whole
    parsed = _parsed(printed, read_hints(guarded.text), known)
    if not parsed.entries and not guarded.well_formed:
        # Broken off before its first entry ended: an answer without news looks different.
        message = f"nothing can be read of it: {'; '.join(guarded.problems)}"
        raise ParseError(message)
    return parsed


def _parsed(printed: PrintedFeed, hints: FeedHints, known: Circumstances) -> ParsedFeed:
    lang = lang_of(printed)
    return ParsedFeed(
        title=title_of(printed.title),
        lang=lang,
        entries=tuple(entries_of(printed.entries, lang=lang, known=known)),
        hints=hints,
        problems=printed.problems,
        whole=printed.whole,
    )

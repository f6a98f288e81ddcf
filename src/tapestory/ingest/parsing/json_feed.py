"""The characters of a JSON Feed (versions 1 and 1.1, jsonfeed.org) → its entries."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import datetime

from tapestory.errors import ParseError
from tapestory.ingest.dating.dates import resolve_date
from tapestory.ingest.parsing.charset import printable
from tapestory.ingest.parsing.clean import one_line, paragraphs, plain_text
from tapestory.ingest.parsing.entries import MAX_TEXT, MAX_TITLE, link_of
from tapestory.model import Entry, ParsedFeed
from tapestory.model.articles import UNDATED

MAX_ENTRIES = 100_000
"""Items read of one feed, first ones first; the rest is cut off and said so."""
_TAG_SHAPE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_NEXT_ITEM = re.compile(r"[\s,]*+\{")

Object = Mapping[str, object]


def parse_json_feed(text: str, *, url: str, country: str, now: datetime) -> ParsedFeed:
    """Return what a JSON Feed holds; items that are no objects are left out and said so.

    Args:
        text: Characters of the document.
        url: Where it came from.
        country: ISO 3166 alpha-2 of the outlet, or "".
        now: When it was received, aware.

    Raises:
        ParseError: It is no JSON, or JSON that is no feed.
    """
    problems = []
    try:
        document: object = _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        wrong = "nested too deep" if isinstance(error, RecursionError) else str(error)[:100]
        document = _whole_items(text)
        if document is None:
            message = f"broken JSON: {wrong}"
            raise ParseError(message) from error
        problems.append(f"not well-formed: {wrong}")
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        message = "JSON, but no feed: it has no list of items"
        raise ParseError(message)
    items = document["items"]
    kept = [item for item in items if isinstance(item, dict)]
    if len(kept) < len(items):
        problems.append(f"{len(items) - len(kept)} items are no objects")
    if len(kept) > MAX_ENTRIES:
        problems.append(f"cut after {MAX_ENTRIES} entries")
    lang = _lang(document, "")
    entries = tuple(
        _entry(item, url=url, lang=lang, country=country, now=now) for item in kept[:MAX_ENTRIES]
    )
    return ParsedFeed(
        title=one_line(_string(document, "title"))[:MAX_TITLE],
        lang=lang,
        entries=entries,
        problems=tuple(problems),
    )


def _integer(digits: str) -> int | str:
    """Return a number, or the digits of one that no computer counts with."""
    return int(digits) if len(digits) < _MAX_DIGITS else digits


_MAX_DIGITS = 20
_DECODER = json.JSONDecoder(parse_int=_integer)


def _whole_items(text: str) -> dict[str, object] | None:
    """Return the complete items of a document that breaks off or is broken further on."""
    start = _ITEMS.search(text)
    if start is None:
        return None
    items: list[object] = []
    position = start.end()
    while len(items) < MAX_ENTRIES:
        begin = _NEXT_ITEM.match(text, position)
        if begin is None:
            break
        try:
            item, position = _DECODER.raw_decode(text, begin.end() - 1)
        except (ValueError, RecursionError):
            break
        items.append(item)
    return {"items": items} if items else None


def _entry(item: Object, *, url: str, lang: str, country: str, now: datetime) -> Entry:
    from_html = plain_text(_string(item, "content_html"))
    from_text = paragraphs(_string(item, "content_text"))
    summary = paragraphs(_string(item, "summary"))
    text = max((from_html, from_text, summary), key=len)
    guid = one_line(_string(item, "id"))
    links = (_string(item, "url"), _string(item, "external_url"), guid if ":" in guid else "")
    modified, published = (
        resolve_date(raw, country=country, now=now) if (raw := _string(item, name)) else UNDATED
        for name in ("date_modified", "date_published")
    )
    return Entry(
        guid=guid,
        link=link_of(links, url),
        title=one_line(_string(item, "title"))[:MAX_TITLE],
        summary=summary[:MAX_TEXT],
        text=text[:MAX_TEXT],
        author=_author(item),
        published=published if published.instant is not None or not modified.raw else modified,
        updated=modified,
        outlet="",
        lang=_lang(item, lang),
    )


def _author(item: Object) -> str:
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return one_line(_string(first, "name"))[:MAX_TITLE] if isinstance(first, dict) else ""


def _lang(holder: Object, default: str) -> str:
    printed = _string(holder, "language")
    if not _TAG_SHAPE.fullmatch(printed):
        return default
    return re.split("[-_]", printed)[0].lower()


def _string(holder: Object, key: str) -> str:
    value = holder.get(key)
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        # Version 1.1 asks readers to take a number for an id as the string of its digits.
        return str(value) if math.isfinite(value) else ""
    return printable(value) if isinstance(value, str) else ""

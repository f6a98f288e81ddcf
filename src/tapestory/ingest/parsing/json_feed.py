"""The characters of a JSON Feed (versions 1 and 1.1, jsonfeed.org) → what it prints."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping

from tapestory.errors import ParseError
from tapestory.ingest.parsing.charset import printable
from tapestory.ingest.parsing.clean import one_line
from tapestory.ingest.parsing.printed import MAX_ENTRIES, Markup, PrintedEntry, PrintedFeed
from tapestory.late_regex import late_regex

_ITEMS = late_regex(r'"items"\s*:\s*\[')
_NEXT_ITEM = late_regex(r"[\s,]*+\{")
_LATER_ITEM = late_regex(r",\s*+\{")
_END_OF_ITEMS = late_regex(r"[\s,]*+\]")
# A comma before what closes an object or list; strings are passed over whole.
_STRING_OR_COMMA = late_regex(r'("(?:[^"\\]|\\.)*+")|,(?=\s*+[}\]])', re.DOTALL)
_OWN_TO_ITEMS = ("id", "content_text", "content_html", "date_published")
_PATIENCE, _LEAST_PATIENCE = 2, 500_000
"""Times its own length, and characters, that are looked through of what does not parse."""

Object = Mapping[str, object]


def read_json_feed(text: str) -> PrintedFeed:
    """Return what a JSON Feed prints; items that are no objects are left out and said so.

    Raises:
        ParseError: It is no JSON, or JSON that is no feed.
    """
    problems = []
    whole = True
    try:
        document: object = _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        wrong = "nested too deep" if isinstance(error, RecursionError) else str(error)[:100]
        document = _mended(text)
        if document is None:
            message = f"broken JSON: {wrong}"
            raise ParseError(message) from error
        problems.append(f"not well-formed: {wrong}")
        whole = False
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        message = "JSON, but no feed: it has no list of items"
        raise ParseError(message)
    items = document["items"]
    kept = [item for item in items if isinstance(item, dict)]
    if len(kept) < len(items):
        problems.append(f"{len(items) - len(kept)} items are no objects")
    if len(kept) > MAX_ENTRIES:
        problems.append(f"cut after {MAX_ENTRIES} entries")
    return PrintedFeed(
        title=_plain(document, "title"),
        lang=_string(document, "language"),
        entries=[_entry(item) for item in kept[:MAX_ENTRIES]],
        problems=tuple(problems),
        whole=whole and len(kept) <= MAX_ENTRIES,
    )


def _integer(digits: str) -> int | str:
    """Return a number, or the digits of one that no computer counts with."""
    return int(digits) if len(digits) < _MAX_DIGITS else digits


_MAX_DIGITS = 20
_DECODER = json.JSONDecoder(parse_int=_integer, strict=False)


def _mended(text: str) -> object | None:
    """Return a document without the commas that too many writers leave before what closes."""
    text = _STRING_OR_COMMA.sub(lambda found: found[1] or "", text)
    try:
        document: object = _DECODER.decode(text)
    except (ValueError, RecursionError):
        return _whole_items(text)
    return document


def _whole_items(text: str) -> dict[str, object] | None:
    """Return the complete items of a document that breaks off, or is broken in some of them."""
    start = _ITEMS.search(text)
    if start is None:
        return None
    items: list[object] = []
    position, lost, seen = start.end(), False, 0
    while len(items) <= MAX_ENTRIES and seen <= _PATIENCE * len(text) + _LEAST_PATIENCE:
        begin = _LATER_ITEM.search(text, position) if lost else _NEXT_ITEM.match(text, position)
        if begin is None:
            if lost or _END_OF_ITEMS.match(text, position):
                break
            lost = True
            continue
        try:
            item, position = _DECODER.raw_decode(text, begin.end() - 1)
        except (ValueError, RecursionError) as error:
            # What is inside of it looks like items, too: those have to show that they are some.
            end = error.pos if isinstance(error, json.JSONDecodeError) else len(text)
            # An error counts the lines before it, which is quick, but not for nothing.
            seen += end - position + end // 16
            position, lost = begin.end(), True
            continue
        if not lost or any(key in item for key in _OWN_TO_ITEMS):
            items.append(item)
            lost = False
    return {"items": items} if items else None


def _entry(item: Object) -> PrintedEntry:
    bodies = (Markup(_string(item, "content_html"), "text/html"), _plain(item, "content_text"))
    elsewhere = _string(item, "external_url")
    return PrintedEntry(
        guid=one_line(_string(item, "id")),
        link=_string(item, "url"),
        links=[("related", elsewhere)] if elsewhere else [],
        title=_plain(item, "title"),
        lang=_string(item, "language"),
        summary=_plain(item, "summary"),
        contents=[body for body in bodies if body.value],
        author=_author(item),
        published=_string(item, "date_published"),
        updated=_string(item, "date_modified"),
    )


def _author(item: Object) -> str:
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return _string(first, "name") if isinstance(first, dict) else ""


def _plain(holder: Object, key: str) -> Markup:
    return Markup(_string(holder, key), "text/plain")


def _string(holder: Object, key: str) -> str:
    value = holder.get(key)
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        # Version 1.1 asks readers to take a number for an id as the string of its digits.
        return str(value) if math.isfinite(value) else ""
    return printable(value) if isinstance(value, str) else ""

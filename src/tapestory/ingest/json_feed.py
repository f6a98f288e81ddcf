"""The characters of a JSON Feed (versions 1 and 1.1, jsonfeed.org) → its entries."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime

from tapestory.errors import ParseError
from tapestory.ingest.clean import one_line, paragraphs, plain_text
from tapestory.ingest.dates import resolve_date
from tapestory.ingest.guard import MAX_ENTRIES
from tapestory.ingest.urls import absolute_url
from tapestory.model import Entry, ParsedFeed

_MAX_TITLE = 3_000
_MAX_TEXT = 200_000
_TAG_SHAPE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")

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
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        message = f"broken JSON: {str(error)[:100]}"
        raise ParseError(message) from error
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        message = "JSON, but no feed: it has no list of items"
        raise ParseError(message)
    items = document["items"]
    kept = [item for item in items if isinstance(item, dict)]
    problems = []
    if len(kept) < len(items):
        problems.append(f"{len(items) - len(kept)} items are no objects")
    if len(kept) > MAX_ENTRIES:
        problems.append(f"cut after {MAX_ENTRIES} entries")
    lang = _lang(document, "")
    entries = tuple(
        _entry(item, url=url, lang=lang, country=country, now=now) for item in kept[:MAX_ENTRIES]
    )
    return ParsedFeed(
        title=one_line(_string(document, "title"))[:_MAX_TITLE],
        lang=lang,
        entries=entries,
        problems=tuple(problems),
    )


def _entry(item: Object, *, url: str, lang: str, country: str, now: datetime) -> Entry:
    from_html = plain_text(_string(item, "content_html"))
    from_text = paragraphs(_string(item, "content_text"))
    summary = paragraphs(_string(item, "summary"))
    text = max((from_html, from_text, summary), key=len)
    guid = one_line(_string(item, "id"))
    links = (_string(item, "url"), _string(item, "external_url"), guid if ":" in guid else "")
    modified = resolve_date(_string(item, "date_modified"), country=country, now=now)
    published = resolve_date(_string(item, "date_published"), country=country, now=now)
    return Entry(
        guid=guid,
        link=next((found for link in links if (found := absolute_url(link, url))), ""),
        title=one_line(_string(item, "title"))[:_MAX_TITLE],
        summary=summary[:_MAX_TEXT],
        text=text[:_MAX_TEXT],
        author=_author(item),
        published=published if published.instant is not None or not modified.raw else modified,
        updated=modified,
        outlet="",
        lang=_lang(item, lang),
    )


def _author(item: Object) -> str:
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return one_line(_string(first, "name"))[:_MAX_TITLE] if isinstance(first, dict) else ""


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
        return str(value)
    return value if isinstance(value, str) else ""

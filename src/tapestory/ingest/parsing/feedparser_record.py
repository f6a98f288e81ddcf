"""A well-formed document → what it prints, read by feedparser, the parser of record."""

from __future__ import annotations

import io
from collections.abc import Mapping

from tapestory.errors import ParseError
from tapestory.ingest.parsing.printed import (
    RELATIONS,
    Markup,
    PrintedEntry,
    PrintedFeed,
    summary_of,
)

_Found = Mapping[str, object]


def read_with_feedparser(text: str, url: str) -> PrintedFeed | None:
    """Return what a document prints, or None when it is no feed that feedparser knows.

    Args:
        text: Guarded: without DOCTYPE, bounded in depth, attributes and entries.
        url: Where it came from.

    Raises:
        ParseError: feedparser gave up.
    """
    import feedparser  # noqa: PLC0415  # 60 ms that clean feeds and `--help` need not wait for

    try:
        parsed: _Found = feedparser.parse(
            io.BytesIO(text.encode()),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": url,
            },
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # on hostile input it raises whatever it meets
        message = f"feedparser gave up: {type(error).__name__}: {str(error)[:100]}"
        raise ParseError(message) from error
    entries = _list(parsed, "entries")
    if not entries and not parsed["version"]:
        return None
    channel = _mapping(parsed, "feed")
    return PrintedFeed(
        title=_title(channel),
        title_lang=_string(_mapping(channel, "title_detail"), "language"),
        lang=_string(channel, "language"),
        entries=[_entry(found) for found in entries],
    )


def _entry(found: _Found) -> PrintedEntry:
    return PrintedEntry(
        guid=_string(found, "id"),
        origin=_string(found, "feedburner_origlink"),
        link=_string(found, "link"),
        links=[
            (relation, href)
            for link in _list(found, "links")
            if (href := _string(link, "href")) and (relation := _string(link, "rel")) in RELATIONS
        ],
        title=_title(found),
        title_lang=_string(_mapping(found, "title_detail"), "language"),
        lang=_string(found, "language"),
        summary=_summary(found),
        contents=[
            Markup(_string(content, "value"), _string(content, "type"))
            for content in _list(found, "content")
        ],
        author=_string(found, "author"),
        published=_string(found, "published"),
        created=_string(found, "created"),
        updated=_string(found, "updated"),
        source=_title(_mapping(found, "source")),
    )


def _title(holder: _Found) -> Markup:
    detail = _mapping(holder, "title_detail")
    return Markup(
        _string(detail, "value") or _string(holder, "title"),
        _string(detail, "type"),
    )


def _summary(found: _Found) -> Markup:
    detail = _mapping(found, "summary_detail")
    return summary_of(
        _string(found, "summary"),
        Markup(_string(detail, "value"), _string(detail, "type")),
        [_string(content, "value") for content in _list(found, "content")],
    )


def _string(holder: _Found, key: str) -> str:
    # Not holder.get: feedparser's mapping answers for one date with another, and warns.
    value = dict.get(holder, key) if isinstance(holder, dict) else None
    return value if isinstance(value, str) else ""


def _mapping(holder: _Found, key: str) -> _Found:
    value = dict.get(holder, key) if isinstance(holder, dict) else None
    return value if isinstance(value, dict) else {}


def _list(holder: _Found, key: str) -> list[_Found]:
    value = dict.get(holder, key) if isinstance(holder, dict) else None
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []

"""The bytes of a feed → its entries, clean and dated, or a `ParseError`."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import datetime

from tapestory.errors import ParseError
from tapestory.ingest.charset import decode
from tapestory.ingest.clean import one_line, paragraphs, plain_text
from tapestory.ingest.dates import resolve_date
from tapestory.ingest.guard import guard
from tapestory.ingest.hints import read_hints
from tapestory.ingest.json_feed import parse_json_feed
from tapestory.ingest.urls import absolute_url
from tapestory.model import Entry, ParsedFeed, Published

MAX_TITLE = 3_000
MAX_TEXT = 200_000
_MAX_BODIES = 8
_ROOT = re.compile(r"<(?![?!])([^\s/>]+)")
_TAG_SHAPE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
_PLAIN = frozenset({"text/plain", "text"})
_MARKUP = frozenset({"text/html", "application/xhtml+xml", "html", "xhtml"})
# What feedparser calls the element that holds it → its place in our order of belief.
_PUBLISHED = ("published", "created", "updated")


def parse_feed(
    body: bytes, *, content_type: str, url: str, country: str, now: datetime
) -> ParsedFeed:
    """Return what a feed holds: RSS 0.9x to 2.0, RDF, Atom, JSON Feed.

    Titles are plain text on one line, texts plain paragraphs; entries keep the order of the
    document, and survive without title, link or guid.

    Args:
        body: Decompressed, as received.
        content_type: The HTTP header's value, or "".
        url: Where it came from; relative links are resolved against it.
        country: ISO 3166 alpha-2 of the outlet, or "".
        now: When it was received, aware; relative dates count from it.

    Raises:
        ParseError: It is not a feed, or built to hurt.
    """
    text = decode(body, content_type).lstrip("\ufeff \t\r\n")
    if not text:
        message = "the answer is empty"
        raise ParseError(message)
    if text.startswith(("{", "[")):
        return parse_json_feed(text, url=url, country=country, now=now)
    return _parse_xml(text, url=url, country=country, now=now)


def _parse_xml(text: str, *, url: str, country: str, now: datetime) -> ParsedFeed:
    root = _ROOT.search(text)
    if root is None:
        message = "the answer is neither XML nor JSON"
        raise ParseError(message)
    if root[1].lower() in ("html", "head", "body"):
        message = "an HTML page, not a feed"
        raise ParseError(message)
    guarded = guard(text)
    parsed = _feedparser(guarded.text, url)
    if not parsed["entries"] and not parsed["version"]:
        message = f"no feed: its root element is <{root[1][:40]}>"
        raise ParseError(message)
    channel = _mapping(parsed, "feed")
    lang = _lang(channel, "")
    read = [
        _entry(raw, url=url, lang=lang, country=country, now=now)
        for raw in _list(parsed, "entries")
    ]
    entries = tuple(entry for entry in read if _says_anything(entry))
    if not entries and not guarded.well_formed:
        # Broken off before its first entry ended: an answer without news looks different.
        message = f"nothing can be read of it: {'; '.join(guarded.problems)}"
        raise ParseError(message)
    return ParsedFeed(
        title=_title(channel),
        lang=lang,
        entries=entries,
        hints=read_hints(guarded.text),
        problems=guarded.problems,
    )


def _feedparser(text: str, url: str) -> Mapping[str, object]:
    import feedparser  # noqa: PLC0415  # 60 ms that `--help` need not wait for

    try:
        parsed: Mapping[str, object] = feedparser.parse(
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
    return parsed


def _entry(raw: Mapping[str, object], *, url: str, lang: str, country: str, now: datetime) -> Entry:
    source = _mapping(raw, "source")
    bodies = [_text_of(content) for content in _list(raw, "content")[:_MAX_BODIES]]
    # feedparser copies the content into an absent summary, without saying of what type it is.
    contents = {_string(content, "value") for content in _list(raw, "content")}
    summary = ""
    if _string(raw, "summary") not in contents:
        summary = _text_of(_mapping(raw, "summary_detail")) or plain_text(_string(raw, "summary"))
    text = max([summary, *bodies], key=len)
    return Entry(
        guid=one_line(_string(raw, "id")),
        link=_link(raw, url),
        title=_title(raw),
        summary=summary[:MAX_TEXT],
        text=text[:MAX_TEXT],
        author=one_line(_string(raw, "author"))[:MAX_TITLE],
        published=_first_date(raw, country=country, now=now),
        updated=resolve_date(_string(raw, "updated"), country=country, now=now),
        outlet=_title(source)[:200],
        lang=_lang(raw, lang),
    )


def _says_anything(entry: Entry) -> bool:
    known = (entry.guid, entry.link, entry.title, entry.text, entry.published.raw)
    return any(known)


def _first_date(raw: Mapping[str, object], *, country: str, now: datetime) -> Published:
    first = resolve_date("", country=country, now=now)
    for name in _PUBLISHED:
        found = resolve_date(_string(raw, name), country=country, now=now)
        if found.instant is not None:
            return found
        if found.raw and not first.raw:
            first = found
    return first


def _link(raw: Mapping[str, object], url: str) -> str:
    candidates = [_string(raw, "feedburner_origlink"), _string(raw, "link")]
    links = _list(raw, "links")
    for relation in ("alternate", "related", "via"):
        candidates += [_string(link, "href") for link in links if link.get("rel") == relation]
    guid = _string(raw, "id")
    if guid.startswith(("http://", "https://")):
        candidates.append(guid)
    return next((found for link in candidates if (found := absolute_url(link, url))), "")


def _title(holder: Mapping[str, object]) -> str:
    detail = _mapping(holder, "title_detail")
    value = _string(detail, "value") or _string(holder, "title")
    return one_line(_as_plain(value[: 20 * MAX_TITLE], _string(detail, "type")))[:MAX_TITLE]


def _text_of(detail: Mapping[str, object]) -> str:
    return _as_plain(_string(detail, "value"), _string(detail, "type"))


def _as_plain(value: str, kind: str) -> str:
    if not value:
        return ""
    kind = kind.lower().partition(";")[0].strip()
    if kind in _MARKUP:
        return plain_text(value)
    if kind in _PLAIN or not kind:
        return paragraphs(value)
    return plain_text(value) if kind.endswith(("xml", "html")) else ""


def _lang(holder: Mapping[str, object], default: str) -> str:
    for printed in (
        _string(_mapping(holder, "title_detail"), "language"),
        _string(holder, "language"),
        default,
    ):
        if printed and _TAG_SHAPE.fullmatch(printed):
            return re.split("[-_]", printed)[0].lower()
    return ""


def _string(holder: Mapping[str, object], key: str) -> str:
    # Not holder.get: feedparser's mapping answers for one date with another, and warns.
    value = dict.get(holder, key) if isinstance(holder, dict) else None
    return value if isinstance(value, str) else ""


def _mapping(holder: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = dict.get(holder, key) if isinstance(holder, dict) else None
    return value if isinstance(value, dict) else {}


def _list(holder: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    value = dict.get(holder, key) if isinstance(holder, dict) else None
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []

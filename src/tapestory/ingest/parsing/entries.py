"""What a feed prints → its entries: plain text, absolute links, resolved dates."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tapestory.ingest.dating.dates import resolve_date
from tapestory.ingest.identity.urls import absolute_url
from tapestory.ingest.parsing.clean import (
    is_active,
    one_line,
    paragraphs,
    plain_text,
    without_cdata,
)
from tapestory.ingest.parsing.outbound import links_in, outbound_links
from tapestory.ingest.parsing.printed import RELATIONS, Markup, PrintedEntry, PrintedFeed
from tapestory.late_regex import late_regex
from tapestory.model import Entry, Published
from tapestory.model.articles import UNDATED

MAX_TITLE = 3_000
MAX_TEXT = 200_000
_MAX_OUTLET = 200
_MAX_GUID, _GUID_HEAD = 2_000, 500
_MAX_BODIES = 8
_TAG_SHAPE = late_regex(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")
_PLAIN = frozenset({"text/plain", "text"})
_MARKUP = frozenset({"text/html", "application/xhtml+xml", "html", "xhtml"})
# An address that `absolute_url` gives back as it is, wherever it stands: lower-case scheme and
# host, no port, a path without dot segments, no fragment, nothing that needs an escape.
_SEGMENT = "[A-Za-z0-9_~%+,@-][A-Za-z0-9_~%+,@.-]*"
_ABSOLUTE = late_regex(
    rf"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/(?:{_SEGMENT}(?:/{_SEGMENT})*/?)?"
    r"(?:\?[A-Za-z0-9_~%+,@./=&-]+)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is known about a feed besides its bytes."""

    url: str
    """Where it came from; relative links are resolved against it."""
    country: str
    """ISO 3166 alpha-2 of the outlet, or ""."""
    now: datetime
    """When it was received, aware; relative dates count from it."""


def entries_of(printed: Iterable[PrintedEntry], *, lang: str, known: Circumstances) -> list[Entry]:
    """Return the entries that say anything at all, in the order of the feed.

    Args:
        printed: As parsed.
        lang: Primary tag of the feed, or "".
        known: Where and when it was read.
    """
    entries = (_entry(one, lang, known) for one in printed)
    return [entry for entry in entries if _says_anything(entry)]


def title_of(title: Markup) -> str:
    """Return a title as plain text on one line."""
    if not title.value:
        return ""
    return one_line(_as_plain(title.value[: 20 * MAX_TITLE], title.kind))[:MAX_TITLE]


def guid_of(printed: str) -> str:
    """Return a guid on one line; of an endless one its head, and a hash that stands for it all."""
    guid = one_line(printed)
    if len(guid) <= _MAX_GUID:
        return guid
    digest = hashlib.sha256(guid.encode("utf-8", "replace")).hexdigest()
    return f"{guid[:_GUID_HEAD]}~{digest}"


def lang_of(feed: PrintedFeed) -> str:
    """Return the primary tag of the language that a feed declares, or ""."""
    return primary_tag(feed.title_lang) or primary_tag(feed.lang)


def primary_tag(printed: str) -> str:
    """Return the primary tag of a language as printed, in lower case, or ""."""
    shaped = _TAG_SHAPE.fullmatch(printed) if printed else None
    return shaped[1].lower() if shaped else ""


def link_of(candidates: Iterable[str], url: str) -> str:
    """Return the first web address among the candidates, absolute, or ""."""
    for link in candidates:
        if _ABSOLUTE.fullmatch(link) and len(link) < 2_000:
            return link
        if link and (found := absolute_url(link, url)):
            return found
    return ""


def _entry(printed: PrintedEntry, lang: str, known: Circumstances) -> Entry:
    bodies = [_text_of(content) for content in printed.contents[:_MAX_BODIES]]
    summary = ""
    # Parsers copy the content into an absent summary.
    if all(content.value != printed.summary.value for content in printed.contents):
        summary = _text_of(printed.summary) or plain_text(printed.summary.value)
    published, updated = _dates(printed, known)
    # A content first: a summary that says as much has seldom the links.
    text, markup = max(
        [*zip(bodies, printed.contents, strict=False), (summary, printed.summary)],
        key=lambda told: len(told[0]),
    )
    link = link_of(_candidates(printed), known.url)
    return Entry(
        guid=guid_of(printed.guid),
        link=link,
        title=title_of(printed.title),
        summary=summary[:MAX_TEXT],
        text=text[:MAX_TEXT],
        author=one_line(printed.author)[:MAX_TITLE],
        published=published,
        updated=updated,
        outlet=title_of(printed.source)[:_MAX_OUTLET],
        lang=primary_tag(printed.title_lang) or primary_tag(printed.lang) or lang,
        links=outbound_links(links_in(markup.value), text[:MAX_TEXT], url=link),
    )


def _says_anything(entry: Entry) -> bool:
    return bool(entry.guid or entry.link or entry.title or entry.text or entry.published.raw)


def _dates(printed: PrintedEntry, known: Circumstances) -> tuple[Published, Published]:
    """Return the first date that can be read, else the first that is printed; and the update."""
    updated = UNDATED
    if printed.updated:
        updated = resolve_date(printed.updated, country=known.country, now=known.now)
    first: Published | None = None
    for raw in (printed.published, printed.created):
        if not raw:
            continue
        if raw == printed.updated and updated.instant is not None:
            return updated, updated
        found = resolve_date(raw, country=known.country, now=known.now)
        if found.instant is not None:
            return found, updated
        first = first or found
    if first is not None and updated.instant is None:
        return first, updated
    return updated, updated


def _candidates(printed: PrintedEntry) -> Iterable[str]:
    yield printed.origin
    yield printed.link
    for relation in RELATIONS:
        for found, link in printed.links:
            if found == relation:
                yield link
    if printed.guid.startswith(("http://", "https://")):
        yield printed.guid


def _text_of(content: Markup) -> str:
    return _as_plain(content.value, content.kind)


def _as_plain(value: str, kind: str) -> str:
    if not value:
        return ""
    if kind not in _MARKUP and kind not in _PLAIN:
        kind = kind.lower().partition(";")[0].strip()
    if kind in _MARKUP:
        return plain_text(value)
    if kind in _PLAIN or not kind:
        return plain_text(value) if is_active(value) else paragraphs(without_cdata(value))
    return plain_text(value) if kind.endswith(("xml", "html")) else ""

"""One element of a clean document → the entry that it prints, as feedparser would read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from xml.etree.ElementTree import Element

from tapestory.ingest.parsing import vocabulary as names
from tapestory.ingest.parsing.lean_markup import (
    HTML_KINDS,
    KINDS,
    NO_BASE,
    Declined,
    content_of,
    joined,
    scope_of,
    text_of,
)
from tapestory.ingest.parsing.printed import NOTHING, RELATIONS, Markup, PrintedEntry, summary_of
from tapestory.late_regex import late_regex

_BROKEN_QUERY = late_regex(r"&([A-Za-z0-9_]+);")
_MAX_DEPTH = 60
_MAX_NAME = 250


class Document(Protocol):
    """What an entry needs to know of the document around it."""

    guesses: bool
    has_content: bool
    names: Mapping[str, str]
    """The tag of an element → its name with the prefix that stands for its namespace."""


def read_entry(
    document: Document, element: Element, depth: int, lang: str | None, base: str
) -> tuple[PrintedEntry, int]:
    """Return what the children of one entry print, and at what depth its title stood, or -1.

    feedparser keeps, of several elements of one meaning, the last at the least depth; and notes
    some things only while others are absent. Both orders are kept here.

    Raises:
        Declined: It holds something that is not known here.
    """
    entry = _Reading(document, lang, base, document.has_content)
    if element.keys():
        about = element.get(f"{{{names.RDF}}}about")
        if about:
            entry.texts["id"] = about
        if element.get("href") is not None:
            raise Declined
    _children(entry, element, depth + 1)
    return _printed(entry), entry.title_depth


@dataclass(slots=True)
class _Reading:
    """What was found of an entry so far."""

    document: Document
    lang: str | None
    base: str
    has_content: bool
    title_depth: int = -1
    texts: dict[str, str] = field(default_factory=dict)
    depths: dict[str, int] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)
    contents: list[Markup] = field(default_factory=list)
    title: Markup = NOTHING
    title_lang: str = ""
    summary: Markup = NOTHING
    source: Markup = NOTHING


def _printed(entry: _Reading) -> PrintedEntry:
    """Return what was found."""
    texts = entry.texts
    contents = [content.value for content in entry.contents]
    return PrintedEntry(
        guid=texts.get("id", ""),
        origin=texts.get("feedburner_origlink", ""),
        link=texts.get("link", ""),
        links=entry.links,
        title=entry.title,
        title_lang=entry.title_lang,
        lang=texts.get("language", ""),
        summary=summary_of(texts.get("summary", ""), entry.summary, contents),
        contents=entry.contents,
        author=texts.get("author", ""),
        published=texts.get("published", ""),
        created=texts.get("created", ""),
        updated=texts.get("updated", ""),
        source=entry.source,
    )


def _children(entry: _Reading, element: Element, depth: int) -> None:
    known = entry.document.names
    for child in element:
        name = known[child.tag]
        read = _READ.get(name)
        if read is not None:
            read(entry, child, name, depth)
        elif name in names.SILENT:
            if len(child):
                raise Declined
        elif name in names.RESERVED and name not in names.TRANSPARENT:
            raise Declined
        elif len(child):
            if depth > _MAX_DEPTH:
                raise Declined
            if scope_of(child, entry.lang, entry.base) != (entry.lang, entry.base):
                raise Declined
            _children(entry, child, depth + 1)


def _keep(entry: _Reading, name: str, text: str, depth: int) -> None:
    known = entry.depths.get(name)
    if known is None or depth <= known:
        entry.depths[name] = depth
        entry.texts[name] = text


def _read_title(entry: _Reading, element: Element, name: str, depth: int) -> None:
    title = content_of(element, "text/plain", guesses=entry.document.guesses)
    if not -1 < entry.title_depth <= depth:
        known = entry.depths.get("title")
        if known is None or depth <= known:
            entry.depths["title"] = depth
            entry.texts["title"] = title.value
        if title.value or not entry.texts["title"]:
            entry.title = title
        else:
            raise Declined
        entry.title_lang = scope_of(element, entry.lang, NO_BASE)[0] or ""
    if title.value and name != "media_title":
        entry.title_depth = depth


def _read_link(entry: _Reading, element: Element, _name: str, _depth: int) -> None:
    if not element.keys():
        _add_address(entry, text_of(element), entry.base)
        return
    attributes = {key.lower(): value for key, value in element.items()}
    base = scope_of(element, None, entry.base)[1]
    relation = attributes.get("rel", "alternate").lower()
    kind = attributes.get("type", "text/html").lower()
    if relation == "self":
        kind = attributes.get("type", "application/atom+xml").lower()
    href = attributes.get("url", attributes.get("uri", attributes.get("href")))
    if len(element):
        raise Declined
    if href or "href" in attributes:
        href = joined(base, href or attributes["href"])
        _add_link(entry, relation, href)
        if relation == "alternate" and KINDS.get(kind, kind) in HTML_KINDS:
            entry.texts["link"] = href
        return
    _add_address(entry, text_of(element), base, relation)


def _add_address(entry: _Reading, text: str, base: str, relation: str = "alternate") -> None:
    if text:
        text = joined(base, text)
        if ";" in text:
            text = _BROKEN_QUERY.sub(r"&\g<1>", text.replace("&amp;", "&"))
    entry.texts["link"] = text
    _add_link(entry, relation, text)


def _add_link(entry: _Reading, relation: str, href: str) -> None:
    if href and relation in RELATIONS:
        entry.links.append((relation, href))


def _read_guid(entry: _Reading, element: Element, _name: str, depth: int) -> None:
    text = text_of(element)
    permanent = True
    for key, value in element.items():
        if key.lower() == "ispermalink":
            permanent = value == "true"
    if permanent:
        text = joined(scope_of(element, None, entry.base)[1], text) if text else text
        entry.texts.setdefault("link", text)
    _keep(entry, "id", text, depth)


def _read_description(entry: _Reading, element: Element, _name: str, depth: int) -> None:
    _read_summary(entry, element, "text/html", depth)


def _read_plain_summary(entry: _Reading, element: Element, _name: str, depth: int) -> None:
    _read_summary(entry, element, "text/plain", depth)


def _read_summary(entry: _Reading, element: Element, default: str, depth: int) -> None:
    if "summary" in entry.texts and not entry.has_content:
        _read_content(entry, element, "", depth)
        return
    found = content_of(element, default, guesses=entry.document.guesses)
    _keep(entry, "summary", found.value, depth)
    entry.summary = found


def _read_content(entry: _Reading, element: Element, _name: str, _depth: int) -> None:
    entry.has_content = True
    _add_content(entry, content_of(element, "text/plain", guesses=entry.document.guesses))


def _read_encoded(entry: _Reading, element: Element, _name: str, _depth: int) -> None:
    entry.has_content = True
    _add_content(entry, content_of(element, "text/html", guesses=entry.document.guesses))


def _add_content(entry: _Reading, content: Markup) -> None:
    entry.contents.append(content)
    entry.texts.setdefault("summary", content.value)


def _read_author(entry: _Reading, element: Element, _name: str, depth: int) -> None:
    if not len(element):
        text = text_of(element)
        if len(text) > _MAX_NAME:
            raise Declined
        _keep(entry, "author", text, depth)
        return
    before = entry.texts.get("author", "")
    person = _person(element, entry.document)
    if "@" in before or (before and "name" not in person):
        raise Declined
    _keep(entry, "author", "", depth)
    name, address = person.get("name", ""), person.get("email", "")
    if name or address:
        entry.texts["author"] = f"{name} ({address})" if name and address else name or address


def _read_date(entry: _Reading, element: Element, name: str, depth: int) -> None:
    _keep(entry, names.DATES[name], text_of(element), depth)


def _read_language(entry: _Reading, element: Element, _name: str, depth: int) -> None:
    _keep(entry, "language", text_of(element), depth)


def _read_origin(entry: _Reading, element: Element, name: str, depth: int) -> None:
    if element.keys():
        raise Declined
    _keep(entry, name, text_of(element), depth)


def _read_source(entry: _Reading, element: Element, _name: str, depth: int) -> None:
    entry.title_depth = -1
    if not len(element):
        entry.source = Markup(text_of(element))
        return
    entry.source = NOTHING
    for child in element:
        name = entry.document.names[child.tag]
        if (child.tail or "").strip():
            raise Declined
        if name == "title":
            title = content_of(child, "text/plain", guesses=entry.document.guesses)
            if entry.title_depth == -1:
                entry.source = title
            if title.value:
                entry.title_depth = depth + 1
        elif name == "author":
            _person(child, entry.document)
        elif name not in _IN_SOURCE or len(child):
            raise Declined
    if (element.text or "").strip():
        raise Declined


def _read_image(entry: _Reading, element: Element, _name: str, _depth: int) -> None:
    if len(element):
        raise Declined
    entry.title_depth = -1


def _pass_over(_entry: _Reading, _element: Element, _name: str, _depth: int) -> None:
    """Nothing in it is for us, however deep."""


def _read_contributor(entry: _Reading, element: Element, _name: str, _depth: int) -> None:
    _person(element, entry.document)


_IN_SOURCE = frozenset(
    {"id", "link", "updated", "category", "generator", "icon", "logo", "rights", "subtitle"}
)


def _person(element: Element, document: Document) -> dict[str, str]:
    found: dict[str, str] = {}
    if (element.text or "").strip():
        raise Declined
    for child in element:
        name = document.names[child.tag]
        if len(child) or (child.tail or "").strip():
            raise Declined
        if name in ("name", "email", "uri", "url"):
            found[name] = (child.text or "").strip()
            if len(found[name]) > _MAX_NAME:
                raise Declined
        elif name in names.RESERVED or "_" not in name or (child.text or "").strip():
            raise Declined
    return found


_Read = Callable[[_Reading, Element, str, int], None]
_READ: dict[str, _Read] = {
    **dict.fromkeys(names.TITLES, _read_title),
    **dict.fromkeys(names.DESCRIPTIONS, _read_description),
    **dict.fromkeys(names.SUMMARIES, _read_plain_summary),
    **dict.fromkeys(names.AUTHORS, _read_author),
    **dict.fromkeys(names.DATES, _read_date),
    **dict.fromkeys(names.LANGUAGES, _read_language),
    **dict.fromkeys(names.PLACES, _pass_over),
    "link": _read_link,
    "guid": _read_guid,
    "id": _read_guid,
    "content": _read_content,
    "content_encoded": _read_encoded,
    "source": _read_source,
    "image": _read_image,
    "contributor": _read_contributor,
    "feedburner_origlink": _read_origin,
}

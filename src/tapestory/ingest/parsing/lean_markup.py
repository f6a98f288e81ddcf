"""One element of a clean document → its text, markup, language and links, as feedparser's."""

from __future__ import annotations

import html
import html.entities
from contextlib import suppress
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from tapestory.ingest.parsing import vocabulary as names
from tapestory.ingest.parsing.printed import Markup
from tapestory.late_regex import late_regex

KINDS = {
    "": "text/plain",
    "text": "text/plain",
    "plain": "text/plain",
    "text/plain": "text/plain",
    "html": "text/html",
    "text/html": "text/html",
    "xhtml": "application/xhtml+xml",
    "application/xhtml+xml": "application/xhtml+xml",
}
HTML_KINDS = frozenset({"text/html", "application/xhtml+xml"})
_CONTROLS = late_regex("[\x80-\x9f]")
_CLOSING_TAG = late_regex(r"</(\w+)>")
_ANY_TAG = late_regex(r"</?(\w+)")
_REFERENCE = late_regex(r"&#?\w+;")
_NAMED_REFERENCE = late_regex(r"&(\w+);")
_EXTRA_SLASHES = late_regex(r"^([A-Za-z][A-Za-z0-9+-.]*://)(/*)(.*?)")
_ABSOLUTE = late_regex(r"https?://[a-z0-9.-]+/[A-Za-z0-9_~%+@/.-]*(?:\?[A-Za-z0-9_~%+/.=&-]+)?")
_MEANINGFUL = frozenset(
    {"about", "base", "href", "ispermalink", "lang", "lastmod", "mode", "rel", "type", "uri", "url"}
)
_PLAIN_ATTRIBUTES = frozenset(
    {f"{names.XML}lang", f"{names.XML}base", f"{{{names.RDF}}}about", "isPermaLink"}
    | (_MEANINGFUL - {"about", "lastmod", "mode"})
)
NO_BASE = "http://any.example/"
_MAX_MARKUP_DEPTH = 60
_WEB = ("http://", "https://", "HTTP://", "HTTPS://", "Http://", "Https://")
_MAX_ATTRIBUTES = 100


class Declined(Exception):  # noqa: N818  # no error: feedparser will be asked
    """Something that is not known here with certainty."""


def scope_of(element: Element, lang: str | None, base: str) -> tuple[str | None, str]:
    """Return the language and the base address that hold inside of an element."""
    keys = element.keys()
    if not keys:
        return lang, base
    if len(keys) > _MAX_ATTRIBUTES:
        raise Declined
    for key in keys:
        if key not in _PLAIN_ATTRIBUTES and key.rpartition("}")[2].lower() in _MEANINGFUL:
            # Spelled in a way, or from a namespace, that decides whether it counts.
            raise Declined
    named = element.get(f"{names.XML}lang", element.get("lang"))
    if named is not None:
        lang = named or None
    nearer = element.get(f"{names.XML}base", element.get("base"))
    if nearer:
        base = joined(base, nearer)
        if not base.startswith(("http://", "https://")):
            raise Declined
    return lang, base


def text_of(element: Element) -> str:
    """Return the text of an element that holds nothing else."""
    if len(element):
        raise Declined
    text = element.text
    if not text:
        return ""
    text = text.strip()
    return text if text.isascii() else _mended(text)


def joined(base: str, link: str) -> str:
    """Return a link made absolute, in the spelling that feedparser gives it."""
    if _ABSOLUTE.fullmatch(link):
        return link
    try:
        return urljoin(base, _EXTRA_SLASHES.sub(r"\1\3", link))
    except ValueError:
        return ""


def content_of(element: Element, default: str, *, guesses: bool) -> Markup:
    """Return what a title, summary or content holds, and its type.

    Args:
        element: With its `type` attribute, if any.
        default: Type without one.
        guesses: Whether plain text that looks like HTML is taken for HTML.
    """
    kind = default
    if element.keys():
        scope_of(element, None, NO_BASE)
        for key, value in element.items():
            if key.lower() == "type":
                kind = value.lower()
        kind = KINDS.get(kind, "")
        if not kind:
            raise Declined
    if kind == "application/xhtml+xml":
        return Markup(_xhtml(element, unwrap=not guesses), kind)
    value = text_of(element)
    if (
        guesses
        and kind == "text/plain"
        and ("</" in value or "&" in value)
        and _looks_like_html(value)
    ):
        kind = "text/html"
    return Markup(value, kind)


def _looks_like_html(text: str) -> bool:
    """Return what feedparser makes of text that is declared plain."""
    if not (_CLOSING_TAG.search(text) or _REFERENCE.search(text)):
        return False
    if any(tag.lower() not in names.HTML for tag in _ANY_TAG.findall(text)):
        return False
    return all(name in html.entities.entitydefs for name in _NAMED_REFERENCE.findall(text))


def _xhtml(element: Element, *, unwrap: bool) -> str:
    """Return the markup inside of an element; of its attributes only where links lead.

    No text depends on any other.
    """
    if unwrap and len(element) == 1 and element[0].tag == f"{names.XHTML}div":
        around = (element.text or "") + (element[0].tail or "")
        if not around.strip():
            element = element[0]
    pieces: list[str] = []
    _write(element, pieces, 0)
    text = "".join(pieces).strip()
    return text if text.isascii() else _mended(text)


def _write(element: Element, pieces: list[str], depth: int) -> None:
    if depth > _MAX_MARKUP_DEPTH:
        raise Declined
    pieces.append(html.escape(element.text or "", quote=False))
    for child in element:
        if not child.tag.startswith(names.XHTML):
            raise Declined
        name = child.tag[len(names.XHTML) :].lower()
        if name in ("body", "svg", "math"):
            raise Declined
        scope_of(child, None, NO_BASE)
        href = child.get("href", "") if name == "a" else ""
        target = f' href="{html.escape(href)}"' if href.startswith(_WEB) else ""
        pieces.append(f"<{name}{target}>")
        _write(child, pieces, depth + 1)
        pieces.append(f"</{name}>{html.escape(child.tail or '', quote=False)}")


def _mended(text: str) -> str:
    """Return text in UTF-8 that was taken for Latin-1 on its way as what it was."""
    with suppress(UnicodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    # In UTF-8 all of them begin with this byte, and little else does.
    if b"\xc2" in text.encode("utf-8", "surrogatepass") and _CONTROLS.search(text):
        # Windows-1252 in disguise; feedparser has the table.
        raise Declined
    return text

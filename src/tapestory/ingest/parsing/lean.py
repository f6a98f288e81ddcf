"""A clean document → what it prints, in one pass; or None where feedparser has to be asked.

For common RSS, RDF and Atom it comes to what feedparser comes to, at a tenth of the cost. It
knows the elements of `vocabulary`; whatever else it meets, in whatever place, it declines.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, ParseError, XMLParser

from tapestory.ingest.parsing import vocabulary as names
from tapestory.ingest.parsing.lean_entry import read_entry
from tapestory.ingest.parsing.lean_markup import (
    NO_BASE,
    Declined,
    content_of,
    joined,
    scope_of,
    text_of,
)
from tapestory.ingest.parsing.printed import MAX_ENTRIES, PrintedFeed
from tapestory.late_regex import late_regex

_LIGHT_LENGTH, _LIGHT_TAGS, _LIGHT_EQUALS = 600_000, 20_000, 20_000
# What bounds memory where time does not matter much: a tree of these takes some 400 MB.
_MAX_TAGS, _MAX_EQUALS = 4_500_000, 1_500_000
_MAX_DEPTH = 60

_DECLARATION = late_regex(r"<\?xml[^>]*\?>")
_NAMESPACE = late_regex(r"""xmlns(?::([^\s=]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ROOTS = {
    "rss": "rss",
    f"{{{names.ATOM}}}feed": "atom",
    f"{{{names.RDF}}}RDF": "rdf",
}


def is_light(text: str) -> bool:
    """Return whether reading a document takes milliseconds and few megabytes, whatever it is."""
    return (
        len(text) <= _LIGHT_LENGTH
        and text.count("<") <= _LIGHT_TAGS
        and text.count("=") <= _LIGHT_EQUALS
    )


def read_lean(text: str, url: str) -> PrintedFeed | None:
    """Return what a document prints, or None when it is not clean or not known.

    Args:
        text: Characters of the document.
        url: Where it came from.
    """
    if "<!DOCTYPE" in text or _is_vast(text):
        return None
    declared = _DECLARATION.match(text)
    parser = XMLParser()  # noqa: S314  # no DOCTYPE, so no entities; bounded above
    try:
        parser.feed(text[declared.end() :] if declared else text)
        root = parser.close()
    except (ParseError, ValueError):
        return None
    form = _ROOTS.get(root.tag)
    if form is None:
        return None
    try:
        return _Reader(text, form, url).feed(root)
    except (Declined, RecursionError):
        return None


def _is_vast(text: str) -> bool:
    return len(text) > _MAX_EQUALS and (
        text.count("<") > _MAX_TAGS or text.count("=") > _MAX_EQUALS
    )


class _Names(dict[str, str]):
    """Tags → names with the prefix that stands for their namespace, worked out once each."""

    def __init__(self, foreign: Mapping[str, str]) -> None:
        super().__init__()
        self._foreign = foreign

    def __missing__(self, tag: str) -> str:
        """Work a name out."""
        name, prefix = tag, ""
        if tag.startswith("{"):
            uri, _, name = tag[1:].partition("}")
            known = names.PREFIXES.get(uri.lower(), self._foreign.get(uri))
            if known is None:
                raise Declined
            prefix = f"{known}_" if known else ""
        found = self[tag] = f"{prefix}{name.lower()}"
        return found


class _Reader:
    """Reads one document's channel, and hands its entries to `read_entry`."""

    def __init__(self, text: str, form: str, url: str) -> None:
        self.form = form
        self.guesses = form != "atom"
        """Whether plain text that looks like HTML is taken for HTML."""
        self.has_content = False
        """Whether the entry that comes next is thought to have had its content already."""
        self._url = url
        self._foreign: dict[str, str] = {}
        self.names: Mapping[str, str] = _Names(self._foreign)
        self.title_depth = -1
        self.printed = PrintedFeed()
        self._read_namespaces(text)

    def feed(self, root: Element) -> PrintedFeed:
        """Return what the document prints."""
        if not self._url.startswith(("http://", "https://")):
            raise Declined
        lang, base = scope_of(root, None, joined(self._url, self._url))
        if self.form != "rdf" and lang:
            self.printed.lang = lang
        if self.form == "atom":
            self._channel(root, 1, lang, base)
            return self.printed
        channels = 0
        for child in root:
            name = self.names[child.tag]
            if name == "channel":
                channels += 1
                self._channel(child, 2, *scope_of(child, lang, base))
            elif name == "item" and self.form == "rdf":
                self._entry(child, 2, lang, base)
            elif name in ("image", "textinput") and self.form == "rdf":
                self._aside(child, name, 2)
            else:
                raise Declined
        if channels != 1:
            raise Declined
        return self.printed

    def _read_namespaces(self, text: str) -> None:
        """Learn what the document calls its namespaces.

        feedparser knows the common ones by their address, whatever their prefix, and the others
        by their prefix, whatever their address.
        """
        first = ""
        declared: dict[str, str] = {}
        for found in _NAMESPACE.finditer(text):
            prefix, uri = (found[1] or "").lower(), found[2] or found[3] or ""
            known = names.PREFIXES.get(uri.lower())
            if not first and uri in (names.RSS1, names.ATOM):
                first = uri
            if prefix and declared.setdefault(prefix, uri) != uri:
                raise Declined
            if known is not None:
                if prefix and prefix in _STANDARD and prefix != known:
                    raise Declined
            elif (
                "backend.userland.com/rss" in uri
                or "_" in prefix
                or self._foreign.setdefault(uri, prefix) != prefix
            ):
                raise Declined
        if self.form == "rdf":
            # feedparser takes RSS 1.0 for Atom when that namespace is declared before its own.
            self.guesses = first == names.RSS1
            if not first:
                raise Declined
        elif self.form == "atom" and first != names.ATOM:
            raise Declined

    def _channel(self, channel: Element, depth: int, lang: str | None, base: str) -> None:
        if channel.get("href") is not None:
            raise Declined
        summed_up = False
        entry_name = "entry" if self.form == "atom" else "item"
        for child in channel:
            name = self.names[child.tag]
            if name == entry_name:
                self._entry(child, depth + 1, lang, base)
            elif name in names.SUMMARIES or name in names.DESCRIPTIONS:
                # A second summary is taken for the content, be it in the channel.
                self.has_content = self.has_content or summed_up
                summed_up = summed_up or name in names.SUMMARIES
                self._aside(child, name, depth + 1)
            elif name in names.TITLES:
                self._title(child, name, depth + 1, lang)
            elif name in names.LANGUAGES:
                self.printed.lang = text_of(child)
            else:
                self._aside(child, name, depth + 1)

    def _entry(self, element: Element, depth: int, lang: str | None, base: str) -> None:
        self.title_depth = -1
        entry, self.title_depth = read_entry(self, element, depth, *scope_of(element, lang, base))
        self.has_content = False
        self.printed.entries.append(entry)
        if len(self.printed.entries) > MAX_ENTRIES:
            raise Declined

    def _title(self, element: Element, name: str, depth: int, lang: str | None) -> None:
        title = content_of(element, "text/plain", guesses=self.guesses)
        if not -1 < self.title_depth <= depth:
            self.printed.title = title
            self.printed.title_lang = scope_of(element, lang, NO_BASE)[0] or ""
        if title.value and name != "media_title":
            self.title_depth = depth

    def _aside(self, element: Element, name: str, depth: int) -> None:
        """Pass over an element outside of entries that says nothing to us."""
        if name in names.PLACES:
            return
        if name in ("image", "textinput"):
            self.title_depth = -1
        allowed = names.CONTAINERS.get(name)
        if name in names.AUTHORS:
            allowed = names.CONTAINERS["contributor"]
        silent = allowed is not None or name in names.SILENT or name in _CHANNEL_TEXTS
        if not silent and name in names.RESERVED and name not in names.TRANSPARENT:
            raise Declined
        for child in element:
            inner = self.names[child.tag]
            foreign = inner not in names.RESERVED
            if not (allowed is not None and inner in allowed) and not (foreign and "_" in inner):
                raise Declined
            if inner in names.CONTAINERS and depth < _MAX_DEPTH:
                self._aside(child, inner, depth + 1)
            elif len(child):
                raise Declined
            elif inner == "title" and (child.text or "").strip():
                self.title_depth = depth + 1


_CHANNEL_TEXTS = (
    names.DESCRIPTIONS | names.SUMMARIES | names.DATES.keys() | {"link", "id", "guid", "name"}
)
_STANDARD = frozenset(names.PREFIXES.values())

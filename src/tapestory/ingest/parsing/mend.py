"""A document that is not well-formed → one that is, with every entry that can be told apart.

What is broken in one entry stays in it: where an entry begins or ends, whatever was left open
inside of the one before is closed. One that breaks off with the document is left out: half a
story is none.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from tapestory.late_regex import late_regex

MAX_DEPTH = 250
MAX_ATTRIBUTES = 500

_NAME = r"[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?"
# No "<" inside of a tag: one that is never closed ends where the next begins.
_TAG = late_regex(rf"""<(/?)({_NAME})((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""")
_BROKEN_TAG = late_regex(rf"<(/?)({_NAME})([^<>]*+)>")
_RUN = late_regex(r"<+(?=<)")
_ATTRIBUTE = late_regex(rf"""({_NAME})\s*=\s*("[^"<]*+"|'[^'<]*+'|[^\s"'<>=`]++)""")
_ENTRIES = frozenset({"item", "entry"})
_ROOTS = frozenset({"rss", "feed", "rdf"})
_OUTER = _ROOTS | {"channel"}
_ENTRY_EDGE = late_regex(r"</?(?:[A-Za-z][\w.-]*:)?(?:item|entry)[\s>]", re.IGNORECASE)
_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
}


@dataclass(frozen=True, slots=True)
class Mended:
    """A well-formed document."""

    text: str
    broken_off: bool
    """Its last entry was not complete, and is left out."""


def mend(text: str) -> Mended:
    """Return the document with its tags in pairs and every "<" and "]]>" accounted for.

    Time is proportional to the length of the text.

    Args:
        text: Without XML declaration and DOCTYPE; ampersands are in order.
    """
    last_entry = max(text.rfind("<item"), text.rfind("<entry"))
    mending = _Mending(text, last_entry)
    position = 0
    while not mending.done:
        start = text.find("<", position)
        mending.add_text(text[position : start if start >= 0 else len(text)])
        if start < 0:
            break
        position = _markup(mending, text, start)
    return mending.finished()


def _markup(mending: _Mending, text: str, start: int) -> int:
    """Add what begins at a "<", and return where to go on."""
    for opening, closing in (("<![CDATA[", "]]>"), ("<!--", "-->"), ("<?", "?>"), ("<!", ">")):
        if not text.startswith(opening, start):
            continue
        end = mending.find(closing, start + len(opening))
        if end < 0:
            # Never closed: what follows it belongs to it no further than its entry goes.
            edge = _ENTRY_EDGE.search(text, start)
            return edge.start() if edge else len(text)
        if closing == "]]>":
            again = text.find(opening, start + len(opening), end)
            edge = _ENTRY_EDGE.search(text, start, again) if again >= 0 else None
            if edge:
                # It was not closed before the next entry began one of its own.
                return edge.start()
            mending.add(text[start : end + 3])
        return end + len(closing)
    tag = _TAG.match(text, start) or _BROKEN_TAG.match(text, start)
    if tag is None:
        run = _RUN.match(text, start)
        mending.add("&lt;" * (run.end() - start if run else 1))
        return run.end() if run else start + 1
    if tag[1]:
        mending.close(tag[2], start)
    else:
        mending.open(tag[2], tag[3])
    return tag.end()


@dataclass(slots=True)
class _Open:
    """An element that was begun."""

    name: str
    local: str
    piece: int
    """Which piece of the output begins it."""


@dataclass(slots=True)
class _Mending:
    """The document as far as it was mended."""

    source: str
    last_entry: int
    """Where the last entry begins."""
    done: bool = False
    pieces: list[str] = field(default_factory=list)
    path: list[_Open] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    root: str = ""
    prefixes: dict[str, str] = field(default_factory=dict)
    """Prefixes in use → the first address that they stand for, or ""."""
    never_again: set[str] = field(default_factory=set)

    def find(self, closing: str, start: int) -> int:
        """Return where something is closed, or -1, looking to the end only once for each."""
        if closing in self.never_again:
            return -1
        end = self.source.find(closing, start)
        if end < 0:
            self.never_again.add(closing)
        return end

    def add(self, piece: str) -> None:
        """Add what is well-formed; between no two tags there is no place for it."""
        if self.path:
            self.pieces.append(piece)

    def add_text(self, text: str) -> None:
        """Add text without "<"."""
        if text:
            self.add(text.replace("]]>", "]]&gt;"))

    def open(self, name: str, attributes: str) -> None:
        """Begin an element, or add an empty one."""
        if not self.path and self.root:
            # A second root: a document ends with its first.
            self.done = True
            return
        local = name.rpartition(":")[2].lower()
        if local in _ENTRIES:
            self._close_entry()
        attributes = attributes.rstrip()
        empty = attributes.endswith("/")
        attributes = attributes.removesuffix("/")
        if len(self.path) >= MAX_DEPTH:
            self.skipped[name.lower()] += not empty
            return
        written = self._attributes(attributes)
        self._note_prefix(name)
        if not self.path:
            self.root = name
        if not empty:
            self.path.append(_Open(name, local, len(self.pieces)))
        # The root's tag is closed when all prefixes are known.
        end = "" if len(self.path) == 1 and not empty else "/>" if empty else ">"
        self.pieces.append(f"<{name}{written}{end}")

    def close(self, name: str, position: int) -> None:
        """End an element and all that are open in it; one that is not open is none."""
        wanted = name.lower()
        if self.skipped[wanted]:
            self.skipped[wanted] -= 1
            return
        local = wanted.rpartition(":")[2]
        if local in _ROOTS and position < self.last_entry:
            # Not the end of the feed yet.
            return
        for place in range(len(self.path) - 1, -1, -1):
            if self.path[place].name.lower() == wanted:
                self._close_down_to(place)
                return
            inside = self.path[place].local in _ENTRIES
            if inside and (local not in _OUTER or position < self.last_entry):
                # An entry's content closes nothing outside of it.
                return

    def finished(self) -> Mended:
        """Return the whole document."""
        broken_off = False
        for place, element in enumerate(self.path):
            if element.local in _ENTRIES:
                del self.pieces[element.piece :]
                del self.path[place:]
                broken_off = True
                break
        self._close_down_to(0)
        if self.pieces and not self.pieces[0].endswith(">"):
            self.pieces[0] += "".join(
                f' xmlns:{prefix}="{address or f"urn:undeclared:{prefix}"}"'
                for prefix, address in self.prefixes.items()
                if f" xmlns:{prefix}=" not in self.pieces[0]
            )
            self.pieces[0] += ">"
        return Mended("".join(self.pieces), broken_off)

    def _close_entry(self) -> None:
        for place, element in enumerate(self.path):
            if element.local in _ENTRIES:
                self._close_down_to(place)
                return

    def _close_down_to(self, place: int) -> None:
        self.pieces.extend(f"</{element.name}>" for element in reversed(self.path[place:]))
        del self.path[place:]
        self.skipped.clear()

    def _attributes(self, printed: str) -> str:
        if not printed:
            return ""
        found: dict[str, str] = {}
        for attribute in _ATTRIBUTE.finditer(printed):
            value = attribute[2] if attribute[2][0] in "\"'" else f'"{attribute[2]}"'
            found.setdefault(attribute[1], value)
            if len(found) == MAX_ATTRIBUTES:
                break
        for name, value in list(found.items()):
            if name.startswith("xmlns:"):
                prefix = name[6:]
                if len(value) == 2 or prefix in ("xml", "xmlns"):
                    del found[name]
                elif not self.prefixes.get(prefix):
                    self.prefixes[prefix] = value[1:-1].replace('"', "&quot;")
            else:
                self._note_prefix(name)
        return "".join(f" {name}={value}" for name, value in found.items())

    def _note_prefix(self, name: str) -> None:
        prefix, colon, _ = name.partition(":")
        if colon and prefix not in ("xml", "xmlns"):
            self.prefixes.setdefault(prefix, _NAMESPACES.get(prefix.lower(), ""))

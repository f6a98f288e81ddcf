"""The characters of an XML document → the same, well-formed and safe to hand to feedparser.

What costs others minutes and gigabytes is found here in a pass or two: entity bombs (the DOCTYPE
goes, whole), nesting, attributes, endless entries. What is too much is left out, the rest kept.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from xml.parsers import expat

from tapestory.errors import ParseError
from tapestory.ingest.parsing.mend import MAX_ATTRIBUTES, MAX_DEPTH, mend
from tapestory.late_regex import late_regex

MAX_STRANGE_ENTRIES = 10_000
"""Entries that feedparser reads of one feed, first ones first; the rest is cut off and said so."""

_DOCTYPE = late_regex(
    r"""<!DOCTYPE(?:[^\[<>"']++|"[^"]*"|'[^']*')*+(?:\[.*?\]\s*)?>""", re.IGNORECASE | re.DOTALL
)
# What a comment or an instruction names is not declared.
_PROLOGUE = late_regex(
    r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|(?P<doctype><!DOCTYPE)|(?P<element><\w)",
    re.IGNORECASE | re.DOTALL,
)
_FIRST_ELEMENT = late_regex(r"<\w")
_DECLARATION = late_regex(r"\A\s*<\?xml\s[^>]*\?>", re.DOTALL)
_REFERENCE_OR_START = late_regex(r"<!\[CDATA\[|<!--|&+(?=&)|&(#?\w+)?(;?)")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
# feedparser looks for an address in these with a pattern that takes quadratic time.
_PEOPLE = frozenset(
    {"author", "contributor", "creator", "managingeditor", "owner", "publisher", "webmaster"}
)
# It gives up a whole feed over a bad number in one of these, which say nothing to us.
_PLACES = ("georss:", "gml:", "psc:")
_ENDLESS_WORD = late_regex(r"[A-Za-z0-9_.+-]{300,}")
_QUOTE_OR_END = late_regex(rb"[>\"']")
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """A document that can be parsed in time proportional to its length."""

    text: str
    """Well-formed, without DOCTYPE, declared as UTF-8."""
    problems: tuple[str, ...]
    entries: int
    """How many there are at most."""
    well_formed: bool
    """It was before it was mended; entities that only HTML knows do not count."""
    whole: bool
    """Nothing had to be repaired or cut off."""


def guard(text: str, *, max_entries: int = MAX_STRANGE_ENTRIES) -> Guarded:
    """Return the document without what harms a parser.

    Entities that only HTML knows and ampersands that stand for themselves are repaired when the
    document does not parse without; tags are paired and namespaces declared when it still does
    not. Elements that are nested too deep or have too many attributes are left out.

    Raises:
        ParseError: There is no element in it that could be mended.
    """
    body = _DECLARATION.sub("", text, count=1).lstrip("\ufeff \t\r\n")
    text = _HEAD + without_doctype(body)
    scan = _scan(text, max_entries)
    problems: list[str] = []
    well_formed = True
    sound = not scan.error
    if scan.error:
        first_error = scan.error
        text = _with_entities(text)
        scan = _scan(text, max_entries)
        if not scan.error:
            problems.append(f"repaired: {first_error}")
    if scan.error:
        well_formed = False
        problems.append(f"not well-formed: {scan.error}")
        mended = mend(text[len(_HEAD) :])
        if mended.broken_off:
            problems.append("its last entry is not complete, and was left out")
        text = _HEAD + without_doctype(mended.text)
        scan = _scan(text, max_entries)
        if scan.error:
            # References that seemed to stand in a CDATA section, which was none.
            text = _with_entities(text)
            scan = _scan(text, max_entries)
        if scan.error:
            message = f"not well-formed: {scan.error}"
            raise ParseError(message)
    problems += scan.problems
    if scan.cut_at is not None:
        problems.append(f"cut after {max_entries} entries")
    if scan.cut_out or scan.cut_at is not None:
        text = scan.applied(text)
    return Guarded(
        text=text,
        problems=tuple(problems),
        entries=scan.entries,
        well_formed=well_formed,
        whole=sound and scan.cut_at is None,
    )


def without_doctype(text: str) -> str:
    """Return the document without any DOCTYPE before its root, and all that they declare."""
    kept: list[str] = []
    position = begin = 0
    while found := _PROLOGUE.search(text, begin):
        if found["element"]:
            break
        begin = found.end()
        if found["doctype"]:
            kept.append(text[position : found.start()])
            position = begin = _end_of_doctype(text, found.start())
    return "".join([*kept, text[position:]])


def _end_of_doctype(text: str, start: int) -> int:
    whole = _DOCTYPE.match(text, start)
    if whole is not None:
        return whole.end()
    element = _FIRST_ELEMENT.search(text, start)
    return element.start() if element is not None else len(text)


@dataclass(slots=True)
class _Scan:
    """What one pass of expat found."""

    entries: int = 0
    cut_at: int | None = None
    """Byte offset of the first entry too many."""
    open_at_cut: list[str] = field(default_factory=list)
    cut_out: list[tuple[int, int]] = field(default_factory=list)
    """Byte offsets where elements begin and where their ends begin; those are left out."""
    problems: list[str] = field(default_factory=list)
    error: str = ""

    def note(self, problem: str) -> None:
        """Note what was left out, once."""
        if problem not in self.problems:
            self.problems.append(problem)

    def applied(self, text: str) -> str:
        """Return the document without what is cut off or out."""
        data = text.encode()
        kept, position = [], 0
        for start, end in self.cut_out:
            kept.append(data[position:start])
            tag_end, empty = _end_of_tag(data, start)
            position = tag_end if empty else data.index(b">", end) + 1
        kept.append(data[position : self.cut_at])
        kept += [f"</{name}>".encode() for name in reversed(self.open_at_cut)]
        return b"".join(kept).decode("utf-8", "ignore")


class _EnoughError(Exception):
    """Stops expat: what follows is not wanted."""


class _Handlers:
    """Follows expat through a document."""

    def __init__(self, parser: expat.XMLParserType, found: _Scan, max_entries: int) -> None:
        self._parser = parser
        self._found = found
        self._max_entries = max_entries
        self._path: list[str] = []
        self._cut: tuple[int, int] | None = None
        self._person: tuple[int, int] | None = None
        self._words: list[str] = []

    def start(self, name: str, attributes: list[str]) -> None:
        """Begin an element, with names and values of its attributes in turn."""
        depth = len(self._path)
        local = name.rpartition(":")[2].lower()
        if self._cut is None:
            if depth >= MAX_DEPTH:
                self._found.note(f"what is nested deeper than {MAX_DEPTH} elements was left out")
                self._cut = (self._parser.CurrentByteIndex, depth)
            elif len(attributes) > 2 * MAX_ATTRIBUTES:
                self._found.note(f"what has more than {MAX_ATTRIBUTES} attributes was left out")
                self._cut = (self._parser.CurrentByteIndex, depth)
            elif depth and name.startswith(_PLACES):
                self._cut = (self._parser.CurrentByteIndex, depth)
        if depth < 3 and local in ("item", "entry"):
            self._found.entries += 1
            if self._found.entries > self._max_entries and self._cut is None:
                self._found.cut_at = self._parser.CurrentByteIndex
                self._found.open_at_cut = list(self._path)
                raise _EnoughError
        elif self._person is None and self._cut is None and local in _PEOPLE:
            self._person = (self._parser.CurrentByteIndex, depth)
            self._parser.CharacterDataHandler = self._words.append
        self._path.append(name)

    def end(self, _name: str) -> None:
        """End an element."""
        self._path.pop()
        depth = len(self._path)
        if self._person is not None and self._person[1] == depth:
            if self._cut is None and _ENDLESS_WORD.search("".join(self._words)):
                self._found.note("an endless word for a name was left out")
                inside = [cut for cut in self._found.cut_out if cut[0] > self._person[0]]
                del self._found.cut_out[len(self._found.cut_out) - len(inside) :]
                self._found.cut_out.append((self._person[0], self._parser.CurrentByteIndex))
            self._person = None
            self._words.clear()
            self._parser.CharacterDataHandler = None
        if self._cut is not None and self._cut[1] == depth:
            self._found.cut_out.append((self._cut[0], self._parser.CurrentByteIndex))
            self._cut = None


def _scan(text: str, max_entries: int) -> _Scan:
    found = _Scan()
    parser = expat.ParserCreate("utf-8")
    parser.ordered_attributes = True
    handlers = _Handlers(parser, found, max_entries)
    parser.StartElementHandler = handlers.start
    parser.EndElementHandler = handlers.end
    data = text.encode()
    try:
        parser.Parse(data, True)  # noqa: FBT003  # expat takes it by position only
    except _EnoughError:
        return found
    except expat.ExpatError as error:
        found.error = f"{expat.ErrorString(error.code)} (line {error.lineno - 1})"
        return found
    found.error = _unbound_prefix(data)
    return found


def _unbound_prefix(data: bytes) -> str:
    """Return what a parser that knows namespaces has against a document, or ""."""
    try:
        expat.ParserCreate("utf-8", " ").Parse(data, True)  # noqa: FBT003  # by position only
    except expat.ExpatError as error:
        return f"{expat.ErrorString(error.code)} (line {error.lineno - 1})"
    return ""


def _end_of_tag(data: bytes, start: int) -> tuple[int, bool]:
    """Return where the tag that begins here ends, and whether its element is empty."""
    position = start
    while found := _QUOTE_OR_END.search(data, position):
        if found[0] == b">":
            return found.end(), data[found.start() - 1 : found.start()] == b"/"
        position = data.index(found[0], found.end()) + 1
    return len(data), True


def _with_entities(text: str) -> str:
    """Return the text with every reference one that XML knows, but inside of CDATA."""
    kept: list[str] = []
    position = 0
    unclosed: set[str] = set()
    while found := _REFERENCE_OR_START.search(text, position):
        kept.append(text[position : found.start()])
        position = found.end()
        if found[0].startswith("&&") or text.startswith("&", position):
            kept.append("&amp;" * len(found[0]))
            continue
        if found[0].startswith("&"):
            kept.append(_repaired(found))
            continue
        closing = "-->" if found[0] == "<!--" else "]]>"
        end = -1 if closing in unclosed else text.find(closing, position)
        if end < 0:
            # It is none then, and neither is any that follows.
            unclosed.add(closing)
            kept.append(found[0])
        else:
            kept.append(text[found.start() : end + 3])
            position = end + 3
    kept.append(text[position:])
    return "".join(kept)


def _repaired(found: re.Match[str]) -> str:
    name, semicolon = found[1], found[2]
    if not name or not semicolon:
        return "&amp;" + found[0][1:]
    if name.startswith("#"):
        return _numeric(name, found[0])
    if name in _XML_NAMES:
        return found[0]
    characters = html.unescape(f"&{name};")
    if characters.endswith(";"):
        return f"&amp;{name};"
    return "".join(f"&#{ord(character)};" for character in characters)


def _numeric(name: str, whole: str) -> str:
    digits = name[1:]
    try:
        code = int(digits[1:], 16) if digits[:1] in "xX" else int(digits)
    except ValueError:
        return f"&amp;{whole[1:]}"
    allowed = code in (0x9, 0xA, 0xD) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return f"&#{code};" if allowed or 0x10000 <= code < 0x110000 else "\ufffd"

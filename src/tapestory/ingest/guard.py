"""The characters of an XML document → the same, safe to hand to feedparser, or a `ParseError`.

What costs others minutes and gigabytes is found here in milliseconds: entity bombs (the DOCTYPE
goes, whole), nesting, attributes, endless entries.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from xml.parsers import expat

from tapestory.errors import ParseError

MAX_DEPTH = 250
MAX_ATTRIBUTES = 500
MAX_ENTRIES = 5_000
"""Entries read of one feed, first ones first; the rest is cut off and said so."""

_DOCTYPE = re.compile(
    r"""<!DOCTYPE(?:[^\[<>"']|"[^"]*"|'[^']*')*(?:\[.*?\]\s*)?>""", re.IGNORECASE | re.DOTALL
)
_DOCTYPE_START = re.compile(r"<!DOCTYPE", re.IGNORECASE)
_FIRST_ELEMENT = re.compile(r"<\w")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>", re.DOTALL)
_CDATA_OR_REFERENCE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(#?\w+)?(;?)", re.DOTALL
)
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_SKIPPED = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<(/?)[A-Za-z_][^<>]*")
_ENTRY_TAG = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)[\s>]")
# feedparser looks for an address in these with a pattern that takes quadratic time.
_PEOPLE = frozenset(
    {"author", "contributor", "creator", "managingeditor", "owner", "publisher", "webmaster"}
)
_ENDLESS_WORD = re.compile(r"[A-Za-z0-9_.+-]{300,}")
_ENDLESS_WORD_ANYWHERE = re.compile(r"[A-Za-z0-9_.+-]{600,}")
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_MAX_LOOSE_DEPTH = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """A document that can be parsed in time proportional to its length."""

    text: str
    """Without DOCTYPE, declared as UTF-8."""
    problems: tuple[str, ...]
    well_formed: bool


def guard(text: str) -> Guarded:
    """Return the document without what harms a parser.

    Entities that only HTML knows and ampersands that stand for themselves are repaired when the
    document does not parse without.

    Raises:
        ParseError: Nested too deep, or too many attributes in one element.
    """
    text = _HEAD + _without_doctype(_DECLARATION.sub("", text, count=1).lstrip("\ufeff \t\r\n"))
    scan = _scan(text)
    problems: list[str] = []
    if scan.error:
        repaired = _CDATA_OR_REFERENCE.sub(_repaired, text)
        second = _scan(repaired)
        if scan.error and not second.error:
            problems.append(f"repaired: {scan.error}")
        text, scan = repaired, second
    if scan.cut_out and not scan.error:
        problems.append("an endless word for a name was left out")
    if not scan.error and (scan.cut_out or scan.cut_at is not None):
        text = scan.applied(text)
    if scan.cut_at is not None:
        problems.append(f"cut after {MAX_ENTRIES} entries")
    elif scan.error:
        _check_loose(text)
        text = _ENDLESS_WORD_ANYWHERE.sub(lambda word: word[0][:100], _cut_loose(text))
        problems.append(f"not well-formed: {scan.error}")
    return Guarded(text=text, problems=tuple(problems), well_formed=not scan.error)


@dataclass(slots=True)
class _Scan:
    """What one pass of expat found."""

    depth: int = 0
    entries: int = 0
    cut_at: int | None = None
    """Byte offset of the first entry too many."""
    open_at_cut: list[str] = field(default_factory=list)
    cut_out: list[tuple[int, int]] = field(default_factory=list)
    """Byte offsets of elements that are left out."""
    error: str = ""

    def applied(self, text: str) -> str:
        """Return the document without what is cut off or out."""
        data = text.encode()[: self.cut_at]
        for start, end in reversed(self.cut_out):
            data = data[:start] + data[data.index(b">", end) + 1 :]
        closing = "".join(f"</{name}>" for name in reversed(self.open_at_cut))
        return data.decode("utf-8", "ignore") + closing


class _EnoughError(Exception):
    """Stops expat: what follows is not wanted."""


def _scan(text: str) -> _Scan:
    found = _Scan()
    parser = expat.ParserCreate("utf-8")
    parser.ordered_attributes = True
    path: list[str] = []
    person: list[str] = []
    person_at: tuple[int, int] | None = None

    def start(name: str, attributes: list[str]) -> None:
        nonlocal person_at
        _check(len(path), len(attributes) // 2)
        local = name.rpartition(":")[2].lower()
        if len(path) < 3 and local in ("item", "entry"):
            found.entries += 1
            if found.entries > MAX_ENTRIES:
                found.cut_at = parser.CurrentByteIndex
                found.open_at_cut = list(path)
                raise _EnoughError
        elif person_at is None and local in _PEOPLE:
            person_at = (parser.CurrentByteIndex, len(path))
            parser.CharacterDataHandler = person.append
        path.append(name)

    def end(_name: str) -> None:
        nonlocal person_at
        path.pop()
        if person_at is not None and person_at[1] == len(path):
            if _ENDLESS_WORD.search("".join(person)):
                found.cut_out.append((person_at[0], parser.CurrentByteIndex))
            person_at = None
            person.clear()
            parser.CharacterDataHandler = None

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(text.encode(), True)  # noqa: FBT003  # expat takes it by position only
    except _EnoughError:
        pass
    except expat.ExpatError as error:
        found.error = f"{expat.ErrorString(error.code)} (line {error.lineno - 1})"
    return found


def _check(depth: int, attributes: int) -> None:
    if depth >= MAX_DEPTH:
        message = f"nested deeper than {MAX_DEPTH} elements"
        raise ParseError(message)
    if attributes > MAX_ATTRIBUTES:
        message = f"more than {MAX_ATTRIBUTES} attributes in one element"
        raise ParseError(message)


def _without_doctype(text: str) -> str:
    start = _DOCTYPE_START.search(text)
    if start is None:
        return text
    element = _FIRST_ELEMENT.search(text)
    if element is not None and element.start() < start.start():
        return text
    whole = _DOCTYPE.match(text, start.start())
    if whole is not None:
        end = whole.end()
    else:
        end = element.start() if element is not None else len(text)
    return text[: start.start()] + text[end:]


def _repaired(found: re.Match[str]) -> str:
    if not found[0].startswith("&"):
        return found[0]
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


def _check_loose(text: str) -> None:
    """Check what expat did not reach, tag by tag."""
    depth = deepest = 0
    for tag in _TAG.finditer(_SKIPPED.sub("", text)):
        if tag[1]:
            depth -= 1
        elif not tag[0].endswith("/"):
            depth += 1
            deepest = max(deepest, depth)
            if tag[0].count("=") > MAX_ATTRIBUTES:
                message = f"more than {MAX_ATTRIBUTES} attributes in one element"
                raise ParseError(message)
    if deepest > _MAX_LOOSE_DEPTH:
        message = f"nested deeper than {_MAX_LOOSE_DEPTH} elements"
        raise ParseError(message)


def _cut_loose(text: str) -> str:
    starts = _ENTRY_TAG.finditer(text)
    for number, start in enumerate(starts):
        if number == MAX_ENTRIES:
            return text[: start.start()]
    return text

"""HTML of a mail → the features of HTML and CSS that it uses, named as caniemail.com names them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

EVERYWHERE = "everywhere"
"""What the data has no entry of, as every client has known it since there is HTML in mails."""
UNKNOWN = "unknown:"
"""Begins the name of what nobody has thought of: a test fails for it."""

_TABLE = {"table", "thead", "tbody", "tr", "td", "th", "colgroup", "col"}
_ELEMENTS = {
    **dict.fromkeys(_TABLE, "html-table"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "html-h1-h6"),
    **dict.fromkeys(("ul", "ol", "li", "dl", "dt", "dd"), "html-lists"),
    **{name: f"html-{name}" for name in ("p", "span", "div", "strong", "body", "style", "code")},
    **dict.fromkeys(("html", "head", "title", "meta", "a", "b", "i", "em", "br"), EVERYWHERE),
}
_ATTRIBUTES = {
    **{
        name: f"html-{name}"
        for name in (
            *("align", "cellpadding", "cellspacing", "width", "height", "lang", "dir", "role"),
            *("aria-hidden", "aria-label", "valign"),
        )
    },
    **dict.fromkeys(
        ("class", "href", "colspan", "rowspan", "scope", "charset", "name", "content", "style"),
        EVERYWHERE,
    ),
}
_PROPERTIES = {
    **{
        name: f"css-{name}"
        for name in (
            *("background", "background-color", "border", "border-collapse", "border-radius"),
            *("font-size", "font-weight", "line-height", "margin", "max-height", "max-width"),
            *("overflow", "overflow-wrap", "padding", "table-layout", "text-align", "width"),
            *("text-decoration", "vertical-align", "white-space", "word-break", "height"),
            *("letter-spacing", "list-style", "list-style-type", "text-transform"),
        )
    },
    "color": EVERYWHERE,
    "font-family": EVERYWHERE,
    "border-color": "css-border",
}
_UNITS = {"px": "css-unit-px", "%": "css-unit-percent", "em": "css-unit-em", "rem": "css-unit-rem"}
_SIDE = re.compile(r"-(?:top|right|bottom|left)$")
_UNIT = re.compile(r"(?<![#\w])-?[\d.]+(%|[a-z]+)")
_AT_RULE = re.compile(r"@([a-z-]+)\s*([^{;]*)")
_CONDITION = re.compile(r"\(([a-z-]+)")
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")


def features(html: str) -> set[str]:
    """Return every element, attribute, property, value, selector and at-rule of a document."""
    reader = _Reader()
    reader.feed(html)
    found = set(reader.found)
    for style in reader.styles:
        found.update(_declared(style))
    found.update(_sheet("".join(reader.sheet)))
    return found - {EVERYWHERE}


def inline_styles(html: str) -> set[tuple[str, str, str]]:
    """Return the tag, property and value of every declaration that stands in an element."""
    reader = _Reader()
    reader.feed(html)
    return {
        (tag, name.strip(), value.replace("!important", "").strip())
        for tag, style in zip(reader.styled, reader.styles, strict=True)
        for name, colon, value in (part.partition(":") for part in style.split(";"))
        if colon
    }


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.styled: list[str] = []
        self.found: list[str] = []
        self.styles: list[str] = []
        self.sheet: list[str] = []
        self._in_sheet = False

    def handle_decl(self, decl: str) -> None:
        self.found.append("html-doctype" if decl.lower() == "doctype html" else f"{UNKNOWN}{decl}")

    def handle_comment(self, _data: str) -> None:
        self.found.append("html-comments")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(_ELEMENTS.get(tag, f"{UNKNOWN}<{tag}>"))
        values = dict(attrs)
        if tag == "meta" and "color-scheme" in (values.get("name") or ""):
            self.found.append("html-meta-color-scheme")
        for name, value in attrs:
            # What the sheet is marked with for the library that inlines it is no feature.
            if not name.startswith("data-"):
                self.found.append(_ATTRIBUTES.get(name, f"{UNKNOWN}{name}="))
            if name == "style" and value:
                self.styles.append(value)
                self.styled.append(tag)
            if name == "href" and value and value.startswith("#"):
                self.found.append("html-anchor-links")
        self._in_sheet = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_sheet = self._in_sheet and tag != "style"

    def handle_data(self, data: str) -> None:
        if self._in_sheet:
            self.sheet.append(data)


def _sheet(css: str) -> Iterator[str]:
    for name, condition in _AT_RULE.findall(css):
        yield "css-at-media" if name == "media" else f"{UNKNOWN}@{name}"
        for about in _CONDITION.findall(condition):
            known = {"max-width", "min-width"}
            yield EVERYWHERE if about in known else f"css-at-media-{about}"
    for selectors, declarations in _RULE.findall(css):
        if "," in selectors:
            yield "css-selector-grouping"
        for selector in selectors.split(","):
            yield from _selected(selector.strip())
        yield from _declared(declarations)


def _selected(selector: str) -> Iterator[str]:
    if not re.fullmatch(r"[a-z0-9.\s-]+", selector):
        yield f"{UNKNOWN}{selector}"
    for part in selector.split():
        yield "css-selector-class" if "." in part else "css-selector-type"
    if len(selector.split()) > 1:
        yield "css-selector-descendant"


def _declared(declarations: str) -> Iterator[str]:
    for declaration in declarations.split(";"):
        name, colon, value = declaration.strip().partition(":")
        if not colon:
            continue
        if "!important" in value:
            yield "css-important"
        yield from _property(name.strip(), value.replace("!important", "").strip())


def _property(name: str, value: str) -> Iterable[str]:
    if name == "display":
        yield "css-display-none" if value == "none" else "css-display"
    else:
        yield _PROPERTIES.get(_SIDE.sub("", name), f"{UNKNOWN}{name}:")
    if "(" in value:
        yield f"{UNKNOWN}{name}: {value}"
    if name != "font-family":
        for unit in _UNIT.findall(value):
            yield _UNITS.get(unit, f"{UNKNOWN}{unit}")


NAMED = {
    slug
    for slug in (*_ELEMENTS.values(), *_ATTRIBUTES.values(), *_PROPERTIES.values())
    if slug != EVERYWHERE
} | {
    *_UNITS.values(),
    *("html-doctype", "html-comments", "html-meta-color-scheme", "html-anchor-links"),
    *("css-at-media", "css-at-media-prefers-color-scheme", "css-important"),
    *("css-display", "css-display-none", "css-selector-class", "css-selector-type"),
    *("css-selector-grouping", "css-selector-descendant"),
}
"""Every name that this module can give."""

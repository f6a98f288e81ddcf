"""HTML of the digest → what a reader sees: every text with its colours, tags balanced or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "col", "hr", "img", "link"}
BLOCKS = {"p", "td", "th", "h1", "h2", "h3", "li", "div"}
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DARK = "(prefers-color-scheme: dark)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A text with the colours in which it stands."""

    text: str
    ink: str
    ground: str


@dataclass(slots=True)
class _Node:
    tag: str
    ink: str
    ground: str
    hidden: bool


@dataclass(slots=True)
class Page:
    """What was found in a document."""

    shown: list[Shown] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)

    read: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that can be read, blocks and cells apart."""
        return " ".join("".join(self.read).split())


def read_page(html: str, *, dark: bool = False) -> Page:
    """Return what a reader sees of a document, in the light or in the dark."""
    reader = _Reader(_dark_rules(html) if dark else {})
    reader.feed(html)
    reader.page.unbalanced.extend(node.tag for node in reader.nodes[1:])
    return reader.page


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.1, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _dark_rules(html: str) -> dict[str, dict[str, str]]:
    """Return the declarations of the dark sheet by selector (a tag or ".class")."""
    _, _, after = html.partition(_DARK)
    sheet = after.partition("@media")[0].partition("{")[2]
    rules: dict[str, dict[str, str]] = {}
    for selectors, body in _RULE.findall(sheet):
        for selector in selectors.split(","):
            rules.setdefault(selector.strip(), {}).update(_declarations(body))
    return rules


def _declarations(body: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in body.split(";") if ":" in part)
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs}


class _Reader(HTMLParser):
    def __init__(self, dark: dict[str, dict[str, str]]) -> None:
        super().__init__()
        self.dark = dark
        self.page = Page()
        self.nodes = [_Node("", "#000000", "#ffffff", hidden=False)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.page.tags.append(tag)
        self.page.attributes.extend(given.items())
        if tag == "a":
            self.page.links.append(given.get("href", ""))
        if tag in VOID:
            return
        style = _declarations(given.get("style", ""))
        for selector in (tag, *(f".{name}" for name in given.get("class", "").split())):
            style |= self.dark.get(selector, {})
        parent = self.nodes[-1]
        ground = style.get("background", parent.ground)
        hidden = parent.hidden or tag in {"style", "title"} or style.get("display") == "none"
        ink = style.get("color", parent.ink)
        self.nodes.append(_Node(tag, ink, ground, hidden=hidden))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.page.read.append(" ")
        if self.nodes[-1].tag == tag:
            self.nodes.pop()
        else:
            self.page.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        node = self.nodes[-1]
        if not node.hidden:
            self.page.read.append(data)
        if data.strip() and not node.hidden:
            self.page.shown.append(Shown(text=data.strip(), ink=node.ink, ground=node.ground))

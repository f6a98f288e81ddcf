"""A page → what is wrong with it as HTML, for whoever cannot see it, or by what it may do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from typing import NamedTuple

VOID = {"meta", "br", "col", "hr", "img", "link", "input", "wbr"}
FORBIDDEN = {"script", "iframe", "object", "embed", "form", "input", "base", "img", "foreignobject"}
_CLOSED_BY_ITSELF = {"rect", "line", "circle", "path"}
_INSIDE = {
    "li": {"ul", "ol"},
    "dt": {"dl"},
    "dd": {"dl"},
    "tr": {"tbody", "thead", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "tbody": {"table"},
    "thead": {"table"},
    "caption": {"table"},
    "colgroup": {"table"},
    "col": {"colgroup"},
    "title": {"head", "svg"},
    "desc": {"svg"},
    "summary": {"details"},
}
_NOT_IN_P = {
    "p",
    "div",
    "table",
    "ul",
    "ol",
    "dl",
    "h1",
    "h2",
    "h3",
    "blockquote",
    "details",
    "pre",
}


class Link(NamedTuple):
    """Where something leads."""

    tag: str
    href: str


@dataclass(slots=True)
class Checked:
    """What was found in a page."""

    problems: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    policy: str = ""
    style: str = ""

    @property
    def text(self) -> str:
        """All that can be read."""
        return " ".join(" ".join(self.shown).split())


def check(page: str, *, mailed: bool = False) -> Checked:
    """Return what is wrong with a page, and what it holds.

    Args:
        page: The document.
        mailed: It was a mail: styles stand in attributes, and tables lay it out.
    """
    reader = _Reader(mailed=mailed)
    reader.feed(page)
    reader.close()
    found = reader.found
    found.problems.extend(f"{tag} is never closed" for tag in reader.open)
    if not page.lstrip().lower().startswith("<!doctype html>"):
        found.problems.append("there is no doctype")
    found.problems.extend(_repeated(found.ids))
    if not mailed:
        found.problems.extend(_misordered(found.headings))
    return found


def _repeated(ids: list[str]) -> Iterator[str]:
    yield from (f"the id {one} is there twice" for one in set(ids) if ids.count(one) > 1)


def _misordered(headings: list[int]) -> Iterator[str]:
    if headings[:1] != [1] or headings.count(1) != 1:
        yield f"the first heading is not the only h1: {headings}"
    for before, after in pairwise(headings):
        if after > before + 1:
            yield f"h{after} follows on h{before}"


class _Reader(HTMLParser):
    def __init__(self, *, mailed: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.mailed = mailed
        self.found = Checked()
        self.open: list[str] = []
        self.named_svgs: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._inspect(tag, given)
        parent = self.open[-1] if self.open else ""
        if not self.mailed and tag in _INSIDE and parent not in _INSIDE[tag]:
            self.found.problems.append(f"{tag} stands in {parent or 'nothing'}")
        if tag in _NOT_IN_P and "p" in self.open:
            self.found.problems.append(f"{tag} stands in p")
        if tag == "title" and parent == "svg":
            self.named_svgs[-1] = True
        if tag == "svg":
            self.named_svgs.append(False)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _CLOSED_BY_ITSELF:
            self.found.problems.append(f"{tag} closes itself")
        self._inspect(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.found.problems.append(f"{tag} is closed where it is not open")
        if tag == "svg" and not self.named_svgs.pop():
            self.found.problems.append("an svg has no title")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.found.style += data
        elif self.open:
            self.found.shown.append(data)

    def _inspect(self, tag: str, given: dict[str, str]) -> None:
        found = self.found
        if tag in FORBIDDEN:
            found.problems.append(f"there is a {tag}")
        found.problems.extend(f"{tag} acts on {name}" for name in given if name.startswith("on"))
        if "style" in given and not self.mailed:
            found.problems.append(f"{tag} has a style of its own")
        if "id" in given:
            found.ids.append(given["id"])
        if tag == "th" and given.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
            found.problems.append("a th has no scope")
        if tag == "svg" and given.get("role") != "img":
            found.problems.append("an svg has no role")
        if tag in {"h1", "h2", "h3", "h4"}:
            found.headings.append(int(tag[1]))
        self._follow(tag, given)

    def _follow(self, tag: str, given: dict[str, str]) -> None:
        found = self.found
        if "href" in given:
            found.links.append(Link(tag, given["href"]))
        if "src" in given:
            found.problems.append(f"{tag} loads {given['src']}")
        if given.get("http-equiv", "").lower() == "content-security-policy":
            found.policy = given["content"]
        if given.get("http-equiv", "").lower() == "refresh":
            found.problems.append("it leads elsewhere by itself")

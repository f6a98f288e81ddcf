"""The bytes of a page → the lines of its text, and what the page says about itself.

Runs in the sandbox: trafilatura and the HTML parser see what strangers wrote, and are loaded
nowhere else.
"""
# ruff: noqa: PLC0415  # trafilatura and lxml are loaded by the child that works, not by its parent

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from tapestory.ingest.parsing.charset import decode
from tapestory.ingest.parsing.clean import one_line, paragraphs
from tapestory.late_regex import late_regex

Tree: TypeAlias = Any
"""An `lxml.html.HtmlElement`; lxml ships no types."""

MAX_TEXT = 200_000
"""Characters of text that are kept of one page: a long report has a third of it."""
_MAX_LD_JSON = 1_000_000
_MAX_NODES = 20_000
"""Values of one page's JSON-LD that are looked at."""
_MAX_LINKS = 500
"""Links of one page that are looked at."""
_PARAGRAPHS = ("p", "li", "blockquote", "h2", "h3", "td", "figcaption", "div")
_LONGEST_PARAGRAPH = 10_000
_LONGEST_ANCHOR = 200
_TOO_LITTLE = 200
_META_CHARSET = late_regex(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""")
_CLASS_OR_ID = late_regex(r"[.#][A-Za-z_][\w-]{0,100}")
_FALSE = frozenset({"false", "no", "0", "locked", "metered"})
_TRUE = frozenset({"true", "yes", "1", "free"})
_ANY_CASE = "translate({}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContent:
    """What a page holds."""

    lines: tuple[str, ...]
    """Its main text, a paragraph a line: plain, clean, none of them empty."""
    title: str = ""
    """The headline that it gives itself."""
    free: bool | None = None
    """Whether all of it is for everybody, by its own word; None when it does not say."""
    noindex: bool = False
    """It asks search engines to leave it out, as interstitials do, and some articles."""
    password: bool = False
    """It asks for a password."""
    links: tuple[tuple[str, str], ...] = ()
    """Addresses and texts of the links in `lines`, in order."""


def read_page(body: bytes, content_type: str) -> PageContent:
    """Return what an HTML page holds; no lines when it holds nothing that reads as text.

    Args:
        body: As received, decompressed.
        content_type: The HTTP header's value.
    """
    tree = _tree(page_text(body, content_type))
    if tree is None:
        return PageContent(lines=())
    free, locked = _accessibility(tree)
    content = PageContent(
        lines=(),
        title=_headline(tree),
        free=free,
        noindex=_says(tree, "robots", "noindex"),
        password=bool(tree.xpath("//input[@type='password']")),
    )
    if free is False:
        # What stands behind a wall is not ours to read, though the markup may carry it.
        _remove(tree, locked)
    lines = _main_text(tree)
    return PageContent(
        lines=lines,
        title=content.title,
        free=free,
        noindex=content.noindex,
        password=content.password,
        links=tuple(_links(tree, frozenset(lines))),
    )


def page_text(body: bytes, content_type: str) -> str:
    """Return the characters of an HTML page.

    The HTTP header says in which charset they are, else the page's own `meta` element, as
    browsers have it (HTML Standard, "determining the character encoding").
    """
    if "charset" not in content_type.lower():
        declared = _META_CHARSET.search(body[:4096].replace(b"\x00", b"").lower())
        if declared:
            content_type = f"text/html; charset={declared[1].decode('ascii')}"
    return decode(body, content_type)


def _tree(markup: str) -> Tree | None:
    from lxml import etree, html  # type: ignore[import-untyped]  # it ships no types

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _main_text(tree: Tree) -> tuple[str, ...]:
    import trafilatura

    lines: list[str] = []
    for tables in (True, False):
        text = trafilatura.extract(tree, include_comments=False, include_tables=tables) or ""
        found = _lines(text)
        if sum(map(len, found)) > sum(map(len, lines)):
            lines = found
        # Where the whole page is laid out as one table, its rows are no prose: look again.
        if sum(map(len, lines)) >= _TOO_LITTLE:
            break
    return tuple(lines)


def _links(tree: Tree, lines: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the links to elsewhere that stand in the paragraphs of the main text."""
    for link in tree.xpath("//a[starts-with(@href, 'http')]")[:_MAX_LINKS]:
        for block in link.iterancestors(*_PARAGRAPHS):
            if one_line(str(block.text_content())[:_LONGEST_PARAGRAPH]) in lines:
                yield str(link.get("href")), one_line(str(link.text_content())[:_LONGEST_ANCHOR])
            break


def _lines(text: str) -> list[str]:
    found = []
    for raw in paragraphs(text[:MAX_TEXT]).split("\n"):
        line = one_line(raw).removeprefix("- ")
        # Rows of tables come framed in bars; menus leave single bars behind.
        if line and not line.startswith("|"):
            found.append(line)
    return found


def _headline(tree: Tree) -> str:
    for path in ("//meta[@property='og:title']/@content", "//h1", "//title"):
        for found in tree.xpath(path)[:1]:
            text = found if isinstance(found, str) else found.text_content()
            line = one_line(str(text)[:2_000])
            if line:
                return line
    return ""


def _says(tree: Tree, name: str, word: str) -> bool:
    wanted = f"//meta[{_ANY_CASE.format('@name')}='{name}']/@content"
    return any(word in str(content).lower() for content in tree.xpath(wanted))


def _accessibility(tree: Tree) -> tuple[bool | None, list[str]]:
    """Return whether the page says that it is free, and the selectors of what is not.

    schema.org's isAccessibleForFree and hasPart/cssSelector, as JSON-LD or microdata, and
    Open Graph's article:content_tier.
    """
    said: list[bool] = []
    locked: list[str] = []
    for node in _linked_data(tree):
        if "isAccessibleForFree" not in node:
            continue
        free = _truth(node["isAccessibleForFree"])
        if free is None:
            continue
        said.append(free)
        selector = node.get("cssSelector")
        if not free and selector:
            locked += [str(one) for one in (selector if isinstance(selector, list) else [selector])]
    for path in (
        "//*[@itemprop='isAccessibleForFree']/@content",
        "//meta[@property='article:content_tier' or @name='article:content_tier']/@content",
    ):
        said += [free for value in tree.xpath(path) if (free := _truth(value)) is not None]
    return (all(said) if said else None), locked


def _truth(value: object) -> bool | None:
    word = str(value).strip().lower().rpartition("/")[2]
    return True if word in _TRUE else False if word in _FALSE else None


def _linked_data(tree: Tree) -> Iterator[dict[str, Any]]:
    """Yield every object of the page's JSON-LD, however deep it stands."""
    left = _MAX_NODES
    for script in tree.xpath("//script[@type='application/ld+json']")[:20]:
        source = script.text or ""
        if len(source) > _MAX_LD_JSON:
            continue
        try:
            waiting: list[object] = [json.loads(source, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and left:
            left -= 1
            node = waiting.pop()
            if isinstance(node, dict):
                yield node
                waiting.extend(node.values())
            elif isinstance(node, list):
                waiting.extend(node)


def _remove(tree: Tree, locked: list[str]) -> None:
    doomed = tree.xpath("//script[@type='application/ld+json']")
    for name in _CLASS_OR_ID.findall(" ".join(locked)[:5_000]):
        where = (
            f"contains(concat(' ', normalize-space(@class), ' '), ' {name[1:]} ')"
            if name[0] == "."
            else f"@id='{name[1:]}'"
        )
        doomed += tree.xpath(f"//body//*[{where}]")
    for element in doomed:
        parent = element.getparent()
        if parent is not None:
            element.drop_tree()

"""From README a reader gets to every page of docs, and no link leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGES = [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]

_LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```$|<!--.*?-->", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def _links(page: Path) -> list[str]:
    return _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))


def _anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub names them."""
    headings = _HEADING.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))
    words = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {line.strip().replace(" ", "-") for line in words}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in _links(page):
        place, _, anchor = link.partition("#")
        target = (page.parent / place).resolve() if place else page
        assert target.exists(), link
        assert not anchor or anchor in _anchors(target), link


def test_every_page_is_linked_from_readme_or_from_a_page_that_is() -> None:
    found: set[Path] = set()
    open_ends = {README}
    while open_ends:
        page = open_ends.pop()
        found.add(page)
        targets = {(page.parent / link.partition("#")[0]).resolve() for link in _links(page)}
        shelves = {entry for folder in targets if folder.is_dir() for entry in folder.glob("*.md")}
        open_ends |= {to for to in targets | shelves if to.suffix == ".md"} - found
    assert sorted(path.name for path in set(PAGES) - found) == []


def test_readme_itself_names_each_page_of_the_first_shelf() -> None:
    named = {(ROOT / link.partition("#")[0]).resolve() for link in _links(README)}
    assert sorted(path.name for path in set((ROOT / "docs").glob("*.md")) - named) == []

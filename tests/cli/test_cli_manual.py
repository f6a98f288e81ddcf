"""The manual: what a hint names can be read by whoever installed nothing but the wheel."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from cli.world import Home
from tapestory.cli.commands.manual import PAGES

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"tapestory manual ([\w-]+)")
FILED = re.compile(r"docs/[\w-]+\.md")


def test_the_wheel_carries_every_page_of_the_manual_and_no_other() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    pages = {source: inside for source, inside in carried.items() if source.startswith("docs/")}

    assert pages == {f"docs/{name}.md": f"tapestory/_docs/{name}.md" for name in PAGES}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_printed_without_the_notes_to_tools(home: Home, page: str) -> None:
    answer = home("manual", page)

    assert answer.code == 0
    assert answer.out.startswith("# ")
    assert "<!--" not in answer.out


def test_the_list_has_a_title_for_each_page(home: Home) -> None:
    listed = home("manual", "--json").json["pages"]

    assert [item["page"] for item in listed] == list(PAGES)
    assert all(item["title"] for item in listed)


def test_what_is_no_page_is_answered_with_where_they_are_listed(home: Home) -> None:
    answer = home("manual", "../pyproject")

    assert answer.code == 4
    assert "tapestory manual lists them" in answer.err


def test_no_hint_sends_to_a_page_or_a_file_that_an_installed_program_lacks() -> None:
    texts = [*(ROOT / "src").rglob("*.py"), ROOT / "config" / "example.toml"]
    said = {
        file.name: code_without_docstring(file.read_text(encoding="utf-8"), file.suffix)
        for file in texts
    }

    assert {name for text in said.values() for name in NAMED.findall(text)} <= {*PAGES, "lists"}
    assert {name for name, text in said.items() if FILED.search(text)} == set()


def code_without_docstring(text: str, suffix: str) -> str:
    """Return what a program says: its module docstrings are for those who have the repository."""
    return re.sub(r'"""[^"]*"""', "", text) if suffix == ".py" else text

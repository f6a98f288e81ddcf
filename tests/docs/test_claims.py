"""A figure on a page that looks measured says what measured it, or stands here with its reason."""

from __future__ import annotations

import importlib.util
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.claims import Printed, printed, unsourced
from docs.tours import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
ELSEWHERE = {
    "dependencies.md": "import times, with their date and machine at its head",
    "performance.md": "written from what one command prints, with date and machine at its head",
}
NOT_MEASURED = {
    "19 times": "what the star beside a number means: a definition",
    "20 times": "how large a labelled set is made",
    "5 %": "a level of a test: a definition",
    "1 %": "a level of a test: a definition",
    "0.01": "what one percent looks like as a fraction",
    "0.05": "a level of a test: a definition",
    "0.02": "an example of a p",
    "13 %": "an example of what an article prints",
    "17.0 %": "a close of 1 July 2026, with its p below",
    ".012": "the p of that close, in the table of measurements",
    ".90": "a threshold",
    ".75": "a threshold",
    "3 pp": "a threshold",
    "5 minutes": "a setting",
    "0.17": "a threshold; in docs/tape-test.md of the worked example",
    "0.35": "a constant",
    "25 %": "a threshold",
    "80 %": "a threshold",
    "3.5 %": "a threshold",
    "33 MB": "the size of a download",
    "0.26": "a version",
    "70 KB": "the size of an invented feed",
    ".02": "docs/measurements.md: of the matcher before this one, and said to be",
    ".08": "the same",
    ".05": "the difference of two figures of the table above it",
}
EXAMPLE = ("tape-test.md", "## July 2026")
"""From here on a page tells one worked example, each figure of it with the prices of its day."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_figure_that_looks_measured_has_its_source(page: Path) -> None:
    if page.name in ELSEWHERE:
        return
    text = page.read_text(encoding="utf-8")
    if page.name == EXAMPLE[0]:
        text, _, _ = text.partition(EXAMPLE[1])
    assert [(found, line) for found, line in unsourced(text) if found not in NOT_MEASURED] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_block_names_a_command_that_exists_and_a_day_that_has_been(page: Path) -> None:
    for block in printed(page.read_text(encoding="utf-8")):
        assert date.fromisoformat(block.day) >= date(2026, 11, 22)
        for module in re.findall(r"python -m ([\w.]+)", block.command):
            assert importlib.util.find_spec(module) is not None, module
        for target in re.findall(r"make ([\w-]+)", block.command):
            assert f"\n{target}: " in (ROOT / "Makefile").read_text(encoding="utf-8"), target


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("It takes 5.6 ms a feed.", ["5.6 ms"]),
        ("F1 is .87 and p 0.020.", [".87", "0.020"]),
        ("places 1,790 a second", ["1,790 a second"]),
        ("F1 is .87<!--matching.f1--> and 5.4<!--a.b %--> %.", []),
        ("`0.05` and\n```toml\nslack = 0.25\n```\n", []),
        (
            "<!-- by python -m evaluation.gate, 2026-11-22 -->\n.87\n<!-- until here -->\n.88",
            [".88"],
        ),
        ("<!-- judged by hand, 2026-11-22: two readers -->\n.87\n<!-- until here -->", []),
        ("on 2026-07-01 at 10:30, decision 0025, Python 3.11", []),
    ],
)
def test_figures_without_a_source_are_found(page: str, found: list[str]) -> None:
    assert [figure for figure, _ in unsourced(page)] == found


def test_a_block_is_read_with_its_command_and_day() -> None:
    page = "<!-- by make soak, 2026-11-22 -->\n1.01\n<!-- until here -->"

    assert printed(page) == [Printed(command="by make soak", day="2026-11-22")]


@given(told=st.text("abc .0123456789%\n|"))
def test_nothing_is_asked_of_a_block_that_says_what_printed_it(told: str) -> None:
    page = f"<!-- by make soak, 2026-11-22 -->\n{told}\n<!-- until here -->\n"

    assert list(unsourced(page)) == []

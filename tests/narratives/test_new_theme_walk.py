"""The walk of docs/new-theme.md, file by file and command by command, as a reader would do it."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.world import Home

PAGE = Path(__file__).parents[2] / "docs" / "new-theme.md"
TEXT = PAGE.read_text(encoding="utf-8")
READER = "/home/you/tapestory"
FILES = dict(re.findall(r"`(obesity_drugs/[\w.]+)`.*?```\w+\n(.*?)```", TEXT, re.DOTALL))
STEPS: list[tuple[str, str]] = [
    (command, said.strip("\n"))
    for block in re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
    for command, said in re.findall(r"^\$ tapestory ([^\n]*)\n((?:[^$].*\n)*)", block, re.MULTILINE)
]
"""Command → what the page shows under it; nothing where what it prints is no matter."""


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Home]:
    (tmp_path / "obesity_drugs").mkdir()
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    switch = re.findall(r'```toml\n(\[universe\]\npacks = \["obesity_drugs"\]\n)```', TEXT)
    (tmp_path / "config.toml").write_text(switch[0], encoding="utf-8")
    (text,) = re.findall(r"```text\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "novo.txt").write_text(text, encoding="utf-8")
    (bars,) = re.findall(r"```csv\n(symbol,date,close\n.*?)```", TEXT, re.DOTALL)
    (tmp_path / "bars.csv").write_text(bars, encoding="utf-8")
    before = Path.cwd()
    os.chdir(tmp_path)
    yield Home(path=tmp_path)
    os.chdir(before)


def said(home: Home, command: str) -> str:
    answer = home(*shlex.split(command))
    return (answer.out + answer.err).replace(str(home.path), READER).strip("\n")


def test_the_page_writes_every_file_of_the_pack() -> None:
    assert set(FILES) == {
        "obesity_drugs/sectors.toml",
        "obesity_drugs/universe.csv",
        "obesity_drugs/narratives.toml",
    }
    assert len(STEPS) == 7


def test_every_command_of_the_page_answers_as_the_page_says(reader: Home) -> None:
    for command, expected in STEPS:
        file = reader.path / "obesity_drugs" / "narratives.toml"
        right = file.read_text(encoding="utf-8")
        if expected.startswith("error:"):
            wrong = right.replace('"packaged_food"', '"packaged_foods"')
            file.write_text(wrong, encoding="utf-8")
        if expected:
            assert said(reader, command) == expected
        else:
            assert reader(*shlex.split(command)).code == 0
        if expected.startswith("error:"):
            file.write_text(right, encoding="utf-8")


def test_the_pack_of_the_page_reads_both_its_languages(reader: Home) -> None:
    for text in ("诺和诺德：减肥药再次降价\n\n价格战开始。\n", "Wegovy gets cheaper\n\nAgain.\n"):
        (reader.path / "one.txt").write_text(text, encoding="utf-8")
        found = reader("read", "one.txt", "--json").json["narratives"]

        assert [(item["id"], item["stance"]) for item in found][:1] == [("price_war", "supports")]
        assert all(item["rule"] and item["cue"] for item in found)


def test_what_is_promoted_is_a_cue_from_then_on(reader: Home) -> None:
    (reader.path / "one.txt").write_text("Zepbound undercut again\n\nBy far.\n", encoding="utf-8")
    assert reader("read", "one.txt", "--json").json["narratives"] == []

    assert reader("narratives", "promote", "price_war", "{drug} ~ undercut*").code == 0

    (found,) = reader("read", "one.txt", "--json").json["narratives"]
    assert (found["id"], found["cue"]) == ("price_war", "{drug} ~ undercut*")
    assert reader("config", "check").code == 0


def test_a_promotion_that_is_no_cue_leaves_every_file_as_it_was(reader: Home) -> None:
    file = reader.path / "obesity_drugs" / "narratives.toml"
    before = file.read_text(encoding="utf-8")

    assert reader("narratives", "promote", "price_war", "{durg} ~ undercut*").code != 0
    assert file.read_text(encoding="utf-8") == before


def test_what_ships_is_copied_before_it_is_changed(reader: Home) -> None:
    assert reader("narratives", "promote", "oversupply", "warehouses full of racks").code == 0

    own = reader.path / "narratives.toml"
    assert "warehouses full of racks" in own.read_text(encoding="utf-8")
    assert 'narratives = "narratives.toml"' in (reader.path / "config.toml").read_text("utf-8")
    assert reader("config", "check").code == 0

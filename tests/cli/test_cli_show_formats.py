"""What is shown of one thing is the same in every format, and inert in CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from cli.world import Home


@pytest.fixture
def told(initialised: Home, tmp_path: Path) -> Home:
    line = {"id": "a1", "title": '=HYPERLINK("x")', "published": "2026-07-01T12:00:00Z"}
    file = tmp_path / "articles.jsonl"
    file.write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert initialised("articles", "import", str(file)).code == 0
    assert initialised("feeds", "add", "https://x.example/rss", "--title", "@SUM(1)").code == 0
    return initialised


@pytest.mark.parametrize(
    "argv", [("articles", "show", "{id}"), ("feeds", "show", "x.example")], ids=["article", "feed"]
)
def test_one_thing_is_the_same_in_every_format(told: Home, argv: tuple[str, ...]) -> None:
    (article,) = told("articles", "list", "--ndjson", "--limit", "0").lines
    words = [word.format(id=article["id"]) for word in argv]
    document = told(*words, "--json").json
    (line,) = told(*words, "--ndjson").lines
    (row,) = csv.DictReader(io.StringIO(told(*words, "--csv").out))
    assert {"schema", *line} == set(document)
    assert set(row) == set(line)
    assert row["title"] == f"'{line['title']}"
    assert told(*words, "--csv", "--json").code == 2

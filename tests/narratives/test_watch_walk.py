"""What docs/new-theme.md says of chains, figures and disproofs, as a reader would write it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli.world import Home

PAGE = (Path(__file__).parents[2] / "docs" / "new-theme.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"`(obesity_drugs/[\w.]+)`.*?```\w+\n(.*?)```", PAGE, re.DOTALL))
SECTION = PAGE.partition("## 6. Chains")[2].partition("\n## ")[0]
CHAIN, INDICATOR, TEST = re.findall(r"```toml\n(.*?)```", SECTION, re.DOTALL)
SECOND = "Prescriptions fall by a tenth."


@pytest.fixture
def reader(tmp_path: Path) -> Home:
    (tmp_path / "obesity_drugs").mkdir()
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    file = tmp_path / "obesity_drugs" / "narratives.toml"
    text = file.read_text(encoding="utf-8")
    old = 'falsifiers = ["Prescriptions stay flat for two quarters after a cut."]\n'
    new = old.replace("]", f', "{SECOND}"]')
    text = text.replace(old, new + TEST)
    file.write_text(f"{text}\n{CHAIN}\n{INDICATOR}", encoding="utf-8")
    (tmp_path / "config.toml").write_text(
        '[universe]\npacks = ["obesity_drugs"]\n', encoding="utf-8"
    )
    return Home(path=tmp_path)


def test_a_theme_of_ones_own_has_chains_figures_and_disproofs(reader: Home, tmp_path: Path) -> None:
    story = {
        "url": "https://example.org/a",
        "title": "Snack makers fall as Wegovy gets cheaper",
        "text": "Cheaper Wegovy hurts snack makers. Wegovy will cost $199 a month.",
        "published": "2026-07-01T08:00:00Z",
        "outlet": "Example Wire",
        "lang": "en",
    }
    (tmp_path / "in.jsonl").write_text(json.dumps(story) + "\n", encoding="utf-8")
    assert reader("config", "check").code == 0
    assert reader("articles", "import", str(tmp_path / "in.jsonl")).code == 0

    (event,) = reader("events", "list", "--json").json["events"]
    (chain,) = reader("events", "show", event["id"], "--chain", "--json").json["chains"]
    (link,) = chain["links"]
    assert (link["cause"], link["effect"]) == ("obesity_drug", "packaged_food")

    (figure,) = reader("indicators", "suggest", "--json").json["suggested_values"]
    assert (figure["indicator"], figure["low"]) == ("list_price", 199.0)
    assert reader("indicators", "take", figure["id"]).code == 0

    for value, day in (("410000", "2026-04-01"), ("360000", "2026-06-28")):
        given = ("--date", day, "--source", "A weekly count")
        assert reader("indicators", "add", "prescriptions", value, *given).code == 0
    states = reader("narratives", "show", "market_grows", "--json").json["falsifier_states"]
    assert [(item["state"], item["text"]) for item in states][1] == ("met", SECOND)

    argv = ("price_war", "1", "met", "--source", "Results of the quarter")
    assert reader("narratives", "falsify", *argv).code == 0
    assert "[MET 2026-07-03: by hand" in reader("narratives", "show", "price_war").out

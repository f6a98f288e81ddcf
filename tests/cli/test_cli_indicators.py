"""Figures to watch, by command: noted, suggested, taken, stale, taken back."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from cli.world import NOW, Home
from tapestory.cli.terminal import width_of
from tapestory.clock import FixedClock

PACK = '[universe]\npacks = ["shipping_rates"]\n'
STORY = {
    "url": "https://example.org/rents",
    "title": "Rents of accelerators slip",
    "text": "The hourly rental price of an H100 fell to $2.35 per hour, an index shows.",
    "published": "2026-07-02T08:00:00Z",
    "outlet": "Example Wire",
    "lang": "en",
}


@pytest.fixture
def read(initialised: Home) -> Home:
    (initialised.path / "in.jsonl").write_text(json.dumps(STORY) + "\n", encoding="utf-8")
    assert initialised("articles", "import", str(initialised.path / "in.jsonl")).code == 0
    return initialised


def later(home: Home, days: int) -> Home:
    return Home(path=home.path, clock=FixedClock(NOW + timedelta(days=days)))


def of(home: Home, name: str, *argv: str) -> dict[str, object]:
    listed = home("indicators", "list", "--json", *argv).json["indicators"]
    return next(item for item in listed if item["id"] == name)


def add(home: Home, value: str, day: str, name: str = "accelerator_rent") -> str:
    given = ("--date", day, "--source", "An index", "--json")
    return str(home("indicators", "add", name, value, *given).json["id"])


def test_everything_to_watch_is_listed_without_any_value(home: Home) -> None:
    answer = home("indicators", "list", "--json")

    assert {item["state"] for item in answer.json["indicators"]} == {"no_value"}
    assert "no value" in home("indicators", "list").out


def test_values_added_by_hand_speak_for_narratives_until_they_are_stale(initialised: Home) -> None:
    add(initialised, "2.5", "2026-06-20")
    add(initialised, "2.0", "2026-07-01")

    item = of(initialised, "accelerator_rent")
    assert (item["value"], item["date"], item["source"]) == (2.0, "2026-07-01", "An index")
    assert item["trend"] == "down"
    assert "oversupply" in str(item["speaks_for"])
    assert "shortage_persists" in str(item["speaks_against"])

    stale = of(later(initialised, 14), "accelerator_rent")
    assert (stale["state"], stale["speaks_for"]) == ("stale", [])
    assert "STALE since 2026-07-15" in later(initialised, 14)("indicators", "list").out


def test_nothing_is_known_before_it_was_noted(initialised: Home) -> None:
    add(later(initialised, 2), "2.0", "2026-07-01")
    now = later(initialised, 3)

    assert of(now, "accelerator_rent")["value"] == 2.0
    assert of(now, "accelerator_rent", "--as-of", "2026-07-04")["value"] is None


def test_what_is_taken_back_stays_in_the_history(initialised: Home) -> None:
    name = add(initialised, "2.0", "2026-07-01")

    assert initialised("indicators", "undo", name).code == 0
    assert of(initialised, "accelerator_rent")["value"] is None
    (kept,) = initialised("indicators", "show", "accelerator_rent", "--json").json["history"]
    assert (kept["id"], kept["undone"]) == (name, True)
    assert "taken back" in initialised("indicators", "show", "accelerator_rent").out

    assert initialised("indicators", "undo", name).code == 6
    assert initialised("indicators", "undo", name, "--redo").code == 0
    assert of(initialised, "accelerator_rent")["value"] == 2.0


def test_a_figure_of_an_article_is_only_suggested_until_it_is_taken(read: Home) -> None:
    (figure,) = read("indicators", "suggest", "--json").json["suggested_values"]
    assert (figure["indicator"], figure["low"]) == ("accelerator_rent", 2.35)
    assert figure["sentence"] == STORY["text"]
    assert of(read, "accelerator_rent")["value"] is None

    taken = read("indicators", "take", figure["id"], "--json").json

    assert (taken["value"], taken["article_id"]) == (2.35, figure["article_id"])
    assert (taken["date"], taken["source"]) == ("2026-07-02", "Example Wire")
    assert of(read, "accelerator_rent")["value"] == 2.35
    assert read("indicators", "suggest", "--json").json["suggested_values"] == []

    read("indicators", "undo", taken["id"])
    assert len(read("indicators", "suggest", "--json").json["suggested_values"]) == 1


def test_what_was_not_published_yet_suggests_nothing(read: Home) -> None:
    early = read("indicators", "suggest", "--as-of", "2026-07-01", "--json")

    assert early.json["suggested_values"] == []


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("add", "accelerator_rents", "2", "--source", "x"), 4, "Closest: accelerator_rent"),
        (("add", "accelerator_rent", "2", "--source", ""), 2, "has a source"),
        (("add", "accelerator_rent", "nan", "--source", "x"), 2, "finite"),
        (("add", "accelerator_rent", "2", "--source", "x", "--date", "2027-01-01"), 6, "not come"),
        (("take", "zzzz"), 4, "no suggested value"),
        (("undo", "zzzz"), 4, "no value begins"),
    ],
)
def test_a_mistake_is_answered_with_what_is_wrong(
    initialised: Home, argv: tuple[str, ...], code: int, said: str
) -> None:
    answer = initialised("indicators", *argv)

    assert answer.code == code
    assert said in answer.err


def test_every_form_of_a_list_says_the_same(initialised: Home) -> None:
    add(initialised, "2.0", "2026-07-01")
    listed = initialised("indicators", "list", "--json").json["indicators"]

    assert initialised("indicators", "list", "--ndjson").lines == listed
    assert initialised("indicators", "list", "--csv").out.count("\r\n") == len(listed) + 1
    (line,) = initialised("indicators", "show", "accelerator_rent", "--ndjson").lines
    assert line["value"] == 2.0
    assert "2026-07-01" in initialised("indicators", "show", "accelerator_rent", "--csv").out


def test_a_falsifier_is_open_until_somebody_or_an_indicator_says_otherwise(
    initialised: Home,
) -> None:
    def states(home: Home, *argv: str) -> list[str]:
        shown = home("narratives", "show", "depreciation_trap", "--json", *argv).json
        return [item["state"] for item in shown["falsifier_states"]]

    assert states(initialised) == ["open", "open", "open"]

    add(initialised, "0.6", "2026-07-01", "old_accelerator_rent")
    given = ("--source", "A report", "--date", "2026-07-02", "--json")
    found = initialised("narratives", "falsify", "depreciation_trap", "2", "not-met", *given).json
    assert states(initialised) == ["met", "not_met", "open"]
    assert states(later(initialised, 60)) == ["open", "not_met", "open"]
    assert states(later(initialised, 1), "--as-of", "2026-07-02") == ["open", "open", "open"]
    page = initialised("narratives", "show", "depreciation_trap").out
    assert "[MET 2026-07-01: old_accelerator_rent 0.6 is above 0.5]" in page

    assert initialised("narratives", "undo", found["id"]).code == 0
    assert states(initialised) == ["met", "open", "open"]
    assert initialised("narratives", "falsify", "depreciation_trap", "4", "met").code == 2
    assert initialised("narratives", "falsify", "depreciation_trap", "1", "met").code == 2


def test_a_pack_has_indicators_and_chains_of_its_own(home: Home, tmp_path: Path) -> None:
    home.path.mkdir(exist_ok=True)
    (home.path / "config.toml").write_text(PACK, encoding="utf-8")
    stories = [
        {
            "url": "https://example.org/freight",
            "title": "Freight rates climb",
            "text": "Soaring freight rates hurt importers. The freight rate from Shanghai to "
            "Rotterdam stood at $4,120 per container.",
            "published": "2026-07-02T08:00:00Z",
            "outlet": "Example Wire",
            "lang": "en",
        }
    ]
    file = tmp_path / "in.jsonl"
    file.write_text("".join(json.dumps(item) + "\n" for item in stories), encoding="utf-8")
    assert home("articles", "import", str(file)).code == 0

    (event,) = home("events", "list", "--json").json["events"]
    (chain,) = home("events", "show", event["id"], "--chain", "--json").json["chains"]
    assert chain["id"] == "freight"
    (link,) = chain["links"]
    assert (link["cause"], link["effect"]) == ("container_shipping", "freight_user")
    assert link["asserted"][0]["sentence"] == "Soaring freight rates hurt importers."
    assert link["measured"] == {"cause": None, "effect": None}

    add(home, "3900", "2026-06-25", "spot_rate")
    add(home, "4120", "2026-07-02", "spot_rate")
    assert of(home, "spot_rate")["speaks_for"] == ["route_disruption"]


def test_a_page_of_chains_keeps_to_eighty_columns_and_claims_no_cause(sample: Home) -> None:
    for event in sample("events", "list", "--json").json["events"]:
        page = sample("events", "show", event["id"], "--chain").out
        document = sample("events", "show", event["id"], "--chain", "--json").json

        for chain in document["chains"]:
            for link in chain["links"]:
                assert link["asserted"] or link["disputed"]
                for said in (*link["asserted"], *link["disputed"]):
                    assert said["sentence"]
        body = page.splitlines()[1:]
        assert all(width_of(line) <= 80 for line in body)
        assert not document["chains"] or "does not show that one moved the other" in " ".join(
            line.strip() for line in body
        )

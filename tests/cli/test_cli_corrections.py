"""Corrections by hand from the command line: what is done, said, refused and taken back."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cli.world import NOW, Home
from tapestory import bootstrap
from tapestory.clock import FixedClock
from tapestory.config import resolve

DEAL = "Nordlys Cloud buys Fjell Data for 2 billion dollars in its largest deal"
STORM = "Harbour of Oostmark closes as a storm tears roofs off its warehouses"
RECIPE = "Bakers of Tilsen win the yearly contest with a rye loaf of forty hours"


def record(name: str, title: str, *, hour: int, outlet: str) -> dict[str, str]:
    return {
        "id": name,
        "title": title,
        "text": f"{title}. The news was told by {outlet}.",
        "published": f"2026-07-01T{hour:02}:00:00Z",
        "outlet": outlet,
    }


def take(home: Home, folder: Path, *records: dict[str, str]) -> dict[str, str]:
    """Import articles; return which event each is in."""
    file, out = folder / "records.jsonl", folder / "assignments.jsonl"
    file.write_text("".join(json.dumps(item) + "\n" for item in records))
    answer = home("articles", "import", str(file), "--assignments", str(out))
    assert answer.code == 0, answer.err
    lines = map(json.loads, out.read_text().splitlines())
    return {line["id"]: line["event_id"] for line in lines}


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("told")
    home = Home(path=folder / "home")
    assert home("init", "--feeds", "none").code == 0
    placed = take(
        home,
        folder,
        record("d1", DEAL, hour=8, outlet="Wire"),
        record("d2", DEAL, hour=9, outlet="Ledger"),
        record("s1", STORM, hour=10, outlet="Wire"),
        record("r1", RECIPE, hour=11, outlet="Wire"),
    )
    assert placed["d1"] == placed["d2"]
    assert len(set(placed.values())) == 3
    return home.path, placed


@pytest.fixture
def told(told_once: tuple[Path, dict[str, str]], tmp_path: Path) -> tuple[Home, dict[str, str]]:
    """A home with a deal told twice, and two other events."""
    home, placed = told_once
    shutil.copytree(home, tmp_path / "home")
    return Home(path=tmp_path / "home"), placed


def shown(home: Home) -> list[Any]:
    """Return everything that queries show now."""
    return [home("events", "export").lines, home("articles", "list", "--ndjson").lines]


def articles_of(home: Home, event_id: str) -> list[Any]:
    found: list[Any] = home("events", "show", event_id, "--json").json["articles"]
    return found


def test_a_merge_shows_the_merged_truth_at_once_under_every_id(
    told: tuple[Home, dict[str, str]],
) -> None:
    home, placed = told
    deal, storm, recipe = placed["d1"], placed["s1"], placed["r1"]
    answer = home("events", "merge", deal[:4], storm[:4], recipe[:4])

    assert answer.code == 0, answer.err
    first, second, last = answer.out.splitlines()
    assert first == f"merged {storm} and {recipe} into {deal}: 2 articles"
    assert "4 articles" in second
    assert "events undo" in last
    for name in (deal, storm, recipe):
        assert home("events", "show", name, "--json").json["id"] == deal
        assert len(home("articles", "list", "--event", name, "--ndjson").lines) == 4
        assert home("events", "timeline", name, "--json").code == 0
    by_hand = [article["match"]["by_hand"] for article in articles_of(home, deal)]
    assert by_hand == [False, False, True, True]
    assert "by hand" in home("events", "show", deal).out
    (listed,) = home("events", "list", "--json").json["events"]
    assert listed["id"] == deal


def test_before_the_merge_the_events_were_apart(told: tuple[Home, dict[str, str]]) -> None:
    home, placed = told
    home("events", "merge", placed["d1"], placed["s1"])
    before = home("events", "show", placed["s1"], "--as-of", "2026-07-02", "--json")
    assert before.json["id"] == placed["s1"]
    assert [article["title"] for article in before.json["articles"]] == [STORM]
    old = home("articles", "list", "--event", placed["s1"], "--as-of", "2026-07-02", "--ndjson")
    assert len(old.lines) == 1


def test_what_is_taken_back_is_as_it_was(told: tuple[Home, dict[str, str]]) -> None:
    home, placed = told
    before = shown(home)
    (second,) = [item for item in articles_of(home, placed["d1"]) if item["outlet"] == "Ledger"]
    for argv in (
        ("merge", placed["d1"], placed["s1"]),
        ("split", placed["d1"], second["id"]),
        ("rename", placed["d1"], "Mine"),
        ("split", placed["d1"], second["copy_of"] or placed["d1"], "--to", placed["r1"]),
    ):
        home("events", *argv)
    while home("events", "undo").code == 0:
        pass

    after = shown(home)
    for events in (before[0], after[0]):
        for event in events:  # the history of how sure it was only grows
            del event["verification"]["history"], event["verification"]["since"]
    assert after == before
    assert home("db", "check").code == 0


def test_a_split_lists_the_articles_with_ids_that_it_takes(
    told: tuple[Home, dict[str, str]],
) -> None:
    home, placed = told
    home("events", "merge", placed["d1"], placed["s1"])
    listing = home("events", "split", placed["d1"], "--json").json
    assert listing["event_id"] == placed["d1"]
    (storm,) = [item for item in listing["articles"] if item["title"] == STORM]
    assert storm["short_id"] in home("events", "split", placed["d1"]).out

    answer = home("events", "split", placed["d1"], storm["short_id"], "--json")
    assert answer.json["kind"] == "split"
    assert answer.json["moved"] == [
        {"article_id": storm["id"], "from": placed["d1"], "to": placed["s1"]}
    ]
    assert {event["articles"] for event in answer.json["events"]} == {2, 1}


def test_copies_go_where_what_they_repeat_goes(told: tuple[Home, dict[str, str]]) -> None:
    home, placed = told
    home("events", "merge", placed["s1"], placed["d1"])
    copies = {item["id"]: item["copy_of"] for item in articles_of(home, placed["s1"])}
    (master,) = {master for master in copies.values() if master}
    answer = home("events", "split", placed["s1"], master, "--json")

    gone = {moved["article_id"] for moved in answer.json["moved"]}
    assert gone == {master, *(name for name, of in copies.items() if of == master)}


def test_later_matching_takes_nothing_back_and_still_adds(
    told: tuple[Home, dict[str, str]], tmp_path: Path
) -> None:
    home, placed = told
    home("events", "merge", placed["d1"], placed["s1"])
    later = replace(home, clock=FixedClock(NOW + timedelta(hours=1)))
    again = [
        {**record("d3", DEAL, hour=8, outlet="Post"), "published": "2026-07-01T14:00:00Z"},
        {**record("s3", STORM, hour=8, outlet="Post"), "published": "2026-07-01T15:00:00Z"},
    ]
    arrived = take(later, tmp_path, *again)
    assert set(arrived.values()) == {placed["d1"]}
    assert len(articles_of(later, placed["s1"])) == 5


def test_a_given_title_stays_when_articles_come(
    told: tuple[Home, dict[str, str]], tmp_path: Path
) -> None:
    home, placed = told
    answer = home("events", "rename", placed["s1"][:5], "The  storm\nof Oostmark")
    assert answer.out.splitlines()[0] == f"renamed {placed['s1']}: The storm of Oostmark"
    take(home, tmp_path, record("s4", STORM, hour=12, outlet="Post"))

    event = home("events", "show", placed["s1"], "--json").json
    assert (event["title"], event["title_by_hand"]) == ("The storm of Oostmark", True)
    page = home("events", "show", placed["s1"]).out
    assert "The storm of Oostmark" in page
    assert "title by hand" in page
    then = home("events", "show", placed["s1"], "--as-of", "2026-07-02", "--json").json
    assert (then["title"], then["title_by_hand"]) == (STORM, False)
    assert home("events", "rename", placed["s1"], "--reset").code == 0
    event = home("events", "show", placed["s1"], "--json").json
    assert (event["title"], event["title_by_hand"]) == (STORM, False)


def test_edits_are_listed_and_an_undo_named_by_its_id_is_done_again(
    told: tuple[Home, dict[str, str]],
) -> None:
    home, placed = told
    home("events", "merge", placed["d1"], placed["s1"])
    undone = home("events", "undo", "--json").json
    assert (undone["schema"], undone["kind"]) == ("tapestory/edit/1", "undo")
    taken_back, merged = home("events", "undo", "--list", "--json").json["edits"]
    assert taken_back["undoes"] == merged["id"]
    assert merged["undone_by"] == taken_back["id"]
    assert f"took back {merged['id']}" in home("events", "undo", "--list").out
    assert home("events", "undo", "--list", "--csv").out.startswith("id,at,kind,")

    again = home("events", "undo", taken_back["id"][:4])
    assert again.out.startswith(f"did again {merged['id']}: merged")
    assert home("events", "show", placed["s1"], "--json").json["id"] == placed["d1"]


def states(home: Home, event_id: str, *argv: str) -> list[tuple[str, bool]]:
    """Return the history of an event: each state, and whether a person said so."""
    shown = home("events", "show", event_id, "--json", *argv).json["verification"]
    assert shown["state"] == shown["history"][-1]["state"]
    return [(item["state"], item["evidence"]["cue"] == "by hand") for item in shown["history"]]


def test_a_word_by_hand_is_shown_with_its_note_wherever_the_state_is(
    told: tuple[Home, dict[str, str]],
) -> None:
    home, placed = told
    storm = placed["s1"]
    before = states(home, storm)
    answer = home("events", "confirm", storm[:5], "--note", "The  harbour master\x1b[31m told me")

    assert answer.code == 0, answer.err
    first, second, last = answer.out.splitlines()
    assert first == f"confirmed {storm} by hand: The harbour master told me"
    assert "confirmed by hand" in second
    assert "events undo" in last
    shown = home("events", "show", storm, "--json").json["verification"]
    assert (shown["state"], shown["by_hand"]) == ("confirmed", True)
    assert shown["evidence"][0] == {
        "article_id": None,
        "sentence": "The harbour master told me",
        "cue": "by hand",
        "speaker": "",
        "start": 0,
        "end": 0,
    }
    assert states(home, storm) == [*before, ("confirmed", True)]
    page = home("events", "show", storm).out
    assert "confirmed by hand since 3 Jul" in page
    assert "“The harbour master told me” by hand" in page
    assert "confirmed by hand" in home("events", "timeline", storm).out
    listed = home("events", "list", "--csv").out
    assert f"{storm},{STORM}" in listed
    assert ",confirmed," in next(line for line in listed.splitlines() if line.startswith(storm))
    assert states(home, storm, "--as-of", "2026-07-02") == before


def test_every_word_and_its_taking_back_leave_an_entry(
    told: tuple[Home, dict[str, str]],
) -> None:
    first, placed = told
    storm = placed["s1"]
    (before,) = states(first, storm)
    homes = (
        replace(first, clock=FixedClock(NOW + timedelta(minutes=minute))) for minute in range(9)
    )
    next(homes)("events", "confirm", storm, "--note", "I saw it.")
    home = next(homes)
    home("events", "deny", storm, "--note", "I was wrong.")
    denied = [before, ("confirmed", True), ("denied", True)]
    assert states(home, storm) == denied

    home = next(homes)
    undone = home("events", "undo", "--json").json
    assert (undone["kind"], undone["note"]) == ("undo", "I was wrong.")
    assert undone["events"][0]["state"] == "confirmed"
    assert [state for state, _ in states(home, storm)[3:]] == ["confirmed"]
    assert home("events", "show", storm, "--json").json["verification"]["by_hand"] is True
    home = next(homes)
    home("events", "undo")
    last = home("events", "show", storm, "--json").json["verification"]
    assert (last["state"], last["by_hand"]) == (before[0], False)
    assert last["history"][-1]["evidence"]["cue"] == "word by hand taken back"
    assert states(home, storm)[:3] == denied
    kinds = [edit["kind"] for edit in home("events", "undo", "--list", "--json").json["edits"]]
    assert kinds == ["undo", "undo", "deny", "confirm"]


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("merge", "DEAL", "DEAL"), 2, "one event already"),
        (("merge", "DEAL", "zzz"), 4, "Closest"),
        (("merge", "DEAL"), 2, "OTHER"),
        (("split", "STORM", "ONLY"), 2, "nothing would be left"),
        (("split", "DEAL", "ONLY"), 4, "is not in event"),
        (("split", "DEAL", "zzz"), 4, "Closest"),
        (("rename", "DEAL"), 2, "--reset"),
        (("rename", "DEAL", " "), 2, "--reset"),
        (("rename", "DEAL", "\x1b[31m\u202e"), 2, "--reset"),
        (("rename", "DEAL", "x" * 10_000), 2, "10,000 characters"),
        (("rename", "DEAL", "Mine", "--reset"), 2, "--reset"),
        (("rename", "DEAL", "--reset"), 2, "already"),
        (("confirm", "DEAL"), 2, "--note"),
        (("confirm", "DEAL", "--note", ""), 2, "empty"),
        (("deny", "DEAL", "--note", " \x1b[31m\u202e "), 2, "empty"),
        (("deny", "DEAL", "--note", "long " * 300), 2, "1,000"),
        (("deny", "zzz", "--note", "No."), 4, "Closest"),
        (("undo",), 4, "no edit"),
        (("undo", "zzz"), 4, "no edit"),
        (("undo", "zzz", "--list"), 2, "--list"),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    told: tuple[Home, dict[str, str]], argv: tuple[str, ...], code: int, said: str
) -> None:
    home, placed = told
    before = shown(home)
    names = {
        "DEAL": placed["d1"],
        "STORM": placed["s1"],
        "ONLY": articles_of(home, placed["s1"])[0]["id"],
    }
    answer = home("events", *(names.get(word, word) for word in argv))

    assert answer.code == code
    assert said in answer.err
    assert shown(home) == before
    assert home("events", "undo", "--list", "--json").json["edits"] == []


@pytest.mark.parametrize("command", ["merge", "split", "rename", "confirm", "deny", "undo"])
def test_a_correction_ends_at_once_while_a_run_goes_on(
    told: tuple[Home, dict[str, str]], command: str
) -> None:
    home, placed = told
    word = ["--note", "I know."]
    rest = {
        "merge": [placed["s1"]],
        "split": ["zzz"],
        "rename": ["Mine"],
        "confirm": word,
        "deny": word,
        "undo": [],
    }[command]
    paths = resolve(None, {"TAPESTORY_HOME": str(home.path)})
    with bootstrap.run_lock(paths):
        answer = home("events", command, *([] if command == "undo" else [placed["d1"]]), *rest)
        assert home("events", "split", placed["d1"]).code == 0
        assert home("events", "undo", "--list").code == 0
    assert answer.code == 5

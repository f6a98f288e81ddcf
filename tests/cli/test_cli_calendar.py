"""`calendar list` shows the releases that moves are held against, a user's own among them."""

from __future__ import annotations

from typing import Any

import pytest

from cli.world import Home

HEADER = "date,time,zone,name,kind,scope,symbols,source\n"


def test_the_releases_of_a_stretch_of_time_are_listed_earliest_first(initialised: Home) -> None:
    answer = initialised(
        "calendar", "list", "--since", "2026-07-01", "--until", "2026-07-17", "--json"
    )

    assert answer.json["schema"] == "tapestory/releases/1"
    assert [(item["name"], item["day"], item["at"]) for item in answer.json["releases"]] == [
        ("US payrolls", "2026-07-02", "2026-07-02T12:30:00Z"),
        ("US CPI", "2026-07-14", "2026-07-14T12:30:00Z"),
        ("BOK decision", "2026-07-16", "2026-07-16T01:00:00Z"),
    ]


def test_a_users_own_release_stands_among_them(initialised: Home) -> None:
    (initialised.path / "macro.csv").write_text(HEADER + "2026-07-08,,,Open day,other,,ORCL,\n")

    answer = initialised("calendar", "list", "--since", "2026-07-05", "--until", "2026-07-10")

    assert "2026-07-08  Open day" in answer.out
    assert "ORCL" in answer.out


def test_a_broken_file_of_releases_is_a_fault_of_the_config(initialised: Home) -> None:
    (initialised.path / "macro.csv").write_text(HEADER + "2026-07-08,,,Vote,other,XNSY,,\n")

    answer = initialised("doctor", "--json")
    (check,) = answer.json["checks"]

    assert (check["name"], check["status"]) == ("config", "fail")
    assert "macro.csv:2: scope:" in check["message"]
    assert "XNYS" in check["hint"]
    for command in (("config", "check"), ("calendar", "list")):
        assert initialised(*command).code == answer.code


@pytest.mark.slow  # the calendar is compiled
def test_a_move_that_is_measured_by_itself_is_held_against_the_list(initialised: Home) -> None:
    days = ["2026-06-29", "2026-06-30", "2026-07-01", "2026-07-02"]
    file = initialised.path / "prices.csv"
    rows = [f"META,{day},{100 + number}\n" for number, day in enumerate(days)]
    file.write_text(f"symbol,date,close\n{''.join(rows)}")
    initialised("prices", "import", str(file))

    def measured(window: str) -> dict[str, Any]:
        about = ("--symbol", "META", "--session", "2026-07-01", f"--window={window}")
        found: dict[str, Any] = initialised("moves", "measure", *about, "--json").json
        return found

    assert (measured("0,0")["clean"], measured("0,0")["confounders"]) == (True, [])
    assert measured("0,1")["clean"] is False
    assert measured("0,1")["confounders"] == ["release:2026-07-02-us-payrolls"]

    asked = initialised.path / "asked.csv"
    asked.write_text('symbol,session,window\nMETA,2026-07-01,"0,1"\n')
    (batch,) = initialised("moves", "measure", "--from", str(asked), "--json").json["moves"]
    assert batch["confounders"] == measured("0,1")["confounders"]

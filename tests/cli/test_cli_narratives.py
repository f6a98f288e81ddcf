"""Who argues which explanation: over time, in one event, and as it was known."""

from __future__ import annotations

import csv
import io

from cli.world import Home
from tapestory.cli.terminal import width_of

SINCE = ("--since", "2026-06-01")


def event_id(sample: Home) -> str:
    events = sample("events", "list", "--json").json["events"]
    return str(max(events, key=lambda event: str(event["title"]).count("Meta"))["id"])


def test_an_explanation_has_its_share_over_time_its_quotes_and_its_events(sample: Home) -> None:
    document = sample("narratives", "show", "mismatch", *SINCE, "--json").json

    assert document["account"]["supports"] + document["account"]["reports"] > 0
    assert document["share_over_time"]
    assert all(
        point["share"] is None or 0 <= point["share"] <= 1 for point in document["share_over_time"]
    )
    for event in document["events"]:
        assert event["supports"] + event["disputes"] + event["reports"] > 0
    assert {"indicators", "predictions", "falsifiers"} <= document.keys()


def test_a_page_keeps_to_eighty_columns_where_it_draws(sample: Home) -> None:
    lines = sample("narratives", "show", "oversupply", *SINCE).out.splitlines()
    share = next(line for line in lines if line.startswith("Share"))

    assert width_of(share) <= 80


def test_what_was_not_known_yet_is_not_told(sample: Home) -> None:
    early = ("--since", "2026-01-01", "--as-of", "2026-06-01")

    document = sample("narratives", "show", "mismatch", *early, "--json").json

    assert document["account"] is None
    assert document["events"] == []
    assert "Nobody speaks of it" in sample("narratives", "show", "mismatch", *early).out


def test_an_event_sets_its_explanations_side_by_side(sample: Home) -> None:
    document = sample("narratives", "event", event_id(sample), "--json").json

    assert document["narratives"]
    for narrative in document["narratives"]:
        for quote in narrative["quotes"].values():
            assert quote is None or (quote["sentence"] and quote["cue"] and quote["rule"])
        if narrative["supports"]:
            assert narrative["quotes"]["supports"] is not None
    assert sample("narratives", "event", event_id(sample)).out.strip()


def test_suggestions_are_no_evidence(sample: Home) -> None:
    told = sample("narratives", "suggest", *SINCE, "--json").json["suggestions"]
    evidence = {
        item["sentence"]
        for narrative in sample("events", "show", event_id(sample), "--json").json["narratives"]
        for item in narrative["evidence"]
    }

    assert all(item["sentence"] not in evidence for item in told)
    assert [item["score"] for item in told] == sorted(
        (item["score"] for item in told), reverse=True
    )
    of_one = sample("narratives", "suggest", "--narrative", "oversupply", *SINCE, "--json").json
    assert {item["narrative"] for item in of_one["suggestions"]} <= {"oversupply"}


def test_an_event_says_the_same_in_every_format(sample: Home) -> None:
    wanted = ("narratives", "event", event_id(sample))
    document = sample(*wanted, "--json").json
    (line,) = sample(*wanted, "--ndjson").lines
    rows = list(csv.DictReader(io.StringIO(sample(*wanted, "--csv").out)))
    assert {"schema", *line} == set(document)
    assert line["narratives"] == document["narratives"]
    assert [row["id"] for row in rows] == [item["id"] for item in document["narratives"]]
    assert [row["supports"] for row in rows] == [
        str(item["supports"]) for item in document["narratives"]
    ]
    one = sample(*wanted, "--csv", "--limit", "1").out
    assert len(list(csv.DictReader(io.StringIO(one)))) == 1

"""The stable JSON shapes, key by key, as scripts outside rely on them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from cli.world import Home

ARTICLE = """id feed_url url guid title summary text author outlet lang published
    published_precision first_seen updated copy_of event_id"""
EVENT = """id title title_by_hand first_seen last_seen happened happened_precise measured_over
    timing_note day0 verification articles origins
    other_origins links
    reported_moves aftermath_claims figures figure_groups statement_groups moves sector_moves
    families
    follow_through narratives recalled related storyline covered_by"""
PARTS = {
    "articles": """id url title outlet published published_precision first_seen lang copy_of origin
        kind match covers""",
    "origins": "name kind seen articles",
    "links": "symbol mic name sector role mentions",
    "reported_moves": """symbol low high comparator basis session article_id sentence cue start
        end check""",
    "figures": """subject kind low high unit period article_id sentence conflicts_with flag
        comparator speaker counterparty cue start end""",
    "figure_groups": "subject kind unit period difference why figures",
    "statement_groups": "aspect subject difference why statements",
    "moves": """symbol mic window session raw expected abnormal t p q benchmark model status
        reported confounders market abnormal_alpha0 split family moved linked clean rank
        confounded_by""",
    "sector_moves": """sector window abnormal t p q members breadth second_t second_p correlation
        moved""",
    "narratives": "id name supports disputes reports share tape evidence",
}


def _keys(text: str) -> set[str]:
    return set(text.split())


@pytest.fixture(scope="module")
def event(sample: Home) -> Any:
    """The event that most articles tell."""
    events = sample("events", "list", "--json").json["events"]
    chosen = max(events, key=lambda item: len(item["articles"]))
    return sample("events", "show", chosen["id"], "--json").json


def test_an_event_has_every_key(event: Any) -> None:
    assert set(event) == _keys(EVENT) | {"schema"}
    assert event["schema"] == "tapestory/event/1"
    assert set(event["verification"]) == _keys("state since by_hand evidence history")
    for evidence in event["verification"]["evidence"]:
        assert set(evidence) == _keys("article_id sentence cue speaker start end")


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_an_event_has_every_key(event: Any, part: str) -> None:
    assert event[part], f"the sample says nothing of {part}"
    for item in event[part]:
        assert set(item) >= _keys(PARTS[part])


def test_the_inner_parts_have_their_keys(event: Any) -> None:
    assert all(set(item["match"]) >= {"score", "reason"} for item in event["articles"])
    assert all("agrees" in move["reported"] for move in event["moves"])
    for narrative in event["narratives"]:
        assert set(narrative["tape"]) >= {"verdict", "per_sector"}
        assert all(
            set(item) >= _keys("article_id sentence stance") for item in narrative["evidence"]
        )


def test_units_are_fractions_utc_and_dates(event: Any) -> None:
    meta = [m for m in event["moves"] if m["symbol"] == "META" and m["window"] == [0, 0]]
    assert meta[0]["raw"] == pytest.approx(0.0881, abs=5e-5)
    assert meta[0]["session"] == event["day0"]["XNYS"] == "2026-07-01"
    assert event["first_seen"].endswith("Z")
    assert meta[0]["reported"]["agrees"] is True


def test_the_list_holds_whole_events_and_ndjson_one_a_line(sample: Home) -> None:
    listed = sample("events", "list", "--json").json
    lines = sample("events", "list", "--ndjson", "--limit", "0").lines
    assert listed["schema"] == "tapestory/events/1"
    assert listed["events"] == lines
    assert all(set(item) == _keys(EVENT) for item in lines)
    exported = sample("events", "export").lines
    assert exported == lines


def test_an_article_has_every_key(sample: Home) -> None:
    lines = sample("articles", "list", "--ndjson", "--limit", "0").lines
    assert lines
    assert all(set(item) == _keys(ARTICLE) for item in lines)
    shown = sample("articles", "show", lines[0]["id"], "--json").json
    assert {key: shown[key] for key in lines[0]} == lines[0]


def test_a_poll_has_every_key(own_sample: Home) -> None:
    document = own_sample("poll", "--all", "--json").json
    assert set(document) == _keys("schema feeds articles_new seconds")
    for feed in document["feeds"]:
        assert set(feed) == _keys("url status http_status new updated error")
        assert feed["status"] == "failed"  # the sample's server is gone


def test_a_reading_has_every_key(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text(
        "Meta plans to rent out spare capacity, Bloomberg reports\n\n"
        "Shares of Meta Platforms rose 8.8% at the close on 1 July 2026.\n"
    )
    document = home("read", str(file), "--json", "--published", "2026-07-02").json
    assert set(document) == _keys(
        "schema lang title kind sentences mentions reported_moves aftermath_claims figures origins"
        " verification narratives links figure_groups"
    )
    assert set(document["verification"]) == {"state", "evidence", "why"}
    assert document["verification"]["why"] in [
        {key: value for key, value in item.items() if key != "state"}
        for item in document["verification"]["evidence"]
    ]
    assert document["title"].startswith("Meta plans")
    text = file.read_text()
    for mention in document["mentions"]:
        assert set(mention) == _keys("symbol text start end cue")
        assert text[mention["start"] : mention["end"]] == mention["text"]
    assert [move["symbol"] for move in document["reported_moves"]] == ["META"]
    assert set(document["reported_moves"][0]) == _keys(PARTS["reported_moves"]) - {"check"}
    link = document["links"][0]
    assert (link["symbol"], link["role"]) == ("META", "subject")
    move = document["reported_moves"][0]
    read = f"{document['title']}\n\n{text.partition(chr(10) * 2)[2]}"
    assert "8.8" in read[move["start"] : move["end"]]
    assert not home.path.exists(), "reading a text leaves nothing behind"


def test_a_measured_move_has_the_keys_of_an_events_move(sample: Home) -> None:
    answer = sample(
        *("moves", "measure", "--symbol", "META", "--session", "2026-07-01"),
        *("--window", "-1,1", "--benchmark", "SPY", "--json"),
    )
    assert set(answer.json) == _keys(PARTS["moves"]) | {"schema"}
    assert answer.json["window"] == [-1, 1]
    assert answer.json["benchmark"] == "SPY"


@pytest.mark.parametrize(
    ("argv", "noun"),
    [
        (("feeds", "list"), "feeds"),
        (("articles", "list"), "articles"),
        (("articles", "search", "compute"), "articles"),
        (("events", "list"), "events"),
        (("events", "search", "compute"), "events"),
        (("tickers", "list"), "tickers"),
        (("sectors", "list"), "sectors"),
        (("narratives", "list"), "narratives"),
        (("claims", "list"), "claims"),
        (("prices", "status"), "prices"),
        (("moves", "list"), "moves"),
    ],
)
def test_every_list_comes_in_every_format_with_as_many_rows(
    sample: Home, argv: tuple[str, ...], noun: str
) -> None:
    document = sample(*argv, "--json").json
    assert document["schema"] == f"tapestory/{noun}/1"
    rows = len(document[noun])
    assert rows > 0
    assert len(sample(*argv, "--ndjson").lines) == rows
    table = list(csv.reader(io.StringIO(sample(*argv, "--csv").out, newline="")))
    assert len(table) == rows + 1
    assert all(len(row) == len(table[0]) for row in table)
    assert len(sample(*argv, "--json", "--limit", "1").json[noun]) == 1
    assert len(sample(*argv).out.splitlines()) == rows + 1


@pytest.mark.parametrize(
    "argv",
    [
        ("feeds", "show", "harbour"),
        ("tickers", "show", "meta"),
        ("sectors", "show", "memory"),
        ("narratives", "show", "mismatch"),
        ("config", "show"),
        ("db", "info"),
        ("doctor",),
    ],
)
def test_every_show_has_a_page_and_a_document(sample: Home, argv: tuple[str, ...]) -> None:
    assert sample(*argv).out
    document = sample(*argv, "--json").json
    assert document["schema"].startswith("tapestory/")
    assert json.dumps(document)


def test_the_answer_as_of_a_time_knows_nothing_later(sample: Home, event: Any) -> None:
    earlier = sample("events", "list", "--as-of", "2026-07-03T09:59:00Z", "--json").json
    assert earlier["events"] == []
    answer = sample("events", "show", event["id"], "--as-of", "2026-07-02")
    assert answer.code == 4


def test_the_docs_name_the_same_keys() -> None:
    page = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:3] for line in page.splitlines() if line.startswith("| ")]
    named = {name.strip(): keys.split("`") for name, keys in rows}
    wanted = {"article": ARTICLE, "event": EVENT, "event.moves, move": PARTS["moves"]}
    wanted |= {f"event.{part}": keys for part, keys in PARTS.items() if part != "moves"}
    for name, keys in wanted.items():
        assert set(named[name][1].split()) == _keys(keys), name


def test_a_claim_has_every_key_whatever_is_claimed(sample: Home) -> None:
    claims = sample("claims", "list", "--json", "--limit", "0").json["claims"]
    assert {claim["kind"] for claim in claims} > {"move", "capex_guidance"}
    keys = _keys(
        "event_id event_title subject kind low high unit comparator basis session period"
        " article_id outlet sentence cue start end speaker counterparty conflicts_with flag"
        " difference"
    )
    assert all(set(claim) == keys for claim in claims)


def test_claims_are_told_by_who_what_and_how_they_differ(sample: Home) -> None:
    slips = sample("claims", "list", "--symbol", "meta", "--disputed", "--json").json["claims"]
    assert {claim["difference"] for claim in slips} == {"unit_error"}
    assert {claim["kind"] for claim in slips} == {"capex_guidance"}
    assert [claim["flag"] for claim in slips].count("unit_error") == 1
    moves = sample("claims", "list", "--kind", "move", "--ndjson", "--limit", "0").lines
    assert {claim["kind"] for claim in moves} == {"move"}
    chosen = moves[0]["event_id"]
    own = sample("claims", "list", "--event", chosen, "--kind", "move", "--ndjson").lines
    assert own == [claim for claim in moves if claim["event_id"] == chosen]
    assert sample("claims", "list", "--as-of", "2020-01-01", "--json").json["claims"] == []

"""What the commands do to a home, each driven as a user drives it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from cli.world import NOW, Home
from tapestory.clock import FixedClock
from tapestory.demo import FolderServer

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Loop</title>
<item><title>Nvidia opens a plant in Texas</title><link>https://loop.example/1</link>
<guid>1</guid><pubDate>Thu, 02 Jul 2026 12:00:00 GMT</pubDate>
<description>Nvidia said on Thursday that it has opened a plant in Texas.</description></item>
<item><title>=cmd|'/c calc'!A1</title><link>https://loop.example/2</link><guid>2</guid>
<pubDate>Thu, 02 Jul 2026 13:00:00 GMT</pubDate>
<description>A title that a spreadsheet would run.</description></item>
</channel></rss>"""
LOOPBACK = {"TAPESTORY__FETCH__ALLOW_NETWORKS": '["127.0.0.0/24"]'}


def test_init_twice_changes_nothing(home: Home) -> None:
    first, second = home("init"), home("init")
    assert (first.code, second.code) == (0, 0)
    assert "written" in first.out
    assert "kept" in second.out
    assert "0 added" in second.out
    assert len(home("feeds", "list", "--json").json["feeds"]) > 5
    assert home("config", "check").code == 0


def test_init_takes_no_feeds_or_those_of_a_file(tmp_path: Path, home: Home) -> None:
    assert home("init", "--feeds", "none", "--no-input").code == 0
    assert home("feeds", "list", "--json").json["feeds"] == []
    assert "tapestory feeds add" in home("feeds", "list").out
    file = tmp_path / "mine.opml"
    file.write_text('<opml><body><outline xmlUrl="https://a.example/"/></body></opml>')
    assert home("init", "--feeds", str(file)).code == 0
    assert [feed["url"] for feed in home("feeds", "list", "--json").json["feeds"]] == [
        "https://a.example/"
    ]


def test_a_feeds_life(initialised: Home) -> None:
    home, url = initialised, "https://news.example/feed.xml"
    assert home("feeds", "add", url, "--title", "News", "--country", "kr").code == 0
    anew = ("feeds", "add", url, "--outlet", "Example")
    assert home(*anew).out == f"known already, now changed  {url}\n"
    assert home(*anew).out == f"known already  {url}\n"
    shown = home("feeds", "show", "news.example", "--json").json
    assert (shown["title"], shown["outlet"], shown["country"]) == ("News", "Example", "KR")
    assert home("feeds", "pause", "news").code == 0
    assert home("feeds", "show", url, "--json").json["status"] == "paused"
    assert home("poll", "--all", "--json").json["feeds"][0]["status"] == "skipped"
    assert home("feeds", "resume", url).code == 0
    assert home("feeds", "show", url, "--json").json["status"] == "new"
    assert home("feeds", "remove", url).code == 0
    answer = home("feeds", "remove", url)
    assert answer.code == 4


def test_import_is_idempotent_and_export_reads_back(initialised: Home, tmp_path: Path) -> None:
    file, copy = tmp_path / "in.opml", tmp_path / "out.opml"
    file.write_text(
        '<opml><body><outline text="x"><outline xmlUrl="https://a.example/" text="A"/></outline>'
        '<outline type="rss" xmlUrl="gopher://b"/></body></opml>'
    )
    first, second = (initialised("feeds", "import", str(file)) for _ in range(2))
    assert (first.code, second.code) == (3, 3)
    assert "1 added" in first.out
    assert "0 added" in second.out
    assert f"{file}:1: 'gopher://b'" in first.err
    assert initialised("feeds", "export", "--to", str(copy)).code == 0
    assert initialised("feeds", "import", str(copy)).code == 0
    assert initialised("feeds", "export").out == copy.read_text()
    # As it was written before, which scripts may do.
    assert initialised("feeds", "export", str(tmp_path / "old.opml")).code == 0
    assert (tmp_path / "old.opml").read_text() == copy.read_text()
    assert initialised("feeds", "export", "a.opml", "--to", "b.opml").code == 2


@pytest.mark.slow
def test_a_round_over_loopback(home: Home, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "feed.xml").write_text(FEED)
    home = Home(path=home.path, environ=LOOPBACK)
    assert home("init", "--feeds", "none").code == 0
    with FolderServer(site) as server:
        url = server.url_of(site / "feed.xml")
        assert home("feeds", "test", url, "--json").json["entries"][0]["title"].startswith("Nvidia")
        home("feeds", "add", url)
        polled = home("poll", "--all", "--json")
        assert polled.code == 0
        assert polled.json["feeds"] == [
            {
                "url": url,
                "status": "new",
                "http_status": 200,
                "new": 2,
                "updated": 0,
                "error": None,
            }
        ]
        again = home("run", "--all", "--json").json
    assert again["feeds"][0]["status"] in {"unchanged", "not_modified"}
    assert (again["articles_new"], again["articles_matched"]) == (0, 2)
    assert home("articles", "search", "Texas", "--json").json["articles"][0]["event_id"]
    assert "'=cmd" in home("articles", "list", "--csv").out
    assert "=cmd" in home("articles", "list").out
    gone = home("run", "--all")
    assert gone.code == 3
    assert "1 of 1 feed failed" in gone.err
    problem = home("feeds", "list", "--problems", "--json").json["feeds"][0]
    assert (problem["status"], problem["problem"]) == ("failing", "failing")
    assert home("articles", "list", "--json").json["articles"] != []


def test_a_run_without_feeds_says_what_to_do(initialised: Home) -> None:
    answer = initialised("run")
    assert answer.code == 0
    assert "feeds add" in answer.out
    assert initialised("run", "--quiet").out == ""


RECORDS: list[dict[str, Any]] = [
    {
        "id": "a",
        "title": "Micron raises its forecast for memory chips",
        "text": "Micron said that demand for memory is above supply. Its shares rose 5%.",
        "published": "2026-07-01T12:00:00Z",
        "outlet": "One",
        "lang": "en",
    },
    {
        "id": "b",
        "title": "Micron lifts forecast as memory chip demand outruns supply",
        "text": "Memory maker Micron lifted its forecast, saying demand is above supply.",
        "published": "2026-07-01T15:00:00Z",
        "outlet": "Two",
    },
    {
        "title": "A recipe for bread",
        "text": "Flour, water, salt and time.",
        "published": "2026-07-01",
    },
]


@pytest.mark.slow
def test_imported_articles_are_assigned_and_never_doubled(home: Home, tmp_path: Path) -> None:
    file, first, second = (tmp_path / name for name in ("in.jsonl", "1.jsonl", "2.jsonl"))
    file.write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
    answer = home("articles", "import", str(file), "--assignments", str(first))
    assert answer.code == 0
    lines = [json.loads(line) for line in first.read_text().splitlines()]
    assert all(set(line) == {"id", "event_id", "score", "reason", "copy_of"} for line in lines)
    assert {"a", "b"} < {line["id"] for line in lines}
    assert home("articles", "import", str(file), "--assignments", str(second)).code == 0
    assert second.read_text() == first.read_text()
    articles = home("articles", "list", "--ndjson", "--limit", "0").lines
    assert len(articles) == 3
    assert {item["first_seen"] for item in articles} >= {"2026-07-01T12:00:00Z"}


def test_a_bad_record_stops_the_import_before_anything_is_kept(
    initialised: Home, tmp_path: Path
) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(json.dumps(RECORDS[0]) + '\n{"title": 3}\n')
    answer = initialised("articles", "import", str(file))
    assert answer.code == 6
    assert f"{file}:2" in answer.err
    assert initialised("articles", "list", "--json").json["articles"] == []


def test_refused_bars_are_listed_and_the_others_kept(initialised: Home, tmp_path: Path) -> None:
    file = tmp_path / "prices.csv"
    file.write_text(
        "symbol,date,open,high,low,close,adj_close,volume\n"
        "META,2026-07-01,,,,700.0,,\n"
        "META,2026-07-02,,,,-3,,\n"
        "META,2099-07-02,,,,700,,\n"
    )
    answer = initialised("prices", "import", str(file), "--json")
    assert answer.code == 3
    assert (answer.json["new"], len(answer.json["refused"])) == (1, 2)
    assert "prices.csv:3" in answer.err
    again = initialised("prices", "import", str(file), "--json").json
    assert (again["new"], again["unchanged"]) == (0, 1)
    assert initialised("prices", "status", "--json").json["prices"][0]["bars"] == 1


def test_imported_tickers_extend_the_universe(initialised: Home, tmp_path: Path) -> None:
    file = tmp_path / "tickers.csv"
    file.write_text(
        "symbol,name,mic,currency,sector,aliases\n"
        "ZZZ,Zebra Zinc,XNYS,USD,,Zebra Zinc|Zebra Zinc Corp\n"
    )
    assert initialised("tickers", "import", str(file)).code == 0
    assert initialised("tickers", "show", "zzz", "--json").json["name"] == "Zebra Zinc"
    text = tmp_path / "text.txt"
    text.write_text("Zebra Zinc Corp rises\n\nZebra Zinc Corp rose 3% on Tuesday.\n")
    read = initialised("read", str(text), "--json").json
    assert {mention["symbol"] for mention in read["mentions"]} == {"ZZZ"}


def test_a_feed_is_of_a_language_whatever_its_country(initialised: Home) -> None:
    url = "https://news.example/feed.xml"
    assert initialised("feeds", "add", url, "--lang", "en-US").code == 0
    assert initialised("feeds", "show", url, "--json").json["lang"] == "en"


def test_what_is_no_language_tag_is_refused_and_adds_nothing(initialised: Home) -> None:
    done = initialised("feeds", "add", "https://one.example/feed", "--lang", "?!")
    assert done.code == 2
    assert "?! is no language tag" in done.err
    assert initialised("feeds", "list", "--json").out.count("one.example") == 0


def test_an_import_leaves_a_company_in_its_sector_and_can_be_taken_back(
    initialised: Home, tmp_path: Path
) -> None:
    before = initialised("tickers", "show", "META", "--json").json
    file = tmp_path / "list.csv"
    file.write_text(
        "symbol,name,mic,currency,sector,aliases\n"
        "META,Meta Platforms Inc,XNAS,USD,Technology,Instabook\n"
        "ZZZ,Zeltrine,XNYS,USD,Technology,\n"
    )

    answer = initialised("tickers", "import", str(file))
    assert answer.code == 0
    assert "2 name a sector that is not configured (Technology)" in answer.err
    after = initialised("tickers", "show", "META", "--json").json
    assert after["sector"] == before["sector"] != "Technology"
    assert "Instabook" in after["aliases"]

    assert initialised("tickers", "remove", "META", "QQQQ").code == 4
    assert initialised("tickers", "show", "META", "--json").json == after
    assert initialised("tickers", "remove", "META", "ZZZ").out == "tickers  2 removed\n"
    assert initialised("tickers", "show", "META", "--json").json == before
    assert initialised("tickers", "show", "ZZZ").code == 4


def test_a_backup_comes_back(own_sample: Home, tmp_path: Path) -> None:
    before = own_sample("db", "info", "--json").json["articles"]
    backup = tmp_path / "copy.db"
    assert own_sample("db", "backup", str(backup)).code == 0
    own_sample("feeds", "remove", "harbour")
    assert own_sample("db", "restore", str(backup)).code == 0
    assert own_sample("db", "info", "--json").json["articles"] == before
    assert own_sample("feeds", "show", "harbour").code == 0
    assert own_sample("db", "check").out.startswith("ok")
    assert own_sample("db", "migrate", "--reindex").code == 0
    assert own_sample("articles", "search", "compute", "--json").json["articles"]


def test_the_digest_is_printed_or_written(sample: Home, tmp_path: Path) -> None:
    printed = sample("digest", "preview").out
    html, text, eml = (tmp_path / f"d.{kind}" for kind in ("html", "txt", "eml"))
    answer = sample(
        "digest", "preview", "--html", str(html), "--text", str(text), "--eml", str(eml)
    )
    assert answer.code == 0
    assert text.read_text() == printed
    assert "<html" in html.read_text()
    assert eml.read_bytes().count(b"Subject:") == 1
    assert sample("digest", "preview", "--text", "/no/such/folder/d.txt").code == 6


def test_doctor_names_what_is_doubtful_and_the_cron_line_is_absolute(initialised: Home) -> None:
    checks = {item["name"]: item for item in initialised("doctor", "--json").json["checks"]}
    assert set(checks) == {
        *("config", "store", "lock", "disk", "feeds", "prices", "last run", "mail", "schedule")
    }
    assert checks["config"]["status"] == checks["store"]["status"] == "ok"
    assert checks["feeds"]["status"] == "warn"
    assert "feeds add" in checks["feeds"]["hint"]
    cron = initialised("doctor", "--print-cron").out
    assert cron.startswith("*/15 * * * * /")
    assert f"--config {initialised.path / 'config.toml'} run --quiet" in cron


def test_doctor_notices_that_runs_have_stopped(own_sample: Home) -> None:
    later = Home(path=own_sample.path, clock=FixedClock(NOW.replace(day=20)))
    checks = {item["name"]: item for item in later("doctor", "--json").json["checks"]}
    assert checks["last run"]["status"] == "warn"


def test_config_show_tells_the_environment_and_hides_secrets(initialised: Home) -> None:
    home = Home(
        path=initialised.path,
        environ={"TAPESTORY__SMTP__PASSWORD": "hunter2", "TAPESTORY__DIGEST__MAX_EVENTS": "3"},
    )
    answer = home("config", "show")
    assert "digest.max_events" in answer.out
    assert home("config", "show", "--json").json["digest"]["max_events"] == 3
    assert "hunter2" not in answer.out
    assert "hunter2" not in home("config", "show", "--json").out


def test_paths_follow_home_and_config(home: Home, tmp_path: Path) -> None:
    assert home("config", "path").out.strip() == str(home.path / "config.toml")
    assert home("db", "path").out.strip() == str(home.path / "tapestory.db")
    other = tmp_path / "other" / "my.toml"
    assert home("--config", str(other), "db", "path").out.strip() == str(
        tmp_path / "other" / "tapestory.db"
    )


@pytest.mark.parametrize("number", ["7,1", "x", "1", "1,2,3"])
def test_a_window_that_makes_no_sense_is_refused(sample: Home, number: str) -> None:
    answer = sample(
        "moves", "measure", "--symbol", "META", "--session", "2026-07-01", "--window", number
    )
    assert answer.code == 2


def test_a_timeline_runs_forward(sample: Home) -> None:
    event = sample("events", "search", "Bloomberg", "--json").json["events"][0]["id"]
    steps = sample("events", "timeline", event, "--json").json["timeline"]
    days = [step["time"][:10] for step in steps]
    assert days == sorted(days)
    assert {step["kind"] for step in steps} >= {"article", "state", "move"}


def test_feeds_tell_when_they_were_asked_and_what_they_brought(
    initialised: Home, sample: Home
) -> None:
    assert initialised("feeds", "add", "https://news.example/feed.xml").code == 0
    answer = initialised("feeds", "list").out
    assert "never" in answer
    assert initialised("feeds", "list", "--problems").out == "No feed has a problem.\n"

    feeds = sample("feeds", "list", "--json").json["feeds"]
    assert sum(feed["articles"] for feed in feeds) >= 11
    assert "just now" in sample("feeds", "list").out
    assert "2026-07-03" in sample("feeds", "show", feeds[0]["url"]).out


def test_a_word_finds_what_it_begins(sample: Home) -> None:
    begun, whole = (
        [event["id"] for event in sample("events", "search", word, "--json").json["events"]]
        for word in ("guidan", "guidance")
    )
    assert begun == whole != []
    assert sample("events", "search", '"guidan"', "--json").json["events"] == []


def test_the_largest_move_of_an_event_comes_first_and_what_has_no_prices_last(
    sample: Home,
) -> None:
    event = sample("events", "list", "--json").json["events"][0]["id"]
    moves = sample("moves", "list", "--event", event, "--json").json["moves"]
    measured = [move["status"] == "measured" for move in moves]
    sizes = [abs(move["abnormal"]) for move in moves if move["status"] == "measured"]
    assert measured == sorted(measured, reverse=True)
    assert sizes == sorted(sizes, reverse=True)
    assert moves[-1]["status"] == "no_prices"


def test_an_instruments_falls_have_a_minus(sample: Home) -> None:
    shown = sample("tickers", "show", "CRWV").out
    assert "\N{MINUS SIGN}13.92%" in shown
    assert "-13" not in shown


def test_what_went_quiet_keeps_the_sentence_that_told_it(sample: Home) -> None:
    later = Home(path=sample.path, clock=FixedClock(NOW.replace(month=11)))
    shown = " ".join(later("events", "show", "0h686wn7").out.split())
    assert "gone quiet" in shown
    assert "\N{LEFT DOUBLE QUOTATION MARK}Meta is preparing to sell" not in shown


def test_page_and_digest_date_the_news_in_the_same_words(sample: Home) -> None:
    assert "first told 1 Jul" in sample("events", "show", "0h686wn7").out
    assert "First told 1 Jul" in sample("digest", "preview", "--date", "2026-07-03").out


def test_a_command_in_the_digest_is_on_one_line(sample: Home) -> None:
    text = sample("digest", "preview", "--date", "2026-07-03").out
    commands = [line for line in text.splitlines() if "tapestory events list" in line]
    assert len(commands) == 1
    assert re.fullmatch(r"  tapestory events list --since [-0-9]{10}", commands[0])


def test_a_company_without_a_listing_is_linked_and_never_measured(
    initialised: Home, tmp_path: Path
) -> None:
    told = {
        "title": "Anthropic and Nvidia sign a deal for chips",
        "text": "Anthropic agreed to buy chips from Nvidia. Nvidia shares rose 3%.",
        "published": "2026-07-01T15:00:00Z",
    }
    file = tmp_path / "told.jsonl"
    file.write_text(json.dumps(told) + "\n", encoding="utf-8")
    assert initialised("articles", "import", str(file)).code == 0

    assert initialised("run").code == 0

    (event,) = initialised("events", "list", "--json").json["events"]

    assert {"PRIVATE:ANTHROPIC", "NVDA"} <= {link["symbol"] for link in event["links"]}
    assert {move["symbol"] for move in event["moves"]} == {"NVDA"}

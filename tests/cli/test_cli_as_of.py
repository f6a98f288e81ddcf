"""Every query as of a time: what it takes, and that it knows nothing later."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.world import NOW, Home
from tapestory.cli.app import app
from tapestory.cli.mail_then import mail_then
from tapestory.cli.tree import contexts
from tapestory.clock import FixedClock
from tapestory.model import Delivery, Mail, MailAttempt, MailKind, MailState

BEFORE = "2026-07-03T09:59Z"
"""Before the sample's only run."""
SINCE = "2026-07-03T10:01Z"
QUERIES = {"list", "show", "search", "timeline", "status", "suggest", "measure", "event"}
NO_HISTORY = {"tapestory config show"}
"""What is in force now: it asks nothing of the store."""


def options() -> dict[str, set[str]]:
    found = {}
    for ctx in contexts(app, program="tapestory", width=80):
        if not hasattr(ctx.command, "list_commands"):
            found[ctx.command_path] = {name for item in ctx.command.params for name in item.opts}
    return found


def test_every_query_can_be_asked_as_of_a_time() -> None:
    queries = {name: taken for name, taken in options().items() if name.split()[-1] in QUERIES}

    assert len(queries) >= 20
    assert {name for name, taken in queries.items() if "--as-of" not in taken} <= NO_HISTORY


def test_every_list_and_show_takes_every_format_and_a_limit() -> None:
    wanted = {"--json", "--ndjson", "--csv", "--limit"}
    lacking = {
        name: wanted - taken
        for name, taken in options().items()
        if name.split()[-1] in {"list", "show"} and not wanted <= taken
    }

    assert lacking.keys() <= NO_HISTORY


@pytest.mark.parametrize(
    "argv",
    [
        ("feeds", "list"),
        ("feeds", "show", "seoul"),
        ("articles", "show", "gc1f"),
        ("events", "list"),
        ("tickers", "list"),
        ("sectors", "list"),
        ("calendar", "list"),
        ("prices", "status"),
        ("digest", "list"),
        ("events", "undo", "--list"),
        ("moves", "measure", "--symbol", "META", "--session", "2026-07-01"),
    ],
)
def test_what_is_no_time_is_refused_and_a_time_is_taken(
    sample: Home, argv: tuple[str, ...]
) -> None:
    wrong = sample(*argv, "--as-of", "when cows fly", "--json")
    right = sample(*argv, "--as-of", SINCE, "--json")

    assert (wrong.code, wrong.out) == (2, "")
    assert "is no time" in wrong.err
    assert right.code == 0, right.err
    assert right.json["schema"].startswith("tapestory/")


def test_nothing_is_known_before_it_came(sample: Home) -> None:
    assert sample("feeds", "list", "--as-of", BEFORE, "--json").json["feeds"] == []
    assert sample("articles", "list", "--as-of", BEFORE, "--json").json["articles"] == []
    for noun, name in (("feeds", "seoul"), ("articles", "gc1f"), ("events", "0h68")):
        answer = sample(noun, "show", name, "--as-of", BEFORE)
        assert (answer.code, answer.out) == (4, "")


def test_a_feed_that_was_asked_since_tells_what_it_had_brought_and_no_more(
    own_sample: Home,
) -> None:
    then = own_sample("feeds", "list", "--ndjson").lines
    own_sample = Home(path=own_sample.path, clock=FixedClock(NOW + timedelta(days=2)))
    assert own_sample("poll", "--all").code == 3  # nobody serves the sample any more

    now = own_sample("feeds", "list", "--ndjson").lines
    found = own_sample("feeds", "list", "--as-of", SINCE, "--ndjson").lines

    assert {feed["status"] for feed in now} == {"failing"}
    assert [feed["articles"] for feed in found] == [feed["articles"] for feed in then]
    unknown = ("status", "failures", "error", "last_polled", "last_success", "next_due")
    assert {feed[key] for feed in found for key in unknown} == {None}
    assert "unknown" in own_sample("feeds", "list", "--as-of", SINCE).out
    assert "it was asked since" in own_sample("feeds", "show", "seoul", "--as-of", SINCE).out
    assert own_sample("feeds", "list", "--problems", "--as-of", SINCE).out.startswith("No feed")


def test_a_line_of_then_has_the_moves_of_then_whatever_was_merged_since(own_sample: Home) -> None:
    later = Home(path=own_sample.path, clock=FixedClock(NOW + timedelta(days=3)))
    asked = ("events", "list", "--as-of", "2026-07-05", "--csv")
    before = later(*asked).out
    assert later("events", "merge", "0h68", "8b4s", "3265").code == 0

    after = later(*asked).out
    (merged,) = [
        row for row in rows(later("events", "list", "--csv").out) if row["id"] == "0h686wn7"
    ]

    assert rows(after) == rows(before)
    assert merged["articles"] == "10"
    assert later("events", "search", "Bloomberg", "--as-of", "2026-07-05", "--csv").out.count(
        "NBIS"
    )


def test_edits_are_listed_as_they_were_made(own_sample: Home) -> None:
    home = Home(path=own_sample.path, clock=FixedClock(NOW + timedelta(days=1)))
    assert home("events", "rename", "0h68", "Mine").code == 0
    home = Home(path=own_sample.path, clock=FixedClock(NOW + timedelta(days=2)))
    assert home("events", "undo").code == 0

    def listed(day: int) -> list[tuple[str, bool]]:
        moment = (NOW + timedelta(days=day, hours=1)).isoformat()
        found = home("events", "undo", "--list", "--as-of", moment, "--ndjson").lines
        return [(edit["kind"], edit["undone_by"] is not None) for edit in found]

    assert listed(0) == []
    assert listed(1) == [("rename", False)]
    assert listed(2) == [("undo", False), ("rename", True)]
    assert home("events", "undo", "--as-of", "2026-07-04").code == 2


def test_an_article_reads_as_it_did(initialised: Home, tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    record = {"id": "a", "title": "Nordlys buys Fjell", "published": "2026-07-01T08:00:00Z"}
    file.write_text(json.dumps({**record, "text": "For two billion."}))
    assert initialised("articles", "import", str(file)).code == 0
    (article,) = initialised("articles", "list", "--ndjson").lines
    shown = initialised("articles", "show", article["id"], "--as-of", "2026-07-02", "--json").json

    assert shown["text"] == "For two billion."
    assert shown["event_id"] == article["event_id"]
    assert shown["match"]["strength"] == "first_report"
    early = initialised("articles", "show", article["id"], "--as-of", "2026-06-30")
    assert (early.code, "first seen" in early.err) == (4, True)


def test_a_session_that_had_not_closed_is_pending(sample: Home) -> None:
    asked = ("moves", "measure", "--symbol", "META", "--session", "2026-07-01", "--json")
    then = sample(*asked, "--as-of", "2026-07-01T19:00Z").json
    later = sample(*asked, "--as-of", "2026-07-02").json

    assert (then["status"], then["raw"]) == ("pending", None)
    assert (later["status"], later["raw"]) == ("measured", sample(*asked).json["raw"])


def test_prices_of_then_end_with_the_last_session_that_had_closed(sample: Home) -> None:
    asked = ("prices", "status", "--symbol", "META", "--as-of", "2026-07-02T12:00Z", "--json")
    (found,) = sample(*asked).json["prices"]

    assert found["last"] == "2026-07-01"
    assert found["behind"] == 0
    assert sample("prices", "status", "--symbol", "METAA").code == 4


def test_an_instrument_has_the_names_of_the_day(sample: Home) -> None:
    def names(day: str) -> Any:
        found = sample("tickers", "list", "--as-of", day, "--ndjson").lines
        return next(item["aliases"] for item in found if item["symbol"] == "META")

    assert "Facebook@..2021-10-28" in names("2020-01-01")
    assert "Facebook@..2021-10-28" not in names("2026-01-01")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


HOURS = st.integers(0, 30)


@st.composite
def mails(draw: st.DrawFn) -> tuple[Mail, list[MailAttempt]]:
    """Return a mail of any past, as the outbox leaves one behind."""
    ends = draw(st.lists(st.sampled_from(Delivery), max_size=4))
    hours = sorted(draw(st.lists(HOURS, min_size=2 * len(ends), max_size=2 * len(ends))))
    start = datetime(2026, 7, 1, tzinfo=UTC)
    attempts = [
        MailAttempt(
            started_at=start + timedelta(hours=hours[2 * place]),
            ended_at=start + timedelta(hours=hours[2 * place + 1]),
            mailer="smtp mail.example.org:587",
            delivery=ended,
            reply=f"reply {place}",
            forced=place > 0,
        )
        for place, ended in enumerate(ends)
    ]
    states = {
        Delivery.SENT: MailState.SENT,
        Delivery.REFUSED: MailState.FAILED,
        Delivery.UNKNOWN: MailState.UNKNOWN,
    }
    last = attempts[-1] if attempts else None
    state = states.get(ends[-1], MailState.PENDING) if ends else MailState.PENDING
    settled = last.ended_at if last is not None and state is not MailState.PENDING else None
    mail = Mail(
        id="m1",
        kind=MailKind.DIGEST,
        day=start.date(),
        recipient="reader@example.org",
        sender="sender@example.org",
        subject="News",
        message_id="<m1@example.org>",
        since=start - timedelta(days=1),
        until=start,
        state=state,
        made_at=start,
        settled_at=settled,
        reply=last.reply if last is not None else "",
        attempts=len(attempts),
    )
    return mail, attempts


@given(mails(), HOURS)
def test_a_mail_knows_of_no_attempt_that_was_not_begun(
    made: tuple[Mail, list[MailAttempt]], hour: int
) -> None:
    mail, attempts = made
    moment = mail.made_at + timedelta(hours=hour)
    stood = mail_then(mail, attempts, as_of=moment)
    assert stood is not None
    then, tried = stood

    assert [one.started_at for one in tried] == [
        one.started_at for one in attempts if one.started_at <= moment
    ]
    assert all(one.ended_at is None or one.ended_at <= moment for one in tried)
    assert then.attempts == len(tried)
    assert then.settled_at is None or then.settled_at <= moment
    if tried and tried[-1].delivery is Delivery.SENT:
        assert then.state is MailState.SENT


@given(mails())
def test_a_mail_as_of_the_end_is_as_it_is_and_before_it_was_made_is_none(
    made: tuple[Mail, list[MailAttempt]],
) -> None:
    mail, attempts = made

    assert mail_then(mail, attempts, as_of=mail.made_at + timedelta(days=9)) == (mail, attempts)
    assert mail_then(mail, attempts, as_of=mail.made_at - timedelta(seconds=1)) is None

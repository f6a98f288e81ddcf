"""What is said after a round: by cause, once, and with the code that scripts go by."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cli.world import NOW, Home, terminal, written
from tapestory.cli.rounds import feeds_line, progress, report_failures
from tapestory.config import resolve
from tapestory.errors import PartlyDoneError
from tapestory.model import Feed, FeedOutcome, FeedState, FeedStatus
from tapestory.store import Store


def _failed(number: int, error: str, http_status: int | None = 503) -> FeedOutcome:
    return FeedOutcome(
        url=f"https://h{number}.example/feed",
        status=FeedStatus.FAILED,
        http_status=http_status,
        error=error,
    )


def _interrupted_after(outcomes: list[FeedOutcome]) -> None:
    with progress(terminal()) as listener:
        for outcome in outcomes:
            listener(outcome)
        raise KeyboardInterrupt


def _answered(number: int) -> FeedOutcome:
    return FeedOutcome(url=f"https://h{number}.example/", status=FeedStatus.NEW, http_status=200)


def test_feeds_that_fail_for_one_cause_share_a_line() -> None:
    err = terminal()
    outcomes = [*(_failed(n, "HTTP 503") for n in range(5)), _failed(9, "HTTP 500"), _answered(8)]
    with pytest.raises(PartlyDoneError, match="6 of 7 feeds failed"):
        report_failures(outcomes, err)
    assert written(err).splitlines() == [
        "5 feeds: HTTP 503: " + ", ".join(item.url for item in outcomes[:3]) + " and 2 more",
        "https://h9.example/feed: HTTP 500",
    ]


def test_many_causes_are_cut_short_on_a_terminal_and_the_rest_is_counted() -> None:
    err = terminal(tty=True)
    with pytest.raises(PartlyDoneError):
        report_failures([_failed(n, f"cause {n}") for n in range(40)], err)
    assert len(written(err).splitlines()) == 11
    assert "30 more feeds" in written(err)


def test_a_log_has_every_cause() -> None:
    err = terminal()
    with pytest.raises(PartlyDoneError):
        report_failures([_failed(n, f"cause {n}") for n in range(40)], err)
    assert written(err).splitlines() == [f"https://h{n}.example/feed: cause {n}" for n in range(40)]


def test_when_nobody_answers_the_network_is_asked_about() -> None:
    with pytest.raises(PartlyDoneError, match="3 of 3 feeds failed") as silent:
        report_failures([_failed(n, "no route", None) for n in range(3)], terminal())
    assert "network" in (silent.value.hint or "")
    with pytest.raises(PartlyDoneError) as answered:
        report_failures([_failed(n, "HTTP 503") for n in range(3)], terminal())
    assert "network" not in (answered.value.hint or "")


def test_a_feed_that_is_newly_gone_is_told_and_one_long_gone_is_not() -> None:
    err = terminal()
    newly = FeedOutcome(
        url="https://n.example/", status=FeedStatus.GONE, http_status=410, error="410: gone"
    )
    report_failures([newly, FeedOutcome(url="https://o.example/", status=FeedStatus.GONE)], err)
    assert written(err) == "https://n.example/: 410: gone; it will not be asked again\n"


def test_an_interruption_tells_how_far_the_round_got() -> None:
    with pytest.raises(KeyboardInterrupt, match="1 feed asked, and what it brought is stored"):
        _interrupted_after([_answered(1)])
    with pytest.raises(KeyboardInterrupt) as at_once:
        _interrupted_after([])
    assert str(at_once.value) == ""


def test_a_round_is_told_in_a_line() -> None:
    skipped = FeedOutcome(url="https://s.example/", status=FeedStatus.SKIPPED)
    assert feeds_line([_answered(1), skipped, skipped]) == "3 feeds: 1 new, 2 not asked"
    assert feeds_line([]) == "0 feeds"


def test_when_no_feed_is_due_it_is_said_when_the_next_is(initialised: Home) -> None:
    paths = resolve(None, {"TAPESTORY_HOME": str(initialised.path)})
    with Store.open(paths.store) as store, store.writing() as session:
        for number in range(3):
            feed = Feed(url=f"https://h{number}.example/", paused=number == 2)
            session.feeds.add(feed)
            due = NOW + timedelta(minutes=35 + number)
            session.feeds.save_state(feed.url, FeedState(last_polled=NOW, next_due=due))
    answer = initialised("poll")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "3 feeds: 2 not due, 1 paused; next at 10:35 UTC\n"
    assert initialised("run").out.splitlines()[0] == answer.out.strip()
    assert {feed["status"] for feed in initialised("poll", "--json").json["feeds"]} == {"skipped"}

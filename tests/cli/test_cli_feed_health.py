"""What is said of feeds that are not well."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.world import NOW, Home, terminal, written
from tapestory.cli.feed_health import Trouble, by_url, problem_of
from tapestory.cli.feed_page import feed_columns, print_problems
from tapestory.cli.options import ListOptions
from tapestory.cli.output import Listing, emit_list
from tapestory.cli.shapes import feed_json
from tapestory.cli.times import clock_time, span
from tapestory.clock import FixedClock
from tapestory.config import resolve
from tapestory.model import Feed, FeedHints, FeedState
from tapestory.store import Store

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
FEED = Feed(url="https://news.example/feed.xml", title="News")
WELL = FeedState(
    etag='W/"1"',
    next_due=NOW + HOUR,
    due_because="Cache-Control: max-age=3600",
    last_polled=NOW - HOUR,
    last_success=NOW - HOUR,
    newest_at=NOW - HOUR,
    hints=FeedHints(rhythm_minutes=120),
)


def _state(**changes: object) -> FeedState:
    values = {name: getattr(WELL, name) for name in WELL.__slots__}
    return FeedState(**{**values, **changes})


def _trouble(state: FeedState, newest: datetime | None = NOW - HOUR) -> Trouble | None:
    problem = problem_of(FEED, state, newest, now=NOW, zone="UTC")
    return None if problem is None else problem.trouble


def test_a_feed_that_answers_and_publishes_has_no_problem() -> None:
    assert _trouble(WELL) is None
    assert _trouble(FeedState(), None) is None


@pytest.mark.parametrize(
    ("changes", "trouble", "why", "what_next"),
    [
        ({"gone": True}, Trouble.GONE, "410", "feeds resume"),
        (
            {"failures": 3, "last_error": "HTTP 503"},
            Trouble.FAILING,
            "3 times in a row (last success 2026-07-03 09:00 UTC): HTTP 503",
            "asked again in 60 min",
        ),
        ({"empty_since": NOW - DAY}, Trouble.EMPTY, "since 2026-07-02 10:00 UTC", "feeds test"),
        (
            {"newest_at": NOW - 20 * DAY},
            Trouble.STALE,
            "nothing new since 2026-06-13 10:00 UTC; it used to publish every 2 h",
            "feeds remove",
        ),
        ({"moved_to": "https://new.example/f"}, Trouble.MOVED, "https://new.example/f", "nothing"),
        (
            {"next_due": NOW - 3 * DAY, "last_polled": NOW - 4 * DAY},
            Trouble.OVERDUE,
            "due since 2026-06-30 10:00 UTC",
            "tapestory poll",
        ),
    ],
)
def test_each_trouble_says_why_and_what_next(
    changes: dict[str, object], trouble: Trouble, why: str, what_next: str
) -> None:
    problem = problem_of(FEED, _state(**changes), NOW - HOUR, now=NOW, zone="UTC")
    assert problem is not None
    assert problem.trouble is trouble
    assert why in problem.why
    assert what_next in problem.next


def test_a_paused_feed_is_left_in_peace_but_a_gone_one_is_not() -> None:
    paused = Feed(url=FEED.url, paused=True)
    failing, gone = _state(failures=9), _state(gone=True)
    assert problem_of(paused, failing, None, now=NOW, zone="UTC") is None
    assert problem_of(paused, gone, None, now=NOW, zone="UTC") is not None


def test_how_long_a_feed_may_be_silent_follows_its_own_rhythm() -> None:
    monthly = _state(hints=FeedHints(rhythm_minutes=30 * 24 * 60), newest_at=NOW - 60 * DAY)
    assert _trouble(monthly, NOW - 60 * DAY) is None
    assert _trouble(monthly, NOW - 301 * DAY) is Trouble.STALE
    hourly = _state(hints=FeedHints(rhythm_minutes=60))
    assert _trouble(hourly, NOW - 13 * DAY) is None
    assert _trouble(hourly, NOW - 15 * DAY) is Trouble.STALE


def test_a_feed_that_was_dead_when_subscribed_is_noticed_though_all_it_brought_was_new() -> None:
    assert _trouble(WELL, NOW - 2000 * DAY) is Trouble.STALE


@given(
    minutes=st.one_of(st.none(), st.integers(0, 10**12)),
    times=st.lists(st.none() | st.datetimes(), min_size=4, max_size=4),
)
def test_no_state_however_odd_is_beyond_words(
    minutes: int | None, times: list[datetime | None]
) -> None:
    due, polled, newest_at, newest = (
        None if time is None else time.replace(year=min(max(time.year, 2), 9998), tzinfo=NOW.tzinfo)
        for time in times
    )
    state = _state(
        next_due=due,
        last_polled=polled,
        newest_at=newest_at,
        hints=FeedHints(rhythm_minutes=minutes),
    )
    for changed in (state, _state(next_due=due, failures=1)):
        problem = problem_of(FEED, changed, newest, now=NOW, zone="Asia/Seoul")
        assert problem is None or (problem.why and problem.next)


def test_the_worst_comes_first() -> None:
    feeds = [
        (Feed(url="https://m.example/"), _state(moved_to="https://n.example/")),
        (Feed(url="https://f.example/"), _state(failures=1)),
        (Feed(url="https://g.example/"), _state(gone=True)),
        (Feed(url="https://w.example/"), WELL),
    ]
    found = by_url(feeds, {}, now=NOW, zone="UTC")
    assert [problem.trouble.value for problem in found.values()] == ["gone", "failing", "moved"]


def _home_with(home: Home, *pairs: tuple[Feed, FeedState]) -> Home:
    paths = resolve(None, {"TAPESTORY_HOME": str(home.path)})
    with Store.open(paths.store) as store, store.writing() as session:
        for feed, state in pairs:
            session.feeds.add(feed)
            session.feeds.save_state(feed.url, state)
    return home


def test_show_tells_when_a_feed_is_due_and_why(initialised: Home) -> None:
    home = _home_with(initialised, (FEED, WELL))
    told = " ".join(home("feeds", "show", "news").out.split())
    assert "next due 2026-07-03 11:00 UTC (in 60 min): Cache-Control: max-age=3600" in told
    assert "validators ETag" in told
    document = home("feeds", "show", "news", "--json").json
    assert document["next_due"] == "2026-07-03T11:00:00Z"
    assert document["due_because"] == "Cache-Control: max-age=3600"
    assert document["last_success"] == document["newest_at"] == "2026-07-03T09:00:00Z"
    assert document["etag"] == 'W/"1"'


def test_list_and_show_and_doctor_agree_on_what_is_wrong(initialised: Home) -> None:
    broken = _state(failures=2, last_error="HTTP 503")
    home = _home_with(
        initialised,
        (FEED, WELL),
        (Feed(url="https://ill.example/feed"), broken),
        (Feed(url="https://old.example/feed"), _state(moved_to="https://new.example/feed")),
    )
    listed = home("feeds", "list", "--problems", "--json").json["feeds"]
    assert [(feed["url"], feed["problem"]) for feed in listed] == [
        ("https://ill.example/feed", "failing"),
        ("https://old.example/feed", "moved"),
    ]
    assert "HTTP 503" in home("feeds", "list", "--problems").out
    assert "2 have problems: tapestory feeds list --problems" in home("feeds", "list").err
    assert home("feeds", "list", "--json").err == ""
    assert home("feeds", "show", "ill", "--json").json["why"] == listed[0]["why"]
    assert home("feeds", "show", "new.example", "--json").json["problem"] == "moved"
    checks = {item["name"]: item for item in home("doctor", "--json").json["checks"]}
    assert checks["feeds"]["status"] == "warn"
    assert checks["feeds"]["message"].startswith("1 of 3 with problems (1 failing)")
    assert "--problems" in checks["feeds"]["hint"]


def test_a_due_time_that_a_wrong_clock_left_behind_does_not_count(initialised: Home) -> None:
    home = _home_with(initialised, (FEED, _state(next_due=NOW + 365 * DAY)))
    assert "next due now" in " ".join(home("feeds", "show", "news").out.split())
    back = Home(path=home.path, clock=FixedClock(NOW - 365 * DAY))
    assert "next due now" in " ".join(back("feeds", "show", "news").out.split())


def test_what_a_person_needs_fits_a_narrow_terminal() -> None:
    url = "https://a-rather-long-host.example/with/a/rather/long/path/feed.xml"
    feed = Feed(url=url, title="A rather long title of a feed that nobody would want to cut short")
    listing = Listing(
        noun="feeds",
        documents=[{**feed_json(feed, WELL), "articles": 123456}],
        columns=feed_columns({url: WELL}, NOW),
        empty="",
    )
    narrow, wide = terminal(tty=True, width=80), terminal(tty=True, width=160)
    for out in (narrow, wide):
        emit_list(listing, ListOptions(), out)
        assert all(len(line) <= out.width for line in written(out).splitlines())
    assert "A rather long title" in written(narrow)
    assert "60 min ago" in written(narrow)
    assert "in 60 min" in written(narrow)
    assert "https://" not in written(narrow)
    assert "https://a-rather-long-host.example" in written(wide)


def test_a_problem_is_folded_on_a_terminal_and_whole_in_a_pipe() -> None:
    long = _state(failures=1, last_error="no answer " * 20)
    found = by_url([(FEED, long)], {}, now=NOW, zone="UTC")
    documents = {FEED.url: feed_json(FEED, long)}
    screen, pipe = terminal(tty=True), terminal()
    print_problems(found, documents, screen)
    print_problems(found, documents, pipe)
    assert all(len(line) <= 80 for line in written(screen).splitlines())
    assert len(written(pipe).splitlines()) == 3


@pytest.mark.parametrize(
    ("length", "told"),
    [
        (timedelta(seconds=-5), "0 s"),
        (timedelta(seconds=89), "89 s"),
        (timedelta(seconds=90), "1 min"),
        (timedelta(minutes=119), "119 min"),
        (timedelta(hours=47), "47 h"),
        (timedelta(days=700), "700 d"),
    ],
)
def test_a_span_is_told_in_one_unit(length: timedelta, told: str) -> None:
    assert span(length) == told


def test_a_time_of_today_goes_without_its_date() -> None:
    assert clock_time(NOW + HOUR, now=NOW, zone="Asia/Seoul") == "20:00 KST"
    assert clock_time(NOW + DAY, now=NOW, zone="UTC") == "2026-07-04 10:00 UTC"

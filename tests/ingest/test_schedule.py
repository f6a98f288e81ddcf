"""When a feed is due again, and what is remembered of an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.ingest.fetching.answers import FetchAnswer
from tapestory.ingest.timing.schedule import LONGEST, PollSettings, is_due, is_unchanged, next_state
from tapestory.model import Entry, Feed, FeedHints, FeedState, ParsedFeed
from tapestory.model.articles import UNDATED

NOW = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)
FEED = Feed(url="https://wire.example/feed")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SETTINGS = PollSettings()
ENTRY = Entry(
    guid="1", link="", title="One", summary="", text="", author="", published=UNDATED,
    updated=UNDATED, outlet="", lang="",
)  # fmt: skip
PARSED = ParsedFeed(title="Wire", lang="en", entries=(ENTRY,))
ANSWER = FetchAnswer(
    status=200, body=b"<rss/>", content_type="", etag='"a"', last_modified="then", max_age=None,
    retry_after="", final_url=FEED.url, permanent_url="",
)  # fmt: skip


def after(
    answer: FetchAnswer | None,
    *,
    state: FeedState | None = None,
    parsed: ParsedFeed | None = None,
    error: str = "",
    jitter: float = 0.0,
) -> FeedState:
    return next_state(
        FEED, state or FeedState(), answer=answer, parsed=parsed, error=error, jitter=jitter,
        settings=SETTINGS, now=NOW,
    )  # fmt: skip


def wait(state: FeedState) -> timedelta:
    assert state.next_due is not None
    return state.next_due - NOW


def chosen(state: FeedState, expected: timedelta) -> bool:
    """Tell whether a feed is due when we chose: a little early, never late."""
    early = expected - wait(state)
    return timedelta() < early <= min(expected * 0.05, timedelta(minutes=5))


def test_a_good_answer_is_remembered_whole() -> None:
    state = after(ANSWER, state=FeedState(failures=3, last_error="x"), parsed=PARSED)

    assert (state.etag, state.last_modified, state.failures) == ('"a"', "then", 0)
    assert (state.last_polled, state.last_success, state.last_error) == (NOW, NOW, "")
    assert chosen(state, SETTINGS.default_interval)
    assert state.due_because == "default interval"
    assert is_unchanged(state, ANSWER)
    assert not is_unchanged(state, replace(ANSWER, body=b"<rss />"))


def test_a_200_without_validators_clears_them() -> None:
    bare = replace(ANSWER, etag="", last_modified="")

    state = after(bare, state=FeedState(etag='"old"', last_modified="old"), parsed=PARSED)

    assert (state.etag, state.last_modified) == ("", "")


@pytest.mark.parametrize(
    "parsed",
    [
        replace(PARSED, whole=False),
        replace(PARSED, entries=()),
    ],
)
def test_a_broken_or_emptied_answer_leaves_no_validators(parsed: ParsedFeed) -> None:
    state = after(ANSWER, parsed=parsed)

    assert (state.etag, state.last_modified) == ("", "")
    assert after(ANSWER, state=state).etag == "", "nor does the same body a second time"


def test_what_is_no_feed_keeps_the_validators_of_what_was() -> None:
    known = after(ANSWER, parsed=PARSED)
    html = replace(ANSWER, body=b"<html>", etag='"html"')

    state = after(html, state=known, error="an HTML page, not a feed")

    assert (state.etag, state.body_sha256) == (known.etag, known.body_sha256)
    assert (state.failures, state.last_error) == (1, "an HTML page, not a feed")


def test_a_304_refreshes_validators_and_keeps_the_hints() -> None:
    known = replace(after(ANSWER, parsed=PARSED), hints=FeedHints(ttl_minutes=300))

    state = after(replace(ANSWER, status=304, body=None, etag='"b"', last_modified=""), state=known)

    assert (state.etag, state.last_modified) == ('"b"', "then")
    assert wait(state) == 5 * HOUR - timedelta(seconds=2)


@pytest.mark.parametrize(
    ("hints", "max_age", "expected", "because"),
    [
        (FeedHints(ttl_minutes=180), None, 3 * HOUR, "ttl 180 minutes"),
        (FeedHints(), 7200, 2 * HOUR, "Cache-Control: max-age=7200"),
        (FeedHints(ttl_minutes=120), 10_800, 3 * HOUR, "Cache-Control: max-age=10800"),
        (FeedHints(ttl_minutes=240), 10_800, 4 * HOUR, "ttl 240 minutes"),
        (FeedHints(), 31_536_000, LONGEST, "Cache-Control: max-age=31536000"),
        (FeedHints(ttl_minutes=9_999_999), None, LONGEST, "ttl 9999999 minutes"),
    ],
)
def test_the_longest_wish_counts_and_none_beyond_eight_days(
    hints: FeedHints, max_age: int | None, expected: timedelta, because: str
) -> None:
    state = after(replace(ANSWER, max_age=max_age), parsed=replace(PARSED, hints=hints))

    assert (wait(state), state.due_because) == (expected - timedelta(seconds=2), because)


@pytest.mark.parametrize(
    ("hints", "max_age", "expected"),
    [
        (FeedHints(), None, HOUR),
        (FeedHints(ttl_minutes=0), None, HOUR),
        (FeedHints(ttl_minutes=5), 60, HOUR),
        (FeedHints(update_minutes=15), None, HOUR),
        (FeedHints(update_minutes=1440), None, DAY),
        (FeedHints(update_minutes=525_600), None, LONGEST),
    ],
)
def test_where_nobody_wishes_for_longer_the_choice_is_ours(
    hints: FeedHints, max_age: int | None, expected: timedelta
) -> None:
    state = after(replace(ANSWER, max_age=max_age), parsed=replace(PARSED, hints=hints))

    assert chosen(state, expected)


@given(failures=st.integers(0, 5000))
def test_failures_back_off_to_a_bound(failures: int) -> None:
    state = after(None, state=FeedState(failures=failures), error="no answer")

    assert state.failures == failures + 1
    assert chosen(state, min(HOUR * 2 ** min(failures, 10), SETTINGS.max_interval))


@pytest.mark.parametrize("status", [400, 401, 403, 405, 406, 429, 451, 500, 502, 503])
def test_an_error_answer_backs_off_and_keeps_what_is_known(status: int) -> None:
    known = after(ANSWER, parsed=PARSED)
    answer = replace(ANSWER, status=status, body=None, etag='"error"')

    first = after(answer, state=known)
    second = after(answer, state=first)

    assert chosen(first, HOUR)
    assert chosen(second, 2 * HOUR)
    assert first.etag == known.etag
    assert str(status) in second.last_error
    assert (first.due_because, second.due_because) == ("1 failure", "2 failures in a row")


def test_a_server_that_cannot_bear_our_conditions_is_asked_without() -> None:
    known = after(ANSWER, parsed=PARSED)
    wrong, bad = (replace(ANSWER, status=status, body=None) for status in (412, 400))

    assert after(wrong, state=known).etag == ""
    assert after(bad, state=after(bad, state=known)).etag == ""


def test_a_404_is_asked_daily() -> None:
    state = FeedState()
    for _ in range(3):
        state = after(replace(ANSWER, status=404, body=None), state=state)
        assert chosen(state, DAY)
        assert state.due_because == "404: asked once a day"


def test_a_410_is_never_asked_again() -> None:
    state = after(replace(ANSWER, status=410, body=None))

    assert state.gone
    assert not is_due(state, NOW + 365 * DAY)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("7200", 2 * HOUR),
        ("Thu, 02 Jul 2026 22:00:00 GMT", 10 * HOUR),
        ("99999999999999999999", LONGEST),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST),
    ],
)
@pytest.mark.parametrize("status", [200, 304, 403, 429, 503])
def test_retry_after_is_heard_in_both_forms_and_capped(
    printed: str, expected: timedelta, status: int
) -> None:
    state = after(replace(ANSWER, status=status, retry_after=printed), parsed=PARSED)

    assert wait(state) == min(expected, LONGEST)
    assert state.due_because.startswith(f"Retry-After: {printed[:9]}")


@pytest.mark.parametrize(
    "printed", ["30", "Thu, 02 Jul 2020 22:00:00 GMT", "soon", "-5", "1e9", "٣", "", "0"]
)
def test_a_retry_after_that_is_short_past_or_nonsense_leaves_it_to_us(printed: str) -> None:
    state = after(replace(ANSWER, status=503, body=None, retry_after=printed))

    assert chosen(state, HOUR)


def test_a_move_is_kept_when_the_target_was_read_and_undone_when_it_is_lost() -> None:
    moved = replace(ANSWER, permanent_url="https://new.example/feed")

    assert after(moved, error="an HTML page, not a feed").moved_to == ""
    state = after(moved, parsed=PARSED)
    assert state.moved_to == "https://new.example/feed"
    assert after(replace(ANSWER, status=404, body=None), state=state).moved_to == ""
    back = after(replace(ANSWER, permanent_url=FEED.url), state=state, parsed=PARSED)
    assert back.moved_to == ""


@given(jitter=st.floats(0, 1), minutes=st.integers(60, 20_000), seconds=st.integers(0, 30))
def test_a_wish_counts_from_the_question_whatever_the_jitter(
    jitter: float, minutes: int, seconds: int
) -> None:
    parsed = replace(PARSED, hints=FeedHints(ttl_minutes=minutes))
    state = after(replace(ANSWER, seconds=float(seconds)), parsed=parsed, jitter=jitter)

    wished = min(timedelta(minutes=minutes), LONGEST) - timedelta(seconds=seconds)
    assert timedelta() <= wished - wait(state) <= timedelta(seconds=2)


@given(jitter=st.floats(0, 1))
def test_a_silent_feed_is_due_within_the_hour_but_never_before_the_minimum(jitter: float) -> None:
    state = after(ANSWER, parsed=PARSED, jitter=jitter)
    quarter = PollSettings(default_interval=SETTINGS.min_interval)
    hasty = next_state(
        FEED, FeedState(), answer=ANSWER, parsed=PARSED, error="", jitter=jitter,
        settings=quarter, now=NOW,
    )  # fmt: skip

    assert is_due(state, NOW + HOUR)
    assert not is_due(state, NOW + HOUR - timedelta(minutes=4))
    assert is_due(hasty, NOW + SETTINGS.min_interval)
    assert not is_due(hasty, NOW + SETTINGS.min_interval - timedelta(seconds=30))


def test_skipped_hours_and_days_are_tested_when_asking() -> None:
    noon = FeedState(hints=FeedHints(skip_hours=frozenset({12})))
    thursday = FeedState(hints=FeedHints(skip_days=frozenset({"thursday"})))

    assert (is_due(noon, NOW), is_due(noon, NOW + HOUR)) == (False, True)
    assert (is_due(thursday, NOW), is_due(thursday, NOW + DAY)) == (False, True)
    assert is_due(FeedState(hints=FeedHints(skip_hours=frozenset(range(24)))), NOW)


def test_a_feed_is_due_at_its_time_not_before() -> None:
    state = FeedState(next_due=NOW)

    assert is_due(FeedState(), NOW)
    assert is_due(state, NOW)
    assert not is_due(state, NOW - timedelta(seconds=1))


def test_a_clock_that_stood_wrong_does_not_silence_a_feed() -> None:
    assert is_due(FeedState(next_due=NOW + 3650 * DAY), NOW)

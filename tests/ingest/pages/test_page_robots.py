"""What robots.txt asks of us (RFC 9309), and when a page is asked for again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.ingest.pages.retries import WAITS, after_status, again, ended
from tapestory.ingest.pages.robots import MAX_READ, robots_url, rule_for
from tapestory.model import ArticleId, Page, PageState

NOW = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)
PAGE = Page(article_id=ArticleId("a1"))
URL = "https://quayside.example/markets/copper?page=1"


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /markets", False),
        ("User-agent: *\nDisallow: /markets\nAllow: /markets/copper", True),
        ("User-agent: *\nDisallow: /*?page=", False),
        ("User-agent: *\nDisallow: /*.pdf$", True),
        ("User-agent: tapestory\nDisallow: /", False),
        ("User-agent: TAPESTORY\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Tapestory\nAllow: /", True),
        ("User-agent: Tapestor\nUser-agent: Otherbot\nDisallow: /news", True),
        ("User-agent: other\nDisallow: /", True),
        ("\ufeffUser-agent: *\r\nDisallow: /\r\n", False),
        ("<html>no such file</html>", True),
    ],
)
def test_the_group_that_names_us_holds_else_the_one_for_all(rules: str, *, allowed: bool) -> None:
    assert rule_for(rules.encode(), URL).allowed is allowed


@pytest.mark.parametrize(
    ("line", "delay"),
    [
        ("Crawl-delay: 7", 7.0),
        ("Crawl-delay: 0.5", 0.5),
        ("Request-rate: 1/20", 20.0),
        ("Crawl-delay: soon", 0.0),
        ("Crawl-delay: -3", 0.0),
        ("Crawl-delay: inf", 0.0),
    ],
)
def test_a_site_may_ask_for_pauses(line: str, delay: float) -> None:
    assert rule_for(f"User-agent: *\n{line}\n".encode(), URL).delay == delay


def test_what_stands_behind_the_first_500_kilobytes_is_not_read() -> None:
    body = b"User-agent: *\nAllow: /\n" + b"#" * MAX_READ + b"\nUser-agent: *\nDisallow: /\n"

    assert rule_for(body, URL).allowed


@given(st.binary(max_size=300))
def test_any_bytes_are_rules_or_none(body: bytes) -> None:
    assert rule_for(body, URL).delay >= 0


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("https://user:word@a.example:8443/x/y?z#f", "https://a.example:8443/robots.txt"),
        ("http://a.example", "http://a.example/robots.txt"),
    ],
)
def test_the_rules_stand_at_the_root_of_the_authority(url: str, where: str) -> None:
    assert robots_url(url) == where


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (404, PageState.GONE),
        (410, PageState.GONE),
        (401, PageState.WALLED),
        (402, PageState.WALLED),
        (403, PageState.WALLED),
        (451, PageState.WALLED),
        (400, PageState.FAILED),
        (204, PageState.FAILED),
        (429, PageState.WAITING),
        (500, PageState.WAITING),
        (503, PageState.WAITING),
    ],
)
def test_a_status_ends_a_page_or_has_it_asked_again(status: int, state: PageState) -> None:
    page = after_status(PAGE, status, "", NOW)

    assert (page.state, page.http_status, page.attempts) == (state, status, 1)
    assert (page.next_due is not None) is (state is PageState.WAITING)


def test_a_page_that_keeps_failing_waits_longer_each_time_and_then_no_more() -> None:
    page, waits = PAGE, []
    while page.state is PageState.WAITING:
        page = again(page, NOW, why="nobody answers")
        if page.next_due is not None:
            waits.append(page.next_due - NOW)

    assert tuple(waits) == WAITS
    assert waits == sorted(waits)
    assert (page.state, page.attempts) == (PageState.FAILED, len(WAITS) + 1)


@pytest.mark.parametrize(
    ("printed", "wait"),
    [
        ("7200", timedelta(hours=2)),
        (format_datetime(NOW + timedelta(hours=5), usegmt=True), timedelta(hours=5)),
        ("1", WAITS[0]),
        ("-1", WAITS[0]),
        ("soon", WAITS[0]),
        ("Thu, 99 Foo 2026", WAITS[0]),
    ],
)
def test_a_server_may_ask_for_more_time(printed: str, wait: timedelta) -> None:
    assert after_status(PAGE, 503, printed, NOW).next_due == NOW + wait


@pytest.mark.parametrize("printed", ["9" * 30, "31536000"])
def test_a_page_that_may_be_had_when_it_is_no_news_any_more_is_given_up(printed: str) -> None:
    assert after_status(PAGE, 429, printed, NOW).state is PageState.FAILED


@given(st.sampled_from(PageState), st.text(max_size=20))
def test_what_ended_is_due_no_more(state: PageState, why: str) -> None:
    page = ended(PAGE, state, NOW, why=why)

    assert (page.next_due, page.asked_at, page.attempts) == (None, NOW, 1)

"""Which pages are asked for, when, and how often: rules of robots.txt, pauses, refusals."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ingest.pages.written import (
    CHINESE,
    STORIES,
    semantic_page,
)
from pipeline.newsroom import Newsroom, Reply
from pipeline.reading_pages.page_desk import OUTLOOK, SMELTER, Desk
from tapestory.model import PageState


def test_what_robots_txt_forbids_is_left_alone_and_the_rest_is_read(
    desk: Desk, room: Newsroom
) -> None:
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: Tapestory\nDisallow: /en/\n"
    room.pages["/robots.txt"] = Reply(rules, kind="text/plain")
    room.publish(SMELTER, CHINESE[0])

    desk()

    assert room.pages_asked == ["/zh/2"]
    assert desk.page(SMELTER).state is PageState.REFUSED
    assert desk.article(SMELTER).text == SMELTER.teaser
    desk.later()
    assert room.pages_asked == ["/zh/2"]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_no_page_is_asked_for_while_robots_txt_cannot_be_had(
    desk: Desk, room: Newsroom, status: int
) -> None:
    room.pages["/robots.txt"] = Reply(status=status)
    room.publish(SMELTER)
    desk()
    assert room.pages_asked == []
    assert desk.page(SMELTER).state is PageState.WAITING

    room.pages["/robots.txt"] = Reply(status=404)
    desk.later()
    assert desk.page(SMELTER).state is PageState.READ


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_site_without_rules_allows_its_pages(desk: Desk, room: Newsroom, status: int) -> None:
    room.pages["/robots.txt"] = Reply(status=status)
    room.publish(SMELTER)

    assert desk().read == 1


def test_a_robots_txt_without_end_keeps_us_out(desk: Desk, room: Newsroom) -> None:
    room.pages["/robots.txt"] = Reply(b"#" * 3_000_000)
    room.publish(SMELTER)

    desk()

    assert room.pages_asked == []


def test_rules_of_300_kilobytes_are_obeyed_to_their_end(desk: Desk, room: Newsroom) -> None:
    many = b"".join(b"Disallow: /private/%d\n" % number for number in range(13_000))
    room.pages["/robots.txt"] = Reply(b"User-agent: *\n" + many + b"Disallow: /en/\n")
    room.publish(SMELTER, CHINESE[0])

    desk()

    assert room.pages_asked == ["/zh/2"]


def test_a_redirect_leads_only_where_robots_txt_allows(desk: Desk, room: Newsroom) -> None:
    room.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /closed/")
    room.pages["/en/1"] = Reply(status=302, headers={"Location": "/closed/1"})
    room.pages["/zh/2"] = Reply(status=301, headers={"Location": "/open/2"})
    room.pages["/open/2"] = Reply(semantic_page(CHINESE[0]))
    room.publish(SMELTER, CHINESE[0])

    desk()

    assert desk.page(SMELTER).state is PageState.REFUSED
    assert desk.page(CHINESE[0]).state is PageState.READ
    assert "/closed/1" not in room.asked


def test_pages_of_a_host_are_asked_for_with_the_pauses_that_it_wants(
    desk: Desk, room: Newsroom
) -> None:
    room.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 25")
    room.publish(*STORIES[:5])

    desk()

    assert desk.pauses == [25.0, 25.0]
    assert len(room.pages_asked) == 3
    desk.pages()
    assert len(room.pages_asked) == 3
    desk.later(timedelta(seconds=26))
    assert len(room.pages_asked) == 5


def test_a_round_asks_for_so_many_pages_of_a_host_and_the_next_for_the_rest(
    desk: Desk, room: Newsroom
) -> None:
    room.publish(*STORIES)
    desk()
    first = len(room.pages_asked)
    desk.later(timedelta(minutes=20))

    assert (first, len(room.pages_asked)) == (10, 12)
    assert len(set(room.pages_asked)) == 12
    assert set(desk.pauses) == {1.0}


@pytest.mark.parametrize(("status", "state"), [(404, PageState.GONE), (410, PageState.GONE)])
def test_a_page_that_is_gone_is_not_asked_for_again(
    desk: Desk, room: Newsroom, status: int, state: PageState
) -> None:
    room.pages["/en/1"] = Reply(status=status)
    room.publish(SMELTER)
    desk()
    desk.later()

    assert (desk.page(SMELTER).state, room.pages_asked) == (state, ["/en/1"])
    assert desk.article(SMELTER).text == SMELTER.teaser


def test_a_busy_server_is_left_alone_for_as_long_as_it_says(desk: Desk, room: Newsroom) -> None:
    room.pages["/en/1"] = Reply(status=429, headers={"Retry-After": "7200"})
    room.publish(SMELTER, OUTLOOK)
    with desk.system.components.store.writing() as session:
        assert not session.pages.due(desk.system.clock.now())
    desk()
    assert room.pages_asked[-1] == "/en/1"
    asked = len(room.pages_asked)
    desk.later(timedelta(minutes=100))
    assert len(room.pages_asked) == asked

    room.pages["/en/1"] = Reply(semantic_page(SMELTER))
    desk.later(timedelta(minutes=30))
    assert {desk.page(SMELTER).state, desk.page(OUTLOOK).state} == {PageState.READ}


def test_a_server_that_keeps_failing_is_given_up(desk: Desk, room: Newsroom) -> None:
    room.pages["/en/1"] = Reply(status=502)
    room.publish(SMELTER)
    desk()
    for _ in range(9):
        desk.later(timedelta(hours=25))

    assert desk.page(SMELTER).state is PageState.FAILED
    assert room.pages_asked == ["/en/1"] * 5


def test_a_private_address_behind_a_redirect_is_refused_for_good(
    desk: Desk, room: Newsroom
) -> None:
    with Newsroom("127.0.9.1") as inside:
        inside.pages["/secret"] = Reply(semantic_page(SMELTER))
        room.pages["/en/1"] = Reply(status=302, headers={"Location": f"{inside.base}/secret"})
        room.publish(SMELTER)
        desk()

        assert inside.asked == []
    assert desk.page(SMELTER).state is PageState.FAILED
    assert desk.article(SMELTER).text == SMELTER.teaser


def test_an_article_at_a_private_address_is_not_asked_for(desk: Desk, room: Newsroom) -> None:
    with Newsroom("127.0.9.1") as inside:
        room.publish(SMELTER, paths={SMELTER.title: f"{inside.base}/secret"})
        desk()

        assert inside.asked == []
    assert desk.page(SMELTER).state is PageState.FAILED

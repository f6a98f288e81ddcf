"""New articles of feeds that ask for full text get their pages' text, politely, once and safely."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from ingest.pages.written import (
    CHINESE,
    ENGLISH,
    FURNITURE,
    JAPANESE,
    KOREAN,
    STORIES,
    Story,
    semantic_page,
)
from pipeline.newsroom import Newsroom, Reply
from pipeline.reading_pages.page_desk import FERRIES, OUTLOOK, SMELTER, WAIT, Desk
from systems import System
from tapestory.ingest.pages.house_lines import line_hash
from tapestory.model import Feed, PageState
from tapestory.pipeline.page_step import PageReport, fetch_pages
from tapestory.pipeline.poll_step import poll
from tapestory.pipeline.reading_step import read_articles
from tapestory.store import ArticleQuery, Store

pytestmark = pytest.mark.slow


def _text(story: Story) -> str:
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in story.paragraphs)


def test_the_pages_of_four_languages_take_the_place_of_their_teasers(
    desk: Desk, room: Newsroom
) -> None:
    stories = (SMELTER, CHINESE[0], KOREAN[0], JAPANESE[0])
    room.publish(*stories)

    report = desk()

    assert (report.asked, report.read) == (4, 4)
    assert [desk.article(story).text for story in stories] == [_text(story) for story in stories]
    assert room.asked.count("/robots.txt") == 1
    assert {headers["user-agent"].partition("/")[0] for headers in room.headers} == {"Tapestory"}


def test_a_feed_that_did_not_ask_for_it_has_no_page_read(system: System, room: Newsroom) -> None:
    desk = Desk(system, room, full_text=False)
    room.publish(SMELTER)

    assert desk() == PageReport()
    assert room.asked == ["/feed"]


def test_a_page_is_asked_for_once(desk: Desk, room: Newsroom) -> None:
    room.publish(SMELTER)
    desk()
    with desk.system.components.store.reading() as session:
        before = session.articles.find(ArticleQuery())

    assert desk.later() == PageReport()
    assert room.pages_asked == ["/en/1"]
    with desk.system.components.store.reading() as session:
        assert session.articles.find(ArticleQuery()) == before


def test_the_feeds_teaser_does_not_come_back_and_its_former_wording_is_kept(
    desk: Desk, room: Newsroom
) -> None:
    room.publish(SMELTER)
    desk()
    read_articles(desk.system.components)
    room.publish(SMELTER, text=lambda story: f"{story.teaser} Updated at noon.")
    desk.later()

    assert desk.article(SMELTER).text == _text(SMELTER)
    early = desk.system.clock.now() - WAIT - timedelta(seconds=1)
    with desk.system.components.store.reading() as session:
        assert session.articles.find(ArticleQuery(as_of=early)) == []
        assert [item.article.title for item in session.articles.search("inspectors", limit=5)] == [
            SMELTER.title
        ]


def test_an_article_that_was_read_before_waits_to_be_read_again(desk: Desk, room: Newsroom) -> None:
    room.publish(SMELTER)
    poll(desk.system.components, every_feed=True)
    read_articles(desk.system.components)
    desk.pages()

    with desk.system.components.store.reading() as session:
        unread = session.articles.unread(desk.system.components.reader_version)
    assert [article.text for article in unread] == [_text(SMELTER)]


def test_a_feed_that_carries_the_text_itself_has_no_page_read(desk: Desk, room: Newsroom) -> None:
    room.publish(SMELTER, text=lambda story: "\n\n".join([story.text, *reversed(story.paragraphs)]))

    desk()

    assert room.pages_asked == []
    assert desk.page(SMELTER).state is PageState.NEEDLESS


WALLS = {
    "a consent page after a redirect": Reply(status=302, headers={"Location": "/consent?to=1"}),
    "the front page instead": Reply(status=302, headers={"Location": "/"}),
    "a bot check": Reply(b"<html><title>Just a moment</title><p>Checking your browser.</p></html>"),
    "a page for scripts": Reply(b"<html><div id=app></div><script src=/app.js></script></html>"),
    "a soft 404": Reply(b"<html><h1>Oh no</h1><p>The page you want is not here.</p></html>"),
    "a login": Reply(b"<html><form><p>Your name</p><input type=password></form></html>"),
    "a paid article": Reply(
        semantic_page(
            SMELTER,
            head='<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>',
            paragraphs=[SMELTER.teaser, "Read on for one euro."],
        )
    ),
    "another story": Reply(semantic_page(FERRIES)),
    "payment required": Reply(status=402),
}


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_leaves_the_feed_its_text(desk: Desk, room: Newsroom, wall: str) -> None:
    room.pages["/consent?to=1"] = Reply(semantic_page(SMELTER))
    room.pages["/"] = Reply(semantic_page(SMELTER))
    room.pages["/en/1"] = WALLS[wall]
    room.publish(SMELTER)

    assert desk().read == 0
    assert desk.page(SMELTER).state is PageState.WALLED
    assert desk.page(SMELTER).error
    assert desk.article(SMELTER).text == SMELTER.teaser


def test_what_a_metered_wall_shows_is_kept_without_its_own_line(desk: Desk, room: Newsroom) -> None:
    shown = [*SMELTER.paragraphs[:3], "Subscribe now to continue reading."]
    room.pages["/en/1"] = Reply(semantic_page(SMELTER, paragraphs=shown))
    room.publish(SMELTER)

    assert desk().read == 1
    assert desk.article(SMELTER).text == "\n\n".join(SMELTER.paragraphs[:3])


def test_a_page_that_tells_no_more_than_the_feed_changes_nothing(
    desk: Desk, room: Newsroom
) -> None:
    room.pages["/en/1"] = Reply(semantic_page(SMELTER, paragraphs=[SMELTER.teaser]))
    room.publish(SMELTER)

    desk()

    assert desk.page(SMELTER).state is PageState.THIN
    assert desk.article(SMELTER).text == SMELTER.teaser


def test_a_line_of_the_house_is_gone_from_its_third_page_on(desk: Desk, room: Newsroom) -> None:
    promise = FURNITURE["en"].promise
    stories = (*ENGLISH, replace(SMELTER, title="Harbour Copper lights the smelter furnace again"))
    for number, story in enumerate(stories, start=1):
        room.pages[f"/en/{number}"] = Reply(semantic_page(story, house_line=True))
    counts = []
    for number in range(1, len(stories) + 1):
        room.publish(*stories[:number])
        desk.later(timedelta(minutes=30))
        counts.append(promise in desk.article(stories[number - 1]).text)

    assert counts == [True, True, False, False]
    with desk.system.components.store.reading() as session:
        [met] = session.pages.line_pages("Quayside", [line_hash(promise)]).values()
    assert met == (4, 0)


def test_a_line_that_two_outlets_print_is_an_agencys_and_stays(
    desk: Desk, room: Newsroom, system: System
) -> None:
    wire = "The agency's own sentence stands in the stories of whoever pays for it, word for word."
    told = [replace(story, paragraphs=(*story.paragraphs, wire)) for story in ENGLISH]
    with Newsroom("127.0.0.2") as other:
        with system.components.store.writing() as session:
            session.feeds.add(Feed(url=f"{other.base}/feed", outlet="Elsewhere", full_text=True))
        other.publish(replace(told[2], title=f"{told[2].title} – wire"))
        desk()
    for number in range(1, 4):
        room.publish(*told[:number])
        desk.later(timedelta(minutes=30))

    assert all(wire in desk.article(story).text for story in told)


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/json"])
def test_what_is_no_page_is_not_read_as_one(desk: Desk, room: Newsroom, kind: str) -> None:
    room.pages["/en/1"] = Reply(semantic_page(SMELTER), kind=kind)
    room.publish(SMELTER)

    desk()

    assert desk.page(SMELTER).state is PageState.FAILED


def test_a_page_that_is_too_large_is_not_read(desk: Desk, room: Newsroom) -> None:
    room.pages["/en/1"] = Reply(b"<p>" + b"word " * 2_000_000)
    room.publish(SMELTER, CHINESE[0])

    desk()

    assert desk.page(SMELTER).state is PageState.WAITING
    assert desk.page(CHINESE[0]).state is PageState.READ


def test_articles_from_before_the_feed_asked_for_it_stay_as_they_were(
    system: System, room: Newsroom
) -> None:
    desk = Desk(system, room, full_text=False)
    room.publish(SMELTER)
    desk()
    system.clock.instant += timedelta(days=3)
    with system.components.store.writing() as session:
        [(feed, _)] = session.feeds.all()
        session.feeds.update(replace(feed, full_text=True))
    room.publish(SMELTER, CHINESE[0])
    desk()

    assert room.pages_asked == ["/zh/2"]


def test_a_page_whose_turn_does_not_come_in_time_is_given_up(desk: Desk, room: Newsroom) -> None:
    room.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 90000")
    room.publish(SMELTER, OUTLOOK)
    desk()
    desk.later(timedelta(days=3))

    states = {desk.page(SMELTER).state, desk.page(OUTLOOK).state}
    assert states == {PageState.READ, PageState.NEEDLESS}


class _KilledError(BaseException):
    """Stands for kill -9: nothing after it runs."""


def test_a_crash_between_the_answer_and_the_store_loses_and_doubles_nothing(
    desk: Desk, room: Newsroom
) -> None:
    room.publish(*STORIES[:3])
    poll(desk.system.components, every_feed=True)

    async def die(_: float) -> None:
        raise _KilledError

    for _ in range(2):
        with pytest.raises(_KilledError):
            fetch_pages(desk.system.components, sleep=die)
    desk.pages()

    assert [desk.article(story).text for story in STORIES[:3]] == [_text(s) for s in STORIES[:3]]
    assert sorted(room.pages_asked) == ["/en/1", "/en/2", "/en/3"]
    with desk.system.components.store.reading() as session:
        met = session.pages.line_pages("Quayside", map(line_hash, SMELTER.paragraphs))
    assert {pages.here for pages in met.values()} == {1}


def test_the_report_of_health_counts_pages_by_state(desk: Desk, room: Newsroom) -> None:
    room.pages["/en/1"] = Reply(status=410)
    room.publish(SMELTER, CHINESE[0], KOREAN[0])
    desk()

    with desk.system.components.store.reading() as session:
        counts = session.pages.counts()

    assert counts == {f"{room.base}/feed": {PageState.READ: 2, PageState.GONE: 1}}
    assert json.dumps(counts)


def test_a_run_killed_while_a_page_is_on_its_way_asks_for_that_page_again_and_no_other(
    room: Newsroom, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text(
        '[fetch]\nallow_networks = ["127.0.0.0/24"]\n[pages]\npause_seconds = 0\n', encoding="utf-8"
    )
    running: list[subprocess.Popen[bytes]] = []
    answered: list[str] = []

    def reply(story: Story) -> Reply:
        answered.append(story.title)
        if len(answered) == 2:
            running[0].kill()
        return Reply(semantic_page(story))

    for number, story in enumerate(ENGLISH, start=1):
        room.pages[f"/en/{number}"] = partial(reply, story)
    room.publish(*ENGLISH)
    with Store.open(tmp_path / "tapestory.db", migrate=True) as store, store.writing() as session:
        session.feeds.add(Feed(url=f"{room.base}/feed", outlet="Quayside", full_text=True))
    command = [sys.executable, "-m", "tapestory", "--config", "config.toml", "run"]
    for _ in range(2):
        running.insert(0, subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL))
        running[0].wait(timeout=60)

    assert [process.returncode for process in running] == [0, -9]
    assert len(answered) == 4
    assert len(set(answered)) == 3
    with Store.open(tmp_path / "tapestory.db") as store, store.reading() as session:
        texts = {item.article.text for item in session.articles.find(ArticleQuery())}
        met = session.pages.line_pages("Quayside", map(line_hash, SMELTER.paragraphs))
    assert texts == {_text(story) for story in ENGLISH}
    assert {pages.here for pages in met.values()} == {1}

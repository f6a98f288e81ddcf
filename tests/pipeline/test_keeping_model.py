"""A publisher who edits, moves, renames, reorders and empties: every article is stored once."""

from __future__ import annotations

import random
import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tapestory.clock import FixedClock
from tapestory.ingest.identity.articles import articles_of_feed
from tapestory.model import Entry, Feed, Precision, Published
from tapestory.model.articles import UNDATED
from tapestory.pipeline.keep_step import keep_articles
from tapestory.store import ArticleQuery, Store, maintenance

START = datetime(2026, 7, 1, tzinfo=UTC)
OWN = "https://wire.example/rss"
OTHERS = ("https://mirror.example/rss", "https://thief.example/rss")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@cache
def template() -> Path:
    path = Path(tempfile.mkdtemp()) / "tapestory.db"
    Store.open(path, migrate=True).close()
    return path


def words(seed: int, count: int) -> str:
    """Return words that no other seed gives."""
    drawn = random.Random(seed)  # noqa: S311  # prose, no secret
    return " ".join("".join(drawn.choices(LETTERS, k=7)) for _ in range(count))


@dataclass(kw_only=True)
class Told:
    """An article as its publisher knows it; `number` stands in its text for ever."""

    number: int
    title: str
    text: str
    guid: str
    link: str
    published: Published

    @property
    def is_named(self) -> bool:
        """It can be told by more than its title, which may then be edited."""
        return self.guid.startswith("urn:") or self.link.removeprefix(OWN[:-3]).isdigit()


class Publisher(RuleBasedStateMachine):
    """Feeds of one publisher and of two strangers, polled in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        path = Path(shutil.copy(template(), self.folder / "tapestory.db"))
        self.store = Store.open(path, clock=FixedClock(START))
        self.now = START
        self.told: list[Told] = []
        self.polled: set[int] = set()
        self.turn = 0

    def teardown(self) -> None:
        assert maintenance.check(self.store.path) == []
        self.store.close()
        shutil.rmtree(self.folder)

    @rule(
        guid=st.sampled_from(["own", "none", "churned"]),
        address=st.sampled_from(["own", "none", "front", "page"]),
        dated=st.booleans(),
    )
    def publish(self, guid: str, address: str, *, dated: bool) -> None:
        number = len(self.told)
        self.now += timedelta(minutes=20)
        date = Published(raw=f"{self.now}", instant=self.now, precision=Precision.INSTANT)
        links = {
            "own": f"https://wire.example/{number}",
            "none": "",
            "front": "https://wire.example/",
            "page": "https://wire.example/briefs",
        }
        guids = {"own": f"urn:{number}", "none": "", "churned": "churned"}
        self.told.append(
            Told(
                number=number,
                title=words(2 * number, 6),
                text=words(2 * number + 1, 30),
                guid=guids[guid],
                link=links[address],
                published=date if dated else UNDATED,
            )
        )

    @precondition(lambda self: self.told)
    @rule(which=st.integers(0, 99), kind=st.sampled_from(["title", "text", "date"]))
    def edit(self, which: int, kind: str) -> None:
        told = self.told[which % len(self.told)]
        self.turn += 1
        if kind == "title" and told.is_named:
            told.title = f"{told.title} {words(-self.turn, 1)}"
        elif kind == "text":
            told.text = f"{told.text} {words(-self.turn, 3)}"
        elif kind == "date":
            told.published = replace(told.published, raw="again", instant=self.now)

    @precondition(lambda self: any(told.guid.startswith("urn:") for told in self.told))
    @rule(which=st.integers(0, 99))
    def move(self, which: int) -> None:
        named = [told for told in self.told if told.guid.startswith("urn:")]
        told = named[which % len(named)]
        self.turn += 1
        told.link = f"https://wire.example/moved/{self.turn}"

    @rule(order=st.randoms(use_true_random=False), size=st.integers(0, 8))
    def poll(self, order: random.Random, size: int) -> None:
        """Any of the articles, in any order; guids that churn are new each time."""
        chosen = order.sample(self.told, k=min(size, len(self.told)))
        self.turn += 1
        self._answer(OWN, [self._entry(told) for told in chosen])
        self.polled |= {told.number for told in chosen}

    @precondition(lambda self: self.polled)
    @rule(which=st.integers(0, 99), feed=st.sampled_from(OTHERS), length=st.integers(1, 60))
    def steal(self, which: int, feed: str, length: int) -> None:
        """Another feed says something else under a guid and an address of ours."""
        stored = [told for told in self.told if told.number in self.polled]
        told = stored[which % len(stored)]
        entry = self._entry(told)
        self.turn += 1
        if told.link == f"https://wire.example/{told.number}":
            stolen = replace(entry, title=words(-self.turn, 5), text=words(-self.turn, length))
            self._answer(feed, [stolen])

    @invariant()
    def every_article_that_was_polled_is_there_once_in_its_own_words(self) -> None:
        with self.store.reading() as session:
            found = [item.article for item in session.articles.find(ArticleQuery())]
        assert len(found) == len(self.polled)
        firsts = sorted(article.text.split()[0] for article in found)
        assert firsts == sorted(self.told[n].text.split()[0] for n in self.polled)
        for article in found:
            assert article.outlet == "wire.example"

    def _answer(self, feed: str, entries: list[Entry]) -> None:
        self.now += timedelta(minutes=10)
        articles = articles_of_feed(entries, feed=Feed(url=feed), feed_title="", now=self.now)
        with self.store.writing() as session:
            keep_articles(session, articles)

    def _entry(self, told: Told) -> Entry:
        return Entry(
            guid=f"{told.number} at {self.turn}" if told.guid == "churned" else told.guid,
            link=told.link,
            title=told.title,
            summary="",
            text=told.text,
            author="",
            published=told.published,
            updated=UNDATED,
            outlet="",
            lang="",
        )


TestPublisher = Publisher.TestCase
TestPublisher.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)

"""What the matcher puts right is what the store holds: placed, merged, moved, and brought back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from matching.streams import stream, tells_one_story
from store.builders import article
from systems import System
from tapestory import bootstrap
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.matching import MatchItem
from tapestory.model import Article, ArticleId, EventId, Precision, Published
from tapestory.pipeline.edit_step import merge_events, undo_edit
from tapestory.pipeline.place_step import _Desk, place_articles
from tapestory.pipeline.reading_step import read_articles
from tapestory.store import Session
from tapestory.store.tables import event_redirects, placements

SEEDS = (7, 11)
Where = dict[ArticleId, EventId]


def arrived(item: MatchItem) -> Article:
    """Return an article as an import keeps it."""
    plain = article(item.article_id, title=item.title, text=item.text, lang=item.lang, feed="")
    published = Published(raw="", instant=item.time, precision=Precision.INSTANT)
    return replace(plain, published=published, first_seen=item.time)


def take_in(system: System, articles: Sequence[Article]) -> None:
    with system.components.store.writing() as session:
        for one in articles:
            session.articles.save(one)
    read_articles(system.components)


def stored(session: Session) -> Where:
    rows = session.feeds._connection.execute(
        select(placements.c.article_id, placements.c.event_id)
    ).all()
    return {ArticleId(row.article_id): EventId(row.event_id) for row in rows}


def where(system: System) -> Where:
    with system.components.store.reading() as session:
        return stored(session)


@contextmanager
def another(system: System, folder: Path) -> Iterator[System]:
    """Yield a system that begins anew."""
    folder.mkdir()
    paths = resolve(folder / "config.toml", {})
    clock = FixedClock(system.clock.now())
    with bootstrap.build(paths, load(paths, {}), clock=clock, create=True) as components:
        yield System(components, clock, paths)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_store_holds_what_the_matcher_knows(system: System, seed: int) -> None:
    articles = [arrived(item) for item in stream(seed, size=60)]
    take_in(system, articles)
    with system.components.store.reading() as session:
        desk = _Desk(system.components, session, articles)

    for number, one in enumerate(articles, start=1):
        with system.components.store.writing() as session:
            desk.place(session, one)
        with system.components.store.reading() as session:
            held = stored(session)
            leads = session.feeds._connection.execute(select(event_redirects)).all()
        assert len(held) == number
        assert held == {name: desk._matcher._router.find(name) for name in held}
        assert not {row.old_id for row in leads} & {*held.values()}
        assert {row.new_id for row in leads} <= {*held.values()}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_placed_in_two_runs_ends_like_in_one(
    system: System, tmp_path: Path, seed: int
) -> None:
    articles = [arrived(item) for item in stream(seed, size=60) if tells_one_story(item)]
    take_in(system, articles)
    place_articles(system.components)

    with another(system, tmp_path / "another") as halved:
        for half in (articles[:25], articles[25:]):
            take_in(halved, half)
            place_articles(halved.components)
        assert where(halved) == where(system)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_undone_merge_leaves_no_trace_in_what_is_matched_later(
    system: System, tmp_path: Path, seed: int
) -> None:
    articles = [arrived(item) for item in stream(seed, size=60) if tells_one_story(item)]
    take_in(system, articles)
    place_articles(system.components)

    with another(system, tmp_path / "another") as corrected:
        take_in(corrected, articles[:25])
        place_articles(corrected.components)
        before = where(corrected)
        keep, *others = sorted({*before.values()})[:3]
        merge_events(corrected.components, keep, others)
        undo_edit(corrected.components)
        assert where(corrected) == before

        take_in(corrected, articles[25:])
        place_articles(corrected.components)
        assert where(corrected) == where(system)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_people_merged_stays_whatever_arrives(system: System, seed: int) -> None:
    articles = [arrived(item) for item in stream(seed, size=60)]
    take_in(system, articles[:25])
    place_articles(system.components)
    events = sorted({*where(system).values()})
    merge_events(system.components, events[0], events[1:3])
    with system.components.store.reading() as session:
        pins = dict(session.edits.pins())

    for start in (25, 45):
        take_in(system, articles[start : start + 20])
        place_articles(system.components)
        assert pins.items() <= where(system).items()


def test_a_correction_amid_a_run_counts_from_the_next_transaction_on(system: System) -> None:
    articles = [arrived(item) for item in stream(0, size=30)]
    take_in(system, articles[:20])
    place_articles(system.components)
    with system.components.store.reading() as session:
        desk = _Desk(system.components, session, articles[20:])
        assert not desk.is_outdated(session)

    keep, other = sorted({*where(system).values()})[:2]
    for merges in (True, False):
        if merges:
            merge_events(system.components, keep, [other])
        else:
            undo_edit(system.components)
        with system.components.store.reading() as session:
            assert desk.is_outdated(session)
            desk = _Desk(system.components, session, articles[20:])
            assert not desk.is_outdated(session)


WRECK = "Grain ship Halvora runs aground off Kestrel Point with 14 crew"


def undated(name: str, title: str, seen: datetime) -> Article:
    """Return an article without a date: it counts as of when it was seen."""
    return replace(article(name, title=title, text="", feed=""), first_seen=seen)


@pytest.mark.parametrize("keeps", [True, False])
@pytest.mark.parametrize("days", [4, 400])
def test_a_clock_that_once_went_ahead_parts_no_later_news_from_what_it_follows(
    system: System, *, keeps: bool, days: int
) -> None:
    aside = system.components.put_aside
    assert aside is not None
    now = system.clock.now()
    told = {
        "a": (WRECK, timedelta(0)),
        "ahead": ("Orchestra opens season with rediscovered symphony", timedelta(days=days)),
        "b": ("Crew of grain ship Halvora, aground off Kestrel Point, is safe", timedelta(hours=2)),
        "c": ("Grain ship Halvora still aground off Kestrel Point", timedelta(hours=4)),
    }

    for name, (title, later) in told.items():
        system.clock.instant = now + later
        take_in(system, [undated(name, title, now + later)])
        if not keeps:
            aside.unlink(missing_ok=True)
        place_articles(system.components)

    found = where(system)
    assert found[ArticleId("a")] == found[ArticleId("b")] == found[ArticleId("c")]
    assert found[ArticleId("ahead")] != found[ArticleId("a")]


LONG = " ".join(
    f"{word} of the {thing}."
    for word in ("Crew", "Owner", "Harbour", "Coast guard")
    for thing in ("grain ship Halvora", "rescue boat Merrin", "port of Kestrel")
)


def printed(name: str, seen: datetime, *, title: str = WRECK, text: str = LONG) -> Article:
    return replace(undated(name, title, seen), text=text)


def test_an_article_of_last_year_that_is_printed_again_is_no_news(system: System) -> None:
    now = system.clock.now()
    last_year = now - timedelta(days=365)
    take_in(system, [printed("a", last_year)])
    place_articles(system.components)
    take_in(system, [printed("again", now), printed("short", now, text="Aground.")])
    place_articles(system.components)
    take_in(system, [printed("b", now + timedelta(hours=2), title=f"{WRECK}, and none is hurt")])
    place_articles(system.components)

    found = where(system)
    assert found[ArticleId("again")] == found[ArticleId("a")]
    assert found[ArticleId("b")] == found[ArticleId("short")] != found[ArticleId("a")]
    with system.components.store.reading() as session:
        again = session.articles.get(ArticleId("again"))
        (match,) = session.events.history(ArticleId("again"))
    assert again is not None
    assert again.copy_of == "a"
    assert match.reason == "printed again: a"


@pytest.mark.parametrize("keeps", [True, False])
def test_what_was_printed_again_is_remembered_alike_however_a_run_begins(
    system: System, *, keeps: bool
) -> None:
    aside = system.components.put_aside
    assert aside is not None
    now = system.clock.now()
    take_in(system, [printed("a", now - timedelta(days=30))])
    place_articles(system.components)
    for name, title in (("again", WRECK), ("b", f"{WRECK}, and none is hurt")):
        if not keeps:
            aside.unlink(missing_ok=True)
        take_in(system, [printed(name, now, title=title)])
        place_articles(system.components)

    found = where(system)
    assert found[ArticleId("again")] == found[ArticleId("a")] != found[ArticleId("b")]


def test_what_was_seen_by_a_clock_ahead_is_placed_as_of_now(system: System) -> None:
    now = system.clock.now()
    ahead = now + timedelta(days=400)
    later = "Grain ship Halvora still aground off Kestrel Point, crew safe"
    take_in(system, [undated("a", WRECK, now)])
    place_articles(system.components)

    take_in(system, [undated("b", later, ahead), undated("c", f"{WRECK} today", now)])
    place_articles(system.components)

    assert len({*where(system).values()}) == 1

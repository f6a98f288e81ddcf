"""What was known of storylines and relations at a time stays so, whatever changes later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from systems import System
from tapestory.model import Article, EventId
from tapestory.pipeline.edit_step import split_event
from tapestory.pipeline.imports import ArticleRecord, import_articles
from tapestory.pipeline.link_step import link_events
from tapestory.pipeline.reading_step import read_articles
from tapestory.pipeline.story_step import chain_events
from tapestory.pipeline.view import view_event


def record(name: str, published: str, title: str) -> ArticleRecord:
    return ArticleRecord(id=name, title=title, text="", published=published, outlet=f"{name} News")


RECORDS = (
    record("wreck", "2026-03-02T09:00:00Z", "Ferry Halcyon sinks off Corran, ninety aboard"),
    record("retold", "2026-03-02T11:00:00Z", "Ninety aboard as ferry Halcyon sinks off Corran"),
    record("search", "2026-03-12T09:00:00Z", "Divers search Halcyon ferry wreck off Corran"),
    record("inquiry", "2026-03-25T09:00:00Z", "Halcyon inquiry blames ferry owner for loose cargo"),
)
LATER = datetime(2026, 4, 20, 9, tzinfo=UTC)
ASKED = [datetime(2026, 3, day, 12, tzinfo=UTC) for day in (2, 3, 13, 26)]


@pytest.fixture
def events(system: System) -> dict[str, EventId]:
    """Events by the name of an article, as taken in when the last was out."""
    system.clock.instant = LATER
    found = import_articles(system.components, RECORDS)
    events = {one.id: EventId(one.event_id) for one in found}
    assert events["retold"] == events["wreck"]
    system.clock.instant += timedelta(days=1)
    return events


def told(system: System, events: dict[str, EventId]) -> Sequence[object]:
    """Return what was known at each time asked for, and right before anything changes."""
    asked = [*ASKED, LATER]
    views = (
        (view_event(system.components, event_id, as_of=at), at)
        for event_id in sorted(set(events.values()))
        for at in asked
        if at >= first(system, event_id)
    )
    return [(view.event.id, at, view.storyline, view.related) for view, at in views]


def first(system: System, event_id: EventId) -> datetime:
    with system.components.store.reading() as session:
        event = session.events.get(event_id)
    assert event is not None
    return event.first_seen


def article(system: System, events: dict[str, EventId], name: str) -> Article:
    with system.components.store.reading() as session:
        members = session.events.members(events[name])
    return next(article for article, _ in members if article.outlet == f"{name} News")


def test_an_article_that_leaves_changes_nothing_of_before(
    system: System, events: dict[str, EventId]
) -> None:
    before = told(system, events)

    split_event(system.components, events["wreck"], [article(system, events, "wreck").id])

    assert told(system, events) == before


def test_what_is_left_is_not_told_as_it_grew(system: System) -> None:
    yard = record(
        "yard",
        "2026-02-20T09:00:00Z",
        "Brandeck yard recalls lifeboats: davits jam",
    )
    more = [
        record(
            name,
            f"2026-03-02T{hour}:00:00Z",
            f"Halcyon sinks, {aboard} aboard: Brandeck yard recalls lifeboats, davits jam",
        )
        for name, hour, aboard in (
            ("third", 12, "ninety"),
            ("fourth", 13, 90),
            ("fifth", 14, "many"),
        )
    ]
    system.clock.instant = LATER
    found = import_articles(system.components, [yard, *RECORDS[:2], *more])
    events = {one.id: EventId(one.event_id) for one in found}
    assert {events[name] for name in ("retold", "third", "fourth", "fifth")} == {events["wreck"]}
    before = told(system, events)
    related = view_event(system.components, events["wreck"], as_of=ASKED[1]).related
    assert [one.id for one in related] == [events["yard"]]

    system.clock.instant += timedelta(days=1)
    split_event(system.components, events["wreck"], [article(system, events, "fifth").id])

    assert told(system, events) == before


def test_another_wording_changes_nothing_of_before(
    system: System, events: dict[str, EventId]
) -> None:
    before = told(system, events)

    search = article(system, events, "search")
    with system.components.store.writing() as session:
        title = "Mayor of Brandeck opens tallest timber tower"
        session.articles.save(replace(search, title=title, first_seen=system.clock.now()))
    read_articles(system.components)
    link_events(system.components)
    chain_events(system.components)

    assert told(system, events) == before


def test_being_looked_at_again_changes_nothing_of_before(
    system: System, events: dict[str, EventId]
) -> None:
    before = told(system, events)

    with system.components.store.writing() as session:
        for event_id in events.values():
            session.events.touch(event_id)
    link_events(system.components)
    chain_events(system.components)

    assert told(system, events) == before

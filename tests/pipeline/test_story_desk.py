"""What storylines are decided from is looked up: the same decisions as by telling all anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from matching.streams import DAY, stream
from pipeline.test_place_step import another, arrived, take_in, undated
from pipeline.test_story_step import SEARCH, WRECK, record, taken_in, view
from systems import System
from tapestory.model import SILENCE, Article, EventId, VerificationState
from tapestory.pipeline.edit_step import merge_events
from tapestory.pipeline.link_step import link_events
from tapestory.pipeline.place_step import place_articles
from tapestory.pipeline.story_step import chain_events
from tapestory.store import Session
from tapestory.store.live_storylines import StoredHolders
from tapestory.store.story_tables import event_features, live_storylines, storyline_features
from tapestory.store.tables import (
    event_gists,
    related_events,
    storyline_events,
    untold_events,
)

SEEDS = (7, 11)
SIZE = 70
WRECK_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
YEARS = 50 * DAY
"""Articles so far apart at most that seventy of them take more than a year."""


def told_in(system: System, articles: Sequence[Article], *, pieces: int, anew: bool) -> None:
    """Let them arrive and be told in so many runs, each as if nothing was kept where wished."""
    size = -(-len(articles) // pieces)
    for start in range(0, len(articles), size):
        take_in(system, articles[start : start + size])
        place_articles(system.components)
        link_events(system.components)
        if anew:
            forget_all(system)
        chain_events(system.components)


def forget_all(system: System) -> None:
    with system.components.store.writing() as session:
        session.live_storylines.clear()


def decided(system: System) -> tuple[dict[str, str], set[tuple[str, str, str]]]:
    """Return event → storyline, and who is related to whom."""
    with system.components.store.reading() as session:
        connection = session.feeds._connection
        placed = connection.execute(
            select(storyline_events).where(storyline_events.c.gone_at.is_(None))
        )
        related = connection.execute(
            select(related_events).where(related_events.c.gone_at.is_(None))
        )
        return (
            {row.event_id: row.storyline_id for row in placed},
            {(row.event_id, row.other_id, row.relation) for row in related},
        )


def kept(session: Session) -> dict[str, object]:
    """Return all that decisions are looked up in."""
    connection = session.feeds._connection
    heads = connection.execute(select(live_storylines)).all()
    centres = session.live_storylines.heads([row.storyline_id for row in heads])
    return {
        "heads": {row.storyline_id: (row.first_told, row.last_told) for row in heads},
        "centres": {
            name: {feature: pytest.approx(held) for feature, held in head.centre.items()}
            for name, head in centres.items()
        },
        "alone": {row.storyline_id for row in heads if row.stands_alone},
        "holders": {
            row.feature: (row.storylines, row.events, frozenset(row.latest.split()))
            for row in connection.execute(select(storyline_features))
        },
        "holding": {
            row.feature: frozenset(row.latest.split())
            for row in connection.execute(select(event_features))
        },
        "totals": session.live_storylines.totals(),
    }


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("gap", [DAY, YEARS])
def test_what_is_looked_up_decides_as_what_is_told_anew(
    system: System, tmp_path: Path, seed: int, gap: float
) -> None:
    articles = [arrived(item) for item in stream(seed, size=SIZE, gap=gap)]
    told_in(system, articles, pieces=6, anew=False)
    with another(system, tmp_path / "another") as forgetful:
        told_in(forgetful, articles, pieces=6, anew=True)
        storylines, relations = decided(system)
        assert decided(forgetful) == (storylines, relations)
        assert len(set(storylines.values())) < len(storylines)
        assert relations


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_kept_is_what_telling_all_anew_would_keep(system: System, seed: int) -> None:
    articles = [arrived(item) for item in stream(seed, size=SIZE, gap=YEARS)]
    told_in(system, articles, pieces=7, anew=False)
    with system.components.store.writing() as session:
        before = kept(session)
        latest = session.feeds._connection.execute(
            select(event_gists.c.event_id).order_by(event_gists.c.last_told.desc()).limit(1)
        ).scalar_one()
        session.feeds._connection.execute(insert(untold_events), {"event_id": latest})
    forget_all(system)
    chain_events(system.components)
    with system.components.store.reading() as session:
        assert kept(session) == before
        assert session.live_storylines.totals() is not None


def test_what_was_kept_in_part_when_a_run_was_killed_counts_for_nothing(
    system: System, tmp_path: Path
) -> None:
    articles = [arrived(item) for item in stream(11, size=60)]
    told_in(system, articles, pieces=3, anew=False)
    with another(system, tmp_path / "another") as killed:
        told_in(killed, articles[:40], pieces=2, anew=False)
        forget_all(killed)
        with killed.components.store.writing() as session:
            part = StoredHolders(storylines=9, events=9, latest=())
            session.live_storylines.keep_holders({"acme": part, "ferry": part})
        told_in(killed, articles[40:], pieces=1, anew=False)
        assert decided(killed) == decided(system)


def test_an_event_that_is_merged_is_found_by_no_feature_any_more(system: System) -> None:
    events = taken_in(system, [WRECK, SEARCH])
    merge_events(system.components, events["wreck"], [events["search"]])

    with system.components.store.reading() as session:
        holding = session.live_storylines.events_holding(["halcy", "ferry", "search"])
        held_by = {event for found in holding.values() for event in found}
        assert events["wreck"] in held_by
        assert events["search"] not in held_by


def test_news_of_long_ago_is_told_among_the_news_of_its_time(system: System) -> None:
    wreck = record("wreck", "2025-03-02T09:00:00Z", "Ferry Halcyon sinks off Corran, ninety aboard")
    tower = record("tower", "2025-11-03T09:00:00Z", "Mayor opens tallest timber tower in Brandeck")
    search = record(
        "search", "2025-03-12T09:00:00Z", "Divers search Halcyon ferry wreck off Corran"
    )
    events: dict[str, EventId] = {}
    for one in (wreck, tower, search):
        events |= taken_in(system, [one])

    found = view(system, events["search"]).storyline
    assert found is not None
    assert set(found.events) == {events["wreck"], events["search"]}


def test_what_is_told_again_after_it_was_forgotten_is_known_again(system: System) -> None:
    tower = record("tower", "2025-11-03T09:00:00Z", "Mayor opens tallest timber tower in Brandeck")
    wreck = record("wreck", "2024-03-02T09:00:00Z", "Ferry Halcyon sinks off Corran, ninety aboard")
    events = taken_in(system, [tower]) | taken_in(system, [wreck])
    with system.components.store.writing() as session:
        session.feeds._connection.execute(insert(untold_events), {"event_id": events["wreck"]})
    chain_events(system.components)

    with system.components.store.reading() as session:
        assert events["wreck"] in session.live_storylines.events_holding(["halcy"])["halcy"]
        assert session.storylines.gist(events["wreck"]) is not None


def test_an_event_that_goes_silent_is_not_told_again(system: System) -> None:
    system.clock.instant = WRECK_AT + timedelta(hours=1)
    event_id = taken_in(system, [WRECK])["wreck"]
    assert view(system, event_id).verification.state is not VerificationState.STALE
    system.clock.instant = WRECK_AT + SILENCE + timedelta(minutes=10)
    link_events(system.components)

    assert view(system, event_id).verification.state is VerificationState.STALE
    with system.components.store.reading() as session:
        assert session.events.known_changes(event_id)[-1].change.state is VerificationState.STALE
        assert session.storylines.waiting() == []


def test_what_was_told_by_a_clock_ahead_is_told_once_more_and_then_is_as_of_now(
    system: System, tmp_path: Path
) -> None:
    now = system.clock.now()
    stories = [
        undated(f"n{number}", title, now + timedelta(hours=number))
        for number, title in enumerate((WRECK.title, SEARCH.title))
    ]
    aside = undated("aside", "Orchestra opens season with rediscovered symphony", now)
    ahead = replace(aside, first_seen=now + timedelta(days=400))

    for one in (stories[0], ahead, stories[1]):
        system.clock.instant = one.first_seen
        told_in(system, [one], pieces=1, anew=False)

    with system.components.store.reading() as session:
        assert session.live_storylines.told_after(system.clock.now()) == []
        assert session.live_storylines.newest(until=now + timedelta(days=999)) == (
            system.clock.now()
        )
    with another(system, tmp_path / "another") as straight:
        told_in(straight, [stories[0], aside, stories[1]], pieces=3, anew=False)
        assert decided(straight) == decided(system)

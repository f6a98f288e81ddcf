"""What an edition tells is chosen by outlines: it is the one that all events in full would give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.year.ten_days import World, opened
from tapestory import bootstrap
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.demo import SAMPLE_NOW, FolderServer, run_demo
from tapestory.digest import Edition, compose
from tapestory.digest.interests import EVERYTHING, Interests, wanted
from tapestory.digest.ranking import LATE, NOTHING_TOLD, came
from tapestory.model import Coverage, EventId, Memory, Role, Told
from tapestory.pipeline import edit_step
from tapestory.pipeline.components import Components
from tapestory.pipeline.edition_step import Window, edition_of
from tapestory.pipeline.outline import gathered, outlines
from tapestory.pipeline.view import Desk, find_views, view_events
from tapestory.store import EventQuery

pytestmark = pytest.mark.slow
_HALF_A_DAY = timedelta(hours=12)
_RUNS = 6
_A_DAY = 16
_INTERESTS = (
    EVERYTHING,
    EVERYTHING,
    Interests(tickers=frozenset({"NVDA", "META", "MU"})),
    Interests(sectors=frozenset({"hyperscaler", "memory"})),
    Interests(min_move=0.02),
    Interests(narratives=frozenset({"compute-glut"}), tickers=frozenset({"CRWV"})),
)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Components]:
    """Three made-up days: many outlets and one, what concerns nobody, corrections by hand."""
    home = tmp_path_factory.mktemp("lived")
    (home / "site").mkdir()
    with (
        FolderServer(home / "site") as server,
        opened(home / "home", server, a_day=_A_DAY) as world,
    ):
        _live(world)
        yield world.components


def _live(world: World) -> None:
    for place in range(_RUNS):
        world.at(world.clock.instant + _HALF_A_DAY)
        world.run()
        if place % 2:
            world.correct()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Components]:
    """The sample, a day later: an event of it was split since, and one renamed."""
    home = tmp_path_factory.mktemp("sample")
    paths = resolve(run_demo(home, say=lambda _: None).config_file, {})
    clock = FixedClock(SAMPLE_NOW + timedelta(hours=20))
    with bootstrap.build(paths, load(paths, {}), clock=clock) as components:
        first, second = find_views(components, EventQuery(limit=2))
        edit_step.split_event(components, first.event.id, [first.articles[-1].article.id])
        edit_step.rename_event(components, second.event.id, "By another name")
        clock.instant += timedelta(hours=4)
        yield components


def in_full(components: Components, window: Window, told: Memory) -> Edition:
    """Compose an edition from all events of its window, each looked at whole."""
    as_of = window.until if window.until < components.clock.now() else None
    found = {
        view.event.id: view
        for view in find_views(components, EventQuery(as_of=as_of, since=window.since))
        if came(view, window.since)
    }
    with components.store.reading() as session:
        coverage = Coverage(
            since=window.since,
            until=window.until,
            articles=session.articles.news_between(
                window.since, window.until, published_after=window.since - LATE
            ),
            failing_feeds=session.feeds.failing(as_of=as_of),
            prices=session.prices.any(),
        )
        others = session.tellings.perhaps_changed(
            [event_id for event_id in told if event_id not in found], since=window.since
        )
    for view in view_events(components, others, as_of=as_of):
        found.setdefault(view.event.id, view)
    return compose(
        [view for view in found.values() if wanted(view, window.interests)],
        coverage,
        day=window.day,
        zone=window.zone,
        narratives=components.narratives_by_id,
        sectors=components.universe.sectors,
        max_events=components.digest.max_events,
        told=told,
    )


@st.composite
def windows(draw: st.DrawFn, components: Components) -> Window:
    now = components.clock.now()
    until = now - timedelta(hours=draw(st.sampled_from([0, 0, 7, 26])))
    return Window(
        day=until.date(),
        since=until - timedelta(hours=draw(st.sampled_from([14, 30, 80]))),
        until=until,
        zone=components.zone,
        interests=draw(st.sampled_from(_INTERESTS)),
    )


def told_earlier(components: Components, window: Window) -> Memory:
    """Return what an edition told half a day before, some of it as one that is apart now."""
    until = window.until - _HALF_A_DAY
    whole = replace(components, digest=replace(components.digest, max_events=5))
    earlier = replace(window, until=until, since=until - timedelta(days=3), interests=EVERYTHING)
    told = {
        event_id: Told(day=until.date(), facts=facts)
        for event_id, facts in edition_of(whole, earlier).facts
    }
    parted, kept = dict(list(told.items())[::3]), dict(told)
    for number, event_id in zip(count(), parted, strict=False):
        kept[EventId(f"gone{number:04}")] = kept.pop(event_id)
    return kept


def same_either_way(components: Components, data: st.DataObject) -> None:
    window = data.draw(windows(components))
    most = data.draw(st.sampled_from([1, 3, 12]))
    room = replace(components, digest=replace(components.digest, max_events=most))
    told = told_earlier(room, window) if data.draw(st.booleans()) else NOTHING_TOLD

    assert edition_of(room, window, told=told) == in_full(room, window, told)


_SETTINGS = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_SETTINGS
@given(data=st.data())
def test_an_edition_of_made_up_days_is_that_of_all_events_in_full(
    lived: Components, data: st.DataObject
) -> None:
    same_either_way(lived, data)


@_SETTINGS
@given(data=st.data())
def test_an_edition_of_the_sample_is_that_of_all_events_in_full(
    sample: Components, data: st.DataObject
) -> None:
    same_either_way(sample, data)


@pytest.mark.parametrize("ago", [None, timedelta(hours=7)])
def test_an_outline_says_what_the_event_in_full_says(
    sample: Components, ago: timedelta | None
) -> None:
    as_of = None if ago is None else sample.clock.now() - ago
    with sample.store.reading() as session:
        desk = Desk(sample, session, as_of=as_of)
        found = session.events.find(EventQuery(as_of=as_of))
        held = list(gathered(desk.known, [summary.event for summary in found]))
        drawn, views = outlines(desk.known, held), desk.views(held)

    assert any(view.moves for view in views)
    for one, view in zip(drawn, views, strict=True):
        assert replace(one.event, title="") == replace(view.event, title="")
        assert one.articles == tuple(replace(member, covers=()) for member in view.articles)
        assert (one.links, one.shares) == (view.links, view.shares)
        assert one.reported_moves == view.reported_moves
        if any(link.role is not Role.MENTIONED for link in one.links):
            assert (one.moves, one.instruments) == (view.moves, view.instruments)

"""News known by its date alone is measured over two sessions, and said to be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cli.world import NOW, Home
from tapestory import bootstrap
from tapestory.cli.event_page import event_page
from tapestory.cli.event_shape import event_json
from tapestory.cli.terminal import width_of
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.model import EventView, MoveStatus
from tapestory.pipeline.view import find_views
from tapestory.store import EventQuery

WORDS = "date only: measured over two sessions"


@pytest.fixture(scope="module")
def measured(sample: Home) -> EventView:
    """The event of the sample with most measured moves."""
    paths = resolve(None, {"TAPESTORY_HOME": str(sample.path)})
    with bootstrap.build(paths, load(paths, {}), clock=FixedClock(NOW)) as components:
        views = find_views(components, EventQuery())
    return max(views, key=lambda view: len([m for m in view.moves if m.window == (0, 1)]))


def known_by_its_date(view: EventView) -> EventView:
    noon = datetime(2026, 7, 1, 12, tzinfo=UTC)
    return replace(view, event=replace(view.event, happened=noon, happened_precise=False))


def one_line(page: str) -> str:
    return " ".join(page.split())


def test_json_tells_the_window_that_answers_for_the_event(measured: EventView) -> None:
    exact = replace(measured, event=replace(measured.event, happened_precise=True))
    told = event_json(exact, sectors={}, narratives={})
    assert (told["happened_precise"], told["measured_over"]) == (True, [0, 0])
    assert told["happened"].endswith("Z")
    assert told["timing_note"] is None

    told = event_json(known_by_its_date(measured), sectors={}, narratives={})
    assert (told["happened"], told["happened_precise"]) == ("2026-07-01", False)
    assert told["measured_over"] == [0, 1]
    assert told["timing_note"] == WORDS


def test_the_page_says_so_with_what_was_measured(measured: EventView) -> None:
    exact = replace(measured, event=replace(measured.event, happened_precise=True))
    assert WORDS[1:] not in one_line(event_page(exact, {}))

    page = event_page(known_by_its_date(measured), {}, width=72)
    assert f"D{WORDS[1:]}, [0,+1], vs market: " in one_line(page)
    assert all(width_of(line) <= 72 for line in page.splitlines())


def test_the_page_says_that_the_second_session_is_pending(measured: EventView) -> None:
    moves = tuple(
        replace(move, status=MoveStatus.PENDING, raw=None, abnormal=None)
        if move.window == (0, 1)
        else move
        for move in measured.moves
    )
    page = event_page(replace(known_by_its_date(measured), moves=moves), {})
    assert f"D{WORDS[1:]}, [0,+1]; the second one is pending." in one_line(page)


def test_nothing_is_called_measured_where_there_are_no_prices(measured: EventView) -> None:
    moves = tuple(replace(move, status=MoveStatus.NO_PRICES) for move in measured.moves)
    page = event_page(replace(known_by_its_date(measured), moves=moves), {})
    assert WORDS[1:] not in one_line(page)

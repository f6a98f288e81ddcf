"""Round-ups that tell of an event are shown beside its articles, and not among them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cli.world import NOW, Home
from tapestory import bootstrap
from tapestory.cli.event_page import event_page
from tapestory.cli.event_shape import event_json
from tapestory.cli.terminal import width_of
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.model import ArticleId, EventView
from tapestory.pipeline.view import find_views
from tapestory.store import EventQuery


@pytest.fixture(scope="module")
def view(sample: Home) -> EventView:
    paths = resolve(None, {"TAPESTORY_HOME": str(sample.path)})
    with bootstrap.build(paths, load(paths, {}), clock=FixedClock(NOW)) as components:
        return max(find_views(components, EventQuery()), key=lambda found: len(found.articles))


def covered(view: EventView, *outlets: str) -> EventView:
    told = view.articles[0].article
    return replace(
        view,
        covered_by=tuple(
            replace(told, id=ArticleId(f"week{n}"), title="The week in review", outlet=outlet)
            for n, outlet in enumerate(outlets)
        ),
    )


def test_a_page_counts_round_ups_apart_from_articles(view: EventView) -> None:
    alone = event_page(view, {})
    told = event_page(covered(view, "Valley Post", "Hill Herald", "Valley Post"), {})

    assert "round-up" not in alone
    assert "Also told in  3 round-ups: Valley Post and Hill Herald" in told
    without = [line for line in told.splitlines() if line and "round-up" not in line]
    assert without == [line for line in alone.splitlines() if line]


@pytest.mark.parametrize("width", [40, 80])
def test_many_round_ups_keep_the_width_of_the_page(view: EventView, width: int) -> None:
    page = event_page(covered(view, *(f"The Quite Long Outlet {n}" for n in range(9))), {})
    told = event_page(
        covered(view, *(f"The Quite Long Outlet {n}" for n in range(9))), {}, width=width
    )
    lines = told.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("Also told in"))

    assert "9 round-ups: The Quite Long Outlet 0, The Quite Long" in page
    assert all(width_of(line) <= width for line in lines[start : start + 4])


def test_json_names_who_covers_an_event_and_what_an_article_covers(view: EventView) -> None:
    document = event_json(covered(view, "Valley Post"), sectors={}, narratives={})

    assert [set(told) for told in document["covered_by"]] == [
        {"id", "url", "title", "outlet", "published"}
    ]
    assert len(document["articles"]) == len(view.articles)
    assert all(article["covers"] == [] for article in document["articles"])

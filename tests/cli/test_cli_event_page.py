from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.world import NOW, Home
from tapestory import bootstrap
from tapestory.cli.event_page import event_page
from tapestory.cli.look import Look
from tapestory.cli.move_bars import AXIS, PALE, SOLID, BarScale, bar
from tapestory.cli.terminal import width_of
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.digest.edition import MoveRow
from tapestory.model import EventView
from tapestory.pipeline.view import find_views
from tapestory.store import EventQuery

FRACTIONS = st.floats(-0.5, 0.5).filter(lambda value: abs(value) > 1e-4)


def _row(measured: float | None, span: tuple[float, float] | None) -> MoveRow:
    return MoveRow(
        label="X",
        name="",
        bar=measured,
        reported_span=span,
        close="",
        versus="",
        significant=False,
        reported=(),
    )


ROWS = st.builds(
    _row,
    st.none() | FRACTIONS,
    st.none() | st.tuples(FRACTIONS, FRACTIONS).map(lambda ends: tuple(sorted(ends, key=abs))),
)


@given(st.lists(ROWS, min_size=1, max_size=6), st.integers(10, 40))
def test_every_bar_has_the_width_and_the_axis_in_one_place(rows: list[MoveRow], width: int) -> None:
    scale = BarScale.of(rows)
    drawn = [bar(row, scale, width) for row in rows]
    assert all(width_of(line) == width for line in drawn)
    assert len({line.index(AXIS) for line in drawn}) == 1


@given(st.lists(FRACTIONS, min_size=1, max_size=6))
def test_a_bar_grows_towards_its_sign_and_with_its_size(values: list[float]) -> None:
    scale = BarScale.of([_row(value, None) for value in values])
    lengths = {}
    for value in values:
        low, _, high = bar(_row(value, None), scale, 40).partition(AXIS)
        assert SOLID in (high if value > 0 else low)
        assert SOLID not in (low if value > 0 else high)
        lengths[value] = (high + low).count(SOLID)
    for sign in (-1, 1):
        sizes = sorted((abs(v), n) for v, n in lengths.items() if v * sign > 0)
        assert [n for _, n in sizes] == sorted(n for _, n in sizes)


def test_what_is_printed_beyond_the_close_is_pale() -> None:
    rows = [_row(0.08, (0.08, 0.10)), _row(-0.10, None)]
    drawn = bar(rows[0], BarScale.of(rows), 21)
    assert re.search(f"{re.escape(AXIS)}{SOLID}+{PALE}+ *$", drawn)


@pytest.fixture(scope="module")
def views(sample: Home) -> list[EventView]:
    paths = resolve(None, {"TAPESTORY_HOME": str(sample.path)})
    with bootstrap.build(paths, load(paths, {}), clock=FixedClock(NOW)) as components:
        return find_views(components, EventQuery())


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_page_keeps_the_width_of_its_terminal(views: list[EventView], width: int) -> None:
    for view in views:
        page = event_page(view, {}, width=width)
        assert [line for line in page.splitlines() if width_of(line) > width] == []


def test_a_page_that_is_piped_keeps_every_title(views: list[EventView]) -> None:
    for view in views:
        page = event_page(view, {}, look=Look(cut=False))
        own = [member.article for member in view.articles if member.article.copy_of is None]
        assert all(article.title in page for article in own)


def test_a_page_says_how_sure_what_moved_and_where_it_rests(sample: Home) -> None:
    event = max(
        sample("events", "list", "--json").json["events"], key=lambda item: len(item["articles"])
    )
    page = sample("events", "show", event["id"][:5]).out
    for words in (
        "not confirmed",
        "New York, Wed 1 Jul",
        "+8.8%",
        "−13.9%",
        "Explanations",
        "likely unit error",
        "Articles",
        "pp*",
    ):
        assert words in page
    assert "\x1b" not in page
    assert "\x1b[" in sample("--color", "always", "events", "show", event["id"]).out

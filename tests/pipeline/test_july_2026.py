"""The July 2026 event from end to end: five real articles, real prices, and what may be said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from evaluation.market_days import measured, new_york, worst_days
from evaluation.real_run import EXPECTED, SEEDS
from tapestory import bootstrap
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.model import ConfounderKind, EventView, Linked, Move, MoveStatus, answers
from tapestory.moves.providers.csv_file import read_bars
from tapestory.pipeline.components import Components
from tapestory.pipeline.imports import ArticleRecord, import_articles
from tapestory.pipeline.price_step import keep_bars
from tapestory.pipeline.run import process
from tapestory.pipeline.view import find_views, view_event
from tapestory.store import EventQuery

SHARED = Path(__file__).parents[2] / ".." / "shared"
MATURED = datetime(2026, 8, 20, 12, tzinfo=UTC)
"""Every window has closed."""
THEN = datetime(2026, 7, 1, 20, 30, tzinfo=UTC)
"""New York closed half an hour ago; Seoul opens in four hours."""
NEW_YORK = {"XNYS", "XNAS"}
PAYROLLS = "release:2026-07-02-us-payrolls"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside the checkout"),
]


def articles(until: datetime) -> list[ArticleRecord]:
    """Return the seed articles that were out by then; the one without a date comes last."""
    records = []
    for name, outlet, day in SEEDS:
        text = (SHARED / "seeds" / name).read_text(encoding="utf-8").strip()
        title, _, body = text.partition("\n")
        if (day or "2026-07-02") <= until.date().isoformat():
            records.append(
                ArticleRecord(
                    id=name,
                    url=f"https://seeds.example/{name}",
                    title=title.strip(),
                    text=body.strip(),
                    published=day,
                    outlet=outlet,
                )
            )
    return records


def run_at(folder: Path, now: datetime) -> Components:
    """Return a system that lives at a time, with all that was out by then and every price."""
    (folder / "config.toml").write_text("", encoding="utf-8")
    paths = resolve(folder / "config.toml", {})
    components = bootstrap.build(paths, load(paths, {}), clock=FixedClock(now), create=True)
    import_articles(components, articles(now))
    keep_bars(components, read_bars(SHARED / "data" / "prices" / "daily_2024_2026.csv.gz").bars)
    process(components)
    return components


@pytest.fixture(scope="module")
def matured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Components]:
    with ExitStack() as stack:
        yield stack.enter_context(run_at(tmp_path_factory.mktemp("matured"), MATURED))


@pytest.fixture(scope="module")
def event(matured: Components) -> EventView:
    return max(find_views(matured, EventQuery()), key=lambda view: len(view.articles))


@pytest.fixture(scope="module")
def as_of_then(matured: Components, event: EventView) -> EventView:
    return view_event(matured, event.event.id, as_of=THEN)


@pytest.fixture(scope="module")
def run_then(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EventView]:
    with run_at(tmp_path_factory.mktemp("then"), THEN) as components:
        (view,) = find_views(components, EventQuery())
        yield view


def moves_over(view: EventView, window: tuple[int, int]) -> dict[str, Move]:
    return {move.symbol: move for move in view.moves if move.window == window}


def releases(move: Move) -> set[str]:
    return {item.id for item in move.confounders if item.kind is ConfounderKind.RELEASE}


@pytest.mark.parametrize(("symbol", "session", "raw"), [(s, d, r) for s, _, d, r in EXPECTED])
def test_moves_are_what_the_prices_say(
    event: EventView, symbol: str, session: date, raw: float
) -> None:
    move = moves_over(event, (0, 0))[symbol]

    assert move.session == session
    assert move.raw is not None
    assert round(move.raw, 4) == raw


@pytest.mark.parametrize("symbol", ["ORCL", "MSFT", "AMZN", "GOOGL", "NVDA"])
def test_who_is_named_and_did_not_move_beyond_chance_is_not_flagged(
    event: EventView, symbol: str
) -> None:
    for move in event.moves:
        if move.symbol == symbol and move.status is MoveStatus.MEASURED:
            assert move.q is not None
            assert answers(move).moved is False
            assert answers(move).linked is Linked.NAMED


def test_payrolls_stand_beside_the_two_day_window_and_not_beside_day_zero(
    event: EventView,
) -> None:
    day0, two_days = moves_over(event, (0, 0)), moves_over(event, (0, 1))
    in_new_york = {symbol for symbol, move in two_days.items() if move.mic in NEW_YORK}

    assert {"META", "NBIS", "CRWV", "ORCL"} <= in_new_york
    for symbol in in_new_york:
        assert PAYROLLS not in releases(day0[symbol])
        (payrolls,) = [item for item in two_days[symbol].confounders if item.id == PAYROLLS]
        assert payrolls.session == date(2026, 7, 2)
        assert payrolls.name == "US payrolls"
        assert answers(two_days[symbol]).clean is False


def test_seoul_answered_the_payrolls_a_session_later(event: EventView) -> None:
    two_days = moves_over(event, (0, 1))["000660.KS"]

    assert PAYROLLS not in releases(moves_over(event, (0, 0))["000660.KS"])
    assert {item.session for item in two_days.confounders if item.id == PAYROLLS} == {
        date(2026, 7, 3)
    }


def test_as_of_the_close_of_day_zero_every_later_window_is_pending(
    as_of_then: EventView,
) -> None:
    assert as_of_then.moves
    for move in as_of_then.moves:
        if move.window == (0, 0) and move.mic in NEW_YORK:
            assert move.status is not MoveStatus.PENDING
        else:
            assert move.status in {MoveStatus.PENDING, MoveStatus.NO_PRICES}
            assert (move.raw, move.abnormal, move.p, move.q, move.market, move.own) == (None,) * 6
            assert answers(move).moved is None
            assert answers(move).clean is None or move.status is MoveStatus.NO_PRICES


def test_releases_that_were_due_count_before_they_come(as_of_then: EventView) -> None:
    assert PAYROLLS in releases(moves_over(as_of_then, (0, 1))["META"])


def test_an_event_that_nobody_had_told_yet_is_no_confounder(
    as_of_then: EventView, event: EventView
) -> None:
    known = {item.kind for move in as_of_then.moves for item in move.confounders}

    assert known == {ConfounderKind.RELEASE}
    assert any(
        item.kind is ConfounderKind.EVENT for move in event.moves for item in move.confounders
    )


def test_as_of_a_time_is_what_a_run_at_that_time_says(
    as_of_then: EventView, run_then: EventView
) -> None:
    def said(view: EventView) -> list[tuple[object, ...]]:
        return sorted(
            (
                move.symbol,
                move.window,
                move.status,
                move.raw,
                move.abnormal,
                move.p,
                move.q,
                move.linked,
                tuple(item.id for item in move.confounders),
            )
            for move in view.moves
        )

    assert said(as_of_then) == said(run_then)
    assert as_of_then.families == run_then.families
    assert {(m.sector, m.window, m.abnormal, m.q, m.members) for m in as_of_then.sector_moves} == {
        (m.sector, m.window, m.abnormal, m.q, m.members) for m in run_then.sector_moves
    }


def test_names_that_only_went_along_with_a_falling_market_are_not_flagged(
    matured: Components,
) -> None:
    prices = new_york(SHARED, matured.universe)
    days = [measured(prices, session, market) for session, market in worst_days(prices, 16)]
    tested = sum(len(day.moves) for day in days)

    assert all(day.market < -0.015 for day in days)
    assert tested > 1_000
    assert sum(day.flagged for day in days) <= 0.001 * tested
    assert sum(day.rejected for day in days) <= 0.06 * tested

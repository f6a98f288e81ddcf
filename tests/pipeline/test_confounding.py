"""Through the store: what else the sessions of an event's moves answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from systems import System, put_empty_store
from tapestory import bootstrap
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.model import (
    Confounder,
    ConfounderKind,
    EventView,
    Linked,
    Move,
    MoveStatus,
    answers,
)
from tapestory.pipeline.confounding import confounded
from tapestory.pipeline.imports import ArticleRecord, import_articles
from tapestory.pipeline.run import process
from tapestory.pipeline.view import find_views, view_event
from tapestory.store import EventQuery

NOW = datetime(2026, 7, 10, 12, tzinfo=UTC)
MACRO = """date,time,zone,name,kind,scope,symbols,source
2026-07-02,16:05,America/New_York,TSMC results,results,,TSM,the company
2026-07-06,,,Oracle investor day,other,,ORCL,the company
2026-07-02,,,US payrolls,cancelled,all,,
"""
PLAN = ArticleRecord(
    title="Meta plans to rent out spare data centre capacity",
    text="Meta Platforms is weighing a business that rents spare computing power to others."
    " Shares of Oracle and of TSMC fell as investors feared a glut.",
    published="2026-07-01T14:00:00Z",
    outlet="Quayside",
)
FINE = ArticleRecord(
    title="Irish privacy watchdog fines Meta 350 million euros over children's photos",
    text="The Data Protection Commission in Dublin fined Meta Platforms for showing photos of"
    " pupils to strangers on Instagram. The regulator gave it three months to mend the settings,"
    " and the company said that it would appeal against the penalty.",
    published="2026-07-02T15:00:00Z",
    outlet="Harbour News",
)
RESULTS = ArticleRecord(
    title="Oracle quarterly results beat estimates as profit jumps 20%",
    text="Oracle reported quarterly profit above what analysts expected and raised its outlook."
    " Revenue from its cloud business rose by half.",
    published="2026-07-06T20:30:00Z",
    outlet="Tape Watch",
)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[System]:
    (tmp_path / "config.toml").write_text("", encoding="utf-8")
    (tmp_path / "macro.csv").write_text(MACRO, encoding="utf-8")
    paths = resolve(tmp_path / "config.toml", {})
    clock = FixedClock(NOW)
    put_empty_store(paths.store)
    with bootstrap.build(paths, load(paths, {}), clock=clock) as components:
        import_articles(components, [PLAN, FINE, RESULTS])
        process(components)
        yield System(components, clock, paths)


def view_of(system: System, record: ArticleRecord, as_of: datetime | None = None) -> EventView:
    (view,) = [
        view
        for view in find_views(system.components, EventQuery(as_of=as_of))
        if view.event.title == record.title
    ]
    return view


def beside(view: EventView, symbol: str, window: tuple[int, int]) -> list[Confounder]:
    (move,) = [move for move in view.moves if (move.symbol, move.window) == (symbol, window)]
    return list(move.confounders)


def names(found: Sequence[Confounder]) -> list[str]:
    return [item.name for item in found]


def test_another_event_of_a_company_counts_in_the_windows_that_hold_its_day_and_by_its_title(
    told: System,
) -> None:
    plan, fine = view_of(told, PLAN), view_of(told, FINE)

    assert beside(plan, "META", (0, 0)) == []
    (found,) = beside(plan, "META", (0, 1))
    assert found == Confounder(
        kind=ConfounderKind.EVENT,
        id=fine.event.id,
        name=FINE.title,
        session=date(2026, 7, 2),
    )
    assert names(beside(fine, "META", (-1, 1))) == [PLAN.title]


def test_a_company_s_own_results_are_told_apart_from_other_news_of_it(told: System) -> None:
    plan = view_of(told, PLAN)
    kinds = {item.name: item.kind for item in beside(plan, "ORCL", (0, 5))}

    assert kinds[RESULTS.title] is ConfounderKind.EARNINGS
    assert kinds["Oracle investor day"] is ConfounderKind.RELEASE


def test_listed_results_count_on_the_session_after_the_close(told: System) -> None:
    plan = view_of(told, PLAN)

    assert beside(plan, "TSM", (0, 1)) == []
    # July 3 is a holiday in New York.
    (found, *_) = [x for x in beside(plan, "TSM", (0, 5)) if x.kind is ConfounderKind.EARNINGS]
    assert found.id == "release:2026-07-02-tsmc-results"
    assert found.session == date(2026, 7, 6)
    assert "TSMC results" not in names(beside(plan, "META", (0, 5)))


def test_a_release_that_a_user_called_off_counts_nowhere(told: System) -> None:
    assert "US payrolls" not in names(beside(view_of(told, PLAN), "TSM", (0, 5)))
    assert "US CPI" in names(beside(view_of(told, PLAN), "TSM", (0, 20)))


def test_what_was_told_later_is_no_confounder_at_an_earlier_time(told: System) -> None:
    before = datetime(2026, 7, 2, 14, tzinfo=UTC)
    after = datetime(2026, 7, 2, 16, tzinfo=UTC)

    assert beside(view_of(told, PLAN, before), "META", (0, 1)) == []
    assert names(beside(view_of(told, PLAN, after), "META", (0, 1))) == [FINE.title]


@pytest.mark.parametrize("as_of", [None, NOW])
def test_one_event_alone_has_the_confounders_that_it_has_in_a_list(
    told: System, as_of: datetime | None
) -> None:
    for view in find_views(told.components, EventQuery(as_of=as_of)):
        alone = view_event(told.components, view.event.id, as_of=as_of)
        assert [(m.symbol, m.window, m.confounders) for m in alone.moves] == [
            (m.symbol, m.window, m.confounders) for m in view.moves
        ]


def test_now_and_as_of_now_name_the_same_confounders(told: System) -> None:
    def said(as_of: datetime | None) -> set[tuple[str, str, tuple[int, int], str, date]]:
        return {
            (view.event.id, move.symbol, move.window, item.id, item.session)
            for view in find_views(told.components, EventQuery(as_of=as_of))
            for move in view.moves
            for item in move.confounders
        }

    assert said(None) == said(NOW)


def test_a_move_that_is_measured_by_itself_is_confounded_by_every_event(told: System) -> None:
    plan, fine = view_of(told, PLAN), view_of(told, FINE)
    alone = Move(
        event_id=None,
        symbol="META",
        mic="XNAS",
        window=(0, 1),
        session=date(2026, 7, 1),
        raw=0.01,
        expected=None,
        abnormal=None,
        t=None,
        p=0.01,
        q=None,
        benchmark=None,
        model="none",
        status=MoveStatus.MEASURED,
    )
    with told.components.store.reading() as session:
        (found,) = confounded(told.components, session, [alone], as_of=None)

    assert [item.id for item in found.confounders] == [plan.event.id, fine.event.id]
    assert answers(found).moved is True
    assert answers(found).linked is Linked.NO
    assert answers(found).clean is False

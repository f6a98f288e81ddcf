"""Lists take a fixed number of queries, and none of them reads a table where an index would do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event as engine_event

from store.builders import at, change, known_change, link, move, reading, tell
from tapestory.model import ArticleId, EventId, VerificationState
from tapestory.store import ArticleQuery, EventQuery, Session, Store

EVENTS = 60


@pytest.fixture(scope="module")
def full(shared_store: Store) -> Store:
    with shared_store.writing() as session:
        for n in range(EVENTS):
            name = EventId(f"e{n:03d}")
            for part in range(3):
                tell(session, name, f"a{n:03d}{part}", minute=10 * n + part)
                session.readings.save(reading(f"a{n:03d}{part}"), "1")
            session.events.save_links(name, [link(name)])
            session.events.append_verification(
                name, [known_change(change(n, VerificationState.REPORTED))]
            )
            session.moves.save(name, [move(session=date(2026, 7, 1))], [])
    return shared_store


@contextmanager
def counted(store: Store) -> Iterator[list[tuple[str, Any]]]:
    seen: list[tuple[str, Any]] = []

    def note(*arguments: Any) -> None:
        statement, parameters = arguments[2], arguments[3]
        if statement.startswith("SELECT") and "sqlite_schema" not in statement:
            seen.append((statement, parameters))

    engine_event.listen(store._reader, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        engine_event.remove(store._reader, "before_cursor_execute", note)


ASKED: dict[str, tuple[Callable[[Session], object], int]] = {
    "events": (lambda s: s.events.find(EventQuery(limit=50)), 4),
    "events as of": (lambda s: s.events.find(EventQuery(limit=50, as_of=at(9999))), 6),
    "events of a symbol": (lambda s: s.events.find(EventQuery(symbol="META", as_of=at(9999))), 6),
    "event search": (lambda s: s.events.search("servers", limit=50), 9),
    "members": (lambda s: s.events.members(EventId("e001")), 2),
    "members as of": (lambda s: s.events.members(EventId("e001"), as_of=at(9999)), 3),
    "articles": (lambda s: s.articles.find(ArticleQuery(limit=50)), 2),
    "articles as of": (lambda s: s.articles.find(ArticleQuery(limit=50, as_of=at(9999))), 3),
    "article search": (lambda s: s.articles.search("servers", limit=50), 3),
    "readings": (
        lambda s: s.readings.get_many([ArticleId(f"a{n:03d}0") for n in range(EVENTS)]),
        1,
    ),
    "placed": (lambda s: list(s.events.placed_since(at(0))), 1),
    "to measure": (lambda s: s.moves.to_measure(), 1),
}


@pytest.mark.parametrize("name", ASKED)
def test_a_list_takes_a_handful_of_queries_however_long_it_is(full: Store, name: str) -> None:
    ask, most = ASKED[name]
    with counted(full) as seen, full.reading() as session:
        ask(session)

    assert 0 < len(seen) <= most


@pytest.mark.parametrize(
    "name", ["members", "members as of", "article search", "readings", "placed"]
)
def test_what_is_asked_for_by_name_reads_no_whole_table(full: Store, name: str) -> None:
    ask, _ = ASKED[name]
    with counted(full) as seen, full.reading() as session:
        ask(session)
        connection = session.feeds._connection
        plans = [
            str(step[3])
            for statement, parameters in seen.copy()
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]

    scanned = [plan for plan in plans if plan.startswith(("SCAN articles", "SCAN matches"))]
    assert scanned == []

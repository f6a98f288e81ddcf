"""The short way to a list of events answers as the long way does."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.listing.grown import grow
from tapestory.errors import StoreError
from tapestory.store import EventQuery, Store
from tapestory.store.event_lines import can_list, list_events

BEGUN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("grown") / "tapestory.db"
    grow(path, 600)
    with closing(sqlite3.connect(path)) as connection:
        # What events lose and win between two looks: then their rows say what was.
        connection.execute(
            "UPDATE events SET stale = 1, last_seen = first_seen WHERE number % 7 = 0"
        )
        # States that are missing, moves that are pending, and days without a day 0.
        connection.execute("DELETE FROM verification_changes WHERE number % 11 = 0")
        connection.execute("UPDATE moves SET status = 'pending', raw = NULL WHERE rowid % 13 = 0")
        connection.execute("DELETE FROM moves WHERE window_end = 0 AND rowid % 5 = 0")
        connection.commit()
    return path


QUERIES = [
    EventQuery(),
    EventQuery(limit=1),
    EventQuery(limit=20),
    EventQuery(limit=10_000),
    EventQuery(min_articles=3, limit=15),
    EventQuery(min_articles=2),
    EventQuery(since=BEGUN + timedelta(days=100), limit=10),
    EventQuery(until=BEGUN + timedelta(days=60), limit=10),
    EventQuery(since=BEGUN + timedelta(days=30), until=BEGUN + timedelta(days=90)),
    EventQuery(silent_since=BEGUN + timedelta(days=120)),
    EventQuery(since=BEGUN + timedelta(days=900)),
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_both_ways_to_a_list_answer_alike(grown: Path, query: EventQuery) -> None:
    with Store.open(grown) as store, store.reading() as session:
        expected = session.events.find(query)
    assert list_events(grown, query) == expected


HOURS = st.integers(-100, 5_000).map(lambda hours: BEGUN + timedelta(hours=hours))
ANY_QUERY = st.builds(
    EventQuery,
    since=st.none() | HOURS,
    until=st.none() | HOURS,
    silent_since=st.none() | HOURS,
    limit=st.sampled_from([0, 1, 5, 40]),
    min_articles=st.sampled_from([1, 1, 2, 4]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(query=ANY_QUERY)
def test_any_stretch_of_time_is_answered_alike(grown: Path, query: EventQuery) -> None:
    with Store.open(grown) as store, store.reading() as session:
        assert list_events(grown, query) == session.events.find(query)


def test_other_questions_are_not_taken() -> None:
    assert can_list(EventQuery(limit=3, min_articles=2))
    assert not can_list(EventQuery(as_of=BEGUN))
    assert not can_list(EventQuery(symbol="META"))
    assert not can_list(EventQuery(sector="memory"))


def test_a_store_that_cannot_be_used_is_refused_as_ever(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here yet"):
        list_events(tmp_path / "none.db", EventQuery())
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5_000)
    with pytest.raises(StoreError):
        list_events(broken, EventQuery())

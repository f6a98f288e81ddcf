"""A week and ten days that are put together to a year are a sound store."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

from benchmarks.year.__main__ import too_dear
from benchmarks.year.growing import STAYING, grow
from store.builders import START, at, reading, tell
from store.test_store_outbox import MAIL
from tapestory.model import EventId
from tapestory.store import EventQuery, Store, maintenance
from tapestory.store.columns import metadata

_WEEKS, _LANES = 4, 2


def _filled(path: Path) -> int:
    with Store.open(path) as store, store.writing() as session:
        for number, event in enumerate(("abcdef01", "abcdef01", "abcdef02")):
            name = f"a{number:011}"
            tell(session, event, name, minute=number, text="A body of some words.")
            session.readings.save(reading(name), "1")
    return 3


def test_a_year_holds_every_week_under_ids_of_its_own(path: Path, tmp_path: Path) -> None:
    told = _filled(path)
    year = tmp_path / "year.db"

    grow(path, path, year, weeks=_WEEKS, lanes=_LANES)

    assert maintenance.check(year) == []
    assert maintenance.info(year)["articles"] == told * (_WEEKS + 1) * _LANES
    with Store.open(year) as store, store.reading() as session:
        found = session.events.find(EventQuery())
        assert len(found) == 2 * (_WEEKS + 1) * _LANES
        assert max(one.event.last_seen for one in found) == at(2)
        assert min(one.event.first_seen for one in found) == START - timedelta(weeks=_WEEKS)
        assert session.articles.unmatched() == []
        assert session.articles.unread("1") == []


def test_each_week_of_a_year_owes_its_own_updates(path: Path, tmp_path: Path) -> None:
    _filled(path)
    with Store.open(path) as store, store.writing() as session:
        assert session.outbox.keep(MAIL, at=START)
        session.tellings.keep(MAIL.id, (), owed=[EventId("abcdef01")])
    year = tmp_path / "year.db"

    grow(path, path, year, weeks=_WEEKS, lanes=_LANES)

    with sqlite3.connect(year) as raw:
        owed = raw.execute(
            "SELECT count(DISTINCT mail), count(DISTINCT event_id), count(*) FROM mail_owed"
            " JOIN outbox ON outbox.number = mail JOIN events ON events.id = event_id"
        ).fetchone()
    assert owed == (_WEEKS + 1, _WEEKS + 1, _WEEKS + 1)


def test_pruning_a_year_keeps_all_that_events_say(path: Path, tmp_path: Path) -> None:
    _filled(path)
    year = tmp_path / "year.db"
    grow(path, path, year, weeks=_WEEKS, lanes=_LANES)
    with Store.open(year) as store, store.reading() as session:
        before = [(one.event, one.articles, one.state) for one in session.events.find(EventQuery())]

    *_, pruned = maintenance.prune(year, older_than=START - timedelta(days=1))

    assert pruned == _WEEKS * _LANES
    assert maintenance.check(year) == []
    with Store.open(year) as store, store.reading() as session:
        after = [(one.event, one.articles, one.state) for one in session.events.find(EventQuery())]
        assert after == before


def test_what_the_news_does_not_grow_are_tables_that_there_are() -> None:
    assert set(metadata.tables) >= STAYING


def test_what_a_year_makes_dear_is_told_and_what_costs_next_to_nothing_is_not() -> None:
    ten = {"mail": 1.0, "chain": 0.08, "open the store": 0.001, "backup": 1.0}
    year = {"mail": 1.4, "chain": 3.9, "open the store": 0.01, "backup": 30.0}

    assert too_dear(ten, year) == ["chain"]

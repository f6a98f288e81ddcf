"""A full disk, a lock held for long, a missing table, a clock that jumps: nothing is half-done."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.many_hosts import ManyHosts, Plan, stored
from pipeline.programs import PATIENCE, call, command
from systems import System
from tapestory.demo import FolderServer
from tapestory.demo.sample_run import SAMPLE
from tapestory.errors import LockedError, StoreError
from tapestory.model import ArticleId, Feed, FeedStatus
from tapestory.pipeline.poll_step import poll
from tapestory.store import Store, database_file, maintenance

YEAR = timedelta(days=365)
_LIMITED = (
    "import resource, runpy, sys; limit = int(sys.argv[1]);"
    " resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit));"
    " sys.argv = sys.argv[2:]; runpy.run_module('tapestory', run_name='__main__')"
)


@pytest.mark.slow
def test_where_no_file_can_grow_whole_feeds_are_stored_or_none_of_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with ManyHosts(Plan(feeds=20, entries=20, words=200)) as hosts:
        path = hosts.subscribe(home)
        argv = command(home, "poll")
        full = subprocess.run(
            [sys.executable, "-c", _LIMITED, "600000", *argv[2:]],
            check=False,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert full.returncode == 6
        assert full.stderr.startswith(f"error: {path}: ")
        assert "df -h" in full.stderr
        assert "Traceback" not in full.stderr
        assert maintenance.check(path) == []
        seen = stored(path)
        assert len(seen) % 20 == 0
        assert len(seen) < len(hosts.all_entries)
        assert call(home, "poll").returncode == 0
    assert stored(path) == hosts.all_entries


def test_a_lock_that_another_process_keeps_for_too_long_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "tapestory.db"
    maintenance.migrate(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as ours,
            pytest.raises(sqlite3.OperationalError) as refused,
        ):
            ours.execute("BEGIN IMMEDIATE")
        known = database_file.explained(refused.value, path)
        assert isinstance(known, LockedError)
        assert known.exit_code == 5
        with Store.open(path) as store, store.reading() as session:
            assert session.feeds.all() == []


def test_a_table_that_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "tapestory.db"
    maintenance.migrate(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TABLE readings")
    with (
        pytest.raises(StoreError, match="its table readings is missing"),
        Store.open(path) as store,
        store.reading() as session,
    ):
        session.readings.get_many([ArticleId("a1")])


def test_a_clock_that_jumps_and_comes_back_leaves_no_feed_unasked(system: System) -> None:
    with FolderServer(SAMPLE / "feeds") as server:
        with system.components.store.writing() as session:
            for file in sorted((SAMPLE / "feeds").iterdir()):
                session.feeds.add(Feed(url=server.url_of(file)))
        start = system.clock.now()
        known = _asked(system)
        assert FeedStatus.SKIPPED not in known
        assert set(_asked(system)) == {FeedStatus.SKIPPED}
        for jump in (YEAR, timedelta(), -YEAR, timedelta()):
            system.clock.instant = start + jump
            # What was due a year from here is due now.
            assert FeedStatus.SKIPPED not in _asked(system)
            assert set(_asked(system)) == {FeedStatus.SKIPPED}


def _asked(system: System) -> list[FeedStatus]:
    return [outcome.status for outcome in poll(system.components)]

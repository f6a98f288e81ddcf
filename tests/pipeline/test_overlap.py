"""While one run polls, a second one gives way at once, and whoever reads or copies is served."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from pipeline.many_hosts import ManyHosts, Plan, Seen, stored
from pipeline.programs import PATIENCE, call, started, wait_until
from tapestory import bootstrap
from tapestory.config import resolve
from tapestory.store import Store, maintenance


@pytest.mark.slow
def test_while_a_poll_is_under_way_others_give_way_and_readers_are_served(tmp_path: Path) -> None:
    home, copy = tmp_path / "home", tmp_path / "copy.db"
    with ManyHosts(Plan(feeds=8, held_back=3)) as hosts:
        path = hosts.subscribe(home)
        with started(home, "poll") as process:
            wait_until(lambda: len(stored(path)) == 5 * 5)
            second = [call(home, "poll", "--all", "--json"), call(home, "run")]
            articles = call(home, "articles", "list", "--ndjson", "--limit", "0")
            feeds = call(home, "feeds", "list", "--json")
            backup = call(home, "db", "backup", str(copy))
            checked = call(home, "db", "check")
            added = call(home, "feeds", "add", "https://late.example/feed.xml")
            # None of them waited for the poll.
            assert process.poll() is None
            hosts.let_answer()
            out, err = process.communicate(timeout=PATIENCE)

    assert (process.returncode, err) == (0, "")
    assert "8 feeds: 8 new" in out
    assert [(done.returncode, done.stdout) for done in second] == [(5, "")] * 2
    assert all("another run holds" in done.stderr for done in second)
    assert [done.returncode for done in (articles, feeds, backup, checked, added)] == [0] * 5
    assert len(articles.stdout.splitlines()) == 5 * 5
    assert sum(feed["articles"] for feed in json.loads(feeds.stdout)["feeds"]) == 5 * 5
    assert maintenance.check(copy) == []
    assert len(stored(copy)) == 5 * 5
    assert stored(path) == hosts.all_entries


@pytest.mark.slow
def test_each_copy_made_while_feeds_are_stored_is_sound_and_holds_feeds_whole(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    copies: list[Seen] = []
    with ManyHosts(Plan(feeds=60, seconds=0.05)) as hosts:
        path = hosts.subscribe(home)
        with started(home, "poll") as process:
            while process.poll() is None:
                copy = tmp_path / f"copy{len(copies)}.db"
                maintenance.backup(path, copy)
                copies.append(stored(copy))
                assert maintenance.check(copy) == []
                copy.unlink()
    assert stored(path) == hosts.all_entries
    sizes = [len(seen) for seen in copies]
    assert sizes == sorted(sizes)
    assert any(0 < size < len(hosts.all_entries) for size in sizes)
    assert all(size % 5 == 0 for size in sizes)


@pytest.mark.slow
def test_the_daemon_says_that_the_lock_is_held_goes_on_and_stops_when_told(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with ManyHosts(Plan(feeds=4)) as hosts:
        path = hosts.subscribe(home)
        paths = resolve(home / "config.toml", {})
        with started(home, "daemon", "--every", "1") as process:
            assert process.stderr is not None
            assert "started" in process.stderr.readline()
            assert "feeds=4 feeds_failed=0 articles_new=20" in process.stderr.readline()
            with bootstrap.run_lock(paths):
                assert "another run holds" in process.stderr.readline()
            with Store.open(path) as store, store.writing() as session:
                for feed, state in session.feeds.all()[:1]:
                    session.feeds.save_state(feed.url, type(state)())
            assert "feeds=1 feeds_failed=0 articles_new=0" in process.stderr.readline()
            process.send_signal(signal.SIGTERM)
            _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert err.endswith(" stopped\n")
    assert stored(path) == hosts.all_entries


@pytest.mark.slow
def test_a_daemon_told_to_stop_in_a_round_ends_after_the_feed_that_answers(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with ManyHosts(Plan(feeds=6, held_back=2)) as hosts:
        path = hosts.subscribe(home)
        with started(home, "daemon") as process:
            wait_until(lambda: len(stored(path)) == 4 * 5)
            process.send_signal(signal.SIGTERM)
            hosts.let_answer()
            _, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
        assert "ended early; what the feeds brought is stored" in err
        assert len(stored(path)) in {5 * 5, 6 * 5}
        assert call(home, "poll").returncode == 0
    assert stored(path) == hosts.all_entries
    assert maintenance.check(path) == []

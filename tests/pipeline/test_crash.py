"""What is killed or stopped at any moment loses nothing, doubles nothing and changes nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.many_hosts import ManyHosts, Plan, stored
from pipeline.programs import PATIENCE, call, started, wait_until
from tapestory.demo import FolderServer
from tapestory.demo.sample_run import SAMPLE
from tapestory.model import Feed
from tapestory.moves.providers.csv_file import read_bars
from tapestory.store import ArticleQuery, EventQuery, Store, maintenance

_RUN = [sys.executable, "-m", "tapestory", "--config", "config.toml", "run"]
_KILL_AFTER = (1.0, 1.5, 1.8, 2.3)
"""Seconds; a whole run takes some three. Each run goes on where the one before was killed."""
_KILL_AT = ((0, 0.2), (0, 0.5), (1, 0.0), (40, 0.011), (90, 0.003), (140, 0.017), (190, 0.007))
"""Entries that are stored, and seconds after that: from before anything was asked to the middle."""

Outcome = dict[str, tuple[object, ...]]


def _prepare(home: Path, server: FolderServer) -> None:
    home.mkdir()
    (home / "config.toml").write_text(
        '[fetch]\nallow_networks = ["127.0.0.0/24"]\n', encoding="utf-8"
    )
    with Store.open(home / "tapestory.db", migrate=True) as store, store.writing() as session:
        for file in sorted((SAMPLE / "feeds").iterdir()):
            session.feeds.add(Feed(url=server.url_of(file)))
        session.prices.save(read_bars(SAMPLE / "closes.csv").bars)


def _outcome(home: Path) -> Outcome:
    """Everything that a run decides and that does not depend on the hour it ran at."""
    found: Outcome = {}
    with Store.open(home / "tapestory.db") as store, store.reading() as session:
        for item in session.articles.find(ArticleQuery()):
            found[f"article {item.article.id}"] = (item.event_id, item.article.copy_of)
        for summary in session.events.find(EventQuery()):
            event_id = summary.event.id
            moves, sector_moves = session.moves.of_event(event_id)
            found[f"event {event_id}"] = (
                summary.event.title,
                summary.event.happened,
                session.events.links(event_id),
                session.events.day0(event_id),
                moves,
                sector_moves,
                [change.state for change in session.events.verification_history(event_id)],
            )
    return found


@pytest.mark.slow
def test_a_run_killed_again_and_again_ends_like_one_that_was_let_alone(tmp_path: Path) -> None:
    with FolderServer(SAMPLE / "feeds") as server:
        _prepare(tmp_path / "calm", server)
        _prepare(tmp_path / "killed", server)
        subprocess.run(_RUN, cwd=tmp_path / "calm", check=True, capture_output=True)
        killed = 0
        for seconds in _KILL_AFTER:
            process = subprocess.Popen(
                _RUN, cwd=tmp_path / "killed", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            try:
                process.wait(timeout=seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                killed += 1
        subprocess.run(_RUN, cwd=tmp_path / "killed", check=True, capture_output=True)

    assert killed > 0
    assert _outcome(tmp_path / "killed") == _outcome(tmp_path / "calm")


@pytest.mark.slow
def test_a_poll_killed_again_and_again_stores_every_entry_exactly_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with ManyHosts(Plan(feeds=60, seconds=0.1)) as hosts:
        path = hosts.subscribe(home)
        for entries, seconds in _KILL_AT:
            with started(home, "poll") as process:
                while process.poll() is None and len(stored(path)) < entries:
                    time.sleep(0.005)
                time.sleep(seconds)
                process.kill()
                process.wait()
            seen = stored(path)
            assert len(seen) == len(set(seen))
            # A feed is stored with all that its answer held, or not at all.
            assert len(seen) % 5 == 0
        assert 0 < len(seen) < len(hosts.all_entries)
        assert call(home, "poll").returncode == 0

    assert stored(path) == hosts.all_entries
    assert maintenance.check(path) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("told", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)], ids=["SIGTERM", "Ctrl-C"]
)
@pytest.mark.parametrize("what", ["poll", "run"])
def test_what_is_told_to_stop_ends_at_once_in_a_line_and_keeps_what_it_has(
    tmp_path: Path, what: str, told: signal.Signals, code: int
) -> None:
    home = tmp_path / "home"
    with ManyHosts(Plan(feeds=8, held_back=3)) as hosts:
        path = hosts.subscribe(home)
        with started(home, what) as process:
            wait_until(lambda: len(stored(path)) == 5 * 5)
            process.send_signal(told)
            out, err = process.communicate(timeout=PATIENCE)
        assert (process.returncode, out) == (code, "")
        assert err == "interrupted; 5 feeds asked, and what they brought is stored\n"
        assert len(stored(path)) == 5 * 5
        hosts.let_answer()
        assert call(home, "poll").returncode == 0
    assert stored(path) == hosts.all_entries
    assert maintenance.check(path) == []

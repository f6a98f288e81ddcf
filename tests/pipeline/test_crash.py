"""A run that is killed at any moment loses nothing, doubles nothing and changes nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tapestory.demo import FolderServer
from tapestory.demo.sample_run import SAMPLE
from tapestory.model import Feed
from tapestory.moves.providers.csv_file import read_bars
from tapestory.store import ArticleQuery, EventQuery, Store

_RUN = [sys.executable, "-m", "tapestory", "--config", "config.toml", "run"]
_KILL_AFTER = (0.9, 1.3, 1.6, 1.8, 2.0, 2.3)
"""Seconds; a whole run takes some three. Each run goes on where the one before was killed."""

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

"""The embedded sample → a temporary store that holds its events, and the digest files beside it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tapestory import bootstrap
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.demo.server import FolderServer
from tapestory.digest import render_html, render_text
from tapestory.mailing import letter_bytes
from tapestory.model import EventView, Feed, FeedOutcome
from tapestory.moves.providers.csv_file import read_bars
from tapestory.pipeline import edition_step
from tapestory.pipeline.mail_settings import digest_letter
from tapestory.pipeline.run import RunReport, run
from tapestory.pipeline.view import find_views
from tapestory.store import EventQuery

SAMPLE = Path(__file__).parent / "sample"
SAMPLE_NOW = datetime(2026, 7, 3, 10, 0, tzinfo=UTC)
"""The sample plays on the morning of 3 July 2026, 06:00 in New York."""

OUTLETS = {
    "harbour-wire.rss": "Harbour Wire",
    "canal-street-ledger.atom": "Canal Street Ledger",
    "suanli-observer.json": "算力观察",
    "seoul-tape.rss": "서울 테이프",
}
"""File → outlet. All four are invented."""

_SAMPLE_CONFIG = """\
# Written by `tapestory demo`. The sample feeds are served on this computer.
[fetch]
allow_networks = ["127.0.0.0/24"]

[digest]
window_hours = 72
timezone = "America/New_York"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResult:
    """What the demo did and left behind."""

    config_file: Path
    """Give it to `tapestory --config` to look around in the sample store."""
    feeds: tuple[FeedOutcome, ...]
    report: RunReport
    events: tuple[EventView, ...]
    """Most widely told first."""
    html: Path
    text: Path
    eml: Path
    seconds: float
    """Wall time of everything after the imports."""


def run_demo(home: Path, *, say: Callable[[str], None]) -> DemoResult:
    """Serve the sample feeds on loopback and run the whole chain on them.

    Args:
        home: An empty folder for config, store and digest files.
        say: Told each step in a short line as it begins.

    Raises:
        StoreError: The folder cannot be written.
    """
    started = time.perf_counter()
    config_file = home / "config.toml"
    config_file.write_text(_SAMPLE_CONFIG, encoding="utf-8")
    paths = resolve(config_file, {})
    config = load(paths, {})
    with (
        FolderServer(SAMPLE / "feeds") as server,
        bootstrap.build(paths, config, clock=FixedClock(SAMPLE_NOW), create=True) as components,
    ):
        say(f"serving {len(OUTLETS)} sample feeds on {server.base_url}")
        with components.store.writing() as session:
            for name, outlet in OUTLETS.items():
                url = server.url_of(SAMPLE / "feeds" / name)
                session.feeds.add(Feed(url=url, title=f"{outlet} (sample)", outlet=outlet))
            session.prices.save(read_bars(SAMPLE / "closes.csv").bars)
        say("polling, matching, reading, linking, measuring")
        report = run(components, every_feed=True)
        events = find_views(components, EventQuery())
        edition = edition_step.edition(components, sample=True)
    html, text, eml = (home / f"digest.{kind}" for kind in ("html", "txt", "eml"))
    html.write_text(render_html(edition), encoding="utf-8")
    text.write_text(render_text(edition), encoding="utf-8")
    letter = digest_letter(edition, sender="tapestory@localhost", recipient="you@localhost")
    eml.write_bytes(letter_bytes(letter))
    return DemoResult(
        config_file=config_file,
        feeds=report.feeds,
        report=report,
        events=tuple(sorted(events, key=lambda view: -len(view.articles))),
        html=html,
        text=text,
        eml=eml,
        seconds=time.perf_counter() - started,
    )

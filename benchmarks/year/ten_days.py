"""Made-up feeds and prices → a store that ten days of runs have filled, as a user's would be.

Every run is the whole chain, over HTTP on loopback, with the mail of the day into a folder; a
person corrects something every day.
"""

from __future__ import annotations

import shutil
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from benchmarks.year.news import BEGUN, Press, feeds_for
from benchmarks.year.prices import Tape
from tapestory import bootstrap
from tapestory.clock import FixedClock
from tapestory.config import Paths, load, load_universe, resolve
from tapestory.demo import FolderServer
from tapestory.model import Feed
from tapestory.pipeline import edit_step
from tapestory.pipeline.components import Components
from tapestory.pipeline.run import RunReport, process, run
from tapestory.store import EventQuery, maintenance

DAYS = 10
WEEK = 7
"""What is repeated to make a year, so that every day keeps its weekday."""
RUNS_A_DAY = 2
PORT = 48_731
"""Fixed: feeds are known by their addresses."""
_PRICES_BEFORE = timedelta(days=550)
_SETTLED = timedelta(days=70)
"""By then every window has closed and every event has gone silent."""
_UNDER_WAY = timedelta(days=5)
"""News that begins has few stories to follow up; so long after it has all that it will have."""
_CLOSED = timedelta(hours=12)
"""Prices of a day are imported so long after it."""
_CONFIG = """\
[fetch]
allow_networks = ["127.0.0.0/24"]

[digest]
timezone = "America/New_York"
at = "02:00"

[[digest.recipients]]
address = "reader@example.org"

[mail]
via = "eml"
folder = "mail"

[[alerts.watches]]
name = "chips"
to = ["reader@example.org"]
tickers = ["NVDA", "MU"]
"""


@dataclass(slots=True, kw_only=True)
class World:
    """A home, the news and the prices that come to it, and the time there."""

    home: Path
    press: Press
    tape: Tape
    clock: FixedClock
    _held: list[Components] = field(default_factory=list)

    def __enter__(self) -> Self:
        """Build what its runs work with, once, as a daemon does."""
        self._held.append(self.built())
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self._held.pop().store.close()

    @property
    def components(self) -> Components:
        """What its runs work with, while it is entered."""
        return self._held[-1]

    @property
    def paths(self) -> Paths:
        """Where the store of this home is."""
        return resolve(self.home / "config.toml", {})

    def built(self) -> Components:
        """Return what a run works with, made as a command makes it; close it."""
        return bootstrap.build(self.paths, load(self.paths, {}), clock=self.clock, create=True)

    def at(self, now: datetime) -> int:
        """Let it be a time: the news is out, prices are imported; return how much news is."""
        self.clock.instant = now
        new = self.press.publish(now)
        self._import(now)
        return new

    def _import(self, now: datetime) -> None:
        bars = list(self.tape.until((now - _CLOSED).date()))
        if bars:
            with self.components.store.writing() as session:
                session.prices.save(bars)

    def run(self) -> RunReport:
        """Run the whole chain once."""
        with bootstrap.run_lock(self.paths):
            return run(self.components, every_feed=True)

    def settle(self) -> None:
        """Let so much time pass that nothing of what is stored can change any more."""
        self.clock.instant += _SETTLED
        self._import(self.clock.instant)
        process(self.components)

    def correct(self) -> None:
        """Do by hand what a person does in a day: merge two events, name one, confirm one."""
        with self.components.store.reading() as session:
            latest = [one.event.id for one in session.events.find(EventQuery(limit=4))]
        if len(latest) < 4:
            return
        title = f"Called so on {self.clock.instant:%d %B}"
        edit_step.merge_events(self.components, latest[0], latest[1:2])
        edit_step.rename_event(self.components, latest[2], title)
        edit_step.confirm_event(self.components, latest[3], "Their own notice says so.")


def opened(home: Path, server: FolderServer, *, a_day: int) -> World:
    """Return a new home: configured, subscribed to every feed, with prices of the past.

    Args:
        home: A folder that is not there yet.
        server: Serves the folder that the news is published in.
        a_day: Articles.
    """
    home.mkdir(parents=True)
    (home / "config.toml").write_text(_CONFIG, encoding="utf-8")
    world = _world(home, server.folder, a_day=a_day)
    _subscribe(world, server, a_day=a_day)
    return world


def _subscribe(world: World, server: FolderServer, *, a_day: int) -> None:
    """Follow every feed that so many articles come in; those that are known stay."""
    with world, world.components.store.writing() as session:
        for number in range(feeds_for(a_day)):
            url = server.url_of(server.folder / f"{number:03}.rss")
            session.feeds.add(Feed(url=url, title=f"Outlet {number}"))


def _world(home: Path, site: Path, *, a_day: int) -> World:
    paths = resolve(home / "config.toml", {})
    universe = load_universe(load(paths, {}), paths)
    named = [one for one in universe.instruments.values() if one.mic]
    benchmarks = sorted(set(universe.benchmarks.values()))
    return World(
        home=home,
        press=Press(site, a_day=a_day, named=named),
        tape=Tape(named, benchmarks, first=(BEGUN - _PRICES_BEFORE).date()),
        clock=FixedClock(BEGUN),
    )


def lived(world: World, week: Path) -> None:
    """Let ten days pass in a world.

    Args:
        world: New.
        week: Another home, made here: its store holds the first seven days, settled.
    """
    step = timedelta(hours=24 / RUNS_A_DAY)
    for place in range(DAYS * RUNS_A_DAY):
        world.at(BEGUN + (place + 1) * step)
        world.run()
        if (place + 1) % RUNS_A_DAY == 0:
            world.correct()
        if place + 1 == WEEK * RUNS_A_DAY:
            with apart(world, week) as other:
                other.settle()


def apart(world: World, home: Path) -> World:
    """Return a copy of a world, which goes its own way from here; its news is all told."""
    home.mkdir(parents=True)
    shutil.copy(world.home / "config.toml", home)
    maintenance.backup(world.paths.store, home / world.paths.store.name)
    shutil.copytree(world.paths.cache, resolve(home / "config.toml", {}).cache, dirs_exist_ok=True)
    return World(
        home=home,
        press=world.press,
        tape=deepcopy(world.tape),
        clock=FixedClock(world.clock.instant),
    )


def follower(home: Path, server: FolderServer, *, a_day: int, since: datetime) -> World:
    """Return a world that goes on in a home, with news and prices of its own.

    Args:
        home: With a configuration and a store.
        server: Serves the folder that the news is published in.
        a_day: Articles, from the first hour on.
        since: Its time.
    """
    site = server.folder
    world = _world(home, site, a_day=a_day)
    _subscribe(world, server, a_day=a_day)
    paths = world.paths
    universe = load_universe(load(paths, {}), paths)
    named = [one for one in universe.instruments.values() if one.mic]
    later = since - BEGUN - _UNDER_WAY
    world.press = Press(site, a_day=a_day, named=named, seed=11, later=later)
    world.press.skip(since)
    list(world.tape.until((since - _CLOSED).date()))
    world.clock.instant = since
    return world

"""Simulated days in one store, in a calm world or another → what was asked, held and weighed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from xml.sax.saxutils import quoteattr

from evaluation.soaking.memory import Weighed
from evaluation.soaking.postbox import Held, Postbox, delivering
from evaluation.soaking.press import DAY
from evaluation.soaking.processes import ROOT, Press, Round, Worker, printing
from evaluation.soaking.server import HOSTS, Asked
from evaluation.soaking.worker import Order

AFTERMATH = (10 * DAY, 11 * DAY)
"""Minutes after the midnight that follows the end, and half an hour after mail is due: when the
last runs are done. Every due time lies before, and feeds still show what they showed at the end."""
_AT_ONCE = 1 / 2
"""Of the kills: the run is done again in the same minute, as a service manager would."""
_WHERE = {
    "run": 4, "poll": 3, "read": 3, "place": 3, "link": 2, "measure": 2, "chain": 2, "mail": 2,
}  # fmt: skip
"""Where a run is killed, and how often in proportion; where it does not come
to that step, it lives."""
_PRICES_AT = 22 * 60 + 30
"""Minute of the day."""
_FRESH_EVERY = 360
"""Minutes from one run by a fresh process to the next."""
_SETTINGS = {
    "TAPESTORY__FETCH__ALLOW_NETWORKS": '["127.0.0.0/24"]',
    "TAPESTORY__FETCH__TOTAL_SECONDS": "1.0",
}
_CALM = {**_SETTINGS, "TAPESTORY__FETCH__TOTAL_SECONDS": "30.0"}


class World(StrEnum):
    """What a store lives in."""

    CALM = "calm"
    """Every feed answers, mail is taken, no run is killed."""
    KILLS = "kills"
    """As calm, but runs are killed, and done again at once, until they come to their end."""
    FAULTS = "faults"
    """Runs are killed, feeds and the mail server fail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """What is soaked, and how long."""

    feeds: int = 200
    minutes: int = 3 * DAY
    step: int = 30
    """Simulated minutes from run to run, as cron would have it; a divisor of 90."""
    seed: int = 1
    faulty: float = 0.2
    """Of all requests of the days with faults."""
    killed: float = 1 / 3
    """Of all runs, where any are."""
    mail_at: int = 7
    """The hour from which on mail is due."""

    @property
    def mornings(self) -> int:
        """How many times that hour struck in a run's time."""
        runs = range(0, self.minutes, self.step)
        return len({run // DAY for run in runs if run % DAY >= 60 * self.mail_at})

    @property
    def last(self) -> int:
        """The minute of the last run."""
        return self.after(AFTERMATH[-1])

    def after(self, more: int) -> int:
        """Return the minute of a run of the aftermath."""
        return -(-self.minutes // DAY) * DAY + 60 * self.mail_at + 30 + more


@dataclass(kw_only=True)
class Life:
    """How it went in one store."""

    home: Path
    asked: list[Asked] = field(default_factory=list)
    killed: set[int] = field(default_factory=set)
    """Ticks in which a worker was killed."""
    kills: Counter[str] = field(default_factory=Counter)
    """By step."""
    weighed: list[Weighed] = field(default_factory=list)
    held: Sequence[Held] = ()
    happened: Counter[str] = field(default_factory=Counter)
    """What the mail server did, by connection."""

    @property
    def store(self) -> Path:
        """The file."""
        return self.home / "tapestory.db"


class _Living:
    """A store and its surroundings while it lives."""

    def __init__(self, days: Days, life: Life, press: Press, world: World) -> None:
        self.days, self.life, self.press, self.world = days, life, press, world
        self.worker = self._new_worker()
        self.dice = random.Random(days.seed)  # noqa: S311 (reproducible)

    def through(self, box: Postbox) -> None:
        """Live the days and the aftermath."""
        box.troubled = self.world is World.FAULTS
        self.press.say(f"faulty {self.days.faulty if box.troubled else 0}")
        for tick, minute in enumerate(range(0, self.days.minutes, self.days.step)):
            self.press.say(f"now {minute} {tick}")
            self._tick(tick, Order(minute=minute, prices=minute % DAY == _PRICES_AT or tick == 0))
        self.press.say("faulty 0")
        box.troubled = False
        for i, after in enumerate(AFTERMATH):
            minute, tick = self.days.after(after), self.days.minutes + i
            self.press.say(f"now {minute} {tick}")
            self._tick(tick, Order(minute=minute, prices=True), calm=True)

    def _tick(self, tick: int, order: Order, *, calm: bool = False) -> None:
        """Do a run; what is killed is done again at once, or left to the next one."""
        dies = self.world is not World.CALM and not calm and self.dice.random() < self.days.killed
        where = self.dice.choices([*_WHERE], [*_WHERE.values()])[0]
        after = self.dice.uniform(0, 2) if where == "run" else self.dice.expovariate(25)
        done = self._obeyed(replace(order, kill_in=where, kill_after=after) if dies else order)
        while done.killed:
            self.life.killed.add(tick)
            self.life.kills[done.killed] += 1
            # Whoever brings the prices brings them again, until they were taken.
            again = order.prices or self.world is World.KILLS
            if not again and self.dice.random() >= _AT_ONCE:
                break
            done = self._obeyed(order)
        self._note(done)

    def _obeyed(self, order: Order) -> Round:
        fresh = self.world is World.CALM and order.minute % _FRESH_EVERY == _FRESH_EVERY // 2
        worker = self._new_worker() if fresh else self.worker
        done = worker.obey(order)
        if fresh:
            worker.end()
        if not done.killed:
            self.life.weighed.append(
                Weighed(minute=order.minute, peak=done.peak, resident=done.resident, fresh=fresh)
            )
        return done

    def _note(self, done: Round) -> None:
        """Keep what was asked; what the worker gave up waiting for is called late."""
        late = {int(url.rpartition("/")[2].partition(".")[0]) for url in done.failed}
        good = {"good", "shuffled", "304"}
        self.life.asked += [
            replace(each, kind="late") if each.feed in late and each.kind in good else each
            for each in self.press.log()
        ]

    def _new_worker(self) -> Worker:
        settings = _SETTINGS if self.world is World.FAULTS else _CALM
        return Worker(self.life.home, settings, self.days.seed)


def lived(days: Days, home: Path, world: World) -> Life:
    """Live through some days with a new store in a folder, and the aftermath."""
    life = Life(home=home)
    with printing(feeds=days.feeds, minutes=days.minutes, seed=days.seed) as press:
        living = _Living(days, life, press, world)
        with delivering(seed=days.seed, kill=living.worker.kill) as box:
            _settle(days, home, feeds_at=press.port, mail_at=box.port)
            try:
                living.through(box)
            finally:
                living.worker.end()
            life.held, life.happened = box.held, box.happened
    return life


def _settle(days: Days, home: Path, *, feeds_at: str, mail_at: int) -> None:
    """Write the configuration and subscribe to the feeds."""
    (home / "config.toml").write_text(
        '[fetch]\nallow_networks = ["127.0.0.0/24"]\n'
        '[smtp]\nhost = "127.0.0.1"\nsecurity = "none"\nsender = "digest@soak.example"\n'
        f"port = {mail_at}\n"
        'recipients = ["reader@soak.example", "second@soak.example", "third@soak.example"]\n'
        f'[digest]\nat = "{days.mail_at:02}:00"\n'
        '[[digest.recipients]]\naddress = "chips@soak.example"\ntickers = ["NVDA", "AMD", "MU"]\n',
        encoding="utf-8",
    )
    urls = (f"http://127.0.0.{1 + i % HOSTS}:{feeds_at}/feed/{i}.xml" for i in range(days.feeds))
    outlines = "".join(f"<outline xmlUrl={quoteattr(url)}/>" for url in urls)
    opml = home / "feeds.opml"
    opml.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>', encoding="utf-8")
    command = [sys.executable, "-m", "tapestory", "feeds", "import", str(opml)]
    environ = {**os.environ, "TAPESTORY_HOME": str(home)}
    subprocess.run(command, check=True, env=environ, cwd=ROOT, capture_output=True)  # noqa: S603 (ours)

"""A simulated day of polling two hundred feeds that fail, by pollers that are killed: `make soak`.

Every five simulated minutes the feeds that are due are polled over real sockets, under a clock
that is told the time. A fifth of all answers is faulty: connections dropped, bodies truncated,
stalled, cut or garbled, errors, pleas to come back later, log-in pages, redirects, feeds emptied
or shuffled. In every third round the poller is killed, wherever it just is. Then all is well
again and a last round is polled. What is stored must be what was published, each piece once, in
its last wording and with its former one, as in a second store that polled the same day without
faults and kills. Exit code 1 when anything does not hold.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import selectors
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from evaluation.soaking import books as accounts
from evaluation.soaking.books import Books
from evaluation.soaking.press import DAY, pieces
from evaluation.soaking.server import HOSTS, Asked

ROOT = Path(__file__).resolve().parent.parent
STEP = 5
"""Simulated minutes from round to round."""
AFTERMATH = (10 * DAY, 11 * DAY)
"""Minutes after the end: when the last rounds are polled. Every due time lies before, and every
feed still shows what it showed at the end."""
_KILLED = 1 / 3
"""Of all rounds."""
_SETTINGS = {
    "TAPESTORY__FETCH__ALLOW_NETWORKS": '["127.0.0.0/24"]',
    "TAPESTORY__FETCH__TOTAL_SECONDS": "1.0",
}
_CALM = {**_SETTINGS, "TAPESTORY__FETCH__TOTAL_SECONDS": "30.0"}
_PATIENCE = 120.0
"""Seconds of real time that a round may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What is soaked, and how long."""

    feeds: int = 200
    minutes: int = DAY
    seed: int = 1
    faulty: float = 0.2
    """Of all requests of the disturbed day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Soaked:
    """How a day went."""

    wrong: tuple[str, ...]
    """What does not hold, in words."""
    told: tuple[str, ...]
    """What was seen, a line each."""


class Poller:
    """A process that polls when told the minute; started when needed, killed at will."""

    def __init__(self, home: Path, settings: Mapping[str, str], seed: int) -> None:
        self._command = [sys.executable, "-m", "evaluation.soaking.poller", str(home), str(seed)]
        self._environ = {**os.environ, **settings}
        self._process: subprocess.Popen[str] | None = None
        self._usual = {True: 1.0, False: 0.3}
        """Seconds that a round lately took, with starting the process and without."""

    def poll(self, minute: int) -> int:
        """Poll at a minute; return the bytes that are resident afterwards.

        Raises:
            RuntimeError: The poller ended by itself, or does not end its round.
        """
        started = time.monotonic()
        cold = self._start()
        line = self._ask(minute, _PATIENCE)
        if not line:
            code = self._process.poll() if self._process else None
            message = f"the poller did not end its round at minute {minute} (code {code})"
            raise RuntimeError(message)
        self._usual[cold] = time.monotonic() - started
        return int(json.loads(line)["resident"])

    def poll_and_kill(self, minute: int, fraction: float) -> None:
        """Poll, and kill the poller after a fraction of the time that it usually takes."""
        cold = self._start()
        self._ask(minute, fraction * self._usual[cold])
        self.end()

    def end(self) -> None:
        """Kill the process, if there is one."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process = None

    def _start(self) -> bool:
        if self._process is not None:
            return False
        self._process = subprocess.Popen(  # noqa: S603 (our own program)
            self._command,
            cwd=ROOT,
            env=self._environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return True

    def _ask(self, minute: int, seconds: float) -> str:
        """Return the line that tells the end of a round, "" when it does not come in time."""
        if self._process is None or not self._process.stdin or not self._process.stdout:
            return ""
        self._process.stdin.write(f"{minute}\n")
        self._process.stdin.flush()
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._process.stdout, selectors.EVENT_READ)
            return self._process.stdout.readline() if waiting.select(seconds) else ""


class Press:
    """The server's process, spoken to over its pipes."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.port = self._answer()

    def say(self, line: str) -> str:
        """Send a line and return the answer."""
        if self._process.stdin is None:
            message = "the server was started without pipes"
            raise ValueError(message)
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._answer()

    def log(self) -> list[Asked]:
        """Return what was asked since this was last called."""
        return [Asked(**record) for record in json.loads(self.say("log"))]

    def _answer(self) -> str:
        return self._process.stdout.readline().strip() if self._process.stdout else ""


@contextmanager
def printing(day: Day) -> Iterator[Press]:
    """Serve the feeds of a day."""
    command = [sys.executable, "-m", "evaluation.soaking.server", "--feeds", str(day.feeds)]
    options = ["--minutes", str(day.minutes), "--seed", str(day.seed)]
    with subprocess.Popen(  # noqa: S603 (our own program)
        [*command, *options], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Press(process)
        finally:
            if process.stdin:
                process.stdin.close()


def live(day: Day, home: Path, *, disturbed: bool) -> Books:
    """Poll through a day with a new store in a folder, and the aftermath; return the books."""
    dice = random.Random(day.seed)  # noqa: S311 (reproducible)
    asked: list[Asked] = []
    killed: set[int] = set()
    resident: list[int] = []
    with printing(day) as press:
        _subscribe(day, home, press.port)
        press.say(f"faulty {day.faulty if disturbed else 0}")
        poller = Poller(home, _SETTINGS if disturbed else _CALM, day.seed)
        try:
            for tick, minute in enumerate(range(0, day.minutes, STEP)):
                press.say(f"now {minute} {tick}")
                if disturbed and dice.random() < _KILLED:
                    killed.add(tick)
                    poller.poll_and_kill(minute, dice.uniform(0, 1.1))
                else:
                    resident.append(poller.poll(minute))
                asked += press.log()
            press.say("faulty 0")
            for i, after in enumerate(AFTERMATH):
                press.say(f"now {day.minutes + after} {day.minutes + i}")
                poller.poll(day.minutes + after)
                asked += press.log()
        finally:
            poller.end()
    return Books(
        store=home / "tapestory.db",
        asked=asked,
        killed=frozenset(killed),
        resident=resident,
    )


def soak(day: Day, folder: Path) -> Soaked:
    """Live a day twice, disturbed and not, and compare the books with what was published."""
    homes = {disturbed: folder / name for disturbed, name in ((True, "faults"), (False, "calm"))}
    everything = [pieces(feed, day.minutes) for feed in range(day.feeds)]
    published = [piece for feed in everything for piece in feed]
    wrong: list[str] = []
    told = [f"{len(published)} pieces in {day.feeds} feeds, {day.minutes / 60:g} simulated hours"]
    digests = []
    for disturbed, home in homes.items():
        home.mkdir()
        book = live(day, home, disturbed=disturbed)
        articles = accounts.stored(book.store)
        digests.append(accounts.digest(articles))
        found = [
            *accounts.content(articles, published, day.minutes),
            *accounts.revisions(book, everything),
            *accounts.politeness(book),
            *accounts.soundness(book),
        ]
        if not disturbed:
            found += accounts.flatness(book.resident)
        wrong += [f"{home.name}: {complaint}" for complaint in found]
        asked = ", ".join(f"{count} {kind}" for kind, count in accounts.kinds(book.asked).items())
        told += [
            f"{home.name}: {len(book.asked)} requests ({asked})",
            f"{home.name}: {len(book.killed)} rounds killed",
            f"{home.name}: {len(articles)} articles stored, digest {digests[-1]}",
            f"{home.name}: {max(book.resident) / 1e6:.0f} MB at most",
            f"{home.name}: {accounts.growth(book.resident):.2f} times the early MB at the end",
        ]
    if len(set(digests)) > 1:
        wrong.append("the two stores differ")
    return Soaked(wrong=tuple(wrong), told=tuple(told))


def _subscribe(day: Day, home: Path, port: str) -> None:
    urls = (f"http://127.0.0.{1 + i % HOSTS}:{port}/feed/{i}.xml" for i in range(day.feeds))
    outlines = "".join(f"<outline xmlUrl={quoteattr(url)}/>" for url in urls)
    opml = home / "feeds.opml"
    opml.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>', encoding="utf-8")
    command = [sys.executable, "-m", "tapestory", "feeds", "import", str(opml)]
    environ = {**os.environ, "TAPESTORY_HOME": str(home)}
    subprocess.run(command, check=True, env=environ, cwd=ROOT, capture_output=True)  # noqa: S603


def main() -> int:
    """Soak a day and print how it went; return 1 when something does not hold."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--feeds", type=int, default=200)
    options.add_argument("--hours", type=float, default=24)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--faulty", type=float, default=0.2, help="of all answers")
    options.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the stores here")
    chosen = options.parse_args()
    day = Day(
        feeds=chosen.feeds,
        minutes=int(60 * chosen.hours),
        seed=chosen.seed,
        faulty=chosen.faulty,
    )
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="soak-") as passing:
        folder = chosen.keep or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        soaked = soak(day, folder)
    print("\n".join(soaked.told))
    print(f"took {time.monotonic() - started:.0f} s")
    for complaint in soaked.wrong[:20]:
        print(f"  WRONG {complaint}")
    print(f"{len(soaked.wrong)} things do not hold" if soaked.wrong else "soak holds")
    return 1 if soaked.wrong else 0


if __name__ == "__main__":
    sys.exit(main())

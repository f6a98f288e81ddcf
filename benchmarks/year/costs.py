"""A store → what it costs to poll, read, place, link, measure, compose and ask, in CPU seconds."""

from __future__ import annotations

import io
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.year.ten_days import World
from tapestory.cli.app import run as command
from tapestory.pipeline.edition_step import edition
from tapestory.pipeline.link_step import link_events
from tapestory.pipeline.measure_step import measure_events
from tapestory.pipeline.outbox_step import deliver_due
from tapestory.pipeline.place_step import place_articles
from tapestory.pipeline.poll_step import poll
from tapestory.pipeline.reading_step import read_articles
from tapestory.pipeline.story_step import chain_events
from tapestory.store import EventQuery, Store, maintenance

NEWS = "articles in the hour"
_STEP = timedelta(hours=1)
_DAY = timedelta(days=1)
_TIMES = 3
_ASKED = 7
"""Times each question is asked: the shortest take so little that what else goes on shows."""
_PRUNED = {"bytes", "article_revisions"}
_LISTED = 2_000
"""Events before the middle that are held to be told as before."""


class Account:
    """What was measured: CPU seconds of each, under its name."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = {}

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Count what the block takes."""
        began = time.process_time()
        yield
        self.note(name, time.process_time() - began)

    def note(self, name: str, number: float) -> None:
        """Keep what is no time beside what was counted."""
        self.seconds.setdefault(name, []).append(number)

    def medians(self) -> dict[str, float]:
        """Return the middle of what was counted under each name."""
        return {name: statistics.median(taken) for name, taken in self.seconds.items()}


def measured(world: World, *, rounds: int) -> dict[str, float]:
    """Return what each thing costs in a world's store: the median of some rounds.

    Args:
        world: Its news goes on; what is asked for comes from its store.
        rounds: Hours that pass.
    """
    account = Account()
    with account.of("open the store"), Store.open(world.paths.store):
        pass
    with world:
        for place in range(rounds + 1):
            world.at(world.clock.instant + _STEP)
            # The first round builds what all later ones use: dictionaries, calendars, patterns.
            _require_news(world, _round(world, account if place else Account()))
        world.correct()
        world.at(world.clock.instant + _STEP)
        with account.of("run after corrections"):
            report = world.run()
        _require_news(world, report.articles_new)
        for _ in range(_TIMES):
            with account.of("run without news"):
                world.run()
        _day_priced(world, account)
    _asked(world, account)
    return account.medians()


def _day_priced(world: World, account: Account) -> None:
    """Let the prices of a day come, which end the windows of all events that wait for them."""
    world.at(world.clock.instant + _DAY)
    components = world.components
    poll(components, every_feed=True)
    read_articles(components)
    place_articles(components)
    link_events(components)
    with account.of("measure, a day's prices"):
        measured_events = measure_events(components)
    if not measured_events:
        message = f"no prices at {world.clock.instant}: nothing to measure"
        raise RuntimeError(message)
    chain_events(components)


def _require_news(world: World, articles: int) -> None:
    if not articles:
        message = f"no news at {world.clock.instant}: nothing to measure"
        raise RuntimeError(message)


def _round(world: World, account: Account) -> int:
    """Let every step of a run do what an hour brought; return how many articles that was."""
    components = world.components
    with account.of("poll"):
        poll(components, every_feed=True)
    with account.of("read"):
        new = read_articles(components)
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("place", lambda: place_articles(components)),
        ("link", lambda: link_events(components)),
        ("measure", lambda: measure_events(components)),
        ("chain", lambda: chain_events(components)),
        ("mail", lambda: deliver_due(components)),
        ("digest", lambda: edition(components)),
    )
    for name, step in steps:
        with account.of(name):
            step()
    account.note(NEWS, new)
    return new


def _asked(world: World, account: Account) -> None:
    with Store.open(world.paths.store) as store, store.reading() as session:
        latest = session.events.find(EventQuery(limit=20))
        title = max((one.event.title for one in latest), key=len)
        events = [one.event.id for one in latest[:3]]
    words = sorted(title.split(), key=len)[-2:]
    few = ["--limit", "20"]
    questions = {
        "events list": [["events", "list", *few]],
        "events list --since 1d": [["events", "list", "--since", "1d", *few]],
        "events list --symbol NVDA": [["events", "list", "--symbol", "NVDA", *few]],
        "events list --sector": [["events", "list", "--sector", "hyperscaler", *few]],
        "events list --min-articles": [["events", "list", "--min-articles", "3", *few]],
        "events show": [["events", "show", event] for event in events],
        "events search, rare": [["events", "search", " ".join(words), *few]],
        "events search, common": [["events", "search", "shares", *few]],
        "articles search, common": [["articles", "search", "shares", *few]],
        "articles list": [["articles", "list", *few]],
        "claims list": [["claims", "list", *few]],
        "moves list": [["moves", "list", *few]],
        "digest preview": [["digest", "preview"]],
    }
    for name, lines in questions.items():
        for line in lines * _ASKED:
            with account.of(name), redirect_stdout(io.StringIO()):
                code = command(line, environ={"TAPESTORY_HOME": str(world.home)}, clock=world.clock)
            if code:
                message = f"tapestory {' '.join(line)} ended with {code}"
                raise RuntimeError(message)


def peak() -> int:
    """Return the most memory that this process ever held, in bytes."""
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def kept(world: World, scratch: Path) -> dict[str, float]:
    """Return what it costs to copy a store and to check it."""
    account = Account()
    store = world.paths.store
    with account.of("backup"):
        maintenance.backup(store, scratch)
    scratch.unlink()
    with account.of("check"):
        problems = maintenance.check(store)
    if problems:
        raise RuntimeError(problems[0])
    return account.medians()


def pruned(world: World) -> dict[str, float]:
    """Take the texts of a store's older half; return what that costs, and how large it is then.

    Raises:
        RuntimeError: Something else is not what it was.
    """
    account, store = Account(), world.paths.store
    about = maintenance.info(store)
    oldest, newest = (datetime.fromisoformat(str(about[name])) for name in ("oldest", "newest"))
    middle = oldest + (newest - oldest) / 2
    listed = _listed(world, until=middle)
    steps = maintenance.prune(store, older_than=middle)
    with account.of("prune"):
        while True:
            began = time.process_time()
            if next(steps, None) is None:
                break
            account.note("prune, a step", time.process_time() - began)
    with account.of("compact"):
        maintenance.compact(store)
    left = maintenance.info(store)
    account.note("file MB", int(about["bytes"]) / 1e6)
    account.note("file MB, pruned", int(left["bytes"]) / 1e6)
    problems = maintenance.check(store)
    other = {name for name in about if about[name] != left[name]} - _PRUNED
    if other or listed != _listed(world, until=middle):
        problems.append(f"not what they were: {', '.join(sorted(other)) or 'events'}")
    if problems:
        raise RuntimeError(problems[0])
    return account.medians()


def _listed(world: World, *, until: datetime) -> str:
    line = ["events", "list", "--until", until.isoformat(), "--limit", f"{_LISTED}", "--json"]
    told = io.StringIO()
    with redirect_stdout(told):
        command(line, environ={"TAPESTORY_HOME": str(world.home)}, clock=world.clock)
    return told.getvalue()

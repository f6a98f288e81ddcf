"""A store → what it costs to poll, read, place, link, measure, compose and keep, in CPU seconds."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.year.account import Account
from benchmarks.year.questions import store_of, told
from benchmarks.year.ten_days import World
from tapestory.pipeline.edition_step import edition
from tapestory.pipeline.link_step import link_events
from tapestory.pipeline.measure_step import measure_events
from tapestory.pipeline.outbox_step import deliver_due
from tapestory.pipeline.place_step import place_articles
from tapestory.pipeline.poll_step import poll
from tapestory.pipeline.reading_step import read_articles
from tapestory.pipeline.story_step import chain_events
from tapestory.store import Store, maintenance

NEWS = "articles in the hour"
_STEP = timedelta(hours=1)
_DAY = timedelta(days=1)
_TIMES = 6
_PRUNED = {"bytes", "article_revisions"}
_LISTED = 2_000
"""Events before the middle that are held to be told as before."""


def measured(
    world: World,
    account: Account,
    *,
    rounds: int,
    serving: Callable[[], AbstractContextManager[object]],
) -> Iterator[None]:
    """Count what each step costs in a world's store; pause between hours, for others to go on.

    Args:
        world: Its news goes on.
        account: Where it is counted.
        rounds: Hours that pass; an even number, as placing puts aside what it knows in every
            second one.
        serving: Makes its news to be had for as long as it is entered: never in a pause.
    """
    with account.of("open the store"), Store.open(world.paths.store):
        pass
    with world:
        for place in range(rounds + 1):
            world.at(world.clock.instant + _STEP)
            # The first round builds what all later ones use: dictionaries, calendars, patterns.
            with serving():
                _require_news(world, _round(world, account if place else Account()))
            yield
        world.correct()
        world.at(world.clock.instant + _STEP)
        with serving():
            with account.of("run after corrections"):
                report = world.run()
            _require_news(world, report.articles_new)
            for _ in range(_TIMES):
                with account.of("run without news"):
                    world.run()
        yield
        with serving():
            _day_priced(world, account)


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


def peak() -> int:
    """Return the most memory that this process ever held, in bytes."""
    return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def kept(home: Path) -> dict[str, float]:
    """Return what it costs to copy the store of a home and to check it."""
    account = Account()
    store, scratch = store_of(home), home / "backup.db"
    with account.of("backup"):
        maintenance.backup(store, scratch)
    scratch.unlink()
    with account.of("check"):
        problems = maintenance.check(store)
    if problems:
        raise RuntimeError(problems[0])
    return account.medians()


def pruned(home: Path) -> dict[str, float]:
    """Take the texts of a store's older half; return what that costs, and how large it is then.

    Raises:
        RuntimeError: Something else is not what it was.
    """
    account, store = Account(), store_of(home)
    about = maintenance.info(store)
    oldest, newest = (datetime.fromisoformat(str(about[name])) for name in ("oldest", "newest"))
    middle = oldest + (newest - oldest) / 2
    line = ["events", "list", "--until", middle.isoformat(), "--limit", f"{_LISTED}", "--json"]
    listed = told(home, line, now=newest)
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
    if other or listed != told(home, line, now=newest):
        problems.append(f"not what they were: {', '.join(sorted(other)) or 'events'}")
    if problems:
        raise RuntimeError(problems[0])
    return account.medians()

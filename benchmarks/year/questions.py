"""Questions put to several stores in turns → what each answer costs, in CPU seconds."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from datetime import datetime
from pathlib import Path

from benchmarks.year.account import Account
from tapestory.cli.app import run as command
from tapestory.clock import FixedClock
from tapestory.config import resolve
from tapestory.store import ArticleQuery, EventQuery, Store

_TIMES = 7
"""Times each question is asked: the shortest take so little that what else goes on shows."""


def store_of(home: Path) -> Path:
    """Return where the store of a home is."""
    return resolve(home / "config.toml", {}).store


def asked(homes: Mapping[str, Path]) -> dict[str, dict[str, float]]:
    """Return what each question costs in each home: the median of the times it was asked.

    They are asked in turns, so that what else the machine does falls on all of them alike, and
    once before that, when modules are imported.

    Args:
        homes: With a store each, under their names.
    """
    accounts = {name: Account() for name in homes}
    questions = {name: _questions(home) for name, home in homes.items()}
    clocks = {name: _latest(home) for name, home in homes.items()}
    for question in next(iter(questions.values())):
        for turn in range(_TIMES + 1):
            for name, home in homes.items():
                account = accounts[name] if turn else Account()
                for line in questions[name][question]:
                    with account.of(question):
                        told(home, line, now=clocks[name])
    return {name: account.medians() for name, account in accounts.items()}


def told(home: Path, line: Sequence[str], *, now: datetime) -> str:
    """Return what a command prints in a home."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        code = command(line, environ={"TAPESTORY_HOME": str(home)}, clock=FixedClock(now))
    if code:
        message = f"tapestory {' '.join(line)} ended with {code}"
        raise RuntimeError(message)
    return printed.getvalue()


def _latest(home: Path) -> datetime:
    """Return when the last article came to a home."""
    with Store.open(store_of(home)) as store, store.reading() as session:
        (last,) = session.articles.find(ArticleQuery(limit=1))
    return last.article.first_seen


def _questions(home: Path) -> Mapping[str, Sequence[Sequence[str]]]:
    """Return the lines of each question; some are about what is in the store."""
    with Store.open(store_of(home)) as store, store.reading() as session:
        latest = session.events.find(EventQuery(limit=20))
        title = max((one.event.title for one in latest), key=len)
        events = [one.event.id for one in latest[:3]]
    words = sorted(title.split(), key=len)[-2:]
    few = ["--limit", "20"]
    return {
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

"""Synthetic streams → articles a second at so many live events, how that grows and lasts."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

from benchmarks.matching.contenders import ROOT
from benchmarks.matching.pace import OURS, PEER
from benchmarks.matching.stream import LIVE_DAYS, SPAN_DAYS

REPETITIONS = 3
WINDOW = 1_000
WINDOWS = 5
"""Measured, once as many events are live as there will be."""
_ARTICLES_AN_EVENT = 2.45
"""Of the stream, measured on it."""
_SEEN_APART = 0.67
"""Of the stream's events, the share that ours keeps apart: a quarter are told to be mistaken."""
_LONG_WINDOW = 20_000


@dataclass(frozen=True, slots=True)
class Account:
    """What a window of articles cost, and what was live and in memory at its end."""

    articles: int
    seconds: float
    """Processor time of placing them."""
    live: int
    resident: int
    """Bytes more than before the first article."""
    peak: int
    """Bytes of the whole process at most so far, the interpreter and the stream included."""

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds


def paced(contender: str, *, events: int, articles: int, window: int) -> list[Account]:
    """Run a contender in a process of its own; return the account of every window.

    Args:
        contender: Which.
        events: About as many as ours will have live.
        articles: In all.
        window: Articles of each account.
    """
    command = [sys.executable, "-m", "benchmarks.matching.pace", contender]
    sizes = [
        "--events",
        str(told_apart(events)),
        "--articles",
        str(articles),
        "--window",
        str(window),
    ]
    done = subprocess.run(
        [*command, *sizes], cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True
    )
    return [Account(**json.loads(line)) for line in done.stdout.splitlines()]


def told_apart(events: int) -> int:
    """Return how many events of the stream make as many live ones of ours."""
    return round(events / _SEEN_APART)


def at_events(contender: str, events: int) -> Account:
    """Return the fastest window with as many live events; others on the machine only slow it."""
    days = LIVE_DAYS + 2.0
    warm = int(days * _ARTICLES_AN_EVENT * told_apart(events) / (LIVE_DAYS + SPAN_DAYS))
    articles = -(-warm // WINDOW) * WINDOW + WINDOWS * WINDOW
    accounts = paced(contender, events=events, articles=articles, window=WINDOW)
    return min(accounts[-WINDOWS:], key=lambda account: account.seconds)


def beside_peer(events: int, repetitions: int = REPETITIONS) -> dict[str, Account]:
    """Return the fastest window of each contender, the two taking turns."""
    turns = [(who, at_events(who, events)) for _ in range(repetitions) for who in (OURS, PEER)]
    return {
        contender: max((account for who, account in turns if who == contender), key=_rate)
        for contender in (OURS, PEER)
    }


def lasting(events: int, articles: int) -> list[Account]:
    """Return the accounts of a long run of ours, in windows of 20,000 articles."""
    return paced(OURS, events=events, articles=articles, window=min(_LONG_WINDOW, articles))


def _rate(account: Account) -> float:
    return account.rate

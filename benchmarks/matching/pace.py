"""A contender, a number of live events and of articles → what articles cost, window by window.

Run as `python -m benchmarks.matching.pace tapestory --events 5000 --articles 100000`: a process of
its own, so that memory is the contender's and the stream's (which keeps what is still to be told).
Prints a line of JSON for each window. Only placing is timed, stories are made ready before.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.matching.stream import Story, Stream

OURS = "tapestory"
PEER = "online TF-IDF"
_THRESHOLD = 0.14
"""Of the peer, as `contenders.PEER_TRIALS` has it."""

Contender = tuple[Callable[[Story], Any], Callable[[Any], object], Callable[[], int]]
"""What makes a story ready, what places it, and how many events are live."""


def main() -> None:
    """Place a stream and print the account of each window."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("contender", choices=[OURS, PEER])
    options.add_argument(
        "--events", type=int, required=True, help="of the stream, live at any time"
    )
    options.add_argument("--articles", type=int, required=True)
    options.add_argument("--window", type=int, default=1_000, help="articles in each")
    options.add_argument("--seed", type=int, default=7)
    chosen = options.parse_args()
    stream = Stream(chosen.events, seed=chosen.seed)
    ready, place, live = _ours(stream) if chosen.contender == OURS else _peer()
    stories, empty = iter(stream), _resident()
    for _ in range(0, chosen.articles, chosen.window):
        prepared = [ready(story) for story in islice(stories, chosen.window)]
        started = time.process_time()
        for one in prepared:
            place(one)
        seconds = time.process_time() - started
        account = {
            "articles": len(prepared),
            "seconds": seconds,
            "live": live(),
            "resident": _resident() - empty,
            "peak": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        }
        print(json.dumps(account), flush=True)


def _ours(stream: Stream) -> Contender:
    from benchmarks.matching.ours import item, matcher_for  # noqa: PLC0415 (not in a peer's memory)

    matcher = matcher_for(stream)
    return item, matcher.place, lambda: matcher.live_events


def _peer() -> Contender:
    from benchmarks.matching.online import OnlineTfIdf  # noqa: PLC0415 (not in our memory)

    matcher = OnlineTfIdf(_THRESHOLD)
    return (
        lambda story: (f"{story.title}\n{story.lead}", story.hours),
        lambda prepared: matcher.place(*prepared),
        lambda: matcher.live_events,
    )


def _resident() -> int:
    """Return the bytes of this process in memory now."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()

"""Polls what is due at the minutes that come in on standard input; dies at any moment.

Run as `python -m evaluation.soaking.poller HOME SEED`. Like the daemon it opens the store anew
for every round; unlike it, the clock stands at the minute it was told. After each round it prints
its resident bytes and how many feeds ended how, as JSON.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from evaluation.soaking.press import START
from tapestory import bootstrap, config
from tapestory.clock import FixedClock
from tapestory.pipeline import poll_step


def main() -> None:
    """Poll until standard input ends."""
    paths = config.resolve(None, {**os.environ, "TAPESTORY_HOME": sys.argv[1]})
    settings = config.load(paths, os.environ)
    jitter = random.Random(sys.argv[2]).random  # noqa: S311 (reproducible)
    for line in sys.stdin:
        clock = FixedClock(START + timedelta(minutes=int(line)))
        with (
            bootstrap.run_lock(paths),
            bootstrap.build_polling(paths, settings, clock=clock, create=True) as components,
        ):
            outcomes = poll_step.poll(replace(components, jitter=jitter))
        tally = Counter(outcome.status.value for outcome in outcomes)
        print(json.dumps({"resident": resident(), "tally": tally}), flush=True)


def resident() -> int:
    """Return the bytes of this process that are in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main()

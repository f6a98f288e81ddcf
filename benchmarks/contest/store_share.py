"""One round in this process → its processor seconds, and those spent inside the store.

Run as `python -m benchmarks.contest.store_share HOME`, where HOME has subscriptions; prints both
as JSON. A transaction's seconds are those of the thread that runs it, its commit included.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from tapestory import bootstrap, config
from tapestory.pipeline import poll_step
from tapestory.store import Session, Store

_OBJECTS_BETWEEN_COLLECTIONS = 200_000
"""As the command has it, so that the whole costs what the command costs."""


class TimedStore(Store):
    """A store that counts what its transactions cost."""

    seconds = 0.0
    """Of the threads' processor time."""

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Count what happens while it is open."""
        started = time.thread_time()
        with super().reading() as session:
            yield session
        self.seconds += time.thread_time() - started

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Count what happens while it is open, and the commit."""
        started = time.thread_time()
        with super().writing() as session:
            yield session
        self.seconds += time.thread_time() - started


def main() -> None:
    """Poll every feed of a home and print the account."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    paths = config.resolve(None, {**os.environ, "TAPESTORY_HOME": sys.argv[1]})
    settings = config.load(paths, os.environ)
    with (
        bootstrap.build_polling(paths, settings) as components,
        TimedStore.open(paths.store) as store,
    ):
        poll_step.poll(replace(components, store=store), every_feed=True)
        print(json.dumps({"store": store.seconds, "all": time.process_time()}))


if __name__ == "__main__":
    main()

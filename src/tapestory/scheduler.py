"""APScheduler jobs, no logic: one tick a minute; what is due stands in the store."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event
from types import FrameType

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from tapestory.clock import SystemClock

TICK_SECONDS = 60
_STOP = (signal.SIGTERM, signal.SIGINT)

Stopping = Callable[[], bool]
"""Tells whether the daemon was told to stop."""


def serve(tick: Callable[[Stopping], None], *, every_seconds: int = TICK_SECONDS) -> None:
    """Call `tick` at once and then at every interval until SIGTERM or SIGINT; then return.

    A tick that is still running when the next is due swallows it; one that comes late (the
    machine slept) runs once, not as often as it was missed. A running tick is waited for; it may
    ask whether to end early. A clock that is set back does not put off the next tick.

    Must be called from the main thread, the one that signals reach.

    Args:
        tick: One run under the lock. It handles its own errors.
        every_seconds: At least 1.
    """
    clock = SystemClock()
    every = timedelta(seconds=every_seconds)
    scheduler = BackgroundScheduler(
        timezone="UTC",
        executors={"default": ThreadPoolExecutor(max_workers=1)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    stopping = Event()
    job = scheduler.add_job(
        lambda: tick(stopping.is_set),
        IntervalTrigger(seconds=every_seconds, timezone="UTC"),
        next_run_time=clock.now(),
    )
    # The handler only writes to a pipe: it may run in the middle of the scheduler's own locks.
    told, tell = os.pipe()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        os.write(tell, b"x")

    before = {number: signal.signal(number, stop) for number in _STOP}
    try:
        scheduler.start()
        # The scheduler goes by the wall clock, this wait does not.
        while not select.select([told], [], [], every_seconds)[0]:
            if is_stranded(job.next_run_time, clock.now(), every):
                job.modify(next_run_time=clock.now())
        stopping.set()
        scheduler.shutdown(wait=True)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(told)
        os.close(tell)


def is_stranded(due: datetime | None, now: datetime, every: timedelta) -> bool:
    """Tell whether a tick is further ahead than any is ever set: the clock was set back since."""
    return due is not None and due > now + every

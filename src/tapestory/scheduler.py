"""APScheduler jobs, no logic: one tick a minute; what is due stands in the store."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from types import FrameType

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from tapestory.clock import SystemClock

TICK_SECONDS = 60
_STOP = (signal.SIGTERM, signal.SIGINT)


def serve(tick: Callable[[], None], *, every_seconds: int = TICK_SECONDS) -> None:
    """Call `tick` at once and then at every interval until SIGTERM or SIGINT; then return.

    A tick that is still running when the next is due swallows it; one that comes late (the
    machine slept) runs once, not as often as it was missed. A running tick is let finish.

    Must be called from the main thread, the one that signals reach.

    Args:
        tick: One run under the lock. It handles its own errors.
        every_seconds: At least 1.
    """
    scheduler = BackgroundScheduler(
        timezone="UTC",
        executors={"default": ThreadPoolExecutor(max_workers=1)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    scheduler.add_job(
        tick,
        IntervalTrigger(seconds=every_seconds, timezone="UTC"),
        next_run_time=SystemClock().now(),
    )
    # The handler only writes to a pipe: it may run in the middle of the scheduler's own locks.
    told, tell = os.pipe()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        os.write(tell, b"x")

    before = {number: signal.signal(number, stop) for number in _STOP}
    try:
        scheduler.start()
        os.read(told, 1)
        scheduler.shutdown(wait=True)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(told)
        os.close(tell)

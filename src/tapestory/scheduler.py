"""APScheduler jobs, no logic: one tick a minute; what is due stands in the store."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.interval import IntervalTrigger

TICK_SECONDS = 60


def serve(tick: Callable[[], None], *, every_seconds: int = TICK_SECONDS) -> None:
    """Call `tick` at once and then at every interval until SIGTERM or SIGINT; then return.

    A tick that is still running when the next is due swallows it; one that comes late (the
    machine slept) runs once, not as often as it was missed. A running tick is let finish.

    Args:
        tick: One run under the lock. It handles its own errors.
        every_seconds: At least 1.
    """
    scheduler = BlockingScheduler(
        timezone="UTC",
        executors={"default": ThreadPoolExecutor(max_workers=1)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    trigger = IntervalTrigger(seconds=every_seconds, timezone="UTC")
    scheduler.add_job(tick, trigger, id="tick")

    def stop(_signal: int, _frame: FrameType | None) -> None:
        scheduler.shutdown(wait=False)

    previous = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        tick()
        scheduler.start()
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)

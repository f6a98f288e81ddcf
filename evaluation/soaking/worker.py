"""Does a whole run at the minutes that come in on standard input; dies at any moment.

Run as `python -m evaluation.soaking.worker HOME SEED`. Like the daemon it opens the store anew for
every run; unlike it, the clock stands at the minute that it was told. Each line of input is a JSON
object that `Order` describes. After each run it prints a line of JSON: its bytes in memory, at the
peak of the run and after it, and the feeds that did not answer in a way that was any good. Where it
is to kill itself it prints in which step it does.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import FrameType

from evaluation.soaking import market
from evaluation.soaking.press import START
from tapestory import bootstrap, config
from tapestory.clock import FixedClock
from tapestory.config import Config
from tapestory.config.paths import Paths
from tapestory.model import FeedStatus
from tapestory.pipeline.components import Components
from tapestory.pipeline.price_step import keep_bars
from tapestory.pipeline.run import run

STEPS = {
    "poll_step": "poll", "page_step": "pages", "reading_step": "read", "place_step": "place",
    "link_step": "link", "measure_step": "measure", "story_step": "chain", "outbox_step": "mail",
    "price_step": "prices",
}  # fmt: skip
"""Module of the pipeline → the step that is at work while one of its functions is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be done."""

    minute: int
    prices: bool = False
    """Whether the bars of the sessions that have closed by now are to be kept first."""
    kill_in: str = ""
    """The step in which to die; "run" for whichever it is; empty to live on."""
    kill_after: float = 0.0
    """Seconds after that step was first seen."""


def main() -> None:
    """Run until standard input ends."""
    paths = config.resolve(None, {**os.environ, "TAPESTORY_HOME": sys.argv[1]})
    settings = config.load(paths, os.environ)
    for line in sys.stdin:
        order = Order(**json.loads(line))
        forget_peak()
        with Death(order):
            # The same for every feed of a run, and again where a killed run is done once more.
            jitter = random.Random(f"{sys.argv[2]} {order.minute}").random()  # noqa: S311 (reproducible)
            failed = _obeyed(order, paths, settings, jitter)
        print(json.dumps({"peak": peak(), "resident": resident(), "failed": failed}), flush=True)


def _obeyed(order: Order, paths: Paths, settings: Config, jitter: float) -> list[str]:
    """Do what is ordered; return the addresses of the feeds that failed."""
    clock = FixedClock(START + timedelta(minutes=order.minute))
    with (
        bootstrap.run_lock(paths),
        bootstrap.build(paths, settings, clock=clock, create=True) as built,
    ):
        components: Components = replace(built, jitter=lambda: jitter)
        if order.prices:
            keep_bars(components, market.bars(clock.now()))
        report = run(components)
    return [outcome.url for outcome in report.feeds if outcome.status is FeedStatus.FAILED]


class Death:
    """Kills this process within a run, where an order says so; not any more once it is over."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._over = threading.Event()
        self._speaking = threading.Lock()
        self._main = threading.get_ident()

    def __enter__(self) -> None:
        """Begin to watch the run."""
        if self._order.kill_in:
            threading.Thread(target=self._watch, daemon=True).start()

    def __exit__(self, *_: object) -> None:
        """Leave the process alive."""
        with self._speaking:
            self._over.set()

    def _watch(self) -> None:
        while not self._over.is_set() and self._order.kill_in not in {"run", self._step()}:
            time.sleep(0.001)
        time.sleep(self._order.kill_after)
        with self._speaking:
            if not self._over.is_set():
                print(json.dumps({"killed": self._step() or "between"}), flush=True)
                os.kill(os.getpid(), signal.SIGKILL)

    def _step(self) -> str:
        """Return what the run is at; empty where it is at no step."""
        frame: FrameType | None = sys._current_frames().get(self._main)  # noqa: SLF001 (documented)
        while frame is not None:
            step = STEPS.get(Path(frame.f_code.co_filename).stem)
            if step is not None:
                return step
            frame = frame.f_back
        return ""


def forget_peak() -> None:
    """Let the system count the peak anew (proc(5), clear_refs)."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def peak() -> int:
    """Return the most bytes of this process that were in memory since `forget_peak`."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return 1024 * int(line.split()[1])
    return 0


def resident() -> int:
    """Return the bytes of this process that are in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


if __name__ == "__main__":
    main()

"""What was measured, in CPU seconds."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Account:
    """What was measured: CPU seconds of each, under its name."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = {}

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Count what the block takes."""
        began = time.process_time()
        yield
        self.note(name, time.process_time() - began)

    def note(self, name: str, number: float) -> None:
        """Keep what is no time beside what was counted."""
        self.seconds.setdefault(name, []).append(number)

    def medians(self) -> dict[str, float]:
        """Return the middle of what was counted under each name."""
        return {name: statistics.median(taken) for name, taken in self.seconds.items()}

    def means(self) -> dict[str, float]:
        """Return how much it was under each name on the average: not every time is alike."""
        return {name: statistics.fmean(taken) for name, taken in self.seconds.items()}

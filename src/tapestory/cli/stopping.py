"""SIGTERM → the same clean end as Ctrl-C, told apart by the exit code."""

from __future__ import annotations

import signal
from types import FrameType

INTERRUPTED, TERMINATED = 130, 143
"""Exit codes: 128 and the number of the signal, as a shell reports a death by it."""


class StopSignals:
    """Listens for SIGTERM from the moment it is made; for the main thread of a process.

    What Ctrl-C does is done: inside an event loop its tasks are cancelled between two steps, so
    that a transaction under way is finished; anywhere else `KeyboardInterrupt` is raised.
    """

    def __init__(self) -> None:
        self._terminated = False
        signal.signal(signal.SIGTERM, self._stop)

    def exit_code(self, code: int) -> int:
        """Return the code to end with: that of SIGTERM where it was what interrupted."""
        return TERMINATED if self._terminated and code == INTERRUPTED else code

    def _stop(self, number: int, frame: FrameType | None) -> None:
        del number
        self._terminated = True
        interrupt = signal.getsignal(signal.SIGINT)
        if callable(interrupt):
            interrupt(signal.SIGINT, frame)
        else:
            # A shell starts what runs in its background deaf to Ctrl-C; SIGTERM still counts.
            raise KeyboardInterrupt

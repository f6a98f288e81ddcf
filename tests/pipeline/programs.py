"""The program as it is installed, in a process of its own that can be stopped at any moment."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 30
"""Seconds after which a test gives up on what hangs."""


def command(home: Path, *argv: str) -> list[str]:
    """Return the command line of a call in a home."""
    return [sys.executable, "-m", "tapestory", "--config", str(home / "config.toml"), *argv]


def call(home: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        command(home, *argv), check=False, capture_output=True, text=True, timeout=PATIENCE
    )


@contextmanager
def started(home: Path, *argv: str) -> Iterator[subprocess.Popen[str]]:
    """Give a command that runs; it is killed at the end if it still does."""
    # A test run in the background of a shell is deaf to Ctrl-C, and its children would be too.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        command(home, *argv), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    signal.signal(signal.SIGINT, before)
    with process:
        try:
            yield process
        finally:
            process.kill()


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait until something holds.

    Raises:
        TimeoutError: It never did.
    """
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            message = "what was waited for did not come about"
            raise TimeoutError(message)
        time.sleep(0.02)

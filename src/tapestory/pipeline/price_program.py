"""The user's own program and arguments for it → what it prints, within time and measure."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import Final

from tapestory.moves.providers.command import Ended, Run

_SECONDS: Final = 60.0
"""That a call may take."""
_MOST: Final = 32_000_000
"""Bytes that it may print: a century of days takes a tenth of that."""
_AT_ONCE: Final = 65_536


def run_in(
    folder: Path | None, argv: Sequence[str], *, seconds: float = _SECONDS, most: int = _MOST
) -> Run:
    """Return what calls a program and ends it, with all that it started, when it goes too far.

    Args:
        folder: In which it is started.
        argv: Program and first arguments; no shell takes part.
        seconds: That a call may take.
        most: Bytes that it may print, complaints included.
    """

    def run(arguments: Sequence[str]) -> Ended:
        process = subprocess.Popen(  # noqa: S603 - the command that the user configured
            [*argv, *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        with process:
            try:
                printed, complaint = _printed(process, argv[0], seconds, most)
            finally:
                if process.returncode is None:
                    os.killpg(process.pid, signal.SIGKILL)
        return Ended(process.returncode, printed, complaint.decode("utf-8", "replace"))

    return run


def _printed(
    process: subprocess.Popen[bytes], name: str, seconds: float, most: int
) -> tuple[bytes, bytes]:
    """Return what a program writes to standard output and error until it ends.

    Raises:
        TimeoutError: It takes longer.
        OverflowError: It writes more.
    """
    until = monotonic() + seconds
    written = [bytearray(), bytearray()]
    late = f"{name} did not end within {seconds:g} s"
    with selectors.DefaultSelector() as open_still:
        for pipe, told in zip((process.stdout, process.stderr), written, strict=True):
            if pipe is not None:
                open_still.register(pipe, selectors.EVENT_READ, told)
        while open_still.get_map():
            ready = open_still.select(max(until - monotonic(), 0.0))
            if not ready:
                raise TimeoutError(late)
            for key, _ in ready:
                some = os.read(key.fd, _AT_ONCE)
                key.data.extend(some)
                if not some:
                    open_still.unregister(key.fileobj)
            if sum(map(len, written)) > most:
                message = f"{name} printed more than {most / 1e6:g} MB"
                raise OverflowError(message)
    try:
        process.wait(max(until - monotonic(), 0.0))
    except subprocess.TimeoutExpired:
        raise TimeoutError(late) from None
    return bytes(written[0]), bytes(written[1])

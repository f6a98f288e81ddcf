"""Jobs on standard input → their answers on standard output, each within limits of its own.

The process that `Sandbox` starts. Run on its own it waits for a job, and ends with its input.
"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from tapestory.errors import SandboxError, TapestoryError

MAX_ANSWER = 100_000_000
"""Bytes of one pickled answer: a longer one would burden whoever reads it."""
DONE, RAISED = b"d", b"r"
STAYS, LEAVES = b"s", b"l"
_SLACK = 2


def main(arguments: list[str]) -> None:
    """Serve jobs until the input ends.

    Args:
        arguments: Seconds that a job may take, and bytes of address space.
    """
    seconds, memory = float(arguments[0]), int(arguments[1])
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_CORE, 0)
    jobs, answers = os.fdopen(0, "rb"), os.fdopen(os.dup(1), "wb")
    # What the work prints must not end up between our answers.
    os.dup2(2, 1)
    while jobs.peek(1):
        _start_clocks(seconds)
        kind, answer, in_step = _answer(jobs)
        _stop_clock()
        # What it once held it never gives back: the next job deserves its full measure.
        leaves = not in_step or _peak() > memory // 3
        _send(answers, kind + (LEAVES if leaves else STAYS), answer)
        if leaves:
            return


def _answer(jobs: BinaryIO) -> tuple[bytes, bytes, bool]:
    """Return how one job went, its pickled answer, and whether its input was read to its end."""
    in_step = False
    try:
        work: Callable[..., object]
        work, arguments = pickle.load(jobs)  # noqa: S301  # written by our parent
        in_step = True
        answer = pickle.dumps(work(*arguments), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return RAISED, pickle.dumps(SandboxError("it needed too much memory")), False
    except TapestoryError as error:
        return RAISED, _portable(error), in_step
    except Exception as error:  # noqa: BLE001  # a parser's bug, that one document finds
        return RAISED, _in_words(error), in_step
    if len(answer) > MAX_ANSWER:
        return RAISED, pickle.dumps(SandboxError("its answer is too large")), False
    return DONE, answer, True


def _portable(error: TapestoryError) -> bytes:
    try:
        pickled = pickle.dumps(error)
        pickle.loads(pickled)  # noqa: S301  # made in the line above
    except Exception:  # noqa: BLE001  # an error that cannot travel goes as what it says
        return _in_words(error)
    return pickled


def _in_words(error: Exception) -> bytes:
    said = f"it failed with {type(error).__name__}: {str(error)[:200]}"
    return pickle.dumps(SandboxError(said))


def _send(answers: BinaryIO, head: bytes, answer: bytes) -> None:
    answers.write(head)
    answers.write(answer)
    answers.flush()


def _start_clocks(seconds: float) -> None:
    """Bound what the job may take even when nobody is left to kill it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + _SLACK)
    signal.setitimer(signal.ITIMER_REAL, seconds + _SLACK)


def _stop_clock() -> None:
    signal.setitimer(signal.ITIMER_REAL, 0)


def _limit(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(kind, (allowed, hard))
    except (ValueError, OSError):
        # Not every system bounds address space; the wall clock still holds.
        return


def _peak() -> int:
    """Return the most memory this process ever held, in bytes."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, ValueError, IndexError):
        # Elsewhere what was counted before this program began, for whoever started it, counts too.
        pass
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


if __name__ == "__main__":
    main(sys.argv[1:])

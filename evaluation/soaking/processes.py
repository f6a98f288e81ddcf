"""The processes of the soak, spoken to over their pipes: the server of feeds, and the worker."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from evaluation.soaking.server import Asked
from evaluation.soaking.worker import Order

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a worker told of one run."""

    killed: str = ""
    """The step in which it was killed; empty where it came to its end."""
    peak: int = 0
    """Bytes in memory at most during the run."""
    resident: int = 0
    """Bytes in memory after it."""
    failed: tuple[str, ...] = ()
    """Addresses of the feeds that brought nothing."""


class Worker:
    """A process that runs when told the minute; started when needed, killed at will."""

    def __init__(self, home: Path, settings: Mapping[str, str], seed: int) -> None:
        self._command = [sys.executable, "-m", "evaluation.soaking.worker", str(home), str(seed)]
        self._environ = {**os.environ, **settings}
        self._process: subprocess.Popen[str] | None = None
        self._ending = threading.Lock()

    def obey(self, order: Order) -> Round:
        """Have it run, and return what it tells; a worker that was killed tells little.

        Raises:
            RuntimeError: It ended by itself.
        """
        process = self._running()
        if process.stdin is None or process.stdout is None:
            message = "the worker was started without pipes"
            raise RuntimeError(message)
        process.stdin.write(json.dumps(asdict(order)) + "\n")
        process.stdin.flush()
        told = process.stdout.readline()
        last = json.loads(told) if told else {}
        if "peak" in last:
            return Round(**{**last, "failed": tuple(last["failed"])})
        code = process.wait()
        self.end()
        if code != -signal.SIGKILL:
            message = f"the worker ended by itself at minute {order.minute} (code {code})"
            raise RuntimeError(message)
        return Round(killed=str(last.get("killed", "")) or "mail")

    def kill(self) -> None:
        """Kill it from another thread; whoever waits for it hears of that."""
        with self._ending:
            if self._process is not None:
                self._process.kill()
                self._process.wait()

    def end(self) -> None:
        """Kill the process, if there is one, and forget it."""
        with self._ending:
            if self._process is None:
                return
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with suppress(BrokenPipeError):
                        pipe.close()
            self._process = None

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 (our own program)
                self._command,
                cwd=ROOT,
                env=self._environ,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        return self._process


class Press:
    """The server's process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.port = self._answer()

    def say(self, line: str) -> str:
        """Send a line and return the answer."""
        if self._process.stdin is None:
            message = "the server was started without pipes"
            raise ValueError(message)
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._answer()

    def log(self) -> list[Asked]:
        """Return what was asked since this was last called."""
        return [Asked(**record) for record in json.loads(self.say("log"))]

    def _answer(self) -> str:
        return self._process.stdout.readline().strip() if self._process.stdout else ""


@contextmanager
def printing(*, feeds: int, minutes: int, seed: int) -> Iterator[Press]:
    """Serve the feeds of some days."""
    command = [sys.executable, "-m", "evaluation.soaking.server", "--feeds", str(feeds)]
    options = ["--minutes", str(minutes), "--seed", str(seed)]
    with subprocess.Popen(  # noqa: S603 (our own program)
        [*command, *options], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Press(process)
        finally:
            if process.stdin:
                process.stdin.close()

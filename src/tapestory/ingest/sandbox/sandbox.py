"""Work on hostile input → its result, or a `SandboxError` when it took too much and was killed."""

from __future__ import annotations

import asyncio
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Self, TypeVar

from tapestory.errors import SandboxError
from tapestory.ingest.sandbox.child import DONE, LEAVES

__all__ = ["Sandbox", "SandboxError"]

T = TypeVar("T")
_HEAD = 2


class Sandbox:
    """A child process that does work on hostile input within limits.

    It starts at first use, does one job at a time in the order they came, and is replaced after
    it was killed or has grown fat. When this process dies, it follows. An async context manager;
    a plain one for a single blocking use.

    Args:
        seconds: Wall and processor time that one job may take, the child's start included.
        memory: Bytes of address space that the child may have, its libraries included.
    """

    def __init__(self, *, seconds: float = 10.0, memory: int = 600_000_000) -> None:
        self._seconds = seconds
        self._memory = memory
        self._child: subprocess.Popen[bytes] | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._lock = threading.Lock()
        self._closed = False

    async def run(self, work: Callable[..., T], *args: object) -> T:
        """Return what `work(*args)` returns in the child; raise our own errors that it raises.

        Args:
            work: A function of a module's top level: it travels by its name.
            args: Anything that pickles, as must the result.

        Raises:
            SandboxError: It was killed, died, or failed with an error that is none of ours.
        """
        if self._thread is None:
            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sandbox")
        job = self._thread.submit(self.run_blocking, work, *args)
        try:
            return await asyncio.wrap_future(job)
        except asyncio.CancelledError:
            if job.running():
                self._kill()
            raise

    def run_blocking(self, work: Callable[..., T], *args: object) -> T:
        """Do the same while the caller's thread waits.

        Raises:
            SandboxError: It was killed, died, or failed with an error that is none of ours.
        """
        child = self._start()
        overtime = threading.Event()

        def stop() -> None:
            overtime.set()
            child.kill()

        watch = threading.Timer(self._seconds, stop)
        watch.daemon = True
        watch.start()
        try:
            head, answer = _exchange(child, (work, args))
        except (EOFError, OSError, pickle.UnpicklingError):
            # It may have closed its pipe a moment before it is dead.
            child.kill()
            self._end()
            reason = _why(child.returncode)
            if overtime.is_set():
                reason = f"it took longer than {self._seconds:g} s"
            raise SandboxError(reason) from None
        except Exception:  # what does not pickle has left half a job in the pipe
            child.kill()
            self._end()
            raise
        finally:
            watch.cancel()
        if head[1:] == LEAVES:
            self._end()
        if head[:1] == DONE:
            return answer  # type: ignore[return-value]  # what `work` returned
        raise answer if isinstance(answer, Exception) else SandboxError(str(answer))

    def close(self) -> None:
        """Kill the child, whatever it does; further jobs are refused."""
        with self._lock:
            self._closed = True
            self._kill()
        if self._thread is not None:
            self._thread.shutdown(cancel_futures=True)
            self._thread = None
        self._end()

    def _start(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._end()
        with self._lock:
            if self._closed:
                message = "it was closed"
                raise SandboxError(message)
            self._child = self._new_child()
            return self._child

    def _new_child(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  # our own module, under our own Python
            [
                sys.executable,
                "-P",
                "-m",
                "tapestory.ingest.sandbox.child",
                f"{self._seconds}",
                f"{self._memory}",
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Ctrl-C is for us to handle; the child ends with its input.
            start_new_session=True,
        )

    def _kill(self) -> None:
        child = self._child
        if child is not None:
            child.kill()

    def _end(self) -> None:
        """Wait for a child that is ending, and forget it."""
        child, self._child = self._child, None
        if child is None:
            return
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    # Closing flushes what the dead will not read.
                    continue
        child.wait()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.to_thread(self.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _exchange(child: subprocess.Popen[bytes], job: object) -> tuple[bytes, object]:
    if child.stdin is None or child.stdout is None:
        raise EOFError
    # Straight into the pipe and out of it: a body of 20 MB is not copied once more.
    pickle.dump(job, child.stdin, pickle.HIGHEST_PROTOCOL)
    child.stdin.flush()
    head = child.stdout.read(_HEAD)
    if len(head) < _HEAD:
        raise EOFError
    return head, pickle.load(child.stdout)  # noqa: S301  # written by our child


def _why(returncode: int) -> str:
    if -returncode == signal.SIGXCPU:
        return "it took too much processor time"
    if -returncode in (signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV):
        return "it needed too much memory, or was killed"
    return f"it ended without an answer (exit code {returncode})"

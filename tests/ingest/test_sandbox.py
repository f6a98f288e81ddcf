"""Whatever the work does, its caller gets an answer, and the next job a fresh start."""

from __future__ import annotations

import asyncio
import json
import math
import operator
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tapestory.errors import FetchError, ParseError
from tapestory.ingest.parsing.guard import guard
from tapestory.ingest.sandbox.sandbox import Sandbox, SandboxError

pytestmark = pytest.mark.slow
SECONDS = 2.0
MEMORY = 600_000_000


async def after(work: object, *arguments: object) -> tuple[BaseException, int]:
    """Return the error of one job, and what the next one answers."""
    async with Sandbox(seconds=SECONDS, memory=MEMORY) as sandbox:
        with pytest.raises(Exception, match=r".") as raised:
            await sandbox.run(work, *arguments)  # type: ignore[arg-type]  # any function at all
        return raised.value, await sandbox.run(operator.add, 40, 2)


def test_a_result_comes_back_and_the_child_is_used_again() -> None:
    async def twice() -> tuple[int, int, int]:
        async with Sandbox() as sandbox:
            first = await sandbox.run(os.getpid)
            return first, await sandbox.run(os.getpid), await sandbox.run(math.gcd, 12, 18)

    first, second, divisor = asyncio.run(twice())

    assert first == second != os.getpid()
    assert divisor == 6


def test_what_its_parent_holds_is_not_the_childs() -> None:
    held = b"x" * (MEMORY // 2)
    with Sandbox(memory=MEMORY) as sandbox:
        first, second = (sandbox.run_blocking(os.getpid) for _ in range(2))

    assert (first == second, len(held)) == (True, MEMORY // 2)


def test_a_job_that_hangs_is_ended_and_the_next_one_is_done() -> None:
    error, answer = asyncio.run(after(time.sleep, 60))

    assert isinstance(error, SandboxError)
    assert "longer than 2 s" in str(error)
    assert answer == 42


def test_a_job_that_eats_memory_is_ended_and_the_next_one_is_done() -> None:
    error, answer = asyncio.run(after(operator.mul, b"x", 2_000_000_000))

    assert isinstance(error, SandboxError)
    assert "memory" in str(error)
    assert answer == 42


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_a_job_that_dies_is_an_error_and_the_next_one_is_done(number: signal.Signals) -> None:
    error, answer = asyncio.run(after(signal.raise_signal, number))

    assert isinstance(error, SandboxError)
    assert answer == 42


def test_a_job_that_leaves_is_an_error_and_the_next_one_is_done() -> None:
    error, answer = asyncio.run(after(os._exit, 7))

    assert "7" in str(error)
    assert answer == 42


def test_an_answer_that_would_burden_the_caller_is_refused() -> None:
    error, answer = asyncio.run(after(operator.mul, b"x", 120_000_000))

    assert "too large" in str(error)
    assert answer == 42


def test_our_own_errors_travel_as_they_are() -> None:
    error, answer = asyncio.run(after(guard, "nothing"))

    assert isinstance(error, ParseError)
    assert "not well-formed" in str(error)
    assert answer == 42


@pytest.mark.parametrize(
    ("work", "argument", "said"),
    [
        (json.loads, "{", "JSONDecodeError: .*line 1"),
        (operator.itemgetter(3), (), "IndexError"),
        (operator.attrgetter("a"), 1, "AttributeError"),
    ],
)
def test_a_bug_that_one_document_finds_is_that_documents_failure(
    work: object, argument: object, said: str
) -> None:
    error, answer = asyncio.run(after(work, argument))

    assert isinstance(error, SandboxError)
    assert re.search(said, str(error))
    assert answer == 42


def test_work_that_cannot_travel_fails_here_and_costs_nothing() -> None:
    error, answer = asyncio.run(after(lambda: None))

    assert not isinstance(error, FetchError)
    assert answer == 42


def test_what_the_work_prints_is_no_answer() -> None:
    async def printing() -> int:
        async with Sandbox() as sandbox:
            await sandbox.run(print, "d", "s", flush_me := "x" * 100_000, flush_me)
            return await sandbox.run(operator.add, 1, 2)

    assert asyncio.run(printing()) == 3


def test_jobs_wait_for_each_other_and_all_are_answered() -> None:
    async def many() -> list[int]:
        async with Sandbox() as sandbox:
            jobs = [sandbox.run(operator.add, number, 0) for number in range(50)]
            return list(await asyncio.gather(*jobs))

    assert asyncio.run(many()) == list(range(50))


def test_a_job_whose_caller_gave_up_stops_at_once() -> None:
    async def give_up() -> int:
        async with Sandbox(seconds=30) as sandbox:
            await sandbox.run(abs, 1)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.2):
                    await sandbox.run(time.sleep, 25)
            return await sandbox.run(abs, -2)

    assert asyncio.run(asyncio.wait_for(give_up(), 10)) == 2


def test_closing_does_not_wait_for_a_job() -> None:
    async def leave() -> list[BaseException | None]:
        async with Sandbox(seconds=30) as sandbox:
            jobs = [asyncio.create_task(sandbox.run(time.sleep, 25)) for _ in range(3)]
            await asyncio.sleep(0.3)
        return await asyncio.gather(*jobs, return_exceptions=True)

    answers = asyncio.run(asyncio.wait_for(leave(), 10))

    assert all(isinstance(answer, SandboxError | asyncio.CancelledError) for answer in answers)


def test_a_closed_sandbox_refuses() -> None:
    sandbox = Sandbox()
    sandbox.close()

    with pytest.raises(SandboxError):
        sandbox.run_blocking(abs, -1)


def test_a_single_use_needs_no_event_loop() -> None:
    with Sandbox() as sandbox:
        child = sandbox.run_blocking(os.getpid)

    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_the_child_ends_when_its_parent_is_killed() -> None:
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            (
                "import os, time; from tapestory.ingest.sandbox.sandbox import Sandbox;"
                "s = Sandbox();"
                "print(s.run_blocking(os.getpid), flush=True); time.sleep(60)"
            ),
        ],
        stdout=subprocess.PIPE,
    )
    with parent:
        child = int(parent.stdout.readline()) if parent.stdout is not None else 0
        parent.kill()

    for _ in range(100):
        if not _runs(child):
            return
        time.sleep(0.05)
    pytest.fail("it outlived its parent by five seconds")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2]
    except (ProcessLookupError, FileNotFoundError):
        return False
    # Nobody may be there to bury an orphan: dead, but still listed.
    return state.split()[0] != "Z"

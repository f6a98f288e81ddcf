"""Runs the command line in this process, in a home of its own, at a fixed time."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tapestory.cli.app import run
from tapestory.cli.terminal import Terminal
from tapestory.clock import Clock, FixedClock

NOW = datetime(2026, 7, 3, 10, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one call of the program did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The document on standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The NDJSON lines on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A folder in which config, store and lock of the calls lie."""

    path: Path
    clock: Clock = field(default_factory=lambda: FixedClock(NOW))
    environ: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, *argv: str) -> Answer:
        """Run one command line."""
        out, err = io.StringIO(), io.StringIO()
        environ = {"TAPESTORY_HOME": str(self.path), **self.environ}
        with redirect_stdout(out), redirect_stderr(err):
            code = run(argv, environ=environ, clock=self.clock)
        return Answer(code=code, out=out.getvalue(), err=err.getvalue())


@dataclass(frozen=True, slots=True)
class StrickenClock:
    """A clock that fails when it is asked: stands for whatever can go wrong inside."""

    error: Callable[[], BaseException]

    def now(self) -> datetime:
        """Fail."""
        raise self.error()


def terminal(*, tty: bool = False, colors: bool = False, width: int = 80) -> Terminal:
    """Return a terminal that writes into a text."""
    return Terminal(stream=io.StringIO(), is_tty=tty, colors=colors, width=width)


def written(out: Terminal) -> str:
    """Return what was written to such a terminal."""
    assert isinstance(out.stream, io.StringIO)
    return out.stream.getvalue()

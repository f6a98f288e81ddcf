"""The package eventstudy in a process of its own, asked round by round."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / ".venv-bench" / "bin" / "python"
"""The environment of the peers; `make benchmark` sets it up."""
_ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the peer makes of some events."""

    seconds: float
    """Processor time."""
    car: Sequence[float]
    t: Sequence[float]
    p: Sequence[float]


class EventStudy(AbstractContextManager["EventStudy"]):
    """The peer, with returns before it, on one core.

    Args:
        returns: A CSV file with a column `date` and one a name; not needed any more afterwards.
        market: The column of the market.
        estimation: Sessions that the model learns from.
        python: The interpreter of its environment.
    """

    def __init__(self, returns: Path, *, market: str, estimation: int, python: Path) -> None:
        self._process = subprocess.Popen(
            [str(python), "-m", "benchmarks.moves.peer_process"],
            cwd=ROOT,
            env={**os.environ, **_ONE_THREAD},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._asked({"returns": str(returns), "market": market, "estimation": estimation})

    def measure(
        self, events: Sequence[tuple[str, date]], *, window: tuple[int, int], ends_before: int
    ) -> Answer:
        """Return what it makes of events.

        Args:
            events: Names and days 0.
            window: First and last session relative to day 0.
            ends_before: The last session of the estimation window, so many before day 0; the peer
                counts its buffer from the first session of the event window.
        """
        told = self._asked(
            {
                "events": [(name, day.isoformat()) for name, day in events],
                "window": window,
                "buffer": ends_before - 1 + window[0],
            }
        )
        return Answer(**told)

    def _asked(self, told: dict[str, Any]) -> dict[str, Any]:
        if self._process.stdin is None or self._process.stdout is None:
            message = "the peer was started without pipes"
            raise RuntimeError(message)
        self._process.stdin.write(f"{json.dumps(told)}\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process.wait()

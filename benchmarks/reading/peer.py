"""spaCy's PhraseMatcher in a process of its own, asked round by round."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / ".venv-bench" / "bin" / "python"
"""The environment of the peers; `make benchmark` sets it up."""


class PhraseMatcher(AbstractContextManager["PhraseMatcher"]):
    """The peer, with its names and texts before it.

    Args:
        names: What it looks for, whatever the case.
        texts: Where it looks in every round.
    """

    built: float
    """Processor seconds that making it ready took."""

    def __init__(self, names: Sequence[str], texts: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            [str(PEERS), "-m", "benchmarks.reading.peer_process"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.built = self._asked(json.dumps({"names": names, "texts": texts}))["built"]

    def round(self) -> dict[str, float]:
        """Return the processor seconds of "cutting" and "matching", and how many it "found"."""
        return self._asked("again")

    def _asked(self, line: str) -> dict[str, float]:
        if self._process.stdin is None or self._process.stdout is None:
            message = "the peer was started without pipes"
            raise RuntimeError(message)
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        told: dict[str, float] = json.loads(self._process.stdout.readline())
        return told

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

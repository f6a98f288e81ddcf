"""A peer in a process of its own, in the environment of the peers, asked line by line."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / ".venv-bench" / "bin" / "python"
"""The environment of the peers; `make benchmark` sets it up."""
_NOTHING: Mapping[str, str] = MappingProxyType({})


class PeerProcess(AbstractContextManager["PeerProcess"]):
    """A program that answers each line with a line of JSON, until it is left.

    Args:
        module: What runs, for instance benchmarks.moves.peer_process.
        python: The interpreter of its environment.
        variables: What its environment says besides.
    """

    def __init__(
        self, module: str, *, python: Path = PEERS, variables: Mapping[str, str] = _NOTHING
    ) -> None:
        self._process = subprocess.Popen(
            [str(python), "-m", module],
            cwd=ROOT,
            env={**os.environ, **variables},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def asked(self, line: str) -> dict[str, Any]:
        """Return the answer to a line."""
        if self._process.stdin is None or self._process.stdout is None:
            message = "the peer was started without pipes"
            raise RuntimeError(message)
        self._process.stdin.write(f"{line}\n")
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

"""The server in a process of its own, spoken to over its pipes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.contest.contestants import ROOT


@dataclass(frozen=True, slots=True)
class Ground:
    """Feeds that are being served."""

    process: subprocess.Popen[str]
    urls: tuple[str, ...]

    def publish(self, edition: int, *, every: int) -> None:
        """Let every so manieth feed show an edition; the others keep theirs."""
        self._say(f"edition {edition} {every}")

    def tally(self) -> dict[str, int]:
        """Return how many answers of each status were given since this was last asked."""
        found = json.loads(self._say("tally"))
        return {str(status): int(count) for status, count in found.items()}

    def _say(self, line: str) -> str:
        if self.process.stdin is None or self.process.stdout is None:
            message = "the server was started without pipes"
            raise ValueError(message)
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()


@contextmanager
def serving(feeds: int, *, hosts: int = 1) -> Iterator[Ground]:
    """Serve so many feeds, spread evenly over so many loopback addresses."""
    command = [sys.executable, "-m", "benchmarks.contest.server"]
    options = ["--feeds", str(feeds), "--hosts", str(hosts)]
    with subprocess.Popen(
        [*command, *options], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        port = process.stdout.readline().strip() if process.stdout else ""
        urls = tuple(
            f"http://127.0.0.{1 + number % hosts}:{port}/feed/{number}.xml"
            for number in range(feeds)
        )
        try:
            yield Ground(process, urls)
        finally:
            if process.stdin:
                process.stdin.close()

"""Scores → `measured.json`, with when and on what they were measured: what docs quote."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

PLACES = 4
"""Of what is kept: more than any page prints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The last measurement of each part of the evaluation."""

    parts: Mapping[str, Mapping[str, Any]]
    """Part → `measured` (ISO date), `python`, `machine`, `cores`, `load` (how many processes wanted
    to run just then, ours among them), and `scores` by their full names."""

    @classmethod
    def read(cls, path: Path) -> Record:
        """Read a record; one that does not exist is empty."""
        if not path.exists():
            return cls(parts={})
        return cls(parts=json.loads(path.read_text(encoding="utf-8")))

    def write(self, path: Path) -> None:
        """Write it in an order that makes a change of one score a change of one line."""
        text = json.dumps(self.parts, indent=2, sort_keys=True, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8")

    def renewed(self, scores: Mapping[str, float], parts: list[str], *, on: date) -> Record:
        """Return it with these parts measured anew; a score's name begins with its part's."""
        fresh = {
            part: {
                "measured": on.isoformat(),
                "python": platform.python_version(),
                "machine": machine(),
                "cores": os.cpu_count(),
                "load": round(os.getloadavg()[0], 1),
                "scores": {
                    name: round(score, PLACES)
                    for name, score in scores.items()
                    if name.startswith(f"{part}.")
                },
            }
            for part in parts
        }
        return Record(parts={**self.parts, **fresh})


def machine() -> str:
    """Return what this computer says it is: its processor where it tells, else its kind."""
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return f"{line.partition(':')[2].strip()}, {platform.system()}"
    return f"{platform.machine()}, {platform.system()}"

"""Figures of a benchmark → a file that a recording run named: `benchmarks.run --record` reads it.

A benchmark calls `keep` with what it measured, by full names such as `benchmark.startup.ratio`;
where nobody records, that does nothing. Units stand in the last word of a name (`_ms`, `_mb`,
`_s`, `_a_second`); what has none is a ratio or a score.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "TAPESTORY_BENCHMARK_FIGURES"
"""Names the file, for as long as a recording run lasts."""


def keep(part: str, figures: Mapping[str, float]) -> None:
    """Add figures of a benchmark to what is recorded, if anything is."""
    if path := os.environ.get(VARIABLE):
        named = {f"benchmark.{part}.{name}": float(value) for name, value in figures.items()}
        with Path(path).open("a", encoding="utf-8") as kept:
            kept.write(json.dumps(named) + "\n")


def slug(words: str) -> str:
    """Return words as a part of a figure's name: "reader, 10 workers" → reader_10_workers."""
    return re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")


def kept(path: Path) -> dict[str, float]:
    """Return what was kept in a file; of what was measured twice, the last."""
    figures: dict[str, float] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        figures |= json.loads(line)
    return figures

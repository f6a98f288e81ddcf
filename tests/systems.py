"""What a test of the whole is handed."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tapestory.clock import FixedClock
from tapestory.config import Paths
from tapestory.pipeline.components import Components
from tapestory.store import maintenance


@dataclass(frozen=True)
class System:
    """A running system in a temporary folder, and the clock that it lives by."""

    components: Components
    clock: FixedClock
    paths: Paths


def put_empty_store(path: Path) -> None:
    """Lay down a store that was migrated once: to migrate takes longer than most tests."""
    path.write_bytes(_migrated())


@cache
def _migrated() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tapestory.db"
        maintenance.migrate(path)
        return path.read_bytes()

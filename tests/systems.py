"""What a test of the whole is handed."""

from __future__ import annotations

from dataclasses import dataclass

from tapestory.clock import FixedClock
from tapestory.config import Paths
from tapestory.pipeline.components import Components


@dataclass(frozen=True)
class System:
    """A running system in a temporary folder, and the clock that it lives by."""

    components: Components
    clock: FixedClock
    paths: Paths

"""spaCy's PhraseMatcher in a process of its own, asked round by round."""

from __future__ import annotations

import json
from collections.abc import Sequence

from benchmarks.peer import PeerProcess


class PhraseMatcher(PeerProcess):
    """The peer, with its names and texts before it.

    Args:
        names: What it looks for, whatever the case.
        texts: Where it looks in every round.
    """

    built: float
    """Processor seconds that making it ready took."""

    def __init__(self, names: Sequence[str], texts: Sequence[str]) -> None:
        super().__init__("benchmarks.reading.peer_process")
        self.built = self.asked(json.dumps({"names": names, "texts": texts}))["built"]

    def round(self) -> dict[str, float]:
        """Return the processor seconds of "cutting" and "matching", and how many it "found"."""
        return self.asked("again")

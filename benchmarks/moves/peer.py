"""The package eventstudy in a process of its own, asked round by round."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.peer import PeerProcess

__all__ = ["Answer", "EventStudy"]

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


class EventStudy(PeerProcess):
    """The peer, with returns before it, on one core.

    Args:
        returns: A CSV file with a column `date` and one a name; not needed any more afterwards.
        market: The column of the market.
        estimation: Sessions that the model learns from.
        python: The interpreter of its environment.
    """

    def __init__(self, returns: Path, *, market: str, estimation: int, python: Path) -> None:
        super().__init__("benchmarks.moves.peer_process", python=python, variables=_ONE_THREAD)
        self._told({"returns": str(returns), "market": market, "estimation": estimation})

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
        told = self._told(
            {
                "events": [(name, day.isoformat()) for name, day in events],
                "window": window,
                "buffer": ends_before - 1 + window[0],
            }
        )
        return Answer(**told)

    def _told(self, what: dict[str, Any]) -> dict[str, Any]:
        return self.asked(json.dumps(what))

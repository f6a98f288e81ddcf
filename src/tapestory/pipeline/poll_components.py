"""What polling works with: the store, the clock, and how feeds are asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from tapestory.clock import Clock
from tapestory.ingest.fetching.answers import FetchLimits
from tapestory.ingest.timing.schedule import PollSettings
from tapestory.store import Store


@dataclass(frozen=True, kw_only=True)
class PollComponents:
    """Everything that a poll needs, built once by `bootstrap`. Closing it closes the store.

    Kept apart from what the other steps need, so that a poll starts soon and stays small.
    """

    store: Store
    clock: Clock
    limits: FetchLimits
    polling: PollSettings
    jitter: Callable[[], float]
    """Draws from [0, 1): spreads due times."""

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def __enter__(self) -> Self:
        """Use as a context."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store."""
        self.close()

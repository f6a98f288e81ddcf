"""What the user may say about the reading of pages, as the round takes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSettings:
    """How many pages are read, and how gently."""

    max_per_round: int = 100
    max_per_host: int = 10
    """Of one host in one round."""
    pause: float = 1.0
    """Seconds between two pages of one host; its robots.txt may ask for more."""
    max_body: int = 5_000_000
    """Bytes of one page, decompressed."""
    max_age: timedelta = timedelta(hours=48)
    """Articles that were first seen longer ago stay as their feed told them."""

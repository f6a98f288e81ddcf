"""When a feed's newest entries were published → how far apart, typically."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from tapestory.model import Entry

_NEWEST = 10
_FEWEST = 6
_SILENCES = 4
_SLACK = timedelta(days=1)
"""A zone that was misread puts an instant up to a day ahead."""


def rhythm_minutes(entries: Iterable[Entry], *, now: datetime) -> int | None:
    """Return the typical minutes between two entries, None when too few are dated to tell.

    The median gap of the ten newest instants, whatever their order in the feed: one burst, one
    pinned entry or one holiday does not sway it. Entries of one instant count once (a feed that
    is built once a day dates all its entries alike). Who has been silent for long no longer has
    the rhythm of his busy days: a quarter of the silence is the least.

    Args:
        entries: Of one feed.
        now: When they were received; what is dated later than tomorrow is not believed.
    """
    instants = sorted(
        {
            entry.published.instant
            for entry in entries
            if entry.published.instant is not None and entry.published.instant <= now + _SLACK
        },
        reverse=True,
    )[:_NEWEST]
    if len(instants) < _FEWEST:
        return None
    gaps = [later - earlier for later, earlier in pairwise(instants)]
    typical = _median([gap.total_seconds() for gap in gaps])
    silence = (now - instants[0]).total_seconds()
    return max(1, round(max(typical, silence / _SILENCES) / 60))


def _median(values: list[float]) -> float:
    """Return the middle value, the mean of the two middle ones of an even number.

    As `statistics.median` does, which brings along fractions, decimals and random numbers.
    """
    ordered = sorted(values)
    return (ordered[len(ordered) // 2] + ordered[(len(ordered) - 1) // 2]) / 2

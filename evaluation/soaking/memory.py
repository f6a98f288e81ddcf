"""Bytes in memory run by run → what they were by the hour, and whether a long life made them more.

A run keeps in mind the events of the past weeks, so that it needs more memory the more there are,
however long its process has lived; and a process that once read hundreds of articles does not give
all of that back to the system. What a leak adds shows beside a process that was just started and
does the next run on the same store, every six hours: the old one needs more than the new one from
its first busy run on, but how many times more may not grow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

_GROWTH = 1.1
"""Most that the peak of the lasting process, in peaks of fresh ones, may be in the last third of
the time, times what it was in the first."""
_NEIGHBOURS = 2
"""Runs before and after that of a fresh process whose peaks it is compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One run."""

    minute: int
    peak: int
    """Bytes at most during the run."""
    resident: int
    """Bytes after it."""
    fresh: bool = False
    """By a process that had just been started."""


def by_hour(runs: Sequence[Weighed], hours: Sequence[int]) -> str:
    """Return the highest peak of some hours, in words."""
    peaks = {
        hour: max(
            (run.peak for run in runs if run.minute // 60 == hour and not run.fresh), default=0
        )
        for hour in hours
    }
    return ", ".join(f"{peak / 1e6:.0f} MB in hour {hour + 1}" for hour, peak in peaks.items())


def beside_fresh(runs: Sequence[Weighed]) -> list[float]:
    """Return the peaks of the long-lived process, times those of fresh ones, in order of time."""
    found = []
    for at, run in enumerate(runs):
        near = runs[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]
        lasting = [other.peak for other in near if not other.fresh]
        if run.fresh and lasting:
            found.append(median(lasting) / run.peak)
    return found


def leaks(runs: Sequence[Weighed]) -> Iterator[str]:
    """Yield a complaint when a process needed more and more that a fresh one does not."""
    ratios = beside_fresh(runs)
    third = len(ratios) // 3
    if third and (growth := median(ratios[-third:]) / median(ratios[:third])) > _GROWTH:
        yield f"beside fresh processes the lasting one came to need {growth:.2f} times what it did"

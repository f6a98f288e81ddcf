"""p values of placebo days → how often they fall below a level, half by half and part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

Window = tuple[int, int]

WINDOWS: Final[tuple[Window, ...]] = ((0, 0), (0, 1), (0, 5), (0, 20))
LEVELS: Final = (0.05, 0.01)
BANDS: Final[Mapping[float, tuple[float, float]]] = {0.05: (0.04, 0.06), 0.01: (0.005, 0.015)}
"""Where the share of rejected ordinary days must lie."""


@dataclass(frozen=True, slots=True)
class Test:
    """One test of an ordinary day."""

    day: date
    symbol: str
    window: Window
    p: float

    @property
    def is_scored(self) -> bool:
        """Whether it falls into an odd ISO week: nothing was ever chosen on these."""
        return bool(self.day.isocalendar().week % 2)


def rate(tests: Iterable[Test], level: float) -> float:
    """Return the share of tests that reject; 0 of none."""
    p_values = [test.p for test in tests]
    return sum(p <= level for p in p_values) / max(1, len(p_values))


def scored(tests: Iterable[Test]) -> list[Test]:
    """Return the tests of odd ISO weeks."""
    return [test for test in tests if test.is_scored]


def over(tests: Iterable[Test], window: Window = (0, 0)) -> list[Test]:
    """Return the tests of one window."""
    return [test for test in tests if test.window == window]


def holds(tests: Sequence[Test]) -> bool:
    """Tell whether the rates of all levels lie in their bands."""
    return all(low <= rate(tests, level) <= high for level, (low, high) in BANDS.items())


def by(tests: Iterable[Test], part: Callable[[Test], str]) -> dict[str, list[Test]]:
    """Return the tests by what a function says of each, in order."""
    parts: dict[str, list[Test]] = {}
    for test in tests:
        parts.setdefault(part(test), []).append(test)
    return dict(sorted(parts.items()))

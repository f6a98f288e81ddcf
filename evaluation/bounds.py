"""Scores and `floors.json` → whether each holds, and the bounds that measured scores earn."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

MARGIN = 0.005
_EXACT = 1.0
"""A score that is whole must stay whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The least and the most that scores may be, by name."""

    floors: Mapping[str, float]
    ceilings: Mapping[str, float]

    @classmethod
    def read(cls, path: Path) -> Bounds:
        """Return what a file holds."""
        told = json.loads(path.read_text(encoding="utf-8"))
        return cls(floors=told["floors"], ceilings=told["ceilings"])

    def write(self, path: Path) -> None:
        """Write both in alphabetical order."""
        told = {"ceilings": self.ceilings, "floors": self.floors}
        path.write_text(json.dumps(told, indent=2, sort_keys=True) + "\n", encoding="utf-8")

    def names(self) -> set[str]:
        """Return every name with a bound."""
        return {*self.floors, *self.ceilings}

    def earned(
        self, scores: Mapping[str, float], prefixes: Iterable[str], ceilings: Iterable[str] = ()
    ) -> Bounds:
        """Return the bounds that scores whose names begin so would have, the others as they are.

        Args:
            scores: As measured now.
            prefixes: Beginnings of the names that are bounded anew.
            ceilings: New names for which less is better.
        """
        begun = tuple(prefixes)
        low, high = dict(self.floors), dict(self.ceilings)
        for name, value in scores.items():
            if not name.startswith(begun):
                continue
            if name in high or name in set(ceilings):
                high[name] = math.ceil((value + MARGIN) * 1000 - 1e-9) / 1000
            elif value >= _EXACT:
                low[name] = _EXACT
            else:
                low[name] = math.floor((value - MARGIN) * 1000 + 1e-9) / 1000
        return Bounds(floors=low, ceilings=high)


def judged(value: float | None, floor: float | None, ceiling: float | None) -> tuple[str, bool]:
    """Return how a score is printed beside its bounds, and whether it holds."""
    if value is None:
        return "absent: its scorer no longer gives it", False
    parts = [f"{value:6.3f}"]
    holds = True
    if floor is not None:
        holds = value >= floor
        parts.append(f"at least {floor:.3f}")
    if ceiling is not None:
        holds = holds and value <= ceiling
        parts.append(f"at most {ceiling:.3f}")
    return "  ".join([*parts, *([] if holds else ["FAILS"])]), holds

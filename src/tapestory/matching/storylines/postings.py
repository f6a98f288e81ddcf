"""Feature → who holds it: those kept that were told last."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

One = TypeVar("One", bound=Hashable)


class Postings(Generic[One]):
    """Who holds each feature.

    Args:
        most: So many are kept under one feature.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._holding: dict[str, dict[One, None]] = {}
        self._changed: set[str] = set()

    def unknown(self, features: Iterable[str]) -> list[str]:
        """Return those of the features of which nothing was learnt yet."""
        return [feature for feature in features if feature not in self._holding]

    def learn(self, feature: str, latest: Iterable[One]) -> None:
        """Take over who held a feature in the past, the latest last."""
        self._holding[feature] = dict.fromkeys(latest)

    def of(self, feature: str) -> Iterable[One]:
        """Return who holds a feature, the latest last."""
        return self._holding.get(feature, ())

    def add(self, feature: str, one: One) -> None:
        """Let one hold a feature, as the latest."""
        holding = self._holding.setdefault(feature, {})
        holding.pop(one, None)
        holding[one] = None
        if len(holding) > self._most:
            del holding[next(iter(holding))]
        self._changed.add(feature)

    def drop(self, feature: str, one: One) -> None:
        """Let one not hold a feature any more."""
        holding = self._holding.get(feature)
        if holding is not None and one in holding:
            del holding[one]
            self._changed.add(feature)

    def changes(self) -> Mapping[str, Sequence[One]]:
        """Return who holds what was changed since this was last asked."""
        changed = {feature: tuple(self._holding[feature]) for feature in sorted(self._changed)}
        self._changed.clear()
        return changed

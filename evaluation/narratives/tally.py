"""Labels and findings of texts → precision, recall, F1 and stance accuracy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tapestory.model import Stance

Labels = Mapping[str, Stance]
"""Narrative → stance, of one text."""


@dataclass(slots=True)
class Tally:
    """Counts of one labelled set."""

    right: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    stances: Counter[tuple[Stance, Stance]] = field(default_factory=Counter)
    """(labelled, found) where the narrative itself is right."""

    def add(
        self, gold: Labels, found: Labels, known: Iterable[str], accepted: Iterable[str] = ()
    ) -> None:
        """Count one text.

        Args:
            gold: As labelled.
            found: As read.
            known: Narratives that count at all.
            accepted: Narratives that are neither missed nor wrong here.
        """
        tolerated = frozenset(accepted)
        for narrative in known:
            if narrative in gold and narrative in found:
                self.right[narrative] += 1
                self.stances[gold[narrative], found[narrative]] += 1
            elif narrative in gold:
                self.missed[narrative] += 1
            elif narrative in found and narrative not in tolerated:
                self.wrong[narrative] += 1

    def take(self, other: Tally) -> None:
        """Count all that another one counted."""
        self.right += other.right
        self.missed += other.missed
        self.wrong += other.wrong
        self.stances += other.stances

    def f1(self, narrative: str | None = None) -> float:
        """Return F1 of one narrative, or over all decisions."""
        right, missed, wrong = (
            counts.total() if narrative is None else counts[narrative]
            for counts in (self.right, self.missed, self.wrong)
        )
        return 2 * right / (2 * right + missed + wrong) if right else 0.0

    def macro_f1(self) -> float:
        """Return the mean F1 of the narratives that are labelled."""
        labelled = self.right.keys() | self.missed.keys()
        return sum(self.f1(narrative) for narrative in labelled) / max(1, len(labelled))

    def precision(self) -> float:
        """Return the share of found narratives that are labelled."""
        return self.right.total() / max(1, self.right.total() + self.wrong.total())

    def recall(self) -> float:
        """Return the share of labelled narratives that are found."""
        return self.right.total() / max(1, self.right.total() + self.missed.total())

    def stance_accuracy(self) -> float:
        """Return the share of right stances where the narrative is right."""
        agree = sum(count for (gold, found), count in self.stances.items() if gold is found)
        return agree / max(1, self.stances.total())

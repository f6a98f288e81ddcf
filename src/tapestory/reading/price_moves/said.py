"""What one sentence holds before it is read: its names masked, its subjects, its numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from tapestory.late_regex import late_regex
from tapestory.model import Comparator
from tapestory.reading.price_moves.movewords import Vocabulary
from tapestory.reading.price_moves.percentages import PERCENT, Percentage, percentages
from tapestory.reading.price_moves.references import NO_TOPIC, Topic
from tapestory.reading.price_moves.subjects import Subject
from tapestory.reading.price_moves.worded import WORDED, worded_percentages

MOST_PERCENTAGES = 40
"""Percentages of one sentence that are read; a longer list is a table or an attack."""
_TABLE_CELL = late_regex(
    r"\s*[:：]?\s*(?P<number>\(?(?P<sign>[+\-−–▲▼])(?P<size>\d{1,2}(?:\.\d{1,2})?)\)?)"
    r"(?=\s*(?:[,，、;；/|)]|$|\.(?:\s|$)|and\b|und\b|et\b|y\b|e\b))"
)
_LEAST_CELLS = 2
_SIGNED = late_regex(r"[+\-−–▲▼]\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A percentage that is a price move, with whom and which way."""

    percentage: Percentage
    sign: int
    subject: Subject
    before: str
    """The words in front of the number that belong to it."""
    after: str
    """The number and the words behind it that belong to it."""
    cue: str
    shares_a_verb: bool = False
    """The verb stands with the number before: what that says of the session holds here too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One sentence, ready to be read."""

    text: str
    """Every letter of a known name replaced by `MASK`."""
    subjects: tuple[Subject, ...]
    words: Vocabulary
    lang: str
    topic: Topic = NO_TOPIC
    numbers: tuple[Percentage, ...] = field(default=())

    def end_of_last(self, percentage: Percentage) -> int:
        """Return where the number before this one ends; 0 for the first."""
        return max((p.end for p in self.numbers if p.end <= percentage.start), default=0)

    def start_of_next(self, end: int) -> int:
        """Return where the number behind a place begins, or the end of the sentence."""
        return min((p.start for p in self.numbers if p.start >= end), default=len(self.text))


def may_hold_numbers(sentence: str) -> bool:
    """Tell cheaply whether a sentence can hold a percentage, a worded one or a table's cell."""
    if _SIGNED.search(sentence):
        return True
    return PERCENT.may_stand_in(sentence) or WORDED.may_stand_in(sentence)


def numbers_of(text: str, lang: str, subjects: Sequence[Subject]) -> tuple[Percentage, ...]:
    """Return the percentages of a sentence in text order, at most `MOST_PERCENTAGES`.

    Args:
        text: The sentence, names masked.
        lang: Primary tag.
        subjects: The names in it: right behind two of them, "-10.6" needs no percent sign.
    """
    found = list(islice(percentages(text, lang), MOST_PERCENTAGES))
    if WORDED.may_stand_in(text):
        found += islice(worded_percentages(text, lang), MOST_PERCENTAGES)
    cells = list(_table_cells(text, subjects))
    if len(cells) >= _LEAST_CELLS:
        found += cells
    kept: list[Percentage] = []
    for percentage in sorted(found, key=lambda p: (p.start, p.start - p.end)):
        if not kept or percentage.start >= kept[-1].end:
            kept.append(percentage)
    return tuple(kept[:MOST_PERCENTAGES])


def _table_cells(text: str, subjects: Sequence[Subject]) -> Iterator[Percentage]:
    for subject in subjects:
        found = _TABLE_CELL.match(text, subject.end) if not subject.cue else None
        if found is not None:
            size = round(float(found.group("size")) / 100, 10)
            yield Percentage(
                start=found.start("sign"), end=found.end("size"), low=size, high=size,
                sign=1 if found.group("sign") in "+▲" else -1, comparator=Comparator.EXACT,
            )  # fmt: skip

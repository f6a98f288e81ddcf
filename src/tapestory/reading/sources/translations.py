"""Readings of texts in several languages → which text is a translation of which.

A translation keeps the figures, and by and large their order, whatever it does to the words:
"$14.2bn" and "142亿美元" have the same digits. Two reports of one event share figures, but hardly
all of so many.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from tapestory.late_regex import late_regex
from tapestory.model import Reading

_NUMBER = late_regex(r"\d{1,15}(?:[.,]\d{1,15}){0,5}")
_LEAST = 6
"""Different figures that a text has to hold before their order tells anything."""
_MOST = 80
"""Figures of one text that are looked at."""
_SHARE = 0.8
"""Of the figures of each text that have to stand in the other."""
_ORDERED = 0.5
"""The same in the same order: languages put a price and its date the other way round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digits:
    """The telling digits of the numbers in a text, in order: no points, no zeros at the ends."""

    lang: str
    figures: tuple[str, ...]


def translated_from(text: Digits, others: Sequence[Digits]) -> int | None:
    """Return which of the others a text is a translation of, the first; None for none.

    Args:
        text: Of what may be a translation.
        others: Of earlier texts in any language; those in its own are left out.
    """
    if len(set(text.figures)) < _LEAST:
        return None
    for place, other in enumerate(others):
        if other.lang != text.lang and _same_figures(text.figures, other.figures):
            return place
    return None


def digits_of(said: Reading) -> Digits:
    """Return the digits of what an article says."""
    return Digits(lang=said.lang, figures=tuple(islice(_figures(said), _MOST)))


def _figures(said: Reading) -> Iterator[str]:
    for sentence in said.sentences:
        for number in _NUMBER.findall(sentence.text):
            digits = re.sub(r"[.,]", "", number).strip("0")
            if len(digits) > 1:
                yield digits


def _same_figures(one: Sequence[str], other: Sequence[str]) -> bool:
    longest = max(len(one), len(other))
    if (Counter(one) & Counter(other)).total() < _SHARE * longest:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    ordered = sum(block.size for block in matcher.get_matching_blocks())
    return ordered >= _ORDERED * longest

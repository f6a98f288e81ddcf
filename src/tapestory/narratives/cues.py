"""Cue phrases of narratives → which of them a sentence holds, and where.

A cue is written as people would note it:

* `compute glut`: the phrase, in any case, with word boundaries around it;
* `oversuppl*`: the last word may go on (oversupply, oversupplied);
* `glut | surplus`: one of them;
* `rent | lease & spare | idle`: one of each, anywhere in the sentence.

Chinese, Korean and Japanese have no word boundaries: phrases match wherever they stand.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import ahocorasick_rs

from tapestory.model import Narrative

Span = tuple[int, int]
"""Start and end in a folded sentence."""

_MAX_OCCURRENCES = 4
"""Of one part of a cue that are tried in a sentence."""

_SAME = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " "}
)


class CueKind(StrEnum):
    """What a cue does to a sentence."""

    STRONG = "strong"
    WEAK = "weak"
    REPORTING = "reporting"
    DISPUTING = "disputing"
    BLOCKING = "blocking"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One cue of one narrative in one language."""

    narrative: str
    kind: CueKind
    lang: str
    text: str
    """As configured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A cue that a sentence holds."""

    cue: Cue
    spans: tuple[Span, ...]
    """Where each part of the cue stands in the folded sentence, in the order of the cue."""

    @property
    def start(self) -> int:
        """Where the first of its parts begins."""
        return min(start for start, _ in self.spans)

    @property
    def end(self) -> int:
        """Where the last of its parts ends."""
        return max(end for _, end in self.spans)


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    whole: bool
    """Whether the word must end where the term does."""


@dataclass(frozen=True, slots=True)
class _Slot:
    cue: int
    part: int
    whole: bool


def fold(text: str) -> str:
    """Return a text as cues are compared: case, width, quotes and hyphens made alike."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_SAME)
    return " ".join(folded.split())


class CueIndex:
    """All cues of a set of narratives, found in one pass over a sentence.

    Args:
        narratives: Where the cues come from.
    """

    def __init__(self, narratives: Sequence[Narrative]) -> None:
        self.cues: list[Cue] = []
        self._parts: list[int] = []
        """How many parts each cue has."""
        self._slots: list[list[_Slot]] = []
        """By pattern: the parts of cues that it fills."""
        patterns: dict[str, int] = {}
        for cue in _cues(narratives):
            parts = _parse(cue.text)
            for part, terms in enumerate(parts):
                for term in terms:
                    number = patterns.setdefault(term.text, len(patterns))
                    if number == len(self._slots):
                        self._slots.append([])
                    slot = _Slot(cue=len(self.cues), part=part, whole=term.whole)
                    self._slots[number].append(slot)
            self.cues.append(cue)
            self._parts.append(len(parts))
        self._automaton = ahocorasick_rs.AhoCorasick(list(patterns))

    def find(self, folded: str, lang: str) -> dict[str, list[Hit]]:
        """Return the hits of a folded sentence by narrative, earliest first.

        Args:
            folded: A sentence as `fold` returns it.
            lang: Only cues of this language are looked for.
        """
        filled: dict[int, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if not _begins_word(folded, start):
                continue
            ends = _ends_word(folded, end)
            for slot in self._slots[number]:
                if (ends or not slot.whole) and self.cues[slot.cue].lang == lang:
                    filled[slot.cue][slot.part].append((start, end))
        hits: dict[str, list[Hit]] = defaultdict(list)
        for number, parts in filled.items():
            if len(parts) == self._parts[number]:
                cue = self.cues[number]
                spans = _tightest([parts[part] for part in sorted(parts)])
                if spans is not None:
                    hits[cue.narrative].append(Hit(cue=cue, spans=spans))
        return {key: sorted(found, key=lambda hit: hit.start) for key, found in hits.items()}


def _tightest(occurrences: Sequence[Sequence[Span]]) -> tuple[Span, ...] | None:
    """Return one occurrence of each part so that they stand closest together, without overlap."""
    choices = itertools.product(*(spans[:_MAX_OCCURRENCES] for spans in occurrences))
    apart = [choice for choice in choices if _is_apart(choice)]
    return min(apart, key=_extent, default=None)


def _is_apart(spans: Sequence[Span]) -> bool:
    ordered = sorted(spans)
    return all(left[1] <= right[0] for left, right in itertools.pairwise(ordered))


def _extent(spans: Sequence[Span]) -> int:
    return max(end for _, end in spans) - min(start for start, _ in spans)


def _cues(narratives: Sequence[Narrative]) -> list[Cue]:
    return [
        Cue(narrative=narrative.id, kind=kind, lang=lang, text=text)
        for narrative in narratives
        for kind in CueKind
        for lang, texts in _of_kind(narrative, kind).items()
        for text in texts
        if _parse(text)
    ]


def _of_kind(narrative: Narrative, kind: CueKind) -> Mapping[str, tuple[str, ...]]:
    match kind:
        case CueKind.STRONG:
            return narrative.strong
        case CueKind.WEAK:
            return narrative.weak
        case CueKind.REPORTING:
            return narrative.reporting
        case CueKind.DISPUTING:
            return narrative.disputing
        case CueKind.BLOCKING:
            return narrative.blocking


def _parse(text: str) -> list[list[_Term]]:
    """Return a cue's parts, each with its alternatives; parts without any are left out."""
    parts = [
        [
            _Term(text=term.rstrip("* "), whole=not term.endswith("*"))
            for term in (fold(choice) for choice in part.split("|"))
            if term.rstrip("* ")
        ]
        for part in text.split("&")
    ]
    return [part for part in parts if part]


def _begins_word(text: str, start: int) -> bool:
    if start == 0 or not _is_latin(text[start]):
        return True
    before = text[start - 1]
    # "21bn" is a number and a unit: a letter after a digit begins a word.
    return not _is_latin(before) or (before.isdigit() and text[start].isalpha())


def _ends_word(text: str, end: int) -> bool:
    return end == len(text) or not (_is_latin(text[end]) and _is_latin(text[end - 1]))


def _is_latin(char: str) -> bool:
    """Tell whether words of the character's script are separated by spaces."""
    return char.isalnum() and char < "\u2e80"

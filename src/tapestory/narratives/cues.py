"""Cue phrases of narratives → which of them a sentence holds, and where.

How a cue is written stands in `notation`.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import ahocorasick_rs

from tapestory.model import Narrative
from tapestory.narratives.notation import Term, fold, parse

__all__ = ["Cue", "CueIndex", "CueKind", "Hit", "Span", "fold"]

Span = tuple[int, int]
"""Start and end in a folded sentence."""

_MAX_OCCURRENCES = 4
"""Of one part of a cue that are tried in a sentence."""

_FAR = {"en": 64, "ko": 30}
_FAR_CJK = 24
"""Characters over which parts still stand together: about ten words in each script."""

_BREAKS = {
    "en": re.compile(r"[;:()]| but | yet | while | whereas | although | though "),
    "zh": re.compile(r"[;:。!?()]|但|却|而是|反而"),
    "ko": re.compile(r"[;:()]|지만|반면|으나 "),
    "ja": re.compile(r"[;:。()]|だが|しかし|一方|けれど|ものの"),
}
"""What parts, though close, do not stand together across: a contrast, another statement."""


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
class _Written:
    """A cue, and the parts that must be filled."""

    cue: Cue
    parts: tuple[int, ...]
    together: tuple[tuple[int, ...], ...]


class CueIndex:
    """All cues of a set of narratives, found in one pass over a sentence.

    Args:
        narratives: Where the cues come from.
    """

    def __init__(self, narratives: Sequence[Narrative]) -> None:
        by_lang: dict[str, list[tuple[Cue, Narrative]]] = defaultdict(list)
        for narrative in narratives:
            for cue in _cues(narrative):
                by_lang[cue.lang].append((cue, narrative))
        self._languages = {lang: _Language(lang, cues) for lang, cues in by_lang.items()}

    def find(self, folded: str, lang: str) -> dict[str, list[Hit]]:
        """Return the hits of a folded sentence by narrative, earliest first.

        Args:
            folded: A sentence as `fold` returns it.
            lang: Only cues of this language are looked for.
        """
        language = self._languages.get(lang)
        return language.find(folded) if language is not None else {}


class _Language:
    """The cues of one language."""

    def __init__(self, lang: str, cues: Sequence[tuple[Cue, Narrative]]) -> None:
        self._far = _FAR.get(lang, _FAR_CJK)
        self._breaks = _BREAKS.get(lang)
        self._part_numbers: dict[tuple[Term, ...], int] = {}
        """Cues share parts: most name the same few concepts."""
        self._fills: list[list[tuple[int, Term]]] = []
        """By pattern: the parts that it fills, and the term that does."""
        self._patterns: dict[str, int] = {}
        written: list[_Written] = []
        for cue, narrative in cues:
            words = {name: by_lang.get(lang, ()) for name, by_lang in narrative.concepts.items()}
            notation = parse(cue.text, words)
            if notation.parts:
                parts = tuple(self._part(terms) for terms in notation.parts)
                written.append(_Written(cue=cue, parts=parts, together=notation.together))
        self._anchored = _anchored(written)
        self._automaton = ahocorasick_rs.AhoCorasick(list(self._patterns))

    def _part(self, terms: tuple[Term, ...]) -> int:
        """Return the number of a part, which is the same for all cues that have it."""
        part = self._part_numbers.get(terms)
        if part is not None:
            return part
        part = self._part_numbers[terms] = len(self._part_numbers)
        for term in terms:
            number = self._patterns.setdefault(term.text, len(self._patterns))
            if number == len(self._fills):
                self._fills.append([])
            self._fills[number].append((part, term))
        return part

    def find(self, folded: str) -> dict[str, list[Hit]]:
        """Return the hits of a folded sentence by narrative, earliest first."""
        filled = self._filled(folded)
        hits: dict[str, list[Hit]] = defaultdict(list)
        for anchor in filled:
            for written in self._anchored.get(anchor, ()):
                if all(part in filled for part in written.parts):
                    occurrences = [filled[part] for part in written.parts]
                    spans = self._tightest(folded, written, occurrences)
                    if spans is not None:
                        hits[written.cue.narrative].append(Hit(cue=written.cue, spans=spans))
        return {key: sorted(found, key=lambda hit: hit.start) for key, found in hits.items()}

    def _filled(self, folded: str) -> dict[int, list[Span]]:
        """Return the parts that a sentence fills, each with where."""
        filled: dict[int, list[Span]] = {}
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and folded[start - 1] != " " and not _begins_word(folded, start):
                continue
            ends = folded[end : end + 1] == " " or _ends_word(folded, end)
            for part, term in self._fills[number]:
                if term.rest is not None:
                    going_on = term.rest.match(folded, end)
                    if going_on is not None:
                        filled.setdefault(part, []).append((start, going_on.end()))
                elif ends or not term.whole:
                    filled.setdefault(part, []).append((start, end))
        return filled

    def _tightest(
        self, folded: str, written: _Written, occurrences: Sequence[Sequence[Span]]
    ) -> tuple[Span, ...] | None:
        """Return one occurrence of each part, closest together, without overlap."""
        if all(len(spans) == 1 for spans in occurrences):
            only = tuple(spans[0] for spans in occurrences)
            return only if self._is_usable(folded, written, only) else None
        choices = itertools.product(*(spans[:_MAX_OCCURRENCES] for spans in occurrences))
        usable = [choice for choice in choices if self._is_usable(folded, written, choice)]
        return min(usable, key=_extent, default=None)

    def _is_usable(self, folded: str, written: _Written, spans: Sequence[Span]) -> bool:
        return _is_apart(spans) and all(
            self._stand_together(folded, [spans[part] for part in group])
            for group in written.together
        )

    def _stand_together(self, folded: str, spans: Sequence[Span]) -> bool:
        ordered = sorted(spans)
        for (_, end), (start, _) in itertools.pairwise(ordered):
            between = folded[end:start]
            if len(between) > self._far or (self._breaks and self._breaks.search(between)):
                return False
        return True


def _anchored(written: Sequence[_Written]) -> dict[int, list[_Written]]:
    """Return the cues by that part of theirs which the fewest cues have.

    Common words ("data centre") then cost nothing where the rest of a cue is missing.
    """
    used = Counter(part for cue in written for part in set(cue.parts))
    found: dict[int, list[_Written]] = defaultdict(list)
    for cue in written:
        found[min(cue.parts, key=lambda part: (used[part], part))].append(cue)
    return dict(found)


def _is_apart(spans: Sequence[Span]) -> bool:
    if len(spans) == 1:
        return True
    ordered = sorted(spans)
    return all(left[1] <= right[0] for left, right in itertools.pairwise(ordered))


def _extent(spans: Sequence[Span]) -> int:
    return max(end for _, end in spans) - min(start for start, _ in spans)


def _cues(narrative: Narrative) -> list[Cue]:
    return [
        Cue(narrative=narrative.id, kind=kind, lang=lang, text=text)
        for kind in CueKind
        for lang, texts in _of_kind(narrative, kind).items()
        for text in texts
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

"""Text → the concepts and listed names that it holds, whatever its language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from tapestory.matching.words import fold
from tapestory.model import Concept

_IDEA = "concept"
_NAME = "entity"
_SOURCE_PREFIX = "SRC:"
_LEAST_CHARACTERS = 2
"""A single Han character or syllable stands inside too many words to mean anything."""


class ConceptFinder:
    """Finds concept terms in folded text, longest first, on word borders where a script has them.

    Hedges, attributions and the names of news agencies are left out: they tell how something
    is told, not what happened.
    """

    def __init__(self, concepts: Sequence[Concept]) -> None:
        meanings: dict[str, set[str]] = {}
        for concept in concepts:
            if concept.kind not in {_IDEA, _NAME} or concept.symbol.startswith(_SOURCE_PREFIX):
                continue
            for term in _terms(concept):
                meanings.setdefault(term, set()).add(_feature(concept))
        self._terms = sorted(meanings)
        self._meanings = [tuple(sorted(meanings[term])) for term in self._terms]
        self._automaton = (
            AhoCorasick(self._terms, matchkind=MatchKind.LeftmostLongest) if self._terms else None
        )

    def find(self, folded: str) -> list[str]:
        """Return features "c:concept" and "s:symbol", in order of appearance, repeats included."""
        return [feature for feature, _, _ in self.spans(folded)]

    def spans(self, folded: str) -> list[tuple[str, int, int]]:
        """Return the same features, each with where its term starts and ends."""
        if self._automaton is None:
            return []
        return [
            (feature, start, end)
            for index, start, end in self._automaton.find_matches_as_indexes(folded)
            if _on_border(folded, start, end)
            for feature in self._meanings[index]
        ]


def is_name(feature: str) -> bool:
    """Tell whether a feature stands for a listed name."""
    return feature.startswith("s:")


def _terms(concept: Concept) -> Iterable[str]:
    for terms in concept.terms.values():
        for term in terms:
            folded = fold(term).strip()
            if len(folded) >= _LEAST_CHARACTERS:
                yield folded


def _feature(concept: Concept) -> str:
    return f"s:{concept.symbol}" if concept.symbol else f"c:{concept.id}"


def _on_border(text: str, start: int, end: int) -> bool:
    return not (
        (start > 0 and _joins(text[start - 1], text[start]))
        or (end < len(text) and _joins(text[end - 1], text[end]))
    )


def _joins(left: str, right: str) -> bool:
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()

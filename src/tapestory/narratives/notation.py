"""A cue as people write it → its parts, their words, and which parts must stand together.

* `compute glut`: the phrase, in any case, with word boundaries around it;
* `oversuppl*`, `scale* back`: a word may go on (oversupplied, scaled back);
* `glut | surplus`: one of them;
* `rent | lease & spare | idle`: one of each, anywhere in the sentence;
* `compute ~ surplus`: one of each, in one clause and close together;
* `{compute} ~ {surplus}`: any word of one concept beside any of the other;
* `demand > {exceeds} > supply`: as `~`, and in this order;
* `{compute} ~ idle ! {meta}`: what stands before, in a sentence without what stands behind.

Chinese, Korean and Japanese have no word boundaries: phrases match wherever they stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from tapestory.late_regex import late_regex

Words = Mapping[str, tuple[str, ...]]
"""Words of concepts in one language, by the name of the concept."""

_SAME = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " "}
)
_BESIDE = late_regex(r"[~>]")
_CONCEPT = late_regex(r"\{\s*([^{}]*?)\s*\}")


@dataclass(frozen=True, slots=True)
class Term:
    """One phrase that fills a part."""

    text: str
    """Folded."""
    whole: bool
    """Whether the word must end where the term does."""
    rest: re.Pattern[str] | None = None
    """What must follow `text`, where a word inside the phrase may go on."""


@dataclass(frozen=True, slots=True)
class Notation:
    """What a cue asks for."""

    parts: tuple[tuple[Term, ...], ...]
    """Each with its alternatives, in the order written."""
    together: tuple[tuple[int, ...], ...]
    """Parts, by number, that must share a clause."""
    ordered: tuple[tuple[int, ...], ...] = ()
    """Those of them that must stand in their order."""
    without: tuple[tuple[Term, ...], ...] = ()
    """What the sentence must not hold, each with its alternatives."""


def fold(text: str) -> str:
    """Return a text as cues are compared: case, width, quotes and hyphens made alike."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_SAME)
    return " ".join(folded.split())


def parse(text: str, words: Words) -> Notation:
    """Return what a cue asks for; parts without any words are left out.

    Args:
        text: A cue as configured.
        words: Of the concepts in the cue's language. A concept without words there leaves a part
            that nothing can fill unless another alternative does.
    """
    parts: list[tuple[Term, ...]] = []
    together: list[tuple[int, ...]] = []
    ordered: list[tuple[int, ...]] = []
    held, *barred = text.split("!")
    for group in held.split("&"):
        numbers: list[int] = []
        for part in _BESIDE.split(group):
            if not part.strip():
                continue
            numbers.append(len(parts))
            parts.append(_terms(part, words))
        if len(numbers) > 1:
            together.append(tuple(numbers))
            if ">" in group:
                ordered.append(tuple(numbers))
    without = tuple(terms for part in barred if (terms := _terms(part, words)))
    return Notation(
        parts=tuple(parts), together=tuple(together), ordered=tuple(ordered), without=without
    )


def _terms(part: str, words: Words) -> tuple[Term, ...]:
    found: dict[Term, None] = {}
    for choice in part.split("|"):
        concept = _CONCEPT.fullmatch(choice.strip())
        for written in words.get(concept[1], ()) if concept else (choice,):
            term = _term(written)
            if term.text:
                found[term] = None
    return tuple(found)


def _term(written: str) -> Term:
    folded = fold(written)
    whole = not folded.endswith("*")
    pieces = folded.rstrip("* ").split("*")
    if len(pieces) == 1 or not pieces[0]:
        return Term(text=pieces[-1], whole=whole)
    rest = r"\w*".join(["", *(re.escape(piece) for piece in pieces[1:])])
    return Term(text=pieces[0], whole=False, rest=re.compile(rest + (r"\b" if whole else "")))

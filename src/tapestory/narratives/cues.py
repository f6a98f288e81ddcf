"""Cue phrases of narratives → which of them a sentence holds, and where.

How a cue is written stands in `notation`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tapestory.model import Narrative
from tapestory.narratives.matching import Matcher, Span
from tapestory.narratives.notation import fold, parse

__all__ = ["ANY", "Cue", "CueIndex", "CueKind", "Hit", "Span", "fold"]

ANY = "any"
"""Stands for every language in which the concepts of a cue have words."""


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


class CueIndex:
    """All cues of a set of narratives, found in one pass over a sentence.

    Args:
        narratives: Where the cues come from.
    """

    def __init__(self, narratives: Sequence[Narrative]) -> None:
        self._languages = {
            lang: _Language(lang, narratives) for lang in sorted(_languages(narratives))
        }

    def find(self, folded: str, lang: str) -> dict[str, list[Hit]]:
        """Return the hits of a folded sentence by narrative, earliest first.

        Args:
            folded: A sentence as `fold` returns it.
            lang: Only cues of this language are looked for.
        """
        language = self._languages.get(lang)
        return language.find(folded) if language is not None else {}

    def is_about(self, narrative: str, folded: str, lang: str) -> bool:
        """Tell whether a sentence is about what a narrative is about.

        Args:
            narrative: Its id. One that does not say what it is about is about anything, and so
                is one whose subject has no words in the language.
            folded: A sentence as `fold` returns it.
            lang: As for `find`.
        """
        language = self._languages.get(lang)
        return language is None or language.is_about(narrative, folded)


class _Language:
    """The cues of one language, and what narratives are about in it."""

    def __init__(self, lang: str, narratives: Sequence[Narrative]) -> None:
        cues: list[tuple[Cue, Narrative]] = [
            (cue, narrative)
            for narrative in narratives
            for cue in _cues(narrative)
            if cue.lang in (lang, ANY)
        ]
        self._cues = [cue for cue, _ in cues]
        self._matcher = Matcher(
            lang, [parse(cue.text, _words(narrative, lang)) for cue, narrative in cues]
        )
        subjects = {
            narrative.id: parse(narrative.about, _words(narrative, lang))
            for narrative in narratives
            if narrative.about
        }
        self._subjects = {
            key: Matcher(lang, [subject])
            for key, subject in subjects.items()
            if subject.parts and all(subject.parts)
        }

    def find(self, folded: str) -> dict[str, list[Hit]]:
        """Return the hits of a folded sentence by narrative, earliest first."""
        hits: dict[str, list[tuple[int, int, Hit]]] = defaultdict(list)
        for number, spans in sorted(self._matcher.find(folded)):
            cue = self._cues[number]
            hit = Hit(cue=cue, spans=spans)
            hits[cue.narrative].append((hit.start, number, hit))
        return {
            key: [hit for _, _, hit in sorted(found, key=lambda place: place[:2])]
            for key, found in hits.items()
        }

    def is_about(self, narrative: str, folded: str) -> bool:
        """Tell whether a folded sentence is about what a narrative is about."""
        subject = self._subjects.get(narrative)
        return subject is None or bool(subject.find(folded))


def _languages(narratives: Sequence[Narrative]) -> set[str]:
    """Return the languages that have any cue."""
    own = {cue.lang for narrative in narratives for cue in _cues(narrative)}
    if ANY in own:
        own |= {
            lang
            for narrative in narratives
            for by_lang in narrative.concepts.values()
            for lang in by_lang
        }
    return own - {ANY}


def _words(narrative: Narrative, lang: str) -> dict[str, tuple[str, ...]]:
    return {name: by_lang.get(lang, ()) for name, by_lang in narrative.concepts.items()}


def _cues(narrative: Narrative) -> Iterator[Cue]:
    for kind in CueKind:
        for lang, texts in _of_kind(narrative, kind).items():
            for text in texts:
                yield Cue(narrative=narrative.id, kind=kind, lang=lang, text=text)


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

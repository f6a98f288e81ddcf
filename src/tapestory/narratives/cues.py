"""Cue phrases of narratives → which of them a sentence holds, and where.

How a cue is written stands in `notation`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from tapestory.model import Narrative
from tapestory.narratives.han import simplified
from tapestory.narratives.matching import Matcher, Span
from tapestory.narratives.notation import Notation, fold, parse

__all__ = [
    "ANY",
    "Cue",
    "CueIndex",
    "CueKind",
    "Hit",
    "Span",
    "Subject",
    "folded_in",
    "notation_in",
]

ANY = "any"
"""Stands for every language in which the concepts of a cue have words."""


_START = attrgetter("start")
_CHINESE = "zh"


def folded_in(lang: str, text: str) -> str:
    """Return a text as cues of a language are compared; Chinese in simplified characters.

    Args:
        lang: As `stance.language_of` returns it.
        text: A sentence as it stands.
    """
    folded = fold(text)
    return simplified(folded) if lang == _CHINESE else folded


class CueKind(StrEnum):
    """What a cue does to a sentence."""

    STRONG = "strong"
    WEAK = "weak"
    REPORTING = "reporting"
    CONTINUING = "continuing"
    DISPUTING = "disputing"
    BLOCKING = "blocking"


class Subject(StrEnum):
    """What a sentence speaks of."""

    OWN = "own"
    ANOTHER = "another"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One cue of one narrative in one language."""

    narrative: str
    kind: CueKind
    lang: str
    text: str
    """As configured."""


class Hit(NamedTuple):
    """A cue that a sentence holds. Most are made and looked at once: a tuple costs least."""

    cue: Cue
    spans: tuple[Span, ...]
    """Where each part of the cue stands in the folded sentence, in the order of the cue."""
    start: int
    """Where the first of its parts begins."""
    end: int
    """Where the last of its parts ends."""


class CueIndex:
    """All cues of a set of narratives, found in one pass over a sentence.

    Args:
        narratives: Where the cues come from.
    """

    def __init__(self, narratives: Sequence[Narrative]) -> None:
        self._narratives = tuple(narratives)
        self._with_cues = _languages(narratives)
        self._languages: dict[str, _Language] = {}

    def _language(self, lang: str) -> _Language | None:
        """Return the cues of a language, made when its first sentence comes."""
        if lang not in self._with_cues:
            return None
        if lang not in self._languages:
            self._languages[lang] = _Language(lang, self._narratives)
        return self._languages[lang]

    def find(self, folded: str, lang: str) -> dict[str, list[Hit]]:
        """Return the hits of a folded sentence by narrative, earliest first.

        Args:
            folded: A sentence as `folded_in` returns it.
            lang: Only cues of this language are looked for.
        """
        language = self._language(lang)
        return language.find(folded) if language is not None else {}

    def subject_of(self, narrative: str, folded: str, lang: str) -> Subject:
        """Return whether a sentence speaks of what a narrative is about, or of something else.

        Args:
            narrative: Its id. One that does not say what it is about is about anything, and so
                is one whose subject has no words in the language.
            folded: A sentence as `folded_in` returns it.
            lang: As for `find`.
        """
        language = self._language(lang)
        return Subject.OWN if language is None else language.subject_of(narrative, folded)


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
            lang, [notation_in(lang, cue.text, narrative.concepts) for cue, narrative in cues]
        )
        self._narratives = {narrative.id: narrative for narrative in narratives}
        self._lang = lang
        self._subjects: dict[str, tuple[Matcher | None, Matcher | None]] = {}

    def find(self, folded: str) -> dict[str, list[Hit]]:
        """Return the hits of a folded sentence by narrative, earliest first."""
        hits: dict[str, list[Hit]] = {}
        for number, spans in sorted(self._matcher.find(folded)):
            cue = self._cues[number]
            if len(spans) == 1:
                ((start, end),) = spans
            else:
                start = min(span[0] for span in spans)
                end = max(span[1] for span in spans)
            hits.setdefault(cue.narrative, []).append(Hit(cue, spans, start, end))
        for found in hits.values():
            if len(found) > 1:
                found.sort(key=_START)
        return hits

    def subject_of(self, narrative: str, folded: str) -> Subject:
        """Return whether a folded sentence speaks of what a narrative is about."""
        about, not_about = self._subject(narrative)
        if about is None or about.find(folded):
            return Subject.OWN
        if not_about is not None and not_about.find(folded):
            return Subject.ANOTHER
        return Subject.UNSAID

    def _subject(self, key: str) -> tuple[Matcher | None, Matcher | None]:
        """Return what finds a narrative's own subject, and others that use the same words."""
        if key not in self._subjects:
            narrative = self._narratives[key]
            self._subjects[key] = (
                self._matcher_of(narrative.about, narrative),
                self._matcher_of(narrative.not_about, narrative),
            )
        return self._subjects[key]

    def _matcher_of(self, text: str, narrative: Narrative) -> Matcher | None:
        notation = notation_in(self._lang, text, narrative.concepts)
        return Matcher(self._lang, [notation]) if notation.parts and all(notation.parts) else None


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


def notation_in(
    lang: str, text: str, concepts: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Notation:
    """Return what a cue asks for of a sentence as `folded_in` returns it.

    Args:
        lang: Of the sentence.
        text: The cue as configured.
        concepts: Concept → language → words.
    """
    words = {name: by_lang.get(lang, ()) for name, by_lang in concepts.items()}
    if lang != _CHINESE:
        return parse(text, words)
    return parse(
        simplified(text),
        {name: tuple(map(simplified, by_lang)) for name, by_lang in words.items()},
    )


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
        case CueKind.CONTINUING:
            return narrative.continuing
        case CueKind.DISPUTING:
            return narrative.disputing
        case CueKind.BLOCKING:
            return narrative.blocking

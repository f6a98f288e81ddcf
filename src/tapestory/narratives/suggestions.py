"""Sentences in which no cue speaks → the narrative whose words they come nearest to.

A suggestion never decides anything: it is shown to the user, who may make a cue of it. Nearness
is how much of a sentence, by weight, is in what a narrative's file says of it (thesis, examples,
the words of its cues); a word weighs the more the fewer narratives use it (Spärck Jones 1972,
Journal of Documentation 28(1), 11-21). Chinese, Korean and Japanese are compared by pairs of
characters.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tapestory.late_regex import late_regex
from tapestory.model import ArticleId, Narrative, Sentence
from tapestory.narratives.cues import ANY
from tapestory.narratives.evidence import find_evidence, speaks
from tapestory.narratives.notation import fold, parse
from tapestory.narratives.stance import language_of

NEAREST = 0.4
"""Least score of a suggestion. Looked at on the development corpus: of the 1,009 sentences 152 are
suggested, 56 of them in articles that are labelled with that narrative; higher bars are hardly
surer and hide more."""
MIN_SHARED = 3
"""Least number of a narrative's own words that a sentence must hold."""

_WORD = late_regex(r"[a-z][a-z'\-]{2,}")
_RUN = late_regex(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_ORDINARY = frozenset(
    re.findall(
        r"\w+",
        """
        the and for that with from this are was were has have had not but its their they will would
        can could may than then more most much many into over out who whom what which when where
        how all any one two other own some such only also been being does did said say says there
        these those them his her our your you about after before because while between through
        under again very just like make made take per year years last next new still even
        """,
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A narrative that a sentence may speak of."""

    narrative: str
    sentence: Sentence
    lang: str
    score: float
    """Of the sentence's words, by weight, how many are the narrative's; 0 to 1."""
    shared: tuple[str, ...]
    """The words that they have in common, the weightiest first."""

    @property
    def cue(self) -> str:
        """A cue that would find the sentence: its two weightiest words, in one clause."""
        return " ~ ".join(self.shared[:2])


class Suggester:
    """What the narratives' files say of them, to be compared with sentences.

    Args:
        narratives: Those to suggest.
    """

    def __init__(self, narratives: Sequence[Narrative]) -> None:
        self._narratives = tuple(narratives)
        self._profiles: dict[str, dict[str, frozenset[str]]] = {}
        """Language → narrative → its words."""
        for narrative in narratives:
            for lang, texts in _texts(narrative).items():
                profile = frozenset(word for text in texts for word in _words(text))
                self._profiles.setdefault(lang, {})[narrative.id] = profile
        self._weights = {lang: _weights(found) for lang, found in self._profiles.items()}

    def suggest(self, sentences: Iterable[Sentence], *, lang: str) -> tuple[Suggestion, ...]:
        """Return a suggestion for each sentence that needs one and comes near enough to any.

        Args:
            sentences: Of one article.
            lang: The article's language; sentences in another script are read in theirs.
        """
        all_of_it = tuple(sentences)
        # What goes on from another sentence is none alone.
        evidence = find_evidence(
            all_of_it, article_id=ArticleId(""), lang=lang, narratives=self._narratives
        )
        told = {(item.start, item.sentence) for item in evidence}
        return tuple(
            found
            for sentence in all_of_it
            if (sentence.start, sentence.text) not in told
            and not speaks(sentence, lang=lang, narratives=self._narratives)
            and (found := self._nearest(sentence, language_of(sentence.text, lang))) is not None
        )

    def _nearest(self, sentence: Sentence, lang: str) -> Suggestion | None:
        profiles = self._profiles.get(lang)
        if not profiles:
            return None
        weights = self._weights[lang]
        words = set(_words(sentence.text))
        # Exact sums, because sets have no order of their own.
        whole = math.fsum(weights.get(word, 1.0) for word in words)
        if not whole:
            return None
        covered = {
            narrative: math.fsum(weights[word] for word in words if word in profile) / whole
            for narrative, profile in profiles.items()
        }
        narrative, score = max(covered.items(), key=lambda pair: pair[1])
        shared = sorted(
            (word for word in words if word in profiles.get(narrative, ())),
            key=lambda word: (-weights[word], word),
        )
        if score < NEAREST or len(shared) < MIN_SHARED:
            return None
        return Suggestion(
            narrative=narrative, sentence=sentence, lang=lang, score=score, shared=tuple(shared)
        )


def _texts(narrative: Narrative) -> dict[str, list[str]]:
    """Return what a file says of a narrative, by language; the thesis is in English."""
    found: dict[str, list[str]] = {"en": [narrative.name, narrative.thesis]}
    for lang, sentences in narrative.examples.items():
        found.setdefault(lang, []).extend(sentences)
    spoken = {lang for by_lang in narrative.concepts.values() for lang in by_lang}
    for kind in (narrative.strong, narrative.weak, narrative.reporting):
        of_all = [(lang, kind[ANY]) for lang in sorted(spoken)] if ANY in kind else []
        for lang, cues in (*((key, own) for key, own in kind.items() if key != ANY), *of_all):
            words = {name: by_lang.get(lang, ()) for name, by_lang in narrative.concepts.items()}
            found.setdefault(lang, []).extend(
                term.text for cue in cues for part in parse(cue, words).parts for term in part
            )
    return found


def _words(text: str) -> list[str]:
    folded = fold(text)
    latin = [word for word in _WORD.findall(folded) if word not in _ORDINARY]
    pairs = [run[at : at + 2] for run in _RUN.findall(folded) for at in range(len(run) - 1)]
    return latin + pairs


def _weights(profiles: dict[str, frozenset[str]]) -> dict[str, float]:
    """Return the weight of each word: the fewer narratives use it, the more."""
    used = Counter(word for profile in profiles.values() for word in profile)
    return {word: 1 + math.log(len(profiles) / count) for word, count in used.items()}

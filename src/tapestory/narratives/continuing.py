"""Sentences behind strong evidence → whether they go on about the same explanation.

An argument names what it is about once, and goes on without the words: "this reading", "such a
cloud". What would say nothing by itself is then enough, for a few sentences, and as long as
nothing turns the other way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tapestory.late_regex import late_regex
from tapestory.model import Stance

REACH = 6
"""Sentences behind strong evidence in which a continuing cue speaks. Tried on the labelled seeds
that rules may be tuned on: of 1, 2, 3, 4, 6, 8 and 12 the score is best from 3 to 6, then falls."""

CONTINUES = " continues "
"""Stands between a cue and the cue that it depends on."""

_TURNS = {
    "en": late_regex(
        r"^(?:but|however|yet|nevertheless|nonetheless|still|on the other hand|by contrast|"
        r"in contrast|conversely|meanwhile|separately|elsewhere)\b"
    ),
    "zh": late_regex(r"^(?:但|然而|不过|相反|另一方面|与此同时|另外|此外)"),
    "ko": late_regex(r"^(?:하지만|그러나|반면|한편|그런데|다만)"),
    "ja": late_regex(r"^(?:しかし|だが|一方|ただ|けれども|もっとも|ところが|反対に)"),
}
"""Opens a sentence that turns away from what was said."""

_POINTS = {
    "en": late_regex(
        r"\b(?:this|that|such an?|the same|these|those) (?:\w+ )?(?:views?|readings?|arguments?|"
        r"thes[ei]s|stor(?:y|ies)|narratives?|fears?|claims?|logic|interpretations?|theor(?:y|ies)|"
        r"explanations?|worr(?:y|ies)|concerns?|talk|notion|diagnosis|verdict)\b|"
        r"^(?:it|this|that)(?= (?:is|was) (?:\w+ ){0,2}?(?:wrong|false|mistaken|nonsense|untrue|"
        r"misreading|myth)\b)"
    ),
    "zh": late_regex(
        r"(?:这种|这一|这个|此种|上述|该|同样的)(?:观点|看法|说法|逻辑|解读|论调|判断|担忧|担心|"
        r"叙事|解释|理解)"
    ),
    "ko": late_regex(
        r"(?:이런|이러한|그런|그러한|이 같은|이|같은) (?:시각|해석|논리|주장|우려|분석|전망|"
        r"견해|설명|이야기|진단)"
    ),
    "ja": late_regex(
        r"(?:こうした|このような|そうした|この|その|同じ)(?:見方|見解|議論|解釈|懸念|主張|論理|"
        r"説明|読み|分析|不安)"
    ),
}
"""Points back to a view as a view."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Strong evidence that later sentences may go on from."""

    place: int
    """Of its sentence in the article."""
    stance: Stance
    cue: str


class Pointed(NamedTuple):
    """What a sentence points back to."""

    narrative: str
    anchor: Anchor
    start: int
    end: int
    """Of the words that point, in the folded sentence."""


class Continuing:
    """What has been said strongly so far, as far as the next sentence may go on from it.

    Sentences are given in order. In an article without strong evidence nothing is ever carried.
    """

    def __init__(self) -> None:
        self._anchors: dict[str, Anchor] = {}

    def begin(self, place: int, folded: str, lang: str) -> None:
        """Begin a sentence: what turns away, or lies too far back, is no longer gone on from."""
        if not self._anchors:
            return
        turns = _TURNS.get(lang)
        if turns is not None and turns.match(folded):
            self._anchors.clear()
            return
        self._anchors = {
            narrative: anchor
            for narrative, anchor in self._anchors.items()
            if place - anchor.place <= REACH
        }

    def note(self, narrative: str, anchor: Anchor) -> None:
        """Take strong evidence to go on from."""
        self._anchors[narrative] = anchor

    def anchor_of(self, narrative: str) -> Anchor | None:
        """Return what a sentence with a continuing cue goes on from; None where nothing is."""
        return self._anchors.get(narrative)

    def pointed_at(self, place: int, folded: str, lang: str) -> Pointed | None:
        """Return what "this view" is: what alone was said strongly in the sentence before."""
        last = [(key, anchor) for key, anchor in self._anchors.items() if anchor.place == place - 1]
        points = _POINTS.get(lang)
        if len(last) != 1 or points is None:
            return None
        found = points.search(folded)
        if found is None:
            return None
        ((narrative, anchor),) = last
        return Pointed(narrative, anchor, found.start(), found.end())

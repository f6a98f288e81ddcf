"""How an article's sentences are told → on what ground the article as a whole is to be believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from tapestory.model import ArticleKind
from tapestory.reading.certainty.basis import Basis
from tapestory.reading.certainty.telling import Telling

LEAD = 3
"""Sentences behind the headline in which an article tells its news."""
_SHORT = 8
"""Up to so many sentences an article is a brief, and all of it is lead for a denial."""


class _Zone(Enum):
    HEAD = "headline"
    LEAD = "lead"
    WHOLE = "whole"


_HEAD, _LEAD, _WHOLE = _Zone.HEAD, _Zone.LEAD, _Zone.WHOLE

ORDER: Sequence[tuple[_Zone, Basis]] = (
    (_WHOLE, Basis.DENIED),
    (_LEAD, Basis.RETRACTED),
    (_LEAD, Basis.PLAYED_DOWN),
    (_LEAD, Basis.LEAK),
    (_LEAD, Basis.CONFIRMED),
    (_HEAD, Basis.RUMOUR),
    (_HEAD, Basis.UNNAMED),
    (_HEAD, Basis.REPORT),
    (_HEAD, Basis.UNCONFIRMED),
    (_HEAD, Basis.RECORD),
    (_HEAD, Basis.RESULTS),
    (_HEAD, Basis.MARKET),
    (_LEAD, Basis.RECORD),
    (_LEAD, Basis.UNNAMED),
    (_LEAD, Basis.RUMOUR),
    (_LEAD, Basis.REPORT),
    (_HEAD, Basis.SPOKEN),
    (_LEAD, Basis.SPOKEN),
    (_LEAD, Basis.UNCONFIRMED),
    (_HEAD, Basis.DEED),
    (_HEAD, Basis.TALKS),
    (_HEAD, Basis.PLAN),
    (_HEAD, Basis.POSSIBLE),
    (_HEAD, Basis.DONE),
    (_HEAD, Basis.MOVED),
    (_LEAD, Basis.RESULTS),
    (_LEAD, Basis.DEED),
    (_LEAD, Basis.TALKS),
    (_LEAD, Basis.PLAN),
    (_LEAD, Basis.POSSIBLE),
    (_LEAD, Basis.MARKET),
    (_LEAD, Basis.MOVED),
)
"""What an article goes by, the first that it shows: parties on record, then doubts, then what is
told as done, in the headline before the lead."""

RANK: Mapping[Basis, int] = {basis: rank for rank, (_, basis) in reversed([*enumerate(ORDER)])}
"""Which ground of several in one sentence says the most."""


def judge(
    told: Sequence[Telling], kind: ArticleKind = ArticleKind.NEWS
) -> tuple[int, Basis] | None:
    """Return the place of the sentence that decides and its ground, or None if nothing speaks."""
    if kind is ArticleKind.RELEASE and told:
        own = next((b for b in (Basis.DENIED, *_OWN) if b in told[0].findings), None)
        if own is not None:
            return 0, own
    zones = {
        _HEAD: range(min(1, len(told))),
        _LEAD: range(min(1 + LEAD, len(told))),
        _WHOLE: range(len(told) if len(told) <= _SHORT else 1 + LEAD),
    }
    for zone, basis in ORDER:
        for place in zones[zone]:
            if basis in told[place].findings and _counts(told, place, basis):
                return place, basis
    return None


_TOLD = frozenset({Basis.DEED, Basis.DONE, Basis.MARKET, Basis.MOVED, Basis.RESULTS})
"""What an article tells in its own voice."""
_HEARD = frozenset({Basis.UNNAMED, Basis.REPORT, Basis.LEAK, Basis.RUMOUR})
"""What it has from others: that weighs more than what it tells below its headline."""
_OWN = (Basis.RECORD, Basis.RESULTS, Basis.DEED, Basis.DONE)
"""What a party's own release puts on record by its headline."""


def _counts(told: Sequence[Telling], place: int, basis: Basis) -> bool:
    """Tell whether a ground decides, with a look at the rest of the article."""
    lead = told[1 : 1 + LEAD]
    if basis is Basis.DEED and place == 0:
        talks = any(Basis.TALKS in telling.findings for telling in lead)
        return not talks or any(Basis.DEED in telling.findings for telling in lead)
    if basis is Basis.SPOKEN and place > 0:
        who = told[place].findings[basis].speaker
        return who.split()[-1] in told[0].sentence.text and told[0].is_person(who)
    if basis is Basis.DEED and not told[place].agent(basis):
        return False
    if basis in _TOLD and any(ground in t.findings for t in told for ground in _HEARD):
        return place == 0 and not any(Basis.UNNAMED in t.findings for t in told[:_SHORT])
    if basis is Basis.RUMOUR:
        return not any(
            ground in telling.findings
            for telling in (told[:1] if place == 0 else told)
            for ground in (Basis.UNNAMED, Basis.REPORT)
        )
    return True

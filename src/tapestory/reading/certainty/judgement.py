"""How an article's sentences are told → on what ground the article as a whole is to be believed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from enum import Enum

from tapestory.late_regex import late_regex
from tapestory.model import ArticleKind
from tapestory.model.symbols import is_index
from tapestory.reading.certainty.basis import Basis
from tapestory.reading.certainty.telling import Telling
from tapestory.reading.certainty.words.classes import Class

LEAD = 2
"""Sentences behind the headline in which an article tells its news."""
OPENING = 4
"""Sentences behind the headline in which it says from whom it has it."""
_SHORT = 8
"""Up to so many sentences an article is a brief, and all of it is lead for a denial."""


_FEW = 2
"""Words of results that a sentence below the headline holds that tells of results."""
_QUARTER = late_regex(r"[1-4]?q[1-4]?", re.IGNORECASE)


class _Zone(Enum):
    # As in `Basis`.
    __hash__ = object.__hash__

    HEAD = "headline"
    LEAD = "lead"
    OPENING = "opening"
    WHOLE = "whole"


_HEAD, _LEAD, _OPENING, _WHOLE = _Zone

ORDER: Sequence[tuple[_Zone, Basis]] = (
    (_WHOLE, Basis.DENIED),
    (_WHOLE, Basis.DISCLAIMED),
    (_OPENING, Basis.RETRACTED),
    (_OPENING, Basis.PLAYED_DOWN),
    (_OPENING, Basis.LEAK),
    (_OPENING, Basis.CONFIRMED),
    (_HEAD, Basis.RUMOUR),
    (_HEAD, Basis.UNNAMED),
    (_HEAD, Basis.REPORT),
    (_HEAD, Basis.UNCONFIRMED),
    (_HEAD, Basis.RECORD),
    (_HEAD, Basis.RESULTS),
    (_HEAD, Basis.MARKET),
    (_OPENING, Basis.RECORD),
    (_OPENING, Basis.UNNAMED),
    (_OPENING, Basis.RUMOUR),
    (_OPENING, Basis.REPORT),
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
        _OPENING: range(min(1 + OPENING, len(told))),
        _WHOLE: range(len(told) if len(told) <= _SHORT else 1 + OPENING),
    }
    for zone, basis in ORDER:
        for place in zones[zone]:
            if basis not in told[place].findings or _is_beside(told, place, basis):
                continue
            if _counts(told, place, basis):
                return place, basis
    return None


_TOLD = frozenset({Basis.DEED, Basis.DONE, Basis.MARKET, Basis.MOVED, Basis.RESULTS})
"""What an article tells in its own voice."""
_HEARD = frozenset({Basis.UNNAMED, Basis.REPORT, Basis.LEAK, Basis.RUMOUR})
"""What it has from others: that weighs more than what it tells below its headline."""
_AGAINST = frozenset({Basis.DENIED, Basis.DISCLAIMED, Basis.PLAYED_DOWN})
_PLANNED = frozenset({Basis.PLAN, Basis.TALKS})
_PLAIN = (Basis.CONFIRMED, Basis.RECORD, Basis.RESULTS, Basis.MARKET)
"""What a headline shows that nobody takes back further down: that denies something else."""
_OWN = (Basis.RECORD, Basis.RESULTS, Basis.DEED, Basis.DONE)
"""What a party's own release puts on record by its headline."""


def _counts(told: Sequence[Telling], place: int, basis: Basis) -> bool:
    """Tell whether a ground decides, with a look at the rest of the article."""
    if basis is Basis.RUMOUR:
        doubts = {Basis.UNNAMED, Basis.REPORT}
        return (
            not _heard(told[:1], doubts)
            if place == 0
            else not (_heard(told, doubts) or _heard(told[:1], _TOLD))
        )
    if basis is Basis.SPOKEN:
        return place == 0 or _is_the_talk_of_the_headline(told, place)
    if basis not in _TOLD:
        return True
    if place == 0:
        return (
            not _heard(told[:_SHORT], {Basis.UNNAMED})
            and _not_in_talks(told, basis)
            and (basis is not Basis.RESULTS or _is_of_results(told))
        )
    if basis is Basis.MOVED and not _of_the_session(told, place):
        return False
    return not _heard(told, _HEARD) and _is_told(told[place], basis)


def _is_beside(told: Sequence[Telling], place: int, basis: Basis) -> bool:
    """Tell whether what a party contradicts below the headline is another thing than the news.

    It is where the headline itself tells something plainly, on nobody else's word. That it tells
    of a deed suffices only while the opening names no word of others.
    """
    if place and basis is Basis.DISCLAIMED and not answers(told):
        return _heard(told[:1], _PLANNED) or _heard(told[: 1 + LEAD], _TOLD)
    contradicts = basis in _AGAINST | _HEARD and _heard(told[place : place + 1], _AGAINST)
    if place == 0 or not contradicts or _heard(told[:1], _HEARD):
        return False
    plain = [b for b in (*_PLAIN, Basis.DEED) if b in told[0].findings and _counts(told, 0, b)]
    if plain == [Basis.DEED]:
        return not _heard((*told[:place], *told[place + 1 : 1 + OPENING]), _HEARD)
    return bool(plain)


def answers(told: Sequence[Telling]) -> bool:
    """Tell whether an article tells what others report, for a party to answer."""
    return _heard(told, _HEARD)


def _heard(told: Sequence[Telling], grounds: Collection[Basis]) -> bool:
    return any(ground in telling.findings for telling in told for ground in grounds)


def _is_the_talk_of_the_headline(told: Sequence[Telling], place: int) -> bool:
    """Tell whether who speaks below the headline is the person that it is about."""
    who = told[place].findings[Basis.SPOKEN].speaker
    return who.split()[-1] in told[0].sentence.text and told[0].is_person(who)


def _of_the_session(told: Sequence[Telling], place: int) -> bool:
    """Tell whether prices below the headline are the news, as in a report on a market.

    What one company's shares did is how investors took its news, true or not: it bears nothing out.
    """
    first = next(iter(told[place].parties), None)
    begins = first is not None and is_index(first.subject)
    return begins or told[0].count(Class.MARKET) > 0 or Basis.MOVED in told[0].findings


def _is_of_results(told: Sequence[Telling]) -> bool:
    """Tell whether a headline with words of results is about results.

    The name of a quarter alone only dates what it tells, unless the lead goes on about results.
    """
    words = sum(telling.count(Class.RESULTS) for telling in told[: 1 + LEAD])
    found = told[0].findings[Basis.RESULTS]
    quarter = _QUARTER.fullmatch(told[0].sentence.text[found.start : found.end])
    return words >= _FEW or quarter is None


def _not_in_talks(told: Sequence[Telling], basis: Basis) -> bool:
    """Tell whether no lead takes a headline's deed back to mere talks."""
    lead = told[1 : 1 + LEAD]
    return basis is not Basis.DEED or not _heard(lead, {Basis.TALKS}) or _heard(lead, {Basis.DEED})


def _is_told(telling: Telling, basis: Basis) -> bool:
    """Tell whether a sentence below the headline is about what it shows."""
    if basis is Basis.DEED:
        return bool(telling.agent(basis)) and telling.leads(basis)
    return basis is not Basis.RESULTS or telling.count(Class.RESULTS) >= _FEW

"""What outlets say of narratives over time → who argues each, how much, and since when."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from tapestory.model import NarrativeAccount, NarrativeShare, NarrativeVoice, SharePoint, Stance
from tapestory.narratives.shares import shares

WEEK = timedelta(days=7)

_SURE = ("asserted", "negated", "disputed", "dispute negated")
"""Rules under which a sentence says what it says outright."""
_LONG = 280
_SHORT = 40
"""Characters between which a sentence is worth quoting: neither a scrap nor a paragraph."""


def accounts(voices: Sequence[NarrativeVoice], *, now: datetime) -> tuple[NarrativeAccount, ...]:
    """Return an account of each narrative that is spoken of, the most supported first.

    Args:
        voices: Every piece of evidence, copies already left out.
        now: The last seven days before it are "now", the seven before those "last week".
    """
    this_week = _shares_between(voices, now - WEEK, now)
    last_week = _shares_between(voices, now - 2 * WEEK, now - WEEK)
    by_narrative: dict[str, list[NarrativeVoice]] = defaultdict(list)
    for voice in voices:
        by_narrative[voice.evidence.narrative].append(voice)
    return tuple(
        NarrativeAccount(
            narrative=found.narrative,
            supports=found.supports,
            disputes=found.disputes,
            reports=found.reports,
            share=found.share,
            disagreement=disagreement(found.supports, found.disputes),
            momentum=_momentum(found.narrative, this_week, last_week),
            first=first_voice(by_narrative[found.narrative]),
            quotes={
                stance: best
                for stance in (Stance.SUPPORTS, Stance.DISPUTES)
                if (best := best_quote(by_narrative[found.narrative], stance)) is not None
            },
        )
        for found in _shares(voices)
    )


def disagreement(supports: int, disputes: int) -> float | None:
    """Return how evenly two sides are held: 0 for one mind, 1 for as many on either side."""
    sided = supports + disputes
    return 1 - abs(supports - disputes) / sided if sided else None


def first_voice(voices: Iterable[NarrativeVoice]) -> NarrativeVoice | None:
    """Return the earliest that supports; of one article, the earliest sentence."""
    supporters = [voice for voice in voices if voice.evidence.stance is Stance.SUPPORTS]
    return min(supporters, key=lambda v: (v.at, v.evidence.start), default=None)


def best_quote(voices: Iterable[NarrativeVoice], stance: Stance) -> NarrativeVoice | None:
    """Return the sentence that puts one side best; None where nobody takes it.

    Outright before reasoned, a sentence before a scrap or a paragraph, a named speaker before
    none, the earlier before the later.
    """
    side = [voice for voice in voices if voice.evidence.stance is stance]
    return min(side, key=_weakness, default=None)


def share_over_time(
    narrative: str, voices: Sequence[NarrativeVoice], *, edges: Sequence[datetime]
) -> tuple[SharePoint, ...]:
    """Return a narrative's share between each pair of neighbouring edges, oldest first.

    Args:
        narrative: Its id.
        voices: Evidence of all narratives, copies already left out.
        edges: Ascending; a stretch begins with its edge and ends before the next.
    """
    points = []
    for since, until in itertools.pairwise(edges):
        found = {share.narrative: share for share in _shares(_between(voices, since, until))}
        mine = found.get(narrative)
        share = None
        if any(other.supports for other in found.values()):
            share = mine.share if mine is not None else 0.0
        outlets = mine.supports + mine.disputes + mine.reports if mine is not None else 0
        points.append(SharePoint(since=since, until=until, share=share, outlets=outlets))
    return tuple(points)


def _weakness(voice: NarrativeVoice) -> tuple[bool, bool, bool, datetime, int]:
    evidence = voice.evidence
    length = len(evidence.sentence)
    return (
        evidence.rule not in _SURE,
        not _SHORT <= length <= _LONG and evidence.sentence.isascii(),
        not evidence.speaker,
        voice.at,
        evidence.start,
    )


def _shares(voices: Iterable[NarrativeVoice]) -> tuple[NarrativeShare, ...]:
    return shares([(voice.outlet, voice.evidence) for voice in voices])


def _shares_between(
    voices: Sequence[NarrativeVoice], since: datetime, until: datetime
) -> dict[str, float] | None:
    """Return the share of each narrative in a stretch; None where none is supported."""
    found = _shares(_between(voices, since, until))
    if not any(share.supports for share in found):
        return None
    return {share.narrative: share.share for share in found}


def _momentum(
    narrative: str, this_week: dict[str, float] | None, last_week: dict[str, float] | None
) -> float | None:
    if this_week is None or last_week is None:
        return None
    return this_week.get(narrative, 0.0) - last_week.get(narrative, 0.0)


def _between(
    voices: Iterable[NarrativeVoice], since: datetime, until: datetime
) -> list[NarrativeVoice]:
    return [voice for voice in voices if since <= voice.at < until]

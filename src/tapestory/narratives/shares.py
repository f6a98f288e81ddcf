"""Evidence with the outlet of each piece → how an event's independent outlets stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from tapestory.model import NarrativeEvidence, NarrativeShare, Stance


def shares(evidence: Sequence[tuple[str, NarrativeEvidence]]) -> tuple[NarrativeShare, ...]:
    """Return one share a narrative that is spoken of, the most supported first.

    An outlet counts once for each narrative, with the stance that most of its sentences take.
    One that supports and disputes in equal measure, or does neither, reports.

    Args:
        evidence: Outlet and evidence, copies already left out.
    """
    votes: dict[str, dict[str, Counter[Stance]]] = defaultdict(lambda: defaultdict(Counter))
    for outlet, item in evidence:
        votes[item.narrative][outlet][item.stance] += 1
    stances = {
        narrative: Counter(_stance(counts) for counts in outlets.values())
        for narrative, outlets in votes.items()
    }
    supporters = {
        outlet
        for outlets in votes.values()
        for outlet, counts in outlets.items()
        if _stance(counts) is Stance.SUPPORTS
    }
    found = [
        NarrativeShare(
            narrative=narrative,
            supports=counts[Stance.SUPPORTS],
            disputes=counts[Stance.DISPUTES],
            reports=counts[Stance.REPORTS],
            share=counts[Stance.SUPPORTS] / len(supporters) if supporters else 0.0,
        )
        for narrative, counts in stances.items()
    ]
    return tuple(sorted(found, key=lambda s: (-s.supports, -s.disputes, -s.reports, s.narrative)))


def _stance(counts: Counter[Stance]) -> Stance:
    supports, disputes = counts[Stance.SUPPORTS], counts[Stance.DISPUTES]
    if supports == disputes:
        return Stance.REPORTS
    return Stance.SUPPORTS if supports > disputes else Stance.DISPUTES

"""Evidence with the outlet of each piece → how an event's independent outlets stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tapestory.model import NarrativeEvidence, NarrativeShare, Stance

_OutletStances = Mapping[str, Mapping[str, Stance]]
"""Narrative → outlet → its stance."""


def shares(evidence: Sequence[tuple[str, NarrativeEvidence]]) -> tuple[NarrativeShare, ...]:
    """Return one share a narrative that is spoken of, the most supported first.

    An outlet counts once for each narrative. What its authors say themselves decides; whom they
    quote only where they take no side, for who states a view to rebut it does not hold it. An
    outlet that supports and disputes in equal measure, or does neither, reports.

    Args:
        evidence: Outlet and evidence, copies already left out.
    """
    by_narrative = _outlet_stances(evidence)
    supporters = _supporting(by_narrative)
    found = []
    for narrative, outlets in by_narrative.items():
        counts = Counter(outlets.values())
        found.append(
            NarrativeShare(
                narrative=narrative,
                supports=counts[Stance.SUPPORTS],
                disputes=counts[Stance.DISPUTES],
                reports=counts[Stance.REPORTS],
                share=counts[Stance.SUPPORTS] / len(supporters) if supporters else 0.0,
                supporters=_taking(outlets, Stance.SUPPORTS),
                disputers=_taking(outlets, Stance.DISPUTES),
            )
        )
    return tuple(sorted(found, key=lambda s: (-s.supports, -s.disputes, -s.reports, s.narrative)))


def _outlet_stances(evidence: Iterable[tuple[str, NarrativeEvidence]]) -> _OutletStances:
    """Return how each outlet stands to each narrative that it speaks of."""
    own: dict[tuple[str, str], Counter[Stance]] = defaultdict(Counter)
    quoted: dict[tuple[str, str], Counter[Stance]] = defaultdict(Counter)
    keys: dict[tuple[str, str], None] = {}
    for outlet, item in evidence:
        key = (item.narrative, outlet)
        keys[key] = None
        (quoted if item.speaker else own)[key][item.stance] += 1
    found: dict[str, dict[str, Stance]] = defaultdict(dict)
    for narrative, outlet in keys:
        mine, theirs = own[narrative, outlet], quoted[narrative, outlet]
        sided = mine[Stance.SUPPORTS] + mine[Stance.DISPUTES] > 0
        found[narrative][outlet] = _majority(mine if sided else theirs)
    return found


def _supporting(by_narrative: _OutletStances) -> frozenset[str]:
    """Return the outlets that support any narrative."""
    return frozenset(
        outlet
        for outlets in by_narrative.values()
        for outlet, stance in outlets.items()
        if stance is Stance.SUPPORTS
    )


def _taking(outlets: Mapping[str, Stance], stance: Stance) -> tuple[str, ...]:
    return tuple(outlet for outlet, taken in outlets.items() if taken is stance)


def _majority(counts: Counter[Stance]) -> Stance:
    supports, disputes = counts[Stance.SUPPORTS], counts[Stance.DISPUTES]
    if supports == disputes:
        return Stance.REPORTS
    return Stance.SUPPORTS if supports > disputes else Stance.DISPUTES

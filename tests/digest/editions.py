"""Event views → the editions, leads and rows that tests of the digest look into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.builders import meta_event
from digest.pieces import COVERAGE, DAY, NARRATIVES, SECTORS, ZONE, at
from tapestory.digest import Edition, compose
from tapestory.digest.edition import LeadEvent, MoveRow
from tapestory.model import (
    Coverage,
    EventView,
    Verification,
    VerificationState,
)


def edition_of(
    views: Sequence[EventView], coverage: Coverage = COVERAGE, *, max_events: int = 12
) -> Edition:
    return compose(
        views,
        coverage,
        day=DAY,
        zone=ZONE,
        narratives=NARRATIVES,
        sectors=SECTORS,
        max_events=max_events,
    )


def lead_of(view: EventView, coverage: Coverage = COVERAGE) -> LeadEvent:
    lead = edition_of([view], coverage).lead
    assert lead is not None
    return lead


def rows_of(lead: LeadEvent) -> dict[str, MoveRow]:
    assert lead.table is not None
    return {row.label: row for group in lead.table.groups for row in group.rows}


def in_state(state: VerificationState) -> EventView:
    verification = Verification(state=state, since=at(2, 6), evidence=(), history=())
    return replace(meta_event(), verification=verification)

"""Whom events concerned is the same, however long a time is asked about."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from store.builders import link, tell
from tapestory.model import EventId, Role
from tapestory.store import Store

DAY = date(2026, 7, 1)
TOLD = {
    "e1": ("META", Role.SUBJECT, 0),
    "e2": ("META", Role.AFFECTED, 20),
    "e3": ("META", Role.MENTIONED, 3),
    "e4": ("NVDA", Role.SUBJECT, 3),
    "e5": ("META", Role.SUBJECT, 40),
    "e6": ("ORCL", Role.SUBJECT, 3),
}


@pytest.mark.parametrize("before", [0, 1, 60, 70, 71, 400])
def test_the_events_of_a_time_are_found_in_a_short_one_and_in_a_long_one(
    store: Store, before: int
) -> None:
    with store.writing() as session:
        for minute, (name, (symbol, role, after)) in enumerate(TOLD.items()):
            tell(session, name, f"a{minute}", minute=minute)
            session.events.save_links(EventId(name), [link(name, symbol=symbol, role=role)])
            day = DAY + timedelta(days=after)
            session.events.save_day0(EventId(name), {"XNYS": day, "XKRX": day})

        found = session.neighbours.concerning(
            {"XNYS": ["META", "NVDA"], "XKRX": ["ORCL"]},
            DAY - timedelta(days=before),
            DAY + timedelta(days=20),
        )

    assert {(one.event_id, one.mic, one.symbol) for one in found} == {
        ("e1", "XNYS", "META"),
        ("e2", "XNYS", "META"),
        ("e4", "XNYS", "NVDA"),
        ("e6", "XKRX", "ORCL"),
    }

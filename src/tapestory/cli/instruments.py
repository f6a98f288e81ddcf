"""Instruments as table columns, and the events that they or their sectors are linked to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tapestory.cli.invocation import Invocation
from tapestory.cli.output import Column
from tapestory.cli.shapes import event_head

_EVENTS = 20


def instrument_columns() -> Sequence[Column]:
    """Return the columns of a list of instruments."""
    return (
        Column(heading="symbol", text=lambda item: item["symbol"], style=lambda _: "bold"),
        Column(heading="name", text=lambda item: item["name"], flexible=True),
        Column(heading="mic", text=lambda item: item["mic"]),
        Column(heading="sector", text=lambda item: item["sector"]),
        Column(heading="aliases", text=lambda item: ", ".join(item["aliases"]), flexible=True),
    )


def events_of(
    call: Invocation, *, symbol: str | None = None, sector: str | None = None
) -> list[dict[str, Any]]:
    """Return the latest events linked to an instrument or sector; none without a store."""
    if not call.paths.store.exists():
        return []
    from tapestory.store import EventQuery

    with call.store() as store, store.reading() as session:
        query = EventQuery(symbol=symbol, sector=sector, limit=_EVENTS)
        return [event_head(summary.event) for summary in session.events.find(query)]

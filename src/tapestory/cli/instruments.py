"""Instruments as table columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tapestory.cli.output import Column
from tapestory.model import Instrument


def instrument_columns() -> Sequence[Column]:
    """Return the columns of a list of instruments."""
    return (
        Column(heading="symbol", text=lambda item: item["symbol"], style=lambda _: "bold"),
        Column(heading="name", text=lambda item: item["name"], flexible=True),
        Column(heading="mic", text=lambda item: item["mic"]),
        Column(heading="sector", text=lambda item: item["sector"]),
        Column(heading="aliases", text=lambda item: ", ".join(item["aliases"]), flexible=True),
    )


def named_on(instrument: Instrument, day: date) -> Instrument:
    """Return an instrument with the names alone that were in use on a day."""
    from tapestory.linking.periods import dated

    def in_use(listed: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in listed if dated(name)[1].holds(day))

    return replace(
        instrument,
        aliases=in_use(instrument.aliases),
        weak_aliases=in_use(instrument.weak_aliases),
    )

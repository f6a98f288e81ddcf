"""Instruments as table columns."""

from __future__ import annotations

from collections.abc import Sequence

from tapestory.cli.output import Column


def instrument_columns() -> Sequence[Column]:
    """Return the columns of a list of instruments."""
    return (
        Column(heading="symbol", text=lambda item: item["symbol"], style=lambda _: "bold"),
        Column(heading="name", text=lambda item: item["name"], flexible=True),
        Column(heading="mic", text=lambda item: item["mic"]),
        Column(heading="sector", text=lambda item: item["sector"]),
        Column(heading="aliases", text=lambda item: ", ".join(item["aliases"]), flexible=True),
    )

"""The taxonomy of this domain: list, show."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from tapestory.cli.instruments import events_of, instrument_columns
from tapestory.cli.invocation import invocation
from tapestory.cli.lookup import named
from tapestory.cli.options import DocumentOptions, Format, ListOptions, expanded
from tapestory.cli.output import (
    Column,
    Listing,
    emit_fields,
    emit_json,
    emit_line,
    emit_list,
    emit_table,
    schema,
)
from tapestory.cli.shapes import instrument_json
from tapestory.cli.tree import group

app = group("sectors")


@app.command("list")
@expanded
def list_sectors(ctx: typer.Context, output: ListOptions) -> None:
    """List the sectors and how many instruments each has."""
    call = invocation(ctx)
    universe = call.universe()
    members = Counter(instrument.sector for instrument in universe.instruments.values())
    documents = [
        {
            "id": sector.id,
            "name": sector.name,
            "members": members[sector.id],
            "aliases": list(sector.aliases),
        }
        for sector in universe.sectors.values()
    ]
    listing = Listing(
        noun="sectors",
        documents=documents,
        columns=(
            Column(heading="id", text=lambda item: item["id"], style=lambda _: "bold"),
            Column(heading="name", text=lambda item: item["name"], flexible=True),
            Column(heading="members", text=lambda item: str(item["members"]), right=True),
            Column(heading="aliases", text=lambda item: ", ".join(item["aliases"]), flexible=True),
        ),
        empty="[universe] sectors in the config names a file of them.",
    )
    emit_list(listing, output, call.out)


@app.command("show")
@expanded
def show(
    ctx: typer.Context,
    sector: Annotated[str, typer.Argument(metavar="ID", help="As `sectors list` prints it.")],
    output: DocumentOptions,
) -> None:
    """Show one sector: its members and its events."""
    call = invocation(ctx)
    universe = call.universe()
    found = named(universe.sectors, sector, "sector")
    members = [
        instrument_json(instrument)
        for instrument in universe.instruments.values()
        if instrument.sector == found.id
    ]
    events = events_of(call, sector=found.id)
    if output.format is Format.JSON:
        document = {
            "schema": schema("sector"),
            "id": found.id,
            "name": found.name,
            "aliases": list(found.aliases),
            "members": members,
            "events": events,
        }
        emit_json(document, call.out)
        return
    emit_fields(
        [("id", found.id), ("name", found.name), ("names", ", ".join(found.aliases))], call.out
    )
    if members:
        call.out.line()
        emit_table(members, instrument_columns(), call.out)
    for event in events:
        emit_line(f"  {event['first_seen'][:10]}  {event['id']}  {event['title']}", call.out)

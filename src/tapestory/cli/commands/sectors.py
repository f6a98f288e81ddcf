"""The taxonomy of this domain: list, show."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from tapestory.cli.concerning import members_of
from tapestory.cli.invocation import invocation
from tapestory.cli.lookup import sector_named
from tapestory.cli.options import AsOfSettings, Format, ListOptions, expanded
from tapestory.cli.output import (
    Column,
    Listing,
    emit_fields,
    emit_json,
    emit_list,
    emit_table,
    limit_of,
    schema,
)
from tapestory.cli.reaction_shape import (
    baskets_json,
    flat_sector_reaction,
    has_basket,
    last_move_json,
    member_columns,
    sector_columns,
    sector_reaction_json,
)
from tapestory.cli.reactions import (
    Concerned,
    ReactionFilter,
    ReactionTable,
    emit_reactions,
    last_moves_of,
    reaction_query,
    reactions_of,
)
from tapestory.cli.shapes import instrument_json
from tapestory.cli.tree import group

app = group("sectors")


@app.command("list")
@expanded
def list_sectors(ctx: typer.Context, output: ListOptions, as_of: AsOfSettings = None) -> None:
    """List the sectors and how many instruments each has."""
    call = invocation(ctx)
    call.when(as_of)  # what is no time is refused here as elsewhere
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
    sector: Annotated[
        str, typer.Argument(metavar="ID", help="As `sectors list` prints it, or a name.")
    ],
    which: ReactionFilter,
    output: ListOptions,
) -> None:
    """Show one sector: its members, the events that moved it, those that only name it.

    The newest session comes first. A basket holds the members at equal weights; beside its move
    stand how many of them went the same way, q, and p of a second test that allows for how they
    move together. A member's last move is the latest that chance does not explain.
    """
    call = invocation(ctx)
    universe = call.universe()
    found = sector_named(universe, sector)
    who = Concerned(symbols=members_of(universe, found.id), sector=found.id)
    query = reaction_query(call, universe, who, which, limit=limit_of(output, call.out))
    reactions = reactions_of(call, query)
    events = [sector_reaction_json(reaction) for reaction in reactions]
    if output.format in {Format.NDJSON, Format.CSV}:
        listing = Listing(
            noun="events",
            documents=events,
            columns=sector_columns(),
            empty="",
            flat=flat_sector_reaction,
        )
        emit_list(listing, output, call.out)
        return
    latest = last_moves_of(call, query)
    members = [
        {**instrument_json(instrument), "last_move": last_move_json(latest.get(instrument.symbol))}
        for instrument in universe.instruments.values()
        if instrument.sector == found.id
    ]
    if output.format is Format.JSON:
        document = {
            "schema": schema("sector"),
            "id": found.id,
            "name": found.name,
            "aliases": list(found.aliases),
            "members": members,
            "events": events,
            "moves": baskets_json(reactions),
        }
        emit_json(document, call.out)
        return
    emit_fields(
        [("id", found.id), ("name", found.name), ("names", ", ".join(found.aliases))], call.out
    )
    if members:
        call.out.line()
        emit_table(members, member_columns(), call.out)
    table = ReactionTable(
        events=events,
        columns=sector_columns(),
        measured=lambda event: bool(event["members"]) or has_basket(event),
        starred=lambda event: bool((event["basket"] or {}).get("moved")),
    )
    emit_reactions(table, output, call.out)

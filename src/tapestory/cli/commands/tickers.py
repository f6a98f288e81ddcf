"""Instruments that events are linked to: list, show, import, remove."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tapestory.cli import completing
from tapestory.cli.instruments import instrument_columns, named_on
from tapestory.cli.invocation import invocation
from tapestory.cli.lookup import instrument_named, sector_named
from tapestory.cli.options import Format, ListOptions, expanded
from tapestory.cli.output import Listing, emit_fields, emit_json, emit_list, limit_of, schema
from tapestory.cli.reaction_shape import (
    flat_reaction,
    moves_json,
    reaction_columns,
    reaction_json,
)
from tapestory.cli.reactions import (
    Concerned,
    ReactionFilter,
    ReactionTable,
    emit_reactions,
    reaction_query,
    reactions_of,
)
from tapestory.cli.shapes import instrument_json
from tapestory.cli.terminal import plain
from tapestory.cli.tree import group
from tapestory.errors import NotFoundError

app = group("tickers")

_SHOWN = 3
"""Sectors that are named in a remark."""


@app.command("list")
@expanded
def list_tickers(
    ctx: typer.Context,
    *,
    sector: Annotated[str | None, typer.Option(metavar="ID", help="Of this sector.")] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="TIME",
            help="With the names in use then; which instruments there are has no history.",
        ),
    ] = None,
    output: ListOptions,
) -> None:
    """List the instruments, configured and imported."""
    call = invocation(ctx)
    moment = call.when(as_of)
    universe = call.universe()
    if sector is not None:
        sector = sector_named(universe, sector).id
    documents = [
        instrument_json(instrument if moment is None else named_on(instrument, moment.date()))
        for instrument in universe.instruments.values()
        if sector is None or instrument.sector == sector
    ]
    listing = Listing(
        noun="tickers",
        documents=documents,
        columns=instrument_columns(),
        empty="tapestory tickers import FILE adds some.",
    )
    emit_list(listing, output, call.out)


@app.command("show")
@expanded
def show(
    ctx: typer.Context,
    symbol: Annotated[
        str,
        typer.Argument(
            help="As listed, or a name: META, 005930.KS, ^KS11, Nebius.",
            autocompletion=completing.symbols,
        ),
    ],
    which: ReactionFilter,
    output: ListOptions,
) -> None:
    """Show one instrument: its names, the events that moved it, those that only name it.

    The newest session comes first. Beside each move stand whether it went farther than chance
    explains (*), its rank among the names of its exchange on the day (percentile), whether the
    event names it, and what else came into the session.
    """
    call = invocation(ctx)
    universe = call.universe()
    instrument = instrument_named(universe, symbol)
    who, limit = Concerned(symbols=(instrument.symbol,)), limit_of(output, call.out)
    found = reactions_of(call, reaction_query(call, universe, who, which, limit=limit))
    events = [reaction_json(reaction) for reaction in found]
    if output.format is Format.JSON:
        document = {
            "schema": schema("ticker"),
            **instrument_json(instrument),
            "events": events,
            "moves": moves_json(found),
        }
        emit_json(document, call.out)
        return
    if output.format is not Format.TABLE:
        listing = Listing(
            noun="events",
            documents=events,
            columns=reaction_columns(),
            empty="",
            flat=flat_reaction,
        )
        emit_list(listing, output, call.out)
        return
    emit_fields(
        [
            ("symbol", instrument.symbol),
            ("name", instrument.name),
            ("exchange", instrument.mic),
            ("currency", instrument.currency),
            ("sector", instrument.sector),
            ("names", ", ".join(instrument.aliases)),
            ("weak names", ", ".join(instrument.weak_aliases)),
        ],
        call.out,
    )
    table = ReactionTable(
        events=events,
        columns=reaction_columns(),
        measured=lambda event: event["raw"] is not None,
        starred=lambda event: bool(event["moved"]),
    )
    emit_reactions(table, output, call.out)


@app.command("import")
def import_(
    ctx: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE.csv", help="symbol,name,mic,currency,sector,aliases"),
    ],
) -> None:
    """Add instruments from a CSV file; those of the same symbol are replaced.

    Aliases are separated by |. A name that was not always in use has its first or last day behind
    it: Facebook@..2021-10-28, Meta@2021-10-28.. (articles without a date take it as in use). Where
    a name belongs to several instruments, an imported one is meant before a configured one, and a
    listing in New York before others. A configured instrument of the same symbol leaves the names
    that the file does not have, and its sector where that of the file is not configured. Names that
    are ordinary words (Target, Gap, Now), places or surnames are only believed beside a cue, as are
    those in a column weak_aliases; once a row has weak_aliases or an entity (shared by the listings
    of one company), its other names are taken to need none. Articles are read again with the new
    names at the next run.
    """
    from tapestory.config import load_universe, read_instruments_csv

    call = invocation(ctx)
    instruments = read_instruments_csv(file)
    sectors = load_universe(call.config(), call.paths).sectors
    with call.store(create=True) as store, store.writing() as session:
        saved = session.instruments.save(instruments)
    aliases = sum(len(item.aliases) + len(item.weak_aliases) for item in instruments)
    call.out.line(f"tickers  {saved:,} imported with {aliases:,} aliases")
    unknown = [item.sector for item in instruments if item.sector and item.sector not in sectors]
    if unknown:
        names = ", ".join(sorted({*unknown})[:_SHOWN])
        call.err.line(
            f"{len(unknown):,} name a sector that is not configured ({plain(names)}): a configured"
            " instrument stays in its own; tapestory sectors list shows which there are"
        )


@app.command("remove")
def remove(
    ctx: typer.Context,
    symbols: Annotated[list[str], typer.Argument(metavar="SYMBOL...", help="As imported.")],
) -> None:
    """Forget imported instruments; one that is configured as well is as configured again.

    Articles are read again without their names at the next run.
    """
    call = invocation(ctx)
    with call.store() as store, store.writing() as session:
        known = {item.symbol for item in session.instruments.all()}
        for symbol in symbols:
            if symbol not in known:
                message = f"{plain(symbol)}: no such instrument was imported"
                hint = "tapestory tickers list shows those configured and imported."
                raise NotFoundError(message, hint=hint)
        gone = session.instruments.remove(symbols)
    call.out.line(f"tickers  {gone:,} removed")

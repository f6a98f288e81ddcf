"""Instruments that events are linked to: list, show, import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tapestory.cli.instruments import events_of, instrument_columns
from tapestory.cli.invocation import invocation
from tapestory.cli.lookup import named
from tapestory.cli.options import DocumentOptions, Format, ListOptions, expanded
from tapestory.cli.output import Listing, emit_fields, emit_json, emit_line, emit_list, schema
from tapestory.cli.shapes import instrument_json, move_json
from tapestory.cli.tree import group

app = group("tickers")


@app.command("list")
@expanded
def list_tickers(
    ctx: typer.Context,
    *,
    sector: Annotated[str | None, typer.Option(metavar="ID", help="Of this sector.")] = None,
    output: ListOptions,
) -> None:
    """List the instruments, configured and imported."""
    call = invocation(ctx)
    universe = call.universe()
    if sector is not None:
        sector = named(universe.sectors, sector, "sector").id
    documents = [
        instrument_json(instrument)
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
    symbol: Annotated[str, typer.Argument(help="As listed: META, 005930.KS, ^KS11.")],
    output: DocumentOptions,
) -> None:
    """Show one instrument: its names, its events, its measured moves."""
    from tapestory.digest.wording import percent, points

    call = invocation(ctx)
    instrument = named(call.universe().instruments, symbol, "ticker")
    events = events_of(call, symbol=instrument.symbol)
    moves = []
    if call.paths.store.exists():
        with call.store() as store, store.reading() as session:
            moves = session.moves.of_symbol(instrument.symbol, limit=20)
    if output.format is Format.JSON:
        document = {
            "schema": schema("ticker"),
            **instrument_json(instrument),
            "events": events,
            "moves": [
                {"event_id": move.event_id, "title": title, **move_json(move)}
                for move, title in moves
            ],
        }
        emit_json(document, call.out)
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
    for move, title in moves:
        if move.raw is not None and move.window == (0, 0):
            beyond = "" if move.abnormal is None else points(move.abnormal)
            raw = percent(move.raw, digits=2)
            line = f"  {move.session}  {raw:>8}  {beyond:>9}  {title}"
            emit_line(line, call.out)
    if not moves:
        for event in events:
            emit_line(f"  {event['first_seen'][:10]}  {event['id']}  {event['title']}", call.out)


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
    it: Facebook@..2021-10-28, Meta@2021-10-28.. (articles without a date take it as in use).
    Where a name belongs to several instruments, an imported one is meant before a configured one,
    and a listing in New York before others. A configured instrument of the same symbol leaves the
    names that the file does not have. Names that are ordinary words (Target, Gap, Now), places or
    surnames are only believed beside a cue, as are those in a column weak_aliases; once a row has
    weak_aliases or an entity (shared by the listings of one company), its other names are taken to
    need none. Articles are read again with the new names at the next run.
    """
    from tapestory.config import read_instruments_csv

    call = invocation(ctx)
    instruments = read_instruments_csv(file)
    with call.store(create=True) as store, store.writing() as session:
        saved = session.instruments.save(instruments)
    aliases = sum(len(item.aliases) + len(item.weak_aliases) for item in instruments)
    call.out.line(f"tickers  {saved:,} imported with {aliases:,} aliases")

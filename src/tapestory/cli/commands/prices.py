"""Daily bars: import, status."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tapestory.cli.invocation import invocation
from tapestory.cli.options import DocumentOptions, Format, ListOptions, expanded
from tapestory.cli.output import Column, Listing, emit_json, emit_list, schema
from tapestory.cli.terminal import plain
from tapestory.cli.tree import group
from tapestory.errors import PartlyDoneError

app = group("prices")

_SHOWN_REFUSALS = 20


@app.command("import")
@expanded
def import_(
    ctx: typer.Context,
    path: Annotated[
        Path,
        typer.Argument(
            metavar="FILE|DIR",
            help="symbol,date,open,high,low,close,adj_close,volume; or a folder, a file a symbol.",
        ),
    ],
    output: DocumentOptions,
) -> None:
    """Take daily bars from a CSV file (.csv, .csv.gz) or a folder. Safe to repeat.

    Rows that cannot be believed are refused and listed; the others are kept. A corrected bar
    replaces the former, which is kept beside it, and moves that rest on it are measured again.
    """
    from tapestory.digest.wording import count
    from tapestory.moves.providers.csv_file import read_bars

    call = invocation(ctx)
    file = read_bars(path, today=call.clock.now().date())
    with call.store(create=True) as store, store.writing() as session:
        changes = session.prices.save(file.bars)
    symbols = len({bar.symbol for bar in file.bars})
    if output.format is Format.JSON:
        document = {
            "schema": schema("prices_import"),
            "symbols": symbols,
            "new": changes.new,
            "revised": changes.revised,
            "unchanged": changes.unchanged,
            "refused": [str(bar) for bar in file.refused],
        }
        emit_json(document, call.out)
    else:
        call.out.line(
            f"prices  {count(symbols, 'symbol')}: {count(changes.new, 'bar')} new,"
            f" {changes.revised:,} revised, {changes.unchanged:,} unchanged"
        )
    if not file.refused:
        return
    for refused in file.refused[:_SHOWN_REFUSALS]:
        call.err.line(plain(f"refused {refused}"))
    more = len(file.refused) - _SHOWN_REFUSALS
    if more > 0:
        call.err.line(f"… and {more:,} more")
    message = f"{path}: {count(len(file.refused), 'bar')} refused"
    raise PartlyDoneError(
        message, hint="The others are kept. Correct the file and import it again."
    )


@app.command("status")
@expanded
def status(ctx: typer.Context, output: ListOptions) -> None:
    """List which sessions of which symbols are stored."""
    call = invocation(ctx)
    with call.store() as store, store.reading() as session:
        held = session.prices.status()
    listing = Listing(
        noun="prices",
        documents=[
            {
                "symbol": item.symbol,
                "first": item.first.isoformat(),
                "last": item.last.isoformat(),
                "bars": item.bars,
            }
            for item in held
        ],
        columns=(
            Column(heading="symbol", text=lambda item: item["symbol"], style=lambda _: "bold"),
            Column(heading="first", text=lambda item: item["first"]),
            Column(heading="last", text=lambda item: item["last"]),
            Column(heading="bars", text=lambda item: f"{item['bars']:,}", right=True),
        ),
        empty="tapestory prices import FILE adds some.",
    )
    emit_list(listing, output, call.out)

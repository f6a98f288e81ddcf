"""What articles claim: reported moves and other figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from tapestory.cli import completing
from tapestory.cli.claim_shape import claim_columns, claim_json
from tapestory.cli.invocation import invocation
from tapestory.cli.lookup import event_of
from tapestory.cli.options import ListOptions, TimeOptions, expanded
from tapestory.cli.output import Document, Listing, emit_list, limit_of
from tapestory.cli.tree import group

app = group("claims")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims."""

    event: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Of this event.", autocompletion=completing.events),
    ] = None
    symbol: Annotated[
        str | None,
        typer.Option(
            help="About this instrument, or SECTOR:ID for a sector.",
            autocompletion=completing.symbols,
        ),
    ] = None
    kind: Annotated[
        str | None,
        typer.Option(help="move, capex_guidance, contract, price, capacity, revenue, amount …"),
    ] = None
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", help="Said by somebody whose name holds this.")
    ] = None
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only figures that contradict each other.")
    ] = False


@app.command("list")
@expanded
def list_claims(
    ctx: typer.Context, which: ClaimFilter, times: TimeOptions, output: ListOptions
) -> None:
    """List what articles claim and how it differs, each with its sentence, the latest event first.

    Figures that several articles give of one thing are set side by side, never averaged: they
    agree, keep a bound, measure something else, conflict, or one has the unit wrong.
    """
    from tapestory.pipeline.claims import find_claims
    from tapestory.store import EventQuery

    call = invocation(ctx)
    as_of = call.when(times.as_of)
    query = EventQuery(since=call.when(times.since), until=call.when(times.until), as_of=as_of)
    limit = limit_of(output, call.out)
    documents: list[Document] = []
    with call.store() as store:
        events = None
        if which.event is not None:
            with store.reading() as session:
                events = [event_of(session, which.event, as_of=as_of)]
        for claim in find_claims(store, query, events=events, about=which.symbol or ""):
            document = claim_json(claim)
            if _wanted(document, which):
                documents.append(document)
            if limit and len(documents) >= limit:
                break
    listing = Listing(
        noun="claims",
        documents=documents,
        columns=claim_columns(),
        empty=times.none_fits(narrowed=which != ClaimFilter(), otherwise=_NOTHING),
    )
    emit_list(listing, output, call.out)


def _wanted(claim: Document, which: ClaimFilter) -> bool:
    kind = (which.kind or "").casefold().replace(" ", "_").replace("-", "_")
    if kind and claim["kind"] != kind:
        return False
    if which.speaker and which.speaker.casefold() not in claim["speaker"].casefold():
        return False
    return not which.disputed or claim["flag"] is not None or claim["difference"] in _DISPUTED


_NOTHING = "tapestory run reads new articles."
_DISPUTED = {"conflict", "unit_error"}

"""What articles claim: reported moves and other figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Annotated

import typer

from tapestory.cli import completing
from tapestory.cli.claim_shape import claim_columns, claim_json
from tapestory.cli.enough import enough
from tapestory.cli.invocation import invocation
from tapestory.cli.lookup import event_of
from tapestory.cli.options import ListOptions, TimeOptions, expanded
from tapestory.cli.output import Document, Listing, emit_list, limit_of
from tapestory.cli.terminal import plain
from tapestory.cli.tree import group
from tapestory.errors import UsageError
from tapestory.model import Event, EventId

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
    kind = _kind(which.kind)
    as_of = call.when(times.as_of)
    query = EventQuery(since=call.when(times.since), until=call.when(times.until), as_of=as_of)
    with call.store() as store:
        events: dict[EventId, Event] = {}

        def latest(many: int) -> list[EventId]:
            with store.reading() as session:
                if which.event is not None:
                    found = [event_of(session, which.event, as_of=as_of)]
                else:
                    listed = session.events.find(replace(query, limit=many))
                    found = [summary.event for summary in listed]
            events.update((event.id, event) for event in found)
            return [event.id for event in found]

        def tell(ids: Sequence[EventId]) -> Iterator[Document]:
            about = which.symbol or ""
            claims = find_claims(store, [events[one] for one in ids], as_of=as_of, about=about)
            told = (claim_json(claim) for claim in claims)
            return (document for document in told if _wanted(document, which, kind))

        limit = limit_of(output, call.out)
        # Where one event is asked for there are no others to look at.
        asked = 0 if which.event is not None else limit
        documents = enough(asked, latest, tell, each=_EACH)[: limit or None]
    listing = Listing(
        noun="claims",
        documents=documents,
        columns=claim_columns(),
        empty=times.none_fits(narrowed=which != ClaimFilter(), otherwise=_NOTHING),
    )
    emit_list(listing, output, call.out)


def _kind(typed: str | None) -> str:
    """Return a kind of claim as documents have it; empty where none was asked for.

    Raises:
        UsageError: There is no such kind.
    """
    from tapestory.reading import FIGURE_KINDS

    kind = (typed or "").casefold().replace(" ", "_").replace("-", "_")
    kinds = [_MOVE, *FIGURE_KINDS]
    if kind and kind not in kinds:
        nearest = get_close_matches(kind, kinds, n=1, cutoff=0.0)
        message = f"no kind of claim {plain(typed or '')!r}. Closest: {nearest[0]}"
        raise UsageError(message, hint="tapestory claims list --help names some of them.")
    return kind


def _wanted(claim: Document, which: ClaimFilter, kind: str) -> bool:
    if kind and claim["kind"] != kind:
        return False
    if which.speaker and which.speaker.casefold() not in claim["speaker"].casefold():
        return False
    return not which.disputed or claim["flag"] is not None or claim["difference"] in _DISPUTED


_NOTHING = "tapestory run reads new articles."
_MOVE = "move"
_EACH = 2
"""Claims that most events have, or more."""
_DISPUTED = {"conflict", "unit_error"}

"""What articles claim: reported moves and other figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from tapestory.cli.invocation import invocation
from tapestory.cli.lookup import event_of
from tapestory.cli.options import ListOptions, TimeOptions, expanded
from tapestory.cli.output import Column, Listing, emit_list, limit_of
from tapestory.cli.shapes import figure_json, reported_json
from tapestory.cli.tree import group
from tapestory.model import EventView

app = group("claims")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims."""

    event: Annotated[str | None, typer.Option(metavar="ID", help="Of this event.")] = None
    symbol: Annotated[str | None, typer.Option(help="About this instrument.")] = None
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only figures that contradict each other.")
    ] = False


@app.command("list")
@expanded
def list_claims(
    ctx: typer.Context, which: ClaimFilter, times: TimeOptions, output: ListOptions
) -> None:
    """List what articles claim, each with its sentence, the latest event first."""
    from tapestory.pipeline.view import find_views, view_event
    from tapestory.store import EventQuery

    call = invocation(ctx)
    as_of = call.when(times.as_of)
    with call.components() as components:
        if which.event is not None:
            with components.store.reading() as session:
                event = event_of(session, which.event)
            views = [view_event(components, event.id, as_of=as_of)]
        else:
            query = EventQuery(
                since=call.when(times.since), until=call.when(times.until), as_of=as_of
            )
            views = find_views(components, query)
    claims = [claim for view in views for claim in _claims(view) if _wanted(claim, which)]
    listing = Listing(
        noun="claims",
        documents=claims[: limit_of(output, call.out) or None],
        columns=(
            Column(heading="event", text=lambda item: item["event_id"], style=lambda _: "dim"),
            Column(heading="subject", text=lambda item: item["subject"], style=lambda _: "bold"),
            Column(heading="claim", text=lambda item: item["kind"].replace("_", " ")),
            Column(heading="value", text=_value, right=True),
            Column(heading="when", text=lambda item: item["session"] or item["period"] or ""),
            Column(
                heading="disputed", text=lambda item: item["flag"] or "", style=lambda _: "warn"
            ),
            Column(heading="sentence", text=lambda item: item["sentence"], flexible=True),
        ),
        empty="tapestory run reads new articles; --since 30d looks further back.",
    )
    emit_list(listing, output, call.out)


def _claims(view: EventView) -> Iterator[dict[str, Any]]:
    for move in view.reported_moves:
        document = reported_json(move)
        yield {
            "event_id": view.event.id,
            "subject": document.pop("symbol"),
            "kind": "move",
            **document,
            "unit": "fraction",
            "period": None,
            "conflicts_with": [],
            "flag": None,
        }
    for figure in view.figures:
        document = figure_json(figure)
        yield {
            "event_id": view.event.id,
            "subject": document["subject"],
            "kind": document["kind"],
            "low": document["low"],
            "high": document["high"],
            "comparator": None,
            "basis": None,
            "session": None,
            "article_id": document["article_id"],
            "sentence": document["sentence"],
            "unit": document["unit"],
            "period": document["period"],
            "conflicts_with": document["conflicts_with"],
            "flag": document["flag"],
        }


def _wanted(claim: dict[str, Any], which: ClaimFilter) -> bool:
    about = which.symbol is None or claim["subject"].casefold() == which.symbol.casefold()
    return about and (not which.disputed or claim["flag"] is not None)


def _value(claim: Any) -> str:
    from tapestory.digest.wording import (
        printed_percent,
        quantity,
    )

    ends = [end for end in (claim["low"], claim["high"]) if end is not None]
    if not ends:
        return ""
    if claim["unit"] == "fraction":
        said = list(dict.fromkeys(printed_percent(end) for end in ends))
        return " to ".join(said)
    return quantity(ends[0], ends[-1], claim["unit"])

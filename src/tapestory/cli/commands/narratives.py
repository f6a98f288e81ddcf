"""Competing explanations: list, show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.lookup import named
from tapestory.cli.options import DocumentOptions, Format, ListOptions, expanded
from tapestory.cli.output import (
    Column,
    Listing,
    emit_fields,
    emit_json,
    emit_line,
    emit_list,
    schema,
)
from tapestory.cli.shapes import narrative_json, tape_json
from tapestory.cli.tree import group
from tapestory.model import Narrative

app = group("narratives")

_LATEST_EVENTS = 200
"""Among so many latest events those that a narrative explains are looked for."""


@app.command("list")
@expanded
def list_narratives(ctx: typer.Context, output: ListOptions) -> None:
    """List the explanations, with what each predicts."""
    call = invocation(ctx)
    listing = Listing(
        noun="narratives",
        documents=[narrative_json(narrative) for narrative in _narratives(call).values()],
        columns=(
            Column(heading="id", text=lambda item: item["id"], style=lambda _: "bold"),
            Column(heading="name", text=lambda item: item["name"], flexible=True),
            Column(heading="predicts", text=_predicts, flexible=True),
        ),
        empty="[universe] narratives in the config names a file of them.",
    )
    emit_list(listing, output, call.out)


@app.command("show")
@expanded
def show(
    ctx: typer.Context,
    narrative: Annotated[str, typer.Argument(metavar="ID", help="As `narratives list` prints it.")],
    output: DocumentOptions,
) -> None:
    """Show one explanation: thesis, predictions, what would disprove it, events it explains."""
    call = invocation(ctx)
    found = named(_narratives(call), narrative, "narrative")
    document = narrative_json(found) | {"events": _events(call, found)}
    if output.format is Format.JSON:
        emit_json({"schema": schema("narrative"), **document}, call.out)
        return
    emit_fields(
        [
            ("id", found.id),
            ("name", found.name),
            ("thesis", found.thesis),
            ("opposes", ", ".join(found.opposes)),
            *((f"{item.sector} {item.direction}", item.mechanism) for item in found.predictions),
            *((f"disproof {number}", text) for number, text in enumerate(found.falsifiers, 1)),
        ],
        call.out,
    )
    for event in document["events"]:
        line = (
            f"  {event['id']}  +{event['supports']} −{event['disputes']}"
            f"  tape {event['tape']['verdict']}  {event['title']}"
        )
        emit_line(line, call.out)


def _narratives(call: Invocation) -> Mapping[str, Narrative]:
    from tapestory.config import load_narratives

    return {item.id: item for item in load_narratives(call.config(), call.paths)}


def _predicts(narrative: Any) -> str:
    arrows = {"up": "↑", "down": "↓", "flat": "→"}
    return ", ".join(
        f"{item['sector']} {arrows[item['direction']]}" for item in narrative["predictions"]
    )


def _events(call: Invocation, narrative: Narrative) -> list[dict[str, Any]]:
    if not call.paths.store.exists():
        return []
    from tapestory.pipeline.view import find_views
    from tapestory.store import EventQuery

    with call.components() as components:
        views = find_views(components, EventQuery(limit=_LATEST_EVENTS))
    return [
        {
            "id": view.event.id,
            "title": view.event.title,
            "supports": share.supports,
            "disputes": share.disputes,
            "reports": share.reports,
            "share": share.share,
            "tape": tape_json(view.tape.get(share.narrative)),
        }
        for view in views
        for share in view.shares
        if share.narrative == narrative.id
    ]

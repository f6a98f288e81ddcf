"""What a person found of what would disprove a narrative: noted, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import typer

from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.lookup import named
from tapestory.cli.noting import Note, Redo, day_of, source_of, turned
from tapestory.cli.options import DocumentOptions, Format, expanded
from tapestory.cli.output import emit_json, schema
from tapestory.cli.terminal import plain
from tapestory.errors import UsageError
from tapestory.model import FalsifierFinding, FalsifierState, NoteId


class Found(StrEnum):
    """What became of a falsifier."""

    MET = "met"
    NOT_MET = "not-met"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """On what a finding rests."""

    source: Annotated[
        str, typer.Option(metavar="TEXT", help="Who reports it, or where it is written.")
    ] = ""
    day: Annotated[
        str | None,
        typer.Option("--date", metavar="DAY", help="When it came true; today if not given."),
    ] = None
    note: Note = ""


@expanded
def falsify(  # noqa: PLR0913, PLR0917  # which falsifier of which narrative, and what of it
    ctx: typer.Context,
    narrative: Annotated[str, typer.Argument(metavar="ID", help="As `narratives list` prints it.")],
    number: Annotated[
        int,
        typer.Argument(min=1, metavar="N", help="Of the disproof, as `narratives show` has it"),
    ],
    state: Annotated[Found, typer.Argument(help="What you found.")],
    because: Because,
    output: DocumentOptions,
) -> None:
    """Note whether something that would disprove an explanation has come true.

    Your last word on it decides; `open` leaves it to the indicator that the definition names, or
    to nobody. Nothing is overwritten, and `narratives undo` takes it back.
    """
    from tapestory.config import load_narratives
    from tapestory.pipeline.indicating import note_finding

    call = invocation(ctx)
    known = {item.id: item for item in load_narratives(call.config(), call.paths)}
    found = named(known, narrative, "narrative")
    if number > len(found.falsifiers):
        message = f"{found.id} has {len(found.falsifiers)} disproofs, no number {number}"
        raise UsageError(message, hint=f"tapestory narratives show {found.id}")
    source = plain(because.source)
    if state is not Found.OPEN:
        source = source_of(source, noun="a finding", hint="who reports it, or where it is.")
    new = FalsifierFinding(
        id=NoteId(""),
        at=call.clock.now(),
        narrative=found.id,
        falsifier=found.falsifiers[number - 1],
        state=FalsifierState(state.value.replace("-", "_")),
        day=day_of(call, because.day),
        source=source,
        note=plain(because.note),
    )
    with call.components(create=True) as components:
        _tell_finding(call, note_finding(components, new), "noted", output)


@expanded
def undo(
    ctx: typer.Context,
    finding: Annotated[
        str, typer.Argument(metavar="FINDING", help="Its id, as `narratives falsify` printed it.")
    ],
    output: DocumentOptions,
    *,
    redo: Redo = False,
) -> None:
    """Take back what `narratives falsify` noted; it is kept, and `--redo` puts it in force."""
    from tapestory.pipeline.indicating import undo_finding

    call = invocation(ctx)
    with call.components() as components:
        found = undo_finding(components, finding, redo=redo)
    _tell_finding(call, found, turned(redo=redo), output)


def _tell_finding(
    call: Invocation, finding: FalsifierFinding, done: str, output: DocumentOptions
) -> None:
    from tapestory.cli.indicator_shape import finding_json

    if output.format is Format.JSON:
        emit_json({"schema": schema("falsifier_finding"), **finding_json(finding)}, call.out)
        return
    word = finding.state.value.replace("_", " ")
    source = f" ({plain(finding.source)})" if finding.source else ""
    call.out.line(f"{done}  {finding.id}  {finding.narrative}: {word} on {finding.day}{source}")
    call.out.line(f"        {plain(finding.falsifier)}")

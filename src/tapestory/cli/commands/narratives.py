"""Competing explanations: list, show, event, promote, falsify."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

import typer

from tapestory.cli import completing, falsifying
from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.lookup import named
from tapestory.cli.options import (
    AsOf,
    AsOfSettings,
    Format,
    ListOptions,
    ShowOptions,
    expanded,
)
from tapestory.cli.output import (
    Column,
    Listing,
    emit_csv,
    emit_document,
    emit_fields,
    emit_line,
    emit_list,
)
from tapestory.cli.shapes import tape_json
from tapestory.cli.tree import group
from tapestory.model import FalsifierStatus, Narrative

app = group("narratives")

_SINCE = "90d"
_ARROWS = {"up": "↑", "down": "↓", "flat": "→"}


class Kind(StrEnum):
    """What a cue does to a sentence."""

    STRONG = "strong"
    WEAK = "weak"
    REPORTING = "reporting"
    CONTINUING = "continuing"
    DISPUTING = "disputing"
    BLOCKING = "blocking"


class Language(StrEnum):
    """Languages of cues."""

    EN = "en"
    ZH = "zh"
    KO = "ko"
    JA = "ja"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Since when, and as known when."""

    since: Annotated[
        str, typer.Option(metavar="TIME", help="Articles from then on: 90d, 2026-07-01, ISO.")
    ] = _SINCE
    as_of: AsOf = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest(Stretch):
    """Which suggestions."""

    narrative: Annotated[
        str | None, typer.Option(metavar="ID", help="Only sentences that come nearest to this one.")
    ] = None


@app.command("list")
@expanded
def list_narratives(ctx: typer.Context, output: ListOptions, as_of: AsOfSettings = None) -> None:
    """List the explanations, with what each predicts."""
    from tapestory.cli.narrative_shape import definition_json

    call = invocation(ctx)
    call.when(as_of)  # what is no time is refused here as elsewhere
    listing = Listing(
        noun="narratives",
        documents=[definition_json(narrative) for narrative in _narratives(call).values()],
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
    narrative: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="As `narratives list` prints it.",
            autocompletion=completing.narratives,
        ),
    ],
    stretch: Stretch,
    output: ShowOptions,
) -> None:
    """Show one explanation: what it predicts, who argues it, its share over time, its events.

    Of what would disprove it, each says whether it is met, not met or open, and on what that
    rests; where nothing is known, or it no longer speaks, it is open.
    """
    from tapestory.cli.indicator_shape import falsifier_json
    from tapestory.cli.narrative_shape import account_json, definition_json, point_json

    call = invocation(ctx)
    found = named(_narratives(call), narrative, "narrative")
    history = _history(call, found, stretch)
    states = _falsifiers(call, found, stretch.as_of)
    if output.format is not Format.TABLE:
        document = definition_json(found)
        document["falsifier_states"] = [
            falsifier_json(number, state) for number, state in enumerate(states, 1)
        ]
        if history is not None:
            account = history.account
            document["account"] = None if account is None else account_json(account)
            document["share_over_time"] = [point_json(point) for point in history.points]
        document["events"] = [] if history is None else list(_events(history))
        emit_document("narrative", document, output.format, call.out)
        return
    emit_fields(_definition(found, states), call.out)
    if history is not None:
        from tapestory.cli.narrative_page import history_lines

        call.out.line()
        for line in history_lines(history, width=call.out.width):
            emit_line(line, call.out)


@app.command("event")
@expanded
def event(
    ctx: typer.Context,
    event_id: Annotated[
        str, typer.Argument(metavar="EVENT", help="Its id, or the first characters of it.")
    ],
    output: ShowOptions,
    as_of: AsOf = None,
) -> None:
    """Show who argues which explanation of one event, with the best quote of each side.

    As CSV, a row is one explanation.
    """
    from tapestory.cli.lookup import event_of
    from tapestory.cli.narrative_page import event_lines
    from tapestory.cli.narrative_shape import account_json
    from tapestory.pipeline.narrating import event_accounts
    from tapestory.pipeline.view import view_event

    call = invocation(ctx)
    when = call.when(as_of)
    with call.components() as components:
        with components.store.reading() as session:
            wanted = event_of(session, event_id, as_of=when).id
        view = view_event(components, wanted, as_of=when)
    accounts = event_accounts(view)
    if output.format is not Format.TABLE:
        found = [
            account_json(item) | {"tape": tape_json(view.tape.get(item.narrative))}
            for item in accounts
        ]
        told = {"id": view.event.id, "title": view.event.title}
        if output.format is Format.CSV:
            shown = found[: output.limit or None]
            emit_csv([{"event": view.event.id, **row} for row in shown], call.out)
        else:
            emit_document(
                "event_narratives", {**told, "narratives": found}, output.format, call.out
            )
        return
    emit_line(view.event.title, call.out)
    call.out.line()
    if not accounts:
        call.out.line("No article of it speaks of any explanation.")
    for line in event_lines(accounts, _narratives(call), width=call.out.width):
        emit_line(line, call.out)


@app.command("suggest")
@expanded
def suggest(ctx: typer.Context, which: Nearest, output: ListOptions) -> None:
    """List sentences in which no cue speaks, with the explanation they come nearest to."""
    from tapestory.cli.narrative_shape import suggestion_json
    from tapestory.pipeline.suggesting import suggestions

    call = invocation(ctx)
    known = _narratives(call)
    wanted = named(known, which.narrative, "narrative").id if which.narrative else None
    since = call.when(which.since)
    with call.components() as components:
        found = suggestions(components, since=since, as_of=call.when(which.as_of))
    documents = [
        suggestion_json(item, article)
        for article, item in found
        if wanted is None or item.narrative == wanted
    ]
    listing = Listing(
        noun="suggestions",
        documents=documents,
        columns=(
            Column(heading="near", text=lambda item: f"{item['score']:.2f}", right=True),
            Column(heading="narrative", text=lambda item: item["narrative"], flexible=True),
            Column(heading="a cue could be", text=lambda item: item["cue"], flexible=True),
            Column(heading="sentence", text=lambda item: item["sentence"], flexible=True),
        ),
        empty="Every sentence that comes near an explanation is found by a cue.",
    )
    emit_list(listing, output, call.out)
    if documents and output.format is Format.TABLE:
        call.out.line("tapestory narratives promote ID CUE --lang LANG makes a cue of one.")


@app.command("promote")
@expanded
def promote(
    ctx: typer.Context,
    narrative: Annotated[str, typer.Argument(metavar="ID", help="As `narratives list` prints it.")],
    cue: Annotated[str, typer.Argument(metavar="CUE", help="As narratives.toml explains it.")],
    lang: Annotated[Language, typer.Option(help="The language that it is in.")] = Language.EN,
    kind: Annotated[
        Kind, typer.Option(help="What it does to a sentence that holds it.")
    ] = Kind.STRONG,
) -> None:
    """Write a cue into your narratives file; what is stored is read again at the next run."""
    from tapestory.config.narrative_cues import NewCue, add_cue

    call = invocation(ctx)
    found = named(_narratives(call), narrative, "narrative")
    new = NewCue(narrative=found.id, lang=lang.value, kind=kind.value, text=cue)
    path = add_cue(new, call.paths)
    call.out.line(f"{kind.value} cue of {found.id} in {lang.value}, written to {path}")


app.command("falsify")(falsifying.falsify)
app.command("undo")(falsifying.undo)


def _narratives(call: Invocation) -> Mapping[str, Narrative]:
    from tapestory.config import load_narratives

    return {item.id: item for item in load_narratives(call.config(), call.paths)}


def _predicts(narrative: Any) -> str:
    return ", ".join(
        f"{item['sector']} {_ARROWS[item['direction']]}" for item in narrative["predictions"]
    )


def _definition(found: Narrative, states: Sequence[FalsifierStatus]) -> list[tuple[str, str]]:
    return [
        ("id", found.id),
        ("name", found.name),
        ("thesis", found.thesis),
        ("opposes", ", ".join(found.opposes)),
        *(
            (f"{item.sector} {item.direction}", f"{item.mechanism} ({_by(item.horizon)})")
            for item in found.predictions
        ),
        *(
            (f"disproof {number}", f"{state.text} {_state(state)}")
            for number, state in enumerate(states, 1)
        ),
        *(
            (f"watch {number}", f"{item.what} {_ARROWS[item.under[found.id]]} ({item.source})")
            for number, item in enumerate(found.indicators, 1)
        ),
    ]


def _state(status: FalsifierStatus) -> str:
    day = "" if status.day is None else f" {status.day}"
    return f"[{status.state.value.upper().replace('_', ' ')}{day}: {status.why}]"


def _falsifiers(
    call: Invocation, narrative: Narrative, as_of: str | None
) -> tuple[FalsifierStatus, ...]:
    from tapestory.pipeline.indicating import falsifiers

    with call.components_of_texts() as components:
        return falsifiers(components, narrative, as_of=call.when(as_of))


def _by(horizon: int) -> str:
    if horizon == 0:
        return "on day 0"
    return f"within {horizon} session{'s' * (horizon != 1)}"


def _history(call: Invocation, narrative: Narrative, stretch: Stretch) -> Any:
    """Return how it fared; None where nothing is stored."""
    since = call.when(stretch.since)
    if since is None or not call.paths.store.exists():
        return None
    from tapestory.pipeline.narrating import narrative_history

    with call.components() as components:
        return narrative_history(
            components, narrative.id, since=since, as_of=call.when(stretch.as_of)
        )


def _events(history: Any) -> Iterator[dict[str, Any]]:
    from tapestory.cli.narrative_shape import account_json

    for view, account in history.events:
        yield account_json(account) | {
            "id": view.event.id,
            "title": view.event.title,
            "tape": tape_json(view.tape.get(account.narrative)),
        }

"""Figures to watch: list, show, add, suggest, take, undo."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.lookup import named
from tapestory.cli.noting import Note, Redo, day_of, source_of, turned
from tapestory.cli.options import AsOf, DocumentOptions, Format, ListOptions, ShowOptions, expanded
from tapestory.cli.output import (
    Column,
    Listing,
    emit_csv,
    emit_fields,
    emit_json,
    emit_list,
    emit_table,
    json_text,
    schema,
    write_json,
)
from tapestory.cli.terminal import Style, plain
from tapestory.cli.tree import group
from tapestory.errors import UsageError
from tapestory.model import Indicator, IndicatorValue, Narrative, NoteId, SuggestedValue

if TYPE_CHECKING:
    from tapestory.pipeline.indicating import Watched

app = group("indicators")

_ARROWS = {"up": "↑", "down": "↓", "flat": "→"}
_STYLES: dict[str, Style] = {"stale": "warn", "fresh": "plain", "no_value": "dim"}
Name = Annotated[str, typer.Argument(metavar="ID", help="As `indicators list` prints it.")]
Day = Annotated[
    str | None,
    typer.Option("--date", metavar="DAY", help="The day that it speaks of; today if not given."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a person says of a value beside the value."""

    source: Annotated[str, typer.Option(metavar="TEXT", help="Who publishes it, or where it is.")]
    day: Day = None
    note: Note = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """What a person says of a figure that they take."""

    value: Annotated[
        float | None,
        typer.Option(metavar="N", help="Where the figure is a range or a bound: the value."),
    ] = None
    day: Day = None
    note: Note = ""


@app.command("list")
@expanded
def list_indicators(ctx: typer.Context, output: ListOptions, as_of: AsOf = None) -> None:
    """List what to watch: the last value, its day and source, and what it speaks for.

    A value speaks for the narratives under which the figure would have gone where it went since
    the value before, until it is stale.
    """
    from tapestory.cli.indicator_shape import watched_json
    from tapestory.pipeline.indicating import watch

    call = invocation(ctx)
    with call.components_of_texts() as components:
        wanted = list(_known(components.narratives).values())
        found = watch(components, wanted, as_of=call.when(as_of))
    documents = [watched_json(item) for item in found]
    listing = Listing(
        noun="indicators",
        documents=documents,
        columns=_columns(),
        empty="Narratives files define them by [indicators.ID].",
    )
    emit_list(listing, output, call.out)
    if output.format is Format.TABLE and any(item["suggested"] for item in documents):
        total = sum(item["suggested"] for item in documents)
        call.out.line(f"{total} read in articles and not taken: tapestory indicators suggest")


@app.command("show")
@expanded
def show(ctx: typer.Context, name: Name, output: ShowOptions, as_of: AsOf = None) -> None:
    """Show one: what it means, every value that was ever noted, and what articles suggest."""
    from tapestory.cli.indicator_shape import suggested_json, value_json, watched_json
    from tapestory.narratives import steps
    from tapestory.pipeline.indicating import watch

    call = invocation(ctx)
    with call.components_of_texts() as components:
        wanted = named(_known(components.narratives), name, "indicator")
        (found,) = watch(components, [wanted], as_of=call.when(as_of))
    changes = steps(found.values)
    history = [value_json(value, changes.get(value.id)) for value in found.values]
    suggestions = [suggested_json(item) for item in found.suggested]
    if output.format is Format.JSON:
        document = watched_json(found) | {"history": history, "suggestions": suggestions}
        emit_json({"schema": schema("indicator"), **document}, call.out)
    elif output.format is Format.NDJSON:
        for document in history:
            write_json(json_text(document), call.out)
    elif output.format is Format.CSV:
        emit_csv(history, call.out, columns=_history_columns(wanted.unit))
    else:
        emit_fields(_fields(found), call.out)
        _tables(call, history, suggestions, wanted.unit)


@app.command("add")
@expanded
def add(
    ctx: typer.Context,
    name: Name,
    value: Annotated[float, typer.Argument(metavar="VALUE", help="A number, in its unit.")],
    given: Given,
    output: DocumentOptions,
) -> None:
    """Note a value by hand. Nothing is overwritten: of one day the value noted last counts."""
    from tapestory.config import load_narratives
    from tapestory.pipeline.indicating import note_value

    call = invocation(ctx)
    wanted = named(_known(load_narratives(call.config(), call.paths)), name, "indicator")
    new = _new(call, wanted, _number(value), given)
    with call.components(create=True) as components:
        _tell(call, note_value(components, new), "noted", wanted, output)


@app.command("suggest")
@expanded
def suggest(
    ctx: typer.Context,
    output: ListOptions,
    indicator: Annotated[
        str | None, typer.Option(metavar="ID", help="Only values of this one.")
    ] = None,
    as_of: AsOf = None,
) -> None:
    """List figures read in articles that may be values; none counts before it is taken."""
    from tapestory.cli.indicator_shape import suggested_json
    from tapestory.pipeline.indicating import watch

    call = invocation(ctx)
    with call.components_of_texts() as components:
        known = _known(components.narratives)
        wanted = list(known.values())
        if indicator is not None:
            wanted = [named(known, indicator, "indicator")]
        found = watch(components, wanted, as_of=call.when(as_of))
    documents = [suggested_json(item) for watched in found for item in watched.suggested]
    listing = Listing(
        noun="suggested_values",
        documents=documents,
        columns=_suggested_columns(),
        empty="No figure that was read fits the definition of an indicator.",
    )
    emit_list(listing, output, call.out)
    if documents and output.format is Format.TABLE:
        call.out.line("tapestory indicators take ID makes a value of one.")


@app.command("take")
@expanded
def take(
    ctx: typer.Context,
    suggestion: Annotated[
        str, typer.Argument(metavar="ID", help="Of a figure that `indicators suggest` lists.")
    ],
    output: DocumentOptions,
    taking: Taking,
) -> None:
    """Make a value of a figure that was read in an article; article and sentence are kept.

    Its day is that on which the article was published, unless another one is given.
    """
    from tapestory.pipeline.indicating import note_value, suggestion_named

    call = invocation(ctx)
    with call.components() as components:
        known = _known(components.narratives)
        found = suggestion_named(components, list(known.values()), suggestion)
        new = IndicatorValue(
            id=NoteId(""),
            at=call.clock.now(),
            indicator=found.indicator,
            value=_number(_one_value(found) if taking.value is None else taking.value),
            day=found.day if taking.day is None else day_of(call, taking.day),
            source=found.outlet,
            note=plain(taking.note),
            article_id=found.article_id,
            sentence=found.sentence,
        )
        _tell(call, note_value(components, new), "taken", known[found.indicator], output)


@app.command("undo")
@expanded
def undo(
    ctx: typer.Context,
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="Id of a value, as `indicators show` prints it.")
    ],
    output: DocumentOptions,
    *,
    redo: Redo = False,
) -> None:
    """Take a value back. It stays in the history, marked; `--redo` puts it in force again."""
    from tapestory.pipeline.indicating import undo_value

    call = invocation(ctx)
    with call.components() as components:
        found = undo_value(components, value, redo=redo)
        wanted = _known(components.narratives).get(found.indicator)
        _tell(call, found, turned(redo=redo), wanted, output)


def _known(narratives: Sequence[Narrative]) -> Mapping[str, Indicator]:
    from tapestory.narratives import indicators_of

    return indicators_of(narratives)


def _new(call: Invocation, wanted: Indicator, value: float, given: Given) -> IndicatorValue:
    source = source_of(given.source, noun="a value", hint="who publishes it, or where it is.")
    return IndicatorValue(
        id=NoteId(""),
        at=call.clock.now(),
        indicator=wanted.id,
        value=value,
        day=day_of(call, given.day),
        source=source,
        note=plain(given.note),
    )


def _one_value(found: SuggestedValue) -> float:
    """Return the value of a figure.

    Raises:
        UsageError: It is a range or a bound; which value it stands for is for a person to say.
    """
    if found.value is None:
        kind = found.comparator.value.replace("_", " ")
        what = "is a range" if found.low != found.high else f"says {kind}"
        message = f"the figure {what}, which is no single value"
        raise UsageError(message, hint=f"tapestory indicators take {found.id} --value N")
    return found.value


def _number(value: float) -> float:
    if not math.isfinite(value):
        message = "a value is a finite number"
        raise UsageError(message)
    return value


def _tell(
    call: Invocation,
    value: IndicatorValue,
    done: str,
    indicator: Indicator | None,
    output: DocumentOptions,
) -> None:
    from tapestory.cli.indicator_shape import shown, value_json

    if output.format is Format.JSON:
        emit_json({"schema": schema("indicator_value"), **value_json(value)}, call.out)
        return
    unit = "" if indicator is None else indicator.unit
    what = f"{value.indicator} {shown(value.value, unit)} of {value.day} ({plain(value.source)})"
    call.out.line(f"{done}  {value.id}  {what}")


def _columns() -> tuple[Column, ...]:
    from tapestory.cli.indicator_shape import shown

    def state(item: Any) -> str:
        if item["state"] == "stale":
            return f"STALE since {item['speaks_until']}"
        return str(item["date"] or "no value")

    return (
        Column(heading="id", text=lambda item: item["id"], style=lambda _: "bold"),
        Column(
            heading="last",
            text=lambda item: f"{shown(item['value'])} {_ARROWS.get(item['trend'], '')}".strip(),
            right=True,
        ),
        Column(heading="of", text=state, style=lambda item: _STYLES[item["state"]]),
        Column(heading="speaks for", text=_speaks, flexible=True),
        Column(heading="source", text=lambda item: item["source"] or "", flexible=True),
    )


def _speaks(item: Any) -> str:
    told = ", ".join(item["speaks_for"])
    against = ", ".join(item["speaks_against"])
    if not told and not against:
        return "" if item["state"] == "no_value" else "nothing"
    return "; ".join(part for part in (told, f"against {against}" if against else "") if part)


def _history_columns(unit: str) -> tuple[Column, ...]:
    from tapestory.cli.indicator_shape import percent, shown

    return (
        Column(heading="id", text=lambda item: item["id"]),
        Column(heading="date", text=lambda item: item["date"]),
        Column(heading="value", text=lambda item: shown(item["value"], unit), right=True),
        Column(heading="change", text=lambda item: percent(item["change"]), right=True),
        Column(heading="", text=lambda item: "taken back" if item["undone"] else ""),
        Column(heading="source", text=lambda item: item["source"], flexible=True),
        Column(
            heading="from",
            text=lambda item: item["sentence"] or item["note"],
            flexible=True,
            spare=True,
        ),
    )


def _suggested_columns() -> tuple[Column, ...]:
    from tapestory.cli.indicator_shape import amount

    return (
        Column(heading="id", text=lambda item: item["id"]),
        Column(heading="indicator", text=lambda item: item["indicator"]),
        Column(heading="date", text=lambda item: item["date"]),
        Column(heading="figure", text=amount, right=True),
        Column(heading="outlet", text=lambda item: item["outlet"], flexible=True, least=8),
        Column(heading="sentence", text=lambda item: item["sentence"], flexible=True),
    )


def _fields(found: Watched) -> list[tuple[str, str]]:
    from tapestory.cli.indicator_shape import percent, shown, watched_json

    status, item = found.status, watched_json(found)
    indicator = status.indicator
    last = "nothing yet: tapestory indicators add"
    if status.last is not None:
        last = f"{shown(status.last.value, indicator.unit)} of {status.last.day}, {item['source']}"
    return [
        ("id", indicator.id),
        ("what", indicator.what),
        ("comes from", indicator.source),
        ("last", last),
        (
            "STALE" if status.stale else "speaks",
            "" if status.last is None else f"until {item['speaks_until']}",
        ),
        ("change", _since(percent(status.change), item["before_date"])),
        ("speaks for", ", ".join(status.speaks_for)),
        ("against", ", ".join(status.speaks_against)),
        (
            "under",
            ", ".join(f"{name} {_ARROWS[way]}" for name, way in indicator.under.items()),
        ),
    ]


def _since(change: str, day: str | None) -> str:
    return f"{change} since {day}" if change else ""


def _tables(call: Invocation, history: Any, suggestions: Any, unit: str) -> None:
    if history:
        call.out.line()
        emit_table(history, _history_columns(unit), call.out)
    if suggestions:
        call.out.line()
        call.out.line("Read in articles, not taken:")
        emit_table(suggestions, _suggested_columns(), call.out)

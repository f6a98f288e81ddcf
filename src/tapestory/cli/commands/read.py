"""Show what is read out of one text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from tapestory.cli.invocation import invocation
from tapestory.cli.options import DocumentOptions, Format, expanded
from tapestory.cli.output import emit_fields, emit_json, emit_line, schema
from tapestory.cli.shapes import reading_json
from tapestory.cli.terminal import Terminal
from tapestory.cli.tree import single
from tapestory.errors import InputError

app = single()

MAX_BYTES = 20_000_000


@app.command()
@expanded
def read(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE|-", help="A text whose first line is its title.")
    ],
    *,
    published: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="When it appeared; dates are read against it."),
    ] = None,
    lang: Annotated[str, typer.Option(metavar="CODE", help="Its language; else it is told.")] = "",
    output: DocumentOptions,
) -> None:
    """Show what is read out of one text: names, moves, figures, sources, hedges, explanations."""
    from tapestory import reading
    from tapestory.pipeline.reading_step import read_text, verify_text

    call = invocation(ctx)
    text = _text(file)
    moment = call.when(published)
    with call.components_of_texts() as components:
        found = read_text(components, text, published=moment, lang=lang)
        verification = verify_text(components, found, published=moment)
    title = reading.document_from_text(text, lang=found.lang).title
    document = reading_json(found, title, verification)
    if output.format is Format.JSON:
        emit_json({"schema": schema("reading"), **document}, call.out)
        return
    _print(document, call.out)


def _text(file: str) -> str:
    try:
        data = sys.stdin.buffer.read(MAX_BYTES) if file == "-" else _bytes(Path(file))
    except OSError as error:
        message = f"{file}: cannot be read: {error.strerror or error}"
        raise InputError(message, hint="Check the path.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{file}: not UTF-8 text (byte {error.start})"
        raise InputError(message, hint="Convert it: iconv -f OLD -t UTF-8") from error


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES)


def _print(document: dict[str, Any], out: Terminal) -> None:
    symbols = dict.fromkeys(mention["symbol"] for mention in document["mentions"])
    emit_fields(
        [
            ("title", document["title"]),
            ("language", document["lang"]),
            ("kind", document["kind"]),
            ("sentences", str(document["sentences"])),
            ("names", ", ".join(symbols)),
            ("sources", ", ".join(dict.fromkeys(item["name"] for item in document["origins"]))),
            ("state", document["verification"]["state"]),
        ],
        out,
    )
    for heading, lines in (
        ("Reported moves", [_move(item) for item in document["reported_moves"]]),
        ("Figures", [_figure(item) for item in document["figures"]]),
        ("Explanations", [_narrative(item) for item in document["narratives"]]),
    ):
        if lines:
            out.line()
            out.line(out.paint(heading, "dim"))
            for line in lines:
                emit_line(f"  {line}", out)


def _move(move: dict[str, Any]) -> str:
    from tapestory.digest.wording import printed_percent

    ends = [end for end in (move["low"], move["high"]) if end is not None]
    said = " to ".join(dict.fromkeys(printed_percent(end) for end in ends)) or "no figure"
    how = " ".join(
        word.replace("_", " ")
        for word in (move["comparator"], move["basis"])
        if word not in {"exact", "unstated"}
    )
    return "  ".join(part for part in (move["symbol"], said, how, move["session"] or "") if part)


def _figure(figure: dict[str, Any]) -> str:
    from tapestory.digest.wording import quantity

    said = quantity(figure["low"], figure["high"], figure["unit"])
    kind = figure["kind"].replace("_", " ")
    return "  ".join(part for part in (figure["subject"], kind, said, figure["period"]) if part)


def _narrative(item: dict[str, Any]) -> str:
    return f"{item['stance']}  {item['id']}  {item['sentence']}"

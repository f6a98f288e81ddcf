"""Show what is read out of one text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tapestory.cli.invocation import invocation
from tapestory.cli.options import DocumentOptions, Format, expanded
from tapestory.cli.output import emit_json, schema
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
    """Show what is read out of one text: names, moves, figures, sources, hedges, explanations.

    All by the rules that hold for feeds, each with its sentence, its place and the words that gave
    it away (--json). Nothing is stored.
    """
    from tapestory import reading
    from tapestory.cli.read_page import print_text
    from tapestory.cli.read_shape import TextRead, reading_json
    from tapestory.pipeline.link_step import links_of_text
    from tapestory.pipeline.reading_step import read_text, verify_text

    call = invocation(ctx)
    text = _text(file)
    moment = call.when(published)
    with call.components_of_texts() as components:
        said = read_text(components, text, published=moment, lang=lang)
        figures = reading.compare(said.figures)
        found = TextRead(
            title=reading.document_from_text(text, lang=said.lang).title,
            said=said,
            verification=verify_text(components, said, published=moment),
            links=links_of_text(components, said),
            figures=figures,
            figure_groups=reading.side_by_side(figures),
        )
    document = reading_json(found, components.universe)
    if output.format is Format.JSON:
        emit_json({"schema": schema("reading"), **document}, call.out)
        return
    print_text(call.out, found, document, components.universe, components.narratives_by_id)


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

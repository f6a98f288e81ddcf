"""JSON documents → what the user asked for: a table, one JSON document, a line each, or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tapestory.cli.log_lines import encodable_json
from tapestory.cli.options import Format, ListOptions
from tapestory.cli.terminal import (
    ACTING,
    Style,
    Terminal,
    fitted,
    plain,
    plain_block,
    width_of,
    wrapped,
)

Document = Mapping[str, Any]

TTY_LIMIT = 20
"""Rows that a table on a terminal shows unless told otherwise."""
_GAP = "  "
_AS_THEY_ARE = frozenset({int, float, type(None)})
"""What the writer of CSV writes as `csv_cell` would: a long list has a million of them."""
_FORMULA_STARTS = tuple("=+-@＝＋－＠")
"""What makes spreadsheets evaluate a cell; the full-width forms do in East Asian ones."""
_BREAKS = frozenset("\t\r\n")
"""White space behind which some begin a cell of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    heading: str
    text: Callable[[Any], str]
    """Document → cell."""
    right: bool = False
    flexible: bool = False
    """May be cut on a terminal that is too narrow."""
    least: int = 12
    """Cells below which it is not cut."""
    spare: bool = False
    """Left out of a terminal on which it would have less room than that."""
    may_stand_below: bool = False
    """Where a terminal has less room than that, it gets a line of its own below the others."""
    style: Callable[[Any], Style] = lambda _: "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list to be written in any format."""

    noun: str
    """Plural; the key of the JSON document and part of its schema."""
    documents: Sequence[Document]
    columns: Sequence[Column]
    empty: str
    """What to do next when there is nothing."""
    nothing: str = ""
    """Said when there is nothing; "No" and the noun unless given."""
    flat: Callable[[Any], Document] | None = None
    """Document → CSV row, where the document is nested; else the document itself."""


def schema(noun: str) -> str:
    """Return the name of a document's shape (stable)."""
    return f"tapestory/{noun}/1"


def limit_of(options: ListOptions, out: Terminal) -> int:
    """Return how many rows to ask for, 0 for all: one more than shown, so that it can be said."""
    if options.limit is not None:
        return options.limit
    return TTY_LIMIT + 1 if _is_short(options, out) else 0


def emit_list(listing: Listing, options: ListOptions, out: Terminal) -> None:
    """Write a list."""
    documents = listing.documents
    if options.limit:
        documents = documents[: options.limit]
    form = options.format
    if form is Format.JSON:
        emit_json({"schema": schema(listing.noun), listing.noun: list(documents)}, out)
    elif form is Format.NDJSON:
        for document in documents:
            write_json(json_text(document), out)
    elif form is Format.CSV:
        flat = listing.flat or dict
        emit_csv([flat(document) for document in documents], out, columns=listing.columns)
    elif documents:
        short = _is_short(options, out) and len(documents) > TTY_LIMIT
        emit_table(documents[:TTY_LIMIT] if short else documents, listing.columns, out)
        if short:
            out.line(out.paint("There are more: --limit 0 shows all.", "dim"))
    else:
        nothing = listing.nothing or f"No {listing.noun.replace('_', ' ')}."
        out.line(f"{nothing} {listing.empty}".rstrip())


def emit_document(noun: str, document: Document, form: Format, out: Terminal) -> bool:
    """Write one document for a program; False where it is for a person, and nothing is written."""
    if form is Format.JSON:
        emit_json({"schema": schema(noun), **document}, out)
    elif form is Format.NDJSON:
        write_json(json_text(document), out)
    elif form is Format.CSV:
        emit_csv([document], out)
    return form is not Format.TABLE


def emit_json(document: Document, out: Terminal) -> None:
    """Write one JSON document, indented."""
    write_json(json_text(document, indent=2), out)


def write_json(text: str, out: Terminal) -> None:
    """Write JSON; what the stream's encoding lacks is escaped, not lost."""
    out.write(f"{encodable_json(text, out.stream.encoding or 'utf-8')}\n")


def json_text(document: Document, *, indent: int | None = None) -> str:
    """Return JSON that no terminal acts on: what it might act on is escaped, not lost."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=indent)
    return ACTING.sub(lambda found: json.dumps(found[0])[1:-1], text)


def emit_csv(rows: Sequence[Document], out: Terminal, *, columns: Sequence[Column] = ()) -> None:
    """Write CSV with a header, RFC 4180; an empty list still has one where it is known."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    header = list(rows[0]) if rows else [column.heading for column in columns]
    writer.writerow(header)
    for row in rows:
        cells = map(row.get, header)
        writer.writerow([cell if type(cell) in _AS_THEY_ARE else csv_cell(cell) for cell in cells])
    out.write(buffer.getvalue())


def csv_cell(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(value, str) and value[:1].isalnum() and value.isascii() and value.isprintable():
        return value  # most are so, and a long list has many
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = plain_block(value if isinstance(value, str) else json_text_of(value))
    told = text.lstrip()
    before = text[: len(text) - len(told)]
    is_formula = told.startswith(_FORMULA_STARTS) or not _BREAKS.isdisjoint(before)
    return f"'{text}" if is_formula else text


def json_text_of(value: object) -> str:
    """Return the JSON of any value, on one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def emit_table(documents: Sequence[Document], columns: Sequence[Column], out: Terminal) -> None:
    """Write a table.

    On a terminal it is cut to the width, and columns that are empty are left out; what is piped
    is complete.
    """
    below = _below(documents, columns, out) if out.is_tty else None
    columns = [column for column in columns if column is not below]
    if out.is_tty:
        columns = _without_spare(documents, columns, out)
    cells = [[plain(column.text(document)) for column in columns] for document in documents]
    widths = [
        max(width_of(column.heading), *map(width_of, held))
        for column, held in zip(columns, zip(*cells, strict=True), strict=True)
    ]
    if out.is_tty:
        kept = [at for at in range(len(columns)) if any(row[at] for row in cells)]
        columns, widths = [columns[at] for at in kept], [widths[at] for at in kept]
        cells = [[row[at] for at in kept] for row in cells]
        widths = _narrowed(widths, columns, out.width)
    heading = [
        fitted(column.heading, width, right=column.right)
        for column, width in zip(columns, widths, strict=True)
    ]
    lines = [out.paint(_GAP.join(heading).rstrip(), "dim")]
    for document, row in zip(documents, cells, strict=True):
        line = [
            fitted(text, width, right=column.right)
            for text, width, column in zip(row, widths, columns, strict=True)
        ]
        if out.colors:
            line = [
                out.paint(text, column.style(document))
                for text, column in zip(line, columns, strict=True)
            ]
        lines.append(_GAP.join(line).rstrip())
        if below is not None:
            indent = " " * (widths[0] + len(_GAP))
            text = fitted(plain(below.text(document)), out.width - len(indent)).rstrip()
            lines.append(indent + out.paint(text, below.style(document)))
    out.line("\n".join(lines))


def _below(
    documents: Sequence[Document], columns: Sequence[Column], out: Terminal
) -> Column | None:
    """Return the column that needs a line of its own, if there is one."""
    found = next((column for column in columns if column.may_stand_below), None)
    if found is None or len(columns) == 1:
        return None
    wanted = {
        id(column): max(
            width_of(column.heading),
            *(width_of(plain(column.text(document))) for document in documents),
        )
        for column in columns
    }
    others = sum(width for key, width in wanted.items() if key != id(found))
    room = out.width - others - len(_GAP) * (len(columns) - 1)
    return found if room < min(found.least, wanted[id(found)]) else None


def _without_spare(
    documents: Sequence[Document], columns: Sequence[Column], out: Terminal
) -> list[Column]:
    """Leave out, the last first, the spare columns for which there is no room."""
    kept = list(columns)
    needed = {
        id(column): max(
            width_of(column.heading),
            *(width_of(plain(column.text(document))) for document in documents),
        )
        for column in columns
    }
    for column in columns:
        if column.flexible:
            needed[id(column)] = min(needed[id(column)], column.least)
    for column in reversed(columns):
        room = sum(needed[id(item)] for item in kept) + len(_GAP) * (len(kept) - 1)
        if column.spare and room > out.width:
            kept.remove(column)
    return kept


def emit_line(text: str, out: Terminal) -> None:
    """Write one line of strangers' text, cut to a terminal's width, its spaces as they are."""
    line = plain_block(text).replace("\n", " ")
    out.line(fitted(line, out.width).rstrip() if out.is_tty else line)


def emit_fields(pairs: Sequence[tuple[str, str]], out: Terminal) -> None:
    """Write name and value on a line each; a value without text is left out."""
    wide = max((width_of(name) for name, value in pairs if value), default=0)
    for name, value in pairs:
        text = plain(value)
        lines = wrapped(text, out.width - wide - len(_GAP)) if out.is_tty else [text]
        for at, line in enumerate(lines if text else []):
            head = fitted("" if at else name, wide)
            out.line(f"{out.paint(head, 'dim')}{_GAP}{line}")


def _is_short(options: ListOptions, out: Terminal) -> bool:
    return options.limit is None and out.is_tty and options.format is Format.TABLE


def _narrowed(widths: list[int], columns: Sequence[Column], room: int) -> list[int]:
    """Take what is too much from the widest flexible columns."""
    widths = list(widths)
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - room
    while excess > 0:
        flexible = [
            at for at, column in enumerate(columns) if column.flexible and widths[at] > column.least
        ]
        if not flexible:
            break
        widths[max(flexible, key=lambda at: widths[at])] -= 1
        excess -= 1
    return widths

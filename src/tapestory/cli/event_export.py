"""Events → lines of JSON, CSV or an Atom feed, on standard output or in a file."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from tapestory.cli.event_lines import flat_row, summary_columns
from tapestory.cli.files import write_file
from tapestory.cli.invocation import Invocation
from tapestory.cli.output import emit_csv, json_text, write_json
from tapestory.cli.terminal import Terminal
from tapestory.errors import UsageError

if TYPE_CHECKING:  # the store is imported when a command runs
    from tapestory.store import EventQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """In which form, and where to."""

    as_csv: Annotated[bool, typer.Option("--csv", help="A row an event instead.")] = False
    as_atom: Annotated[
        bool, typer.Option("--atom", help="An Atom feed of the 100 that changed last instead.")
    ] = False
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="Else standard output.")] = None


def write_documents(
    call: Invocation, documents: Sequence[Mapping[str, Any]], options: ExportOptions
) -> None:
    """Write complete events as lines of JSON, or as rows.

    Raises:
        InputError: The file cannot be written.
    """
    text = io.StringIO()
    target = Terminal(stream=text, is_tty=False, colors=False, width=80)
    if options.to is None:
        target = call.out
    if options.as_csv:
        emit_csv([flat_row(document) for document in documents], target, columns=summary_columns())
    else:
        for document in documents:
            write_json(json_text(document), target)
    if options.to is not None:
        write_file(options.to, text.getvalue())
        call.out.line(f"written  {options.to}  {len(documents)} events")


def write_feed(call: Invocation, query: EventQuery, options: ExportOptions) -> None:
    """Write the feed of the events that a query finds; entries lead to their articles.

    Raises:
        UsageError: CSV was asked for as well.
        InputError: The file cannot be written.
    """
    from tapestory.digest.lead import Reader
    from tapestory.pipeline.report_step import site_events
    from tapestory.pipeline.view import find_views
    from tapestory.report.atom import FeedSettings, atom_feed

    if options.as_csv:
        message = "--csv and --atom exclude each other"
        raise UsageError(message, hint="Ask for one of them.")
    until = query.as_of or call.clock.now()
    with call.components() as components:
        events = site_events(components, find_views(components, query))
        zone = ZoneInfo(components.zone)
        with components.store.reading() as session:
            prices = session.prices.any()
        reader = Reader(
            zone=zone,
            year=until.astimezone(zone).year,
            narratives=components.narratives_by_id,
            sectors=components.universe.sectors,
            prices=prices,
        )
    feed = atom_feed(events, reader, FeedSettings(title="Tapestory: events", updated=until))
    if options.to is None:
        call.out.write(feed.decode("utf-8"))
        return
    write_file(options.to, feed)
    call.out.line(f"written  {options.to}  {len(events)} events")

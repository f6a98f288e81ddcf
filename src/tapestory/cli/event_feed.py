"""The events that a query finds → an Atom feed, on standard output or in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tapestory.cli.files import write_file
from tapestory.cli.invocation import Invocation
from tapestory.errors import UsageError

if TYPE_CHECKING:  # the store is imported when a command runs
    from tapestory.store import EventQuery


def write_feed(call: Invocation, query: EventQuery, *, to: Path | None, as_csv: bool) -> None:
    """Write the feed of the events that a query finds; entries lead to their articles.

    Raises:
        UsageError: CSV was asked for as well.
        InputError: The file cannot be written.
    """
    from tapestory.digest.lead import Reader
    from tapestory.pipeline.report_step import site_events
    from tapestory.pipeline.view import find_views
    from tapestory.report.atom import FeedSettings, atom_feed

    if as_csv:
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
    if to is None:
        call.out.write(feed.decode("utf-8"))
        return
    write_file(to, feed)
    call.out.line(f"written  {to}  {len(events)} events")

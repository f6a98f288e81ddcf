"""Subscriptions: add, list, test, pause, import, export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from tapestory.cli.files import write_file
from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.lookup import feed_of
from tapestory.cli.opml import read_opml, refusal, write_opml
from tapestory.cli.options import DocumentOptions, Format, ListOptions, expanded
from tapestory.cli.output import (
    Column,
    Listing,
    emit_fields,
    emit_json,
    emit_list,
    schema,
)
from tapestory.cli.shapes import feed_json
from tapestory.cli.terminal import Style, plain
from tapestory.cli.times import shown
from tapestory.cli.tree import group
from tapestory.errors import PartlyDoneError, UsageError
from tapestory.model import Feed, FeedState

app = group("feeds")

FeedName = Annotated[str, typer.Argument(metavar="URL", help="Its address, or a part of it.")]
_STYLES: dict[str, Style] = {"failing": "warn", "gone": "error", "paused": "dim", "new": "dim"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOptions:
    """What a user may say about a feed."""

    title: Annotated[str, typer.Option(help="How to call it.")] = ""
    outlet: Annotated[str, typer.Option(help="Publisher; one name for all its domains.")] = ""
    lang: Annotated[str, typer.Option(metavar="CODE", help="Language: en, zh, ko, ja …")] = ""
    country: Annotated[
        str, typer.Option(metavar="CODE", help="ISO 3166 code: whose CST or IST its dates mean.")
    ] = ""


@app.command("add")
@expanded
def add(
    ctx: typer.Context,
    url: Annotated[
        str, typer.Argument(metavar="URL", help="Address of an RSS, Atom or JSON feed.")
    ],
    options: FeedOptions,
) -> None:
    """Subscribe to a feed. It is asked for at the next run."""
    reason = refusal(url)
    if reason:
        raise UsageError(reason, hint="A feed's address begins with https:// or http://")
    call = invocation(ctx)
    feed = Feed(
        url=url,
        title=options.title,
        outlet=options.outlet,
        lang=options.lang.lower(),
        country=options.country.upper(),
    )
    with call.store(create=True) as store, store.writing() as session:
        is_new = session.feeds.add(feed)
        if not is_new:
            known = session.feeds.get(url)
            given = {name: getattr(feed, name) for name in ("title", "outlet", "lang", "country")}
            wanted = {name: value for name, value in given.items() if value}
            if known is not None and wanted:
                session.feeds.update(replace(known[0], **wanted))
    call.out.line(f"{'added' if is_new else 'known already'}  {plain(url)}")


@app.command("list")
@expanded
def list_feeds(
    ctx: typer.Context,
    *,
    failing: Annotated[bool, typer.Option("--failing", help="Only those that fail.")] = False,
    output: ListOptions,
) -> None:
    """List the subscriptions and how they fare."""
    call = invocation(ctx)
    with call.store() as store, store.reading() as session:
        pairs = session.feeds.all()
        brought = session.articles.seen_in()
    documents = [
        {**feed_json(feed, state), "articles": brought.get(feed.url, 0)} for feed, state in pairs
    ]
    zone = call.zone()
    if failing:
        documents = [item for item in documents if item["status"] in {"failing", "gone"}]
    listing = Listing(
        noun="feeds",
        documents=documents,
        columns=(
            Column(
                heading="status",
                text=lambda feed: feed["status"],
                style=lambda feed: _STYLES.get(feed["status"], "plain"),
            ),
            Column(heading="title", text=lambda feed: feed["title"], flexible=True),
            Column(heading="articles", text=lambda feed: str(feed["articles"]), right=True),
            Column(heading="last poll", text=lambda feed: _minute(feed["last_polled"], zone)),
            Column(heading="url", text=lambda feed: feed["url"], flexible=True),
            Column(heading="error", text=lambda feed: feed["error"] or "", flexible=True),
        ),
        empty="tapestory feeds add URL subscribes; tapestory init brings some to start with."
        if not failing
        else "",
        nothing="No feed fails." if failing and pairs else "",
    )
    emit_list(listing, output, call.out)


@app.command("show")
@expanded
def show(ctx: typer.Context, url: FeedName, output: DocumentOptions) -> None:
    """Show one subscription: what you said about it, and its health."""
    call = invocation(ctx)
    with call.store() as store, store.reading() as session:
        feed, state = feed_of(session, url)
    document = feed_json(feed, state)
    if output.format is Format.JSON:
        emit_json({"schema": schema("feed"), **document}, call.out)
        return
    zone = call.zone()
    times = {
        name: shown(instant, zone)
        for name, instant in (
            ("last_polled", state.last_polled),
            ("last_success", state.last_success),
            ("next_due", state.next_due),
        )
        if instant is not None
    }
    emit_fields(
        [
            (name.replace("_", " "), times.get(name, str(value)))
            for name, value in document.items()
            if value not in (None, "")
        ],
        call.out,
    )


@app.command("test")
@expanded
def test(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="Any address; need not be subscribed.")],
    output: DocumentOptions,
) -> None:
    """Ask for a feed once and show what it holds; nothing is stored."""
    from tapestory.cli.feed_test import ask_once

    call = invocation(ctx)
    reason = refusal(url)
    if reason:
        raise UsageError(reason, hint="A feed's address begins with https:// or http://")
    document = ask_once(call, url)
    if output.format is Format.JSON:
        emit_json({"schema": schema("feed_test"), **document}, call.out)
    else:
        entries: list[dict[str, Any]] = document.pop("entries")
        emit_fields(
            [(name.replace("_", " "), str(value)) for name, value in document.items() if value],
            call.out,
        )
        if document["error"] is None:
            call.out.line(f"entries  {len(entries)}")
        for entry in entries[:5]:
            when = entry["published"] or "undated"
            call.out.line(f"  {when:<20}  {plain(entry['title'])}")
    if document["error"]:
        message = f"{plain(url)}: {document['error']}"
        raise PartlyDoneError(message, hint=_hint_for(document["error"]))


@app.command("pause")
def pause(ctx: typer.Context, url: FeedName) -> None:
    """Stop asking a feed; its articles stay."""
    _set_paused(invocation(ctx), url, paused=True)


@app.command("resume")
def resume(ctx: typer.Context, url: FeedName) -> None:
    """Ask a feed again that was paused, is gone, or failed often; at the next run."""
    _set_paused(invocation(ctx), url, paused=False)


@app.command("remove")
def remove(ctx: typer.Context, url: FeedName) -> None:
    """Unsubscribe; the feed's articles stay."""
    call = invocation(ctx)
    with call.store() as store, store.writing() as session:
        feed, _ = feed_of(session, url)
        session.feeds.remove(feed.url)
    call.out.line(f"removed  {plain(feed.url)}")


@app.command("import")
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="As other readers export it.")],
) -> None:
    """Subscribe to every feed of an OPML file. Safe to repeat."""
    call = invocation(ctx)
    found = read_opml(file)
    with call.store(create=True) as store, store.writing() as session:
        added = sum(session.feeds.add(feed) for feed in found.feeds)
    call.out.line(f"feeds  {added} added, {len(found.feeds) - added} known already")
    for refused in found.refused:
        call.err.line(plain(f"{file}:{refused.line}: {refused.reason}"))
    if found.refused:
        number = len(found.refused)
        message = f"{file}: {number} outline{'s were' if number > 1 else ' was'} left out"
        raise PartlyDoneError(message, hint="The others are imported.")


@app.command("export")
def export(
    ctx: typer.Context,
    to: Annotated[
        Path | None, typer.Argument(metavar="[FILE.opml]", help="Else standard output.")
    ] = None,
) -> None:
    """Write the subscriptions as OPML."""
    call = invocation(ctx)
    with call.store() as store, store.reading() as session:
        feeds = [feed for feed, _ in session.feeds.all()]
    document = write_opml(feeds)
    if to is None:
        call.out.write(document)
        return
    write_file(to, document)
    call.out.line(f"written  {to}  {_counted(feeds)}")


def _set_paused(call: Invocation, url: str, *, paused: bool) -> None:
    with call.store() as store, store.writing() as session:
        feed, state = feed_of(session, url)
        session.feeds.set_paused(feed.url, paused)
        if not paused:
            session.feeds.save_state(feed.url, _healed(state))
    call.out.line(f"{'paused' if paused else 'resumed'}  {plain(feed.url)}")


def _healed(state: FeedState) -> FeedState:
    """Forget what kept a feed from being asked."""
    return replace(state, gone=False, failures=0, next_due=None, last_error="")


def _counted(feeds: Sequence[Feed]) -> str:
    return f"{len(feeds)} feed{'' if len(feeds) == 1 else 's'}"


def _hint_for(error: str) -> str:
    if "public" in error:
        return (
            "Private addresses are refused unless [fetch] allow_networks in the config names them."
        )
    return "Check the address in a browser; it should show XML or JSON."


def _minute(instant: str | None, zone: str) -> str:
    """Return when a feed was asked last, in the reader's zone, without its name."""
    if instant is None:
        return "never"
    return f"{datetime.fromisoformat(instant).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"

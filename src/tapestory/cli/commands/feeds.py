"""Subscriptions: add, list, test, pause, import, export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from tapestory.cli import completing
from tapestory.cli.feed_health import by_url
from tapestory.cli.feed_page import feed_columns, feed_fields, print_problems
from tapestory.cli.feeds_then import feeds_then
from tapestory.cli.files import write_file
from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.lookup import feed_of
from tapestory.cli.opml import read_opml, refusal, write_opml
from tapestory.cli.options import DocumentOptions, Format, ListOptions, ShowOptions, expanded
from tapestory.cli.output import Listing, emit_document, emit_fields, emit_json, emit_list, schema
from tapestory.cli.shapes import problem_json
from tapestory.cli.terminal import plain
from tapestory.cli.times import shown
from tapestory.cli.tree import group
from tapestory.errors import NotFoundError, PartlyDoneError, UsageError
from tapestory.model import Feed, FeedState

app = group("feeds")

_SHOWN_REFUSALS = 20
_NO_FEEDS = "tapestory feeds add URL subscribes; tapestory init brings some to start with."
_NO_FEEDS_THEN = "None is known to have been there then: none had been asked or had brought any."
FeedName = Annotated[
    str,
    typer.Argument(
        metavar="URL", help="Its address, or a part of it.", autocompletion=completing.feeds
    ),
]

FeedsAsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="TIME",
        help="With what had come by then. Of a feed that was asked since, how it fared then is"
        " not kept; nor are former settings.",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOptions:
    """What a user may say about a feed."""

    title: Annotated[str, typer.Option(help="How to call it.")] = ""
    outlet: Annotated[str, typer.Option(help="Publisher; one name for all its domains.")] = ""
    lang: Annotated[str, typer.Option(metavar="CODE", help="Language: en, zh, ko, ja …")] = ""
    country: Annotated[
        str, typer.Option(metavar="CODE", help="ISO 3166 code: whose CST or IST its dates mean.")
    ] = ""
    full_text: Annotated[
        bool | None,
        typer.Option(
            "--full-text/--no-full-text",
            help="Read new articles' pages where the feed carries little and robots.txt lets us.",
        ),
    ] = None


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
    from tapestory.ingest.parsing.entries import primary_tag

    reason = refusal(url)
    if reason:
        raise UsageError(reason, hint="A feed's address begins with https:// or http://")
    lang = primary_tag(options.lang)
    if options.lang and not lang:
        message = f"{options.lang} is no language tag"
        raise UsageError(message, hint="For example: --lang en, --lang ko, --lang zh-TW")
    call = invocation(ctx)
    feed = Feed(
        url=url,
        title=options.title,
        outlet=options.outlet,
        lang=lang,
        country=options.country.upper(),
        full_text=bool(options.full_text),
    )
    with call.store(create=True) as store, store.writing() as session:
        word = "added" if session.feeds.add(feed) else "known already"
        known = None if word == "added" else session.feeds.get(url)
        if known is not None:
            given = {name: getattr(feed, name) for name in ("title", "outlet", "lang", "country")}
            wanted: dict[str, Any] = {name: value for name, value in given.items() if value}
            if options.full_text is not None:
                wanted["full_text"] = options.full_text
            changed = replace(known[0], **wanted)
            if changed != known[0]:
                session.feeds.update(changed)
                word = "known already, now changed"
    call.out.line(f"{word}  {plain(url)}")


@app.command("list")
@expanded
def list_feeds(
    ctx: typer.Context,
    *,
    problems: Annotated[
        bool,
        typer.Option(
            "--problems",
            help="Only those failing, gone, empty, stale, moved or overdue: why, and what next.",
        ),
    ] = False,
    as_of: FeedsAsOf = None,
    output: ListOptions,
) -> None:
    """List the subscriptions and how they fare."""
    call = invocation(ctx)
    moment, zone = call.when(as_of), call.zone()
    now = moment or call.clock.now()
    with call.store() as store, store.reading() as session:
        then = feeds_then(session, as_of=moment)
    pairs = then.pairs
    found = by_url(then.told(), then.newest if problems else {}, now=now, zone=zone)
    documents = {feed.url: then.document(feed, state) for feed, state in pairs}
    states = {feed.url: state for feed, state in pairs}
    if problems:
        documents = {
            url: {**documents[url], **problem_json(problem)} for url, problem in found.items()
        }
    listing = Listing(
        noun="feeds",
        documents=list(documents.values()),
        columns=feed_columns(states, now),
        empty="" if pairs else (_NO_FEEDS if moment is None else _NO_FEEDS_THEN),
        nothing="No feed has a problem." if problems and pairs else "",
    )
    if problems and documents and output.format is Format.TABLE:
        shown_ones = found if not output.limit else dict(list(found.items())[: output.limit])
        print_problems(shown_ones, documents, call.out)
        return
    emit_list(listing, output, call.out)
    if found and moment is None and output.format is Format.TABLE:
        number = f"{len(found)} {'has a problem' if len(found) == 1 else 'have problems'}"
        call.err.line(call.err.paint(f"{number}: tapestory feeds list --problems", "dim"))


@app.command("show")
@expanded
def show(ctx: typer.Context, url: FeedName, output: ShowOptions, as_of: FeedsAsOf = None) -> None:
    """Show one subscription: what you said about it, how it fares, and when it is due."""
    from tapestory.store import ArticleQuery

    call = invocation(ctx)
    moment, zone = call.when(as_of), call.zone()
    now = moment or call.clock.now()
    with call.store() as store, store.reading() as session:
        feed, _ = feed_of(session, url)
        then = feeds_then(session, as_of=moment)
        state = next((held for known, held in then.pairs if known.url == feed.url), None)
        pages = session.pages.counts().get(feed.url, {}) if moment is None else {}
        newest = session.articles.find(ArticleQuery(feed_url=feed.url, as_of=moment, limit=1))
    if state is None:
        message = f"nothing is known of {plain(feed.url)} by {shown(now, zone)}"
        raise NotFoundError(message, hint="It had not been asked, and nothing had come from it.")
    told = [] if feed.url in then.untold else [(feed, state)]
    problem = by_url(told, then.newest, now=now, zone=zone).get(feed.url)
    document = {
        **then.document(feed, state),
        "etag": state.etag or None,
        "last_modified": state.last_modified or None,
        "pages": {state.value: number for state, number in sorted(pages.items())},
        "newest_article": newest[0].article.id if newest else None,
        **(problem_json(problem) if problem else {}),
    }
    if emit_document("feed", document, output.format, call.out):
        return
    emit_fields(
        feed_fields(
            feed, state, document, newest=newest[0].article if newest else None, now=now, zone=zone
        ),
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
@expanded
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.opml", help="As other readers export it.")],
    output: DocumentOptions,
) -> None:
    """Subscribe to every feed of an OPML file. Safe to repeat."""
    call = invocation(ctx)
    found = read_opml(file)
    with call.store(create=True) as store, store.writing() as session:
        added = [feed.url for feed in found.feeds if session.feeds.add(feed)]
    known = len(found.feeds) - len(added)
    if output.format is Format.JSON:
        document = {
            "schema": schema("feeds_import"),
            "added": added,
            "known": known,
            "refused": [{"line": item.line, "reason": item.reason} for item in found.refused],
        }
        emit_json(document, call.out)
    else:
        call.out.line(f"feeds  {len(added)} added, {known} known already")
    for refused in found.refused[:_SHOWN_REFUSALS]:
        call.err.line(plain(f"{file}:{refused.line}: {refused.reason}"))
    more = len(found.refused) - _SHOWN_REFUSALS
    if more > 0:
        call.err.line(f"… and {more} more")
    if found.refused:
        number = len(found.refused)
        message = f"{file}: {number} outline{'s were' if number > 1 else ' was'} left out"
        raise PartlyDoneError(message, hint="The others are imported.")
    if not found.feeds:
        call.err.line(f"{file} holds no feeds: outlines with an xmlUrl are what is looked for")


@app.command("export")
def export(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE.opml", hidden=True, help="--to.")
    ] = None,
    to: Annotated[
        Path | None, typer.Option(metavar="FILE.opml", help="Else standard output.")
    ] = None,
) -> None:
    """Write the subscriptions as OPML."""
    call = invocation(ctx)
    if file is not None and to is not None:
        message = f"--to {to} and {file} say two things"
        raise UsageError(message, hint="tapestory feeds export --to FILE.opml")
    to = to or file
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

"""What the feeds brought: list, show, search, import."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tapestory.cli import completing
from tapestory.cli.files import write_file
from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.lookup import article_of, event_of
from tapestory.cli.options import (
    AsOf,
    DocumentOptions,
    Explain,
    Format,
    ListOptions,
    ShowOptions,
    TimeOptions,
    expanded,
)
from tapestory.cli.output import (
    Column,
    Listing,
    emit_document,
    emit_fields,
    emit_json,
    emit_list,
    json_text,
    limit_of,
    schema,
)
from tapestory.cli.shapes import article_json
from tapestory.cli.strength import (
    decision_json,
    decision_words,
    earlier,
    match_json,
    short_reason,
    strength_words,
)
from tapestory.cli.terminal import plain_block, wrapped
from tapestory.cli.times import shown, shown_published
from tapestory.cli.tree import group
from tapestory.errors import LockedError, NotFoundError, StoreError
from tapestory.model import Article, Match

if TYPE_CHECKING:
    from tapestory.store import Session

app = group("articles")

_NOTHING = "tapestory run brings some; tapestory feeds list shows where from."


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFilter:
    """Which articles."""

    feed: Annotated[str | None, typer.Option(metavar="URL", help="Carried by this feed.")] = None
    event: Annotated[str | None, typer.Option(metavar="ID", help="In this event.")] = None
    lang: Annotated[str | None, typer.Option(metavar="CODE", help="In this language.")] = None
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Of this publisher.")] = None


@app.command("list")
@expanded
def list_articles(
    ctx: typer.Context, which: ArticleFilter, times: TimeOptions, output: ListOptions
) -> None:
    """List articles, the newest first."""
    from tapestory.store import ArticleQuery

    call = invocation(ctx)
    with call.store() as store, store.reading() as session:
        moment = call.when(times.as_of)
        query = ArticleQuery(
            since=call.when(times.since),
            until=call.when(times.until),
            as_of=moment,
            feed_url=which.feed,
            lang=which.lang,
            outlet=which.outlet,
            event_id=event_of(session, which.event, as_of=moment).id if which.event else None,
            limit=limit_of(output, call.out),
        )
        found = session.articles.find(query)
    nothing = times.none_fits(narrowed=which != ArticleFilter(), otherwise=_NOTHING)
    _emit(call, [article_json(item.article, item.event_id) for item in found], output, nothing)


@app.command("search")
@expanded
def search(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help='Words, all of which must occur; "quoted" together.')],
    output: ListOptions,
    as_of: AsOf = None,
) -> None:
    """Find articles by their words, in any language, the best first."""
    from tapestory.pipeline.index_step import MANY, index_articles

    call = invocation(ctx)
    moment = call.when(as_of)
    with call.store() as store:
        # Where that cannot be written down the search looks through them by itself.
        with suppress(StoreError, LockedError):
            index_articles(store, at_least=MANY)
        with store.reading() as session:
            found = session.articles.search(text, limit=limit_of(output, call.out), as_of=moment)
    documents = [article_json(item.article, item.event_id) for item in found]
    _emit(call, documents, output, "Try fewer words.")


@app.command("show")
@expanded
def show(
    ctx: typer.Context,
    article: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Its id or the beginning of it.",
            autocompletion=completing.articles,
        ),
    ],
    output: ShowOptions,
    *,
    explain: Explain = False,
    as_of: AsOf = None,
) -> None:
    """Show one article with its text, and how surely it belongs to its event."""
    call = invocation(ctx)
    moment = call.when(as_of)
    with call.store() as store, store.reading() as session:
        found = article_of(session, article)
        past = [
            one
            for one in session.events.history(found.id)
            if moment is None or one.decided_at <= moment
        ]
        match, _ = session.events.matches_of([found.id]).get(found.id, (None, None))
        if moment is not None:
            found = _as_it_was(session, found, moment, call.zone())
            match = past[-1] if past else None
        event = None if match is None else session.events.get(match.event_id, as_of=moment)
        past = past if explain else []
    document = article_json(found, None if match is None else match.event_id)
    document["match"] = None if match is None else match_json(match, found)
    if explain:
        document["decisions"] = [decision_json(one, found) for one in past]
    if emit_document("article", document, output.format, call.out):
        return
    zone = call.zone()
    emit_fields(
        [
            ("id", found.id),
            ("title", found.title),
            ("outlet", found.outlet),
            ("author", found.author),
            ("published", shown_published(found.published, zone)),
            ("first seen", shown(found.first_seen, zone)),
            ("language", found.lang),
            ("url", found.url),
            ("copy of", found.copy_of or ""),
            ("event", "" if event is None else f"{event.id}  {event.title}"),
            *([] if match is None else _match_fields(match, found, explain=explain)),
            *(("before", text) for text in _before(call, found, match, past)),
        ],
        call.out,
    )
    text = plain_block(found.body).strip()
    if text:
        call.out.line()
        call.out.line(_wrapped(text, call))


def _as_it_was(session: Session, article: Article, moment: datetime, zone: str) -> Article:
    """Return an article in the wording of a time.

    Raises:
        NotFoundError: It had not been seen yet.
    """
    stored = session.articles.then(article, as_of=moment)
    if stored is None:
        seen = shown(article.first_seen, zone)
        message = f"article {article.id} was not known then: it was first seen {seen}"
        raise NotFoundError(message, hint="A later --as-of, or none, shows it.")
    return stored.article


def _match_fields(match: Match, article: Article, *, explain: bool) -> list[tuple[str, str]]:
    how, why = strength_words(match, article, explain=explain), short_reason(match, article)
    return [("match", f"{how}: {why}" if why else how)]


def _before(
    call: Invocation, article: Article, match: Match | None, past: Sequence[Match]
) -> list[str]:
    """Return the decisions about an article that no longer count, the latest first."""
    if match is None:
        return []
    now, zone = call.clock.now(), call.zone()
    return [decision_words(one, article, zone=zone, now=now) for one in earlier(past, match)]


@app.command("import")
@expanded
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="One article a line.")],
    *,
    assignments: Annotated[
        Path | None,
        typer.Option(metavar="OUT.jsonl", help="Write which event each went to; - to print."),
    ] = None,
    online: Annotated[
        bool, typer.Option("--online", help="Write the decision on arrival, not the final one.")
    ] = False,
    output: DocumentOptions,
) -> None:
    """Take articles from a file through the same path as polled ones.

    A line is {"id"?, "url"?, "title", "text"?, "published", "lang"?, "outlet"?}. They are taken in
    time order, each as if it arrived when it was published. Safe to repeat. Where prices are
    stored, the moves of their events are measured.
    """
    from tapestory.pipeline.imports import import_articles, read_records
    from tapestory.pipeline.measure_step import measure_events

    call = invocation(ctx)
    records = list(read_records(file))
    with call.run_lock(), call.components(create=True) as components:
        found = import_articles(components, records, online=online)
        with components.store.reading() as session:
            has_prices = bool(session.prices.status())
        if has_prices:
            measure_events(components)
    if assignments is not None:
        lines = "".join(json_text(asdict(assignment)) + "\n" for assignment in found)
        if str(assignments) == "-":
            call.out.write(lines)
            return
        write_file(assignments, lines)
    document = {
        "schema": schema("import"),
        "articles": len(found),
        "events": len({assignment.event_id for assignment in found}),
        "copies": sum(assignment.copy_of is not None for assignment in found),
    }
    if output.format is Format.JSON:
        emit_json(document, call.out)
        return
    call.out.line(
        f"articles  {document['articles']:,} in {document['events']:,} events,"
        f" {document['copies']:,} of them copies"
    )


def _emit(
    call: Invocation, documents: list[dict[str, Any]], output: ListOptions, empty: str
) -> None:
    listing = Listing(
        noun="articles",
        documents=documents,
        columns=(
            Column(heading="id", text=lambda item: item["id"], style=lambda _: "dim"),
            Column(heading="published", text=lambda item: _day(item["published"])),
            Column(heading="lang", text=lambda item: item["lang"]),
            Column(
                heading="event", text=lambda item: item["event_id"] or "", style=lambda _: "dim"
            ),
            Column(heading="outlet", text=lambda item: item["outlet"], flexible=True),
            Column(heading="title", text=lambda item: item["title"], flexible=True),
        ),
        empty=empty,
    )
    emit_list(listing, output, call.out)


def _day(published: str | None) -> str:
    return "undated" if published is None else published[:10]


def _wrapped(text: str, call: Invocation) -> str:
    if not call.out.is_tty:
        return text
    width = call.out.width
    return "\n".join(row for line in text.splitlines() for row in wrapped(line, width) or [""])

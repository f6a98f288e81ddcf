"""A static site of what is known: build."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.options import AsOf, DocumentOptions, Format, expanded
from tapestory.cli.output import emit_json, schema
from tapestory.cli.terminal import plain
from tapestory.cli.times import day_shown, iso, parse_time, shown
from tapestory.cli.tree import group
from tapestory.errors import UsageError

if TYPE_CHECKING:  # the store and the pipeline are imported when a command runs
    from datetime import datetime

    from tapestory.pipeline.components import Components

app = group("report")

_SINCE = "30d"
_KINDS = ("events", "tickers", "sectors", "narratives", "digests")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOptions:
    """What the site shows, where it lies, and how it is called."""

    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help='Where to; else the folder "report" beside the store.'),
    ] = None
    since: Annotated[
        str,
        typer.Option(metavar="TIME", help="News from then on, counted back from --as-of."),
    ] = _SINCE
    as_of: AsOf = None
    title: Annotated[str, typer.Option(metavar="TEXT", help="Its name.")] = "Tapestory"
    base_url: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="Where it will be served: the feed then holds whole addresses.",
        ),
    ] = ""
    open_: Annotated[bool, typer.Option("--open", help="Open it in a browser.")] = False


@app.command("build")
@expanded
def build(ctx: typer.Context, options: SiteOptions, output: DocumentOptions) -> None:
    """Write the site: events, tickers, sectors, narratives, digests, and an Atom feed.

    Plain files without scripts, that work from a disk or any web server. Only pages that changed
    are written, so that a copy by rsync is cheap; pages of what is gone are removed. A file that
    is not of the site is never touched.
    """
    from tapestory import report
    from tapestory.cli.site_files import publish
    from tapestory.pipeline.report_step import SiteSettings, gather

    call = invocation(ctx)
    base_url = site_url(options.base_url)
    as_of = call.when(options.as_of)
    present = as_of or call.clock.now()
    since = parse_time(options.since, now=present, zone=call.zone())
    if since >= present:
        message = f"--since {plain(options.since)} is not before {iso(present)}"
        raise UsageError(message, hint="Write 30d, 2026-06-01 or an earlier time.")
    settings = SiteSettings(since=since, as_of=as_of, title=options.title, base_url=base_url)
    with call.components() as components:
        files = report.build(gather(components, settings))
        counts = _counts(files)
        latest = None if counts["events"] else _latest(components, as_of)
    if latest is not None and latest >= since:
        latest = None  # it was looked at, and concerns nobody
    folder = (options.out or _default_folder(call)).expanduser().absolute()
    published = publish(files, folder)
    for name in published.left:
        call.err.line(f"{name} was changed by somebody, and stays though its page is gone")
    if output.format is Format.JSON:
        document = {
            "schema": schema("report"),
            "folder": str(folder),
            "index": str(folder / "index.html"),
            "since": iso(since),
            "as_of": iso(present),
            "pages": counts,
            "files": len(files),
            "bytes": sum(map(len, files.values())),
            "written": published.written,
            "unchanged": published.unchanged,
            "removed": published.removed,
            "left": list(published.left),
        }
        emit_json(document, call.out)
    else:
        told = ", ".join(f"{number} {kind}" for kind, number in counts.items())
        call.out.line(f"written  {folder / 'index.html'}")
        call.out.line(
            f"{told}; {published.written} files written, {published.unchanged} unchanged,"
            f" {published.removed} removed"
        )
        if latest is not None:
            call.out.line(_looks_back(since, latest, call.zone()))
    if options.open_:
        typer.launch((folder / "index.html").as_uri())


def site_url(typed: str) -> str:
    """Return where a site will be served, ending in "/"; empty where nothing was said.

    Raises:
        UsageError: It is no http or https address of a folder.
    """
    from urllib.parse import urlsplit

    from tapestory.digest.inert import safe_url

    if not typed.strip():
        return ""
    url = safe_url(typed)
    if not url or urlsplit(url).query or urlsplit(url).fragment:
        message = f"--base-url {plain(typed)} is no address of a folder on the web"
        raise UsageError(message, hint="Write it like https://example.org/tapestory/")
    return url if url.endswith("/") else f"{url}/"


def _default_folder(call: Invocation) -> Path:
    return call.paths.home / "report"


def _looks_back(since: datetime, latest: datetime, zone: str) -> str:
    """Say from when on there is news, where a site has none."""
    return (
        f"No event since {shown(since, zone)}; the latest article is of {shown(latest, zone)}:"
        f" --since {day_shown(iso(latest), zone)} looks back to it."
    )


def _latest(components: Components, as_of: datetime | None) -> datetime | None:
    """Return when the latest article of all was published; None without any."""
    from tapestory.store import ArticleQuery

    with components.store.reading() as session:
        found = session.articles.find(ArticleQuery(limit=1, as_of=as_of))
    return found[0].article.time if found else None


def _counts(files: Iterable[PurePosixPath]) -> dict[str, int]:
    """Return how many pages each kind of thing has; the lists are not counted."""
    pages = Counter(path.parts[0] for path in files if path.name != "index.html")
    return {kind: pages[kind] for kind in _KINDS}

"""The store as a file: check, back up, restore, migrate, prune."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.options import DocumentOptions, Format, expanded
from tapestory.cli.output import emit_fields, emit_json, schema
from tapestory.cli.run_health import clock_finding
from tapestory.cli.tree import group
from tapestory.errors import StoreError, UsageError

app = group("db")


@app.command("path")
def path(ctx: typer.Context) -> None:
    """Print where the store is."""
    call = invocation(ctx)
    call.out.line(str(call.paths.store))


@app.command("info")
@expanded
def info(ctx: typer.Context, output: DocumentOptions) -> None:
    """Print what the store holds and how large it is."""
    from tapestory.store import maintenance

    call = _checked(ctx)
    found = maintenance.info(call.paths.store)
    if output.format is Format.JSON:
        emit_json({"schema": schema("store"), **found}, call.out)
        return
    emit_fields(
        [
            (name.replace("_", " "), f"{value:,}" if isinstance(value, int) else value)
            for name, value in found.items()
        ],
        call.out,
    )


@app.command("check")
def check(ctx: typer.Context) -> None:
    """Look for damage: pages, references, search index, placements."""
    from tapestory.store import maintenance

    call = _checked(ctx)
    problems = maintenance.check(call.paths.store)
    if problems:
        number = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
        message = f"{call.paths.store}: {number}\n" + "\n".join(problems)
        raise StoreError(message, hint="tapestory db restore FILE puts a backup in its place.")
    call.out.line(f"ok  {call.paths.store}")


@app.command("backup")
def backup(
    ctx: typer.Context,
    to: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write the copy.")],
) -> None:
    """Write a copy of the store as it stands at one instant; runs may go on meanwhile."""
    from tapestory.store import maintenance

    call = _checked(ctx)
    maintenance.backup(call.paths.store, to)
    call.out.line(f"written  {to}  {to.stat().st_size:,} bytes")


@app.command("restore")
def restore(
    ctx: typer.Context,
    backup_file: Annotated[Path, typer.Argument(metavar="FILE", help="What `db backup` wrote.")],
) -> None:
    """Put a backup in the place of the store; the former store is kept beside it."""
    from tapestory.store import maintenance

    call = _checked(ctx)
    with call.run_lock():
        former = maintenance.restore(backup_file, call.paths.store)
        applied = maintenance.migrate(call.paths.store)
    call.out.line(f"restored  {call.paths.store}")
    if applied:
        call.out.line(f"migrated  {', '.join(applied)}")
    if former is not None:
        call.out.line(f"before    {former}")


@app.command("migrate")
def migrate(
    ctx: typer.Context,
    *,
    reindex: Annotated[
        bool, typer.Option("--reindex", help="Also build the search index anew.")
    ] = False,
) -> None:
    """Create the store or bring it up to date; an old one is copied beside itself first."""
    from tapestory.store import maintenance

    call = _checked(ctx)
    with call.run_lock():
        applied = maintenance.migrate(call.paths.store)
        indexed = maintenance.reindex(call.paths.store) if reindex else None
    call.out.line(f"applied  {', '.join(applied)}" if applied else "up to date")
    if indexed is not None:
        call.out.line(f"indexed  {indexed:,} articles")


@app.command("prune")
def prune(
    ctx: typer.Context,
    *,
    older_than: Annotated[
        str,
        typer.Option(metavar="TIME", help="Events without news since then: 180d, 1y, 2026-01-01."),
    ],
    compact: Annotated[
        bool,
        typer.Option(
            "--compact",
            help="Also write the file anew, as small as it can be; nobody can write meanwhile.",
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say how many it would be; take nothing.")
    ] = False,
) -> None:
    """Take the full texts of old events that one article alone told; all that was read stays.

    What was taken does not come back, so news that new articles are still matched with stays
    ([matching] memory_days), and so does all where the clock does not fit what is stored. The file
    does not grow until new articles have filled the room.
    """
    from tapestory.store import maintenance

    call = _checked(ctx)
    before = call.when(older_than)
    assert before is not None  # noqa: S101  # for the type checker: the option is required
    _require_past(call, before)
    if dry_run:
        number = maintenance.prunable(call.paths.store, older_than=before)
        call.out.line(
            f"would prune  {number:,} articles of events without news since {before:%Y-%m-%d}"
        )
        return
    with call.run_lock():
        *_, pruned = maintenance.prune(call.paths.store, older_than=before)
        # Said at once: it is done, whatever becomes of the file.
        call.out.line(f"pruned  {pruned:,} articles of events without news since {before:%Y-%m-%d}")
        if compact:
            maintenance.compact(call.paths.store)


def _require_past(call: Invocation, before: datetime) -> None:
    """Check that what ended before a time is over, as far as a clock can tell.

    Raises:
        UsageError: It is not, or the clock may be wrong: nothing was stored as late as that, or
            what was stored is still to come.
    """
    days = call.config().matching.memory_days
    latest = call.clock.now() - timedelta(days=days)
    if before > latest:
        message = f"news since {before:%Y-%m-%d} may still be matched with what comes"
        raise UsageError(message, hint=f"--older-than {days}d, or longer ago, takes no such news.")
    with call.store() as store, store.reading() as session:
        for finding in clock_finding(call, session):
            message = f"the clock says {finding.message}"
            raise UsageError(message, hint=finding.hint)
        seen = session.articles.last_seen()
    if seen is not None and before > seen + timedelta(days=1):
        message = f"no article is as late as {before:%Y-%m-%d}: all that is stored would be pruned"
        raise UsageError(message, hint="Is the clock right? date tells. Or name an earlier day.")


def _checked(ctx: typer.Context) -> Invocation:
    """Return the call, its config being sound: a broken one might name another place."""
    call = invocation(ctx)
    call.config()
    return call

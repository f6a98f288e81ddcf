"""Poll, match, read and measure under one lock: the cron line."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from tapestory.cli.health import Watched, watched
from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.options import DocumentOptions, Format, expanded
from tapestory.cli.output import emit_json, schema
from tapestory.cli.rounds import (
    feeds_line,
    next_line,
    none_asked,
    progress,
    report_failures,
    round_counts,
)
from tapestory.cli.shapes import outcome_json
from tapestory.cli.terminal import plain
from tapestory.cli.tree import single
from tapestory.errors import PartlyDoneError, TapestoryError

app = single()

_SHOWN_PROBLEMS = 3


@app.command()
@expanded
def run(
    ctx: typer.Context,
    *,
    every: Annotated[bool, typer.Option("--all", help="Every feed, due or not.")] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing unless something failed.")
    ] = False,
    output: DocumentOptions,
) -> None:
    """Poll, match, read and measure under one lock: the cron line.

    Overlapping runs end at once with exit code 5. Safe to repeat and to kill at any time.
    """
    call = invocation(ctx)
    with watched(call, "run") as watch:
        _run(call, watch, every=every, quiet=quiet, output=output)


def _run(
    call: Invocation, watch: Watched, *, every: bool, quiet: bool, output: DocumentOptions
) -> None:
    from time import monotonic

    from tapestory.cli.mail_results import report_mail, sent_line
    from tapestory.cli.mail_shape import mail_json
    from tapestory.digest.wording import count
    from tapestory.pipeline import run as whole

    started = monotonic()
    with (
        progress(call.err) as listener,
        call.run_lock(),
        call.components(create=True) as components,
    ):
        report = whole.run(components, every_feed=every, on_outcome=listener, on_begun=watch.begun)
        asked = feeds_line(report.feeds)
        if none_asked(report.feeds):
            asked = next_line(components.store, now=call.clock.now(), zone=call.zone())
    watch.asked(report.feeds)
    watch.counts |= round_counts(report)
    if output.format is Format.JSON:
        document = {
            "schema": schema("run"),
            "feeds": [outcome_json(outcome) for outcome in report.feeds],
            "articles_new": report.articles_new,
            "pages_read": report.pages_read,
            "articles_matched": report.articles_matched,
            "events_new": report.events_new,
            "events_updated": report.events_updated,
            "moves_measured": report.moves_measured,
            "price_problems": list(report.price_problems),
            "mails": [] if report.mail is None else [mail_json(one) for one in report.mail.tried],
            "seconds": round(monotonic() - started, 3),
        }
        emit_json(document, call.out)
    elif not quiet:
        call.out.line(asked)
        pages = f" ({report.pages_read} with their page's text)" if report.pages_read else ""
        call.out.line(
            f"{count(report.articles_new, 'new article')}{pages},"
            f" {count(report.events_new, 'new event')}, {report.events_updated:,} updated,"
            f" {count(report.moves_measured, 'move')} measured"
        )
        if report.mail is not None and sent_line(report.mail):
            call.out.line(sent_line(report.mail))
        if not report.feeds:
            call.out.line("There are no feeds: tapestory feeds add URL subscribes to one.")
    for problem in report.price_problems[:_SHOWN_PROBLEMS]:
        call.err.line(plain(f"prices  {problem}"))
    if more := report.price_problems[_SHOWN_PROBLEMS:]:
        call.err.line(f"prices  … and {len(more)} more: tapestory prices status lists all")
    try:
        if report.mail is not None:
            report_mail(report.mail, call.err, call.zone())
    except TapestoryError:
        with suppress(PartlyDoneError):  # both are told, and the mail has the exit code
            report_failures(report.feeds, call.err, each=not call.logs.for_programs)
        raise
    report_failures(report.feeds, call.err, each=not call.logs.for_programs)

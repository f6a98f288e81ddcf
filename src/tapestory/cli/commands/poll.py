"""Ask the feeds that are due, once, and store what they bring."""

from __future__ import annotations

from typing import Annotated

import typer

from tapestory.cli.health import Watched, watched
from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.options import DocumentOptions, Format, expanded
from tapestory.cli.output import emit_json, schema
from tapestory.cli.rounds import feeds_line, next_line, none_asked, progress, report_failures
from tapestory.cli.shapes import outcome_json
from tapestory.cli.tree import single

app = single()


@app.command()
@expanded
def poll(
    ctx: typer.Context,
    *,
    every: Annotated[bool, typer.Option("--all", help="Every feed, due or not.")] = False,
    output: DocumentOptions,
) -> None:
    """Ask the feeds that are due, once, and store what they bring.

    Nothing is matched or measured; tapestory run does it all.
    """
    call = invocation(ctx)
    with watched(call, "poll", ping=False) as watch:
        _poll(call, watch, every=every, output=output)


def _poll(call: Invocation, watch: Watched, *, every: bool, output: DocumentOptions) -> None:
    from time import monotonic

    from tapestory.pipeline import poll_step
    from tapestory.pipeline.run_record import recorded

    started = monotonic()
    with (
        progress(call.err) as listener,
        call.run_lock(),
        call.polling() as components,
    ):
        with recorded(components.store, components.clock, "poll", on_begun=watch.begun) as done:
            outcomes = poll_step.poll(components, every_feed=every, on_outcome=listener)
            done["feeds"] = len(outcomes)
            done["articles_new"] = sum(outcome.new for outcome in outcomes)
        waiting = ""
        if none_asked(outcomes) and output.format is not Format.JSON:
            waiting = next_line(components.store, now=call.clock.now(), zone=call.zone())
    watch.asked(tuple(outcomes))
    new = sum(outcome.new for outcome in outcomes)
    watch.counts |= {"feeds": len(outcomes), "articles_new": new}
    if output.format is Format.JSON:
        document = {
            "schema": schema("poll"),
            "feeds": [outcome_json(outcome) for outcome in outcomes],
            "articles_new": new,
            "seconds": round(monotonic() - started, 3),
        }
        emit_json(document, call.out)
    elif waiting:
        call.out.line(waiting)
    elif outcomes:
        call.out.line(f"{feeds_line(outcomes)}; {new} new articles")
    else:
        call.out.line("No feeds. tapestory feeds add URL subscribes to one.")
    report_failures(outcomes, call.err, each=not call.logs.for_programs)

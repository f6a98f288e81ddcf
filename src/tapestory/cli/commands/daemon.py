"""Run every minute whatever is due, until stopped."""

from __future__ import annotations

from typing import Annotated

import typer

from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.rounds import feeds_line, report_failures
from tapestory.cli.terminal import plain
from tapestory.cli.times import iso
from tapestory.cli.tree import single
from tapestory.errors import TapestoryError
from tapestory.model import FeedStatus

app = single()


@app.command()
def daemon(
    ctx: typer.Context,
    *,
    every: Annotated[
        int, typer.Option(min=1, metavar="SECONDS", help="How often to look what is due.")
    ] = 60,
) -> None:
    """Run every minute whatever is due, until stopped by SIGTERM or Ctrl-C.

    For systemd or a terminal; cron needs only tapestory run. What happens is logged, a line a
    round that did something, to standard error.
    """
    from tapestory import scheduler

    call = invocation(ctx)
    with call.run_lock(), call.components(create=True):
        pass  # what is wrong now is said now, with its exit code, not once a minute
    call.err.line(f"{iso(call.clock.now())} started; store {call.paths.store}")
    scheduler.serve(lambda: _tick(call), every_seconds=every)
    call.err.line(f"{iso(call.clock.now())} stopped")


def _tick(call: Invocation) -> None:
    from tapestory.pipeline.run import run

    try:
        with call.run_lock(), call.components(create=True) as components:
            report = run(components)
        asked = [item for item in report.feeds if item.status is not FeedStatus.SKIPPED]
        if asked or report.articles_matched or report.moves_measured:
            _log(
                call,
                f"{feeds_line(asked)}; {report.articles_new} new articles,"
                f" {report.events_new} new events, {report.moves_measured} moves measured",
            )
        report_failures(report.feeds, call.err)
    except TapestoryError as error:
        _log(call, str(error))
    except Exception as error:  # noqa: BLE001  # a bug in one round must not end the service
        _log(call, f"this is a bug: {type(error).__name__}: {error}")


def _log(call: Invocation, message: str) -> None:
    call.err.line(f"{iso(call.clock.now())} {plain(message)}")
    call.err.stream.flush()

"""Run every minute whatever is due, until stopped."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Annotated

import typer

from tapestory.cli.health import Watched, settle_logs, watched
from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.rounds import round_counts
from tapestory.cli.tree import single
from tapestory.errors import LockedError, TapestoryError
from tapestory.model import FeedOutcome

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

    A round under way is ended after the feed that answers next; the rest is due at the next start.
    For systemd or a terminal; cron needs only tapestory run. What happens is logged to standard
    error, a line a round that did something; --log-level warning tells of what went wrong alone.
    """
    from tapestory import scheduler

    call = invocation(ctx)
    settle_logs(call, default_level="info")
    with call.run_lock(), call.components(create=True):
        pass  # what is wrong now is said now, with its exit code, not once a minute
    with suppress(KeyboardInterrupt):  # told to stop before the scheduler could listen
        call.logs.info("started", store=str(call.paths.store), every_seconds=every)
        scheduler.serve(lambda stopping: _tick(call, stopping), every_seconds=every)
    call.logs.run = None
    call.logs.info("stopped")


class _StoppedError(Exception):
    """The daemon was told to stop in the middle of a round."""


def _tick(call: Invocation, stopping: Callable[[], bool]) -> None:
    try:
        with watched(call, "daemon", service=True) as watch:
            _round(call, watch, stopping)
    except LockedError as error:
        call.logs.info("another run is at work", error=str(error))
    except TapestoryError as error:
        call.logs.failure(str(error), hint=error.hint)
    except Exception as error:  # noqa: BLE001  # a bug in one round must not end the service
        call.logs.failure(f"this is a bug: {type(error).__name__}: {error}")


def _round(call: Invocation, watch: Watched, stopping: Callable[[], bool]) -> None:
    from tapestory.cli.mail_results import report_mail
    from tapestory.pipeline.run import run

    def end_early(_outcome: FeedOutcome) -> None:
        if stopping():
            raise _StoppedError

    try:
        with call.run_lock(), call.components(create=True) as components:
            report = run(components, on_outcome=end_early, on_begun=watch.begun)
    except _StoppedError:
        call.logs.info("ended early; what the feeds brought is stored")
        return
    watch.counts |= round_counts(report)
    watch.asked(report.feeds)
    for problem in report.price_problems:
        call.logs.warning("prices", error=problem)
    if report.mail is not None:
        report_mail(report.mail, replace(call.err, stream=call.logs.lines()), call.zone())

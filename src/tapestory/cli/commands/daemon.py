"""Run every minute whatever is due, until stopped."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from tapestory.cli.invocation import Invocation, invocation
from tapestory.cli.mail_results import report_mail, sent_line
from tapestory.cli.rounds import feeds_line, report_failures
from tapestory.cli.terminal import plain
from tapestory.cli.times import iso
from tapestory.cli.tree import single
from tapestory.errors import LockedError, PartlyDoneError, TapestoryError
from tapestory.model import FeedOutcome, FeedStatus

if TYPE_CHECKING:
    from tapestory.pipeline.outbox_step import MailReport

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
    For systemd or a terminal; cron needs only tapestory run. What happens is logged, a line a
    round that did something, to standard error.
    """
    from tapestory import scheduler

    call = invocation(ctx)
    with call.run_lock(), call.components(create=True):
        pass  # what is wrong now is said now, with its exit code, not once a minute
    with suppress(KeyboardInterrupt):  # told to stop before the scheduler could listen
        call.err.line(f"{iso(call.clock.now())} started; store {call.paths.store}")
        scheduler.serve(lambda stopping: _tick(call, stopping), every_seconds=every)
    call.err.line(f"{iso(call.clock.now())} stopped")


class _StoppedError(Exception):
    """The daemon was told to stop in the middle of a round."""


def _tick(call: Invocation, stopping: Callable[[], bool]) -> None:
    from tapestory.pipeline.run import run

    def end_early(_outcome: FeedOutcome) -> None:
        if stopping():
            raise _StoppedError

    try:
        with call.run_lock(), call.components(create=True) as components:
            report = run(components, on_outcome=end_early)
        asked = [item for item in report.feeds if item.status is not FeedStatus.SKIPPED]
        if asked or report.articles_matched or report.moves_measured:
            _log(
                call,
                f"{feeds_line(asked)}; {report.articles_new} new articles,"
                f" {report.events_new} new events, {report.moves_measured} moves measured",
            )
        _log_mail(call, report.mail)
        report_failures(report.feeds, call.err)
    except _StoppedError:
        _log(call, "the round was ended early; what its feeds brought is stored")
    except LockedError as error:
        _log(call, f"{error}; the next look is at the next interval")
    except PartlyDoneError as error:
        _log(call, str(error))
    except TapestoryError as error:
        _log(call, f"{error}{f' ({error.hint})' if error.hint else ''}")
    except Exception as error:  # noqa: BLE001  # a bug in one round must not end the service
        _log(call, f"this is a bug: {type(error).__name__}: {error}")


def _log_mail(call: Invocation, report: MailReport | None) -> None:
    """Log what was sent, and a line for each mail that was not."""
    if report is None:
        return
    if sent_line(report):
        _log(call, sent_line(report))
    try:
        report_mail(report, call.err, call.zone())
    except TapestoryError as error:
        _log(call, f"{error}{f' ({error.hint})' if error.hint else ''}")


def _log(call: Invocation, message: str) -> None:
    call.err.line(f"{iso(call.clock.now())} {plain(message)}")
    call.err.stream.flush()

"""A run under watch: its beginning and end are logged under its number, and a service is told.

The service is the one of `[health]`. Whatever goes wrong with it is logged, and no more than that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from tapestory.cli.invocation import Invocation
from tapestory.cli.log_lines import Value
from tapestory.cli.terminal import plain
from tapestory.errors import FetchError, LockedError, PartlyDoneError, TapestoryError
from tapestory.model import FeedOutcome, FeedStatus

if TYPE_CHECKING:
    from tapestory.ingest.pinging import Pinger, Signal

_BUG = 1
_LONGEST_CAUSE = 500


@dataclass(slots=True)
class Watched:
    """A run that is under way."""

    call: Invocation
    command: str
    pinger: Pinger | None
    service: bool = False
    """One round of many in a process: those that did nothing are told in detail alone."""
    counts: dict[str, Value] = field(default_factory=dict)
    """What it did, to be logged at its end."""
    _started: float = field(default_factory=monotonic)

    def begun(self, run: int) -> None:
        """Take note of the run's number: it holds the lock and is at work."""
        self.call.logs.run = run
        tell = self.call.logs.debug if self.service else self.call.logs.info
        tell("begun", command=self.command)
        if self.pinger is not None:
            from tapestory.ingest.pinging import Signal

            self._ping(self.pinger, Signal.START, "")

    def asked(self, outcomes: tuple[FeedOutcome, ...]) -> None:
        """Log what became of each feed; for people, failures are told elsewhere, by cause."""
        logs = self.call.logs
        for outcome in outcomes:
            fields: dict[str, Value] = {
                "feed": outcome.url,
                "status": outcome.status.value,
                "http_status": outcome.http_status,
            }
            if outcome.status is not FeedStatus.FAILED:
                logs.debug("feed", **fields, new=outcome.new, updated=outcome.updated)
            elif logs.for_programs or self.service:
                logs.warning("feed failed", **fields, error=outcome.error)

    def ended(self, code: int, error: Exception | None = None) -> None:
        """Log the end, and tell the service."""
        seconds = round(monotonic() - self._started, 3)
        dull = self.service and not code and not any(self.counts.values())
        tell = self.call.logs.debug if dull else self.call.logs.info
        tell("ended", command=self.command, exit_code=code, seconds=seconds, **self.counts)
        if self.pinger is None:
            return
        from tapestory.ingest.pinging import Signal

        good = code in {0, PartlyDoneError.exit_code}
        body = self._body(code, seconds, error)
        self._ping(self.pinger, Signal.SUCCESS if good else Signal.FAIL, body)

    def _body(self, code: int, seconds: float, error: Exception | None) -> str:
        run = self.call.logs.run
        lines = [
            f"tapestory {self.command}: exit code {code} after {seconds:.1f} s"
            + ("" if run is None else f", run {run}")
        ]
        if error is not None:
            lines.append(plain(str(error))[:_LONGEST_CAUSE])
            if isinstance(error, TapestoryError) and error.hint:
                lines.append(plain(error.hint)[:_LONGEST_CAUSE])
        lines += [f"{name}: {value}" for name, value in self.counts.items()]
        return "\n".join(lines) + "\n"

    def _ping(self, pinger: Pinger, signal: Signal, body: str) -> None:
        from tapestory.ingest.pinging import told

        logs, what = self.call.logs, signal.name.lower()

        def failed(error: FetchError) -> None:
            logs.warning("health service not told", ping=what, host=error.url, error=error.reason)

        if told(pinger, signal, body, failed):
            logs.debug("health service told", ping=what)


@contextmanager
def watched(
    call: Invocation, command: str, *, ping: bool = True, service: bool = False
) -> Iterator[Watched]:
    """Log how a command ends, and tell the health service; its errors pass through.

    A run that some feeds failed in counts as good, with the failures in the body: they mend
    themselves. One that found another at work says nothing, since the other one will; nor does
    one that was stopped by hand.

    Args:
        call: The call.
        command: Its words, without the program's name.
        ping: Whether the health service is to hear of it.
        service: It is one round of a process that goes on.

    Raises:
        ConfigError: The configuration is broken: nobody knows whom to tell.
    """
    settle_logs(call, default_level="info" if service else "warning")
    call.logs.run = None  # what ends a run is told, with its number, after this
    watch = Watched(call, command, _pinger(call) if ping else None, service)
    try:
        yield watch
    except LockedError:
        raise
    except TapestoryError as error:
        watch.ended(error.exit_code, error)
        raise
    except Exception as error:  # a bug, which is told to the log and goes on its way
        watch.ended(_BUG, error)
        raise
    else:
        watch.ended(0)
        call.logs.run = None


def settle_logs(call: Invocation, *, default_level: str) -> None:
    """Log as the configuration says, where the command line says nothing.

    Raises:
        ConfigError: The configuration is broken.
    """
    log = call.config().log
    level = log.level if "level" in log.model_fields_set else default_level
    call.logs.settle(log.format, level)


def _pinger(call: Invocation) -> Pinger | None:
    """Return who tells the service; None where there is none."""
    config = call.config()
    url = config.health.ping_url.get_secret_value()
    if not url:
        return None
    from tapestory import __version__
    from tapestory.ingest.pinging import Pinger

    return Pinger(
        url=url,
        allow_networks=config.fetch.allow_networks,
        timeout=config.health.timeout_seconds,
        user_agent=f"Tapestory/{__version__}",
    )

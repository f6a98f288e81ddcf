"""The latest runs → a finding: do they still come, and did the last one end as it should."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from tapestory.cli.finding import Finding, Status
from tapestory.cli.invocation import Invocation
from tapestory.cli.times import shown, span
from tapestory.errors import LockedError, TapestoryError

if TYPE_CHECKING:
    from tapestory.store import Session

_LOOKED_AT = 20
_FEWEST = 4
"""Runs that a rhythm is told from; with fewer, only silence for `_LATE` is told of."""
_LATE = timedelta(hours=3)
_MISSED = 3
"""Runs that may be left out: a computer that slept is no trouble."""
_SLOW = timedelta(minutes=1)
"""Clocks are put right by as much without anybody noticing."""
_SOON = timedelta(minutes=30)
"""Nobody is told of less."""
_AGAIN = "tapestory run does one. If cron should: tapestory doctor --print-cron"


def last_run(call: Invocation, session: Session) -> Finding:
    """Return when the last run ended, and whether the next is overdue by their rhythm.

    A clock that was set back shows as a run of the future.
    """
    latest = session.runs.latest(_LOOKED_AT)
    ended = [(run.finished, run) for run in latest if run.finished is not None]
    if not latest:
        return _finding("warn", "none yet", "tapestory run does one.")
    if not ended:
        hint = "tapestory run does one, and says what is wrong."
        return _finding("warn", f"run {latest[0].number} began and did not end", hint)
    finished, run = max(ended, key=lambda pair: pair[0])
    now = call.clock.now()
    message = f"{run.command} {run.number}, {shown(finished, call.zone())}"
    if finished > now + _SLOW:
        return _finding("warn", f"{message}: that is to come", "Is the clock right? date tells.")
    rhythm = _rhythm([run.started for run in latest])
    late = _LATE if rhythm is None else max(_MISSED * rhythm, _SOON)
    if now - finished > late:
        usual = "" if rhythm is None else f"; they used to come every {span(rhythm)}"
        # A store that was never scheduled, like the sample's, looks the same.
        return _finding("warn", f"{message}, {span(now - finished)} ago{usual}", _AGAIN)
    if latest[0].finished is None and latest[0].number > run.number and not _under_way(call):
        cut = latest[0]
        message = (
            f"{cut.command} {cut.number} began {shown(cut.started, call.zone())} and did not end"
        )
        return _finding("warn", message, "What it stored is kept; the next run goes on from there.")
    return _finding("ok", message)


def clock_finding(call: Invocation, session: Session) -> Iterator[Finding]:
    """Yield a finding where the clock is behind what was stored: what is new would look old."""
    now, latest = call.clock.now(), session.articles.last_seen()
    if latest is None or latest <= now + _SLOW:
        return
    yield Finding(
        name="clock",
        status="warn",
        message=f"{shown(now, call.zone())}, {span(latest - now)} behind the latest article",
        hint=f"That came {shown(latest, call.zone())}. Is the clock right? date tells.",
    )


def _rhythm(started: list[datetime]) -> timedelta | None:
    """Return the usual time between runs, the latest first; None where there are too few."""
    if len(started) < _FEWEST:
        return None
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(started)]
    return timedelta(seconds=median(gaps))


def _under_way(call: Invocation) -> bool:
    from tapestory import bootstrap

    try:
        with bootstrap.run_lock(call.paths):
            return False
    except LockedError:
        return True
    except TapestoryError:
        return False


def _finding(status: Status, message: str, hint: str = "") -> Finding:
    return Finding(name="last run", status=status, message=message, hint=hint)

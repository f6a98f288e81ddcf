"""One round of polling or of the whole chain → progress, result, and what failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from tapestory.cli.terminal import Terminal, plain
from tapestory.errors import PartlyDoneError
from tapestory.model import FeedOutcome, FeedStatus

_SHOWN_FAILURES = 10


def progress(err: Terminal) -> Callable[[FeedOutcome], None]:
    """Return a listener that counts feeds on a terminal, and is silent elsewhere."""
    done = 0

    def tell(outcome: FeedOutcome) -> None:
        nonlocal done
        done += 1
        if err.is_tty:
            line = f"{done} asked  {plain(outcome.url)}"[: err.width - 1]
            err.write(f"\r\x1b[K{line}")
            err.stream.flush()

    return tell


def end_progress(err: Terminal) -> None:
    """Clear the line of the progress."""
    if err.is_tty:
        err.write("\r\x1b[K")
        err.stream.flush()


def feeds_line(outcomes: Sequence[FeedOutcome]) -> str:
    """Return in a line how a round went: "16 feeds: 9 new, 6 not modified, 1 failed"."""
    tally = Counter(outcome.status for outcome in outcomes)
    parts = [
        f"{tally[status]} {status.value.replace('_', ' ')}"
        for status in FeedStatus
        if tally[status]
    ]
    noun = "feed" if len(outcomes) == 1 else "feeds"
    return f"{len(outcomes)} {noun}" + (f": {', '.join(parts)}" if parts else "")


def report_failures(outcomes: Sequence[FeedOutcome], err: Terminal) -> None:
    """List the feeds that failed, and say so.

    Raises:
        PartlyDoneError: Any did.
    """
    failed = [outcome for outcome in outcomes if outcome.status is FeedStatus.FAILED]
    if not failed:
        return
    asked = sum(outcome.status not in {FeedStatus.SKIPPED, FeedStatus.GONE} for outcome in outcomes)
    reasons = Counter(outcome.error or "no reason given" for outcome in failed)
    if len(failed) == asked and len(reasons) == 1 and asked > 1:
        reason = next(iter(reasons))
        message = f"all {asked} feeds failed: {plain(reason)}"
        raise PartlyDoneError(message, hint="Is there a network? What was stored before is kept.")
    for outcome in failed[:_SHOWN_FAILURES]:
        err.line(plain(f"{outcome.url}: {outcome.error}"))
    if len(failed) > _SHOWN_FAILURES:
        err.line(f"… and {len(failed) - _SHOWN_FAILURES} more")
    message = f"{len(failed)} of {asked} feeds failed"
    raise PartlyDoneError(message, hint="They are asked again later; the rest is kept.")

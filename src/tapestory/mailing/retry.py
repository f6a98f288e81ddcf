"""How often a mail was tried, and since when → when to try again, or that it is time to give up."""

from __future__ import annotations

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(minutes=5)
"""Servers that greylist let a mail pass after minutes; RFC 5321 section 4.5.4.1 would wait 30, as
is right for a server with thousands of mails."""
LONGEST_WAIT = timedelta(hours=4)
GIVE_UP_AFTER = timedelta(hours=48)
"""By then two later editions have covered the time of a daily one."""
_SPREAD = 0.25
MOST_SPREAD_WAIT = LONGEST_WAIT * (1 + _SPREAD)
"""No attempt is put off for longer."""


def next_try(*, failed: int, since: datetime, now: datetime, draw: float) -> datetime | None:
    """Return when to try again; None when it has been tried for long enough.

    The wait doubles with each failure and is spread by a quarter to both sides, so that programs
    which failed together do not come back together.

    Args:
        failed: Attempts so far, at least 1.
        since: When the mail was made.
        now: When the last attempt ended.
        draw: A random number from [0, 1).
    """
    wait = min(FIRST_WAIT * 2 ** min(failed - 1, 16), LONGEST_WAIT)
    due = now + wait * (1 + _SPREAD * (2 * draw - 1))
    return due if due - since <= GIVE_UP_AFTER else None

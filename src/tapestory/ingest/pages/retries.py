"""What asking for a page brought → what becomes of it: done, or asked again and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from tapestory.ingest.timing.freshness import retry_after
from tapestory.model import Page, PageState

WAITS = (
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
)
"""After each failure; one more ends it."""
_LONGEST = timedelta(days=2)
"""An article that may only be looked up later than this is no news any more."""
_GONE = frozenset({404, 410})
_WALLED = frozenset({401, 402, 403, 407, 451})
_LATER = frozenset({408, 425, 429})


def ended(page: Page, state: PageState, now: datetime, *, why: str = "") -> Page:
    """Return a page that is not asked for again."""
    return replace(
        _asked(page, now), state=state, next_due=None, http_status=page.http_status, error=why
    )


def again(page: Page, now: datetime, *, why: str, wait: timedelta | None = None) -> Page:
    """Return a page that could not be had now: waiting longer each time, in the end failed.

    Args:
        page: As it was.
        now: Time of the answer.
        why: What was wrong, in words.
        wait: What the server asks for; longer than ours counts, longer than two days ends it.
    """
    attempts = page.attempts + 1
    asked = replace(_asked(page, now), error=why)
    if attempts > len(WAITS) or (wait or timedelta()) > _LONGEST:
        return replace(asked, state=PageState.FAILED, next_due=None)
    due = now + max(WAITS[attempts - 1], wait or timedelta())
    return replace(asked, state=PageState.WAITING, next_due=due)


def after_status(page: Page, status: int, asked_wait: str, now: datetime) -> Page:
    """Return what a status other than 200 makes of a page (RFC 9110 section 15).

    Args:
        page: As it was.
        status: Of the answer.
        asked_wait: Its Retry-After header, or "".
        now: When it came.
    """
    page = replace(page, http_status=status)
    said = f"the server answered {status}"
    if status in _GONE:
        return ended(page, PageState.GONE, now, why=said)
    if status in _WALLED:
        return ended(page, PageState.WALLED, now, why=said)
    if status in _LATER or status >= 500:
        return again(page, now, why=said, wait=retry_after(asked_wait, sent="", now=now))
    return ended(page, PageState.FAILED, now, why=said)


def _asked(page: Page, now: datetime) -> Page:
    return replace(page, asked_at=now, attempts=page.attempts + 1)

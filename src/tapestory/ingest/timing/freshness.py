"""The headers of an answer → how long it says that it stays fresh (RFC 9111 section 4.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from tapestory.late_regex import late_regex

LONGEST = timedelta(days=8)
"""No wish of a publisher keeps us away for longer: a week, and a day for the week's feed."""
_MAX_AGE = late_regex(r"(?:^|[,;\s])max-age\s*=\s*([\"']?)(\d+)\1(?=$|[,;\s])", re.IGNORECASE)
_REVALIDATE = late_regex(r"(?:^|[,;\s])(?:no-cache|no-store)(?=$|[,;\s])", re.IGNORECASE)
_SAME_TIME = timedelta(minutes=10)
"""Clocks that are no further apart count as showing the same time."""


def fresh_seconds(headers: Mapping[str, str]) -> int | None:
    """Return seconds of freshness left by Cache-Control, None when it says nothing.

    `Age` is taken off; `no-cache` and `no-store` mean 0. `s-maxage` is for shared caches, which
    we are not. Of several `max-age` the longest counts, and no number is too large to be read.

    Args:
        headers: By lower-case name.
    """
    control = headers.get("cache-control", "")
    if _REVALIDATE.search(control):
        return 0
    stated = [_bounded(found[2]) for found in _MAX_AGE.finditer(control)]
    if not stated:
        return None
    age = headers.get("age", "").strip()
    left = max(stated) - (_bounded(age) if age.isascii() and age.isdigit() else 0)
    return min(max(left, 0), int(LONGEST.total_seconds()))


def http_date(printed: str) -> datetime | None:
    """Return the instant of an HTTP date (RFC 9110 section 5.6.7), None when it is none."""
    try:
        instant = parsedate_to_datetime(printed.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    try:
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    except OverflowError:
        return None


def wait_until(instant: datetime, *, sent: str, now: datetime) -> timedelta:
    """Return how long it is to an instant that a server named, 0 to `LONGEST`.

    By our clock and by the server's (its Date header) it is the same time to within minutes;
    then the longer wait counts. Where they disagree, the one by whose time the instant lies in
    the days ahead is believed, ours first.

    Args:
        instant: As the server printed it.
        sent: The answer's Date header, or "".
        now: When the answer came.
    """
    by_ours = instant - now
    date = http_date(sent) if sent else None
    if date is None:
        return _clamped(by_ours)
    by_theirs = instant - date
    if abs(date - now) <= _SAME_TIME:
        return _clamped(max(by_ours, by_theirs) if by_theirs > timedelta() else by_theirs)
    for wait in (by_ours, by_theirs):
        if timedelta() < wait <= LONGEST:
            return wait
    return _clamped(by_ours)


def retry_after(printed: str, *, sent: str, now: datetime) -> timedelta | None:
    """Return how long a Retry-After header asks to be left alone, None when it asks for nothing.

    Seconds are taken at their word, up to `LONGEST`; a date, about which clocks disagree, as
    `wait_until` takes it.

    Args:
        printed: The header in either form, or "".
        sent: The answer's Date header, or "".
        now: When the answer came.

    Source:
        RFC 9110 section 10.2.3.
    """
    printed = printed.strip()
    if printed.isascii() and printed.isdigit():
        return timedelta(seconds=min(int(printed[:18]), int(LONGEST.total_seconds())))
    instant = http_date(printed) if printed else None
    return None if instant is None else wait_until(instant, sent=sent, now=now)


def expires_after(expires: str, *, sent: str, now: datetime) -> timedelta | None:
    """Return how long an answer stays fresh by its Expires header, None when it has none.

    An invalid date, "0" above all, is in the past (RFC 9111 section 5.3).

    Args:
        expires: The header, or "".
        sent: The answer's Date header, or "".
        now: When the answer came.
    """
    if not expires.strip():
        return None
    instant = http_date(expires)
    return timedelta() if instant is None else wait_until(instant, sent=sent, now=now)


def _bounded(digits: str) -> int:
    return int(digits) if len(digits) < 18 else 10**18


def _clamped(wait: timedelta) -> timedelta:
    return min(max(wait, timedelta()), LONGEST)

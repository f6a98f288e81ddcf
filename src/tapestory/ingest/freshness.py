"""The headers of an answer → how long it says that it stays fresh (RFC 9111 section 4.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_REVALIDATE = re.compile(r"(?:^|[,\s])(?:no-cache|no-store)(?=$|[,\s])", re.IGNORECASE)


def fresh_seconds(headers: Mapping[str, str]) -> int | None:
    """Return seconds of freshness left, 0 when it is stale at once, None when it says nothing.

    `max-age` goes before `Expires`; `Age` is taken off; `no-cache` and `no-store` mean 0.

    Args:
        headers: By lower-case name.
    """
    control = headers.get("cache-control", "")
    if _REVALIDATE.search(control):
        return 0
    stated = _MAX_AGE.search(control)
    lifetime = int(stated[1]) if stated else _until_expiry(headers)
    if lifetime is None:
        return None
    age = headers.get("age", "").strip()
    return max(0, lifetime - (int(age) if age.isdecimal() and len(age) < 11 else 0))


def http_date(printed: str) -> datetime | None:
    """Return the instant of an HTTP date (RFC 9110 section 5.6.7), None when it is none."""
    try:
        instant = parsedate_to_datetime(printed.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


def _until_expiry(headers: Mapping[str, str]) -> int | None:
    if "expires" not in headers:
        return None
    expires, sent = http_date(headers["expires"]), http_date(headers.get("date", ""))
    if expires is None:
        # RFC 9111 section 5.3: an invalid date, "0" above all, is in the past.
        return 0
    return max(0, round((expires - sent).total_seconds())) if sent is not None else None

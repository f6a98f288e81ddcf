"""A date in the two forms that nearly all feeds keep to → an instant, without any detour."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from tapestory.late_regex import late_regex
from tapestory.model import Precision

ZoneSource = Literal["stated", "outlet", "assumed", "none"]

MAX_RAW = 200
"""Characters of a date that are kept; nothing longer is one."""

# No offset on earth is more than 14 hours.
_RFC822 = late_regex(
    r"(?:[A-Za-z]{3},\s)?(\d{1,2})\s(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s(\d{4})"
    r"\s(\d{2}:\d{2}:\d{2})\s(?:GMT|UTC|Z|([+-](?:0\d|1[0-3])[0-5]\d|[+-]1400))",
    re.ASCII,
)
_RFC3339 = late_regex(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,12})?(?:Z|[+-]\d{2}:\d{2})", re.ASCII
)
_MONTH_NUMBERS = {
    name: f"{number:02d}"
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was read, before it is held against the present."""

    instant: datetime
    precision: Precision
    zone_source: ZoneSource
    day: date
    """As printed, where the outlet is."""


def read_plain(raw: str) -> Known | None:
    """Return what an RFC 822 or RFC 3339 date with its zone means, None for all others.

    Args:
        raw: As printed.
    """
    text = raw.strip() if len(raw) <= MAX_RAW else ""
    try:
        found = _RFC822.fullmatch(text)
        if found is not None:
            day, month, year, clock, offset = found.groups()
            text = f"{year}-{_MONTH_NUMBERS[month]}-{day:0>2}T{clock}{offset or 'Z'}"
        elif not _RFC3339.fullmatch(text):
            return None
        local = datetime.fromisoformat(text)
        instant = local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return Known(
        instant=instant, precision=Precision.INSTANT, zone_source="stated", day=local.date()
    )


def whole_day(day: date, precision: Precision) -> Known:
    """Return a date without a time, or a month: what is meant lies around noon UTC.

    Args:
        day: As printed; the first of the month where only that is known.
        precision: Which of both.
    """
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Known(instant=noon, precision=precision, zone_source="assumed", day=day)

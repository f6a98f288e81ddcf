"""Times as people type and read them ↔ instants: "3d", "yesterday", ISO 8601, printed with zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tapestory.errors import UsageError
from tapestory.model import Precision, Published

_AGO = re.compile(r"(\d{1,6})\s*(min|m|h|d|w|y)(?:\s+ago)?")
_UNITS = {
    "min": timedelta(minutes=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "y": timedelta(days=365),
}
_SIZES = {"min": 60, "h": 3_600, "d": 86_400}
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}


def parse_time(text: str, *, now: datetime, zone: str) -> datetime:
    """Return the instant that a person means, in UTC.

    Args:
        text: A span back from now (90min, 12h, 3d, 2w, 1y), "now", a day ("today", "yesterday",
            "2026-07-01": its midnight), or ISO 8601 with or without offset.
        now: The present.
        zone: IANA name, for days and for times without offset.

    Raises:
        UsageError: It is none of these.
    """
    typed = text.strip().lower()
    here = ZoneInfo(zone)
    try:
        if typed == "now":
            return now.astimezone(UTC)
        if typed in _DAYS:
            day = now.astimezone(here).date() + timedelta(days=_DAYS[typed])
            return datetime.combine(day, time(), tzinfo=here).astimezone(UTC)
        ago = _AGO.fullmatch(typed)
        if ago:
            return (now - int(ago[1]) * _UNITS[ago[2]]).astimezone(UTC)
        instant = datetime.fromisoformat(text.strip())
        if instant.tzinfo is None:
            instant = instant.replace(tzinfo=here)
        return instant.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        message = f"{text!r} is no time"
        hint = "Write 3d, 12h, yesterday, 2026-07-01 or 2026-07-01T14:30+02:00."
        raise UsageError(message, hint=hint) from error


def parse_day(text: str, *, now: datetime, zone: str) -> date:
    """Return the day in the reader's zone that a person means.

    Raises:
        UsageError: It is no day.
    """
    return parse_time(text, now=now, zone=zone).astimezone(ZoneInfo(zone)).date()


def iso(instant: datetime) -> str:
    """Return an instant as ISO 8601 in UTC: "2026-07-01T14:30:00Z"."""
    if instant.tzinfo is not UTC:
        instant = instant.astimezone(UTC)
    return f"{instant.isoformat()[:-6]}Z"


def shown(instant: datetime, zone: str) -> str:
    """Return an instant to the minute in the reader's zone: "2026-07-01 10:30 EDT"."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{local:%Y-%m-%d %H:%M} {local.tzname()}"


def day_shown(instant: str, zone: str) -> str:
    """Return the day on which an instant in ISO 8601 falls in the reader's zone: "2026-07-01"."""
    return datetime.fromisoformat(instant).astimezone(ZoneInfo(zone)).date().isoformat()


def clock_time(instant: datetime, *, now: datetime, zone: str) -> str:
    """Return a time of today without its date, "10:35 EDT"; of another day as `shown`."""
    local = instant.astimezone(ZoneInfo(zone))
    if local.date() != now.astimezone(local.tzinfo).date():
        return shown(instant, zone)
    return f"{local:%H:%M} {local.tzname()}"


def span(length: timedelta) -> str:
    """Return a length of time in one unit, rounded down: "40 s", "12 min", "5 h", "3 d"."""
    seconds = max(int(length.total_seconds()), 0)
    for unit, size in (("d", 2 * 86_400), ("h", 2 * 3_600), ("min", 90)):
        if seconds >= size:
            return f"{seconds // _SIZES[unit]} {unit}"
    return f"{seconds} s"


def ago(instant: datetime, now: datetime) -> str:
    """Return how long ago something was: "12 min ago"; "just now" where it is not yet."""
    return f"{span(now - instant)} ago" if now > instant else "just now"


def shown_published(published: Published, zone: str) -> str:
    """Return a publisher's time no more exactly than it was given."""
    instant, precision = published.instant, published.precision
    if instant is None or precision is Precision.NONE:
        return "undated"
    if precision is Precision.MONTH:
        return f"{instant:%Y-%m}"
    if precision is Precision.DAY:
        return f"{instant:%Y-%m-%d}"
    return shown(instant, zone)

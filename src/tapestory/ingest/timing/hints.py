"""The characters of a feed → what it says about how often to ask for it."""

from __future__ import annotations

import re
from datetime import timedelta

from tapestory.late_regex import late_regex
from tapestory.model import FeedHints

_ENTRY_START = late_regex(r"<(?:[\w.-]+:)?(?:item|entry)[\s>/]")
_ENTRY_END = late_regex(r"</(?:[\w.-]+:)?(?:item|entry)\s*>")
_COMMENT = late_regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TTL = late_regex(
    r"<ttl(?:\s[^<>]*)?>\s*(?:<!\[CDATA\[\s*)?(\d+)(?:\.\d+)?\s*(?:\]\]>\s*)?</ttl\s*>",
    re.IGNORECASE,
)
_SKIP_HOURS = late_regex(r"<(/?)skipHours(?:\s[^<>]*)?>", re.IGNORECASE)
_SKIP_DAYS = late_regex(r"<(/?)skipDays(?:\s[^<>]*)?>", re.IGNORECASE)
_MAX_SKIP = 2_000
_HOUR = late_regex(r"<hour(?:\s[^<>]*)?>\s*(\d{1,2})\s*</hour\s*>", re.IGNORECASE)
_DAY = late_regex(r"<day(?:\s[^<>]*)?>\s*([A-Za-z]+)\s*</day\s*>", re.IGNORECASE)
_PERIOD = late_regex(r"<(?:\w+:)?updatePeriod(?:\s[^<>]*)?>\s*(\w+)\s*</", re.IGNORECASE)
_FREQUENCY = late_regex(r"<(?:\w+:)?updateFrequency(?:\s[^<>]*)?>\s*(\d{1,5})\s*</", re.IGNORECASE)
_LONGEST_TTL = 1_000_000
"""Minutes; whoever says more means "never", and nobody is believed that."""
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MAX_OUTSIDE = 200_000


def read_hints(text: str) -> FeedHints:
    """Return ttl, skipHours, skipDays (RSS 2.0) and sy:updatePeriod over sy:updateFrequency.

    A ttl of 0 is no wish. sy:updateBase is not read: it shifts the hour at which a period
    begins, and most that carry it copied the example of the specification.

    Args:
        text: The whole document; only what stands outside of its entries is read.
    """
    outside = _COMMENT.sub("", _outside_entries(text))
    ttl = _TTL.search(outside)
    hours = {int(hour) for hour in _HOUR.findall(_inside(_SKIP_HOURS, outside))}
    days = {day.lower() for day in _DAY.findall(_inside(_SKIP_DAYS, outside))}
    return FeedHints(
        ttl_minutes=_minutes(ttl[1]) if ttl else None,
        # RSS 0.91 counted the hours from 1 to 24.
        skip_hours=frozenset(hour % 24 for hour in hours if hour <= 24),
        skip_days=frozenset(days & set(WEEKDAYS)),
        update_minutes=_update_minutes(outside),
    )


def _outside_entries(text: str) -> str:
    first = _ENTRY_START.search(text)
    if first is None:
        return text[:_MAX_OUTSIDE]
    return text[: min(first.start(), _MAX_OUTSIDE)] + _after_entries(
        text, max(first.start(), len(text) - _MAX_OUTSIDE)
    )


def _after_entries(text: str, start: int) -> str:
    """Return what stands behind the last entry, which is sought from the end."""
    position = text.rfind("</", start)
    while position >= 0:
        end = _ENTRY_END.match(text, position)
        if end:
            return text[end.end() :]
        position = text.rfind("</", start, position)
    return ""


def _minutes(digits: str) -> int:
    return min(int(digits), _LONGEST_TTL) if len(digits) < 10 else _LONGEST_TTL


def _inside(tag: re.Pattern[str], text: str) -> str:
    """Return what stands in the first such element that ends, one pass over however many."""
    start = -1
    for found in tag.finditer(text):
        if not found[1]:
            start = found.end()
        elif start >= 0 and found.start() - start <= _MAX_SKIP:
            return text[start : found.start()]
    return ""


def _update_minutes(outside: str) -> int | None:
    period = _PERIOD.search(outside)
    frequency = _FREQUENCY.search(outside)
    if period is None and frequency is None:
        return None
    # The period is a day where the module is used without saying.
    name = period[1].lower() if period is not None else "daily"
    if name not in _PERIODS:
        return None
    times = max(1, int(frequency[1])) if frequency else 1
    return max(1, round(_PERIODS[name].total_seconds() / 60 / times))

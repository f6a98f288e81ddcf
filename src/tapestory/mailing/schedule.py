"""A reader's time of day, days and zone, and the present → the edition that is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAYS = 8
"""A week, and the day that it ends with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a reader is sent an edition."""

    zone: str = "UTC"
    """IANA name."""
    at: time = time(7)
    """In that zone."""
    weekdays: frozenset[int] = frozenset(range(7))
    """0 is Monday; at least one."""


def due_day(schedule: Schedule, now: datetime) -> date | None:
    """Return the day whose edition should have been sent by now and is not too late yet.

    A machine that slept through the time sends when it wakes, unless the next edition is nearer
    than the missed one: then that one covers both.

    Args:
        schedule: Of one reader.
        now: Aware.
    """
    today = now.astimezone(ZoneInfo(schedule.zone)).date()
    past = next((slot for slot in _slots(schedule, today, step=-1) if slot[0] <= now), None)
    if past is None:
        return None
    coming = next(slot for slot in _slots(schedule, today, step=1) if slot[0] > now)
    return past[1] if now - past[0] < coming[0] - now else None


def next_due(schedule: Schedule, now: datetime) -> datetime:
    """Return when the next edition is to be sent, UTC."""
    today = now.astimezone(ZoneInfo(schedule.zone)).date()
    return next(instant for instant, _ in _slots(schedule, today, step=1) if instant > now)


def _slots(schedule: Schedule, today: date, *, step: int) -> Iterator[tuple[datetime, date]]:
    """Yield the times of sending from a day on, forwards or backwards.

    A time that the clocks leap over in spring falls an hour later; one that they repeat in autumn
    is the first of the two.
    """
    zone = ZoneInfo(schedule.zone)
    at = schedule.at.replace(fold=0)
    for ahead in range(_DAYS + 1):
        day = today + timedelta(days=step * ahead)
        if day.weekday() in schedule.weekdays:
            yield datetime.combine(day, at, tzinfo=zone).astimezone(UTC), day

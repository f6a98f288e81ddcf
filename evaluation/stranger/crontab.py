"""Lines of a crontab → the moments at which cron starts them, and what it starts."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

_MINUTE = timedelta(minutes=1)
_RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: five fields, and a command."""

    fields: tuple[frozenset[int], ...]
    argv: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Line:
        """Read a line as crontab(5) says; a per cent sign has a backslash before it."""
        *times, command = text.split(maxsplit=5)
        fields = tuple(
            frozenset(_values(field, low, high))
            for field, (low, high) in zip(times, _RANGES, strict=True)
        )
        return cls(fields=fields, argv=tuple(shlex.split(command.replace("\\%", "%"))))

    def starts_at(self, moment: datetime) -> bool:
        """Return whether cron starts it in this minute of the machine's local time."""
        minute, hour, day, month, weekday = self.fields
        return (
            moment.minute in minute
            and moment.hour in hour
            and moment.day in day
            and moment.month in month
            and bool({moment.isoweekday(), moment.isoweekday() % 7} & weekday)
        )


def _values(field: str, low: int, high: int) -> Iterator[int]:
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        if first == "*":
            first, last = str(low), str(high)
        yield from range(int(first), int(last or first) + 1, int(step or 1))


def calendar(
    lines: Sequence[Line], start: datetime, end: datetime
) -> Iterator[tuple[datetime, Line]]:
    """Yield each start from `start` on and before `end`, in order of time."""
    moment = start
    while moment < end:
        for line in lines:
            if line.starts_at(moment):
                yield moment, line
        moment += _MINUTE

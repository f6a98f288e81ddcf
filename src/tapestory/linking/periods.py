"""A listed name with dates ("Facebook@..2021-10-28") → the name, and when it was in use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tapestory.late_regex import late_regex

_DATED = late_regex(
    r"(?P<name>.+?)\s*@\s*(?P<since>\d{4}-\d\d-\d\d)?\.\.(?P<until>\d{4}-\d\d-\d\d)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days on which a name was in use, both ends included; None is without end."""

    since: date | None = None
    until: date | None = None

    @property
    def bounded(self) -> bool:
        """It has a first or a last day."""
        return self.since is not None or self.until is not None

    def holds(self, on: date | None) -> bool:
        """Tell whether the name was in use on a day; where no day is known, it may have been."""
        if on is None:
            return True
        return (self.since or on) <= on <= (self.until or on)


ALWAYS = Period()


def dated(listed: str) -> tuple[str, Period]:
    """Return a name as listed without its dates, and its period.

    What only looks like dates ("name@..2021-13-45") is part of the name.
    """
    if "@" not in listed:
        return listed, ALWAYS
    found = _DATED.fullmatch(listed)
    if found is None:
        return listed, ALWAYS
    try:
        since, until = (
            date.fromisoformat(raw) if raw else None for raw in found.group("since", "until")
        )
    except ValueError:
        return listed, ALWAYS
    return found.group("name"), Period(since=since, until=until)

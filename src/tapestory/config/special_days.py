"""closed_days.csv, shipped and the user's own → the days that calendars of exchanges have wrong."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, time
from pathlib import Path

from tapestory.config.csv_table import Row, read_rows
from tapestory.config.domain import files_of
from tapestory.config.paths import Paths
from tapestory.config.row_values import checked_exchange, day_of
from tapestory.config.schema import Config
from tapestory.model import DayKind, SpecialDay
from tapestory.resources import shipped

_CLOSE = re.compile(r"\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})")
_CLOSE_HINT = "With the exchange's offset of that day: 13:00-05:00 in New York in winter."


def load_special_days(
    config: Config, paths: Paths, *, exchanges: Collection[str]
) -> tuple[SpecialDay, ...]:
    """Return the days that are known better than by the calendars, one a day of an exchange.

    What ships comes first, then the user's file, then those of packs; the last word on a day of
    an exchange counts, so that a shipped line can be contradicted.

    Args:
        config: What names the files.
        paths: Where the config file is; a closed_days.csv beside it needs no naming.
        exchanges: The exchange codes that there are calendars for (ISO 10383).

    Raises:
        ConfigError: A file cannot be used; the message begins with file, line and column.
    """
    found: dict[tuple[str, date], SpecialDay] = {}
    for path in files_of("closed_days", config, paths):
        found |= days_in(path, exchanges)
    return tuple(found.values())


def shipped_special_days(*, exchanges: Collection[str]) -> tuple[SpecialDay, ...]:
    """Return the days that come with this version, whatever a user knows besides."""
    return tuple(days_in(shipped("config") / "closed_days.csv", exchanges).values())


def days_in(path: Path, exchanges: Collection[str]) -> dict[tuple[str, date], SpecialDay]:
    """Return (exchange, day) → what is special about it, in the order of one file.

    Raises:
        ConfigError: A line makes no sense, or a day of an exchange stands there twice.
    """
    rows = read_rows(path, required=("mic", "day", "kind"), optional=("close", "reason", "source"))
    found: dict[tuple[str, date], SpecialDay] = {}
    lines: dict[tuple[str, date], int] = {}
    for row in rows:
        special = _special_day(row, exchanges)
        key = (special.mic, special.day)
        if key in lines:
            what = f"{special.mic} {special.day} stands on line {lines[key]} already"
            raise row.error(what, column="day")
        lines[key] = row.line
        found[key] = special
    return found


def _special_day(row: Row, exchanges: Collection[str]) -> SpecialDay:
    mic = checked_exchange(row, "mic", row.required("mic"), exchanges)
    kind = row.required("kind").lower()
    if kind not in set(DayKind):
        what = f"should be one of {', '.join(DayKind)}, not {kind!r}"
        raise row.error(what, column="kind")
    return SpecialDay(
        mic=mic,
        day=day_of(row, "day", such_as="2026-07-17"),
        kind=DayKind(kind),
        close=_close(row, DayKind(kind)),
        reason=row.text("reason"),
        source=row.text("source"),
    )


def _close(row: Row, kind: DayKind) -> time | None:
    text = row.text("close")
    if not text:
        if kind is DayKind.EARLY:
            what = "is empty, and an early close has an hour"
            raise row.error(what, column="close", hint=_CLOSE_HINT)
        return None
    if kind is DayKind.CLOSED:
        what = "a closed day has no close"
        raise row.error(what, column="close", hint="Is it an early one? Then kind is early.")
    try:
        if _CLOSE.fullmatch(text):
            return time.fromisoformat(text)
    except ValueError:
        pass
    what = f"{text!r} is no time of day with an offset"
    raise row.error(what, column="close", hint=_CLOSE_HINT)

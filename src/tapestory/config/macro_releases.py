"""macro.csv, shipped and the user's own → releases that are known in advance to move prices."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from tapestory.config.csv_table import Row, read_rows
from tapestory.config.domain import files_of
from tapestory.config.paths import Paths
from tapestory.config.row_values import checked_exchange, day_of, meant
from tapestory.config.schema import Config
from tapestory.model import Release, ReleaseKind
from tapestory.resources import shipped

COLUMNS = ("date", "time", "zone", "name", "kind", "scope", "symbols", "source")
EVERYWHERE = "all"
"""The scope of what moves every exchange."""
CANCELLED = "cancelled"
"""The kind of a line that takes away an earlier file's release of that date and name."""

_TIME = re.compile(r"\d{2}:\d{2}")
_NO_WORD = re.compile(r"[\W_]+")
_NOON = time(12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line says: a release, or that there is none."""

    id: str
    release: Release | None


def load_releases(
    config: Config, paths: Paths, *, exchanges: Collection[str]
) -> tuple[Release, ...]:
    """Return the listed releases, earliest first.

    What ships comes first, then the user's file, then those of packs; the last word on a name and
    day counts, so that a shipped line can be moved or taken away.

    Args:
        config: What names the files.
        paths: Where the config file is; a macro.csv beside it needs no naming.
        exchanges: The exchange codes that there are calendars for (ISO 10383).

    Raises:
        ConfigError: A file cannot be used; the message begins with file, line and column.
    """
    return _joined(files_of("macro", config, paths), exchanges)


def shipped_releases(*, exchanges: Collection[str]) -> tuple[Release, ...]:
    """Return the releases that come with this version, earliest first."""
    return _joined([shipped("config") / "macro.csv"], exchanges)


def _joined(files: Iterable[Path], exchanges: Collection[str]) -> tuple[Release, ...]:
    found: dict[str, Release | None] = {}
    for path in files:
        found |= releases_in(path, exchanges)
    listed = (release for release in found.values() if release is not None)
    return tuple(sorted(listed, key=lambda release: (release.at, release.id)))


def releases_in(path: Path, exchanges: Collection[str]) -> dict[str, Release | None]:
    """Return id → release in the order of one file; None for what the file calls off.

    Raises:
        ConfigError: A line makes no sense, or a release stands there twice.
    """
    rows = read_rows(path, required=("date", "name", "kind"), optional=COLUMNS)
    found: dict[str, Release | None] = {}
    lines: dict[str, int] = {}
    for row in rows:
        line = _line(row, exchanges)
        if line.id in lines:
            what = f"{row.text('name')} of that day stands on line {lines[line.id]} already"
            raise row.error(what, column="name")
        lines[line.id] = row.line
        found[line.id] = line.release
    return found


def _line(row: Row, exchanges: Collection[str]) -> _Line:
    day = day_of(row, "date", such_as="2026-07-02")
    name = row.required("name")
    release_id = f"release:{day}-{_NO_WORD.sub('-', name.casefold()).strip('-')}"
    kind = _kind(row)
    if kind is None:
        return _Line(release_id, None)
    symbols = row.values("symbols")
    if kind is ReleaseKind.RESULTS and not symbols:
        what = "is empty, and results are somebody's"
        raise row.error(what, column="symbols", hint="Whose? NVDA, or several: GOOGL|GOOG.")
    at = _instant(row, day)
    release = Release(
        id=release_id,
        name=name,
        kind=kind,
        day=day,
        at=at or datetime.combine(day, _NOON),
        precise=at is not None,
        exchanges=_scope(row, exchanges, symbols),
        symbols=symbols,
        source=row.text("source"),
    )
    return _Line(release_id, release)


def _kind(row: Row) -> ReleaseKind | None:
    """Return the kind; None for what is called off."""
    text = row.required("kind").lower()
    if text == CANCELLED:
        return None
    try:
        return ReleaseKind(text)
    except ValueError as error:
        kinds = [*ReleaseKind, CANCELLED]
        what = f"should be one of {', '.join(kinds)}, not {text!r}"
        raise row.error(what, column="kind", hint=meant(text, kinds)) from error


def _scope(row: Row, exchanges: Collection[str], symbols: tuple[str, ...]) -> tuple[str, ...]:
    """Return the exchanges that are named; none where all are, or single companies."""
    codes = row.values("scope")
    if not codes and not symbols:
        what = "is empty, and so is symbols"
        hint = f"Whom does it move? {EVERYWHERE}, or exchanges: XKRX, XNYS|XTSE."
        raise row.error(what, column="scope", hint=hint)
    if EVERYWHERE in (code.lower() for code in codes):
        if len(codes) > 1:
            what = f"{EVERYWHERE} leaves nothing for other exchanges to add"
            raise row.error(what, column="scope")
        return ()
    return tuple(checked_exchange(row, "scope", code, exchanges) for code in codes)


def _instant(row: Row, day: date) -> datetime | None:
    """Return when it is told; None where only the day is known."""
    text, zone = row.text("time"), row.text("zone")
    if not text:
        return None
    try:
        at = time.fromisoformat(text) if _TIME.fullmatch(text) else None
    except ValueError:
        at = None
    if at is None:
        what = f"{text!r} is no time of day"
        raise row.error(what, column="time", hint="On the clock of the zone: 08:30.")
    if not zone:
        what = "is empty, and a time of day is somewhere's"
        raise row.error(what, column="zone", hint="America/New_York, Asia/Seoul, UTC.")
    return datetime.combine(day, at, _zone(row, zone)).astimezone(UTC)


def _zone(row: Row, name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:  # what it raises for odd and unknown names
        import zoneinfo  # noqa: PLC0415  # only to word an error

        what = f"{name!r} is no IANA time zone"
        hint = meant(name, sorted(zoneinfo.available_timezones()))
        raise row.error(what, column="zone", hint=hint) from error

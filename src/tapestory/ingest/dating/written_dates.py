"""A date as printed in whatever other form, the outlet's country and the present → an instant."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta

from tapestory.ingest.dating.calendar_days import Day, read_day
from tapestory.ingest.dating.clocks import Clock, find_clock
from tapestory.ingest.dating.plain_dates import MAX_RAW, Known, whole_day
from tapestory.ingest.dating.relative_dates import Ago, days_ago, find_ago
from tapestory.ingest.dating.zones import Zone, zone_of
from tapestory.late_regex import late_regex
from tapestory.model import Precision

_MAX_READ = 120
"""Characters of a date; longer is prose."""

_EPOCH = late_regex(r"(\d{9,10})(\d{3}|\d{6}|\d{9})?(?:\.(\d{1,9}))?", re.ASCII)
# 20260702T1531, 20260702153100, 2026183T15, 2026-W27-4T15: nothing parts date and time.
_UNPARTED = late_regex(
    r"(\d{8}|\d{7}|\d{4}-?W\d{2}-?\d|\d{4}-\d{2}-\d{2}|\d{4}-\d{3})(?:[Tt_ ])?(\d{2})(?:(\d{2})"
    r"(?:(\d{2})([.,]\d+)?)?)?(?:Z|z)?((?<=[Zz])|\s?[A-Za-z]{0,5}[+-]\d{2}(?::?\d{2})?|\s[A-Z]{2,5})?",
    re.ASCII,
)
_MINUTE_FRACTION = late_regex(r"(?<=\d[Tt]\d{2}:)(\d{2})[.,](\d{1,6})(?!\d)", re.ASCII)
_LONG_YEAR = late_regex(r"^\+00(?=\d{4}-)", re.ASCII)
_EXIF = late_regex(r"(\d{4}):(\d{2}):(\d{2})(?=[ T])", re.ASCII)
_ASIDE = late_regex(r"[(\[]([^()\[\]]*)[)\]]")
_LABEL = late_regex(r"[^\W\d_][^\d:]{1,30}:\s?(?=\S*\d)")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = "\"'“”‘’„«»"


def read_written(raw: str, country: str, now: datetime) -> Known | None:
    """Return what a date means that is in none of the plain forms, or None.

    Args:
        raw: As printed.
        country: ISO 3166 alpha-2 of the outlet, upper case, or "".
        now: When it was read, aware.

    Raises:
        ValueError, OverflowError, OSError: It names a day or a time that there is not.
    """
    text = _tidy(raw)
    if not text:
        return None
    epoch = _EPOCH.fullmatch(text)
    if epoch:
        return _unix(epoch)
    ago = find_ago(text)
    if ago is not None:
        return _counted_back(ago, country, now)
    asides = _ASIDE.findall(text)
    while _ASIDE.search(text):
        text = _ASIDE.sub(" ", text)
    clock, rest = find_clock(_parted(_one_blank(text)))
    zone = _zone(clock, asides, country)
    if clock is None and zone is None:
        zone = zone_of("", country)
    here = now if zone is None else now.astimezone(zone.clock)
    day = _day(_one_blank(rest), country, here.date())
    return None if day is None else _at(day, clock, zone)


def _tidy(raw: str) -> str:
    """Return the text in one spelling of blanks, dashes and digits; "" for prose."""
    if len(raw) > MAX_RAW:
        raw = raw.strip()
        if len(raw) > MAX_RAW:
            return ""
    text = unicodedata.normalize("NFKC", raw.translate(_DASHES)).translate(_DASHES)
    text = "".join(mark for mark in text if unicodedata.category(mark) != "Cf")
    text = _one_blank(text).strip(_QUOTES + " ")
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1].strip()
    text = _LABEL.sub("", text, count=1) if _LABEL.match(text) else text
    return text if len(text) <= _MAX_READ else ""


def _one_blank(text: str) -> str:
    return " ".join(text.split())


def _parted(text: str) -> str:
    """Return a text in which date and time are written apart, and times with colons."""
    found = _UNPARTED.fullmatch(text)
    if found:
        day, hour, minute, second, fraction, zone = found.groups()
        zone = zone or ("Z" if text[-1] in "Zz" else "")
        clock = ":".join(part for part in (hour, minute or "00", second) if part)
        return f"{day} {clock}{fraction or ''} {zone}"
    text = _MINUTE_FRACTION.sub(_with_seconds, text)
    text = _LONG_YEAR.sub("", text)
    return _EXIF.sub(r"\1-\2-\3", text, count=1)


def _with_seconds(found: re.Match[str]) -> str:
    seconds = 60 * float(f"0.{found[2]}")
    return f"{found[1]}:{int(seconds):02d}"


def _unix(found: re.Match[str]) -> Known:
    instant = datetime.fromtimestamp(int(found[1]), tz=UTC)
    fraction = found[2] or found[3] or ""
    instant += timedelta(microseconds=int(fraction.ljust(6, "0")[:6]))
    return Known(
        instant=instant, precision=Precision.INSTANT, zone_source="stated", day=instant.date()
    )


def _counted_back(ago: Ago, country: str, now: datetime) -> Known | None:
    zone = zone_of("", country)
    then = now - ago.ago
    day = then.date() if zone is None else then.astimezone(zone.clock).date()
    if ago.precision is Precision.MINUTE:
        return Known(
            instant=then.astimezone(UTC), precision=ago.precision, zone_source="none", day=day
        )
    exact = ago.precision is Precision.DAY
    return _at(Day(year=day.year, month=day.month, day=day.day if exact else None), None, zone)


def _zone(clock: Clock | None, asides: list[str], country: str) -> Zone | None:
    """Return the zone of a time: printed behind it, else in brackets, else the outlet's."""
    if clock is None:
        return None
    if clock.zone:
        return zone_of(clock.zone, country)
    for aside in asides:
        zone = zone_of(aside, country) if aside.strip() else None
        if zone is not None:
            return zone
    return zone_of("", country)


def _day(text: str, country: str, today: date) -> Day | None:
    back = days_ago(text)
    if back is None:
        return read_day(text, country=country, today=today)
    named = today - timedelta(days=back)
    return Day(year=named.year, month=named.month, day=named.day)


def _at(day: Day, clock: Clock | None, zone: Zone | None) -> Known | None:
    if day.day is None:
        if clock is not None:
            return None
        first = date(day.year, day.month, 1)
        return whole_day(first, Precision.MONTH)
    printed = date(day.year, day.month, day.day)
    if clock is None or zone is None:
        return whole_day(printed, Precision.DAY)
    local = datetime.combine(printed, time()) + timedelta(
        hours=clock.hour,
        minutes=clock.minute,
        seconds=clock.second or 0,
        microseconds=clock.microsecond,
    )
    return Known(
        instant=zone.to_utc(local),
        precision=Precision.MINUTE if clock.second is None else Precision.INSTANT,
        zone_source=zone.source,
        day=printed,
    )

"""A zone as printed, and the outlet's country → the offset from UTC that was meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

ZoneSource = Literal["stated", "outlet", "assumed", "none"]

# RFC 822 section 5.1, and what news feeds print besides.
_HOURS: dict[str, float] = {
    name: hours
    for hours, names in {
        -10: ("HST",),
        -9: ("AKST",),
        -8: ("AKDT",),
        -7: ("MST", "PDT"),
        -6: ("MDT",),
        -5: ("CDT",),
        -4: ("EDT",),
        -3.5: ("NST",),
        -3: ("ADT", "BRT"),
        -2.5: ("NDT",),
        0: ("UT", "UTC", "GMT", "Z", "WET"),
        1: ("CET", "MEZ", "WEST", "WAT"),
        2: ("CEST", "MESZ", "EET", "CAT", "SAST"),
        3: ("EEST", "MSK", "EAT", "TRT"),
        4: ("MSD",),
        5: ("PKT",),
        5.75: ("NPT",),
        7: ("ICT", "WIB"),
        8: ("HKT", "SGT", "AWST", "MYT", "PHT", "WITA"),
        9: ("JST", "KST"),
        9.5: ("ACST",),
        10: ("AEST",),
        10.5: ("ACDT",),
        11: ("AEDT",),
        12: ("NZST",),
        13: ("NZDT",),
    }.items()
    for name in names
}
# Abbreviations that several countries use; "" is what is meant where no country is known.
_BY_COUNTRY: dict[str, dict[str, float]] = {
    "CST": {
        **dict.fromkeys(("CN", "TW", "HK", "MO", "SG", "MY"), 8),
        "CU": -5,
        "AU": 9.5,
        "": -6,
    },
    "BST": {"BD": 6, "": 1},
    "IST": {"IE": 1, "IL": 2, "": 5.5},
    "EST": {"AU": 10, "": -5},
    "PST": {"PH": 8, "": -8},
    "AST": {**dict.fromkeys(("SA", "KW", "QA", "BH", "IQ", "YE"), 3), "": -4},
    "GST": {"GU": 10, "": 4},
    "SST": {"SG": 8, "": -11},
}
# Names without a season: the clock on the wall there decides.
_WALL_CLOCKS = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
_CAPITAL_CLOCKS = {
    "AE": "Asia/Dubai",
    "AT": "Europe/Vienna",
    "AU": "Australia/Sydney",
    "BE": "Europe/Brussels",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CH": "Europe/Zurich",
    "CN": "Asia/Shanghai",
    "DE": "Europe/Berlin",
    "DK": "Europe/Copenhagen",
    "ES": "Europe/Madrid",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "GB": "Europe/London",
    "HK": "Asia/Hong_Kong",
    "ID": "Asia/Jakarta",
    "IE": "Europe/Dublin",
    "IL": "Asia/Jerusalem",
    "IN": "Asia/Kolkata",
    "IT": "Europe/Rome",
    "JP": "Asia/Tokyo",
    "KR": "Asia/Seoul",
    "MO": "Asia/Macau",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NL": "Europe/Amsterdam",
    "NO": "Europe/Oslo",
    "NZ": "Pacific/Auckland",
    "PH": "Asia/Manila",
    "PL": "Europe/Warsaw",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "SA": "Asia/Riyadh",
    "SE": "Europe/Stockholm",
    "SG": "Asia/Singapore",
    "TH": "Asia/Bangkok",
    "TR": "Europe/Istanbul",
    "TW": "Asia/Taipei",
    "UA": "Europe/Kyiv",
    # Where the country has several, the clock that its financial press writes by.
    "US": "America/New_York",
    "VN": "Asia/Ho_Chi_Minh",
    "ZA": "Africa/Johannesburg",
}
_OFFSET = re.compile(r"(?:GMT|UTC|UT)?\s*([+\-−])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_MAX_OFFSET = timedelta(hours=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """An offset or wall clock, and why it is believed."""

    clock: tzinfo
    source: ZoneSource

    def to_utc(self, local: datetime) -> datetime:
        """Return the UTC instant of a naive local time.

        Raises:
            OverflowError: The instant lies outside of what a datetime can hold.
        """
        return local.replace(tzinfo=self.clock).astimezone(UTC)


def zone_of(printed: str, country: str) -> Zone | None:
    """Return the zone that was meant; None when something is printed that nobody can read.

    Nothing printed means the outlet's own clock, or UTC (`assumed`) for an unknown country.

    Args:
        printed: "GMT", "+0800", "CST", "ET", "GMT+8" … or "".
        country: ISO 3166 alpha-2, or "".
    """
    name = printed.strip().strip("()").strip().upper()
    if not name:
        clock = _CAPITAL_CLOCKS.get(country)
        if clock is None:
            return Zone(clock=UTC, source="assumed")
        return Zone(clock=ZoneInfo(clock), source="outlet")
    if name in _BY_COUNTRY:
        readings = _BY_COUNTRY[name]
        hours = readings.get(country, readings[""])
        return Zone(clock=_fixed(hours), source="outlet" if country else "assumed")
    if name in _HOURS:
        return Zone(clock=_fixed(_HOURS[name]), source="stated")
    if name in _WALL_CLOCKS:
        return Zone(clock=ZoneInfo(_WALL_CLOCKS[name]), source="stated")
    return _numeric(name)


def _numeric(name: str) -> Zone | None:
    found = _OFFSET.fullmatch(name)
    if found is None:
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    if offset > _MAX_OFFSET or int(found[3] or 0) > 59:
        return None
    return Zone(clock=timezone(offset if found[1] == "+" else -offset), source="stated")


def _fixed(hours: float) -> tzinfo:
    return timezone(timedelta(hours=hours)) if hours else UTC

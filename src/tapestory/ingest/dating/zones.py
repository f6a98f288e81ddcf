"""A zone as printed, and the outlet's country → the offset from UTC that was meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tapestory.ingest.dating.plain_dates import ZoneSource
from tapestory.late_regex import late_regex

# RFC 822 section 5.1, and what news feeds print besides.
_HOURS: dict[str, float] = {
    name: hours
    for hours, names in {
        -10: "HST",
        -9: "AKST HDT",
        -8: "AKDT",
        -7: "PDT",
        -6: "MDT",
        -5: "CDT COT PET",
        -4: "CLT VET",
        -3.5: "NST",
        -3: "ADT BRT ART UYT CLST",
        -2.5: "NDT",
        -2: "BRST",
        0: "UT UTC GMT Z WET",
        1: "CET MEZ WEST WAT",
        2: "CEST MESZ EET CAT SAST",
        3: "EEST MSK МСК EAT TRT IDT",
        3.5: "IRST",
        4: "MSD",
        5: "PKT UZT",
        5.75: "NPT",
        6.5: "MMT",
        7: "ICT WIB",
        8: "HKT SGT AWST MYT PHT WITA BJT",
        9: "JST KST WIT",
        9.5: "ACST",
        10: "AEST CHST",
        10.5: "ACDT",
        11: "AEDT",
        12: "NZST",
        13: "NZDT",
    }.items()
    for name in names.split()
}
_NORTH_AMERICA = ("US", "CA", "MX")
# Abbreviations that several countries use; "" is what is meant where no country is known.
_BY_COUNTRY: dict[str, dict[str, float]] = {
    "CST": {
        **dict.fromkeys(("CN", "TW", "HK", "MO", "SG", "MY"), 8),
        **dict.fromkeys((*_NORTH_AMERICA, "CR", "GT", "HN", "SV", "NI", ""), -6),
        "CU": -5,
        "AU": 9.5,
    },
    "BST": {"BD": 6, "PG": 11, "GB": 1, "": 1},
    "IST": {"IE": 1, "IL": 2, "IN": 5.5, "": 5.5},
    "EST": {"AU": 10, **dict.fromkeys((*_NORTH_AMERICA, "PA", "JM", ""), -5)},
    "EDT": {"AU": 11, **dict.fromkeys((*_NORTH_AMERICA, ""), -4)},
    "MST": {"MY": 8, "MM": 6.5, **dict.fromkeys((*_NORTH_AMERICA, ""), -7)},
    "PST": {"PH": 8, "PK": 5, **dict.fromkeys((*_NORTH_AMERICA, ""), -8)},
    "AST": {
        **dict.fromkeys(("SA", "KW", "QA", "BH", "IQ", "YE"), 3),
        **dict.fromkeys(("CA", "PR", "BM", ""), -4),
    },
    "GST": {"GU": 10, "AE": 4, "OM": 4, "": 4},
    "SST": {"SG": 8, "AS": -11, "": -11},
    "WST": {"WS": 13, "AU": 8, "": 8},
}
# RFC 822 gave the letters signs the wrong way round; RFC 2822 section 4.3 has them mean UTC of
# an unknown zone.
_MILITARY = frozenset("ABCDEFGHIKLMNOPQRSTUVWXY")
# Names without a season: the clock on the wall there decides.
_WALL_CLOCKS = {
    name: clock
    for clock, names in {
        "America/New_York": "ET|EST5EDT|EASTERN|EASTERN TIME|US/EASTERN|NEW YORK TIME"
        "|美东时间|美東時間",
        "America/Chicago": "CT|CST6CDT|CENTRAL|CENTRAL TIME|US/CENTRAL",
        "America/Denver": "MT|MST7MDT|MOUNTAIN|MOUNTAIN TIME|US/MOUNTAIN",
        "America/Los_Angeles": "PT|PST8PDT|PACIFIC|PACIFIC TIME|US/PACIFIC|美西时间|美西時間",
        "Asia/Shanghai": "BEIJING TIME|CHINA STANDARD TIME|北京时间|北京時間|PRC",
        "Asia/Taipei": "TAIPEI TIME|台北时间|台北時間|臺北時間",
        "Asia/Hong_Kong": "HONG KONG TIME|香港时间|香港時間",
        "Asia/Seoul": "KOREA STANDARD TIME|한국시간|한국 시간|韩国时间",
        "Asia/Tokyo": "JAPAN STANDARD TIME|日本時間|日本时间|東京時間",
        "Asia/Singapore": "SINGAPORE TIME|新加坡时间",
        "Asia/Kolkata": "INDIA STANDARD TIME",
        "Europe/London": "LONDON TIME|UK TIME|伦敦时间",
        "Europe/Berlin": "CENTRAL EUROPEAN TIME",
        "UTC": "COORDINATED UNIVERSAL TIME|GREENWICH MEAN TIME|格林尼治时间|世界标准时间",
    }.items()
    for name in names.split("|")
}
# In English the seasons are spelled out too; what is meant is the clock all the same.
_SPELLED = late_regex(r"(EASTERN|CENTRAL|MOUNTAIN|PACIFIC) (?:STANDARD|DAYLIGHT|SUMMER) TIME")
_CAPITAL_CLOCKS = {
    "AE": "Asia/Dubai",
    "AR": "America/Argentina/Buenos_Aires",
    "AT": "Europe/Vienna",
    "AU": "Australia/Sydney",
    "BD": "Asia/Dhaka",
    "BE": "Europe/Brussels",
    "BG": "Europe/Sofia",
    "BH": "Asia/Bahrain",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CH": "Europe/Zurich",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CO": "America/Bogota",
    "CY": "Asia/Nicosia",
    "CZ": "Europe/Prague",
    "DE": "Europe/Berlin",
    "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn",
    "EG": "Africa/Cairo",
    "ES": "Europe/Madrid",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "GB": "Europe/London",
    "GR": "Europe/Athens",
    "HK": "Asia/Hong_Kong",
    "HR": "Europe/Zagreb",
    "HU": "Europe/Budapest",
    "ID": "Asia/Jakarta",
    "IE": "Europe/Dublin",
    "IL": "Asia/Jerusalem",
    "IN": "Asia/Kolkata",
    "IR": "Asia/Tehran",
    "IS": "Atlantic/Reykjavik",
    "IT": "Europe/Rome",
    "JO": "Asia/Amman",
    "JP": "Asia/Tokyo",
    "KE": "Africa/Nairobi",
    "KH": "Asia/Phnom_Penh",
    "KR": "Asia/Seoul",
    "KW": "Asia/Kuwait",
    "KZ": "Asia/Almaty",
    "LB": "Asia/Beirut",
    "LK": "Asia/Colombo",
    "LT": "Europe/Vilnius",
    "LU": "Europe/Luxembourg",
    "LV": "Europe/Riga",
    "MA": "Africa/Casablanca",
    "MM": "Asia/Yangon",
    "MN": "Asia/Ulaanbaatar",
    "MO": "Asia/Macau",
    "MT": "Europe/Malta",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NG": "Africa/Lagos",
    "NL": "Europe/Amsterdam",
    "NO": "Europe/Oslo",
    "NP": "Asia/Kathmandu",
    "NZ": "Pacific/Auckland",
    "OM": "Asia/Muscat",
    "PE": "America/Lima",
    "PH": "Asia/Manila",
    "PK": "Asia/Karachi",
    "PL": "Europe/Warsaw",
    "PT": "Europe/Lisbon",
    "QA": "Asia/Qatar",
    "RO": "Europe/Bucharest",
    "RS": "Europe/Belgrade",
    "RU": "Europe/Moscow",
    "SA": "Asia/Riyadh",
    "SE": "Europe/Stockholm",
    "SG": "Asia/Singapore",
    "SI": "Europe/Ljubljana",
    "SK": "Europe/Bratislava",
    "TH": "Asia/Bangkok",
    "TR": "Europe/Istanbul",
    "TW": "Asia/Taipei",
    "UA": "Europe/Kyiv",
    "VN": "Asia/Ho_Chi_Minh",
    "ZA": "Africa/Johannesburg",
    # Where a country has several, the clock that its financial press writes by.
    "US": "America/New_York",
}
# A bare "-8" behind any other name is POSIX's, whose signs run the other way: nobody can tell.
_OFFSET = late_regex(
    r"(?:(?:GMT|UTC|UT|Z)?\s?|[A-Z]{3,5}\s?(?=.\s?\d{2}:?\d{2}))([+-])\s?(\d{1,2})"
    r"(?::?(\d{2}))?(?::?\d{2})?"
)
_AREA = late_regex(
    r"(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)/[A-Za-z_/+-]{2,30}\d{0,2}"
)
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
    name = " ".join(printed.strip("()[] ").upper().split())
    if not name:
        return _own_clock(country)
    if name in _BY_COUNTRY:
        readings = _BY_COUNTRY[name]
        known = country in readings
        hours = readings[country if known else ""]
        return Zone(clock=_fixed(hours), source="outlet" if known and country else "assumed")
    if name in _HOURS:
        return Zone(clock=_fixed(_HOURS[name]), source="stated")
    if name in _MILITARY:
        return Zone(clock=UTC, source="assumed")
    name = _SPELLED.sub(r"\1 TIME", name)
    if name in _WALL_CLOCKS:
        return Zone(clock=ZoneInfo(_WALL_CLOCKS[name]), source="stated")
    return _numeric(name) or _area(printed.strip("()[] "))


def _own_clock(country: str) -> Zone:
    clock = _CAPITAL_CLOCKS.get(country)
    if clock is None:
        return Zone(clock=UTC, source="assumed")
    return Zone(clock=ZoneInfo(clock), source="outlet")


def _numeric(name: str) -> Zone | None:
    found = _OFFSET.fullmatch(name)
    if found is None:
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    if offset > _MAX_OFFSET or int(found[3] or 0) > 59:
        return None
    return Zone(clock=timezone(offset if found[1] == "+" else -offset), source="stated")


def _area(name: str) -> Zone | None:
    """Return the clock of a name of the IANA database, as programs print them."""
    if not _AREA.fullmatch(name):
        return None
    try:
        return Zone(clock=ZoneInfo(name), source="stated")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _fixed(hours: float) -> tzinfo:
    return timezone(timedelta(hours=hours)) if hours else UTC

"""Where a reading of a date turns: the last value on one side, the first on the other."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tapestory.ingest.dating.dates import resolve_date
from tapestory.model import Precision

NOW = datetime(2026, 7, 3, 6, 0, tzinfo=UTC)


def _read(raw: str, country: str = "") -> str | None:
    found = resolve_date(raw, country=country, now=NOW)
    return None if found.instant is None else found.instant.isoformat()[:16]


@pytest.mark.parametrize(
    ("raw", "country", "day"),
    [
        ("115年7月2日", "TW", "2026-07-02"),
        ("26年7月2日", "JP", "2026-07-02"),
        ("令和8年7月2日", "JP", "2026-07-02"),
        ("令和元年7月2日", "JP", "2019-07-02"),
        ("7月2日", "JP", "2026-07-02"),
    ],
)
def test_a_year_of_another_count_is_the_year_it_means(raw: str, country: str, day: str) -> None:
    found = _read(f"{raw} 12:00", country)

    assert found is not None
    assert found[:10] == day


@pytest.mark.parametrize(
    ("raw", "clock"),
    [
        ("2026年7月2日 晚上9时30分", "21:30"),
        ("2026年7月2日 晚上10时30分", "22:30"),
        ("2026年7月2日 晚上11时30分", "23:30"),
        ("2026年7月2日 晚上5时30分", "17:30"),
        ("2026年7月2日 中午12时30分", "12:30"),
        ("2026年7月2日 中午11时30分", "11:30"),
        ("2026年7月2日 中午10时30分", "10:30"),
        ("2026年7月2日 中午1时30分", "13:30"),
    ],
)
def test_night_and_noon_say_which_half_of_the_day(raw: str, clock: str) -> None:
    found = resolve_date(f"{raw} +0000", country="", now=NOW)

    assert found.instant is not None
    assert found.instant.isoformat()[11:16] == clock


@pytest.mark.parametrize(
    ("raw", "instant"),
    [
        ("an hour ago", "2026-07-03T05:00"),
        ("half an hour ago", "2026-07-03T05:30"),
        ("2 hours ago", "2026-07-03T04:00"),
    ],
)
def test_what_is_counted_back_is_counted_from_when_it_was_seen(raw: str, instant: str) -> None:
    assert _read(raw) == instant


def test_a_day_without_a_year_is_the_latest_such_day() -> None:
    assert (_read("July 3, 05:00 GMT") or "")[:10] == "2026-07-03"
    assert (_read("December 31, 12:00 GMT") or "")[:10] == "2025-12-31"


@pytest.mark.parametrize(("year", "whole"), [("26", "2026"), ("99", "1999")])
def test_two_digits_are_of_this_century_unless_that_is_ahead(year: str, whole: str) -> None:
    assert (_read(f"02 Jul {year} 15:31 GMT") or "")[:4] == whole


@pytest.mark.parametrize("months", [1, 2])
def test_a_date_counted_in_months_is_no_nearer_than_a_month(months: int) -> None:
    found = resolve_date(f"{months} month{'s' * (months > 1)} ago", country="", now=NOW)

    assert found.precision is Precision.MONTH


@pytest.mark.parametrize(
    ("raw", "instant"),
    [
        ("1782921600", "2026-07-01T16:00:00"),
        ("1782921600.25", "2026-07-01T16:00:00.250000"),
        ("1782921600123", "2026-07-01T16:00:00.123000"),
        ("1782921600123456", "2026-07-01T16:00:00.123456"),
    ],
)
def test_seconds_since_1970_keep_their_fraction(raw: str, instant: str) -> None:
    found = resolve_date(raw, country="", now=NOW)

    assert found.instant is not None
    assert found.instant.replace(tzinfo=None).isoformat() == instant
    assert found.zone_source == "stated"


@pytest.mark.parametrize("name", ["Asia/Shanghai", "Europe/Berlin"])
def test_a_zone_that_is_named_is_stated(name: str) -> None:
    assert resolve_date(f"2026-07-02 15:31 {name}", country="", now=NOW).zone_source == "stated"


def test_a_day_alone_has_an_assumed_zone() -> None:
    assert resolve_date("2026-07-02", country="", now=NOW).zone_source in {"assumed", "none"}

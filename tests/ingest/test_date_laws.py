"""Where a reading of a date turns: the last value on one side, the first on the other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tapestory.ingest.dating.dates import resolve_date
from tapestory.ingest.dating.relative_dates import find_ago
from tapestory.ingest.dating.zones import zone_of
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
        ("2026年7月2日 13:30 PM", "13:30"),
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
    assert found.instant.isoformat()[:16] == f"2026-07-02T{clock}"


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
        ("1782921600.1234567", "2026-07-01T16:00:00.123456"),
    ],
)
def test_seconds_since_1970_keep_their_fraction(raw: str, instant: str) -> None:
    found = resolve_date(raw, country="", now=NOW)

    assert found.instant is not None
    assert found.instant.replace(tzinfo=None).isoformat() == instant
    assert found.zone_source == "stated"


@pytest.mark.parametrize(
    "name", ["Asia/Shanghai", "Europe/Berlin", "JST", "ET", "Eastern", "+0800"]
)
def test_a_zone_that_is_named_is_stated(name: str) -> None:
    assert resolve_date(f"2026-07-02 15:31 {name}", country="", now=NOW).zone_source == "stated"


def test_a_day_alone_has_an_assumed_zone() -> None:
    assert resolve_date("2026-07-02", country="", now=NOW).zone_source in {"assumed", "none"}


def test_on_the_last_evening_two_digits_may_say_next_year() -> None:
    evening = datetime(2026, 12, 31, 20, 0, tzinfo=UTC)
    found = resolve_date("Fri, 01 Jan 27 05:00 +1400", country="", now=evening)

    assert found.instant == datetime(2026, 12, 31, 15, 0, tzinfo=UTC)
    day = resolve_date("01 Jan 27", country="", now=evening)
    assert day.instant == datetime(2027, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("二〇二六年六月十日", "2026-06-10"),
        ("二〇二六年六月十五日", "2026-06-15"),
        ("二〇二六年六月二十日", "2026-06-20"),
        ("二〇二五年十二月三十一日", "2025-12-31"),
    ],
)
def test_a_ten_needs_neither_a_one_before_nor_a_nought_behind(raw: str, day: str) -> None:
    assert (_read(raw, "CN") or "")[:10] == day


def test_a_month_of_an_era_is_a_month() -> None:
    found = resolve_date("令和8年6月", country="JP", now=NOW)

    assert (found.precision, found.instant) == (
        Precision.MONTH,
        datetime(2026, 6, 1, 12, tzinfo=UTC),
    )


@pytest.mark.parametrize(("raw", "day"), [("8月31日", None), ("9月1日", "2025-09-01")])
def test_sixty_days_ahead_turn_a_day_into_one_of_last_year(raw: str, day: str | None) -> None:
    assert (_read(raw, "JP") or "")[:10] == (day or "")


def test_a_day_without_a_year_may_be_tomorrow_where_it_has_begun_somewhere() -> None:
    afternoon = datetime(2026, 7, 2, 16, 0, tzinfo=UTC)
    found = resolve_date("July 3", country="", now=afternoon)

    assert found.instant == datetime(2026, 7, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "country", "day"),
    [
        ("Mon 02/07/2026", "GB", "2026-07-02"),
        ("02/07/2026 木曜日", "", "2026-07-02"),
        ("02/07/2026 土曜日", "", "2026-02-07"),
        ("15:31 JUL 2, 2026", "GB", "2026-07-02"),
        ("15:31 THU 2 JUL 2026", "GB", "2026-07-02"),
        (f"{'a' * 14} 2 July 2026", "", "2026-07-02"),
        ("xy 2 July 2026", "", "2026-07-02"),
        ("2026-07-02 15:31:00 +0800 cst", "", "2026-07-02"),
        ("30 juin 2026, mar.", "", "2026-06-30"),
        ("Last updated on site: 2026-07-02", "", "2026-07-02"),
        ("Last updated on site: 2026年7月2日", "JP", "2026-07-02"),
        ("Seen: 2 July: 2026", "", "2026-07-02"),
        ('"2 July 2026"', "", "2026-07-02"),
        ("[12 July 2025]", "", "2025-07-12"),
        (f"2 July 2026 ({'x' * 106})", "", "2026-07-02"),
        (f"2 July 2026{chr(0x200E) * 189}", "", "2026-07-02"),
        ("mar 3 mar 2026", "", "2026-03-03"),
        ("Sze 1 júl 2026", "HU", "2026-07-01"),
        ("the 2nd of de do da July 2026", "", "2026-07-02"),
        ("2026年7月2日.", "JP", "2026-07-02"),
        ("; 2026年7月2日", "JP", "2026-07-02"),
        ("Thu 07/02/2026", "KR", "2026-07-02"),
        ("02/07/2026 木曜日", "JP", "2026-07-02"),
        ("07/25/2025 15:00", "TW", "2025-07-25"),
        ("25/07/2025", "CA", "2025-07-25"),
        ("07/07/2025", "HK", "2025-07-07"),
        ("26/07/02", "KR", "2026-07-02"),
        ("2026/07/02", "CA", "2026-07-02"),
        ("07/02", "CN", "2026-07-02"),
        ("02/07/2026", "HU", "2026-07-02"),
        ("02/07/26", "GB", "2026-07-02"),
        ("07/02/26", "US", "2026-07-02"),
        ("XYZ 2 July 2026 15:31 XYZ", "", "2026-07-02"),
        ("15:31 DE 2 DE julio 2026", "ES", "2026-07-02"),
    ],
)
def test_words_around_a_date_help_or_do_no_harm(raw: str, country: str, day: str) -> None:
    assert (_read(raw, country) or "")[:10] == day


@pytest.mark.parametrize(
    ("raw", "country"),
    [
        ("115年7月2日", ""),
        ("115年7月2日", "JP"),
        ("7月", "JP"),
        ("令和7月2日", "JP"),
        ("Fri Thu 02/07/2026", ""),
        ("13/13/2026", "GB"),
        ("th 28 June 2026", ""),
        ("June th 2026", ""),
        (f"{'a' * 15} 2 July 2026", ""),
        ("a1 2 July 2026", ""),
        ("28 26 June", ""),
        ("June 2025 2026", ""),
        ("28 June 123", ""),
        ("28 June 2026 5", ""),
        ("three hours ago", ""),
        ("5 lightyears ago", ""),
        ("3杯前", "CN"),
        ("X昨天", "CN"),
        ("2025-366", ""),
        ("2026-07-02 Time: 15:31 GMT", ""),
        ("2 July 2026X", ""),
        (f"2 July 2026 ({'x' * 107})", ""),
        (f"2 July 2026{chr(0x200E) * 190}", ""),
        ("2 July 2026 smarch", ""),
        ("2 # July 2026", ""),
        ("the 2nd of the de do da July 2026", ""),
        ("1 July June 2026", ""),
        ("3 mar mar 2026", ""),
        ("sze 1 júl aug 2026", "HU"),
        ("2026年7月2日X", "JP"),
        ("X2026年7月2日", "JP"),
        ("07/02/2026", "KR"),
        ("07/02/2026 15:00", "CN"),
        ("02/07/2026", "CA"),
        ("02.07.2026", "HK"),
        ("02/07/26", "CA"),
        ("26/07/02", "CA"),
        ("1/2/3", "CN"),
        ("1/2/3", "GB"),
        ("26/07/2", "CN"),
        ("26/07/2", "GB"),
        ("2026/007/02", "GB"),
        ("007/02/2026", "GB"),
        ("07/002", "US"),
        ("2026-07-01T24:01:00Z", ""),
        ("2026-07-01T24:00:01Z", ""),
        ("2026-07-01T25:00:00Z", ""),
        ("2026-07-01T23:59:61Z", ""),
    ],
)
def test_what_could_be_two_things_or_none_is_unknown(raw: str, country: str) -> None:
    assert _read(raw, country) is None


@pytest.mark.parametrize(
    ("raw", "country", "instant"),
    [
        ("1. Juli 2026, 21 Uhr", "DE", "2026-07-01T19:00"),
        ("2026年7月1日 21時", "JP", "2026-07-01T12:00"),
        ("2026-07-01T15:31.99Z", "", "2026-07-01T15:31"),
        ("2026-07-01 15:31 +0559", "", "2026-07-01T09:32"),
        ("2026-07-01 15:31 +0860", "", "2026-07-01T12:00"),
        ("15:31 Eastern July 1 2026", "", "2026-07-01T19:31"),
        ("15:31 keskiviikko 1 July 2026", "FI", "2026-07-01T12:31"),
        ("2026-07-02 15:31 Eastern +0200", "", "2026-07-02T13:31"),
        ("20260702T153100Z", "US", "2026-07-02T15:31"),
        ("20260702t153100z", "US", "2026-07-02T15:31"),
        ("2026-07-02 15:31:00 (CST)", "CN", "2026-07-02T07:31"),
        ("2026-07-02 15:31:00 () (GMT+8)", "US", "2026-07-02T07:31"),
        ("2026-07-02 15:31:00 XGMT", "US", "2026-07-02T12:00"),
        ("à l'instant", "", "2026-07-03T06:00"),
    ],
)
def test_an_hour_alone_is_full_and_an_offset_has_sixty_minutes_at_most(
    raw: str, country: str, instant: str
) -> None:
    assert _read(raw, country) == instant


@pytest.mark.parametrize(
    ("raw", "country", "day"),
    [
        ("1 day ago", "US", "2026-07-01"),
        ("1 day ago", "JP", "2026-07-02"),
        ("1 day ago", "", "2026-07-02"),
        ("yesterday", "US", "2026-07-01"),
        ("yesterday", "JP", "2026-07-02"),
    ],
)
def test_days_are_counted_back_where_the_outlet_is(raw: str, country: str, day: str) -> None:
    night = datetime(2026, 7, 3, 2, 0, tzinfo=UTC)
    found = resolve_date(raw, country=country, now=night)

    assert found.instant is not None
    assert found.instant.isoformat()[:10] == day


def test_what_is_counted_back_has_no_zone_and_is_as_exact_as_its_unit() -> None:
    assert resolve_date("2 hours ago", country="US", now=NOW).zone_source == "none"
    for text, precision in (
        ("2 minutes ago", Precision.MINUTE),
        ("2 days ago", Precision.DAY),
        ("2 weeks ago", Precision.MONTH),
    ):
        ago = find_ago(text)
        assert ago is not None
        assert ago.precision is precision
    assert find_ago("three hours ago") is None


def test_seconds_since_1970_that_lie_ahead_tell_the_day() -> None:
    ahead = NOW + timedelta(hours=5)
    found = resolve_date(str(int(ahead.timestamp())), country="", now=NOW)

    assert (found.precision, found.instant) == (
        Precision.DAY,
        datetime(2026, 7, 3, 12, tzinfo=UTC),
    )


def test_a_seventh_digit_of_a_second_is_left_out() -> None:
    found = resolve_date("2026-07-01 15:31:00.1234567 GMT", country="", now=NOW)

    assert found.instant == datetime(2026, 7, 1, 15, 31, 0, 123456, tzinfo=UTC)


def test_brackets_around_a_zone_are_passed_over_and_letters_are_not() -> None:
    for printed in ("(GMT)", "[GMT]", "(Asia/Seoul)", " Asia/Seoul "):
        assert zone_of(printed, "") is not None
    for printed in ("XGMT", "XAsia/Seoul", "Asia/SeoulX"):
        assert zone_of(printed, "") is None


def test_a_clock_may_be_two_hours_fast_and_a_wrong_zone_a_day() -> None:
    afternoon = datetime(2026, 7, 2, 16, 0, tzinfo=UTC)

    def precision(ahead: timedelta) -> Precision:
        return resolve_date((afternoon + ahead).isoformat(), country="", now=afternoon).precision

    assert precision(timedelta(hours=2)) is Precision.INSTANT
    assert precision(timedelta(hours=2, seconds=1)) is Precision.DAY
    assert precision(timedelta(hours=24)) is Precision.DAY
    assert precision(timedelta(hours=24, seconds=1)) is Precision.NONE


def test_a_day_that_has_begun_nowhere_is_unknown() -> None:
    def reads(hour: int) -> bool:
        now = datetime(2026, 7, 2, hour, 0, tzinfo=UTC)
        return resolve_date("2026-07-03", country="JP", now=now).instant is not None

    assert not reads(7)
    assert not reads(9)
    assert reads(10)


@pytest.mark.parametrize("raw", ["Thu, 02 Jul 2026 15:31:00 +0800", "2026-07-02T15:31:00+08:00"])
def test_an_instant_is_told_in_utc(raw: str) -> None:
    instant = resolve_date(raw, country="", now=NOW).instant

    assert instant is not None
    assert instant.utcoffset() == timedelta(0)


def test_nothing_is_older_than_the_web_and_what_is_unknown_has_no_zone() -> None:
    first = resolve_date("1990-01-01T00:00:00Z", country="", now=NOW)
    before = resolve_date("1989-12-31T23:59:59Z", country="", now=NOW)

    assert first.instant == datetime(1990, 1, 1, tzinfo=UTC)
    assert (before.instant, before.zone_source) == (None, "none")


def test_a_letter_is_taken_for_utc() -> None:
    zone = zone_of("K", "")

    assert zone is not None
    assert zone.clock is UTC

"""Printed dates: right, or unknown; never wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.ingest.dates import resolve_date
from tapestory.model import Precision

NOW = datetime(2026, 7, 3, 6, 0, tzinfo=UTC)
_OFFSETS = st.integers(-12 * 4, 14 * 4).map(
    lambda quarters: timezone(timedelta(minutes=15 * quarters))
)
_TIMES = st.datetimes(datetime(1991, 1, 1), datetime(2026, 6, 30), timezones=_OFFSETS).map(  # noqa: DTZ001  # hypothesis adds the zone
    lambda time: time.replace(microsecond=0)
)


@given(time=_TIMES)
def test_a_formatted_time_comes_back(time: datetime) -> None:
    for printed in (
        format_datetime(time),
        time.isoformat(),
        time.strftime("%Y-%m-%d %H:%M:%S %z"),
        time.strftime("%Y%m%dT%H%M%S%z"),
        time.strftime("%d %B %Y, %I:%M:%S %p %z"),
        str(int(time.timestamp())),
        str(int(time.timestamp()) * 1000),
    ):
        found = resolve_date(printed, country="", now=NOW)
        assert found.instant == time, printed
        assert found.precision is Precision.INSTANT
        assert found.zone_source == "stated"


@given(time=_TIMES, country=st.sampled_from(["CN", "KR", "JP", "TW"]))
def test_a_local_time_is_the_outlets(time: datetime, country: str) -> None:
    for printed in (
        f"{time.year}年{time.month}月{time.day}日 {time:%H:%M}",
        f"{time.year}/{time.month}/{time.day} {time:%H:%M}",
        f"{time.year}. {time.month}. {time.day}. {time:%H:%M}",
    ):
        found = resolve_date(printed, country=country, now=NOW)
        assert found.instant is not None
        hours = 8 if country in ("CN", "TW") else 9
        local = found.instant.astimezone(timezone(timedelta(hours=hours)))
        # Neighbours of the coast had summer time for some years before 1992.
        if time.year > 1992:
            assert f"{local:%Y%m%d%H%M}" == f"{time:%Y%m%d%H%M}"
        assert (found.precision, found.zone_source) == (Precision.MINUTE, "outlet")


@given(raw=st.text(max_size=300), country=st.sampled_from(["", "CN", "US", "XX"]))
def test_no_string_pins_anything_to_the_future_or_raises(raw: str, country: str) -> None:
    found = resolve_date(raw, country=country, now=NOW)

    assert found.instant is None or found.instant <= NOW + timedelta(days=1)
    assert (found.instant is None) is (found.precision is Precision.NONE)


@pytest.mark.parametrize(
    ("raw", "country", "instant", "precision"),
    [
        ("Thu, 02 Jul 2026 15:31:00 CST", "CN", "2026-07-02T07:31", Precision.INSTANT),
        ("Thu, 02 Jul 2026 15:31:00 CST", "US", "2026-07-02T21:31", Precision.INSTANT),
        ("Thu, 02 Jul 2026 15:31:00 IST", "IE", "2026-07-02T14:31", Precision.INSTANT),
        ("Thu, 02 Jul 2026 15:31:00 IST", "IN", "2026-07-02T10:01", Precision.INSTANT),
        ("Thu, 02 Jul 2026 15:31:00 BST", "GB", "2026-07-02T14:31", Precision.INSTANT),
        ("Thu, 02 Jul 2026 15:31:00 KST", "", "2026-07-02T06:31", Precision.INSTANT),
        ("Thu,02 Jul 26 5:31 GMT+9", "", "2026-07-01T20:31", Precision.MINUTE),
        ("July 2, 2026 at 3:31 p.m. ET", "", "2026-07-02T19:31", Precision.MINUTE),
        ("Jan. 15, 2026 3:31 PM ET", "", "2026-01-15T20:31", Precision.MINUTE),
        ("Thu Jul  2 15:31:00 UTC 2026", "", "2026-07-02T15:31", Precision.INSTANT),
        ("2026-07-02", "US", "2026-07-02T12:00", Precision.DAY),
        ("2026년 7월 2일", "KR", "2026-07-02T12:00", Precision.DAY),
        ("令和8年7月2日", "JP", "2026-07-02T12:00", Precision.DAY),
        ("2026-07", "", "2026-07-01T12:00", Precision.MONTH),
        ("2026年7月2日下午3:31", "CN", "2026-07-02T07:31", Precision.MINUTE),
        ("2026년 7월 2일 오후 3시 31분", "KR", "2026-07-02T06:31", Precision.MINUTE),
        ("７月２日 15:31", "CN", "2026-07-02T07:31", Precision.MINUTE),
        ("12月31日", "CN", "2025-12-31T12:00", Precision.DAY),
        ("7/2/2026 3:31:00 PM", "US", "2026-07-02T19:31", Precision.INSTANT),
        ("2/7/2026", "GB", "2026-07-02T12:00", Precision.DAY),
        ("4 hours ago", "", "2026-07-03T02:00", Precision.MINUTE),
        ("an hour ago", "", "2026-07-03T05:00", Precision.MINUTE),
        ("1 小时前", "CN", "2026-07-03T05:00", Precision.MINUTE),
        ("3시간 전", "KR", "2026-07-03T03:00", Precision.MINUTE),
        ("昨天 15:31", "CN", "2026-07-02T07:31", Precision.MINUTE),
        ("2 days ago", "", "2026-07-01T12:00", Precision.DAY),
        ("2026-06-30T24:00:00Z", "", "2026-07-01T00:00", Precision.INSTANT),
        ("Thu, 02 Jul 2026 15:31:00 XYZ", "", "2026-07-02T12:00", Precision.DAY),
    ],
)
def test_a_printed_form_is_understood(
    raw: str, country: str, instant: str, precision: Precision
) -> None:
    found = resolve_date(raw, country=country, now=NOW)

    assert found.raw == raw
    assert found.instant == datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert found.precision is precision


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "15:31",
        "soon",
        "2026",
        "7/2/2026",
        "Thu, 30 Feb 2026 10:00:00 GMT",
        "2026-07-02T25:00:00Z",
        "2026-07-02T12:60:00Z",
        "Thu, 09 Jul 2026 10:00:00 GMT",
        "Mon, 01 Jan 0001 00:00:00 +0000",
        "1970-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "12 Smarch 2026",
    ],
)
def test_unknown_is_better_than_wrong(raw: str) -> None:
    found = resolve_date(raw, country="", now=NOW)

    assert (found.raw, found.instant, found.precision) == (raw, None, Precision.NONE)


def test_a_little_ahead_is_a_clock_that_goes_fast() -> None:
    ahead = NOW + timedelta(hours=5)

    assert resolve_date(ahead.isoformat(), country="", now=NOW).instant == ahead

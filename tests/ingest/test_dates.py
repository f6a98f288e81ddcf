"""Printed dates: right, or unknown; never wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tapestory.ingest.dating.dates import resolve_date
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


@given(time=_TIMES, microsecond=st.integers(0, 999_999))
def test_no_fraction_of_a_second_is_lost(time: datetime, microsecond: int) -> None:
    exact = time.replace(microsecond=microsecond)

    for printed in (exact.isoformat(), exact.isoformat().replace(".", ",")):
        assert resolve_date(printed, country="", now=NOW).instant == exact


@given(time=_TIMES, zone=st.sampled_from(["Asia/Seoul", "America/New_York", "Europe/Berlin"]))
def test_a_zone_of_the_database_is_its_own_clock(time: datetime, zone: str) -> None:
    local = time.astimezone(ZoneInfo(zone))
    printed = f"{local:%Y-%m-%d %H:%M:%S} {zone}"
    found = resolve_date(printed, country="", now=NOW).instant

    # The hour that autumn repeats is the first of both.
    assert found in {time.astimezone(UTC), local.replace(fold=0).astimezone(UTC)}


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

    assert found.instant is None or found.instant <= NOW + timedelta(hours=26)
    assert (found.instant is None) is (found.precision is Precision.NONE)


_PIECES = (
    *("2026", "26", "7", "1", "31", "年", "月", "日", ":", "-", "/", ".", ",", "+", " ", "T", "Z"),
    *(
        "W",
        "Jul",
        "mar",
        "GMT",
        "CST",
        "am",
        "下午",
        "ago",
        "hours",
        "前",
        "小时",
        "昨天",
        "(",
        ")",
    ),
    *("[", "]", "今天", "\u0301", "\ud800", "\ufdfa", "99999", "vor", "h", "Uhr", "半", "十"),
    *("令和", "half a"),
)


@given(
    pieces=st.lists(st.sampled_from(_PIECES), max_size=40),
    country=st.sampled_from(["", "CN", "US", "TW", "HR"]),
)
@example(pieces=["9" * 10_000], country="")
@example(pieces=["(" * 60_000, ")" * 60_000], country="CN")
@example(pieces=["1:" * 50_000], country="CN")
@example(pieces=["a " * 50_000, "2026-07-01"], country="US")
def test_whatever_is_put_together_is_answered(pieces: list[str], country: str) -> None:
    raw = "".join(pieces)
    found = resolve_date(raw, country=country, now=NOW)

    assert len(found.raw) <= 200
    assert found.instant is None or found.instant <= NOW + timedelta(hours=26)


def test_a_little_ahead_is_a_clock_that_goes_fast() -> None:
    ahead = NOW + timedelta(minutes=100)

    assert resolve_date(ahead.isoformat(), country="", now=NOW).instant == ahead


def test_a_local_time_under_a_wrong_zone_tells_the_day_at_most() -> None:
    found = resolve_date("Fri, 03 Jul 2026 14:00:00 GMT", country="", now=NOW)

    assert found.precision is Precision.DAY
    assert found.instant == datetime(2026, 7, 3, 12, tzinfo=UTC)


@given(ahead=st.integers(1, 10**6))
def test_what_lies_further_ahead_is_unknown(ahead: int) -> None:
    printed = (NOW + timedelta(days=1, minutes=ahead)).isoformat()

    assert resolve_date(printed, country="", now=NOW).instant is None


def test_where_the_day_has_begun_it_may_be_tomorrow() -> None:
    evening = datetime(2026, 7, 2, 16, 0, tzinfo=UTC)

    assert resolve_date("2026-07-03", country="JP", now=evening).precision is Precision.DAY
    assert resolve_date("2026-07-04", country="JP", now=evening).instant is None


def test_a_day_without_a_year_is_the_latest_that_can_be_meant() -> None:
    january = datetime(2026, 1, 2, 6, 0, tzinfo=UTC)

    def day(raw: str) -> str:
        found = resolve_date(raw, country="CN", now=january).instant
        return "" if found is None else f"{found:%Y-%m-%d}"

    assert day("12月31日") == "2025-12-31"
    assert day("1月2日") == "2026-01-02"
    assert day("1月20日") == "", "a date ahead is none, not one of last year"


@pytest.mark.parametrize(
    ("zone", "country", "source"),
    [
        ("CST", "CN", "outlet"),
        ("CST", "", "assumed"),
        ("CST", "FR", "assumed"),
        ("BST", "BD", "outlet"),
        ("GMT", "", "stated"),
        ("+0800", "US", "stated"),
        ("", "KR", "outlet"),
        ("", "", "assumed"),
        ("K", "", "assumed"),
    ],
)
def test_it_is_told_where_the_zone_comes_from(zone: str, country: str, source: str) -> None:
    found = resolve_date(f"Thu, 02 Jul 2026 15:31:00 {zone}", country=country, now=NOW)

    assert found.zone_source == source


def test_what_november_is_called_in_warsaw_is_october_in_zagreb() -> None:
    def month(country: str) -> int:
        found = resolve_date("12. listopada 2025.", country=country, now=NOW).instant
        return found.month if found is not None else 0

    assert (month("PL"), month("HR")) == (11, 10)


@pytest.mark.parametrize(
    "names",
    [
        "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujan listopad studeni pro",
        "sij. velj. ožu. tra. svi. lip. srp. kol. ruj. lis. stu. pro.",
        "sij vel ozu trav svib lipnj srpn kolo ruj list studenog pros",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    ],
)
def test_in_zagreb_every_month_has_its_own_name(names: str) -> None:
    found = [
        resolve_date(f"12. {name} 2025.", country="HR", now=NOW).instant for name in names.split()
    ]

    assert [instant and instant.month for instant in found] == list(range(1, 13))


@pytest.mark.parametrize(
    ("country", "months"), [("PL", (7, 8)), ("CZ", (7, 8)), ("HR", (6, 7)), ("", (7, 8))]
)
def test_a_short_name_is_of_the_month_that_it_is_in_its_country(
    country: str, months: tuple[int, int]
) -> None:
    linden, sickle = (
        resolve_date(f"12. {name} 2025.", country=country, now=NOW).instant
        for name in ("lip", "srp")
    )

    assert linden is not None
    assert sickle is not None
    assert (linden.month, sickle.month) == months

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import DateTime, Dialect, make_url

from tapestory.store.types import TIME_WIDTH, UtcDateTime, stored_time

MINUTES_OF_OFFSET = st.integers(-23 * 60, 23 * 60)
OFFSETS = MINUTES_OF_OFFSET.map(lambda minutes: timezone(timedelta(minutes=minutes)))
# A day from either end of the calendar, so that every offset has its instant in UTC.
TIMES = st.datetimes(
    min_value=datetime.fromisoformat("0001-01-02"),
    max_value=datetime.fromisoformat("9999-12-30"),
    timezones=OFFSETS,
)
TYPE = UtcDateTime()
SQLITE: Dialect = make_url("sqlite://").get_dialect()()
POSTGRESQL: Dialect = make_url("postgresql+psycopg2://").get_dialect()()


@given(time=TIMES)
def test_the_same_instant_comes_back_in_utc(time: datetime) -> None:
    back = TYPE.process_result_value(TYPE.process_bind_param(time, SQLITE), SQLITE)

    assert back == time
    assert back is not None
    assert back.tzinfo is UTC


@given(earlier=TIMES, later=TIMES)
def test_text_sorts_as_the_instants_do(earlier: datetime, later: datetime) -> None:
    assert (earlier < later) == (stored_time(earlier) < stored_time(later))
    assert len(stored_time(earlier)) == TIME_WIDTH


@given(time=TIMES)
def test_text_is_the_instant_in_utc_as_iso_8601_writes_it(time: datetime) -> None:
    naive = time.astimezone(UTC).replace(tzinfo=None)

    assert stored_time(time) == f"{naive.isoformat(timespec='microseconds')}Z"
    assert stored_time(time.astimezone(UTC)) == stored_time(time)


@given(time=st.datetimes())
def test_a_time_without_a_zone_is_refused_by_every_database(time: datetime) -> None:
    for dialect in (SQLITE, POSTGRESQL):
        with pytest.raises(ValueError, match="without a zone"):
            TYPE.process_bind_param(time, dialect)


def test_postgresql_is_given_the_instant_itself() -> None:
    time = datetime(2026, 7, 1, 9, 30, tzinfo=timezone(timedelta(hours=-4)))

    assert TYPE.process_bind_param(time, POSTGRESQL) == time
    assert TYPE.process_result_value(time, POSTGRESQL) == time
    native = TYPE.load_dialect_impl(POSTGRESQL)
    assert isinstance(native, DateTime)
    assert native.timezone


def test_no_time_is_no_time() -> None:
    assert TYPE.process_bind_param(None, SQLITE) is None
    assert TYPE.process_result_value(None, SQLITE) is None

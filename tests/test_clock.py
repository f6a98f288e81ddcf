"""The one clock."""

from datetime import UTC, datetime, timedelta, timezone

from tapestory.clock import FixedClock, SystemClock


def test_the_system_clock_is_aware_and_in_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)


def test_a_fixed_clock_stands_still_until_it_is_moved_and_answers_in_utc() -> None:
    seoul = timezone(timedelta(hours=9))
    clock = FixedClock(datetime(2026, 7, 2, 9, 0, tzinfo=seoul))

    assert clock.now() == clock.now() == datetime(2026, 7, 2, 0, 0, tzinfo=UTC)
    assert clock.now().tzinfo is UTC

    clock.instant += timedelta(hours=1)

    assert clock.now() == datetime(2026, 7, 2, 1, 0, tzinfo=UTC)

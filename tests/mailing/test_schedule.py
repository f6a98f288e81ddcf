from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tapestory.mailing.retry import GIVE_UP_AFTER, next_try
from tapestory.mailing.schedule import Schedule, due_day, next_due

SEOUL = Schedule(zone="Asia/Seoul", at=time(7))
SCHEDULES = st.builds(
    Schedule,
    zone=st.sampled_from(
        [
            *("UTC", "America/New_York", "Asia/Seoul", "Asia/Kathmandu", "America/St_Johns"),
            # By half an hour; at midnight; 45 minutes off; where a day begins at one.
            *("Australia/Lord_Howe", "America/Havana", "Pacific/Chatham", "Africa/Cairo"),
        ]
    ),
    at=st.times(timezones=st.none()).map(lambda t: t.replace(second=0, microsecond=0)),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
)
INSTANTS = st.integers(0, 2 * 366 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def local(zone: str, *when: int) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo(zone))  # type: ignore[misc,arg-type]  # year to minute


def test_an_edition_is_due_from_its_time_on_in_the_readers_zone() -> None:
    assert due_day(SEOUL, local("Asia/Seoul", 2026, 7, 3, 7, 0)) == date(2026, 7, 3)
    assert due_day(SEOUL, datetime(2026, 7, 2, 22, 0, tzinfo=UTC)) == date(2026, 7, 3)


def test_a_machine_that_slept_sends_when_it_wakes_unless_the_next_edition_is_nearer() -> None:
    assert due_day(SEOUL, local("Asia/Seoul", 2026, 7, 3, 18, 59)) == date(2026, 7, 3)
    assert due_day(SEOUL, local("Asia/Seoul", 2026, 7, 3, 19, 1)) is None


def test_a_day_that_is_not_wished_for_has_no_edition() -> None:
    fridays = Schedule(at=time(7), weekdays=frozenset({4}))

    assert due_day(fridays, datetime(2026, 7, 3, 7, tzinfo=UTC)) == date(2026, 7, 3)
    assert due_day(fridays, datetime(2026, 7, 5, 9, tzinfo=UTC)) == date(2026, 7, 3)
    assert due_day(fridays, datetime(2026, 7, 8, 9, tzinfo=UTC)) is None
    assert next_due(fridays, datetime(2026, 7, 3, 7, tzinfo=UTC)).date() == date(2026, 7, 10)


def test_an_hour_that_autumn_repeats_is_one_time_of_sending() -> None:
    early = Schedule(zone="America/New_York", at=time(1, 30))
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)

    assert next_due(early, first - timedelta(minutes=1)) == first
    assert next_due(early, first) == datetime(2026, 11, 2, 6, 30, tzinfo=UTC)
    assert due_day(early, first + timedelta(hours=1)) == date(2026, 11, 1)


def test_a_time_that_spring_leaps_over_is_not_lost() -> None:
    early = Schedule(zone="America/New_York", at=time(2, 30))

    due = next_due(early, datetime(2026, 3, 8, 5, 0, tzinfo=UTC))

    assert due == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    assert due_day(early, due) == date(2026, 3, 8)


@given(SCHEDULES, INSTANTS)
def test_every_edition_is_due_when_its_time_comes(schedule: Schedule, now: datetime) -> None:
    due = next_due(schedule, now)

    assert now < due <= now + timedelta(days=8)
    assert due_day(schedule, due) is not None
    found = due_day(schedule, now)
    assert found is None or found.weekday() in schedule.weekdays


@given(st.floats(0, 1, exclude_max=True), st.floats(0, 1, exclude_max=True))
def test_waits_grow_to_hours_and_end_after_two_days(first: float, second: float) -> None:
    since = now = datetime(2026, 7, 3, tzinfo=UTC)
    waits: list[timedelta] = []
    while due := next_try(
        failed=len(waits) + 1, since=since, now=now, draw=(first, second)[len(waits) % 2]
    ):
        waits.append(due - now)
        now = due

    assert timedelta(minutes=3) < waits[0] < timedelta(minutes=7)
    assert timedelta(hours=2) < max(waits) <= timedelta(hours=5)
    assert timedelta(hours=40) < now - since <= GIVE_UP_AFTER
    assert len(waits) < 30


@settings(max_examples=30)
@given(SCHEDULES)
@example(
    # A midnight that Cairo's clocks leap over, by a time that asks for the later of two.
    Schedule(zone="Africa/Cairo", at=time(0, 0, fold=1), weekdays=frozenset(range(5)))
)
def test_each_day_that_is_wished_for_has_one_time_of_sending_in_a_year(schedule: Schedule) -> None:
    begin = datetime(2026, 1, 1, tzinfo=ZoneInfo(schedule.zone))
    now, days = begin.astimezone(UTC) - timedelta(minutes=1), list[date]()
    while now < begin + timedelta(days=365):
        now = next_due(schedule, now)
        day = due_day(schedule, now)
        assert day is not None
        days.append(day)

    wanted = {begin.date() + timedelta(days=n) for n in range(365)}
    assert len(set(days)) == len(days)
    assert {day for day in wanted if day.weekday() in schedule.weekdays} <= set(days)

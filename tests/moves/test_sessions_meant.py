from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moves.market_builders import weekday_sessions, weekdays
from tapestory.errors import NotFoundError
from tapestory.model import DayKind, SpecialDay
from tapestory.moves import ExchangeSessions
from tapestory.moves.sessions import SessionOverrides
from tapestory.moves.sessions_meant import Appeared, Meant, sessions_meant

SESSIONS = weekday_sessions()
WEDNESDAY = date(2026, 7, 1)
NEVER = Appeared(at=None)
ZONES = {"XNYS": ZoneInfo("America/New_York"), "XKRX": ZoneInfo("Asia/Seoul")}


def days(
    stated: date | None,
    mic: str = "XKRX",
    appeared: Appeared = NEVER,
    day0: date | None = None,
) -> list[date]:
    return [
        meant.session
        for meant in sessions_meant(stated, mic, appeared, day0=day0, sessions=SESSIONS)
    ]


def test_a_date_means_its_session_and_a_closed_day_the_last_one_before() -> None:
    assert days(WEDNESDAY) == [WEDNESDAY]
    (meant,) = sessions_meant(date(2026, 7, 5), "XNYS", NEVER, day0=None, sessions=SESSIONS)
    assert meant.session == date(2026, 7, 3)
    assert meant.why == "XNYS was closed on 2026-07-05"


def test_in_new_york_a_date_may_be_that_of_the_morning_after_in_east_asia() -> None:
    first, second = sessions_meant(date(2026, 7, 2), "XNYS", NEVER, day0=None, sessions=SESSIONS)

    assert (first.session, first.why) == (date(2026, 7, 2), "")
    assert (second.session, second.why) == (WEDNESDAY, "the article dates it 2026-07-02")


def test_what_is_not_dated_is_of_day_zero_or_of_when_the_article_appeared() -> None:
    friday_evening = Appeared(at=datetime(2026, 7, 3, 21, tzinfo=UTC))

    assert days(None, "XNYS", friday_evening, WEDNESDAY) == [WEDNESDAY, date(2026, 7, 3)]
    assert days(None, "XNYS", NEVER, WEDNESDAY) == [WEDNESDAY]
    assert days(None, "XNYS", NEVER) == []


def test_of_an_article_with_a_day_alone_the_session_before_may_be_meant_too() -> None:
    thursday = Appeared(at=datetime(2026, 7, 2, 12, tzinfo=UTC), precise=False)

    assert days(None, "XNYS", thursday) == [date(2026, 7, 2), WEDNESDAY]


def test_nothing_is_said_of_a_session_that_had_not_opened() -> None:
    before_dawn = Appeared(at=datetime(2026, 7, 1, 6, tzinfo=UTC))

    assert days(WEDNESDAY, "XNYS", before_dawn) == [date(2026, 6, 30)]
    assert days(None, "XNYS", before_dawn, WEDNESDAY) == [date(2026, 6, 30)]


def test_what_is_told_in_the_hours_before_the_open_is_of_the_session_before() -> None:
    quarter_to_eight = Appeared(at=datetime(2026, 7, 1, 11, 45, tzinfo=UTC))

    assert days(None, "XNYS", quarter_to_eight) == [date(2026, 6, 30)]
    assert days(None, "XNYS", quarter_to_eight, WEDNESDAY) == [date(2026, 6, 30)]


def test_an_early_close_makes_no_early_open() -> None:
    early = SpecialDay(mic="XNYS", day=WEDNESDAY, kind=DayKind.EARLY, close=time(17, tzinfo=UTC))
    sessions = ExchangeSessions(SessionOverrides(days=(early,)), source=weekdays)

    def undated(at: datetime) -> list[date]:
        found = sessions_meant(None, "XNYS", Appeared(at=at), day0=None, sessions=sessions)
        return [meant.session for meant in found]

    assert undated(datetime(2026, 7, 1, 13, tzinfo=UTC)) == [date(2026, 6, 30)]
    assert undated(datetime(2026, 7, 1, 14, tzinfo=UTC)) == [WEDNESDAY, date(2026, 6, 30)]


def test_a_session_that_was_on_when_the_article_appeared_is_marked() -> None:
    midday = Appeared(at=datetime(2026, 7, 1, 16, tzinfo=UTC))
    evening = Appeared(at=datetime(2026, 7, 1, 21, tzinfo=UTC))

    for appeared, is_open in ((midday, True), (evening, False)):
        first = sessions_meant(WEDNESDAY, "XNYS", appeared, day0=None, sessions=SESSIONS)[0]
        assert first.open_then is is_open


def test_where_no_calendar_is_known_nothing_is_meant() -> None:
    with pytest.raises(NotFoundError):
        days(WEDNESDAY, "XXXX")


@pytest.mark.parametrize(
    ("close", "perhaps"), [(time(16, 59), []), (time(17), [date(2026, 6, 30)])]
)
def test_the_session_before_may_be_meant_where_this_one_ends_after_midnight_in_east_asia(
    close: time, perhaps: list[date]
) -> None:
    early = SpecialDay(
        mic="XNYS", day=WEDNESDAY, kind=DayKind.EARLY, close=close.replace(tzinfo=UTC)
    )
    sessions = ExchangeSessions(SessionOverrides(days=(early,)), source=weekdays)

    found = sessions_meant(WEDNESDAY, "XNYS", NEVER, day0=None, sessions=sessions)

    assert [meant.session for meant in found] == [WEDNESDAY, *perhaps]


def test_before_the_first_session_of_a_calendar_none_is_meant() -> None:
    first, second = date(2020, 1, 1), date(2020, 1, 2)

    assert days(first, "XNYS") == [first]
    assert days(second, "XNYS") == [second, first]


def test_what_is_retold_under_a_later_date_may_be_of_day_zero() -> None:
    thursday = date(2026, 7, 2)
    first, second = sessions_meant(thursday, "XKRX", NEVER, day0=WEDNESDAY, sessions=SESSIONS)

    assert first == Meant(session=thursday)
    assert second == Meant(session=WEDNESDAY, why="the article dates it 2026-07-02", doubtful=True)
    assert days(thursday, "XNYS", day0=WEDNESDAY) == [thursday, WEDNESDAY]
    assert days(thursday, "XNYS", day0=date(2026, 6, 30)) == [
        thursday, WEDNESDAY, date(2026, 6, 30)
    ]  # fmt: skip
    assert days(thursday, "XKRX", day0=thursday) == [thursday]
    assert days(WEDNESDAY, "XKRX", day0=thursday) == [WEDNESDAY]


def test_a_session_is_on_from_its_open_until_it_closes() -> None:
    close = SESSIONS.close_of("XKRX", WEDNESDAY)
    begun, second = SESSIONS.open_of("XKRX", WEDNESDAY), timedelta(seconds=1)

    def of(at: datetime) -> list[bool]:
        found = sessions_meant(WEDNESDAY, "XKRX", Appeared(at=at), day0=None, sessions=SESSIONS)
        return [meant.open_then for meant in found]

    assert of(begun - second) == []
    assert of(begun) == [True]
    assert of(close - second) == [True]
    assert of(close) == [False]


def test_of_a_day_alone_its_own_session_may_be_meant_and_none_is_called_on() -> None:
    noon = Appeared(at=datetime(2026, 7, 1, 12, tzinfo=UTC), precise=False)

    (own,) = sessions_meant(WEDNESDAY, "XKRX", noon, day0=None, sessions=SESSIONS)

    assert own == Meant(session=WEDNESDAY)
    assert days(date(2026, 7, 2), "XKRX", noon) == []
    assert days(None, "XKRX", noon, date(2026, 6, 29)) == [
        date(2026, 6, 29), WEDNESDAY, date(2026, 6, 30)
    ]  # fmt: skip


def test_undated_and_timed_means_what_is_on_before_what_was_last() -> None:
    at_noon = Appeared(at=datetime(2026, 7, 1, 16, tzinfo=UTC))

    found = sessions_meant(None, "XNYS", at_noon, day0=None, sessions=SESSIONS)

    assert found == (Meant(session=WEDNESDAY, open_then=True), Meant(session=date(2026, 6, 30)))


@given(
    stated=st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    hours=st.integers(0, 24 * 900),
    precise=st.booleans(),
    day0=st.none()
    | st.dates(date(2024, 1, 1), date(2026, 12, 31)).filter(lambda d: d.weekday() < 5),
    mic=st.sampled_from(["XNYS", "XKRX"]),
)
def test_only_sessions_that_had_opened_are_meant_and_each_once(
    stated: date | None, hours: int, day0: date | None, mic: str, *, precise: bool
) -> None:
    at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    found = days(stated, mic, Appeared(at=at, precise=precise), day0)

    assert len(found) == len(set(found))
    assert all(SESSIONS.is_session(mic, day) for day in found)
    # A session bears the date of its exchange, where it may be tomorrow already.
    today = at.astimezone(ZONES[mic]).date() if precise else at.date()
    assert all(day <= today for day in found)

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moves.market_builders import weekday_sessions
from tapestory.errors import NotFoundError
from tapestory.moves.sessions_meant import Appeared, sessions_meant

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


def test_a_session_that_was_on_when_the_article_appeared_is_marked() -> None:
    midday = Appeared(at=datetime(2026, 7, 1, 16, tzinfo=UTC))
    evening = Appeared(at=datetime(2026, 7, 1, 21, tzinfo=UTC))

    for appeared, is_open in ((midday, True), (evening, False)):
        first = sessions_meant(WEDNESDAY, "XNYS", appeared, day0=None, sessions=SESSIONS)[0]
        assert first.open_then is is_open


def test_where_no_calendar_is_known_nothing_is_meant() -> None:
    with pytest.raises(NotFoundError):
        days(WEDNESDAY, "XXXX")


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

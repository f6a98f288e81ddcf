"""What else the sessions of a window answered, by exchange, and never for the wrong one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import ConfounderKind, EventId, Release, ReleaseKind
from tapestory.moves.calendars import SessionTable
from tapestory.moves.confounders import OtherEvent, ReleaseCalendar, Surroundings
from tapestory.moves.sessions import ExchangeSessions

CLOSES = {"XNYS": time(20), "XKRX": time(6, 30), "XTKS": time(6, 30)}
HOLIDAYS = {"XNYS": {date(2026, 7, 3)}}
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def weekdays(mic: str, until: date) -> SessionTable:
    """Every weekday but the holidays, closing at one hour (UTC)."""
    last = min(LAST, until)
    days = (FIRST + timedelta(days=n) for n in range((last - FIRST).days + 1))
    sessions = [d for d in days if d.weekday() < 5 and d not in HOLIDAYS.get(mic, set())]
    return SessionTable(
        mic=mic,
        first=FIRST,
        last=last,
        sessions=tuple(sessions),
        closes=tuple(datetime.combine(day, CLOSES[mic], UTC) for day in sessions),
        minutes=(390,) * len(sessions),
    )


SESSIONS = ExchangeSessions(source=weekdays)


def july(day: int, hour: int = 12, minute: int = 30) -> datetime:
    return datetime(2026, 7, day, hour, minute, tzinfo=UTC)


def release(
    name: str,
    at: datetime,
    *,
    precise: bool = True,
    exchanges: tuple[str, ...] = (),
    symbols: tuple[str, ...] = (),
    kind: ReleaseKind = ReleaseKind.OTHER,
) -> Release:
    return Release(
        id=f"release:{at.date()}-{name.lower()}",
        name=name,
        kind=kind,
        day=at.date(),
        at=at,
        precise=precise,
        exchanges=exchanges,
        symbols=symbols,
    )


def named(
    releases: list[Release], mic: str, first: int, last: int, symbol: str = "META"
) -> list[tuple[str, int]]:
    found = around([symbol], mic, releases).during(date(2026, 7, first), date(2026, 7, last))
    return [(item.name, item.session.day) for item in found]


def around(
    symbols: list[str], mic: str, releases: list[Release], others: Sequence[OtherEvent] = ()
) -> Surroundings:
    calendar = ReleaseCalendar(releases, SESSIONS)
    return Surroundings(others, calendar.answered(symbols, mic, FIRST, LAST))


PAYROLLS = release("Payrolls", july(2), kind=ReleaseKind.JOBS)


def test_a_release_counts_on_the_first_session_of_each_exchange_that_closed_after_it() -> None:
    assert named([PAYROLLS], "XNAS", 1, 1) == []
    assert named([PAYROLLS], "XNAS", 1, 2) == [("Payrolls", 2)]
    # Half past nine in the evening in Seoul.
    assert named([PAYROLLS], "XKRX", 2, 2) == []
    assert named([PAYROLLS], "XKRX", 2, 3) == [("Payrolls", 3)]


def test_a_release_on_a_holiday_counts_on_the_next_session() -> None:
    holiday = release("Payrolls", july(3))

    assert named([holiday], "XNYS", 2, 2) == []
    assert named([holiday], "XNYS", 2, 6) == [("Payrolls", 6)]


def test_what_comes_after_the_close_belongs_to_the_next_session() -> None:
    late = release("Late", july(1, 20, 0))

    assert named([late], "XNYS", 1, 1) == []
    assert named([late], "XNYS", 2, 2) == [("Late", 2)]


def test_a_release_whose_hour_nobody_knows_counts_on_two_sessions() -> None:
    undated = release("Vote", july(1, 12, 0), precise=False)

    assert named([undated], "XNYS", 1, 1) == [("Vote", 1)]
    assert named([undated], "XNYS", 2, 2) == [("Vote", 2)]
    assert named([undated], "XNYS", 1, 2) == [("Vote", 1)]
    assert named([undated], "XNYS", 6, 6) == []


def test_a_central_bank_moves_the_exchanges_that_it_is_listed_for() -> None:
    seoul = release("Seoul", july(2, 1, 0), exchanges=("XKOS",))

    assert named([seoul], "XKRX", 2, 2) == [("Seoul", 2)]
    assert named([seoul], "XTKS", 2, 2) == []
    assert named([seoul], "XNYS", 1, 2) == []


def test_results_count_for_the_company_alone_with_all_its_listings() -> None:
    results = release("Results", july(1), symbols=("TSM",), kind=ReleaseKind.RESULTS)

    found = around(["TSM", "2330.TW"], "XKRX", [results]).during(date(2026, 7, 2), date(2026, 7, 2))

    assert [(item.kind, item.id) for item in found] == [(ConfounderKind.EARNINGS, results.id)]
    assert named([results], "XNYS", 1, 1, symbol="META") == []


def test_other_events_stand_between_results_and_releases_of_a_session() -> None:
    day = date(2026, 7, 2)
    others = [
        OtherEvent(event_id=EventId("b"), title="Another", day0=day),
        OtherEvent(event_id=EventId("c"), title="Profit doubles", day0=day, tells_results=True),
        OtherEvent(event_id=EventId("a"), title="Earlier", day0=date(2026, 7, 1)),
        OtherEvent(event_id=EventId("d"), title="Later", day0=date(2026, 7, 6)),
    ]
    found = around(["META"], "XNYS", [PAYROLLS], others).during(date(2026, 7, 1), day)

    assert [(item.name, item.kind.value) for item in found] == [
        ("Earlier", "event"),
        ("Profit doubles", "earnings"),
        ("Another", "event"),
        ("Payrolls", "release"),
    ]


def test_an_event_is_no_confounder_of_itself() -> None:
    day = date(2026, 7, 1)
    others = [
        OtherEvent(event_id=EventId(name), title=name, day0=day) for name in ("itself", "other")
    ]
    known = around(["META"], "XNYS", [], others)

    found = known.during(day, day, without=EventId("itself"))

    assert [item.id for item in found] == ["other"]
    assert len(known.during(day, day)) == 2


@pytest.mark.parametrize("year", [2025, 2027])
def test_beyond_the_calendar_nothing_is_known_to_have_answered(year: int) -> None:
    beyond = release("Beyond", datetime(year, 6, 1, 12, tzinfo=UTC))

    assert named([beyond], "XNYS", 1, 31) == []


_RELEASES = st.lists(
    st.builds(
        release,
        st.sampled_from(["One", "Two", "Three"]),
        st.datetimes(datetime(2026, 5, 20), datetime(2026, 8, 20), timezones=st.just(UTC)),  # noqa: DTZ001  # bounds are naive by rule
        precise=st.booleans(),
        exchanges=st.sampled_from([(), ("XKRX",), ("XNAS", "XTKS")]),
        symbols=st.sampled_from([(), ("META",), ("TSM", "NVDA")]),
    ),
    max_size=8,
    unique_by=lambda release: release.id,
)
_JULY = st.sampled_from([d for d in weekdays("XTKS", LAST).sessions if d.month == 7])


@given(releases=_RELEASES, mic=st.sampled_from(sorted(CLOSES)), days=st.tuples(_JULY, _JULY))
def test_a_longer_stretch_holds_whatever_a_shorter_one_holds(
    releases: list[Release], mic: str, days: tuple[date, date]
) -> None:
    first, last = min(days), max(days)
    known = around(["META"], mic, releases)

    wide = {item.id for item in known.during(first - timedelta(days=3), last)}

    assert {item.id for item in known.during(first, last)} <= wide


@given(releases=_RELEASES, mic=st.sampled_from(sorted(CLOSES)), day=_JULY)
def test_whatever_counts_for_a_session_was_told_after_the_one_before_the_last(
    releases: list[Release], mic: str, day: date
) -> None:
    if not SESSIONS.is_session(mic, day):
        return
    by_id = {release.id: release for release in releases}
    known = around(["META"], mic, releases)

    for item in known.during(day, day):
        told = by_id[item.id]
        earliest = -1 if told.precise else -2
        assert item.session == day
        assert not told.symbols or "META" in told.symbols
        before = SESSIONS.close_of(mic, SESSIONS.shift(mic, day, earliest))
        instant = told.at if told.precise else datetime.combine(told.at.date(), time(12), UTC)
        assert before <= instant < SESSIONS.close_of(mic, day)

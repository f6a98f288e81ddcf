from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.config import Config, load_universe, resolve, shipped_special_days
from tapestory.errors import NotFoundError
from tapestory.model import DayKind, SpecialDay
from tapestory.moves import KNOWN_MICS, ExchangeSessions, SessionOverrides
from tapestory.moves.calendars import KNOWN_CALENDARS, SessionTable, cached_in
from tapestory.moves.sessions import MIC_ALIASES, canonical_mic

from .market_builders import weekday_sessions, weekdays

ANSWERS = Path(__file__).parents[3] / "shared" / "data" / "prices" / "day0_expected.csv"
ZONES = {"ET": ZoneInfo("America/New_York"), "KST": ZoneInfo("Asia/Seoul")}
WEDNESDAY = date(2026, 7, 1)
FRIDAY = date(2026, 7, 3)
MONDAY = date(2026, 7, 6)


@cache
def real() -> ExchangeSessions:
    days = shipped_special_days(exchanges=KNOWN_MICS)
    return ExchangeSessions(SessionOverrides(days=days))


@pytest.mark.parametrize(
    ("hour", "minute", "expected"),
    [(0, 0, WEDNESDAY), (19, 59, WEDNESDAY), (20, 0, date(2026, 7, 2)), (23, 0, date(2026, 7, 2))],
)
def test_day_zero_is_the_first_session_whose_close_is_after_the_news(
    hour: int, minute: int, expected: date
) -> None:
    news = datetime(2026, 7, 1, hour, minute, tzinfo=UTC)

    assert weekday_sessions().day_zero("XNYS", news, precise=True) == expected


def test_news_of_a_friday_evening_moves_monday() -> None:
    news = datetime(2026, 7, 3, 21, tzinfo=UTC)

    assert weekday_sessions().day_zero("XNYS", news, precise=True) == MONDAY


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_news_known_by_its_date_alone_is_taken_at_noon(hour: int) -> None:
    news = datetime(2026, 7, 1, hour, tzinfo=UTC)

    assert weekday_sessions().day_zero("XNYS", news, precise=False) == WEDNESDAY
    assert weekday_sessions().day_zero("XKRX", news, precise=False) == date(2026, 7, 2)


def test_a_news_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        weekday_sessions().day_zero("XNYS", datetime(2026, 7, 1), precise=True)  # noqa: DTZ001 - the point


@pytest.mark.slow
def test_day_zero_agrees_with_the_answer_file_except_where_it_names_a_closed_day() -> None:
    if not ANSWERS.exists():
        pytest.skip("the shared answer file is not here")
    with ANSWERS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    differing = []
    for row in rows:
        day, clock, zone, *_ = row["news"].split()
        news = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONES[zone])
        found = real().day_zero(row["mic"], news, precise=True)
        if found.isoformat() != row["day0"]:
            differing.append((row["mic"], row["day0"], found.isoformat()))

    # The file itself calls that day the true KRX holiday, and no Korean bar exists for it.
    assert differing == [("XKRX", "2026-07-17", "2026-07-20")]


@pytest.mark.slow
@pytest.mark.parametrize("day", [date(2026, 6, 3), date(2026, 7, 17)])
def test_days_on_which_seoul_was_closed_are_not_sessions(day: date) -> None:
    assert not real().is_session("XKRX", day)
    assert real().is_session("XTKS", day)


@pytest.mark.slow
def test_an_early_close_moves_later_news_to_the_next_session() -> None:
    afternoon = datetime(2025, 11, 28, 19, 0, tzinfo=UTC)  # New York closed at 18:00 UTC

    assert real().day_zero("XNYS", afternoon, precise=True) == date(2025, 12, 1)


@pytest.mark.parametrize(
    ("listed", "ruling"),
    [
        ("XNAS", "XNYS"),
        ("ARCX", "XNYS"),
        ("BATS", "XNYS"),
        ("XSHE", "XSHG"),
        ("XKOS", "XKRX"),
        ("ROCO", "XTAI"),
        ("XTKS", "XTKS"),
    ],
)
def test_exchanges_that_keep_the_days_of_another_share_its_calendar(
    listed: str, ruling: str
) -> None:
    assert canonical_mic(listed) == ruling
    assert listed in KNOWN_MICS


def test_every_exchange_of_the_shipped_universe_has_a_calendar() -> None:
    paths = resolve(Path("absent") / "config.toml", {})
    instruments = load_universe(Config(), paths).instruments.values()

    listed = {instrument.mic for instrument in instruments if instrument.mic}
    assert listed >= {"XNAS", "ARCX", "ROCO", "XSHE", "XAMS"}
    assert listed <= KNOWN_MICS
    assert {canonical_mic(mic) for mic in listed} <= KNOWN_CALENDARS


def test_no_alias_is_an_exchange_with_a_calendar_of_its_own() -> None:
    assert not MIC_ALIASES.keys() & KNOWN_CALENDARS
    assert set(MIC_ALIASES.values()) <= KNOWN_CALENDARS


def test_an_unknown_exchange_is_named_with_its_nearest_match() -> None:
    with pytest.raises(NotFoundError, match="XNSY") as caught:
        weekday_sessions().is_session("XNSY", WEDNESDAY)

    assert "XNYS" in (caught.value.hint or "")


def test_a_day_beyond_the_calendar_is_not_found() -> None:
    def short(mic: str, until: date) -> SessionTable:  # noqa: ARG001 - it ends whatever is asked
        return weekdays(mic, date(2026, 12, 31))

    sessions = ExchangeSessions(SessionOverrides(), source=short)

    assert sessions.shift("XNYS", WEDNESDAY, 5) == date(2026, 7, 8)
    with pytest.raises(NotFoundError, match="2026-12-31"):
        sessions.day_zero("XNYS", datetime(2027, 2, 1, tzinfo=UTC), precise=True)
    with pytest.raises(NotFoundError):
        sessions.shift("XNYS", WEDNESDAY, 500)


def test_an_override_closes_a_day_for_every_exchange_of_its_calendar() -> None:
    closed = SpecialDay(mic="XNAS", day=WEDNESDAY, kind=DayKind.CLOSED)
    sessions = ExchangeSessions(SessionOverrides(days=(closed,)), source=weekdays)

    assert not sessions.is_session("XNYS", WEDNESDAY)
    assert sessions.between("ARCX", date(2026, 6, 30), date(2026, 7, 2)) == [
        date(2026, 6, 30),
        date(2026, 7, 2),
    ]
    with pytest.raises(NotFoundError, match="closed") as caught:
        sessions.shift("XNYS", WEDNESDAY, 1)
    assert "2026-07-02" in (caught.value.hint or "")


SATURDAY = date(2026, 7, 4)


def test_a_day_that_is_said_to_be_open_is_a_session_with_the_usual_close() -> None:
    opened = SpecialDay(mic="XNAS", day=SATURDAY, kind=DayKind.OPEN)
    sessions = ExchangeSessions(SessionOverrides(days=(opened,)), source=weekdays)

    assert sessions.shift("XNYS", FRIDAY, 1) == SATURDAY
    assert sessions.shift("XNYS", SATURDAY, 1) == MONDAY
    usual = sessions.close_of("XNYS", FRIDAY)
    assert sessions.close_of("XNYS", SATURDAY) == usual + timedelta(days=1)
    evening = usual + timedelta(minutes=1)
    assert sessions.day_zero("XNYS", evening, precise=True) == SATURDAY


@pytest.mark.parametrize("kind", [DayKind.EARLY, DayKind.OPEN])
def test_a_close_that_is_said_holds_in_the_clock_of_its_exchange(kind: DayKind) -> None:
    noon = time.fromisoformat("13:00-04:00")
    early = SpecialDay(mic="XNYS", day=WEDNESDAY, kind=kind, close=noon)
    sessions = ExchangeSessions(SessionOverrides(days=(early,)), source=weekdays)

    assert sessions.close_of("XNYS", WEDNESDAY) == datetime(2026, 7, 1, 17, tzinfo=UTC)
    after = datetime(2026, 7, 1, 17, tzinfo=UTC)
    assert sessions.day_zero("XNYS", after, precise=True) == date(2026, 7, 2)


def test_a_close_that_is_said_leaves_the_open_where_it_was() -> None:
    early = SpecialDay(
        mic="XNYS", day=WEDNESDAY, kind=DayKind.EARLY, close=time.fromisoformat("13:00-04:00")
    )
    opened = SpecialDay(mic="XNYS", day=SATURDAY, kind=DayKind.OPEN)
    sessions = ExchangeSessions(SessionOverrides(days=(early, opened)), source=weekdays)

    for day in (WEDNESDAY, FRIDAY, SATURDAY):
        assert sessions.open_of("XNYS", day) == datetime.combine(day, time(13, 30), UTC)
    with pytest.raises(NotFoundError, match="closed on 2026-07-05"):
        sessions.open_of("XNYS", SATURDAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("mic", "session", "opens"),
    [
        ("XNAS", "2026-07-01", "2026-07-01 09:30-04:00"),
        ("XNYS", "2026-01-05", "2026-01-05 09:30-05:00"),
        ("XNYS", "2025-11-28", "2025-11-28 09:30-05:00"),  # closed at one
    ],
)
def test_a_session_opens_when_its_exchange_says(mic: str, session: str, opens: str) -> None:
    found = real().open_of(mic, date.fromisoformat(session))

    assert found == datetime.fromisoformat(opens)
    assert found < real().close_of(mic, date.fromisoformat(session))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mic", "session", "opens"),
    [
        ("XKRX", "2026-07-01", "2026-07-01 09:00+09:00"),
        ("XTKS", "2026-07-01", "2026-07-01 09:00+09:00"),
        ("XETR", "2026-07-01", "2026-07-01 09:00+02:00"),
        ("XASX", "2026-07-01", "2026-07-01 10:00+10:00"),
    ],
)
def test_abroad_a_session_opens_in_the_clock_of_its_exchange(
    mic: str, session: str, opens: str
) -> None:
    assert real().open_of(mic, date.fromisoformat(session)) == datetime.fromisoformat(opens)


def test_the_later_word_on_a_day_of_one_calendar_counts() -> None:
    closed = SpecialDay(mic="XNYS", day=WEDNESDAY, kind=DayKind.CLOSED)
    opened = SpecialDay(mic="XNAS", day=WEDNESDAY, kind=DayKind.OPEN)

    for days, expected in (((closed, opened), True), ((opened, closed), False)):
        sessions = ExchangeSessions(SessionOverrides(days=days), source=weekdays)
        assert sessions.is_session("XNYS", WEDNESDAY) is expected


@given(
    days=st.dictionaries(
        st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.sampled_from(DayKind), max_size=40
    )
)
def test_special_days_change_those_days_and_no_other(days: dict[date, DayKind]) -> None:
    noon = time(12, tzinfo=UTC)
    special = tuple(
        SpecialDay(mic="XNYS", day=day, kind=kind, close=noon if kind is DayKind.EARLY else None)
        for day, kind in days.items()
    )
    sessions = ExchangeSessions(SessionOverrides(days=special), source=weekdays)
    first, last = date(2025, 12, 1), date(2027, 1, 31)
    plain = weekday_sessions().between("XNYS", first, last)

    found = sessions.between("XNYS", first, last)

    assert found == sorted(found)
    closed = {day for day, kind in days.items() if kind is DayKind.CLOSED}
    assert set(found) == (set(plain) | days.keys()) - closed
    for session in found:
        close = sessions.close_of("XNYS", session)
        assert close.date() == session
        if days.get(session) is DayKind.EARLY:
            assert close.hour == 12
        else:
            assert close.time() == weekday_sessions().close_of("XNYS", WEDNESDAY).time()


def test_sessions_are_told_as_far_as_a_calendar_knows_them() -> None:
    sessions = weekday_sessions()

    assert sessions.known_between("XNYS", date(1900, 1, 1), date(1950, 1, 1)) == []
    everything = sessions.known_between("XNYS", date(1900, 1, 1), WEDNESDAY)
    assert everything[-1] == WEDNESDAY
    assert everything == sessions.between("XNYS", everything[0], WEDNESDAY)


@given(start=st.integers(0, 1500), offset=st.integers(-300, 300))
def test_shifting_back_undoes_shifting_forth(start: int, offset: int) -> None:
    sessions = weekday_sessions()
    session = sessions.shift("XNYS", WEDNESDAY, start - 1000)

    there = sessions.shift("XNYS", session, offset)

    assert sessions.shift("XNYS", there, -offset) == session
    low, high = sorted((session, there))
    assert len(sessions.between("XNYS", low, high)) == abs(offset) + 1


@given(instant=st.datetimes(datetime(2021, 1, 1), datetime(2027, 1, 1)))  # noqa: DTZ001 - UTC below
def test_day_zero_follows_the_last_closed_session(instant: datetime) -> None:
    sessions = weekday_sessions()
    news = instant.replace(tzinfo=UTC)

    day0 = sessions.day_zero("XKRX", news, precise=True)

    assert sessions.close_of("XKRX", day0) > news
    assert sessions.shift("XKRX", day0, -1) == sessions.last_closed("XKRX", news)


def test_a_compiled_calendar_is_kept_and_read_back_the_same(tmp_path: Path) -> None:
    asked: list[str] = []

    def source(mic: str, until: date) -> SessionTable:
        asked.append(mic)
        return weekdays(mic, until)

    first = cached_in(tmp_path, source)("XNYS", date(2026, 12, 31))
    second = cached_in(tmp_path, source)("XNYS", date(2026, 12, 31))
    longer = cached_in(tmp_path, source)("XNYS", date(2027, 12, 31))

    assert first == second
    assert longer.last == date(2027, 12, 31)
    assert asked == ["XNYS", "XNYS"]


def test_old_news_first_has_a_calendar_compiled_once_all_the_same(tmp_path: Path) -> None:
    asked: list[date] = []

    def ends_early(mic: str, until: date) -> SessionTable:
        asked.append(until)
        return weekdays(mic, min(until, date(2027, 6, 30)))

    source = cached_in(tmp_path, ends_early, at_least=date(2027, 12, 31))
    sessions = ExchangeSessions(source=source)
    for year in range(2021, 2027):
        assert sessions.is_session("XNYS", date(year, 7, 1)) == (date(year, 7, 1).weekday() < 5)

    assert asked == [date(2027, 12, 31)]
    with pytest.raises(NotFoundError, match="reaches from"):
        sessions.close_of("XNYS", date(2027, 7, 1))
    cached_in(tmp_path, ends_early)("XNYS", date(2027, 12, 31))
    assert len(asked) == 2  # 2027-07-01 was asked for to the end of 2028


@pytest.mark.parametrize("content", ["", "{", "[]", '{"compiled_by": "0"}'])
def test_a_broken_kept_calendar_is_compiled_anew(tmp_path: Path, content: str) -> None:
    (tmp_path / "sessions-XNYS.json").write_text(content, encoding="utf-8")

    table = cached_in(tmp_path, weekdays)("XNYS", date(2026, 12, 31))

    assert table == weekdays("XNYS", date(2026, 12, 31))


def test_a_calendar_that_was_kept_without_its_opens_is_compiled_anew(tmp_path: Path) -> None:
    table = cached_in(tmp_path, weekdays)("XNYS", date(2026, 12, 31))
    (file,) = tmp_path.iterdir()
    held = json.loads(file.read_text(encoding="utf-8"))
    del held["minutes"]
    file.write_text(json.dumps(held), encoding="utf-8")

    assert cached_in(tmp_path, weekdays)("XNYS", date(2026, 12, 31)) == table
    assert "minutes" in json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_every_known_calendar_is_one_of_the_library() -> None:
    import exchange_calendars  # noqa: PLC0415 - costs a second

    names = set(exchange_calendars.get_calendar_names(include_aliases=False))

    assert {canonical_mic(mic) for mic in KNOWN_MICS} <= names


@pytest.mark.slow
def test_the_calendar_library_is_not_imported_before_it_is_asked() -> None:
    code = (
        "import sys, tapestory.moves, tapestory.moves.providers.csv_file\n"
        "tapestory.moves.ExchangeSessions()\n"
        "print(sorted({'exchange_calendars', 'pandas', 'numpy'} & set(sys.modules)))"
    )

    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert out.stdout.strip() == "[]"

"""What "in April" and 去年11月 mean on the day of an article."""

from __future__ import annotations

from calendar import month_name
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.reading.background import past_times as background
from tapestory.reading.background.past_times import past_times

WRITTEN = date(2026, 7, 2)


def times(text: str, written: date = WRITTEN) -> list[tuple[date, date]]:
    return [(time.first, time.last) for time in past_times(text, written=written)]


def month(year: int, number: int, last: int) -> tuple[date, date]:
    return date(year, number, 1), date(year, number, last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In April the two firms signed.", month(2026, 4, 30)),
        ("The two firms signed in late May.", month(2026, 5, 31)),
        ("They had signed back in November.", month(2025, 11, 30)),
        ("They signed last September.", month(2025, 9, 30)),
        ("A deal of March 2025 is still in force.", None),
        ("The deal, March 2025, is still in force.", month(2025, 3, 31)),
        ("Last month the two firms signed.", month(2026, 6, 30)),
        ("On May 12 the two firms signed.", (date(2026, 5, 12), date(2026, 5, 12))),
        ("The firms signed on 12 May 2025.", (date(2025, 5, 12), date(2025, 5, 12))),
        ("4月两家公司签约。", month(2026, 4, 30)),
        ("两家公司去年11月签约。", month(2025, 11, 30)),
        ("两家公司去年3月签约。", month(2025, 3, 31)),
        ("2025年8月12日签约。", (date(2025, 8, 12), date(2025, 8, 12))),
        ("上个月两家公司签约。", month(2026, 6, 30)),
        ("양사는 지난 4월 계약했다.", month(2026, 4, 30)),
        ("양사는 지난해 12월 계약했다.", month(2025, 12, 31)),
        ("両社は昨年9月に契約した。", month(2025, 9, 30)),
        ("Beide Firmen haben im April unterschrieben.", month(2026, 4, 30)),
        ("Les deux firmes ont signé en avril.", month(2026, 4, 30)),
    ],
)
def test_a_time_is_the_latest_of_its_name(text: str, expected: tuple[date, date] | None) -> None:
    assert times(text) == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    "text",
    [
        "Shares have doubled since April.",
        "The contract runs through May 2026.",
        "They have until June 2026 to sign.",
        "In the year ended March 2026 sales fell.",
        "The March 2026 quarter was poor.",
        "The April 2026 high still stands.",
        "They will sign in September.",
        "They sign on 14 July.",
        "They will sign in May 2027.",
        "4月以来股价翻倍。",
        "4월까지 계약한다.",
        "They may sign, and march on.",
        "It took 3 months.",
        "这用了3个月。",
    ],
)
def test_what_goes_on_or_lies_ahead_is_no_time_of_the_past(text: str) -> None:
    assert times(text) == []


def test_january_told_in_december_is_the_one_to_come() -> None:
    december = date(2025, 12, 3)
    assert times("The tax goes up on January 1.", december) == []
    assert times("The tax went up last January.", december) == [month(2025, 1, 31)]
    assert times("The tax went up in February 2025.", december) == [month(2025, 2, 28)]
    assert times("The tax went up in March.", december) == [month(2025, 3, 31)]


def test_last_month_in_january_is_december() -> None:
    assert times("Last month they signed.", date(2026, 1, 5)) == [month(2025, 12, 31)]


@given(
    day=st.dates(date(2015, 1, 1), date(2035, 12, 31)),
    back=st.integers(min_value=0, max_value=2000),
)
def test_a_day_with_its_year_is_read_as_it_is_written(day: date, back: int) -> None:
    told = f"On {month_name[day.month]} {day.day}, {day.year} the two firms signed."
    assert times(told, day + timedelta(days=back)) == [(day, day)]


@given(
    written=st.dates(date(2015, 1, 1), date(2035, 12, 31)),
    text=st.text(alphabet="InMaylst Apri0123456789月年日去昨지난,.-/", max_size=60),
)
def test_no_time_lies_behind_the_day_it_was_written_on(written: date, text: str) -> None:
    for time in past_times(text, written=written):
        assert time.first <= written
        assert time.first <= time.last
        assert 0 <= time.start < time.end <= len(text)


@given(st.text(alphabet="InMarzjunioOKTdécembr 2026-07/.月월지난달先上个12", max_size=40))
def test_what_is_not_looked_at_names_no_time(text: str) -> None:
    assert background._may_name_a_time(text) or background._TIME.search(text) is None

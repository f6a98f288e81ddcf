from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.cli.times import iso, parse_day, parse_time, shown
from tapestory.errors import UsageError

NOW = datetime(2026, 7, 3, 10, 0, tzinfo=UTC)
NEW_YORK = "America/New_York"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("now", "2026-07-03T10:00:00Z"),
        ("3d", "2026-06-30T10:00:00Z"),
        ("12h ago", "2026-07-02T22:00:00Z"),
        ("90min", "2026-07-03T08:30:00Z"),
        ("today", "2026-07-03T04:00:00Z"),
        ("Yesterday", "2026-07-02T04:00:00Z"),
        ("2026-07-01", "2026-07-01T04:00:00Z"),
        ("2026-01-01", "2026-01-01T05:00:00Z"),
        ("2026-07-01T14:30", "2026-07-01T18:30:00Z"),
        ("2026-07-01T14:30+09:00", "2026-07-01T05:30:00Z"),
        ("2026-07-01T14:30Z", "2026-07-01T14:30:00Z"),
    ],
)
def test_what_people_type_is_an_instant(typed: str, meant: str) -> None:
    assert iso(parse_time(typed, now=NOW, zone=NEW_YORK)) == meant


@pytest.mark.parametrize(
    "typed", ["", "foo", "3", "d3", "2026-13-01", "999999y", "-3d", "3 fortnights"]
)
def test_what_is_no_time_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_time(typed, now=NOW, zone="UTC")
    assert "yesterday" in (caught.value.hint or "")


@given(st.text(max_size=30))
def test_any_text_is_a_time_or_refused(typed: str) -> None:
    with suppress(UsageError):
        assert parse_time(typed, now=NOW, zone=NEW_YORK).tzinfo is UTC


@given(st.integers(0, 5000))
def test_days_back_are_days_back(days: int) -> None:
    assert parse_time(f"{days}d", now=NOW, zone="Asia/Seoul") == NOW - timedelta(days=days)


def test_a_day_is_the_readers_and_a_printed_time_names_its_zone() -> None:
    late = datetime(2026, 7, 3, 2, 0, tzinfo=UTC)
    assert parse_day("today", now=late, zone=NEW_YORK).isoformat() == "2026-07-02"
    assert shown(late, NEW_YORK) == "2026-07-02 22:00 EDT"

"""How far apart a feed's entries are published, typically."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.ingest.timing.rhythm import rhythm_minutes
from tapestory.model import Entry, Precision, Published
from tapestory.model.articles import UNDATED

NOW = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)


def _entry(instant: datetime | None) -> Entry:
    published = (
        Published(raw="", instant=instant, precision=Precision.INSTANT, zone_source="stated")
        if instant is not None
        else UNDATED
    )
    return Entry(
        guid="", link="", title="", summary="", text="", author="", published=published,
        updated=UNDATED, outlet="", lang="",
    )  # fmt: skip


def rhythm(*ago: timedelta | None) -> int | None:
    return rhythm_minutes([_entry(None if gap is None else NOW - gap) for gap in ago], now=NOW)


@given(
    minutes=st.integers(1, 50_000),
    number=st.integers(6, 60),
    seed=st.randoms(use_true_random=False),
)
def test_a_regular_feed_has_its_own_rhythm_in_whatever_order(
    minutes: int, number: int, seed: random.Random
) -> None:
    gaps = [timedelta(minutes=minutes * n) for n in range(number)]
    seed.shuffle(gaps)

    assert rhythm(*gaps) == minutes


@pytest.mark.parametrize("number", [0, 1, 2, 5])
def test_a_few_entries_have_no_rhythm(number: int) -> None:
    assert rhythm(*(timedelta(hours=n) for n in range(number))) is None


def test_entries_of_one_instant_and_undated_ones_count_for_little() -> None:
    assert rhythm(*[timedelta(hours=1)] * 40, *[None] * 40) is None


def test_neither_a_pinned_entry_nor_a_burst_sways_it() -> None:
    days = [timedelta(days=n) for n in range(8)]
    burst = [timedelta(days=3, minutes=n) for n in (1, 2)]

    assert rhythm(*days, timedelta(days=900)) == 24 * 60
    assert rhythm(*days, *burst) == 24 * 60


def test_what_is_dated_far_ahead_is_not_believed() -> None:
    hours = [timedelta(hours=n) for n in range(9)]

    assert rhythm(*hours, *(timedelta(days=-300 - n) for n in range(9))) == 60


def test_silence_makes_a_rhythm_slower_never_quicker() -> None:
    said = [timedelta(hours=n) for n in range(9)]

    assert rhythm(*(gap + timedelta(hours=3) for gap in said)) == 60
    assert rhythm(*(gap + timedelta(days=4) for gap in said)) == 24 * 60

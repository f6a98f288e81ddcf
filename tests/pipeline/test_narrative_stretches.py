"""The time over which narratives are followed → stretches that fill it and go no further."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tapestory.pipeline.narrating import MOST_POINTS, history_in

UNTIL = datetime(2026, 7, 3, 10, tzinfo=UTC)


@given(length=st.timedeltas(min_value=timedelta(hours=1), max_value=timedelta(days=4_000)))
def test_stretches_follow_on_each_other_from_the_beginning_to_the_end(length: timedelta) -> None:
    points = history_in((), "glut", since=UNTIL - length, until=UNTIL).points

    assert points[0].since == UNTIL - length
    assert points[-1].since <= UNTIL < points[-1].until
    assert [point.until for point in points[:-1]] == [point.since for point in points[1:]]
    assert len(points) <= MOST_POINTS
    lengths = {point.until - point.since for point in points[1:]}
    assert len(lengths) <= 1
    assert all(stretch % timedelta(days=1) == timedelta() for stretch in lengths)


def test_thirty_days_are_thirty_stretches() -> None:
    points = history_in((), "glut", since=UNTIL - timedelta(days=30), until=UNTIL).points

    assert len(points) == 30

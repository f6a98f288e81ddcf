"""The gate can fail, and bounds are what scores earned."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from evaluation.bounds import MARGIN, Bounds, judged


def test_a_score_at_its_bound_holds_and_one_beyond_it_fails() -> None:
    assert judged(0.8, 0.8, None)[1]
    assert not judged(0.799, 0.8, None)[1]
    assert judged(0.05, None, 0.05)[1]
    assert not judged(0.051, None, 0.05)[1]


def test_a_score_that_is_no_longer_measured_fails() -> None:
    line, holds = judged(None, 0.8, None)

    assert not holds
    assert "absent" in line


def test_a_score_without_a_bound_is_only_shown() -> None:
    assert judged(0.1, None, None) == (" 0.100", True)


@given(value=st.floats(0, 1), known=st.booleans())
def test_what_a_score_earned_holds_for_it_and_is_close_to_it(value: float, known: bool) -> None:  # noqa: FBT001 - hypothesis names its arguments
    before = Bounds(floors={"a.high": 0.5} if known else {}, ceilings={"a.low": 0.5})

    after = before.earned({"a.high": value, "a.low": value}, ["a."])

    assert judged(value, after.floors["a.high"], None)[1]
    assert judged(value, None, after.ceilings["a.low"])[1]
    assert value - after.floors["a.high"] <= MARGIN + 0.0011
    assert after.ceilings["a.low"] - value <= MARGIN + 0.0011


def test_a_score_that_was_not_named_keeps_its_bound() -> None:
    before = Bounds(floors={"a.x": 0.5, "b.x": 0.5}, ceilings={})

    after = before.earned({"a.x": 0.9, "b.x": 0.9, "b.y": 0.9}, ["a."])

    assert after.floors == {"a.x": 0.895, "b.x": 0.5}


def test_a_new_name_is_a_floor_unless_less_is_better() -> None:
    after = Bounds(floors={}, ceilings={}).earned({"a.f1": 0.8, "a.lost": 0.01}, ["a."], ["a.lost"])

    assert after.floors == {"a.f1": 0.795}
    assert after.ceilings == {"a.lost": 0.015}


def test_what_is_whole_must_stay_whole() -> None:
    assert Bounds(floors={}, ceilings={}).earned({"a.holds": 1.0}, ["a."]).floors == {
        "a.holds": 1.0
    }


def test_bounds_come_back_as_they_were_written(tmp_path: Path) -> None:
    bounds = Bounds(floors={"b": 0.1, "a": 1.0}, ceilings={"c": 0.2})

    bounds.write(tmp_path / "floors.json")

    assert Bounds.read(tmp_path / "floors.json") == bounds

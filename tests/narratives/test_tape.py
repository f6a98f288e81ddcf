"""The tape test: what prices may say about a narrative, and when they must stay silent."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import (
    EventId,
    Narrative,
    Prediction,
    SectorMove,
    TapeVerdict,
)
from tapestory.narratives import tape_test

Direction = Literal["up", "down", "flat"]


def narrative(**predictions: Direction) -> Narrative:
    return Narrative(
        id="glut",
        name="Glut",
        thesis="Too much.",
        opposes=(),
        strong={},
        weak={},
        disputing={},
        blocking={},
        predictions=tuple(
            Prediction(sector=sector, direction=direction, mechanism="m")
            for sector, direction in predictions.items()
        ),
        falsifiers=(),
    )


def move(
    sector: str,
    abnormal: float | None,
    *,
    t: float | None = None,
    p: float | None = 0.001,
    members: int = 6,
) -> SectorMove:
    statistic = t if t is not None or abnormal is None else abnormal * 100
    return SectorMove(
        event_id=EventId("e"),
        sector=sector,
        window=(0, 0),
        abnormal=abnormal,
        t=statistic,
        p=p,
        q=None,
        members=members,
        breadth=None,
    )


GLUT = narrative(memory="down", optical="down", cloud="up")


def test_moves_as_predicted_are_consistent_and_named() -> None:
    result = tape_test(GLUT, [move("memory", -0.09), move("optical", -0.05), move("cloud", 0.04)])

    assert result.verdict is TapeVerdict.CONSISTENT
    assert "memory \N{MINUS SIGN}9.0%" in result.reason


def test_moves_the_other_way_contradict() -> None:
    result = tape_test(GLUT, [move("memory", 0.09), move("optical", 0.05), move("cloud", 0.04)])

    assert result.verdict is TapeVerdict.CONTRADICTS
    assert [row.verdict for row in result.per_sector] == [
        TapeVerdict.CONTRADICTS,
        TapeVerdict.CONTRADICTS,
        TapeVerdict.CONSISTENT,
    ]


def test_a_tie_decides_nothing() -> None:
    result = tape_test(GLUT, [move("memory", -0.09), move("optical", 0.05)])

    assert result.verdict is TapeVerdict.INSUFFICIENT
    assert result.reason.startswith("Mixed. ")


@pytest.mark.parametrize(
    "silent",
    [
        move("memory", None),
        move("memory", -0.09, p=None),
        move("memory", -0.09, members=2),
        move("memory", -0.09, p=0.2),
        move("memory", -0.01, t=-1.9),
    ],
)
def test_what_cannot_be_told_does_not_count(silent: SectorMove) -> None:
    result = tape_test(GLUT, [silent, move("optical", -0.05)])

    assert result.per_sector[0].verdict is TapeVerdict.INSUFFICIENT
    assert result.verdict is TapeVerdict.INSUFFICIENT


def test_without_any_moves_nothing_is_said() -> None:
    result = tape_test(GLUT, [])

    assert result.verdict is TapeVerdict.INSUFFICIENT
    assert "not measured: memory, optical, cloud" in result.reason


def test_without_predictions_nothing_is_said() -> None:
    assert tape_test(narrative(), [move("memory", -0.1)]).verdict is TapeVerdict.INSUFFICIENT


def test_a_quiet_day_does_not_prove_who_predicted_quiet() -> None:
    quiet = narrative(memory="flat", optical="flat", cloud="up")
    result = tape_test(
        quiet, [move("memory", 0.001, p=0.9), move("optical", 0.0, p=0.9), move("cloud", 0.05)]
    )

    assert [row.verdict for row in result.per_sector[:2]] == [TapeVerdict.CONSISTENT] * 2
    assert result.verdict is TapeVerdict.INSUFFICIENT


def test_a_move_contradicts_who_predicted_none() -> None:
    quiet = narrative(memory="flat", optical="flat")

    result = tape_test(quiet, [move("memory", -0.1), move("optical", -0.1)])

    assert result.verdict is TapeVerdict.CONTRADICTS


@given(
    moves=st.lists(
        st.builds(
            move,
            st.sampled_from(["memory", "optical", "cloud", "other"]),
            st.one_of(st.none(), st.floats(-0.3, 0.3)),
            p=st.one_of(st.none(), st.floats(0, 1)),
            members=st.integers(0, 9),
        ),
        max_size=4,
        unique_by=lambda item: item.sector,
    )
)
def test_the_opposite_predictions_get_the_opposite_answer(moves: list[SectorMove]) -> None:
    mirror = narrative(memory="up", optical="up", cloud="down")
    opposite = {
        TapeVerdict.CONSISTENT: TapeVerdict.CONTRADICTS,
        TapeVerdict.CONTRADICTS: TapeVerdict.CONSISTENT,
        TapeVerdict.INSUFFICIENT: TapeVerdict.INSUFFICIENT,
    }

    result = tape_test(GLUT, moves)

    assert tape_test(mirror, moves).verdict is opposite[result.verdict]
    assert result.reason.endswith(".")


def test_a_sector_of_two_is_called_small_and_not_unmeasured() -> None:
    two = replace(move("memory", 0.035, members=2), t=None, p=None)

    reason = tape_test(GLUT, [two]).reason

    assert "fewer than 3 members: memory" in reason
    assert "not measured: optical, cloud" in reason


def test_a_fall_is_printed_with_a_minus_and_never_with_a_hyphen() -> None:
    reason = tape_test(GLUT, [move("memory", -0.117), move("optical", -0.05)]).reason

    assert "memory \N{MINUS SIGN}11.7%" in reason
    assert "-" not in reason

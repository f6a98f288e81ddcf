"""The tape test: what prices may say about a narrative, and when they must stay silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import (
    KnownReading,
    Narrative,
    Prediction,
    SectorReading,
    SectorStatus,
    TapeReading,
    TapeTest,
    TapeVerdict,
)
from tapestory.moves.families import holm
from tapestory.narratives import TAPE_WINDOWS, due, tape_tests
from tapestory.narratives.tape import SPENT

Direction = Literal["up", "down", "flat"]
Window = tuple[int, int]

DAY_ZERO: Window = (0, 0)
NOW = datetime(2026, 7, 3, tzinfo=UTC)
CONSISTENT, CONTRADICTS = TapeVerdict.CONSISTENT, TapeVerdict.CONTRADICTS
INSUFFICIENT = TapeVerdict.INSUFFICIENT
OPPOSITE = {
    CONSISTENT: CONTRADICTS,
    CONTRADICTS: CONSISTENT,
    INSUFFICIENT: INSUFFICIENT,
}


def narrative(
    narrative_id: str = "glut",
    *,
    opposes: Sequence[str] = (),
    horizon: int = 0,
    **predictions: Direction,
) -> Narrative:
    return Narrative(
        id=narrative_id,
        name=narrative_id.title(),
        thesis="Too much.",
        opposes=tuple(opposes),
        strong={},
        weak={},
        disputing={},
        blocking={},
        predictions=tuple(
            Prediction(sector=sector, direction=direction, mechanism="m", horizon=horizon)
            for sector, direction in predictions.items()
        ),
        falsifiers=(),
    )


def reading(
    of: Narrative,
    moves: dict[str, float],
    *,
    p: float = 0.001,
    sector_p: float = 0.001,
    window: Window = DAY_ZERO,
    status: SectorStatus = SectorStatus.NO_PRICES,
) -> TapeReading:
    """Return what the sectors did; those that are not given have another status."""
    sectors = tuple(
        SectorReading(
            sector=item.sector,
            predicted=item.direction,
            horizon=item.horizon,
            status=SectorStatus.MEASURED if item.sector in moves else status,
            abnormal=moves.get(item.sector),
            t=moves[item.sector] * 100 if item.sector in moves else None,
            p=sector_p if item.sector in moves else None,
            members=("A", "B", "C") if item.sector in moves else (),
        )
        for item in due(of, window)
    )
    signs = {"up": 1, "down": -1, "flat": 0}
    parts = [
        item.abnormal * signs[item.predicted] * 100
        for item in sectors
        if item.abnormal is not None and item.predicted != "flat"
    ]
    return TapeReading(
        narrative=of.id,
        window=window,
        sectors=sectors,
        score=sum(parts) / len(parts) if parts else None,
        p=p if parts else None,
    )


def known(*readings: TapeReading) -> list[KnownReading]:
    return [
        KnownReading(known_at=NOW + timedelta(days=at), reading=item)
        for at, item in enumerate(readings)
    ]


def the_test(of: Narrative, *readings: TapeReading, rivals: Sequence[Narrative] = ()) -> TapeTest:
    held = {of.id: known(*readings)}
    for rival in rivals:
        held[rival.id] = known(*(replace(item, narrative=rival.id) for item in readings))
    return tape_tests([of], held, correct=holm, rivals=rivals)[of.id]


GLUT = narrative(memory="down", optical="down", cloud="up")
AS_PREDICTED = {"memory": -0.09, "optical": -0.05, "cloud": 0.04}


def test_moves_as_predicted_are_consistent_and_named() -> None:
    result = the_test(GLUT, reading(GLUT, AS_PREDICTED))

    assert result.verdict is CONSISTENT
    assert "memory \N{MINUS SIGN}9.0%" in result.reason
    assert [row.verdict for row in result.per_sector] == [CONSISTENT] * 3


def test_moves_the_other_way_contradict() -> None:
    result = the_test(GLUT, reading(GLUT, {"memory": 0.09, "optical": 0.05, "cloud": -0.04}))

    assert result.verdict is CONTRADICTS
    assert [row.verdict for row in result.per_sector] == [CONTRADICTS] * 3


def test_what_ordinary_days_do_as_well_tells_nothing() -> None:
    result = the_test(GLUT, reading(GLUT, AS_PREDICTED, p=0.2, sector_p=0.3))

    assert result.verdict is INSUFFICIENT
    assert result.reason.startswith("Ordinary days show as much")
    assert [row.verdict for row in result.per_sector] == [INSUFFICIENT] * 3


def test_a_chance_is_corrected_for_the_other_narratives_of_the_event() -> None:
    others = [narrative(f"n{at}", memory="down", cloud="up") for at in range(4)]
    held = {
        item.id: known(reading(item, AS_PREDICTED, p=0.01 if item is GLUT else 0.9))
        for item in (GLUT, *others)
    }

    alone = tape_tests([GLUT], held, correct=holm)["glut"]
    among = tape_tests([GLUT, *others], held, correct=holm)["glut"]

    spent = SPENT[DAY_ZERO]
    assert alone.verdict is CONSISTENT
    assert alone.q == pytest.approx(0.01 / spent)
    assert among.verdict is INSUFFICIENT
    assert among.q == pytest.approx(0.05 / spent)


def test_each_look_has_its_own_share_of_what_may_be_called_falsely() -> None:
    for window, spent in SPENT.items():
        result = the_test(GLUT, reading(GLUT, AS_PREDICTED, p=0.01, window=window))

        assert result.q == pytest.approx(0.01 / spent)
    assert max(SPENT.values()) == SPENT[DAY_ZERO] < 1.0


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (SectorStatus.NO_PRICES, "no prices"),
        (SectorStatus.CONFOUNDED, "other news"),
        (SectorStatus.THIN, "too short a past"),
        (SectorStatus.FEW, "too few companies"),
        (SectorStatus.ELSEWHERE, "no day 0"),
        (SectorStatus.PENDING, "not closed"),
    ],
)
def test_it_fails_closed_and_says_why(status: SectorStatus, why: str) -> None:
    result = the_test(GLUT, reading(GLUT, {"memory": -0.3}, status=status))

    assert result.verdict is INSUFFICIENT
    assert result.q is None
    assert why in result.reason
    assert "optical" in result.reason


def test_a_narrative_without_predictions_is_insufficient() -> None:
    empty = narrative()

    assert tape_tests([empty], {}, correct=holm)["glut"].verdict is INSUFFICIENT


def test_what_was_never_measured_is_insufficient() -> None:
    result = tape_tests([GLUT], {}, correct=holm)["glut"]

    assert result.verdict is INSUFFICIENT
    assert result.window is None
    assert result.history == ()


def test_one_sector_that_carries_the_score_against_the_others_is_mixed() -> None:
    result = the_test(GLUT, reading(GLUT, {"memory": -0.5, "optical": 0.05, "cloud": -0.04}))

    assert result.verdict is INSUFFICIENT
    assert result.reason.startswith("Mixed")


def test_a_move_where_none_was_predicted_contradicts() -> None:
    quiet = narrative(memory="flat", optical="flat")

    assert the_test(quiet, reading(quiet, {"memory": -0.1, "optical": -0.1})).verdict is CONTRADICTS


def test_stillness_proves_nothing() -> None:
    quiet = narrative(memory="flat", optical="flat")
    result = the_test(quiet, reading(quiet, {"memory": -0.001, "optical": 0.001}, sector_p=0.8))

    assert result.verdict is INSUFFICIENT


def test_a_score_as_predicted_beside_a_move_where_none_was_is_mixed() -> None:
    both = narrative(cloud="up", software="up", memory="flat")
    result = the_test(both, reading(both, {"cloud": 0.05, "software": 0.05, "memory": -0.1}))

    assert result.verdict is INSUFFICIENT


@given(
    p=st.floats(0.0001, 1.0),
    moves=st.dictionaries(
        st.sampled_from(["memory", "optical", "cloud"]),
        st.floats(-0.2, 0.2).filter(lambda value: abs(value) > 1e-6),
    ),
)
def test_prices_turned_round_turn_the_verdict_round(p: float, moves: dict[str, float]) -> None:
    turned = {sector: -value for sector, value in moves.items()}
    result = the_test(GLUT, reading(GLUT, moves, p=p))

    assert the_test(GLUT, reading(GLUT, turned, p=p)).verdict is OPPOSITE[result.verdict]


@given(p_values=st.lists(st.floats(0.0001, 1.0), min_size=1, max_size=8))
def test_telling_more_narratives_never_makes_the_tape_say_more(p_values: list[float]) -> None:
    told = [narrative(f"n{at}", memory="down", cloud="up") for at in range(len(p_values))]
    held = {
        item.id: known(reading(item, AS_PREDICTED, p=p))
        for item, p in zip(told, p_values, strict=True)
    }

    together = tape_tests(told, held, correct=holm)
    for item in told:
        alone = tape_tests([item], held, correct=holm)[item.id]
        assert together[item.id].verdict in {INSUFFICIENT, alone.verdict}


def test_rivals_that_predict_the_same_cannot_be_told_apart() -> None:
    twin = narrative("panic", opposes=["glut"], memory="down", optical="down", cloud="up")
    result = the_test(GLUT, reading(GLUT, AS_PREDICTED), rivals=[twin])

    assert result.alike == ("panic",)
    assert result.verdict is INSUFFICIENT
    assert "cannot tell these two apart" in result.reason
    assert "Panic" in result.reason


def test_what_contradicts_both_of_two_rivals_still_contradicts() -> None:
    twin = narrative("panic", opposes=["glut"], memory="down", optical="down", cloud="up")
    wrong = {sector: -value for sector, value in AS_PREDICTED.items()}

    assert the_test(GLUT, reading(GLUT, wrong), rivals=[twin]).verdict is CONTRADICTS


def test_a_like_narrative_that_is_no_rival_is_named_and_takes_nothing_away() -> None:
    friend = narrative("friend", memory="down", optical="down", cloud="up")
    result = the_test(GLUT, reading(GLUT, AS_PREDICTED), rivals=[friend])

    assert result.alike == ("friend",)
    assert result.verdict is CONSISTENT


def test_a_prediction_counts_from_the_window_that_reaches_its_horizon() -> None:
    slow = narrative(horizon=5, memory="down", optical="down")

    assert [len(due(slow, window)) for window in TAPE_WINDOWS] == [0, 0, 2, 2]


def test_the_last_look_that_could_be_tested_is_told_and_earlier_ones_stay() -> None:
    wrong = {sector: -value for sector, value in AS_PREDICTED.items()}
    result = the_test(
        GLUT,
        reading(GLUT, AS_PREDICTED, p=0.5, sector_p=0.5),
        reading(GLUT, wrong, window=(0, 5)),
        reading(GLUT, {}, window=(0, 20), status=SectorStatus.CONFOUNDED),
    )

    assert (result.verdict, result.window) == (CONTRADICTS, (0, 5))
    assert [look.verdict for look in result.history] == [INSUFFICIENT, CONTRADICTS, INSUFFICIENT]
    assert [look.known_at for look in result.history] == [NOW + timedelta(days=n) for n in range(3)]


def test_a_later_measurement_of_a_window_holds_and_the_earlier_stays_in_the_history() -> None:
    wrong = {sector: -value for sector, value in AS_PREDICTED.items()}
    result = the_test(GLUT, reading(GLUT, AS_PREDICTED), reading(GLUT, wrong))

    assert result.verdict is CONTRADICTS
    assert [look.verdict for look in result.history] == [CONSISTENT, CONTRADICTS]


def test_what_is_rare_by_itself_is_not_told_to_be_ordinary() -> None:
    result = the_test(GLUT, reading(GLUT, AS_PREDICTED, p=0.04))

    assert result.verdict is INSUFFICIENT
    assert result.reason.startswith("Rare by itself, p 0.04, but not for so many questions")


def test_a_single_prediction_is_too_few_and_named() -> None:
    lone = narrative(memory="down")

    assert the_test(lone, reading(lone, {"memory": -0.2})).reason == (
        "Only memory is due (day 0): too few to tell."
    )


def test_a_look_that_was_replaced_is_corrected_as_it_was_then() -> None:
    waiting = reading(GLUT, {}, status=SectorStatus.PENDING)
    result = the_test(GLUT, waiting, reading(GLUT, AS_PREDICTED))

    assert [look.q is None for look in result.history] == [True, False]


TURNED = narrative(horizon=20, memory="up", optical="up", cloud="down")


def test_what_is_no_longer_predicted_is_history_and_decides_nothing() -> None:
    result = the_test(TURNED, reading(GLUT, AS_PREDICTED))

    assert (result.verdict, result.window, result.p) == (INSUFFICIENT, None, None)
    assert result.reason == "Not measured yet."
    assert [row.predicted for row in result.per_sector] == ["up", "up", "down"]
    (look,) = result.history
    assert (look.verdict, look.window, look.known_at) == (INSUFFICIENT, DAY_ZERO, NOW)
    assert "predicted something else then (memory down, optical down, cloud up)" in look.reason
    assert "memory \N{MINUS SIGN}9.0%" in look.reason


def test_a_prediction_made_again_is_judged_by_its_own_readings() -> None:
    old, new = reading(TURNED, AS_PREDICTED, window=(0, 20)), reading(GLUT, AS_PREDICTED)

    result = the_test(GLUT, new, replace(old, window=DAY_ZERO), replace(new, p=0.002))

    assert (result.verdict, result.p) == (CONSISTENT, 0.002)
    assert [look.verdict for look in result.history] == [CONSISTENT, INSUFFICIENT, CONSISTENT]


@given(p=st.floats(0.0001, 1.0), stale=st.floats(0.0001, 1.0))
def test_what_another_no_longer_predicts_costs_nothing_and_is_like_nothing(
    p: float, stale: float
) -> None:
    other = replace(TURNED, id="other", opposes=("glut",))
    held = {
        "glut": known(reading(GLUT, AS_PREDICTED, p=p)),
        "other": known(replace(reading(GLUT, AS_PREDICTED, p=stale), narrative="other")),
    }

    together = tape_tests([GLUT, other], held, correct=holm)

    assert together["glut"] == tape_tests([GLUT], held, correct=holm)["glut"]

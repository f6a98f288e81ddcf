from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import EventId, Move, MoveStatus, SectorMove
from tapestory.moves.families import benjamini_hochberg, correct, correct_sectors, holm

P_VALUES = st.lists(st.floats(0.0001, 1.0), min_size=1, max_size=30)


def move(p: float | None, window: tuple[int, int] = (0, 0)) -> Move:
    return Move(
        event_id=EventId("e"),
        symbol="S",
        mic="XNYS",
        window=window,
        session=date(2026, 7, 1),
        raw=0.0,
        expected=0.0,
        abnormal=0.0,
        t=0.0,
        p=p,
        q=None,
        benchmark="M",
        model="market",
        status=MoveStatus.MEASURED,
    )


def test_holm_as_worked_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])


def test_benjamini_hochberg_as_worked_by_hand() -> None:
    assert benjamini_hochberg([0.01, 0.04, 0.03, 0.5]) == pytest.approx(
        [0.04, 0.16 / 3, 0.16 / 3, 0.5]
    )


@given(P_VALUES)
def test_correction_never_makes_a_move_more_remarkable(p_values: list[float]) -> None:
    for corrected in (holm(p_values), benjamini_hochberg(p_values)):
        assert all(
            p <= q * (1 + 1e-12) <= 1 + 1e-12 for p, q in zip(p_values, corrected, strict=True)
        )


@given(P_VALUES)
def test_correction_keeps_the_order(p_values: list[float]) -> None:
    for corrected in (holm(p_values), benjamini_hochberg(p_values)):
        ranked = [q for _, q in sorted(zip(p_values, corrected, strict=True))]
        assert ranked == sorted(ranked)


@given(P_VALUES)
def test_controlling_any_false_alarm_is_stricter_than_controlling_their_share(
    p_values: list[float],
) -> None:
    pairs = zip(holm(p_values), benjamini_hochberg(p_values), strict=True)
    assert all(strict >= lenient - 1e-12 for strict, lenient in pairs)


@given(st.lists(st.tuples(st.floats(0.0001, 1.0), st.integers()), min_size=1, max_size=30))
def test_the_order_of_the_family_does_not_matter(drawn: list[tuple[float, int]]) -> None:
    order = sorted(range(len(drawn)), key=lambda at: drawn[at][1])

    corrected = holm([p for p, _ in drawn])

    assert holm([drawn[at][0] for at in order]) == pytest.approx([corrected[at] for at in order])


def test_one_alone_is_not_corrected() -> None:
    assert holm([0.03]) == [0.03]
    assert benjamini_hochberg([0.03]) == [0.03]
    assert holm([]) == []


def test_each_window_is_a_family_and_the_untested_do_not_count() -> None:
    moves = [move(0.01), move(None), move(0.02), move(0.01, (0, 1))]

    assert [m.q for m in correct(moves)] == pytest.approx([0.02, None, 0.02, 0.01])


def test_sectors_are_corrected_by_their_share_of_false_alarms() -> None:
    sectors = [
        SectorMove(
            event_id=EventId("e"),
            sector=str(at),
            window=(0, 0),
            abnormal=0.0,
            t=0.0,
            p=p,
            q=None,
            members=3,
            breadth=1.0,
        )
        for at, p in enumerate([0.01, 0.04, None])
    ]

    assert [s.q for s in correct_sectors(sectors)] == pytest.approx([0.02, 0.04, None])

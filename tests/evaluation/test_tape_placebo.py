from __future__ import annotations

from datetime import date

from evaluation.tape_placebo import Verdict, rates
from tapestory.model import TapeVerdict

ODD, EVEN = date(2026, 7, 1), date(2026, 7, 8)


def verdict(
    day: date, narrative: str, *, speaks: bool, window: tuple[int, int] = (0, 0)
) -> Verdict:
    return Verdict(
        day=day,
        narrative=narrative,
        window=window,
        verdict=TapeVerdict.CONTRADICTS if speaks else TapeVerdict.INSUFFICIENT,
        told=True,
        family=2,
    )


def test_rates_are_of_odd_weeks_and_those_of_even_ones_stand_beside() -> None:
    said = [
        verdict(ODD, "glut", speaks=True),
        verdict(ODD, "boom", speaks=False),
        verdict(EVEN, "glut", speaks=False),
        verdict(EVEN, "boom", speaks=False),
    ]

    found = rates(said)

    assert found["tape.false.0_0.of_2"] == (0.5, 0.0, 2)
    assert found["tape.false.0_0.any_of_event"] == (1.0, 0.0, 1)


def test_a_day_that_is_called_something_over_any_window_counts_once() -> None:
    said = [
        verdict(ODD, "glut", speaks=False),
        verdict(ODD, "glut", speaks=True, window=(0, 5)),
        verdict(ODD, "glut", speaks=True, window=(0, 20)),
        verdict(ODD, "boom", speaks=False, window=(0, 20)),
    ]

    assert rates(said)["tape.false.ever.any_of_event"] == (1.0, 0.0, 1)

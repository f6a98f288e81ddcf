"""What a check of a reported move says, at its edges and in its words."""

from __future__ import annotations

from datetime import date

import pytest

from moves.test_reported import reported as told
from tapestory.model import Agreement, Basis, Comparator
from tapestory.moves.day_rank import LEAST_NAMES, DayReturns
from tapestory.moves.reported import (
    LOOSENESS,
    SessionReturn,
    cannot_be_checked,
    check,
    unverifiable,
    with_note,
)

SESSION = date(2026, 7, 1)
LEAST = 0.105 * (1.0 - LOOSENESS)
"""What "about 10.5 %" may have been."""


def did(close: float, *, high: float | None = None, low: float | None = None) -> SessionReturn:
    return SessionReturn(session=SESSION, close=close, high=high, low=low)


def test_a_note_is_added_behind_and_nothing_else_changes() -> None:
    found = unverifiable(told(0.05, 0.05), "no bar", SESSION)

    noted = with_note(found, "asked twice")

    assert noted.note == "no bar; asked twice"
    assert (noted.reported, noted.kind, noted.session) == (found.reported, found.kind, SESSION)


@pytest.mark.parametrize(("low", "high"), [(0.05, None), (None, -0.05), (0.05, 0.05)])
def test_one_end_of_a_figure_is_enough_to_be_checked(low: float | None, high: float | None) -> None:
    assert cannot_be_checked(told(low, high)) == ""
    assert cannot_be_checked(told(low, high, basis=Basis.PREMARKET)) != ""
    assert cannot_be_checked(told(None, None)) == "the article gives no figure"


def test_it_is_told_why_a_check_is_not_possible() -> None:
    without, before = told(None, None), told(0.05, 0.05, basis=Basis.PREMARKET)

    assert check(without, did(0.05)).note == "the article gives no figure"
    assert check(before, did(0.05)).note == "daily bars do not hold pre-market trades"
    found = unverifiable(without, "no bar")
    assert (found.reported, found.kind) == (without, Agreement.UNVERIFIABLE)
    assert (found.note, found.session) == ("no bar", None)


@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize(
    ("low", "high", "comparator", "close", "more"),
    [
        (0.05, 0.05, Comparator.EXACT, 0.05, ""),
        (0.05, 0.05, Comparator.EXACT, 0.059, ", cut short"),
        (0.05, 0.05, Comparator.UP_TO, 0.03, ""),
        (0.03, 0.06, Comparator.BETWEEN, 0.05, ""),
    ],
)
def test_it_is_told_how_the_session_closed(
    sign: float, low: float, high: float, comparator: Comparator, *, close: float, more: str
) -> None:
    first, second = sorted((sign * low, sign * high))

    found = check(told(first, second, comparator), did(sign * close))

    assert found.note == f"closed {sign * close:+.2%}{more}"


@pytest.mark.parametrize(
    ("sign", "word"),
    [(1.0, "high"), (-1.0, "low")],
)
def test_it_is_told_how_far_the_session_went_that_way(sign: float, word: str) -> None:
    reached = did(sign * 0.01, high=0.03, low=-0.03)

    short = check(told(sign * 0.08, sign * 0.08), reached)
    passed = check(told(sign * 0.03, sign * 0.03), reached)

    assert short.kind is Agreement.CONTRADICTED
    assert short.note == f"closed {sign * 0.01:+.2%}, {word} {sign * 0.03:+.2%}"
    assert passed.kind is Agreement.INTRADAY
    assert passed.note == f"{word} {sign * 0.03:+.2%}, closed {sign * 0.01:+.2%}"


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_as_much_as_within_a_session_is_of_its_extreme_unless_the_close_says_it(
    sign: float,
) -> None:
    claim = told(sign * 0.05, sign * 0.05, Comparator.UP_TO, Basis.INTRADAY)

    on_the_way = check(claim, did(sign * 0.02, high=0.05, low=-0.05))
    at_close = check(claim, did(sign * 0.05, high=0.05, low=-0.05))
    without = check(claim, did(sign * 0.02))

    assert on_the_way.kind is Agreement.INTRADAY
    assert at_close.kind is Agreement.AGREES_AS_BOUND
    assert without.kind is Agreement.AGREES_AS_BOUND


@pytest.mark.parametrize(
    ("comparator", "reached", "kind"),
    [
        (Comparator.ABOUT, LEAST + 0.0002, Agreement.INTRADAY),
        (Comparator.ABOUT, LEAST - 0.0002, Agreement.CONTRADICTED),
        (Comparator.EXACT, LEAST + 0.0002, Agreement.CONTRADICTED),
        (Comparator.EXACT, 0.1046, Agreement.INTRADAY),
    ],
)
def test_about_is_looser_within_a_session_too(
    comparator: Comparator, reached: float, kind: Agreement
) -> None:
    found = check(told(0.105, 0.105, comparator), did(0.01, high=reached, low=0.0))

    assert found.kind is kind


@pytest.mark.parametrize(
    ("low", "high", "close", "kind"),
    [
        (None, 0.05, 0.0, Agreement.AGREES_AS_BOUND),
        (None, 0.05, 0.0545, Agreement.AGREES_AS_BOUND),
        (0.05, None, 0.2, Agreement.AGREES_AS_BOUND),
        (None, -0.05, -0.2, Agreement.AGREES_AS_BOUND),
        (-0.05, None, -0.01, Agreement.AGREES_AS_BOUND),
    ],
)
def test_an_open_end_is_borne_out_by_whatever_lies_there(
    low: float | None, high: float | None, close: float, kind: Agreement
) -> None:
    assert check(told(low, high), did(close)).kind is kind


def test_of_a_company_with_two_listings_the_first_counts() -> None:
    returns = {f"N{number:02}": number / 100 for number in range(LEAST_NAMES)}
    companies = {name: name for name in returns} | {"A": "twice", "B": "twice"}
    first = DayReturns(returns | {"A": 0.0, "B": 0.9}, companies)
    alone = DayReturns(returns | {"A": 0.0}, companies)

    assert first.rank("N00") == alone.rank("N00")
    asked = first.rank("B")
    assert asked is not None
    assert asked.as_far == 1

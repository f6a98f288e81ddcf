from __future__ import annotations

from dataclasses import replace
from datetime import date
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import DailyBar, DayRank, Sector
from tapestory.moves.day_rank import LEAST_NAMES, DayReturns, day_returns, names_on

from .market_builders import instrument, universe

DAYS = (date(2026, 6, 30), date(2026, 7, 1))
RETURNS = st.lists(st.floats(-0.5, 0.5), min_size=LEAST_NAMES, max_size=60)


def day(values: list[float]) -> DayReturns:
    returns = {f"S{at}": value for at, value in enumerate(values)}
    return DayReturns(returns, {name: name for name in returns})


@given(RETURNS)
def test_a_rank_counts_who_ended_as_far_from_the_median_itself_included(
    values: list[float],
) -> None:
    middle = median(values)

    for at, value in enumerate(values):
        far = sum(abs(other - middle) >= abs(value - middle) for other in values)
        assert day(values).rank(f"S{at}") == DayRank(as_far=far, names=len(values))


def test_the_one_that_moved_most_is_farther_than_all_others() -> None:
    rank = day([0.001 * n for n in range(30)] + [-0.4]).rank("S30")

    assert rank is not None
    assert rank.as_far == 1
    assert rank.percentile == pytest.approx(100 * 30 / 31)


def test_too_few_names_have_no_ranks() -> None:
    assert day([0.01] * (LEAST_NAMES - 1)).rank("S0") is None
    assert day([0.01] * LEAST_NAMES).rank("S0") == DayRank(as_far=20, names=20)
    assert day([0.01] * LEAST_NAMES).rank("elsewhere") is None
    assert DayReturns({}, {}).rank("S0") is None


def test_a_company_counts_once_whichever_of_its_listings_is_asked_about() -> None:
    returns = {f"S{at}": 0.001 * at for at in range(25)} | {"T-A": 0.2, "T-B": 0.1}
    companies = {name: name for name in returns} | {"T-A": "T", "T-B": "T"}
    known = DayReturns(returns, companies)

    assert known.rank("T-A") == DayRank(as_far=1, names=26)
    assert known.rank("T-B") == DayRank(as_far=1, names=26)
    assert known.rank("S24") is not None
    assert known.rank("S24") == DayReturns(
        {name: value for name, value in returns.items() if name != "T-B"}, companies
    ).rank("S24")


def test_the_names_of_an_exchange_are_companies_of_all_its_venues() -> None:
    held = universe(
        [
            instrument("A", mic="XNAS"),
            instrument("B", mic="XNYS", entity="bee"),
            instrument("C", mic="XKRX"),
            instrument("FUND", mic="ARCX", sector="index"),
            instrument("OPEN", mic=""),
            instrument("NEW", mic="XNYS", sector="unheard"),
        ],
        {},
        Sector(id="s", name="S"),
        Sector(id="index", name="I", peers=False),
    )

    assert names_on("XNYS", held) == {"A": "A", "B": "bee", "NEW": "NEW"}


def test_only_who_has_both_bars_has_a_return() -> None:
    early = DailyBar(symbol="A", session=DAYS[0], close=100.0)
    late = replace(early, session=DAYS[1], close=90.0)
    bars = {f"S{at}": [late, early] for at in range(LEAST_NAMES)}
    companies = {name: name for name in [*bars, "A", "B"]}

    known = day_returns(bars | {"A": [late], "B": [], "X": [early, late]}, companies, DAYS)

    assert known.rank("S0") == DayRank(as_far=LEAST_NAMES, names=LEAST_NAMES)
    assert known.rank("A") is None
    assert known.rank("X") is None


def test_a_name_s_return_is_that_from_the_session_before() -> None:
    companies = {f"S{at}": f"S{at}" for at in range(LEAST_NAMES)}
    bars = {
        name: [
            DailyBar(symbol=name, session=DAYS[0], close=64.0),
            DailyBar(symbol=name, session=DAYS[1], close=64.0 + at),
        ]
        for at, name in enumerate(companies)
    }

    known = day_returns(bars, companies, DAYS)

    expected = DayReturns({f"S{at}": at / 64 for at in range(LEAST_NAMES)}, companies)
    assert [known.rank(name) for name in companies] == [expected.rank(name) for name in companies]
    last = known.rank(f"S{LEAST_NAMES - 1}")
    assert last is not None
    assert last.as_far == 2  # as far above the median as the first is below it

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tapestory.model import Instrument
from tapestory.moves.baskets import Alignment, Basket, BasketMember
from tapestory.moves.history import Benchmark, History, HistoryRequest, history
from tapestory.moves.signed_baskets import TAIL_POWER, Group, SignedBaskets, tail_p
from tapestory.moves.simulation import filtered_p, past_sizes

from .market_builders import EVENT, LONG_AFTER, bars_from, instrument, weekday_sessions, wobble

DAY0 = date(2026, 7, 1)
LAST = date(2026, 7, 10)
SESSIONS = weekday_sessions()
COUNT = 300
AT_DAY0 = -8
"""Place of day 0 among the returns."""
MARKET = wobble(COUNT)
SECTORS = {"red": ("RA", "RB", "RC"), "blue": ("BA", "BB", "BC", "BD")}


def known(item: Instrument, shock: float, count: int = COUNT) -> History:
    own = wobble(COUNT, size=0.01, seed=sum(map(ord, item.symbol)) * 31)
    made = [market + change for market, change in zip(MARKET, own, strict=True)]
    made[AT_DAY0] += shock
    return history(
        HistoryRequest(mic="XNYS", day0=DAY0, last_offset=5),
        bars=bars_from(item.symbol, LAST, made[-count:]),
        benchmark=Benchmark(symbol="M", mic="XNYS", bars=bars_from("M", LAST, MARKET)),
        sessions=SESSIONS,
        as_of=LONG_AFTER,
    )


def members(sector: str, shock: float = 0.0, count: int = COUNT) -> list[BasketMember]:
    return [
        BasketMember(symbol=s, entity=s, history=known(instrument(s), shock, count))
        for s in SECTORS[sector]
    ]


def baskets(shocks: Mapping[str, float], count: int = COUNT) -> SignedBaskets:
    groups = [
        Group(id=sector, members=members(sector, shocks.get(sector, 0.0), count))
        for sector in SECTORS
    ]
    return SignedBaskets(groups, Alignment(SESSIONS))


@pytest.mark.parametrize("window", [(0, 0), (0, 1), (0, 5)])
def test_one_group_moves_as_the_basket_of_its_sector(window: tuple[int, int]) -> None:
    held = members("red", 0.01)
    basket = Basket(held, Alignment(SESSIONS)).move(EVENT, "red", window)

    move = SignedBaskets([Group(id="red", members=held)], Alignment(SESSIONS)).group("red", window)

    assert move.abnormal == pytest.approx(basket.abnormal)
    assert move.t == pytest.approx(basket.t)
    assert move.p == pytest.approx(basket.p)
    assert move.members == ("RA", "RB", "RC")


def test_a_score_is_far_from_nought_where_all_went_as_expected() -> None:
    move = baskets({"red": -0.05, "blue": 0.05}).together({"red": -1, "blue": 1}, (0, 0))

    assert move is not None
    assert move.score > 3
    assert move.p < 0.01
    assert move.past == 250


def test_what_goes_both_ways_cancels() -> None:
    held = baskets({"red": 0.05, "blue": 0.05})

    against = held.together({"red": -1, "blue": 1}, (0, 0))
    along = held.together({"red": 1, "blue": 1}, (0, 0))

    assert against is not None
    assert along is not None
    assert abs(against.score) < along.score / 3


@settings(max_examples=10, deadline=None)
@given(red=st.floats(-0.03, 0.03), blue=st.floats(-0.03, 0.03))
def test_signs_turned_round_turn_the_score_round_and_keep_its_chance(
    red: float, blue: float
) -> None:
    held = baskets({"red": red, "blue": blue})

    one = held.together({"red": 1, "blue": -1}, (0, 0))
    other = held.together({"red": -1, "blue": 1}, (0, 0))

    assert one is not None
    assert other is not None
    assert one.score == pytest.approx(-other.score)
    assert one.p == pytest.approx(other.p)


def test_nothing_after_day_zero_and_nothing_of_it_reaches_the_past() -> None:
    quiet, loud = baskets({}), baskets({"red": 0.5, "blue": -0.5})

    before = quiet.together({"red": 1, "blue": 1}, (0, 0))
    after = loud.together({"red": 1, "blue": 1}, (0, 0))

    assert before is not None
    assert after is not None
    assert before.past == after.past


def test_a_short_past_gives_no_score() -> None:
    young = baskets({"red": 0.1, "blue": 0.1}, count=60)

    assert young.together({"red": 1, "blue": 1}, (0, 0)) is None
    assert young.group("red", (0, 0)).p is None


def test_a_group_of_too_few_has_a_mean_and_no_test() -> None:
    pair = SignedBaskets(
        [Group(id="pair", members=members("red")[:2])], alignment=Alignment(SESSIONS)
    ).group("pair", (0, 0))

    assert pair.abnormal is not None
    assert pair.p is None


def test_a_party_stands_for_itself() -> None:
    alone = SignedBaskets(
        [Group(id="RA", members=members("red", 0.1)[:1], least=1)], Alignment(SESSIONS)
    )

    assert alone.group("RA", (0, 0)).p is not None


PAST = [value + 1e-6 for value in wobble(250)]


@pytest.mark.parametrize("length", [1, 6])
@given(shock=st.floats(0.0001, 0.5))
def test_a_chance_is_that_of_the_simulation_until_no_past_run_reaches_so_far(
    length: int, shock: float
) -> None:
    sizes = past_sizes(PAST, (), length=length)
    p = tail_p(PAST, (), shock, length=length)
    counted = filtered_p(PAST, (), shock, length=length)

    assert p is not None
    assert counted is not None
    if shock <= max(sizes):
        assert p == pytest.approx(counted, abs=1.01 / len(sizes))
    else:
        assert p == pytest.approx(counted * (max(sizes) / shock) ** TAIL_POWER)


@given(small=st.floats(0.001, 0.2), more=st.floats(0.0, 0.2))
def test_a_larger_move_is_never_more_likely(small: float, more: float) -> None:
    one, other = (tail_p(PAST, (), size, length=1) for size in (small, small + more))

    assert one is not None
    assert other is not None
    assert other <= one


def test_without_a_past_there_is_no_chance() -> None:
    assert tail_p([], (), 0.1, length=1) is None
    assert tail_p([0.0] * 100, (), 0.1, length=1) is None

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cli.world import Home
from tapestory.cli.commands.moves import MoveFilter
from tapestory.errors import UsageError
from tapestory.model import EventId, Move, MoveStatus

MOVE = Move(
    event_id=EventId("e1"),
    symbol="META",
    mic="XNAS",
    window=(0, 0),
    session=date(2026, 7, 1),
    raw=0.08,
    expected=0.03,
    abnormal=0.05,
    t=2.0,
    p=0.01,
    q=0.05,
    benchmark="SPY",
    model="market",
    status=MoveStatus.MEASURED,
)


def test_least_moves_are_taken_beyond_the_market_where_that_is_known() -> None:
    assert MoveFilter(min_move=5.0).takes(MOVE)
    assert not MoveFilter(min_move=5.1).takes(MOVE)
    assert MoveFilter(min_move=5.0).takes(replace(MOVE, abnormal=-0.07))
    assert MoveFilter(min_move=8.0).takes(replace(MOVE, abnormal=None))
    assert not MoveFilter(min_move=0.0).takes(replace(MOVE, abnormal=None, raw=None))


def test_moved_asks_for_q_and_a_window_for_that_window() -> None:
    assert MoveFilter(moved=True).takes(MOVE)
    assert not MoveFilter(moved=True).takes(replace(MOVE, q=0.051))
    assert not MoveFilter(moved=True).takes(replace(MOVE, q=None))
    assert MoveFilter(window="0,0", symbol="meta").takes(MOVE)
    assert not MoveFilter(window="[0,1]").takes(MOVE)
    with pytest.raises(UsageError, match="is no window"):
        MoveFilter(window="five").takes(MOVE)


def test_a_symbol_that_nobody_knows_is_not_found_and_a_name_will_do(initialised: Home) -> None:
    assert initialised("moves", "list", "--symbol", "ZZZZZ").code == 4
    assert initialised("moves", "list", "--symbol", "nebius").code == 0

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.world import Home
from digest.pieces import move
from tapestory.cli.move_shape import parts_json

PART = st.floats(-0.2, 0.2)


@given(expected=PART, peers=PART, own=PART)
def test_the_parts_of_a_move_add_up_to_it(expected: float, peers: float, own: float) -> None:
    plain = move("NBIS", expected + peers + own, abnormal=peers + own)
    made = replace(plain, expected=expected, market=0.03, peers=peers, own=own, peer_count=4)

    split = parts_json(made)["split"]

    assert split["market"] + split["peers"] + split["own"] == pytest.approx(made.raw)
    assert parts_json(made)["market"] == 0.03
    assert parts_json(plain)["split"] is None


def test_a_symbol_in_small_letters_is_the_one_that_is_known(sample: Home) -> None:
    answer = sample("moves", "measure", "--symbol", "meta", "--session", "2026-07-01", "--json")

    assert (answer.code, answer.json["symbol"]) == (0, "META")

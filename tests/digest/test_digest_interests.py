from __future__ import annotations

from dataclasses import replace

import pytest

from digest.builders import meta_event
from tapestory.digest.interests import EVERYTHING, Interests, symbols_wanted, wanted
from tapestory.digest.ranking import own_moves, size_of
from tapestory.model import Role

VIEW = meta_event()
LARGEST = max(size_of(move) for move in own_moves(VIEW))


@pytest.mark.parametrize(
    ("interests", "expected"),
    [
        (EVERYTHING, True),
        (Interests(tickers=frozenset({"META"})), True),
        (Interests(tickers=frozenset({"meta"})), True),
        (Interests(tickers=frozenset({"NOSUCH"})), False),
        (Interests(tickers=frozenset({"NOSUCH"}), sectors=frozenset({"neocloud"})), True),
        (Interests(sectors=frozenset({"nosuch"})), False),
        (Interests(narratives=frozenset({VIEW.shares[0].narrative})), True),
        (Interests(narratives=frozenset({"nosuch"})), False),
        (Interests(min_move=LARGEST), True),
        (Interests(min_move=LARGEST * 1.01), False),
        (Interests(tickers=frozenset({"META"}), min_move=LARGEST * 1.01), False),
    ],
)
def test_an_event_is_told_when_it_concerns_what_is_named_and_moved_far_enough(
    interests: Interests, *, expected: bool
) -> None:
    assert wanted(VIEW, interests) is expected


@pytest.mark.parametrize("tickers", [{"META"}, {"meta", "NOSUCH"}, {"ORCL", "NBIS"}])
def test_what_is_wanted_for_its_symbols_names_one_of_them(tickers: set[str]) -> None:
    interests = Interests(tickers=frozenset(tickers))
    symbols = symbols_wanted(interests)

    assert symbols is not None
    named = {link.symbol.upper() for link in VIEW.links if link.symbol}
    assert bool(named & symbols) >= wanted(VIEW, interests)


@pytest.mark.parametrize(
    "interests",
    [
        EVERYTHING,
        Interests(min_move=0.1),
        Interests(tickers=frozenset({"META"}), sectors=frozenset({"neocloud"})),
        Interests(tickers=frozenset({"META"}), narratives=frozenset({"any"})),
    ],
)
def test_no_symbol_is_asked_for_where_something_else_may_be_wanted(interests: Interests) -> None:
    assert symbols_wanted(interests) is None


def test_who_is_merely_mentioned_is_not_concerned() -> None:
    links = tuple(replace(link, role=Role.MENTIONED) for link in VIEW.links)

    assert not wanted(replace(VIEW, links=links), Interests(tickers=frozenset({"META"})))

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.builders import meta_event
from tapestory.digest.interests import EVERYTHING, Interests, wanted
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


def test_who_is_merely_mentioned_is_not_concerned() -> None:
    links = tuple(replace(link, role=Role.MENTIONED) for link in VIEW.links)

    assert not wanted(replace(VIEW, links=links), Interests(tickers=frozenset({"META"})))

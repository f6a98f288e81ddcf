"""An article that a person took elsewhere goes there, or it is said that only the store knows."""

from __future__ import annotations

from matching.told import CONCEPTS, told
from tapestory.matching import Matcher, MatchItem, event_id_for
from tapestory.model import ArticleId, ArticleKind, EventId

TITLE = "Acme recalls turbines, Borealis halts merger, harbour vote"
THERE = EventId("there")


def matcher(*items: MatchItem) -> Matcher:
    found = Matcher(CONCEPTS)
    for item in items:
        found.place(item)
    return found


def test_what_is_taken_out_of_an_event_alone_leaves_none_behind() -> None:
    known = matcher(told("a", TITLE))

    assert known.carry(ArticleId("a"), THERE)

    assert known.where(ArticleId("a")) == THERE
    assert known.live_events == 1


def test_where_a_round_up_is_left_that_spoke_for_nothing_only_the_store_knows_what_is() -> None:
    roundup = told("a", TITLE, kind=ArticleKind.ROUNDUP)
    known = matcher(roundup, told("b", TITLE, minutes=1))
    assert known.where(ArticleId("b")) == event_id_for(roundup.article_id)

    assert not known.carry(ArticleId("b"), THERE)

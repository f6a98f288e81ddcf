"""What storylines are decided from comes back as it was kept; what nobody holds is gone."""

from __future__ import annotations

from store.builders import at
from tapestory.model import EventId, StorylineId
from tapestory.store import Store
from tapestory.store.live_storylines import StoredHead, StoredHolders, StoredTotals

S1, S2 = StorylineId("s-e1"), StorylineId("s-e2")
E1, E2 = EventId("e1"), EventId("e2")


def head(minute: float) -> StoredHead:
    return StoredHead(
        first=at(0), last=at(minute), stands_alone=False, centre={"ferry": 1 / 3, "s:ACME": 0.4}
    )


def test_a_live_storyline_comes_back_to_the_last_digit_until_it_goes_on_no_more(
    store: Store,
) -> None:
    with store.writing() as session:
        session.live_storylines.keep_heads({S1: head(5), S2: head(9)})
        assert session.live_storylines.heads([S1, S2]) == {S1: head(5), S2: head(9)}
        assert session.live_storylines.silent_since(at(9)) == {S1: at(5)}

        session.live_storylines.keep_heads({S1: None, S2: head(10)})
        assert session.live_storylines.heads([S1, S2]) == {S2: head(10)}


def test_who_holds_a_feature_comes_back_in_order_until_nobody_does(store: Store) -> None:
    some = StoredHolders(storylines=2, events=3, latest=[S2, S1])
    nobody = StoredHolders(storylines=0, events=0, latest=[])
    with store.writing() as session:
        session.live_storylines.keep_holders({"ferry": some, "tower": some})
        session.live_storylines.keep_holding({"ferry": [E2, E1], "tower": [E1]})
        session.live_storylines.keep_holders({"tower": nobody})
        session.live_storylines.keep_holding({"tower": []})

        assert session.live_storylines.holders(["ferry", "tower"]) == {"ferry": some}
        assert session.live_storylines.counts(["ferry", "tower"]) == {"ferry": (2, 3)}
        assert session.live_storylines.events_holding(["ferry", "tower"]) == {"ferry": [E2, E1]}


def test_nothing_counts_before_the_totals_are_kept_and_after_all_was_cleared(
    store: Store,
) -> None:
    with store.writing() as session:
        session.live_storylines.keep_heads({S1: head(5)})
        assert session.live_storylines.totals() is None
        for number in (1, 2):
            session.live_storylines.keep_totals(storylines=number, events=7)
        assert session.live_storylines.totals() == StoredTotals(storylines=2, events=7)

        session.live_storylines.clear()
        assert session.live_storylines.totals() is None
        assert session.live_storylines.heads([S1]) == {}

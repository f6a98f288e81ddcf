"""Events → storylines: who continues whom, one storyline each, whatever else is in the news."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.told import CONCEPTS, START, Archive, told
from tapestory.matching import MatchItem
from tapestory.matching.storylines import (
    Storylines,
    StorylineSettings,
    Teller,
    Told,
    founder_of,
    storyline_id_for,
)
from tapestory.model import ArticleKind, EventId, StorylineId

TELLER = Teller(CONCEPTS)


def event(name: str, *items: MatchItem) -> Told:
    return TELLER.told(EventId(name), [TELLER.gist(item) for item in items])


def headline(title: str, *, days: float = 0, kind: ArticleKind = ArticleKind.NEWS) -> MatchItem:
    return told(title, title, minutes=24 * 60 * days, kind=kind)


FERRY = event("ferry", headline("Ferry Halcyon sinks off Corran with ninety aboard"))
SEARCH = event("search", headline("Divers search wreck of ferry Halcyon for survivors", days=2))
INQUIRY = event("inquiry", headline("Inquiry blames Halcyon owner for loose ferry cargo", days=25))
TOWER = event("tower", headline("Mayor opens tallest timber tower in Brandeck"))
ORCHARD = event("orchard", headline("Late frost ruins cherry orchards around Lissel", days=1))
NEWS = (FERRY, SEARCH, INQUIRY, TOWER, ORCHARD)


def storylines() -> Storylines:
    return Storylines(TELLER.background)


def partition(found: Storylines, events: tuple[Told, ...]) -> set[frozenset[EventId]]:
    by: dict[StorylineId | None, set[EventId]] = {}
    for one in events:
        by.setdefault(found.storyline_of(one.event_id), set()).add(one.event_id)
    assert None not in by
    return {frozenset(group) for group in by.values()}


def test_a_search_and_an_inquiry_continue_the_wreck_that_they_are_about() -> None:
    found = storylines()
    chained = [found.tell(one) for one in (FERRY, SEARCH, INQUIRY)]

    assert {one.storyline for one in chained} == {storyline_id_for(FERRY.event_id)}
    assert [told.event_id for told in found.members(chained[0].storyline)] == [
        "ferry",
        "search",
        "inquiry",
    ]


def test_an_event_that_continues_nothing_founds_a_storyline_of_its_own() -> None:
    found = storylines()
    found.tell(FERRY)
    chained = found.tell(TOWER)

    assert (chained.storyline, chained.score, chained.shared) == ("s-tower", 1.0, ())
    assert founder_of(chained.storyline) == "tower"


def test_a_match_says_what_connects_it() -> None:
    found = storylines()
    found.tell(FERRY)

    assert set(found.tell(SEARCH).shared) >= {"ferry", "halcy"}


@given(order=st.permutations(NEWS))
def test_the_order_of_events_does_not_matter_to_the_chains(order: list[Told]) -> None:
    found = storylines()
    for one in order:
        found.tell(one)

    assert partition(found, NEWS) == {
        frozenset({EventId("ferry"), EventId("search"), EventId("inquiry")}),
        frozenset({EventId("tower")}),
        frozenset({EventId("orchard")}),
    }


WORDS = (
    *("ferry", "wreck", "tower", "frost", "cherry", "inquiry"),
    *("mayor", "diver", "owner", "timber", "cargo", "orchard"),
)


@st.composite
def streams(draw: st.DrawFn) -> list[Told]:
    """Return tellings of a few events, in which each may grow, change its words, or be a list."""
    found = []
    for number in range(draw(st.integers(1, 25))):
        title = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=5)))
        days = draw(st.integers(0, 300))
        name = draw(st.sampled_from("abcdefgh"))
        kind = draw(st.sampled_from([ArticleKind.NEWS, ArticleKind.NEWS, ArticleKind.ROUNDUP]))
        found.append(event(name, headline(f"{title} {number}", days=days, kind=kind)))
    return found


@given(stream=streams())
def test_each_live_event_is_in_exactly_one_storyline(stream: list[Told]) -> None:
    found = storylines()
    for one in stream:
        chained = found.tell(one)
        assert one in found.members(chained.storyline)
        assert found.storyline_of(one.event_id) == chained.storyline
        assert all(not found.members(gone) for gone in chained.absorbed)

    names = {one.event_id for one in stream}
    live = {name: found.storyline_of(name) for name in names}
    members = [
        told.event_id
        for storyline in {place for place in live.values() if place is not None}
        for told in found.members(storyline)
    ]
    assert sorted(members) == sorted(name for name, place in live.items() if place is not None)


@given(stream=streams())
def test_the_same_tellings_make_the_same_storylines(stream: list[Told]) -> None:
    one, other = storylines(), storylines()

    assert [one.tell(told) for told in stream] == [other.tell(told) for told in stream]


@given(stream=streams())
def test_withdrawing_every_event_leaves_nothing_behind(stream: list[Told]) -> None:
    found = storylines()
    for one in stream:
        found.tell(one)
    for one in stream:
        found.withdraw(one.event_id)

    fresh = storylines()
    assert len(found) == 0
    assert found.tell(FERRY) == fresh.tell(FERRY)
    assert all(found.rarity(word) == fresh.rarity(word) for word in WORDS)


def test_a_round_up_connects_nothing() -> None:
    title = "Ferry Halcyon sinks, timber tower opens in Brandeck, frost ruins Lissel cherries"
    wrap = event("wrap", headline(title, kind=ArticleKind.ROUNDUP))
    found = storylines()
    for one in (wrap, FERRY, TOWER, ORCHARD):
        found.tell(one)

    assert len(partition(found, (wrap, FERRY, TOWER, ORCHARD))) == 4


def test_a_list_among_the_articles_of_an_event_does_not_speak_for_it() -> None:
    lists = headline("Tower, frost and cherries: the day in brief", kind=ArticleKind.ROUNDUP)
    both = event("ferry", headline("Ferry Halcyon sinks off Corran with ninety aboard"), lists)

    assert both.holds == FERRY.holds
    assert (both.articles, both.is_roundup) == (2, False)


@pytest.mark.parametrize(("days", "continues"), [(30, True), (119, False), (400, False)])
def test_a_retelling_a_month_later_finds_its_storyline_and_a_year_later_it_does_not(
    days: float, *, continues: bool
) -> None:
    late = event("late", headline("Ferry Halcyon wreck raised off Corran", days=days))
    found = storylines()
    found.tell(FERRY)

    assert (found.tell(late).storyline == "s-ferry") is continues


def test_a_storyline_that_is_over_is_forgotten() -> None:
    found = storylines()
    found.tell(FERRY)
    found.tell(event("late", headline("Mayor closes timber tower", days=500)))

    assert found.storyline_of(FERRY.event_id) is None
    assert len(found) == 1


def test_an_event_that_grew_into_another_story_moves_there_unless_it_founded_its_own() -> None:
    found = storylines()
    for one in (FERRY, SEARCH, TOWER):
        found.tell(one)
    vague = event("vague", headline("Divers search ferry Halcyon off Corran"))
    assert found.tell(vague).storyline == "s-ferry"

    clear = replace(TOWER, event_id=EventId("vague"))
    assert found.tell(clear).storyline == "s-tower"
    assert found.tell(replace(TOWER, event_id=EventId("ferry"))).storyline == "s-ferry"


def test_an_event_that_shows_two_storylines_to_be_one_merges_them_into_the_longer() -> None:
    settings = StorylineSettings(threshold=0.25, merge=0.2)
    found = Storylines(TELLER.background, settings)
    one = event("one", headline("Ferry Halcyon sinks off Corran"))
    two = event("two", headline("Halcyon sinks: ferry cargo blamed off Corran"))
    other = event("other", headline("Ninety drowned as cargo shifts at night", days=1))
    both = event("both", headline("Halcyon ferry: ninety drowned as cargo shifts", days=2))
    for told_now in (one, two, other):
        found.tell(told_now)
    assert found.storyline_of(other.event_id) == "s-other"

    chained = found.tell(both)

    assert (chained.storyline, chained.absorbed) == ("s-one", ("s-other",))
    assert found.storyline_of(other.event_id) == "s-one"
    assert found.storyline_of(founder_of(StorylineId("s-other"))) == "s-one"


def test_what_is_recalled_is_as_good_as_what_was_told() -> None:
    live, rebuilt = storylines(), Storylines(TELLER.background, past=Archive(NEWS))
    for one in (FERRY, SEARCH, TOWER):
        rebuilt.recall(one, live.tell(one).storyline)

    assert rebuilt.tell(INQUIRY) == live.tell(INQUIRY)


def test_the_name_of_a_story_stays_rare_however_often_it_is_told() -> None:
    found = storylines()
    before = found.rarity("halcy")
    for number in range(40):
        title = f"Ferry Halcyon wreck, day {number}: divers search off Corran"
        found.tell(event(f"e{number}", headline(title, days=number / 10)))

    assert len(found) == 1
    assert found.rarity("halcy") > 0.5 * before


def test_what_is_all_over_the_news_connects_nothing() -> None:
    places = ("Ardle", "Bremm", "Cossie", "Dunnock", "Eskar", "Fennow", "Garrick", "Hesper")
    found = storylines()
    for number, place in enumerate(places * 4):
        words = f"{place}{number} council {place[::-1]}{number} budget {number}"
        found.tell(event(f"e{number}", headline(f"Weather warning: {words}", days=number)))

    assert found.rarity("weath") < found.rarity("halcy")


def test_the_centre_of_a_long_storyline_is_bounded() -> None:
    found = storylines()
    for number in range(200):
        names = " ".join(f"w{number}x{n}" for n in range(6))
        found.tell(event(f"e{number}", headline(f"Ferry Halcyon Corran {names}")))

    assert found.storyline_of(EventId("e199")) is not None


def test_a_time_before_what_is_known_is_told_like_any_other() -> None:
    found = storylines()
    found.tell(SEARCH)
    early = replace(FERRY, first=START - timedelta(days=3), last=START - timedelta(days=3))

    assert found.tell(early).storyline == "s-search"

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.told import CONCEPTS, RECALL, UNRELATED, told
from tapestory.matching import MatchItem
from tapestory.matching.concepts import ConceptFinder
from tapestory.matching.events import MEMBERS, LiveEvent
from tapestory.matching.features import Features, extract, weigh
from tapestory.matching.frequencies import Frequencies
from tapestory.matching.likeness import alikeness, likeness, pair_likeness, probability
from tapestory.matching.parting import parts_of
from tapestory.model import ArticleId, EventId

FINDER = ConceptFinder(CONCEPTS)
RARITY = Frequencies(timedelta(days=21)).weights


def read(item: MatchItem) -> Features:
    return weigh(extract(item, FINDER, lead=400, depth=1500), RARITY)


def event_of(articles: list[Features]) -> LiveEvent:
    event = LiveEvent.found(EventId("event000"), articles[0].raw.time)
    for article in articles:
        event.take(article, lists=False)
    return event


ARTICLES = [read(item) for item in (*RECALL, *UNRELATED)]
SOME = st.lists(st.sampled_from(ARTICLES), min_size=1, unique_by=lambda one: one.raw.article_id)


@given(SOME, st.sampled_from(ARTICLES))
def test_likeness_to_an_event_in_one_language_is_the_mean_over_its_articles(
    members: list[Features], article: Features
) -> None:
    members = [one for one in members if one.raw.lang == article.raw.lang and one is not article]
    if not members:
        return

    mean = sum(pair_likeness(article, one) for one in members) / len(members)

    # Time is averaged apart from what is shared; these articles are of one day.
    assert likeness(article, event_of(members)) == pytest.approx(mean, rel=0.05, abs=1e-6)


@given(SOME, st.sampled_from(ARTICLES))
def test_what_an_article_shares_with_itself_does_not_hold_it_in_its_event(
    members: list[Features], article: Features
) -> None:
    others = [one for one in members if one is not article]
    if not others:
        return

    inside = likeness(article, event_of([*others, article]))

    assert inside == pytest.approx(likeness(article, event_of(others)), rel=0.05, abs=1e-6)


@given(SOME, SOME)
def test_two_events_are_as_alike_from_either_side(
    left: list[Features], right: list[Features]
) -> None:
    one, other = event_of(left), event_of(right)

    assert alikeness(one, other) == pytest.approx(alikeness(other, one), abs=1e-6)


@given(st.permutations(ARTICLES), st.integers(1, 9))
def test_an_event_is_the_same_whichever_way_its_articles_came(
    order: list[Features], leaving: int
) -> None:
    straight = event_of(sorted(order[leaving:], key=lambda one: one.hours))
    roundabout = event_of(order)
    for one in order[:leaving]:
        roundabout.release(one.raw.article_id)

    assert list(roundabout.members) == list(straight.members)
    assert list(roundabout.times) == list(straight.times)
    assert (roundabout.first, roundabout.last) == (straight.first, straight.last)
    assert roundabout.size == straight.size
    assert roundabout.headlines.actions == straight.headlines.actions
    for article in ARTICLES:
        assert likeness(article, roundabout) == pytest.approx(likeness(article, straight), abs=1e-6)


def test_an_absorbed_event_is_part_of_the_whole() -> None:
    whole, half, other = event_of(ARTICLES), event_of(ARTICLES[:4]), event_of(ARTICLES[4:])

    half.absorb(other)

    assert half.size == whole.size
    assert list(half.members) == list(whole.members)
    for article in ARTICLES:
        assert likeness(article, half) == pytest.approx(likeness(article, whole), abs=1e-6)


def test_tellings_in_two_languages_are_alike_by_what_needs_no_words() -> None:
    english, chinese, other = ARTICLES[0], ARTICLES[2], read(UNRELATED[3])

    assert pair_likeness(english, chinese) > 3 * pair_likeness(english, other)


def test_the_further_apart_in_time_the_less_alike() -> None:
    title = "Acme recalls turbines after cracks in rotor blades"
    first = read(told("a", title))
    later = [read(told(f"b{days}", title, minutes=days * 1440)) for days in (0, 1, 5, 20)]

    alike = [pair_likeness(first, one) for one in later]

    assert alike == sorted(alike, reverse=True)
    assert alike[-1] > 0.0


def test_a_time_that_may_be_off_does_not_set_articles_apart() -> None:
    title = "Acme recalls turbines after cracks in rotor blades"
    first, later = read(told("a", title)), told("b", title, minutes=5 * 1440)
    vague = MatchItem(
        article_id=later.article_id,
        title=title,
        text="",
        lang="en",
        time=later.time,
        symbols=frozenset(),
        slack=timedelta(days=15),
    )

    assert pair_likeness(first, read(vague)) > pair_likeness(first, read(later))


@given(st.floats(0, 2), st.floats(0, 2))
def test_the_more_alike_the_more_probable(one: float, other: float) -> None:
    low, high = sorted((one, other))

    assert 0.0 <= probability(low) <= probability(high) <= 1.0


def test_an_event_keeps_no_more_articles_than_it_may() -> None:
    articles = [
        read(told(f"a{n:03}", f"Acme recalls turbine number {n}", minutes=n)) for n in range(100)
    ]

    event = event_of(articles)

    assert event.size == 100
    assert list(event.members) == [ArticleId(f"a{n:03}") for n in range(100 - MEMBERS, 100)]


def test_articles_of_two_stories_part_and_those_of_one_do_not() -> None:
    other = [
        read(told("m1", "Borealis explores merger with rival ferry group", minutes=1)),
        read(told("m2", "Ferry group Borealis confirms merger talks with rival", minutes=7)),
    ]
    recall = [read(item) for item in RECALL]

    assert parts_of([*recall, *other], least=0.15) == [recall, other]
    assert parts_of(recall, least=0.15) == [recall]
    assert parts_of([], least=0.15) == []

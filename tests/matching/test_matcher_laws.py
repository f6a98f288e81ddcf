"""What holds whatever arrives, in whatever order: nothing lost, nothing doubled, nothing kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matching.ledger import Ledger, check, entered, followed, groups, live
from matching.streams import stream, tells_one_story, with_times
from matching.told import CONCEPTS, RECALL, UNRELATED, told
from tapestory.matching import Matcher, MatchItem, MatchSettings
from tapestory.matching.events import MEMBERS
from tapestory.model import ArticleId, EventId

SEEDS = st.integers(0, 10**6)
GAPS = st.sampled_from([60.0, 1440.0, 8000.0])
TIGHT = st.builds(
    MatchSettings,
    max_live_events=st.sampled_from([1, 2, 5, 50_000]),
    posting=st.sampled_from([1, 2, 64]),
    small=st.sampled_from([1, 3, 16]),
    regrouped=st.sampled_from([2, 6, 32]),
    rivals=st.sampled_from([1, 4]),
    ready=st.sampled_from([0, 2, 4_096]),
)
lawful = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def matcher_of(wanted: MatchSettings | None = None) -> Matcher:
    return Matcher(CONCEPTS, wanted)


def restored(past: Sequence[MatchItem], at: dict[ArticleId, EventId]) -> Matcher:
    matcher = matcher_of()
    for item in past:
        matcher.remember(item, at[item.article_id])
    return matcher


@lawful
@given(SEEDS, GAPS, TIGHT)
def test_every_article_is_in_one_event_and_the_matcher_knows_which(
    seed: int, gap: float, wanted: MatchSettings
) -> None:
    items = stream(seed, gap=gap)

    ledger = followed(matcher_of(wanted), items)

    assert ledger.at.keys() == {item.article_id for item in items}
    assert not ledger.leads.keys() & {*ledger.at.values()}


@lawful
@given(st.permutations(range(25)), SEEDS)
def test_a_clock_that_jumps_back_and_forth_loses_nothing(order: list[int], seed: int) -> None:
    items = stream(seed, size=25, gap=20_000)

    ledger = followed(matcher_of(), [items[which] for which in order])

    assert len(ledger.at) == 25


@lawful
@given(SEEDS, st.integers(1, 30))
def test_the_same_articles_again_change_nothing(seed: int, stop: int) -> None:
    items = stream(seed)
    once, twice = matcher_of(), matcher_of()
    before, ledger = followed(once, items[:stop]), followed(twice, items[:stop])

    for item in items[:stop]:
        again = twice.place(item)
        assert again.event_id == ledger.at[item.article_id]
        assert (again.absorbed, again.moved, again.covers) == ((), (), ())
    check(twice, ledger)

    assert followed(once, items[stop:], before) == followed(twice, items[stop:], ledger)


@lawful
@given(SEEDS, st.integers(0, 30), GAPS)
def test_a_matcher_restored_from_where_articles_ended_goes_on_alike(
    seed: int, stop: int, gap: float
) -> None:
    # Round-ups leave no trace in the event of a report, so where that goes they may stay behind.
    items = [item for item in stream(seed, gap=gap) if tells_one_story(item)]
    running = matcher_of()
    ledger = followed(running, items[:stop])
    anew = restored(items[:stop], ledger.at)
    check(anew, Ledger(dict(ledger.at)))

    for item in items[stop:]:
        assert anew.place(item) == running.place(item)


@lawful
@given(SEEDS, st.integers(2, 25), st.sets(st.integers(0, 24), min_size=1, max_size=6))
def test_what_people_placed_never_moves_and_its_event_goes_nowhere(
    seed: int, stop: int, chosen: set[int]
) -> None:
    items = stream(seed, size=40)
    ledger = followed(matcher_of(), items[:stop])
    matcher = restored(items[:stop], ledger.at)
    pins = {item.article_id: ledger.at[item.article_id] for item in items[:stop]}
    pins = {name: pins[name] for n, name in enumerate(list(pins)) if n in chosen}
    for name, event_id in pins.items():
        matcher.pin(name, event_id)

    for item in items[stop:]:
        placement = matcher.place(item)
        assert not {*placement.absorbed} & {*pins.values()}
        assert not {moved.article_id for moved in placement.moved} & pins.keys()
        ledger.follow(item, placement)
        check(matcher, ledger)

    assert pins.items() <= ledger.at.items()


def test_a_pin_counts_though_its_article_is_no_longer_kept() -> None:
    matcher = matcher_of()
    matcher.remember(RECALL[0], EventId("theirs"), pinned=True)
    ledger = Ledger({RECALL[0].article_id: EventId("theirs")})
    retold = [
        replace(RECALL[0], article_id=ArticleId(f"more{n}"), time=RECALL[0].time + timedelta(0, n))
        for n in range(1, 2 * MEMBERS)
    ]
    followed(matcher, retold, ledger)
    assert RECALL[0].article_id not in live(matcher)[0].members

    followed(matcher, RECALL[1:], ledger)
    assert ledger.at[RECALL[0].article_id] == EventId("theirs")


@pytest.mark.parametrize("title", ["", " \n", "…", "\u200b", "404", "\ud83d", "–"])
@pytest.mark.parametrize("lang", ["en", "und", "xx", ""])
def test_an_article_without_words_is_alone_amid_any_news(title: str, lang: str) -> None:
    items = stream(7)
    mute = [told(f"mute{n}", title, lang=lang, minutes=n * 100.0) for n in range(len(items) // 3)]

    ledger = followed(matcher_of(), sorted([*items, *mute], key=lambda item: item.time))

    assert {frozenset({item.article_id}) for item in mute} <= ledger.groups


@pytest.mark.parametrize("lang", ["und", "xx", "", "tlh", "EN-latn-x-none"])
def test_a_language_that_nobody_knows_is_matched_by_its_words(lang: str) -> None:
    items = [replace(item, lang=lang) for item in RECALL if item.lang == "en"]

    ledger = followed(matcher_of(), items)

    assert len(ledger.groups) == 1


@lawful
@given(st.integers(0, 20), st.sampled_from([1, 3, 20]))
def test_memory_is_bounded_by_live_events(seed: int, most: int) -> None:
    matcher = matcher_of(MatchSettings(max_live_events=most, posting=4))

    followed(matcher, stream(seed, size=40))

    index = matcher._index
    assert matcher.live_events <= most
    assert len(entered(matcher)) <= matcher.live_events
    assert all(len(posting) <= 4 for posting in index._postings.values())


def test_memory_is_bounded_in_one_event_that_never_ends() -> None:
    matcher = matcher_of()
    items = [
        replace(
            RECALL[n % 2],
            article_id=ArticleId(f"n{n}"),
            title=f"{RECALL[n % 2].title} w{n}",
            text=f"{RECALL[n % 2].text} {' '.join(f'word{n}x{k}' for k in range(9))}",
            time=RECALL[0].time + timedelta(minutes=n),
        )
        for n in range(400)
    ]
    followed(matcher, items[:20])
    for item in items[20:]:
        matcher.place(item)

    for event in live(matcher):
        assert len(event.members) <= MEMBERS
        assert all(len(part.full) <= 768 for part in event.parts.values())


@lawful
@given(st.permutations(range(10)))
def test_the_order_within_a_minute_does_not_change_who_is_together(order: list[int]) -> None:
    items = [
        replace(item, time=RECALL[0].time + timedelta(seconds=n))
        for n, item in enumerate([*RECALL, *UNRELATED])
    ]
    recall = {item.article_id for item in RECALL}

    ledger = followed(matcher_of(), with_times(items, order))

    assert {group for group in ledger.groups if not group & recall} == {
        frozenset({item.article_id}) for item in UNRELATED
    }
    assert max(len(group & recall) for group in ledger.groups) >= len(recall) - 1


def test_groups_are_told_from_where_articles_are() -> None:
    a, b, c = (ArticleId(name) for name in "abc")

    assert groups({a: EventId("e"), b: EventId("f"), c: EventId("e")}) == {
        frozenset({a, c}),
        frozenset({b}),
    }

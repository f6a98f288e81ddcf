"""Texts that are edited: whose word counts, and how often a wording is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.keeping.feed_rooms import (
    BOOKS,
    CRANES,
    LIBRARY,
    MIRROR,
    PORT,
    Newsroom,
    at,
)
from tapestory.model.articles import UNDATED
from tapestory.pipeline.keep_step import Kept

THIEF = "https://thief.example/rss"


def test_what_another_feed_says_at_our_address_changes_nothing_of_ours(room: Newsroom) -> None:
    room.poll(CRANES)
    [ours] = room.articles()
    theft = replace(
        CRANES, title="Buy our coin", text=LIBRARY * 9, outlet="Thief", published=at(-200)
    )

    for _ in range(3):
        assert room.poll(theft, feed=THIEF) == Kept()
        assert room.articles() == [ours]
        theft = replace(theft, text=theft.text + " More.")


def test_the_guid_of_another_feed_is_nothing_to_us(room: Newsroom) -> None:
    room.poll(CRANES)
    theft = replace(CRANES, link="https://thief.example/x", text=LIBRARY)

    assert room.poll(theft, feed=THIEF).new == 1
    assert {article.text for article in room.articles()} == {PORT, LIBRARY}


def test_the_rest_of_a_text_may_come_from_another_feed_and_only_that(room: Newsroom) -> None:
    teaser = replace(CRANES, text=PORT[:70] + " …")
    room.poll(teaser, feed="https://wire.example/teasers")
    for text in (LIBRARY * 2, f"{PORT} {LIBRARY}", LIBRARY * 4):
        room.poll(replace(CRANES, title="Ours now", text=text), feed=MIRROR)

    [article] = room.articles()
    assert (article.title, article.text) == (CRANES.title, f"{PORT} {LIBRARY}")
    assert article.outlet == "wire.example"


@pytest.mark.parametrize("stranger", [THIEF, "https://ann.thief.example/rss"])
def test_an_empty_text_is_filled_by_its_publisher_alone(room: Newsroom, stranger: str) -> None:
    room.poll(replace(CRANES, text=""))
    room.poll(replace(CRANES, text=LIBRARY), feed=stranger)
    assert room.articles()[0].text == ""

    room.poll(replace(CRANES, text=PORT), feed="https://wire.example/full")
    assert room.articles()[0].text == PORT


def test_a_word_or_two_are_no_beginning_that_a_stranger_may_go_on_from(room: Newsroom) -> None:
    room.poll(replace(CRANES, text="Cranes."))
    room.poll(replace(CRANES, title="Buy our coin", text=f"Cranes. {LIBRARY}"), feed=THIEF)

    assert room.articles()[0].text == "Cranes."


def test_ports_of_one_machine_are_different_publishers(room: Newsroom) -> None:
    room.poll(replace(CRANES, link="http://127.0.0.1:81/1"), feed="http://127.0.0.1:81/rss")
    theft = replace(CRANES, link="http://127.0.0.1:81/1", text=LIBRARY * 2)

    assert room.poll(theft, feed="http://127.0.0.1:82/rss") == Kept()
    assert room.articles()[0].text == PORT


def test_the_publisher_dates_what_a_stranger_dated_first(room: Newsroom) -> None:
    room.poll(replace(CRANES, published=at(-90_000)), feed=MIRROR)
    room.poll(CRANES)

    assert room.articles()[0].published == CRANES.published


def test_the_publisher_has_the_word_over_who_passed_it_on_earlier(room: Newsroom) -> None:
    passed_on = replace(CRANES, title="Wow, cranes", text="Look at this!", published=at(-1))
    room.poll(replace(passed_on, outlet="Mirror"), feed=MIRROR)
    [first] = room.articles()

    assert room.poll(CRANES).updated == 1
    assert room.poll(replace(passed_on, title="Wow again"), feed=MIRROR) == Kept()

    [article] = room.articles()
    assert (article.id, article.first_seen) == (first.id, first.first_seen)
    assert (article.title, article.text, article.outlet) == (CRANES.title, PORT, "wire.example")
    assert article.published == CRANES.published


def test_two_wordings_in_turn_do_not_pile_up(room: Newsroom) -> None:
    for turn in range(40):
        room.poll(replace(CRANES, text=PORT if turn % 2 else LIBRARY))

    assert room.revisions() <= 7


@pytest.mark.parametrize("turns", [3, 8, 9, 30])
def test_what_a_feed_stays_at_is_what_we_hold_in_the_end(room: Newsroom, turns: int) -> None:
    for turn in range(turns):
        room.poll(replace(CRANES, text=LIBRARY if turn % 2 else PORT))
    before = room.revisions()
    for _ in range(turns + 1):
        room.poll(replace(CRANES, text=PORT))

    assert room.articles()[0].text == PORT
    assert room.revisions() <= before + 1


def test_a_correction_that_is_taken_back_is_followed(room: Newsroom) -> None:
    for text in (PORT, LIBRARY, PORT):
        room.poll(replace(CRANES, text=text))

    assert room.articles()[0].text == PORT


def test_a_text_that_counts_its_readers_is_reworded_ever_more_seldom(room: Newsroom) -> None:
    counted = []
    for turn in range(300):
        room.poll(replace(CRANES, text=f"{PORT} Read {turn} times."))
        counted.append(room.revisions())

    assert counted[14] == 14
    assert counted[-1] < 70
    assert counted[-1] > counted[150] > counted[50]


def test_a_feed_that_falls_back_to_teasers_takes_no_text_away(room: Newsroom) -> None:
    full = f"{PORT} {LIBRARY}"
    room.poll(replace(CRANES, text=full))

    assert room.poll(replace(CRANES, text=PORT[:80] + "...")) == Kept()
    assert room.poll(replace(CRANES, text="")) == Kept()
    assert room.poll(replace(CRANES, title="Cranes leased by board", text="")).updated == 1

    [article] = room.articles()
    assert (article.title, article.text) == ("Cranes leased by board", full)


def test_a_later_date_never_re_dates_and_a_first_one_fills_in(room: Newsroom) -> None:
    room.poll(CRANES, replace(BOOKS, published=UNDATED))
    room.poll(replace(CRANES, published=at(-30)), replace(BOOKS, published=at(40)))
    room.poll(replace(CRANES, published=at(2), text=PORT + " More."), BOOKS)
    # A date alone is no news, but it comes along with whatever else is.
    room.poll(CRANES, replace(BOOKS, guid="new"))

    dates = {article.title: article.published for article in room.articles()}
    assert dates == {CRANES.title: CRANES.published, BOOKS.title: BOOKS.published}


def test_a_clock_set_back_orders_nothing_before_its_time(room: Newsroom) -> None:
    room.poll(CRANES)
    [first] = room.articles()
    room.poll(replace(CRANES, text=LIBRARY), BOOKS, later=timedelta(days=-3))
    room.poll(CRANES, feed=MIRROR, later=timedelta())

    present = {article.title: article for article in room.articles()}
    assert present[CRANES.title].first_seen == first.first_seen
    assert present[CRANES.title].text == LIBRARY
    [then] = [one for one in room.articles(as_of=first.first_seen) if one.id == first.id]
    assert then.text == LIBRARY
    assert present[BOOKS.title].first_seen == room.now

"""What becomes of entries over many polls: each article once, in the words of its publisher."""

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
    START,
    Newsroom,
    articles,
    at,
    entry,
)
from tapestory.model.articles import UNDATED
from tapestory.pipeline.index_step import index_articles
from tapestory.pipeline.keep_step import Kept
from tapestory.store import maintenance


def test_an_article_that_moves_keeps_its_id_and_shows_its_new_address(room: Newsroom) -> None:
    room.poll(CRANES)
    [first] = room.articles()

    moved = replace(CRANES, link="https://wire.example/2026/cranes-leased")
    assert room.poll(moved) == Kept(ids={articles(moved)[0].id: first.id})

    [present] = room.articles()
    assert present == replace(first, url=moved.link)


@pytest.mark.parametrize("address", ["https://wire.example/cranes", "https://wire.example/moved"])
def test_another_feed_meets_a_moved_article_at_either_address(room: Newsroom, address: str) -> None:
    room.poll(CRANES)
    room.poll(BOOKS, feed=MIRROR)
    room.poll(replace(CRANES, link="https://wire.example/moved"))

    assert room.poll(replace(CRANES, guid="x", link=address), feed=MIRROR).new == 0
    assert len(room.articles()) == 2


def test_a_guid_that_is_used_again_is_another_article(room: Newsroom) -> None:
    room.poll(CRANES)

    assert room.poll(replace(BOOKS, guid="1")).new == 1

    assert room.titles() == [CRANES.title, BOOKS.title]
    assert {article.text for article in room.articles()} == {PORT, LIBRARY}


@pytest.mark.parametrize("later", [0, 24])
@pytest.mark.parametrize("text", ["", "Read more on our site."])
def test_a_guid_that_counts_positions_hides_no_headline(
    room: Newsroom, later: float, text: str
) -> None:
    firms = ["Acme", "Bolt", "Core", "Dyne"]
    entries = [
        entry(
            f"Shares of {firm} rise after earnings beat", text=text,
            link=f"https://wire.example/{firm}", published=at(-90 + later * n + n / 9),
        )
        for n, firm in enumerate(firms)
    ]  # fmt: skip
    for turn in range(3):
        room.poll(*(replace(one, guid=f"{n}") for n, one in enumerate(entries[turn : turn + 2])))

    assert len(room.titles()) == 4


def test_an_address_that_only_repeats_a_position_proves_nothing(room: Newsroom) -> None:
    place = "https://wire.example/item-0"
    for story in (CRANES, BOOKS, CRANES):
        room.poll(replace(story, guid=place, link=place, published=UNDATED))

    assert room.titles() == [CRANES.title, BOOKS.title]


def test_two_sections_with_one_address_hide_no_story_of_each_other(room: Newsroom) -> None:
    for _ in range(2):
        for story, section in ((CRANES, "port"), (BOOKS, "culture")):
            room.poll(
                replace(story, link="https://wire.example/live"),
                feed=f"https://wire.example/{section}/rss",
            )

    assert room.titles() == [CRANES.title, BOOKS.title]


def test_sections_that_are_asked_for_the_first_time_hide_no_story_either(room: Newsroom) -> None:
    grain = (
        "Growers on the plains expect their poorest harvest since records began because rain came "
        "two months late and hail took what was left."
    )
    stories = (CRANES, BOOKS, replace(BOOKS, title="Poor harvest ahead", text=grain), BOOKS)
    for _ in range(2):
        for number, story in enumerate(stories):
            one = replace(story, guid="", link="https://wire.example/live", published=UNDATED)
            room.poll(one, feed=f"https://wire.example/{number}/rss")

    assert {article.text for article in room.articles()} == {PORT, LIBRARY, grain}


def test_one_title_again_elsewhere_and_later_is_the_next_issue(room: Newsroom) -> None:
    for day in range(3):
        link = f"https://wire.example/{day}"
        room.poll(entry("Morning briefing", guid="1", link=link, published=at(24 * day - 90)))

    assert len(room.titles()) == 3


@pytest.mark.parametrize("link", ["", "https://wire.example/live"])
def test_undated_entries_of_one_title_may_be_edited(room: Newsroom, link: str) -> None:
    for turn in range(4):
        room.poll(*(
            entry("Morning briefing", link=link, text=f"{text} Edited {turn} times.")
            for text in (PORT, LIBRARY)
        ))  # fmt: skip

    assert len(room.titles()) == 2
    assert all("Edited 3 times" in article.text for article in room.articles())


def test_a_title_alone_is_no_sign_where_texts_are_strange(room: Newsroom) -> None:
    for text in (PORT, LIBRARY):
        room.poll(entry("Morning briefing", text=text))

    assert len(room.titles()) == 2


def test_what_is_the_same_to_the_second_is_one_whatever_it_is_called(room: Newsroom) -> None:
    for token in "abc":
        room.poll(*(
            replace(one, guid=token + one.guid, link=f"https://wire.example/{token}/{one.guid}")
            for one in (CRANES, BOOKS)
        ))  # fmt: skip

    assert room.titles() == [CRANES.title, BOOKS.title]


def test_a_guid_that_changes_at_each_fetch_doubles_nothing(room: Newsroom) -> None:
    for turn in range(4):
        kept = room.poll(replace(CRANES, guid=f"a{turn}"), replace(BOOKS, guid=f"b{turn}"))
        assert kept.new == (0 if turn else 2)

    assert len(room.articles()) == 2
    assert room.revisions() == 0


@pytest.mark.parametrize("dated", [True, False])
def test_nor_does_it_where_entries_have_no_address(room: Newsroom, dated: bool) -> None:  # noqa: FBT001  # a case
    published = CRANES.published if dated else UNDATED
    for turn in range(4):
        bare = replace(CRANES, guid=f"a{turn}", link="", published=published)
        kept = room.poll(bare, replace(BOOKS, guid=f"b{turn}", link=""))
        assert kept.new == (0 if turn else 2)

    assert len(room.articles()) == 2


def test_a_token_in_the_address_that_is_new_at_each_fetch_doubles_nothing(room: Newsroom) -> None:
    for turn in range(3):
        link = f"https://wire.example/cranes?session={turn}"
        room.poll(replace(CRANES, guid=link, link=link))

    assert len(room.articles()) == 1


def test_a_headline_and_text_may_both_be_edited_where_guid_and_address_stay(room: Newsroom) -> None:
    room.poll(CRANES)

    assert room.poll(replace(CRANES, title="Harbour votes", text="Short.")).updated == 1

    assert room.titles() == ["Harbour votes"]
    assert room.revisions() == 1
    assert [one.title for one in room.articles(as_of=START + timedelta(hours=1))] == [CRANES.title]


@pytest.mark.parametrize("guids", [("", "", ""), ("1", "2", "3")])
def test_a_feed_of_one_entry_whose_address_never_changes_loses_none(
    room: Newsroom, guids: tuple[str, ...]
) -> None:
    told = [("Cranes leased", PORT), ("Library doubles loans", LIBRARY), ("Rain on Friday", "")]
    for hours, (guid, (title, text)) in enumerate(zip(guids, told, strict=True)):
        link = "https://wire.example/live"
        one = entry(title, guid=guid, link=link, text=text, published=at(hours))
        assert room.poll(one).new == 1

    assert room.titles() == sorted(title for title, _ in told)


@pytest.mark.parametrize("link", ["https://wire.example/", "https://wire.example/briefs", ""])
def test_entries_that_share_an_address_stay_apart_over_polls(room: Newsroom, link: str) -> None:
    briefs = [
        entry(f"Brief {n}", guid=f"b{n}", link=link, text=f"Note {n}.", published=at(n))
        for n in range(6)
    ]
    assert room.poll(*briefs[:1]).new == 1
    assert room.poll(*briefs[2::-1]).new == 2
    assert room.poll(*briefs[3:4]).new == 1
    assert room.poll(*briefs[::-1]).new == 2
    again = room.poll(*briefs)

    assert (again.new, again.updated) == (0, 0)
    assert room.titles() == [brief.title for brief in briefs]
    assert room.revisions() == 0


def test_one_guid_for_all_entries_means_nothing(room: Newsroom) -> None:
    entries = [replace(CRANES, guid="0"), replace(BOOKS, guid="0")]
    assert room.poll(*entries).new == 2
    assert room.poll(entry("Third", guid="0", link="https://wire.example/3"), *entries).new == 1
    assert room.poll(*entries) == Kept()


def test_a_series_of_one_title_is_as_many_articles(room: Newsroom) -> None:
    for day, text in enumerate([PORT, LIBRARY]):
        room.poll(entry("Morning briefing", guid=f"{day}", text=text, published=at(24 * day)))

    assert room.titles() == ["Morning briefing"] * 2


def test_an_emptied_feed_and_one_that_comes_back_change_nothing(room: Newsroom) -> None:
    room.poll(CRANES, BOOKS)
    before = room.articles()

    assert room.poll() == Kept()
    assert room.poll(BOOKS, CRANES) == Kept()
    assert room.articles() == before


def test_what_is_stored_is_found_at_once_and_after_a_kill(room: Newsroom) -> None:
    room.poll(CRANES, BOOKS)
    with room.store.reading() as session:
        found = session.articles.search("cranes", limit=0)
    assert [item.article.title for item in found] == [CRANES.title]
    assert maintenance.check(room.store.path) == []

    room.poll(replace(CRANES, text=LIBRARY, title="Books and cranes"))
    with room.store.writing() as session:
        session.articles.index_pending()
        for word, count in (("harbour", 0), ("books", 2), ("cranes", 1)):
            assert len(session.articles.search(word, limit=0)) == count
    assert maintenance.check(room.store.path) == []


def test_as_many_entries_as_a_hostile_feed_has_are_stored_in_one_piece(room: Newsroom) -> None:
    entries = [entry(f"Item {n}", guid="0", link="https://wire.example/all") for n in range(3_000)]

    assert room.poll(*entries).new == 3_000
    assert room.poll(*reversed(entries)) == Kept()
    assert maintenance.check(room.store.path) == []


def test_a_search_finds_the_same_before_and_after_the_index_was_brought_up(room: Newsroom) -> None:
    entries = [entry(f"Item {n}", guid=f"{n}", link=f"https://wire.example/{n}") for n in range(9)]
    room.poll(*entries[:3])
    index_articles(room.store)
    room.poll(*entries[3:])
    room.poll(replace(entries[0], title="Rewritten"), replace(entries[8], title="Rewritten"))
    then = room.now - timedelta(minutes=1)

    def found() -> list[set[str]]:
        with room.store.reading() as session:
            searches = (("item", None), ("rewritten", None), ("item", then), ("rewritten", then))
            return [
                {one.article.id for one in session.articles.search(word, limit=0, as_of=as_of)}
                for word, as_of in searches
            ]

    before = found()
    assert [len(ids) for ids in before] == [7, 2, 9, 0]
    assert maintenance.check(room.store.path) == []
    index_articles(room.store)
    assert found() == before
    assert maintenance.check(room.store.path) == []


def test_what_waits_for_the_index_is_indexed_once_it_is_enough_however_much(room: Newsroom) -> None:
    entries = [
        entry(f"Item {n}", guid=f"{n}", link=f"https://wire.example/{n}") for n in range(2_500)
    ]
    room.poll(*entries)

    index_articles(room.store, at_least=2_501)
    with room.store.reading() as session:
        assert session.articles.unindexed() == 2_500
    index_articles(room.store, at_least=2_500)
    with room.store.reading() as session:
        assert session.articles.unindexed() == 0
        assert len(session.articles.search("item", limit=0)) == 2_500

"""JSON Feeds that are broken, deep, huge or of the wrong types: whole items are kept."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hostile.arena import Arena, Crowd, Document, MeetAtOnce, serve, the

ITEM: dict[str, Any] = {
    "id": "1",
    "url": "https://wire.example/one",
    "title": "one",
    "content_text": "told",
    "date_published": "2026-07-02T09:00:00Z",
}
TWO = {**ITEM, "id": "2", "url": "https://wire.example/two", "title": "two"}
VERSION = "https://jsonfeed.org/version/1.1"


def feed(*items: Any, **more: Any) -> str:
    return json.dumps({"version": VERSION, "title": "Wire", "items": list(items), **more})


READABLE = {
    "plain": feed(ITEM, TWO),
    "a byte-order mark": "\ufeff" + feed(ITEM, TWO),
    "white space": "\n\n  " + feed(ITEM, TWO) + "\n\n",
    "no version": feed(ITEM, TWO, version=None),
    "numbers for ids": feed({**ITEM, "id": 1}, {**TWO, "id": 2.5}),
    "a huge number for an id": feed(ITEM, TWO).replace('"2"', "9" * 4_000),
    "a number that is none": feed(ITEM, TWO).replace('"2"', "NaN"),
    "an endless number": feed(ITEM, TWO).replace('"2"', "1e999999"),
    "ids of wrong types": feed({**ITEM, "id": None}, {**TWO, "id": ["x"]}),
    "titles twice": feed(ITEM, TWO).replace('"title": "two"', '"title": "x", "title": "two"'),
    "items of wrong types": feed(None, 1, "x", [], [ITEM], ITEM, TWO),
    "texts of wrong types": feed({**ITEM, "content_text": {"a": 1}, "summary": 5}, TWO),
    "authors of wrong types": feed({**ITEM, "authors": "x", "author": 3}, {**TWO, "authors": [1]}),
    "dates of wrong types": feed({**ITEM, "date_published": 5}, {**TWO, "date_modified": {}}),
    "tags of wrong types": feed({**ITEM, "tags": "x"}, {**TWO, "tags": [{}] * 5_000}),
    "a lone surrogate": feed(ITEM, {**TWO, "content_text": "SUR"}).replace("SUR", "a\\ud800b"),
    "NULs": feed(ITEM, {**TWO, "content_text": "a\x00b"}),
    "deep inside an item": feed(ITEM, TWO).replace('"told"', "[" * 500 + "]" * 500),
    "many keys": feed({**ITEM, **{f"_k{n}": n for n in range(50_000)}}, TWO),
    "many attachments": feed({**ITEM, "attachments": [{"url": "u"}] * 50_000}, TWO),
    "a language that is none": feed(ITEM, TWO, language={"x": 1}),
    "the wrong content type": feed(ITEM, TWO),
    "no content type": feed(ITEM, TWO),
}


@pytest.fixture(scope="module")
def readable(meet_at_once: MeetAtOnce) -> Crowd:
    kinds = {"the wrong content type": "text/html", "no content type": ""}
    return meet_at_once({
        name: Document(
            text=text, headers={"Content_Type": kinds.get(name, "application/feed+json")}
        )
        for name, text in READABLE.items()
    })  # fmt: skip


@pytest.mark.parametrize("name", READABLE)
def test_items_of_the_right_kind_are_kept(readable: Crowd, name: str) -> None:
    assert readable.status(name) == ("new", None)
    assert readable.titles(name) == ["one", "two"]


NO_FEED = {
    "an empty object": "{}",
    "an empty list": "[]",
    "a list of items": json.dumps([ITEM]),
    "items that are no list": '{"version": "1", "items": {"a": 1}}',
    "items that are null": '{"version": "1", "items": null}',
    "an error": '{"error": {"code": 403}}',
    "broken off": feed(ITEM, TWO)[:-150],
    "a brace": "{",
    "200,000 deep": "[" * 200_000 + "]" * 200_000,
    "200,000 objects deep": '{"a":' * 200_000,
    "single quotes": "{'items': []}",
    "a comment": '{"items": [] /* none */}',
}


@pytest.fixture(scope="module")
def no_feed(meet_at_once: MeetAtOnce) -> Crowd:
    return meet_at_once(NO_FEED)


@pytest.mark.parametrize("name", NO_FEED)
def test_json_that_is_no_feed_is_a_failure(no_feed: Crowd, name: str) -> None:
    status, error = no_feed.status(name)
    if status == "new":
        # Whole items before a break may be kept.
        assert no_feed.titles(name) == ["one"]
    else:
        assert (status, no_feed.titles(name)) == ("failed", [])
        assert error


def test_an_integer_longer_than_python_reads_is_no_crash(arena: Arena) -> None:
    came = arena.meet(serve(feed(ITEM, TWO).replace('"2"', "9" * 100_000)))

    assert came.hostile["status"] in ("new", "failed")
    assert set(arena.titles()) <= {"one", "two"}


def test_of_a_huge_json_feed_the_first_items_are_kept(arena: Arena) -> None:
    items = [{"id": str(n), "title": f"n {n:05}"} for n in range(30_000)]

    came = arena.meet(serve(feed(*items)))

    assert came.hostile["status"] == "new"
    titles = arena.titles()
    assert 1_000 <= len(titles) <= 30_000
    assert titles == [f"n {n:05}" for n in range(len(titles))]


def test_a_text_of_10_mb_is_shortened(arena: Arena) -> None:
    arena.meet(serve(feed({**ITEM, "content_html": "<p>" + "long " * 2_000_000})))

    assert 1_000 < len(the(arena.articles())["text"]) <= 200_000

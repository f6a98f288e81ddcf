"""What the soak compares of two stores: all of them where the same happened, and else the laws."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from evaluation.soaking import alike, grouping
from tapestory.store import Store


@pytest.fixture
def stores(tmp_path: Path) -> tuple[Path, Path]:
    """Return two empty stores."""
    paths = tmp_path / "one.db", tmp_path / "other.db"
    for path in paths:
        with Store.open(path, migrate=True):
            pass
    return paths


def _put(store: Path, table: str, **values: object) -> None:
    """Add a row; what is not given is as empty as can be."""
    with closing(sqlite3.connect(store)) as connection, connection:
        for _, name, _, must, default, key in connection.execute(f"pragma table_info({table})"):
            if must and default is None and not (key and name == "number"):
                values.setdefault(name, "")
        names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" for _ in values)
        query = f"insert into {table} ({names}) values ({marks})"  # noqa: S608 (names of this test)
        connection.execute(query, [*values.values()])


def _event(store: Path, event: str, *articles: str, copy_of: str | None = None) -> None:
    """Add an event of some articles, all but the first of which may be copies."""
    _put(store, "events", id=event, happened="2026-03-02")
    for at, article in enumerate(articles):
        _put(store, "articles", id=article, copy_of=copy_of if at else None)
        _put(store, "placements", article_id=article, event_id=event, match_number=at)


def test_rows_are_the_same_whatever_their_numbers_and_the_ports_of_servers(
    stores: tuple[Path, Path],
) -> None:
    one, other = stores
    for store, port, numbers in ((one, 4001, {"a": 1, "b": 2}), (other, 4002, {"b": 1, "a": 2})):
        for name, number in numbers.items():
            feed = f"http://127.0.0.3:{port}/{name}.xml"
            _put(store, "articles", id=name, number=number, feed_url=feed)
            _put(store, "sightings", article_number=number, feed_url=feed)

    assert [*alike.differences(one, other)] == []


def test_the_time_alone_of_a_row_makes_two_stores_differ(stores: tuple[Path, Path]) -> None:
    for store, minute in zip(stores, ("00", "30"), strict=True):
        _put(store, "mentions", article_id="a", symbol="NVDA")
        _put(store, "articles", id="a", first_seen=f"2026-03-02T07:{minute}:00.000000Z")

    [difference] = alike.differences(*stores)

    assert difference.startswith("articles: 1 rows only here, 1 only there")


def test_each_row_of_a_run_that_was_killed_may_stand_beside_the_next(
    stores: tuple[Path, Path],
) -> None:
    _put(stores[0], "runs", command="run", started_at="2026-03-02")

    assert [*alike.differences(*stores)] == []


def test_events_of_copies_beside_what_they_repeat_break_no_law(stores: tuple[Path, Path]) -> None:
    _event(stores[0], "e", "a", "b", copy_of="a")

    assert [*grouping.laws(stores[0])] == []


def test_each_law_of_grouping_that_is_broken_is_told(stores: tuple[Path, Path]) -> None:
    store = stores[0]
    _event(store, "e", "a", "b", copy_of="c")
    _event(store, "f", "c", "d", copy_of="b")
    _event(store, "nothing in it")
    _put(store, "articles", id="nowhere")
    _put(store, "event_redirects", old_id="f", new_id="e")
    _put(store, "links", event_id="e", symbol="NVDA", mentions=1)

    broken = " ".join(grouping.laws(store))

    assert "1 articles belong to no event, such as nowhere" in broken
    assert "1 events hold no article and were not merged away, such as nothing in it" in broken
    assert "1 events were merged away and hold articles, such as f" in broken
    assert "2 copies stand elsewhere than what they repeat, such as b" in broken
    assert "1 copies are of copies, such as d" in broken
    assert "1 links are to whom no article names, such as e NVDA" in broken


def test_which_of_two_is_the_copy_may_differ_and_that_one_is_may_not(
    stores: tuple[Path, Path],
) -> None:
    _event(stores[0], "e", "a", "b", copy_of="a")
    _event(stores[1], "f", "b", "a", copy_of="b")
    assert [*grouping.unlike(*stores)] == []
    _event(stores[1], "g", "c", "d", copy_of="c")

    assert [*grouping.unlike(*stores)] == [
        "1 sets of articles that say the same, such as ['c', 'd']"
    ]


def test_events_of_the_same_articles_are_compared_whatever_their_ids(
    stores: tuple[Path, Path],
) -> None:
    for store, event in zip(stores, ("e", "f"), strict=True):
        _event(store, event, "a", "b", copy_of="a")
        _put(store, "links", event_id=event, symbol="NVDA", mentions=1)
    assert [*grouping.unlike(*stores)] == []
    _event(stores[0], "more", "x")
    assert [*grouping.unlike(*stores)] == []
    assert grouping.alike(*stores) == (1, 2)
    _put(stores[1], "links", event_id="f", symbol="AMD", mentions=1)

    [difference] = grouping.unlike(*stores)

    assert difference.startswith("links of 1 events of the same articles")

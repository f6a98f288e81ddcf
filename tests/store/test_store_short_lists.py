"""A short list is the beginning of the whole one, however it is narrowed and whenever it is of."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from benchmarks.listing.grown import grow
from store.builders import article
from tapestory.store import EventQuery, Store, full_text
from tapestory.store.tables import links

BEGUN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
HOURS = st.integers(-100, 4_500).map(lambda hours: BEGUN + timedelta(hours=hours))
OF_MOST = "META"


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("grown") / "tapestory.db"
    grow(path, 3_200)
    with closing(sqlite3.connect(path)) as connection:
        # So many that they are not looked up one by one.
        connection.execute(
            "INSERT INTO links SELECT id, ?, '', 'affected', 1 FROM events WHERE number % 9",
            (OF_MOST,),
        )
        connection.execute(
            "INSERT INTO mentions SELECT id, ?, '' FROM articles WHERE number % 5", (OF_MOST,)
        )
        # What events lose and win between two looks: then their rows say what was.
        connection.execute(
            "UPDATE events SET stale = 1, last_seen = first_seen WHERE number % 7 = 0"
        )
        connection.commit()
    with Store.open(path) as store, store.writing() as session:
        while session.articles.index_pending():
            pass
    return path


@pytest.fixture(scope="module")
def symbols(grown: Path) -> list[str]:
    """Return some symbols that events are linked to, and one that none is."""
    with Store.open(grown) as store, store.reading() as session:
        query = select(links.c.symbol).distinct().order_by(links.c.symbol).limit(3)
        return [*session.articles._connection.execute(query).scalars(), OF_MOST, OF_MOST, "NONE"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(data=st.data(), as_of=st.none() | HOURS)
def test_a_short_list_of_events_is_how_the_whole_one_begins(
    grown: Path, symbols: list[str], data: st.DataObject, as_of: datetime | None
) -> None:
    asked = EventQuery(
        as_of=as_of,
        symbol=data.draw(st.none() | st.sampled_from(symbols)),
        since=data.draw(st.none() | HOURS),
        until=data.draw(st.none() | HOURS),
        min_articles=data.draw(st.sampled_from([1, 1, 2, 4])),
    )
    limit = data.draw(st.sampled_from([1, 3, 20]))
    with Store.open(grown) as store, store.reading() as session:
        whole = session.events.find(asked)
        assert session.events.find(replace(asked, limit=limit)) == whole[:limit]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(
    word=st.sampled_from(["shares", "lease fall", "rumour", "nothing"]),
    limit=st.sampled_from([1, 3, 20]),
    as_of=st.none() | HOURS,
)
def test_a_short_search_is_how_the_whole_one_begins(
    grown: Path, word: str, limit: int, as_of: datetime | None
) -> None:
    with Store.open(grown) as store, store.reading() as session:
        told = session.events.search(word, limit=0, as_of=as_of)
        assert session.events.search(word, limit=limit, as_of=as_of) == told[:limit]
        said = session.articles.search(word, limit=0, as_of=as_of)
        assert session.articles.search(word, limit=limit, as_of=as_of) == said[:limit]


def test_of_very_many_hits_the_last_are_weighed_and_the_others_follow_by_age(store: Store) -> None:
    many = full_text.MOST_RANKED + 3
    with store.writing() as session:
        session.articles.add(
            [
                article(
                    f"a{number:05}", title="Glut" if number in {1, 2, 9} else "", text="glut so"
                )
                for number in range(many)
            ]
        )
        while session.articles.index_pending():
            pass

        found = [hit.article.id for hit in session.articles.search("glut", limit=0)]
        first = [hit.article.id for hit in session.articles.search("glut", limit=2)]
        most = [
            hit.article.id for hit in session.articles.search("glut", limit=full_text.MOST_RANKED)
        ]
        some_more = [hit.article.id for hit in session.articles.search("glut", limit=many - 1)]

    assert first == found[:2]
    assert found[0] == "a00009"
    assert found[-3:] == ["a00002", "a00001", "a00000"]
    assert most == found[:-3]
    assert some_more == found[:-1]
    assert len(set(found)) == many

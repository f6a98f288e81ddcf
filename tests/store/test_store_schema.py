from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from store.builders import link, tell
from tapestory import resources
from tapestory.model import EventId, Role
from tapestory.store import ArticleQuery, Store, full_text, maintenance, migrating, sqlite
from tapestory.store.columns import metadata
from tapestory.store.database_file import BUSY_SECONDS
from tapestory.store.engine import HEAD, REVISIONS
from tapestory.store.views import VIEWS

_SEEN = "2026-07-01T12:00:00.000000Z"


@contextmanager
def connected(path: Path) -> Iterator[Connection]:
    engine = sqlite.open_engine(path, writing=False)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def not_full_text(name: str | None, kind: str, parents: Any) -> bool:
    del parents
    return kind != "table" or not (name or "").startswith(full_text.SEARCH_TABLES)


def test_the_revisions_lead_to_the_tables_of_the_code(path: Path) -> None:
    with connected(path) as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": not_full_text, "compare_server_default": True}
        )

        assert compare_metadata(context, metadata) == []


def test_the_code_knows_the_names_of_all_revisions() -> None:
    assert tuple(migrating.revisions()) == REVISIONS


def test_migrations_run_from_where_they_are_shipped() -> None:
    script_location = migrating.configured().get_main_option("script_location")

    assert script_location == str(resources.shipped("migrations"))
    assert (resources.shipped("migrations") / "env.py").is_file()


def test_upgrading_from_nothing_applies_every_revision_and_doing_it_again_none(
    tmp_path: Path,
) -> None:
    path = tmp_path / "tapestory.db"

    assert maintenance.migrate(path) == list(REVISIONS)
    assert maintenance.migrate(path) == []
    assert maintenance.check(path) == []


def test_an_empty_file_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "tapestory.db"
    path.touch()

    assert maintenance.migrate(path) == list(REVISIONS)
    assert maintenance.check(path) == []


def test_the_views_have_the_columns_that_are_promised(path: Path) -> None:
    with connected(path) as connection:
        inspector = inspect(connection)
        built = {
            view: [column["name"] for column in inspector.get_columns(view)]
            for view in inspector.get_view_names()
        }

    assert built == {view: list(columns) for view, columns in VIEWS.items()}


def test_the_full_text_tables_are_those_that_the_code_describes(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        built = dict(
            connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'"
            ).fetchall()
        )

    described = {"article_search": full_text.ARTICLE_SEARCH, "event_search": full_text.EVENT_SEARCH}
    assert {name: sql.split() for name, sql in built.items()} == {
        name: sql.split() for name, sql in described.items()
    }


def test_pragmas_are_those_that_survive_crashes_and_neighbours(store: Store) -> None:
    with store.writing() as session:
        connection = session.feeds._connection
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }

    assert pragmas == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "busy_timeout": BUSY_SECONDS * 1000,
        "synchronous": 1,
    }


def test_a_migration_that_fails_leaves_the_store_as_it_was_and_a_copy_of_it(
    path: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM alembic_version")
        connection.commit()
        before = connection.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()

    with pytest.raises(Exception, match="already exists"):
        maintenance.migrate(path)

    with closing(sqlite3.connect(path)) as connection:
        after = connection.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
    assert after == before
    assert {file.name for file in tmp_path.iterdir()} == {
        "tapestory.db",
        f"tapestory.db.before-{HEAD}",
    }


def test_what_the_feeds_carried_is_known_after_an_upgrade_too(tmp_path: Path) -> None:
    path = tmp_path / "tapestory.db"
    engine = sqlite.open_engine(path, writing=True)
    with engine.begin() as connection:
        config = migrating.configured()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        sqlite.mark_as_ours(connection)
        for number, name in ((1, "a1"), (2, "a2")):
            connection.exec_driver_sql(
                "INSERT INTO articles SELECT ?, ?, 'f', '', '', 't', '', '', '', '', 'en', '',"
                " NULL, 'none', 'none', NULL, ?, NULL, ?, 'f', 'x', NULL, 0",
                (number, name, _SEEN, _SEEN),
            )
        connection.exec_driver_sql(
            "INSERT INTO sightings VALUES ('a1', 'f', ?, 'x'), ('a1', 'g', ?, 'y'),"
            " ('a2', 'f', ?, 'x')",
            (_SEEN,) * 3,
        )
    engine.dispose()

    maintenance.migrate(path)

    assert maintenance.check(path) == []
    with Store.open(path) as store, store.reading() as session:
        assert session.articles.seen_in() == {"f": 2, "g": 1}
        found = session.articles.find(ArticleQuery(feed_url="g"))
        assert [item.article.id for item in found] == ["a1"]
    with closing(sqlite3.connect(path)) as connection_:
        feeds = connection_.execute("SELECT id, feeds FROM v_articles ORDER BY id").fetchall()
    assert feeds == [("a1", 2), ("a2", 1)]


def test_days_of_news_of_an_older_store_are_those_that_are_kept_from_now_on(
    path: Path, tmp_path: Path
) -> None:
    with Store.open(path) as store, store.writing() as session:
        tell(session, "e1", "a1")
        said = [link(symbol="META"), link(symbol="NVDA", role=Role.MENTIONED)]
        session.events.save_links(EventId("e1"), [*said, link(symbol=None, sector="memory")])
        days = {"XNYS": date(2026, 7, 1), "XKRX": date(2026, 7, 2)}
        session.events.save_day0(EventId("e1"), days)
    older = tmp_path / "older.db"
    engine = sqlite.open_engine(older, writing=True)
    with engine.begin() as connection:
        config = migrating.configured()
        config.attributes["connection"] = connection
        command.upgrade(config, "0006")
        sqlite.mark_as_ours(connection)
    engine.dispose()
    with closing(sqlite3.connect(older, isolation_level=None)) as copy:
        copy.execute("ATTACH ? AS newer", (f"{path}",))
        for table in ("articles", "events", "links", "day_zeros"):
            columns = ", ".join(row[1] for row in copy.execute(f"PRAGMA main.table_info({table})"))
            copy.execute(f"INSERT INTO main.{table} SELECT {columns} FROM newer.{table}")  # noqa: S608  # names of ours

    maintenance.migrate(older)

    kept = [("META", mic, f"{days[mic]}", "e1") for mic in sorted(days)]
    for of_either in (path, older):
        with closing(sqlite3.connect(of_either)) as raw:
            found = raw.execute("SELECT symbol, mic, session, event_id FROM news_days ORDER BY 2")
            assert found.fetchall() == kept

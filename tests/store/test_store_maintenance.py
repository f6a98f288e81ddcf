from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from store.builders import article, at, event, match, reading, tell
from tapestory.errors import LockedError, StoreError
from tapestory.model import ArticleId
from tapestory.store import Store, engine, maintenance, pruning, sqlite


def fill(path: Path, *names: str) -> None:
    with Store.open(path) as store, store.writing() as session:
        for name in names:
            tell(session, f"e-{name}", name)


def count(path: Path) -> int:
    with Store.open(path) as store, store.reading() as session:
        return session.articles.count()


def test_a_sound_store_has_no_problems(path: Path) -> None:
    fill(path, "a1", "a2")

    assert maintenance.check(path) == []


def test_check_names_what_is_wrong(path: Path) -> None:
    fill(path, "a1", "a2")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP VIEW v_links")
        connection.execute("DROP TABLE runs")
        connection.execute("UPDATE placements SET event_id = 'e-a2' WHERE article_id = 'a1'")
        connection.execute("INSERT INTO readings VALUES ('ghost', '1', 'news', '{}')")
        connection.execute("DELETE FROM article_search_docsize WHERE id = 1")
        connection.commit()

    problems = "\n".join(maintenance.check(path))

    for part in ("v_links", "runs", "article a1", "readings", "article_search"):
        assert part in problems


def test_building_the_index_anew_finds_everything_again(path: Path) -> None:
    fill(path, "a1", "a2")
    with closing(sqlite3.connect(path)) as connection:
        for table in ("article_search", "event_search"):
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")  # noqa: S608  # names above
        connection.commit()

    assert maintenance.reindex(path) == 2

    assert maintenance.check(path) == []
    with Store.open(path) as store, store.reading() as session:
        assert len(session.articles.search("servers", limit=0)) == 2
        assert len(session.events.search("servers", limit=0)) == 2


def test_a_backup_holds_the_store_as_it_is(path: Path, tmp_path: Path) -> None:
    fill(path, "a1")
    to = tmp_path / "backup.db"

    maintenance.backup(path, to)
    fill(path, "a2")

    assert count(to) == 1
    assert maintenance.check(to) == []
    maintenance.backup(path, to)
    assert count(to) == 2


def test_a_backup_is_taken_while_a_writer_writes(path: Path, tmp_path: Path) -> None:
    fill(path, "a1")
    to = tmp_path / "backup.db"
    with Store.open(path) as store, store.writing() as session:
        session.articles.save(article("a2"))

        maintenance.backup(path, to)

    assert (count(to), count(path)) == (1, 2)


def test_a_backup_never_replaces_a_file_of_another_kind(path: Path, tmp_path: Path) -> None:
    precious = tmp_path / "config.toml"
    precious.write_text("[poll]\n")

    for to in (precious, path, tmp_path):
        with pytest.raises(StoreError):
            maintenance.backup(path, to)

    assert precious.read_text() == "[poll]\n"
    assert count(path) == 0


def test_a_backup_makes_no_folder_and_replaces_no_device(path: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(StoreError) as refused:
        maintenance.backup(path, tmp_path / "not mounted" / "backup.db")
    with pytest.raises(StoreError):
        maintenance.backup(path, pipe)

    assert refused.value.hint == f"Make it first: mkdir -p '{tmp_path / 'not mounted'}'"
    assert not (tmp_path / "not mounted").exists()
    assert pipe.is_fifo()


def test_a_backup_that_cannot_be_written_leaves_nothing(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError):
        maintenance.backup(path, tmp_path / "file" / "backup.db")


def test_restoring_puts_the_backup_in_place_and_keeps_the_former_store(
    path: Path, tmp_path: Path
) -> None:
    fill(path, "a1")
    maintenance.backup(path, tmp_path / "backup.db")
    fill(path, "a2", "a3")

    former = maintenance.restore(tmp_path / "backup.db", path)

    assert former is not None
    assert (count(path), count(former), count(tmp_path / "backup.db")) == (1, 3, 1)
    again = maintenance.restore(former, path)
    assert again not in {None, former}
    assert count(path) == 3


def test_a_store_stays_in_its_place_until_another_takes_it(path: Path) -> None:
    fill(path, "a1", "a2")

    former = maintenance._put_aside(path)  # and here the power fails

    assert (count(path), count(former)) == (2, 2)


def test_restoring_needs_no_former_store(path: Path, tmp_path: Path) -> None:
    fill(path, "a1")
    elsewhere = tmp_path / "new" / "tapestory.db"

    assert maintenance.restore(path, elsewhere) is None
    assert count(elsewhere) == 1


def test_what_was_written_but_not_yet_folded_in_is_kept_too(path: Path, tmp_path: Path) -> None:
    maintenance.backup(path, tmp_path / "backup.db")
    fill(path, "a1")
    log = path.read_bytes()
    path.write_bytes(log)

    former = maintenance.restore(tmp_path / "backup.db", path)

    assert former is not None
    assert count(former) == 1
    assert count(path) == 0
    assert not path.with_name("tapestory.db-wal").exists()


def test_a_bad_backup_changes_nothing(path: Path, tmp_path: Path) -> None:
    fill(path, "a1")
    garbage = tmp_path / "garbage.db"
    garbage.write_bytes(b"SQLite format 3\x00" + b"\x07" * 9000)
    text = tmp_path / "notes.txt"
    text.write_text("not a store")
    foreign = tmp_path / "foreign.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE t (x)")
    newer = tmp_path / "newer.db"
    maintenance.backup(path, newer)
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    torn = tmp_path / "torn.db"
    maintenance.backup(path, torn)
    with torn.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 20)
    before = path.read_bytes()

    for backup in (garbage, text, foreign, newer, torn, tmp_path / "none.db"):
        with pytest.raises(StoreError) as caught:
            maintenance.restore(backup, path)
        assert str(backup) in str(caught.value)
        assert caught.value.hint

    assert path.read_bytes() == before
    assert count(path) == 1


def test_a_damaged_store_can_be_restored_over(path: Path, tmp_path: Path) -> None:
    fill(path, "a1")
    maintenance.backup(path, tmp_path / "backup.db")
    path.write_bytes(b"garbage")

    former = maintenance.restore(tmp_path / "backup.db", path)

    assert former is not None
    assert former.read_bytes() == b"garbage"
    assert count(path) == 1


def test_a_store_in_use_is_not_replaced(path: Path, tmp_path: Path) -> None:
    fill(path, "a1")
    maintenance.backup(path, tmp_path / "backup.db")

    with Store.open(path) as store, store.writing() as session:
        session.articles.save(article("a2"))
        with pytest.raises(LockedError):
            maintenance.restore(tmp_path / "backup.db", path)

    assert count(path) == 2


def test_a_store_of_a_revision_that_we_do_not_know_is_left_alone(
    path: Path, tmp_path: Path
) -> None:
    fill(path, "a1")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
        connection.commit()

    with pytest.raises(StoreError, match="newer"):
        maintenance.migrate(path)
    assert not list(tmp_path.glob("*.before-*"))


def test_info_says_what_the_file_holds(path: Path) -> None:
    fill(path, "a1", "a2")

    found = maintenance.info(path)

    assert found["path"] == str(path)
    assert found["revision"] == engine.HEAD
    assert (found["articles"], found["events"], found["feeds"]) == (2, 2, 0)
    assert found["newest"] == at(0).isoformat()
    assert isinstance(found["bytes"], int)
    assert found["bytes"] >= path.stat().st_size


def test_pruning_takes_texts_of_old_events_that_one_article_alone_told(path: Path) -> None:
    with Store.open(path) as store, store.writing() as session:
        for name, minute in (("old", 0), ("new", 100)):
            tell(session, f"e-{name}", name, minute=minute, text=f"The {name} body.")
            session.readings.save(reading(name), "1")
        tell(session, "e-two", "t1", minute=0, text="First body.")
        tell(session, "e-two", "t2", minute=1, text="Second body.")

    assert [*maintenance.prune(path, older_than=at(50))][-1] == 1
    assert [*maintenance.prune(path, older_than=at(50))][-1] == 0

    with Store.open(path) as store, store.writing() as session:
        texts = {
            name: found.text
            for name in ("old", "new", "t1", "t2")
            if (found := session.articles.get(ArticleId(name))) is not None
        }
        assert texts == {
            "old": "",
            "new": "The new body.",
            "t1": "First body.",
            "t2": "Second body.",
        }
        readings = session.readings.get_many([ArticleId("old"), ArticleId("new")])
        assert readings[ArticleId("old")] == reading("old")
        assert readings[ArticleId("new")] == reading("new")
        assert [found.id for found in session.articles.unread("2")] == ["t1", "t2", "new"]
        hits = session.articles.search("body", limit=0)
        assert sorted(hit.article.id for hit in hits) == ["new", "t1", "t2"]
        assert len(session.articles.search("servers", limit=0)) == 4
    assert maintenance.check(path) == []


def test_a_pruned_article_that_its_feed_still_carries_stays_pruned(path: Path) -> None:
    with Store.open(path) as store, store.writing() as session:
        session.articles.save(article("a1"))
        session.events.place(match("a1", "e1"), event("e1"))
    [*_] = maintenance.prune(path, older_than=at(50))

    with Store.open(path) as store, store.writing() as session:
        assert session.articles.save(article("a1", minute=60)) == "seen"
        assert session.articles.save(article("a1", feed="https://b.example/", minute=61)) == "seen"
        assert session.articles.save(article("a1", minute=62, text="Corrected.")) == "updated"
        assert [hit.article.id for hit in session.articles.search("corrected", limit=0)] == ["a1"]
    assert maintenance.check(path) == []


@pytest.mark.parametrize("command", ["check", "info", "reindex"])
def test_maintenance_of_nothing_names_init(tmp_path: Path, command: str) -> None:
    with pytest.raises(StoreError) as caught:
        getattr(maintenance, command)(tmp_path / "none.db")

    assert "tapestory init" in (caught.value.hint or "")


def test_an_interrupted_pruning_leaves_a_sound_store_that_the_next_one_ends(path: Path) -> None:
    with Store.open(path) as store, store.writing() as session:
        for number in range(4):
            tell(session, f"e{number}", f"a{number}", minute=number, text="A body.")
            session.readings.save(reading(f"a{number}"), "1")
    with sqlite.open_engine(path, writing=True).begin() as connection:
        wanted = pruning.prunable(connection, at(50))
        pruning.prune(connection, wanted[:2])

    assert len(wanted) == 4
    assert maintenance.check(path) == []
    assert [*maintenance.prune(path, older_than=at(50))][-1] == 2
    assert maintenance.check(path) == []


def test_others_write_while_a_store_is_pruned(path: Path) -> None:
    with Store.open(path) as store:
        with store.writing() as session:
            for number in range(3 * pruning.AT_ONCE // 2):
                tell(session, f"e{number}", f"a{number}", text="A body.")
                session.readings.save(reading(f"a{number}"), "1")

        for place, _ in enumerate(maintenance.prune(path, older_than=at(50))):
            with store.writing() as session:
                session.articles.save(article(f"between{place}", minute=60))

    assert place == 2
    assert maintenance.check(path) == []


def test_what_was_pruned_makes_the_file_smaller_when_that_is_asked_for(path: Path) -> None:
    with Store.open(path) as store, store.writing() as session:
        for number in range(40):
            text = " ".join(f"word{number}x{place}" for place in range(2_000))
            tell(session, f"e{number}", f"a{number}", text=text)
            session.readings.save(reading(f"a{number}"), "1")
    assert [*maintenance.prune(path, older_than=at(50))][-1] == 40
    before = path.stat().st_size

    maintenance.compact(path)

    assert path.stat().st_size < before / 2
    assert maintenance.check(path) == []
    with Store.open(path) as store, store.reading() as session:
        assert session.articles.count() == 40

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from store.builders import article
from tapestory.errors import StoreError
from tapestory.store import ArticleQuery, Store, database_file
from tapestory.store.engine import HEAD


def refusal(path: Path) -> StoreError:
    with pytest.raises(StoreError) as caught:
        Store.open(path)
    assert str(caught.value).startswith(str(path)) or str(path.parent) in str(caught.value)
    assert "Traceback" not in str(caught.value)
    return caught.value


def set_revision(path: Path, revision: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()


def test_a_missing_store_names_init(tmp_path: Path) -> None:
    error = refusal(tmp_path / "none.db")

    assert "tapestory init" in (error.hint or "")


def test_opening_does_not_create_anything(tmp_path: Path) -> None:
    refusal(tmp_path / "none.db")

    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_names_migrate(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()

    assert "tapestory db migrate" in (refusal(path).hint or "")


def test_a_folder_is_not_a_store(tmp_path: Path) -> None:
    assert "folder" in str(refusal(tmp_path))


@pytest.mark.parametrize("content", [b"hello", b"\x00" * 5000, "价格".encode() * 3000])
def test_any_other_file_is_not_a_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)

    error = refusal(path)

    assert "not an SQLite database" in str(error)
    assert path.read_bytes() == content


def test_a_file_that_only_begins_like_a_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "torn.db"
    path.write_bytes(b"SQLite format 3\x00" + b"\x13" * 9000)

    assert "tapestory db restore" in (refusal(path).hint or "")


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
    before = path.read_bytes()

    error = refusal(path)
    with pytest.raises(StoreError):
        Store.open(path, migrate=True)

    assert "not one of Tapestory's" in str(error)
    assert path.read_bytes() == before


def test_a_newer_store_asks_for_an_upgrade_of_the_program(path: Path) -> None:
    set_revision(path, "9999")

    error = refusal(path)

    assert "newer" in str(error)
    assert "pip install" in (error.hint or "")


def test_a_newer_store_is_not_migrated_down(path: Path) -> None:
    set_revision(path, "9999")

    with pytest.raises(StoreError, match="newer"):
        Store.open(path, migrate=True)


def test_an_older_store_names_migrate(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM alembic_version")
        connection.commit()

    error = refusal(path)

    assert "older" in str(error)
    assert HEAD in str(error)
    assert "tapestory db migrate" in (error.hint or "")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_read_only_file_says_who_can_help(path: Path) -> None:
    path.chmod(0o444)

    assert "cannot be written" in str(refusal(path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_read_only_folder_says_who_can_help(path: Path) -> None:
    path.parent.chmod(0o555)
    try:
        assert "cannot be written" in str(refusal(path))
    finally:
        path.parent.chmod(0o755)


@pytest.mark.parametrize(
    "code",
    [
        "SQLITE_BUSY",
        "SQLITE_BUSY_SNAPSHOT",
        "SQLITE_FULL",
        "SQLITE_READONLY_DIRECTORY",
        "SQLITE_CANTOPEN",
        "SQLITE_NOTADB",
        "SQLITE_CORRUPT_VTAB",
        "SQLITE_IOERR_WRITE",
    ],
)
def test_what_a_file_system_does_to_us_is_said_in_words(code: str, tmp_path: Path) -> None:
    error = sqlite3.OperationalError("engine words")
    error.sqlite_errorname = code

    known = database_file.explained(error, tmp_path)

    assert known is not None
    assert str(known).startswith(f"{tmp_path}: ")
    assert known.hint
    assert known.exit_code in {5, 6}


def test_a_bug_of_ours_is_not_talked_away(tmp_path: Path) -> None:
    error = sqlite3.IntegrityError("FOREIGN KEY constraint failed")
    error.sqlite_errorname = "SQLITE_CONSTRAINT_FOREIGNKEY"

    assert database_file.explained(error, tmp_path) is None


def test_a_store_that_was_torn_says_so(path: Path) -> None:
    with Store.open(path) as store, store.writing() as session:
        session.articles.save(article())
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))

    assert "damaged" in str(refusal(path))


def test_a_store_that_is_torn_while_open_says_so(path: Path) -> None:
    with Store.open(path) as store:
        with store.writing() as session:
            for n in range(300):
                session.articles.save(article(f"a{n}", text="long " * 500))
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with path.open("r+b") as file:
            file.seek(path.stat().st_size // 2)
            file.write(b"\xff" * 100_000)

        def everything() -> None:
            with store.reading() as session:
                session.articles.find(ArticleQuery())

        with pytest.raises(StoreError, match="damaged"):
            everything()


def test_migrating_creates_the_folders_too(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "100%" / "tapestory.db"

    with Store.open(path, migrate=True) as store, store.reading() as session:
        assert session.articles.count() == 0
    Store.open(path).close()


def test_a_folder_that_is_a_file_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError):
        Store.open(tmp_path / "file" / "tapestory.db", migrate=True)


def test_the_store_may_lie_under_any_name(empty_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "日本 語?#%20&'\"; DROP TABLE x.db"
    shutil.copy(empty_store, path)

    with Store.open(path) as store, store.writing() as session:
        session.articles.save(article())
    with Store.open(path, migrate=True) as store, store.reading() as session:
        assert session.articles.count() == 1


@pytest.mark.slow
def test_opening_an_up_to_date_store_loads_no_alembic(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tapestory.store import Store;"
        "import tapestory.store.maintenance;"
        "Store.open(Path(sys.argv[1]), migrate=True).close();"
        "sys.exit('alembic' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)  # ours

    assert done.returncode == 0

"""A store that is torn, not ours or of another time is named, with the command to run next."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cli.world import Home
from tapestory.store import sqlite


def _header(path: Path) -> None:
    path.write_bytes(b"x" * 100 + path.read_bytes()[100:])


def _middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)


def _half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _execute(statement: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(statement)

    return change


_HARM: dict[str, Callable[[Path], None]] = {
    "another header": _header,
    "torn pages": _middle,
    "cut in half": _half,
    "no articles": _execute("DROP TABLE articles"),
    "no feeds": _execute("DROP TABLE feeds"),
    "no index": _execute("DROP TABLE article_search"),
    "a newer revision": _execute("UPDATE alembic_version SET version_num = '9999'"),
    "another program": _execute("PRAGMA application_id = 7"),
    "a folder": _folder,
}


@pytest.mark.parametrize("harm", list(_HARM))
def test_a_store_that_is_harmed_is_named_and_the_next_command_with_it(
    initialised: Home, harm: str
) -> None:
    home, path = initialised, initialised.path / "tapestory.db"
    assert home("feeds", "add", "http://127.0.0.1:9/refused.xml").code == 0
    sqlite.settle(path)
    for companion in sqlite.companions(path):
        companion.unlink(missing_ok=True)
    _HARM[harm](path)
    harmed = path.read_bytes() if path.is_file() else b""
    for argv in (("feeds", "list"), ("poll",), ("articles", "search", "chips"), ("run",)):
        answer = home(*argv)
        if answer.code != 6:
            # What does not touch what is missing goes on.
            assert harm.startswith("no ")
            assert answer.code in {0, 3}
            continue
        error, hint = (line for line in answer.err.splitlines() if "127.0.0.1" not in line)
        assert error.startswith(f"error: {path}: ")
        assert hint.strip()
    assert home("db", "check").code == 6
    if not harm.startswith("no ") and path.is_file():
        assert path.read_bytes() == harmed

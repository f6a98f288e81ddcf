"""What happens to the file when processes are killed, or write at the same time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest

from store.builders import tell
from tapestory.store import ArticleQuery, Store, maintenance

TESTS = Path(__file__).parents[1]

WRITER = """
    import sys
    from pathlib import Path
    from store.builders import article, tell
    from tapestory.store import Store

    path, name, count, size = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    with Store.open(path, migrate=True) as store:
        for batch in range(count):
            with store.writing() as session:
                for n in range(size):
                    # What is decided depends on what is read in the same transaction.
                    number = session.articles.count()
                    tell(session, f"e{name}{batch}", f"{name}-{batch}-{n}", text=f"{number} " * 400)
                    print(number, flush=True)
"""


def start(code: str, arguments: Sequence[str]) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(TESTS)}
    return subprocess.Popen(  # our own interpreter and code
        [sys.executable, "-c", textwrap.dedent(code), *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
@pytest.mark.parametrize("lines", [3, 25, 57])
def test_a_process_killed_while_writing_leaves_whole_transactions_only(
    path: Path, lines: int
) -> None:
    size = 20
    with start(WRITER, [str(path), "w", "1000", str(size)]) as process:
        assert process.stdout is not None
        for _ in range(lines):
            assert process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.wait()

    with Store.open(path) as store, store.reading() as session:
        stored = session.articles.find(ArticleQuery())
        hits = session.articles.search("operator", limit=0)
    assert len(stored) % size == 0
    assert len(stored) >= lines // size * size
    assert all(article.event_id is not None for article in stored)
    assert len(hits) == len(stored)
    assert maintenance.check(path) == []


@pytest.mark.slow
def test_processes_that_write_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tapestory.db"
    names, batches, size = ("p", "q", "r"), 12, 5
    writers = [start(WRITER, [str(path), name, str(batches), str(size)]) for name in names]

    printed = [int(line) for writer in writers for line in writer.communicate()[0].split()]

    assert [writer.returncode for writer in writers] == [0, 0, 0]
    with Store.open(path) as store, store.reading() as session:
        stored = {found.article.id for found in session.articles.find(ArticleQuery())}
    assert stored == {
        f"{name}-{batch}-{n}" for name in names for batch in range(batches) for n in range(size)
    }
    # Each saw the work of all before it: no two read the same number.
    assert sorted(printed) == list(range(len(stored)))
    assert maintenance.check(path) == []


@pytest.mark.slow
def test_a_backup_taken_while_another_process_writes_is_whole(path: Path, tmp_path: Path) -> None:
    size = 10
    with start(WRITER, [str(path), "w", "1000", str(size)]) as process:
        assert process.stdout is not None
        for round_ in range(3):
            for _ in range(15):
                assert process.stdout.readline()
            backup = tmp_path / f"backup{round_}.db"
            maintenance.backup(path, backup)

            assert maintenance.check(backup) == []
            with Store.open(backup) as store, store.reading() as session:
                assert session.articles.count() % size == 0
                assert session.articles.count() > 0
        process.kill()


@pytest.mark.slow
def test_a_killed_writer_does_not_keep_others_waiting(path: Path) -> None:
    with start(WRITER, [str(path), "w", "1000", "1000"]) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        process.kill()
        process.wait()

    with Store.open(path) as store, store.writing() as session:
        tell(session, "e1", "a1")
        assert session.articles.count() == 1

"""A shell presses the key: commands, options, ids and names come back, and nothing else ever."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.world import NOW, Home
from tapestory.cli.completing import offered
from tapestory.config import resolve
from tapestory.model import Feed
from tapestory.store import Store
from tapestory.store.beginnings import Noun, beginning

PROGRAM = Path(sys.executable).with_name("tapestory")
BASH = shutil.which("bash")
ZSH = shutil.which("zsh")


@pytest.fixture
def stored(initialised: Home) -> Home:
    paths = resolve(None, {"TAPESTORY_HOME": str(initialised.path)})
    with Store.open(paths.store) as store, store.writing() as session:
        session.feeds.add(Feed(url="https://harbour.example/rss", title="Harbour\x1b[31m Wire"))
        session.feeds.add(Feed(url="https://other.example/rss"))
    at = NOW.strftime("%Y-%m-%dT%H:%M:%S.000000Z")
    with closing(sqlite3.connect(paths.store)) as connection:
        for number, (name, title) in enumerate([("7abc", "First"), ("7abd", "Second"), ("9", "x")]):
            connection.execute(
                "INSERT INTO events (number, id, title, first_seen, last_seen, happened,"
                " happened_precise, stale, measured) VALUES (?, ?, ?, ?, ?, ?, 1, 0, 1)",
                (number + 1, name, title, at, at, at),
            )
        connection.executemany(
            "INSERT INTO price_bars (symbol, session, provider, close, stored_at)"
            " VALUES (?, '2026-07-01', 'import', 1.0, ?)",
            [("ZZYX", at), ("0099.KS", at)],
        )
        connection.commit()
    return initialised


def _completed(home: Home, line: str) -> tuple[list[str], str]:
    """Return what a real bash completes a line to, by the script that the program prints."""
    assert BASH is not None
    words = line.split(" ")
    quoted = " ".join(f"'{word}'" for word in words)
    script = (
        f'eval "$({PROGRAM} --show-completion bash)"; COMP_WORDS=({quoted});'
        f" COMP_CWORD={len(words) - 1}; _tapestory_completion {PROGRAM};"
        ' printf "%s\\n" "${COMPREPLY[@]}"'
    )
    environ = {"PATH": os.environ["PATH"], "TAPESTORY_HOME": str(home.path)}
    done = subprocess.run(
        [BASH, "--norc", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env=environ,
        timeout=60,
    )
    return done.stdout.split(), done.stderr


needs_bash = pytest.mark.skipif(
    BASH is None or not PROGRAM.exists(), reason="no bash, or the program is not installed"
)

needs_zsh = pytest.mark.skipif(
    ZSH is None or not PROGRAM.exists(), reason="no zsh, or the program is not installed"
)


@needs_bash
@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("tapestory ev", ["events"]),
        ("tapestory events ti", ["timeline"]),
        ("tapestory events show --as", ["--as-of"]),
        ("tapestory events show 7", ["7abc", "7abd"]),
        ("tapestory events merge 7abc 9", ["9"]),
        ("tapestory feeds show harb", ["harbour.example/rss"]),
        ("tapestory --color never events show 7abd", ["7abd"]),
        ("tapestory events show zzz", []),
        ("tapestory narratives show over", ["oversupply"]),
        ("tapestory tickers show 00", ["0099.KS"]),
        ("tapestory tickers show zz", ["zzyx"]),
        ("tapestory tickers show ZZ", ["ZZYX"]),
    ],
)
def test_bash_completes_commands_options_and_ids(
    stored: Home, line: str, expected: list[str]
) -> None:
    found, complaints = _completed(stored, line)
    assert sorted(found) == expected
    assert complaints == ""


@needs_bash
@pytest.mark.slow
@pytest.mark.parametrize(
    "content", [None, b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 99]
)
def test_whatever_the_store_is_a_shell_reads_no_error(home: Home, content: bytes | None) -> None:
    home.path.mkdir()
    if content is not None:
        (home.path / "tapestory.db").write_bytes(content)
    (home.path / "config.toml").write_text("this is = = no config")
    assert _completed(home, "tapestory events show 7") == ([], "")


def test_a_store_that_is_kept_busy_is_not_waited_for(stored: Home) -> None:
    path = stored.path / "tapestory.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        assert beginning(path, Noun.EVENT, "7") == []
    assert len(beginning(path, Noun.EVENT, "7")) == 2


@pytest.mark.parametrize("noun", list(Noun))
def test_every_noun_is_asked_of_tables_that_there_are(stored: Home, noun: Noun) -> None:
    path = stored.path / "tapestory.db"
    wanted = {Noun.EVENT: 3, Noun.FEED: 2, Noun.SYMBOL: 2}
    assert len(beginning(path, noun, "")) == wanted.get(noun, 0)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE IF EXISTS event_redirects")
    assert beginning(path, Noun.EVENT, "7") == []


@given(st.lists(st.tuples(st.text(), st.text())), st.text(max_size=3))
def test_nothing_that_a_shell_acts_on_is_offered(found: list[tuple[str, str]], typed: str) -> None:
    for name, told in offered(found, typed):
        assert not set(name) & set("\\$`\"'|&;<>()[]{}*! \t\r\n")
        assert not set(told) & set("\\$`\"'\r\n")


def test_an_address_is_offered_up_to_what_a_shell_would_act_on() -> None:
    found = [("news.example/rss?a=1&b=$(id)", "A"), ("news.example/it's", "B"), ("7abc", "C")]

    assert offered(found, "news") == [
        ("news.example/rss?a=1", "A"),
        ("news.example/it", "B"),
        ("7abc", "C"),
    ]
    assert offered(found[:1], "news.example/rss?a=1") == []


@needs_zsh
@pytest.mark.slow
def test_zsh_runs_no_strangers_title(stored: Home, tmp_path: Path) -> None:
    titles = [r"\$(touch RUN)", r"\`touch RUN\`", 'Rates: " )) ; touch RUN #']
    with closing(sqlite3.connect(stored.path / "tapestory.db")) as connection:
        connection.executemany(
            "UPDATE events SET title = ? WHERE number = ?", zip(titles, (1, 2, 3), strict=True)
        )
        connection.commit()
    assert ZSH is not None
    environ = {
        "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "TAPESTORY_HOME": str(stored.path),
        "TERM": "dumb",
    }
    shown = _at_a_terminal(
        [ZSH, "-f", "-i"],
        environ,
        tmp_path,
        [
            "autoload -Uz compinit; compinit -u\n",
            'eval "$(env _TAPESTORY_COMPLETE=source_zsh tapestory)"; echo rea""dy\n',
            "tapestory events show \t\t",
        ],
        until=["", "ready", "7abd"],
    )

    assert "7abc" in shown
    assert not (tmp_path / "RUN").exists()


def _at_a_terminal(
    argv: list[str], environ: dict[str, str], folder: Path, typed: list[str], *, until: list[str]
) -> str:
    """Return what a program shows at a terminal; each text is typed, and its answer awaited."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        os.execve(argv[0], argv, environ)  # noqa: S606  # a shell is what is tried here
    shown = ""
    try:
        for text, awaited in zip(typed, until, strict=True):
            os.write(terminal, text.encode())
            while awaited not in shown and select.select([terminal], [], [], 60)[0]:
                shown += os.read(terminal, 65536).decode(errors="replace")
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)
    return shown

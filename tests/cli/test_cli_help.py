from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from cli.world import Home
from tapestory import __version__
from tapestory.cli.app import PROGRAM, app
from tapestory.cli.tree import COMMANDS, contexts

CONTEXTS = list(contexts(app, program=PROGRAM, width=80))
STABLE = {
    "": "init demo doctor run poll daemon read",
    "feeds": "add list show test pause resume remove import export",
    "articles": "list show search import",
    "events": "list show search timeline export",
    "tickers": "list show import remove",
    "sectors": "list show",
    "narratives": "list show",
    "claims": "list",
    "prices": "import status",
    "moves": "list measure",
    "digest": "preview",
    "db": "path info check backup restore migrate prune",
    "config": "path show check",
}
HEAVY = (
    "sqlalchemy",
    "alembic",
    "h11",
    "httpcore",
    "feedparser",
    "pandas",
    "numpy",
    "exchange_calendars",
    "pydantic",
    "rich",
    "jinja2",
    "apscheduler",
    "asyncio",
)


def test_the_tree_is_the_stable_one() -> None:
    known = {ctx.command_path for ctx in CONTEXTS}
    for group, names in STABLE.items():
        for name in names.split():
            assert " ".join([PROGRAM, *group.split(), name]) in known


@pytest.mark.parametrize("ctx", CONTEXTS, ids=lambda ctx: str(ctx.command_path))
def test_every_command_and_option_says_what_it_does(ctx: Any) -> None:
    assert ctx.command.help
    for parameter in ctx.command.params:
        assert parameter.help, f"{ctx.command_path}: {parameter.name}"
    for line in ctx.get_help().splitlines():
        assert len(line) <= 80


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_of_helps_and_the_modules_agree(name: str) -> None:
    module = import_module(f"tapestory.cli.commands.{name}")
    assert (module.__doc__ or "").splitlines()[0] == COMMANDS[name]
    command = next(ctx.command for ctx in CONTEXTS if ctx.command_path == f"{PROGRAM} {name}")
    assert command.help.splitlines()[0].startswith(COMMANDS[name].rstrip(".").split(":")[0][:12])


def test_a_line_of_the_table_fits_beside_its_name() -> None:
    widest = max(map(len, COMMANDS))
    assert all(len(text) <= 80 - widest - 4 for text in COMMANDS.values())


def test_version_and_help_end_well(home: Home) -> None:
    assert home("--version").out == f"{PROGRAM} {__version__}\n"
    answer = home("--help")
    assert (answer.code, answer.err) == (0, "")
    assert all(name in answer.out for name in COMMANDS)


def test_no_command_at_all_is_a_question_for_help(home: Home) -> None:
    answer = home()
    assert answer.code == 2
    assert "Usage:" in answer.err


@pytest.mark.parametrize(
    ("argv", "nearest"),
    [(("evnts",), "events"), (("feeds", "lst"), "list"), (("prices", "improt"), "import")],
)
def test_an_unknown_command_names_the_nearest(
    home: Home, argv: tuple[str, ...], nearest: str
) -> None:
    answer = home(*argv)
    assert answer.code == 2
    assert f"did you mean {nearest!r}?" in answer.err
    assert answer.out == ""


@pytest.mark.slow
def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from tapestory.cli.app import run; run(['--help']);"
        f"print('heavy:', *[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(  # our own interpreter and text
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "heavy:"


@pytest.mark.slow
def test_the_docs_say_what_help_says() -> None:
    done = subprocess.run(  # our own module
        [sys.executable, "-m", "docs.check"],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr

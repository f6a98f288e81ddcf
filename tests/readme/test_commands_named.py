"""Every command that README and docs name, however they name it, is one that the program takes."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tapestory.cli.app import PROGRAM, app
from tapestory.cli.tree import COMMANDS, contexts

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

_TYPED = re.compile(
    r"^(?:\$ |    |\S+ \S+ \S+ \S+ \S+ +)(?:[A-Z_]+=\S+ )*(tapestory .*)$", re.MULTILINE
)
_IN_SHELL = re.compile(r"^```(console|sh|cron)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"^\|.*$", re.MULTILINE)
"""Of a table: keys of JSON stand there, which may be called like commands."""
_QUOTED = re.compile(r"`([^`]+)`")
_ENDS = {"|", "||", "&&", ">", ">>", "<", ";"}


def _lines(text: str) -> Iterator[str]:
    """Yield what is typed in blocks and indented code, and what is named in code type."""
    for block in _IN_SHELL.finditer(text):
        yield from _TYPED.findall(block[2])
        if block[1] == "sh":
            yield from re.findall(r"^tapestory .*$", block[2], re.MULTILINE)
    prose = _FENCE.sub("", text)
    yield from _TYPED.findall(prose)
    for quoted in _QUOTED.findall(_ROW.sub("", prose)):
        words = " ".join(quoted.split())
        if words.startswith(f"{PROGRAM} "):
            yield words
        elif words.partition(" ")[0] in COMMANDS and " " in words:
            yield f"{PROGRAM} {words}"


def _words(line: str) -> list[str]:
    """Return the words of a command, without what is said or piped behind it."""
    spoken, _, _ = re.sub(r" {2,}.*", "", line).partition(" …")
    try:
        words = shlex.split(spoken, comments=True)
    except ValueError:
        words = spoken.split()
    end = next((i for i, word in enumerate(words) if word in _ENDS), len(words))
    return words[1:end]


@cache
def _commands() -> dict[str, Any]:
    return {ctx.command_path: ctx for ctx in contexts(app, program=PROGRAM, width=80)}


def refused(line: str) -> str:
    """Return why the program would not take a line; empty when it would."""
    path, words = PROGRAM, _words(line)
    while True:
        ctx = _commands()[path]
        try:
            _, rest, _ = ctx.command.make_parser(ctx).parse_args(list(words))
        except Exception as error:  # noqa: BLE001 - typer keeps its errors in a private module
            reason = str(getattr(error, "message", error))
            # A sentence may name an option without giving it a value.
            return "" if reason.endswith("requires an argument.") else f"{path}: {reason}"
        if not hasattr(ctx.command, "list_commands"):
            break
        if not rest:
            return ""
        path, words = f"{path} {rest[0]}", rest[1:]
        if path not in _commands():
            return f"there is no {path}"
    return f"too many words: {rest}" if rest else ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_no_command_that_the_program_refuses(page: Path) -> None:
    problems = [
        f"{line}: {reason}"
        for line in _lines(page.read_text(encoding="utf-8"))
        if (reason := refused(line))
    ]
    assert problems == []


def test_lines_are_found_wherever_a_page_has_them() -> None:
    text = (
        "Call `tapestory run --quiet`, or `events undo` and `run`.\n\n"
        "    tapestory digest test     tries it\n\n"
        "```console\n$ A=1 tapestory db check\n```\n\n```sh\ntapestory events list # all\n```\n"
        "```cron\n5 * * * *  tapestory report build && true\n```\n"
    )
    found = [_words(line) for line in _lines(text)]
    assert sorted(found) == [
        ["db", "check"],
        ["digest", "test"],
        ["events", "list"],
        ["events", "undo"],
        ["report", "build"],
        ["run", "--quiet"],
    ]


@pytest.mark.parametrize(
    "line",
    [
        "tapestory events lists",
        "tapestory events list --nonesuch",
        "tapestory events list these",
        "tapestory prices fetch META",
        "tapestory feeds export --into subscriptions.opml",
        "tapestory nonesuch",
    ],
)
def test_a_line_that_the_program_refuses_is_told(line: str) -> None:
    assert refused(line)

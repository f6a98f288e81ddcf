"""Holds the docs against the program: helps, commands named, drawings, figures.

python -m docs.check            say what differs; exit 1 if anything does
python -m docs.check --write    bring what is quoted and drawn up to date
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docs.drawing import redrawn, unsaid
from docs.figures import filled
from tapestory.cli.app import PROGRAM, app
from tapestory.cli.tree import contexts

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "cli.md"
SOURCE = ROOT / "src" / PROGRAM
MEASURED = (ROOT / "evaluation" / "measured.json", ROOT / "benchmarks" / "measured.json")
Measured = Mapping[str, Mapping[str, Any]]
MARK = "<!-- Below this line: written by `python -m docs.check --write` from --help. -->"
MEND = "python -m docs.check --write"
WIDTH = 80

_BLOCK = re.compile(r"^```(console|sh|bash|shell)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PROMPT = f"$ {PROGRAM}"


def main() -> int:
    """Check or write; return 1 when something differs that cannot be or was not written."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--write", action="store_true", help="bring the docs up to date")
    write: bool = options.parse_args().write
    helps = {
        ctx.command_path: ctx.get_help() for ctx in contexts(app, program=PROGRAM, width=WIDTH)
    }
    measured = records()
    problems = [*_unknown_commands(helps), *_gaps(measured)]
    for path, wanted in _wanted(helps, measured):
        found = path.read_text(encoding="utf-8")
        if found == wanted:
            continue
        name = path.relative_to(ROOT)
        if write:
            path.write_text(wanted, encoding="utf-8")
            print(f"{name}: brought up to date")
        else:
            problems.append(f"{name} differs from the program; run {MEND}\n{_diff(found, wanted)}")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def records() -> Measured:
    """Return what the evaluation and the benchmarks measured last, by part."""
    parts: dict[str, Mapping[str, Any]] = {}
    for path in MEASURED:
        parts |= json.loads(path.read_text(encoding="utf-8"))
    return parts


def _wanted(helps: Mapping[str, str], measured: Measured) -> Iterator[tuple[Path, str]]:
    """Yield each page, as it should read."""
    by_hand, _, _ = REFERENCE.read_text(encoding="utf-8").partition(MARK)
    yield REFERENCE, by_hand + MARK + "\n" + _reference(helps)
    for path in _pages():
        if path != REFERENCE:
            text = path.read_text(encoding="utf-8")
            page = _BLOCK.sub(lambda block: _quoted(block, helps), text)
            yield path, filled(redrawn(page, SOURCE), measured)[0]


def _gaps(measured: Measured) -> Iterator[str]:
    """Yield a problem for each thing that a page is to say and that nobody can fill in for it."""
    for path in _pages():
        text, name = path.read_text(encoding="utf-8"), path.relative_to(ROOT)
        yield from (f"{name} does not say what the table {table} holds" for table in unsaid(text))
        for tag in filled(text, measured)[1]:
            yield f"{name} quotes {tag}, which no measured.json has"


def _reference(helps: Mapping[str, str]) -> str:
    parts = []
    for path, text in helps.items():
        level = min(2 + path.count(" "), 4)
        parts.append(f"\n{'#' * level} {path}\n\n```text\n{text.strip()}\n```\n")
    return "".join(parts)


def _quoted(block: re.Match[str], helps: Mapping[str, str]) -> str:
    """Return a console block whose `$ tapestory … --help` are followed by what they print."""
    if block[1] != "console":
        return block[0]
    sessions = re.split(r"^(?=\$ )", block[2], flags=re.MULTILINE)
    return f"```console\n{''.join(_session(part, helps) for part in sessions)}```"


def _session(part: str, helps: Mapping[str, str]) -> str:
    command, _, _ = part.partition("\n")
    words = command.removeprefix("$ ").split()
    if not command.startswith("$ ") or words[-1:] != ["--help"]:
        return part
    text = helps.get(" ".join(words[:-1]))
    return part if text is None else f"{command}\n{text.strip()}\n"


def _unknown_commands(helps: Mapping[str, str]) -> Iterator[str]:
    """Yield a problem for each command line of the docs that the program does not have."""
    groups = {path.rpartition(" ")[0] for path in helps}
    for page in _pages():
        for block in _BLOCK.finditer(page.read_text(encoding="utf-8")):
            for line in block[2].splitlines():
                path = _command_path(line)
                if path is not None and not _is_known(path, helps, groups):
                    where, name = page.relative_to(ROOT), " ".join(path)
                    yield f"{where}: there is no command {name!r}: {line}"


def _command_path(line: str) -> list[str] | None:
    """Return program, command and subcommand of a shell line; None when it is not ours."""
    line = line.strip().removeprefix("$ ")
    try:
        words = shlex.split(line, comments=True)
    except ValueError:
        return None
    while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
        words = words[1:]
    if not words or Path(words[0]).name != PROGRAM:
        return None
    words = words[1:]
    while words and words[0].startswith("-"):
        words = (
            words[2:]
            if words[0] in {"--config", "--color", "--log-format", "--log-level"}
            else words[1:]
        )
    return [PROGRAM, *words[:2]]


def _is_known(path: list[str], helps: Mapping[str, str], groups: set[str]) -> bool:
    if len(path) > 1 and f"{PROGRAM} {path[1]}" not in helps:
        return False
    inside_group = len(path) > 2 and f"{PROGRAM} {path[1]}" in groups
    return not inside_group or path[2].startswith("-") or " ".join(path) in helps


def _pages() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def _diff(found: str, wanted: str) -> str:
    lines = difflib.unified_diff(
        found.splitlines(), wanted.splitlines(), "as it is", "as it should be", lineterm="", n=1
    )
    return "\n".join(list(lines)[:40])


if __name__ == "__main__":
    sys.exit(main())

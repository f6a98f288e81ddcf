"""Runs the console blocks of README and docs, in order, as a reader would type them.

python -m docs.tours            say where a page shows something else than is printed; exit 1 then
python -m docs.tours --write    put what is printed there into the page

Each page has a home of its own under a temporary folder, the installed command, and the sample
feeds on loopback. What may differ between page and run is listed in `MAY_DIFFER`, and nothing else
may. A command under which a page shows nothing may print what it likes, but must not fail.

Commands that cannot be run there stand in a `sh` or `cron` block, under a comment that says why:
`<!-- not run: they need systemd -->`. No page has commands anywhere else.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tapestory.demo.sample_run import SAMPLE
from tapestory.demo.server import FolderServer

ROOT = Path(__file__).resolve().parent.parent
COMMAND = Path(sys.executable).parent / "tapestory"
HOME = "/home/you"
"""What a page calls the reader's home."""
PORT = "127.0.0.1:8712"
"""Where pages find the sample feeds; a run takes the next port that is free."""

MAY_DIFFER: tuple[tuple[str, str], ...] = (
    (r"\b20(2[7-9]|[3-9]\d)-\d\d-\d\d|\b2026-(0[89]|1[0-2])-\d\d", "TODAY"),
    (r"TODAY \d\d:\d\d\b", "NOW"),
    (r"\b\d+ (s|min|h) ago\b", "AGO"),
    (r"\bin \d+ (s|min|h)\b", "DUE"),
    (r"\b[\d.]+ GB free\b", "SPACE"),
    (r"\b[\d.]+ [MG]B\b|\b[\d,]+ bytes\b", "SIZE"),
    (r"(?<=took back )\w{6}\b|(?<=events undo )\w{6}\b", "EDIT"),
    (r"(?<= to )[0-9a-z]{8}$|(?<=^  )[0-9a-z]{8}(?=  1 article )", "SPLIT"),
    (r" {2,}", "  "),
)
"""Pattern → what stands for it: the day of the run (the sample ends in July 2026) and its time,
ages, free space, sizes, ids of edits and of events that an edit made, and widths of columns."""

_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"`([\w/]+\.(?:toml|csv|txt|json))`")
_LEFT_OUT = re.compile(
    r"(?:^<!-- not run: ([^>]+) -->\n)?^```(?:sh|bash|shell|cron)\n(.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_INDENTED = re.compile(r"(?<=\n\n) {4}(?![-*\d]).+")
_ANY_FENCE = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
_HEREDOC = re.compile(r"<<'(\w+)'$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A command of a page, and what the page shows under it."""

    command: str
    """With its here-document, without the prompt."""
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command printed, on both of its streams, and how it ended."""

    printed: str
    code: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page with console blocks, and what its reader has done besides typing them."""

    path: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    """What a reader of this page has typed already."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Word that stands for something of the reader's own → the command that prints it."""
    needs: tuple[str, ...] = ()
    """Programs besides ours and the shell's."""
    misspelt: Mapping[int, tuple[str, str, str]] = field(default_factory=dict)
    """Step, from 0 → file, what stands there, what is written in its place for this step."""


README = Page(path=ROOT / "README.md")
NEW_THEME = Page(
    path=ROOT / "docs" / "new-theme.md",
    variables={"TAPESTORY_HOME": f"{HOME}/tapestory"},
    misspelt={
        1: (
            "obesity_drugs/narratives.toml",
            'sector = "packaged_food"',
            'sector = "packaged_foods"',
        )
    },
)
_AT_HOME = {"TAPESTORY_HOME": f"{HOME}/tapestory"}
_BEGUN = "tapestory init --feeds none"
_A_DAY_OF_NEWS = f"""{_BEGUN}
now=$(date -u +%FT%TZ)
cat >news.ndjson <<END
{{"title": "Meta says it will sell spare computing power", "published": "$now", \
"outlet": "Harbour Wire", "text": "Meta said that it will sell computing power. It has too much."}}
{{"title": "Meta to sell spare computing power", "published": "$now", \
"outlet": "Canal Street Ledger", "text": "Spare computing power is for sale at Meta, it said."}}
END
tapestory articles import news.ndjson"""
"""What two outlets tell: one alone would wait for a second before it is mailed."""
_NEWEST = "tapestory digest list --csv --limit 1 | tail -n 1 | cut -d , -f 1"
_OTHERS = (
    Page(path=ROOT / "docs" / "cron.md", variables=_AT_HOME, before=_BEGUN),
    Page(path=ROOT / "docs" / "full-text.md", variables=_AT_HOME, before=_BEGUN),
    Page(
        path=ROOT / "docs" / "mail.md",
        variables=_AT_HOME,
        before=_A_DAY_OF_NEWS,
        names={"ID": _NEWEST},
    ),
    Page(path=ROOT / "docs" / "report.md", variables=_AT_HOME, before=_BEGUN),
    Page(path=ROOT / "docs" / "sql.md", variables=_AT_HOME, before=_BEGUN, needs=("sqlite3",)),
)
_KNOWN = {page.path: page for page in (README, NEW_THEME, *_OTHERS)}


def main() -> int:
    """Run every page; return 1 when one shows what is not so, and is not rewritten."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--write", action="store_true", help="bring the pages up to date")
    write: bool = options.parse_args().write
    problems = 0
    for page in pages():
        text = page.path.read_text(encoding="utf-8")
        played = list(play(page))
        found = list(differences(played))
        if write:
            page.path.write_text(rewritten(text, played), encoding="utf-8")
            found = [problem for problem in found if problem.startswith("failed")]
        for problem in found:
            print(f"{page.path.relative_to(ROOT)}: {problem}", file=sys.stderr)
        problems += len(found)
    return 1 if problems else 0


def pages() -> list[Page]:
    """Return README and every page of docs that has a console block."""
    told = (path for path in all_paths() if steps(path.read_text(encoding="utf-8")))
    return [_KNOWN.get(path, Page(path=path)) for path in told]


def all_paths() -> list[Path]:
    """Return README and every page of docs."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def left_out(text: str) -> list[tuple[str, str]]:
    """Return the blocks of commands that are not run: each one's reason, or nothing, and first."""
    blocks = ((block[1] or "", block[2].splitlines()) for block in _LEFT_OUT.finditer(text))
    return [(reason, lines[0]) for reason, lines in blocks]


def indented(text: str) -> list[str]:
    """Return the first lines of code that is set in and nothing else, so that nobody runs it."""
    return [line.strip() for line in _INDENTED.findall(_ANY_FENCE.sub("", text))]


def steps(text: str) -> list[Step]:
    """Return the commands of a page's console blocks, in order."""
    return [step for block in _CONSOLE.finditer(text) for step in _steps_of(block[1])]


def _steps_of(block: str) -> Iterator[Step]:
    lines = block.splitlines(keepends=True)
    while lines:
        end = 1
        if heredoc := _HEREDOC.search(lines[0].rstrip("\n")):
            end = next(i for i, line in enumerate(lines) if line.rstrip("\n") == heredoc[1]) + 1
        typed = "".join(lines[:end]).removeprefix("$ ").rstrip("\n")
        after = next((i for i in range(end, len(lines)) if lines[i].startswith("$ ")), len(lines))
        yield Step(command=typed, shown="".join(lines[end:after]))
        lines = lines[after:]


def play(page: Page) -> Iterator[tuple[Step, Answer]]:
    """Type the steps of a page, each in the shell that the one before left.

    Raises:
        OSError: The command is not installed beside this Python.
        RuntimeError: What a reader has typed already does not work.
    """
    text = page.path.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, _served() as server:
        shell = _Shell(Path(folder).resolve(), port=server.base_url.removeprefix("http://"))
        shell.set_up(page.variables)
        shell.place(_files_of(text))
        begun = shell.typed(f"set -e\n{page.before}")
        if begun.code:
            message = f"{page.path.name} cannot begin:\n{begun.printed}"
            raise RuntimeError(message)
        for number, step in enumerate(steps(text)):
            slip = page.misspelt.get(number)
            if slip is not None:
                shell.replace(slip[0], slip[1], slip[2])
            yield step, shell.typed(_named(step.command, page.names))
            if slip is not None:
                shell.replace(slip[0], slip[2], slip[1])


def _named(command: str, names: Mapping[str, str]) -> str:
    for word, prints in names.items():
        command = re.sub(rf"\b{word}\b", f"$({prints})", command)
    return command


def differences(played: Iterable[tuple[Step, Answer]]) -> Iterator[str]:
    """Yield what failed, and where a page shows something else than was printed."""
    for step, answer in played:
        fails = "error:" in step.shown
        if (answer.code != 0) != fails:
            yield f"failed with {answer.code}: {step.command}\n{answer.printed}"
        elif step.shown and masked(step.shown) != masked(answer.printed):
            lines = difflib.unified_diff(
                step.shown.splitlines(),
                answer.printed.splitlines(),
                "page",
                "run",
                lineterm="",
                n=0,
            )
            yield f"not what is printed by: {step.command}\n" + "\n".join(lines)


def masked(text: str) -> list[str]:
    """Return the lines with what may differ taken out; rows that one run made in one order."""
    lines = [line.rstrip() for line in text.splitlines()]
    for pattern, word in MAY_DIFFER:
        lines = [re.sub(pattern, word, line) for line in lines]
    ordered: list[str] = []
    together: list[str] = []
    for line in lines:
        if "  TODAY  " in line:
            together.append(line)
        else:
            ordered += [*sorted(together), line]
            together = []
    return ordered + sorted(together)


def rewritten(text: str, played: Iterable[tuple[Step, Answer]]) -> str:
    """Return a page that shows what was printed wherever it showed something else."""
    answers = iter(played)

    def block(match: re.Match[str]) -> str:
        parts = []
        for _ in _steps_of(match[1]):
            step, answer = next(answers)
            same = not step.shown or masked(step.shown) == masked(answer.printed)
            parts.append(f"$ {step.command}\n{step.shown if same else answer.printed}")
        return f"```console\n{''.join(parts)}```"

    return _CONSOLE.sub(block, text)


def _files_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield name and content of each file that a page has its reader write.

    The paragraph before names it in code type; a block that begins with `[universe]` is a part of
    config.toml. The last one of a name counts.
    """
    for fence in _FENCE.finditer(text):
        paragraph = text[: fence.start()].rstrip("\n").rpartition("\n\n")[2]
        names = _NAMED.findall(paragraph)
        if fence[1] in {"toml", "csv", "text"} and names:
            yield names[0], fence[2]
        elif fence[2].startswith("[universe]"):
            yield "config.toml", fence[2]


class _Shell:
    """A reader's home, the folder that stands for the checkout, and a shell whose exports last."""

    def __init__(self, folder: Path, *, port: str) -> None:
        self._home, self._state = folder / "you", folder / "exports"
        self._folder = self._home / "tapestory"
        self._port = port

    def set_up(self, variables: Mapping[str, str]) -> None:
        programs = self._home / ".local" / "bin"
        programs.mkdir(parents=True)
        (programs / COMMAND.name).symlink_to(COMMAND.resolve(strict=True))
        self._folder.mkdir()
        (self._folder / "src").symlink_to(ROOT / "src")
        given = {name: self._here(value) for name, value in variables.items()}
        self._state.write_text("", encoding="utf-8")
        path = f"{programs}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        fixed = {"HOME": str(self._home), "PATH": path, "LANG": "C.UTF-8", "BROWSER": "true"}
        self._variables = fixed | given

    def place(self, files: Iterable[tuple[str, str]]) -> None:
        for name, content in files:
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        path = self._folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    def typed(self, command: str) -> Answer:
        state = shlex.quote(str(self._state))
        script = f". {state}\n{self._here(command)}\ncode=$?\nexport -p >{state}\nexit $code\n"
        done = subprocess.run(  # noqa: S603 - the commands are those of our own pages
            ["/bin/bash", "-c", script],
            cwd=self._folder,
            env=self._variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            check=False,
        )
        return Answer(printed=self._there(done.stdout), code=done.returncode)

    def _here(self, text: str) -> str:
        return text.replace(HOME, str(self._home)).replace(PORT, self._port)

    def _there(self, text: str) -> str:
        for program in (COMMAND, COMMAND.resolve()):
            text = text.replace(str(program), f"{HOME}/.local/bin/{COMMAND.name}")
        return text.replace(str(self._home), HOME).replace(self._port, PORT)


def _served() -> FolderServer:
    """Return a server of the sample feeds on a port of four digits, as pages print it."""
    first = int(PORT.rpartition(":")[2])
    for port in range(first, first + 100):
        with suppress(OSError):
            return FolderServer(SAMPLE / "feeds", port=port)
    return FolderServer(SAMPLE / "feeds")


if __name__ == "__main__":
    sys.exit(main())

"""A computer on which only the wheel is installed, its clock where we set it."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from evaluation.stranger.journal import Answer, Journal, surprises

ROOT = Path(__file__).resolve().parents[2]
_CLOCKWORK = Path(__file__).with_name("clockwork.py")
_PATIENCE = 170.0
"""Seconds that a command may take."""


def build_wheel(folder: Path) -> Path:
    """Return the wheel of this checkout, as a release would have it."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - ours
    return next(folder.glob("*.whl"))


def install(wheel: Path, environment: Path) -> None:
    """Make an environment in which only the wheel and what it needs is, as locked."""
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)  # noqa: S603 - ours
    pip = [str(environment / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check"]
    locked = ["--require-hashes", "--requirement", str(ROOT / "requirements.lock")]
    subprocess.run([*pip, *locked], check=True)  # noqa: S603 - ours
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True)  # noqa: S603 - ours


@dataclass(kw_only=True)
class Machine:
    """Runs the installed command, either as it is or at a time of our choice.

    Args:
        environment: Where the wheel is installed.
        home: The user's folder.
        journal: Where each step is told.
    """

    environment: Path
    home: Path
    journal: Journal
    now: datetime | None = None
    """The system's time if None."""
    variables: dict[str, str] = field(default_factory=dict)
    """What the user has exported."""
    _worker: subprocess.Popen[str] | None = None

    @property
    def program(self) -> Path:
        """The command as pip put it there."""
        return self.environment / "bin" / "tapestory"

    def type(
        self, line: str, *, code: int = 0, shows: Sequence[str] = (), silent: bool = False
    ) -> Answer:
        """Type a command line, tell it to the journal and return what came of it.

        Args:
            line: As a page has it: `tapestory …`.
            code: How it should end.
            shows: Patterns that it should print.
            silent: It should print nothing.
        """
        answer = self.run(shlex.split(line), environ=self.environ())
        stumbles = surprises(answer, code=code, shows=shows, silent=silent)
        at = f"[{self.now:%a %H:%M %Z}] " if self.now else ""
        self.journal.told(f"{at}$ {line}", answer.lines, stumbles)
        return answer

    def environ(self) -> dict[str, str]:
        """Return the variables of a login shell."""
        path = f"{self.environment / 'bin'}{os.pathsep}{os.defpath}"
        return {"HOME": str(self.home), "PATH": path, "LANG": "C.UTF-8", **self.variables}

    def run(self, argv: Sequence[str], *, environ: Mapping[str, str]) -> Answer:
        """Run one command in the user's folder, and tell nobody."""
        if self.now is None or Path(argv[0]).name != "tapestory":
            done = subprocess.run(  # noqa: S603 - commands of our own pages
                argv,
                executable=str(self.program) if argv[0] == "tapestory" else None,
                cwd=self.home,
                env=dict(environ),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                timeout=_PATIENCE,
                check=False,
            )
            return Answer(code=done.returncode, out=done.stdout, err=done.stderr)
        with tempfile.TemporaryDirectory() as folder:
            out, err = Path(folder) / "out", Path(folder) / "err"
            call = {
                "at": self.now.isoformat(),
                "argv": [str(self.program), *argv[1:]],
                "environ": dict(environ),
                "folder": str(self.home),
                "out": str(out),
                "err": str(err),
            }
            worker = self._worker or self._start()
            print(json.dumps(call), file=worker.stdin, flush=True)
            code: int = json.loads(cast("IO[str]", worker.stdout).readline())["code"]
            return Answer(
                code=code,
                out=out.read_text(encoding="utf-8"),
                err=err.read_text(encoding="utf-8"),
            )

    def _start(self) -> subprocess.Popen[str]:
        self._worker = subprocess.Popen(  # noqa: S603 - the Python under test, our own module
            [str(self.environment / "bin" / "python"), "-I", str(_CLOCKWORK)],
            cwd=self.home,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self._worker

    def switch_off(self) -> None:
        """End what was started."""
        if self._worker is not None:
            cast("IO[str]", self._worker.stdin).close()
            self._worker.wait()
            self._worker = None

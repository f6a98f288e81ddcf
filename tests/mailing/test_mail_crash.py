"""The program, killed with SIGKILL at every step of sending, against a server that counts."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mailing.scripted_smtp import Script, ScriptedSmtp, Stage
from pipeline.programs import call, command

pytestmark = pytest.mark.slow

_DAY = ("--date", "2026-07-03")
_STEPS: Sequence[tuple[Stage, str, int | None]] = (
    ("connect", "pending", 0),
    ("EHLO", "pending", 0),
    ("MAIL", "pending", 0),
    ("RCPT", "pending", 0),
    ("DATA", "unknown", 0),
    ("body", "unknown", None),
    ("dot", "unknown", 1),
    ("answered", "sent or unknown", 1),
)
"""Where it is killed, what the next call finds, and how many the server holds.

Killed within the body, that is for the system to say: it may have taken the rest already, and hands
it on for a process that is no more.
"""


@dataclass
class _Killer:
    """Kills a process when the server reaches a stage, once."""

    at: Stage
    process: subprocess.Popen[str] | None = None

    def __call__(self, stage: Stage) -> None:
        if stage == self.at and self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


def _home(sample_home: Path, folder: Path, port: int) -> Path:
    home = folder / "home"
    shutil.copytree(sample_home, home)
    with (home / "config.toml").open("a", encoding="utf-8") as file:
        file.write(
            f'\n[smtp]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
            'sender = "digest@example.org"\nrecipients = ["reader@example.net"]\n'
        )
    return home


def _mails(home: Path) -> list[Any]:
    return list(json.loads(call(home, "digest", "list", "--json").stdout)["mails"])


@pytest.mark.parametrize(("stage", "state", "held"), _STEPS, ids=[step[0] for step in _STEPS])
def test_killed_at_a_step_nothing_is_lost_and_nothing_comes_twice(
    sample_home: Path, tmp_path: Path, stage: Stage, state: str, held: int | None
) -> None:
    killer = _Killer(stage)
    with ScriptedSmtp(Script(on=killer)) as server:
        home = _home(sample_home, tmp_path, server.port)
        argv = command(home, "digest", "send", *_DAY)
        # The server waits in `killer` until the process is gone: it is set before it connects.
        with subprocess.Popen(
            argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True
        ) as process:
            killer.process = process
            process.wait(timeout=60)
        assert process.returncode == -9
        arrived = len(server.received)
        assert held in {None, arrived}

        again = call(home, "digest", "send", *_DAY)
        third = call(home, "digest", "send", *_DAY)
        [mail] = _mails(home)

        # Lost nothing: it has arrived, or the outbox and the exit code say that it may not have.
        assert len(server.received) == 1 or mail["state"] == "unknown"
        # Doubled nothing.
        assert max(Counter(item.message for item in server.received).values(), default=0) <= 1
        if state == "pending":
            assert (again.returncode, mail["state"]) == (0, "sent")
        elif mail["state"] == "unknown":
            assert again.returncode == 8
            assert f"tapestory digest resend {mail['id']} --force" in again.stderr
        else:
            assert state == "sent or unknown"
        assert third.returncode == 0

        if mail["state"] == "unknown":
            assert call(home, "digest", "resend", mail["id"]).returncode == 2
            assert call(home, "digest", "resend", mail["id"], "--force").returncode == 0
            assert len(server.received) == arrived + 1

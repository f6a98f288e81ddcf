"""What becomes of a mail, by the way that it goes and what happens to it: `make mail-matrix`.

The command as it is installed sends to servers on the loopback that count what they hold. A row
holds when nothing is lost (it has arrived, or the outbox says that it has not, or may not have) and
nothing comes twice unless somebody asked for it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mailing.conftest import Certificate
from mailing.doors import Desk, Hook, front_door, post_office
from mailing.scripted_smtp import Script, ScriptedSmtp
from mailing.test_three_days import DEAL
from pipeline.programs import call, command

pytestmark = pytest.mark.slow

COMMANDS = {"digest": ("digest", "send"), "alert": ("run",), "webhook": ("run",)}
"""What is sent, and by what."""
LINE = "{:8} {:32} {:>4}  {:8} {:>5}   {:8} {:>5}  {}"
PHRASE = "a pass phrase"
ENDS = {"sent": 0, "pending": 7, "failed": 7, "unknown": 8}


@dataclass(frozen=True, kw_only=True)
class Other:
    """The other side while it stands."""

    port: int
    held: Callable[[], int]
    """How many it has taken."""
    mend: Callable[[], None] = lambda: None
    """Lets it be kind from now on."""


@dataclass(kw_only=True)
class Killer:
    """Kills a process when the other side reaches a step, once."""

    at: str
    process: subprocess.Popen[bytes] | None = None

    def __call__(self, stage: str) -> None:
        if stage == self.at and self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@dataclass(frozen=True, kw_only=True)
class Case:
    """One thing that happens."""

    what: str
    stand: Callable[[Certificate], AbstractContextManager[Other]]
    states: tuple[str, ...]
    """What the outbox may say when the command has ended; if it was killed, after the next."""
    smtp: str = 'security = "none"'
    """More of [smtp]; {ca} is the certificate's file."""
    scheme: str = "http"
    killer: Killer | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class Row:
    """What came of it."""

    way: str
    what: str
    code: int
    """How the first command ended; -9 where it was killed."""
    state: str
    """What the outbox said then, or after the next call where it was killed."""
    held: int
    """How many the other side had by then."""
    at_last: str
    """What it said after two more calls, and one more attempt by hand where it was waiting."""
    arrived: int
    """How many the other side had by then."""

    @property
    def is_lost(self) -> bool:
        """Whether it has not arrived and nobody is told."""
        return not self.arrived and self.at_last not in {"pending", "failed", "unknown"}

    @property
    def is_doubled(self) -> bool:
        """Whether it came more than once although nobody asked for that."""
        return self.arrived > 1

    @property
    def verdict(self) -> str:
        """The row's last column."""
        if self.is_lost:
            return "LOST"
        return "DOUBLED" if self.is_doubled else "holds"


# The other side


def at_desk(
    *, login: str = "", tls: bool = False, **does: Any
) -> Callable[[Certificate], AbstractContextManager[Other]]:
    """Stand aiosmtpd up."""

    @contextmanager
    def stand(certificate: Certificate) -> Iterator[Other]:
        desk = Desk(**does)

        def mend() -> None:
            desk.rcpt, desk.answer, desk.hangs_up = Desk.rcpt, Desk.answer, False

        with post_office(desk, tls=certificate.serving() if tls else None, login=login) as port:
            yield Other(port=port, held=lambda: len(desk.received), mend=mend)

    return stand


def at_script(killer: Killer) -> Callable[[Certificate], AbstractContextManager[Other]]:
    """Stand a server up that kills the client."""

    @contextmanager
    def stand(_certificate: Certificate) -> Iterator[Other]:
        with ScriptedSmtp(Script(on=killer, users={"me": PHRASE})) as server:
            yield Other(port=server.port, held=lambda: len(server.received))

    return stand


def at_hook(
    *, tls: bool = False, **does: Any
) -> Callable[[Certificate], AbstractContextManager[Other]]:
    """Stand a taker of POSTs up."""

    @contextmanager
    def stand(certificate: Certificate) -> Iterator[Other]:
        hook = Hook(**does)

        def mend() -> None:
            hook.status, hook.hangs_up = Hook.status, False

        with front_door(hook, tls=certificate.serving() if tls else None) as port:
            yield Other(port=port, held=lambda: len(hook.received), mend=mend)

    return stand


def killed_at(step: str, *states: str) -> Case:
    killer = Killer(at=step)
    return Case(
        what=f"kill -9 at {step}",
        stand=at_script(killer),
        states=states,
        smtp=f'security = "none"\nusername = "me"\npassword = "{PHRASE}"',
        killer=killer,
    )


def hook_killed_at(step: str, *states: str) -> Case:
    killer = Killer(at=step)
    return Case(what=f"kill -9 at {step}", stand=at_hook(on=killer), states=states, killer=killer)


def mail_cases() -> list[Case]:
    trusted = 'ca_file = "{ca}"\nusername = "me"\npassword = "%s"'
    secure = at_desk(login=PHRASE, tls=True)
    return [
        Case(what="taken", stand=at_desk(), states=("sent",)),
        Case(what="taken, STARTTLS and a password", stand=secure, states=("sent",),
             smtp=trusted % PHRASE),
        Case(what="451 to the recipient", stand=at_desk(rcpt="451 4.7.1 greylisted"),
             states=("pending",)),
        Case(what="550 to the recipient", stand=at_desk(rcpt="550 5.1.1 no such user"),
             states=("failed",)),
        Case(what="451 to the mail", stand=at_desk(answer="451 4.3.0 later"), states=("pending",)),
        Case(what="550 to the mail", stand=at_desk(answer="550 5.7.1 spam"), states=("failed",)),
        Case(what="552 to the mail", stand=at_desk(answer="552 5.2.2 over quota"),
             states=("failed",)),
        Case(what="a wrong password", stand=secure, states=("failed",),
             smtp=trusted % "another"),
        Case(what="an untrusted certificate", stand=at_desk(tls=True), states=("pending",),
             smtp=""),
        Case(what="no STARTTLS offered", stand=at_desk(), states=("pending",), smtp=""),
        Case(what="dropped after DATA", stand=at_desk(hangs_up=True), states=("unknown",)),
        killed_at("connect", "pending"),
        killed_at("EHLO", "pending"),
        killed_at("AUTH", "pending"),
        killed_at("MAIL", "pending"),
        killed_at("RCPT", "pending"),
        killed_at("DATA", "unknown"),
        killed_at("body", "unknown"),
        killed_at("dot", "unknown"),
        killed_at("answered", "unknown", "sent"),
    ]  # fmt: skip


def hook_cases() -> list[Case]:
    return [
        Case(what="204", stand=at_hook(), states=("sent",)),
        Case(what="429", stand=at_hook(status=429), states=("pending",)),
        Case(what="503", stand=at_hook(status=503), states=("pending",)),
        Case(what="302", stand=at_hook(status=302), states=("failed",)),
        Case(what="410", stand=at_hook(status=410), states=("failed",)),
        Case(what="an untrusted certificate", stand=at_hook(tls=True), states=("pending",),
             scheme="https"),
        Case(what="dropped after the request", stand=at_hook(hangs_up=True), states=("unknown",)),
        hook_killed_at("connect", "pending", "unknown"),
        hook_killed_at("head", "unknown"),
        hook_killed_at("body", "unknown"),
        hook_killed_at("answered", "unknown", "sent"),
    ]  # fmt: skip


WHOLE = os.environ.get("MAIL_MATRIX") == "whole"
"""Whether all rows are wanted, which takes minutes; the gate has every fifth."""

ALL = [
    *(("digest", case) for case in mail_cases()),
    *(("alert", case) for case in mail_cases()),
    *(("webhook", case) for case in hook_cases()),
]
CASES = ALL if WHOLE else ALL[::5]


# Our side


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with news of this hour, of which two outlets tell."""
    home = tmp_path_factory.mktemp("newsroom")
    (home / "config.toml").write_text("", encoding="utf-8")
    now = datetime.now(tz=UTC)
    times = [now - timedelta(minutes=minutes) for minutes in (40, 20)]
    news = [
        one.model_copy(update={"published": f"{at:%Y-%m-%dT%H:%M:%SZ}"})
        for one, at in zip(DEAL, times, strict=True)
    ]
    lines = [one.model_dump_json(exclude_defaults=True) for one in news]
    (home / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    taken = call(home, "articles", "import", str(home / "news.jsonl"))
    assert taken.returncode == 0, taken.stderr
    return home


def configured(home: Path, way: str, case: Case, port: int, certificate: Certificate) -> None:
    lines = ["[smtp]", 'host = "localhost"', f"port = {port}", 'sender = "digest@example.org"']
    lines.append(case.smtp.replace("{ca}", str(certificate.chain)))
    if way == "digest":
        lines.append('recipients = ["reader@example.net"]')
    else:
        url = f"{case.scheme}://localhost:{port}/hook"
        goal = {"alert": 'to = ["reader@example.net"]',
                "webhook": f'webhook = "{url}"\nsecret = "{PHRASE}"'}[way]  # fmt: skip
        lines += ["[[alerts.watches]]", 'name = "watch"', 'tickers = ["NBIS"]', goal]
    (home / "config.toml").write_text("\n".join(lines), encoding="utf-8")


def mail_of(home: Path) -> Any:
    [mail] = json.loads(call(home, "digest", "list", "--json").stdout)["mails"]
    return mail


def first_call(home: Path, argv: tuple[str, ...], killer: Killer | None) -> int:
    """Call the command; the other side holds still until it is dead, where it is to be killed."""
    if killer is None:
        return call(home, *argv).returncode
    silent = subprocess.DEVNULL
    with subprocess.Popen(command(home, *argv), stdout=silent, stderr=silent) as process:
        killer.process = process
        process.wait(timeout=60)
    return process.returncode


def row_of(home: Path, way: str, case: Case, certificate: Certificate) -> Row:
    with case.stand(certificate) as other:
        configured(home, way, case, other.port, certificate)
        code = first_call(home, COMMANDS[way], case.killer)
        # A digest that waits is sent by the next call; so what it found is looked at before.
        state = mail_of(home)["state"]
        if state == "sending":
            assert call(home, *COMMANDS[way]).returncode == ENDS["unknown"]
            state = mail_of(home)["state"]
        held = other.held()
        other.mend()
        for _ in range(2):
            call(home, *COMMANDS[way])
        mail = mail_of(home)
        if mail["state"] == "pending":  # the next attempt is minutes away
            call(home, "digest", "resend", mail["id"])
        return Row(
            way=way,
            what=case.what,
            code=code,
            state=state,
            held=held,
            at_last=mail_of(home)["state"],
            arrived=other.held(),
        )


@pytest.fixture(scope="module")
def rows() -> Iterator[list[Row]]:
    """Collect the rows, and print them as a table with their sum."""
    found: list[Row] = []
    yield found
    order = {(way, case.what): number for number, (way, case) in enumerate(CASES)}
    lines = [LINE.format("way", "what happens", "exit", "outbox", "held", "at last", "held", "")]
    lines += [
        LINE.format(*asdict(row).values(), row.verdict)
        for row in sorted(found, key=lambda row: order[row.way, row.what])
    ]
    lost, doubled = (sum(getattr(row, name) for row in found) for name in ("is_lost", "is_doubled"))
    lines.append(f"{len(found)} rows: {lost} lost, {doubled} silent doubles")
    sys.stdout.write("\n" + "\n".join(lines) + "\n")


@pytest.mark.parametrize(("way", "case"), CASES, ids=[f"{way}, {case.what}" for way, case in CASES])
def test_nothing_is_lost_and_nothing_comes_twice(  # noqa: PLR0917 - fixtures
    newsroom: Path,
    tmp_path: Path,
    certificate: Certificate,
    rows: list[Row],
    way: str,
    case: Case,
) -> None:
    home = Path(shutil.copytree(newsroom, tmp_path / "home"))

    row = row_of(home, way, case, certificate)

    rows.append(row)
    assert row.verdict == "holds"
    assert row.state in case.states
    assert row.code == (-9 if case.killer else ENDS[row.state])
    mended = "sent" if row.state == "pending" and case.what not in BEYOND_REPAIR else row.state
    assert row.at_last == mended


BEYOND_REPAIR = {"an untrusted certificate", "no STARTTLS offered"}
"""What does not pass when the other side becomes kind."""

"""Once through postfix and dovecot: what leaves arrives, to the byte, and no more than once."""

from __future__ import annotations

import email
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from mailing import real_servers
from mailing.conftest import Certificate
from mailing.real_servers import DOMAIN, Servers, as_sent
from mailing.test_three_days import DEAL
from pipeline.programs import call

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(real_servers.missing()), reason=real_servers.missing() or "-"),
]

PHRASE, WRONG = "a pass phrase", "another"
USERS = dict.fromkeys(("plain", "waiting", "queued"), PHRASE)


@pytest.fixture(scope="module")
def pair(certificate: Certificate) -> Iterator[Servers]:
    folder = Path(tempfile.mkdtemp(prefix="mail-"))  # the one of pytest lets nobody else in
    folder.chmod(0o755)
    try:
        with real_servers.servers(folder, certificate, USERS) as made:
            made.start_dovecot()
            made.start_postfix()
            sys.stdout.write(f"\n{real_servers.versions()}\n")
            yield made
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text("", encoding="utf-8")
    now = datetime.now(tz=UTC)
    news = [
        one.model_copy(update={"published": f"{now - minutes:%Y-%m-%dT%H:%M:%SZ}"})
        for one, minutes in zip(DEAL, (timedelta(minutes=40), timedelta(minutes=20)), strict=True)
    ]
    lines = [one.model_dump_json(exclude_defaults=True) for one in news]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert call(tmp_path, "articles", "import", str(tmp_path / "news.jsonl")).returncode == 0
    return tmp_path


def configure(home: Path, pair: Servers, *readers: str, login: str = PHRASE) -> None:
    recipients = ", ".join(f'"{name}@{DOMAIN}"' for name in readers)
    (home / "config.toml").write_text(
        f'[smtp]\nhost = "localhost"\nport = {pair.ports["smtp"]}\n'
        f'ca_file = "{pair.certificate.chain}"\nusername = "{next(iter(USERS))}"\n'
        f'password = "{login}"\nsender = "Tapestory <digest@{DOMAIN}>"\n'
        f"recipients = [{recipients}]\n",
        encoding="utf-8",
    )


def mails(home: Path) -> dict[str, Any]:
    found = json.loads(call(home, "digest", "list", "--json").stdout)["mails"]
    return {mail["recipient"].partition("@")[0]: mail for mail in found}


def told(what: str, answer: subprocess.CompletedProcess[str], mail: Any) -> None:
    """Print a line of the report."""
    sys.stdout.write(f"{what:44} exit {answer.returncode}  {mail['state']:8} {mail['reply']}\n")


def test_what_is_in_the_mailbox_is_what_was_sent_and_who_is_unknown_is_refused(
    home: Path, pair: Servers
) -> None:
    configure(home, pair, "plain", "nobody")

    answer = call(home, "digest", "send")
    again = call(home, "digest", "send")

    found = mails(home)
    told("STARTTLS, login, LMTP, IMAP", answer, found["plain"])
    told("a recipient that is refused", answer, found["nobody"])
    assert (answer.returncode, again.returncode) == (7, 0)
    assert (found["plain"]["state"], found["nobody"]["state"]) == ("sent", "failed")
    assert found["nobody"]["reply"].startswith("to nobody@example.net: 550 5.1.1")
    [received] = pair.wait_for("plain", 1)
    call(home, "digest", "show", found["plain"]["id"], "--eml", str(home / "sent.eml"))
    sent = (home / "sent.eml").read_bytes()
    assert as_sent(received) == sent, "headers and body are the same bytes: a signature would hold"
    trace = received[: -len(sent)]
    assert b"ESMTPSA" in trace, "encrypted and logged in"
    mail = email.message_from_bytes(received, policy=default)
    assert mail["Return-Path"] == f"<digest@{DOMAIN}>"
    assert mail["Message-ID"] == email.message_from_bytes(sent, policy=default)["Message-ID"]
    assert not mail.defects
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    sys.stdout.write(f"{len(received)} bytes by IMAP: {len(trace)} of trace, the rest as sent\n")


def test_a_wrong_password_is_refused_and_nothing_arrives(home: Path, pair: Servers) -> None:
    configure(home, pair, "waiting", login=WRONG)
    before = pair.mailbox("waiting")

    answer = call(home, "digest", "send")

    mail = mails(home)["waiting"]
    told("a wrong password", answer, mail)
    assert (answer.returncode, mail["state"]) == (7, "failed")
    assert "535 5.7.8" in mail["reply"]
    assert WRONG not in mail["reply"]
    assert pair.mailbox("waiting") == before


def test_while_postfix_is_restarted_a_mail_waits_and_arrives_once(
    home: Path, pair: Servers
) -> None:
    configure(home, pair, "waiting")
    pair.stop("postfix")

    away = call(home, "digest", "send")
    told("postfix is stopped", away, mails(home)["waiting"])
    assert (away.returncode, mails(home)["waiting"]["state"]) == (7, "pending")
    pair.start_postfix()
    back = [call(home, "digest", "send") for _ in range(3)]

    told("postfix is back", back[0], mails(home)["waiting"])
    assert [one.returncode for one in back] == [0, 0, 0]
    assert len(pair.wait_for("waiting", 1)) == 1


def test_what_postfix_has_queued_survives_its_restart_and_arrives_once(
    home: Path, pair: Servers
) -> None:
    configure(home, pair, "queued")
    pair.stop("postfix")
    pair.start_postfix(defer_transports="lmtp")

    answer = call(home, "digest", "send")
    told("taken into the queue", answer, mails(home)["queued"])
    assert mails(home)["queued"]["state"] == "sent"
    assert pair.mailbox("queued") == []
    pair.stop("postfix")
    pair.start_postfix()
    call(home, "digest", "send")

    [received] = pair.wait_for("queued", 1)
    sys.stdout.write(f"{'after a restart':44} {len(received)} bytes by IMAP, once\n")

from __future__ import annotations

import email
import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from email.policy import default
from pathlib import Path

import pytest

from cli.world import NOW, Home
from mailing.scripted_smtp import Script, ScriptedSmtp
from tapestory.clock import FixedClock

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(sample_home: Path, tmp_path: Path) -> Path:
    shutil.copytree(sample_home, tmp_path / "home")
    return tmp_path / "home"


def by_smtp(server: ScriptedSmtp, **more: str) -> Mapping[str, str]:
    return {
        "TAPESTORY__SMTP__HOST": "127.0.0.1",
        "TAPESTORY__SMTP__PORT": str(server.port),
        "TAPESTORY__SMTP__SECURITY": "none",
        "TAPESTORY__SMTP__SENDER": "Tapestory <digest@example.org>",
        "TAPESTORY__SMTP__RECIPIENTS": '["reader@example.net"]',
        **more,
    }


@pytest.mark.parametrize(
    ("script", "code", "state"),
    [
        (Script(), 0, "sent"),
        (Script(replies={"RCPT": "451 4.7.1 greylisted"}), 7, "pending"),
        (Script(replies={"RCPT": "550 5.1.1 no such user"}), 7, "failed"),
        (Script(replies={"dot": "552 5.2.2 over quota"}), 7, "failed"),
        (Script(drop_at="MAIL"), 7, "pending"),
        (Script(drop_at="dot"), 8, "unknown"),
    ],
    ids=["taken", "451", "550", "552", "dropped before", "dropped after DATA"],
)
def test_the_exit_code_says_what_became_of_the_mail(
    folder: Path, script: Script, code: int, state: str
) -> None:
    with ScriptedSmtp(script) as server:
        home = Home(path=folder, environ=by_smtp(server))
        answer = home("digest", "send", "--json")

    assert answer.code == code
    assert [mail["state"] for mail in answer.json["mails"]] == [state]
    [mail] = home("digest", "list", "--json").json["mails"]
    assert (mail["state"], mail["recipient"]) == (state, "reader@example.net")
    shown = home("digest", "show", mail["id"][:4], "--json").json
    assert [one["outcome"] for one in shown["tries"]] == [
        {"pending": "later", "failed": "refused"}.get(state, state)
    ]
    assert home("doctor").out.count(f"is {state}") == (state != "sent")


def test_a_run_sends_what_is_due_at_its_end_and_its_exit_code_says_when_it_failed(
    folder: Path,
) -> None:
    with ScriptedSmtp() as server:
        before = Home(path=folder, environ=by_smtp(server))
        assert before("run", "--json").json["mails"] == [], "it is six in New York"
        home = replace(before, clock=FixedClock(NOW.replace(hour=12)))
        first, second = home("run", "--json"), home("run", "--json")
        assert [mail["state"] for mail in first.json["mails"]] == ["sent"]
        assert second.json["mails"] == []
        assert len(server.received) == 1

    environ = {**home.environ, "TAPESTORY__DIGEST__HEARTBEAT": "true"}
    later = Home(path=folder, environ=environ, clock=FixedClock(NOW.replace(day=12, hour=12)))
    failed = later("run", "--quiet")
    assert failed.code == 7
    assert "tried again at" in failed.err


def test_a_dry_run_keeps_and_sends_nothing(folder: Path) -> None:
    with ScriptedSmtp() as server:
        home = Home(path=folder, environ=by_smtp(server))
        answer = home("digest", "send", "--dry-run", "--json")

        [draft] = answer.json["drafts"]
        assert draft["recipient"] == "reader@example.net"
        assert draft["bytes"] > 10_000
        assert server.connections == 0
    assert home("digest", "list", "--json").json["mails"] == []


def test_mail_goes_to_a_folder_without_any_server(folder: Path) -> None:
    environ = {
        "TAPESTORY__MAIL__VIA": "eml",
        "TAPESTORY__MAIL__FOLDER": "out",
        "TAPESTORY__MAIL__UNSUBSCRIBE": '["mailto:me@example.org"]',
        "TAPESTORY__DIGEST__RECIPIENTS": json.dumps(
            [{"address": "a@example.net", "timezone": "Asia/Seoul", "tickers": ["META"]}]
        ),
    }
    home = Home(path=folder, environ=environ)

    assert home("digest", "send").code == 0

    [file] = (folder / "out").iterdir()
    mail = email.message_from_bytes(file.read_bytes(), policy=default)
    assert mail["To"] == "a@example.net"
    assert mail["List-Unsubscribe"] == "<mailto:me@example.org>"
    assert "(Asia/Seoul)" in str(mail)
    [kept] = home("digest", "list", "--json").json["mails"]
    text = home("digest", "show", kept["id"], "--text").out
    assert "Covers" in text
    assert "(Asia/Seoul)" in text


def test_what_was_sent_is_not_sent_again_unless_told_to(folder: Path) -> None:
    with ScriptedSmtp() as server:
        home = Home(path=folder, environ=by_smtp(server))
        assert home("digest", "send").code == 0
        again = home("digest", "send")
        mail = home("digest", "list", "--json").json["mails"][0]["id"]
        refused = home("digest", "resend", mail)
        assert len(server.received) == 1
        forced = home("digest", "resend", mail, "--force")
        assert len(server.received) == 2

    assert (again.code, refused.code, forced.code) == (0, 2, 0)
    assert mail in again.out
    assert "--force" in refused.err


def test_a_test_mail_is_told_step_by_step_and_not_kept(folder: Path) -> None:
    with ScriptedSmtp() as server:
        home = Home(path=folder, environ=by_smtp(server))
        answer = home("digest", "test")
        [mail] = server.received
    assert answer.code == 0
    assert "the server takes mail to reader@example.net" in answer.out
    assert b"Subject: Tapestory test mail" in mail.message
    assert home("digest", "list", "--json").json["mails"] == []


def test_without_a_way_or_a_reader_it_is_said_what_is_missing(folder: Path) -> None:
    nobody = Home(path=folder)("digest", "send")
    nowhere = Home(path=folder, environ={"TAPESTORY__SMTP__RECIPIENTS": '["a@example.net"]'})

    assert nobody.code == 6
    assert "nobody gets the digest" in nobody.err
    assert nowhere("digest", "send").code == 6
    assert "no mail leaves" in nowhere("digest", "test").err
    assert nowhere("run", "--quiet").code == 0
    checks = {check["name"]: check for check in nowhere("doctor", "--json").json["checks"]}
    assert checks["mail"]["status"] == "warn"


def test_an_address_that_is_none_stops_the_mail_but_not_the_run(folder: Path) -> None:
    environ = {
        "TAPESTORY__SMTP__HOST": "127.0.0.1",
        "TAPESTORY__SMTP__RECIPIENTS": '["a@b@c.example"]',
    }
    home = Home(path=folder, environ=environ)

    assert home("events", "list").code == 0
    answer = home("run")
    assert answer.code == 6
    assert "is not one mail address" in answer.err
    assert home("doctor").code == 6


def test_wishes_that_nothing_can_meet_are_doubted(folder: Path) -> None:
    environ = {
        "TAPESTORY__MAIL__VIA": "eml",
        "TAPESTORY__MAIL__FOLDER": "out",
        "TAPESTORY__DIGEST__RECIPIENTS": '[{"address": "a@example.net", "tickers": ["MTEA"]}]',
    }

    checks = Home(path=folder, environ=environ)("doctor", "--json").json["checks"]

    [mail] = [check for check in checks if check["name"] == "mail"]
    assert (mail["status"], "MTEA" in mail["message"]) == ("warn", True)

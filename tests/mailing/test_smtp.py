from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing.conftest import Certificate
from mailing.parcels import MESSAGE, Watch, parcel
from mailing.scripted_smtp import Script, ScriptedSmtp
from tapestory.mailing.credentials import fixed, from_command
from tapestory.mailing.mailers.smtp import SmtpMailer, _stuffed
from tapestory.mailing.mailers.smtp_session import SmtpSettings
from tapestory.model import Delivery, DeliveryOutcome

WORDS = "hunter2 ☂ tell nobody"
OTHER, PRINTED = "another", "a-token"
LARGE = MESSAGE + b"x" * 70 + b"\r\n" + (b"y" * 70 + b"\r\n") * 400_000
"""Far more than the system keeps for a server that does not read."""


def plain(server: ScriptedSmtp) -> SmtpSettings:
    return SmtpSettings(host="127.0.0.1", port=server.port, security="none", timeout=10)


def sent(
    script: Script,
    settings: Callable[[ScriptedSmtp], SmtpSettings] = plain,
    *,
    message: bytes = MESSAGE,
) -> tuple[DeliveryOutcome, ScriptedSmtp, Watch]:
    watch = Watch()
    with ScriptedSmtp(script) as server:
        outcome = SmtpMailer(settings=settings(server)).send(
            parcel(message), handing_over=watch.handing_over, steps=watch.steps.append
        )
    return outcome, server, watch


def test_a_mail_arrives_byte_by_byte() -> None:
    outcome, server, watch = sent(Script())

    [mail] = server.received
    assert (outcome.delivery, outcome.reply) == (Delivery.SENT, "250 2.0.0 queued as 1")
    assert mail.message == MESSAGE
    assert (mail.sender, mail.recipient) == ("digest@example.org", "reader@example.net")
    assert watch.times == 1
    assert server.commands[-1] == "QUIT"


@pytest.mark.parametrize(
    ("stage", "reply", "expected"),
    [
        ("connect", "421 4.3.2 too busy", Delivery.LATER),
        ("connect", "554 5.3.2 not you", Delivery.REFUSED),
        ("EHLO", "421 4.3.2 too busy", Delivery.LATER),
        ("MAIL", "451 4.3.0 later", Delivery.LATER),
        ("MAIL", "552 5.3.4 too large", Delivery.REFUSED),
        ("RCPT", "451 4.7.1 greylisted", Delivery.LATER),
        ("RCPT", "452 4.2.2 full", Delivery.LATER),
        ("RCPT", "550 5.1.1 no such user", Delivery.REFUSED),
        ("DATA", "451 4.3.0 later", Delivery.LATER),
        ("DATA", "554 5.5.1 no", Delivery.REFUSED),
        ("dot", "451 4.3.0 later", Delivery.LATER),
        ("dot", "421 4.3.2 going down", Delivery.LATER),
        ("dot", "552 5.2.2 over quota", Delivery.REFUSED),
        ("dot", "550 5.7.1 spam", Delivery.REFUSED),
        ("dot", "354 what?", Delivery.UNKNOWN),
        ("dot", "hello", Delivery.UNKNOWN),
    ],
)
def test_a_reply_says_whether_to_try_again(stage: str, reply: str, expected: Delivery) -> None:
    outcome, _, watch = sent(Script(replies={stage: reply}))

    assert outcome.delivery is expected
    assert reply[:3] in outcome.reply or reply == "hello"
    assert watch.times == (stage in {"DATA", "dot"})


@pytest.mark.parametrize("stage", ["connect", "EHLO", "MAIL", "RCPT", "DATA"])
def test_what_breaks_before_the_mail_is_tried_again(stage: str) -> None:
    outcome, server, _ = sent(Script(drop_at=stage))

    assert outcome.delivery is Delivery.LATER
    assert server.received == []


def test_what_breaks_in_the_middle_of_the_mail_was_certainly_not_taken() -> None:
    outcome, server, _ = sent(Script(drop_at="body"), message=LARGE)

    assert outcome.delivery is Delivery.LATER
    assert server.received == []


def test_what_breaks_between_the_last_line_and_the_answer_is_unknown() -> None:
    outcome, server, _ = sent(Script(drop_at="dot"))

    assert outcome.delivery is Delivery.UNKNOWN
    assert "no answer came" in outcome.reply
    assert len(server.received) == 1


def test_what_breaks_after_the_answer_was_sent() -> None:
    outcome, _, _ = sent(Script(drop_at="answered"))

    assert outcome.delivery is Delivery.SENT


def test_a_server_that_is_not_there_is_tried_again() -> None:
    with ScriptedSmtp() as server:
        settings = plain(server)
    watch = Watch()

    outcome = SmtpMailer(settings=settings).send(parcel(), handing_over=watch.handing_over)

    assert (outcome.delivery, watch.times) == (Delivery.LATER, 0)


def test_a_server_that_says_what_it_takes_is_not_sent_more() -> None:
    outcome, _, watch = sent(Script(offer=("SIZE 100",)))

    assert (outcome.delivery, watch.times) == (Delivery.REFUSED, 0)
    assert "100 bytes" in outcome.reply


@pytest.mark.parametrize("implicit", [False, True], ids=["STARTTLS", "implicit TLS"])
def test_a_certificate_that_we_are_told_to_trust_is_trusted(
    certificate: Certificate, *, implicit: bool
) -> None:
    def settings(server: ScriptedSmtp) -> SmtpSettings:
        return SmtpSettings(
            host="localhost",
            port=server.port,
            security="tls" if implicit else "starttls",
            ca_file=certificate.chain,
            username="me",
            credential=fixed(WORDS),
        )

    script = Script(tls=certificate.serving(), implicit_tls=implicit, users={"me": WORDS})
    outcome, server, watch = sent(script, settings)

    assert outcome.delivery is Delivery.SENT
    assert server.received[0].tls
    assert any("certificate of localhost verified" in step for step in watch.steps)
    assert "logged in as me" in watch.steps


@pytest.mark.parametrize("implicit", [False, True], ids=["STARTTLS", "implicit TLS"])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_certificate_that_nobody_vouches_for_gets_neither_password_nor_mail(
    certificate: Certificate, host: str, *, implicit: bool
) -> None:
    def settings(server: ScriptedSmtp) -> SmtpSettings:
        return SmtpSettings(
            host=host,
            port=server.port,
            security="tls" if implicit else "starttls",
            username="me",
            credential=fixed(WORDS),
        )

    script = Script(tls=certificate.serving(), implicit_tls=implicit, users={"me": WORDS})
    outcome, server, watch = sent(script, settings)

    assert (outcome.delivery, watch.times) == (Delivery.LATER, 0)
    assert f"the certificate of {host} is not trusted" in outcome.reply
    assert not any(command.startswith(("AUTH", "MAIL")) for command in server.commands)


def test_a_server_that_hides_starttls_gets_nothing() -> None:
    def settings(server: ScriptedSmtp) -> SmtpSettings:
        return SmtpSettings(
            host="127.0.0.1", port=server.port, username="me", credential=fixed(WORDS)
        )

    outcome, server, watch = sent(Script(users={"me": WORDS}), settings)

    assert (outcome.delivery, watch.times) == (Delivery.LATER, 0)
    assert "offers no STARTTLS" in outcome.reply
    assert [command.split()[0] for command in server.commands] == ["EHLO"]


@pytest.mark.parametrize("mechanisms", ["PLAIN", "LOGIN", "LOGIN PLAIN XOAUTH2"])
def test_a_password_of_any_letters_logs_in(mechanisms: str) -> None:
    def settings(server: ScriptedSmtp) -> SmtpSettings:
        return SmtpSettings(
            host="127.0.0.1",
            port=server.port,
            security="none",
            username="me",
            credential=fixed(WORDS),
        )

    outcome, _, _ = sent(Script(users={"me": WORDS}, mechanisms=mechanisms), settings)

    assert outcome.delivery is Delivery.SENT


@pytest.mark.parametrize("mechanisms", ["PLAIN", "LOGIN", "XOAUTH2"])
def test_a_wrong_password_is_final_and_never_told_on(mechanisms: str) -> None:
    def settings(server: ScriptedSmtp) -> SmtpSettings:
        return SmtpSettings(
            host="127.0.0.1",
            port=server.port,
            security="none",
            username="me",
            auth="xoauth2" if mechanisms == "XOAUTH2" else "password",
            credential=fixed(WORDS),
        )

    script = Script(users={"me": "another"}, token=OTHER, mechanisms=mechanisms)
    outcome, server, watch = sent(script, settings)

    assert (outcome.delivery, watch.times) == (Delivery.REFUSED, 0)
    assert "login as me: 535 5.7.8 no such login" in outcome.reply
    told = "\n".join([outcome.reply, *watch.steps, repr(settings(server))])
    given = [word for command in server.commands for word in command.split()[2:]]
    assert WORDS not in told
    assert not any(word in told for word in given if len(word) > 8 and "=" not in word[:5])


def test_a_token_that_a_command_prints_logs_in() -> None:
    def settings(server: ScriptedSmtp) -> SmtpSettings:
        return SmtpSettings(
            host="127.0.0.1",
            port=server.port,
            security="none",
            username="me@example.org",
            auth="xoauth2",
            credential=from_command((sys.executable, "-c", "print('a-token'); print('more')")),
        )

    outcome, _, _ = sent(Script(token=PRINTED, mechanisms="XOAUTH2"), settings)

    assert outcome.delivery is Delivery.SENT


@pytest.mark.parametrize(
    "code",
    ["import sys; print('the-secret'); sys.exit(3)", "pass", "print()"],
    ids=["exit code", "silence", "an empty line"],
)
def test_a_command_without_a_password_is_tried_again_and_what_it_said_is_not_told(
    code: str,
) -> None:
    def settings(server: ScriptedSmtp) -> SmtpSettings:
        return SmtpSettings(
            host="127.0.0.1",
            port=server.port,
            security="none",
            username="me",
            credential=from_command((sys.executable, "-c", code)),
        )

    outcome, _, watch = sent(Script(users={"me": WORDS}), settings)

    assert (outcome.delivery, watch.times) == (Delivery.LATER, 0)
    assert "the-secret" not in outcome.reply


@given(st.lists(st.sampled_from([b".", b"..", b"a", b"", b".b", b"\rx"]), max_size=8))
def test_every_line_comes_back_from_between_data_and_the_dot(lines: list[bytes]) -> None:
    stuffed = _stuffed(b"\r\n".join(lines))

    assert stuffed.endswith(b"\r\n")
    assert not stuffed.startswith(b".\r\n")
    assert b"\n.\r\n" not in stuffed
    unstuffed = [line[1:] if line[:1] == b"." else line for line in stuffed.split(b"\r\n")]
    wanted = b"\r\n".join(lines).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    assert unstuffed[:-1] == (wanted if wanted[-1] else wanted[:-1] or [b""])

"""Servers that dawdle, ramble or lack what a mail needs: every attempt ends, and says how."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailing.parcels import Watch, parcel
from mailing.scripted_smtp import Script, ScriptedSmtp
from tapestory.mailing.mailers.smtp import SmtpMailer
from tapestory.mailing.mailers.smtp_session import SmtpSettings
from tapestory.model import Delivery, DeliveryOutcome, Parcel

SHORT = 0.3
"""Seconds: a server that drips would else be listened to for ever."""


def sent(
    script: Script, *, what: Parcel | None = None, session: float = 10, final: float = 10
) -> tuple[DeliveryOutcome, ScriptedSmtp, Watch]:
    watch = Watch()
    with ScriptedSmtp(script) as server:
        settings = SmtpSettings(
            host="127.0.0.1",
            port=server.port,
            security="none",
            session_timeout=session,
            final_timeout=final,
        )
        outcome = SmtpMailer(settings=settings).send(
            what or parcel(), handing_over=watch.handing_over, steps=watch.steps.append
        )
    return outcome, server, watch


@pytest.mark.parametrize("stage", ["connect", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_server_that_drips_is_left_and_tried_again(stage: str) -> None:
    outcome, server, _ = sent(Script(drip_at=stage), session=SHORT)

    assert outcome.delivery is Delivery.LATER
    assert "took longer than 0.3 s" in outcome.reply
    assert server.received == []


def test_a_server_that_drips_its_answer_to_the_mail_leaves_it_unknown() -> None:
    outcome, server, _ = sent(Script(drip_at="dot"), final=SHORT)

    assert outcome.delivery is Delivery.UNKNOWN
    assert "took longer than 0.3 s" in outcome.reply
    assert len(server.received) == 1


def test_a_server_that_never_ends_its_offers_is_left() -> None:
    endless = "\r\n".join("250-AND MORE" for _ in range(300))

    outcome, _, watch = sent(Script(replies={"EHLO": endless}))

    assert (outcome.delivery, watch.times) == (Delivery.LATER, 0)
    assert "does not end" in outcome.reply


@pytest.mark.parametrize("stage", ["connect", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_line_longer_than_any_is_no_refusal(stage: str) -> None:
    outcome, _, _ = sent(Script(replies={stage: "250 " + "x" * 100_000}))

    assert outcome.delivery is Delivery.LATER
    assert len(outcome.reply) < 400


@pytest.mark.parametrize("stage", ["connect", "EHLO", "MAIL", "RCPT", "DATA", "dot"])
def test_a_server_that_goes_away_with_421_at_any_step_is_tried_again(stage: str) -> None:
    outcome, server, _ = sent(Script(replies={stage: "421 4.3.2 closing"}))

    assert (outcome.delivery, server.received) == (Delivery.LATER, [])
    assert "421 4.3.2 closing" in outcome.reply


def test_a_server_that_hangs_up_after_its_offers_is_tried_again() -> None:
    outcome, server, watch = sent(Script(drop_at="MAIL"))

    assert (outcome.delivery, watch.times, server.received) == (Delivery.LATER, 0, [])
    assert "broke the connection off" in outcome.reply


def test_a_server_without_8bitmime_gets_the_mail_all_the_same() -> None:
    outcome, server, _ = sent(Script(offer=("SIZE 100000",)))

    assert outcome.delivery is Delivery.SENT
    assert server.received[0].message.isascii()
    assert not any("8BITMIME" in command for command in server.commands)


FOREIGN = replace(parcel(), recipient="읽는이@xn--bcher-kva.example")


def test_letters_before_the_at_go_to_a_server_that_takes_them() -> None:
    outcome, server, _ = sent(Script(offer=("SMTPUTF8", "8BITMIME")), what=FOREIGN)

    assert outcome.delivery is Delivery.SENT
    assert server.received[0].recipient == "읽는이@xn--bcher-kva.example"
    assert any(
        command.endswith("SMTPUTF8 BODY=8BITMIME")
        for command in server.commands
        if command.startswith("MAIL")
    )


def test_letters_before_the_at_are_refused_in_words_where_the_server_takes_none() -> None:
    outcome, server, watch = sent(Script(), what=FOREIGN)

    assert (outcome.delivery, watch.times, server.received) == (Delivery.REFUSED, 0, [])
    assert "SMTPUTF8" in outcome.reply
    assert FOREIGN.recipient in outcome.reply


@pytest.mark.parametrize("host", ["mail..example", f"{'a' * 70}.example"])
def test_a_name_that_no_host_can_have_is_tried_again_once_it_is_put_right(host: str) -> None:
    settings = SmtpSettings(host=host, security="none")

    outcome = SmtpMailer(settings=settings).send(parcel(), handing_over=Watch().handing_over)

    assert outcome.delivery is Delivery.LATER
    assert "no host can have that name" in outcome.reply

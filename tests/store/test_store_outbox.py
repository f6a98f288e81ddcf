from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from store.builders import START
from tapestory.model import Delivery, DeliveryOutcome, MailKind, MailState
from tapestory.store import NewMail, Store, maintenance

DAY = timedelta(days=1)
MAIL = NewMail(
    kind=MailKind.DIGEST,
    day=date(2026, 7, 3),
    recipient="Reader@example.net",
    sender="digest@example.org",
    subject="What happened",
    message_id="<1@example.org>",
    message=b"bytes \x00 of a mail",
    since=START - DAY,
    until=START,
)
SENT = DeliveryOutcome(delivery=Delivery.SENT, reply="250 ok")


def sent(store: Store, mail: NewMail) -> None:
    with store.writing() as session:
        if not session.outbox.keep(mail, at=mail.until):
            return
        attempt = session.outbox.begin(
            mail.id, at=mail.until, due_at=mail.until, mailer="x", forced=False
        )
        assert session.outbox.claim(mail.id)
        session.outbox.settle(mail.id, attempt, SENT, at=mail.until, state=MailState.SENT)


def test_a_mail_is_kept_once_however_its_address_is_capitalised(store: Store) -> None:
    with store.writing() as session:
        kept = [
            session.outbox.keep(mail, at=START)
            for mail in (MAIL, replace(MAIL, recipient="READER@example.net", message=b"another"))
        ]

        assert kept == [True, False]
        assert session.outbox.message(MAIL.id) == MAIL.message
        assert len(session.outbox.find()) == 1


def test_a_mail_is_claimed_by_one_alone(store: Store) -> None:
    with store.writing() as session:
        session.outbox.keep(MAIL, at=START)
    claims = []
    for _ in range(3):
        with store.writing() as session:
            claims.append(session.outbox.claim(MAIL.id))

    assert claims == [True, False, False]


def test_what_is_being_handed_over_cannot_be_taken_back(store: Store) -> None:
    with store.writing() as session:
        session.outbox.keep(MAIL, at=START)
        session.outbox.claim(MAIL.id)
        session.outbox.again(MAIL.id, at=START)

        mail = session.outbox.get(MAIL.id)
        assert mail is not None
        assert mail.state is MailState.SENDING


def test_only_what_was_being_handed_over_is_stranded(store: Store) -> None:
    other = replace(MAIL, recipient="other@example.net")
    with store.writing() as session:
        for mail in (MAIL, other):
            session.outbox.keep(mail, at=START)
            session.outbox.begin(mail.id, at=START, due_at=START, mailer="x", forced=False)
        session.outbox.claim(MAIL.id)

        [stranded] = session.outbox.strand(at=START, reply="ended")

        assert (stranded.id, stranded.state, stranded.due_at) == (MAIL.id, MailState.UNKNOWN, None)
        [mine], [others] = session.outbox.attempts(MAIL.id), session.outbox.attempts(other.id)
        assert (mine.delivery, others.delivery) == (Delivery.UNKNOWN, None)
        assert [mail.id for mail in session.outbox.due(START, longest_wait=DAY)] == [other.id]


def test_a_day_is_quiet_for_a_reader_alone(store: Store) -> None:
    with store.writing() as session:
        for _ in range(2):
            session.outbox.keep_quiet(MAIL.recipient, MAIL.day, since=START - DAY, until=START)

        assert session.outbox.is_quiet(MAIL.recipient.upper(), MAIL.day)
        assert not session.outbox.is_quiet("other@example.net", MAIL.day)
        assert session.outbox.quiet_since(MAIL.recipient) == START - DAY


def test_old_mails_lose_their_bytes_and_keep_what_became_of_them(store: Store) -> None:
    sent(store, MAIL)
    waiting = replace(MAIL, recipient="other@example.net")
    with store.writing() as session:
        session.outbox.keep(waiting, at=START)

    [*_] = maintenance.prune(store.path, older_than=START + DAY)

    with store.reading() as session:
        mail = session.outbox.get(MAIL.id)
        assert mail is not None
        assert (mail.state, mail.size, mail.reply) == (MailState.SENT, 0, "250 ok")
        assert session.outbox.message(waiting.id) == MAIL.message


@given(st.lists(st.booleans(), max_size=5))
def test_what_comes_next_begins_where_the_last_confirmed_window_ends(
    shared_store: Store, taken: list[bool]
) -> None:
    """However many were not confirmed since; each example has a reader of its own."""
    reader = f"{''.join('ny'[one] for one in taken)}@example.net"
    confirmed = None
    for at, was_taken in enumerate(taken):
        mail = replace(
            MAIL,
            recipient=reader,
            day=MAIL.day + at * DAY,
            since=confirmed or START - DAY,
            until=START + at * DAY,
        )
        if was_taken:
            sent(shared_store, mail)
            confirmed = mail.until
        else:
            with shared_store.writing() as session:
                session.outbox.keep(mail, at=mail.until)

    with shared_store.reading() as session:
        found = session.outbox.confirmed_until(MAIL.kind, reader, before=START + 9 * DAY)
        waiting = session.outbox.find(recipient=reader, states=[MailState.PENDING])
    assert found == confirmed
    assert len(waiting) <= 1

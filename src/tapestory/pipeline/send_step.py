"""Mails of the outbox → handed over, each at most once unless somebody says so.

A mail is marked as being handed over, in a transaction of its own, directly before its first byte
goes out. Whoever is killed before that has sent nothing, and the next run tries again; whoever is
killed after it leaves a mail that the next run finds marked, and calls unknown. All of it happens
under the run lock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from tapestory.errors import InputError, LockedError, StoreError
from tapestory.mailing.mailers.interface import Mailer, Steps, unheard
from tapestory.mailing.retry import MOST_SPREAD_WAIT, next_try
from tapestory.model import Delivery, DeliveryOutcome, Mail, MailState, Parcel
from tapestory.pipeline.components import Components
from tapestory.pipeline.mail_settings import NO_MAILBOX
from tapestory.resources import MAIL_PAGE

_STRANDED = "the program was ended while it handed the mail over; it may have arrived"
_CUT_OFF = "the program was ended as it began to hand the mail over; it may have arrived"
_NO_READER = "not sent; config.toml names this address no longer"
_LONGEST_ROUND = timedelta(minutes=10)


def settle_stranded(components: Components) -> list[Mail]:
    """Call unknown what an earlier run was handing over when it was ended; return those mails."""
    with components.store.reading() as session:
        if not session.outbox.find(states=[MailState.SENDING], limit=1):
            return []
    with components.store.writing() as session:
        return session.outbox.strand(at=components.clock.now(), reply=_STRANDED)


def send_waiting(components: Components, *, to: Collection[str]) -> Iterator[Mail]:
    """Try to send every mail that waits for one of these addresses, whenever it is due."""
    wanted = {address.lower() for address in to}
    with components.store.reading() as session:
        waiting = session.outbox.find(states=[MailState.PENDING])
    chosen = [mail for mail in reversed(waiting) if mail.recipient.lower() in wanted]
    yield from _send_each(components, chosen)


def send_due(components: Components) -> Iterator[Mail]:
    """Try to send every mail whose next attempt is due; yield each as it stands afterwards."""
    with components.store.reading() as session:
        due = session.outbox.due(components.clock.now(), longest_wait=MOST_SPREAD_WAIT)
    yield from _send_each(components, due)


def _send_each(components: Components, mails: Sequence[Mail]) -> Iterator[Mail]:
    """Try to send mails; what goes to somebody who gets none any more is given up.

    A round ends after a while, as servers that let one wait would hold up everything else under
    the run lock: what is left is due in the next one.
    """
    mailers: dict[str, Mailer | None] = {}
    began = components.clock.now()
    for mail in mails:
        if components.clock.now() - began > _LONGEST_ROUND:
            return
        if not components.mail.writes_to(mail.kind, mail.recipient):
            with components.store.writing() as session:
                session.outbox.give_up(mail.id, at=components.clock.now(), reply=_NO_READER)
            continue
        way = mail.recipient if mail.recipient.startswith(NO_MAILBOX) else ""
        if way not in mailers:
            mailers[way] = components.mail.mailer_for(mail.recipient)
        mailer = mailers[way]
        if mailer is not None:
            yield send_one(components, mailer, mail)


def send_again(components: Components, mail: Mail, *, steps: Steps = unheard) -> Mail:
    """Send a mail once more because somebody says so, whatever became of it before.

    The same bytes go out under the same Message-ID, by which many mail programs fold the two.

    Raises:
        InputError: Its bytes were given up, or no mail leaves by this configuration.
    """
    mailer = components.mail.mailer_for(mail.recipient)
    if mailer is None:
        raise unconfigured()
    if not mail.size:
        problem = f"{mail.id} was pruned: its bytes are gone"
        raise InputError(problem, hint="tapestory digest preview --date D composes it anew.")
    with components.store.writing() as session:
        session.outbox.again(mail.id, at=components.clock.now())
    return send_one(components, mailer, mail, forced=True, steps=steps)


def send_one(
    components: Components,
    mailer: Mailer,
    mail: Mail,
    *,
    forced: bool = False,
    steps: Steps = unheard,
) -> Mail:
    """Try once to send a mail that is pending; return it as it stands afterwards.

    Raises:
        LockedError: Somebody else is handing it over.
    """
    store, clock, journal = components.store, components.clock, components.mail.journal
    forgotten = None if forced else journal.handed_over(mail.message_id)
    if forgotten is not None:
        return _forgotten(components, mailer, mail, forgotten)
    with store.writing() as session:
        data = session.outbox.message(mail.id)
        failed = sum(one.delivery is Delivery.LATER for one in session.outbox.attempts(mail.id))
        # Should we be killed before we can say more, the next try comes no sooner than this.
        later = _next_try(components, mail, failed + 1)
        attempt = session.outbox.begin(
            mail.id,
            at=clock.now(),
            due_at=later or clock.now(),
            mailer=mailer.name,
            forced=forced,
        )

    def handing_over() -> None:
        with store.writing() as session:
            if not session.outbox.claim(mail.id):
                message = f"{mail.id} is being handed over by another process"
                raise LockedError(message, hint=f"tapestory digest show {mail.id} tells how it is.")
            # Within the transaction: where it cannot be written down, the mail stays pending.
            journal.note(mail.message_id, at=clock.now())

    parcel = Parcel(
        sender=mail.sender, recipient=mail.recipient, message_id=mail.message_id, message=data
    )
    outcome = mailer.send(parcel, handing_over=handing_over, steps=steps)
    if outcome.delivery in {Delivery.LATER, Delivery.REFUSED}:
        with suppress(StoreError):  # then the next attempt asks first
            journal.withdraw(mail.message_id, at=clock.now())
    state, due_at, outcome = _settled(components, mail, outcome, failed)
    with store.writing() as session:
        session.outbox.settle(mail.id, attempt, outcome, at=clock.now(), state=state, due_at=due_at)
        return session.outbox.get(mail.id) or mail


def _forgotten(components: Components, mailer: Mailer, mail: Mail, at: datetime) -> Mail:
    """Ask about a mail that left, although the store does not know it: it is an older one."""
    now = components.clock.now()
    with components.store.reading() as session:
        attempts = session.outbox.attempts(mail.id)
    reply = _CUT_OFF
    # Who is killed between the journal and the store leaves an attempt that never ended.
    cut_off = attempts and attempts[-1].ended_at is None and attempts[-1].started_at <= at
    if not cut_off:
        reply = (
            f"handed over at {at:%Y-%m-%d %H:%M} UTC by {components.mail.journal.name}, of which"
            " this store knows nothing: was it put back from a backup?"
        )
    outcome = DeliveryOutcome(delivery=Delivery.UNKNOWN, reply=reply)
    with components.store.writing() as session:
        attempt = session.outbox.begin(
            mail.id, at=now, due_at=now, mailer=mailer.name, forced=False
        )
        session.outbox.settle(mail.id, attempt, outcome, at=now, state=MailState.UNKNOWN)
        return session.outbox.get(mail.id) or mail


def _settled(
    components: Components, mail: Mail, outcome: DeliveryOutcome, failed: int
) -> tuple[MailState, datetime | None, DeliveryOutcome]:
    """Return what becomes of a mail after an attempt."""
    if outcome.delivery is Delivery.SENT:
        return MailState.SENT, None, outcome
    if outcome.delivery is Delivery.REFUSED:
        return MailState.FAILED, None, outcome
    if outcome.delivery is Delivery.UNKNOWN:
        return MailState.UNKNOWN, None, outcome
    due_at = _next_try(components, mail, failed + 1)
    if due_at is not None:
        return MailState.PENDING, due_at, outcome
    given_up = replace(outcome, reply=f"given up after {failed + 1} attempts: {outcome.reply}")
    return MailState.FAILED, None, given_up


def _next_try(components: Components, mail: Mail, failed: int) -> datetime | None:
    return next_try(
        failed=failed, since=mail.made_at, now=components.clock.now(), draw=components.jitter()
    )


def unconfigured() -> InputError:
    """Return the error of a command that should send where no mail leaves."""
    message = "no mail leaves: [smtp] host is empty, and [mail] via names nothing else"
    return InputError(message, hint=f"{MAIL_PAGE} tells how to set it up.")

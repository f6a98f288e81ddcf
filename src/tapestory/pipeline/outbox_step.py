"""What is due → mails in the outbox → handed over, each at most once unless somebody says so.

The order of steps is what makes it so. A mail is kept with its bytes before anything is sent, and
the same kind, day and recipient are kept once. It is marked as being handed over, in a transaction
of its own, directly before its first byte goes out. Whoever is killed before that has sent
nothing, and the next run tries again; whoever is killed after it leaves a mail that the next run
finds marked, and calls unknown. All of it happens under the run lock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tapestory.digest import Edition, fitted, subject
from tapestory.errors import InputError, LockedError
from tapestory.mailing.letter import letter_bytes, message_id
from tapestory.mailing.mailers.interface import Mailer, Steps, unheard
from tapestory.mailing.retry import next_try
from tapestory.mailing.schedule import due_day
from tapestory.model import (
    Delivery,
    DeliveryOutcome,
    Mail,
    MailKind,
    MailState,
    Parcel,
)
from tapestory.pipeline.alert_step import keep_alerts
from tapestory.pipeline.components import Components
from tapestory.pipeline.edition_step import Window, edition_of, end_of
from tapestory.pipeline.mail_settings import NO_MAILBOX, Recipient, digest_letter
from tapestory.pipeline.reader_memory import memory_of
from tapestory.store import NewMail

_KIND = MailKind.DIGEST
_STRANDED = "the program was ended while it handed the mail over; it may have arrived"
_HEARTBEAT = timedelta(days=6, hours=12)
"""Without news for about a week: half a day less, as no two runs come at the same minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An edition for one reader, rendered but neither kept nor sent."""

    recipient: Recipient
    window: Window
    edition: Edition
    message: bytes
    """Empty where nothing happened and nobody wants to hear that."""

    @property
    def is_quiet(self) -> bool:
        """Whether there is no mail to be sent."""
        return not self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class MailReport:
    """What a round of sending did."""

    tried: tuple[Mail, ...] = ()
    """As they stand after the attempt."""
    stranded: tuple[Mail, ...] = ()
    """Found half handed over by a run that was ended."""
    quiet: tuple[str, ...] = ()
    """Who gets no mail because nothing happened."""

    @property
    def unknown(self) -> tuple[Mail, ...]:
        """Those that may have arrived."""
        tried = (mail for mail in self.tried if mail.state is MailState.UNKNOWN)
        return (*self.stranded, *tried)

    @property
    def failed(self) -> tuple[Mail, ...]:
        """Those that were not taken over, for good or for now."""
        states = {MailState.FAILED, MailState.PENDING}
        return tuple(mail for mail in self.tried if mail.state in states)


def deliver_due(components: Components) -> MailReport:
    """Make the editions that are due by their readers' schedules, and send what is to be sent.

    For the end of a run. Where no mail is configured, nothing happens.
    """
    if not components.mail.in_use:
        return MailReport()
    stranded = tuple(settle_stranded(components))
    quiet = []
    for recipient in components.mail.recipients if components.mail.mailer else ():
        day = due_day(recipient.schedule, components.clock.now())
        if day is None or _is_settled(components, recipient, day):
            continue
        draft = draft_for(components, recipient, day=day, by_schedule=True)
        if draft.is_quiet:
            quiet.append(recipient.address)
        keep(components, draft)
    keep_alerts(components)
    tried = tuple(send_due(components))
    return MailReport(tried=tried, stranded=stranded, quiet=tuple(quiet))


def settle_stranded(components: Components) -> list[Mail]:
    """Call unknown what an earlier run was handing over when it was ended; return those mails."""
    with components.store.reading() as session:
        if not session.outbox.find(states=[MailState.SENDING], limit=1):
            return []
    with components.store.writing() as session:
        return session.outbox.strand(at=components.clock.now(), reply=_STRANDED)


def draft_for(
    components: Components,
    recipient: Recipient,
    *,
    day: date | None = None,
    by_schedule: bool = False,
) -> Draft:
    """Compose and render the edition of a day for one reader; nothing is kept.

    It covers the time since the last edition that was taken over for sure: what is pending, failed
    or unknown is told again, because nobody knows that it was read. An event of an edition that
    was taken over comes back only when something material has changed.

    Args:
        components: What to work with.
        recipient: The reader.
        day: In the reader's zone; today if absent.
        by_schedule: The edition is of that day but goes on to now: it is sent when it is due.
    """
    now = components.clock.now()
    zone = recipient.schedule.zone
    until = now if by_schedule else end_of(day, zone, now)
    day = day or now.astimezone(ZoneInfo(zone)).date()
    return _draft(components, recipient, _window(components, recipient, day, until))


def preview_for(components: Components, recipient: Recipient, *, day: date | None) -> Draft:
    """Compose what one reader would be sent, or was: of a day that was mailed, its own window.

    Args:
        components: What to work with.
        recipient: The reader.
        day: In the reader's zone; what the next edition would say now if absent.
    """
    mail = None if day is None else mail_of_day(components, recipient, day)
    if mail is None:
        return draft_for(components, recipient, day=day)
    window = Window(
        day=mail.day,
        since=mail.since,
        until=mail.until,
        zone=recipient.schedule.zone,
        interests=recipient.interests,
    )
    return _draft(components, recipient, window)


def _window(components: Components, recipient: Recipient, day: date, until: datetime) -> Window:
    with components.store.reading() as session:
        since = session.outbox.confirmed_until(_KIND, recipient.address, before=until)
        first = session.outbox.first_since(_KIND, recipient.address, before=until)
    return Window(
        day=day,
        since=since or min(until - components.digest.window, first or until),
        until=until,
        zone=recipient.schedule.zone,
        interests=recipient.interests,
    )


def _draft(components: Components, recipient: Recipient, window: Window) -> Draft:
    told = memory_of(components, recipient.address, until=window.until)
    edition = fitted(edition_of(components, window, told=told))
    message = b""
    if not edition.is_empty or _is_time_to_beat(components, recipient, window.until):
        mail = components.mail
        message = letter_bytes(
            digest_letter(
                edition,
                sender=mail.sender,
                recipient=recipient.mailbox,
                unsubscribe=mail.unsubscribe,
                one_click=mail.one_click,
            )
        )
    return Draft(recipient=recipient, window=window, edition=edition, message=message)


def keep(components: Components, draft: Draft) -> Mail | None:
    """Keep a draft in the outbox, or note that its day is quiet; return the mail of its day.

    When there is one of that day already, that one is returned, and nothing changes.
    """
    now, window, address = components.clock.now(), draft.window, draft.recipient.address
    with components.store.writing() as session:
        if draft.is_quiet:
            session.outbox.keep_quiet(address, window.day, since=window.since, until=window.until)
            return None
        mail = NewMail(
            kind=_KIND,
            day=window.day,
            recipient=address,
            sender=components.mail.sender_address,
            subject=subject(draft.edition),
            message_id=message_id(
                "digest",
                window.day,
                sender=components.mail.sender,
                recipient=draft.recipient.mailbox,
            ),
            message=draft.message,
            since=window.since,
            until=window.until,
        )
        if session.outbox.keep(mail, at=now):
            session.tellings.keep(mail.id, draft.edition.told)
        return session.outbox.get(mail.id)


def mail_of_day(components: Components, recipient: Recipient, day: date | None) -> Mail | None:
    """Return what a reader was made for a day, today if absent; None where nothing was."""
    today = components.clock.now().astimezone(ZoneInfo(recipient.schedule.zone)).date()
    with components.store.reading() as session:
        return session.outbox.of_day(_KIND, day or today, recipient.address)


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
        due = session.outbox.due(components.clock.now())
    yield from _send_each(components, due)


def _send_each(components: Components, mails: Sequence[Mail]) -> Iterator[Mail]:
    """Try to send mails; those to whom there is no way any more stay as they are."""
    mailers: dict[str, Mailer | None] = {}
    for mail in mails:
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
    store, clock = components.store, components.clock
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

    parcel = Parcel(
        sender=mail.sender, recipient=mail.recipient, message_id=mail.message_id, message=data
    )
    outcome = mailer.send(parcel, handing_over=handing_over, steps=steps)
    state, due_at, outcome = _settled(components, mail, outcome, failed)
    with store.writing() as session:
        session.outbox.settle(mail.id, attempt, outcome, at=clock.now(), state=state, due_at=due_at)
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


def _is_settled(components: Components, recipient: Recipient, day: date) -> bool:
    with components.store.reading() as session:
        outbox = session.outbox
        made = outbox.of_day(_KIND, day, recipient.address)
        return made is not None or outbox.is_quiet(recipient.address, day)


def _is_time_to_beat(components: Components, recipient: Recipient, until: datetime) -> bool:
    """Whether a reader has heard nothing for a week, of which we know that it was quiet."""
    if not recipient.heartbeat:
        return False
    with components.store.reading() as session:
        since = session.outbox.confirmed_until(_KIND, recipient.address, before=until)
        last = since or session.outbox.quiet_since(recipient.address)
    return last is not None and until - last >= _HEARTBEAT


def unconfigured() -> InputError:
    """Return the error of a command that should send where no mail leaves."""
    message = "no mail leaves: [smtp] host is empty, and [mail] via names nothing else"
    return InputError(message, hint="docs/mail.md tells how to set it up.")

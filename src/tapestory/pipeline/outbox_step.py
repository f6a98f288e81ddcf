"""What is due → mails in the outbox, which are sent each at most once.

A mail is kept with its bytes before anything is sent, and the same kind, day and recipient are kept
once; `send_step` hands it over. All of it happens under the run lock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tapestory.digest import Edition, fitted, subject
from tapestory.mailing.letter import letter_bytes, message_id
from tapestory.mailing.schedule import due_day
from tapestory.model import Mail, MailKind, MailState
from tapestory.pipeline.alert_step import keep_alerts
from tapestory.pipeline.components import Components
from tapestory.pipeline.edition_step import Window, edition_of, end_of
from tapestory.pipeline.mail_settings import Recipient, digest_letter
from tapestory.pipeline.reader_memory import memory_of
from tapestory.pipeline.send_step import send_due, settle_stranded
from tapestory.store import NewMail, Session

_KIND = MailKind.DIGEST
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
    window = _window(components, recipient, day, until)
    return _draft(components, recipient, replace(window, ends_now=until == now))


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
        if first is None:  # to whom nothing was to be told goes on where that was last so
            first = session.outbox.quiet_until(recipient.address, before=until)
    return Window(
        day=day,
        since=since or min(until - components.digest.window, first or until),
        until=until,
        zone=recipient.schedule.zone,
        interests=recipient.interests,
    )


def _draft(components: Components, recipient: Recipient, window: Window) -> Draft:
    told = memory_of(components, recipient.address, until=window.until, ends_now=window.ends_now)
    as_of = None if window.ends_now else window.until
    with components.store.reading() as session:
        owed = session.tellings.owed_to(recipient.address, before=window.until, as_of=as_of)
        awaits = _has_begun(session, recipient, before=window.until)
    edition = fitted(edition_of(components, window, told=told, owed=owed, awaits=awaits))
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


def _has_begun(session: Session, recipient: Recipient, *, before: datetime) -> bool:
    """Whether an edition was due to a reader by then, be it that there was nothing to tell."""
    outbox, address = session.outbox, recipient.address
    if outbox.first_since(_KIND, address, before=before) is not None:
        return True
    return outbox.quiet_until(address, before=before) is not None


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
            session.tellings.keep(mail.id, draft.edition.told, owed=draft.edition.owed)
        return session.outbox.get(mail.id)


def mail_of_day(components: Components, recipient: Recipient, day: date | None) -> Mail | None:
    """Return what a reader was made for a day, today if absent; None where nothing was."""
    today = components.clock.now().astimezone(ZoneInfo(recipient.schedule.zone)).date()
    with components.store.reading() as session:
        return session.outbox.of_day(_KIND, day or today, recipient.address)


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

"""Mails that are to be sent once: kept with their bytes, claimed before they are handed over."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as insert_new

from tapestory.model import (
    Delivery,
    DeliveryOutcome,
    EventId,
    Mail,
    MailAttempt,
    MailKind,
    MailState,
)
from tapestory.store.mail_rows import attempt_of, mail_of, mails
from tapestory.store.mail_tables import mail_attempts, outbox, quiet_days
from tapestory.store.sqlite import new_number

_SETTLED = (MailState.SENT, MailState.FAILED, MailState.UNKNOWN)
_ID_DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMail:
    """A mail that was just rendered."""

    kind: MailKind
    day: date
    recipient: str
    sender: str
    subject: str
    message_id: str
    message: bytes
    since: datetime
    until: datetime
    about: str = ""
    """Of an alert: the event, and how many came before; there may be several a day."""

    @property
    def id(self) -> str:
        """The same for the same kind, day and recipient, however the address is capitalised."""
        key = f"{self.kind}\n{self.day.isoformat()}\n{self.recipient.lower()}"
        key += f"\n{self.about}" if self.about else ""
        return "m" + hashlib.sha256(key.encode()).hexdigest()[:_ID_DIGITS]


class OutboxRows:
    """The mails, and what became of each attempt."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, mail: NewMail, *, at: datetime) -> bool:
        """Keep a mail that is due at once; tell whether it is the first of its kind and day.

        Earlier digests that still wait for the recipient are given up: the new one covers their
        time too.
        """
        values = {
            "id": mail.id,
            "kind": mail.kind.value,
            "day": mail.day,
            "recipient": mail.recipient,
            "about": mail.about,
            "sender": mail.sender,
            "subject": mail.subject,
            "message_id": mail.message_id,
            "since": mail.since,
            "until": mail.until,
            "message": mail.message,
            "state": MailState.PENDING.value,
            "made_at": at,
            "due_at": at,
            "reply": "",
        }
        kept = self._connection.execute(insert_new(outbox).on_conflict_do_nothing(), values)
        if not kept.rowcount:
            return False
        self._connection.execute(
            update(outbox)
            .where(
                outbox.c.kind == mail.kind.value,
                outbox.c.about == "",
                _is(mail.recipient),
                outbox.c.state == MailState.PENDING.value,
                outbox.c.until < mail.until,
                outbox.c.since >= mail.since,
                outbox.c.id != mail.id,
            )
            .values(
                state=MailState.FAILED.value,
                settled_at=at,
                due_at=None,
                reply=f"not sent; {mail.id} of {mail.day.isoformat()} covers its time too",
            )
        )
        return True

    def keep_quiet(self, recipient: str, day: date, *, since: datetime, until: datetime) -> None:
        """Note that a recipient gets no mail for a day, because nothing had happened."""
        values = {"recipient": recipient.lower(), "day": day, "since": since, "until": until}
        self._connection.execute(insert_new(quiet_days).on_conflict_do_nothing(), values)

    def is_quiet(self, recipient: str, day: date) -> bool:
        """Tell whether it was settled that a recipient gets no mail for a day."""
        query = select(quiet_days.c.day).where(
            quiet_days.c.recipient == recipient.lower(), quiet_days.c.day == day
        )
        return self._connection.execute(query).first() is not None

    def quiet_since(self, recipient: str) -> datetime | None:
        """Return where the first window began in which nothing happened for a recipient."""
        query = select(func.min(quiet_days.c.since)).where(
            quiet_days.c.recipient == recipient.lower()
        )
        return self._connection.execute(query).scalar()

    def quiet_until(self, recipient: str, *, before: datetime) -> datetime | None:
        """Return the end of the last window by then in which nothing happened for a recipient."""
        query = select(func.max(quiet_days.c.until)).where(
            quiet_days.c.recipient == recipient.lower(), quiet_days.c.until < before
        )
        return self._connection.execute(query).scalar()

    def of_day(self, kind: MailKind, day: date, recipient: str) -> Mail | None:
        """Return the mail of a kind for a day and recipient."""
        return self._first(
            outbox.c.kind == kind.value,
            outbox.c.day == day,
            _is(recipient),
        )

    def alerts_about(self, event_id: EventId, recipient: str) -> list[Mail]:
        """Return the alerts about an event to a recipient, the first one first."""
        query = mails().where(
            outbox.c.kind == MailKind.ALERT.value,
            _is(recipient),
            outbox.c.about.startswith(f"{event_id}.", autoescape=True),
        )
        rows = self._connection.execute(query.order_by(outbox.c.number))
        return [mail_of(row) for row in rows]

    def get(self, mail_id: str) -> Mail | None:
        """Return a mail by its whole id."""
        return self._first(outbox.c.id == mail_id)

    def by_prefix(self, prefix: str, *, limit: int = 10) -> list[Mail]:
        """Return the mails whose id begins so."""
        begins = func.substr(outbox.c.id, 1, len(prefix)) == prefix
        query = mails().where(begins).order_by(outbox.c.id).limit(limit)
        return [mail_of(row) for row in self._connection.execute(query)]

    def find(
        self,
        *,
        states: Sequence[MailState] = (),
        recipient: str = "",
        since: datetime | None = None,
        limit: int = 0,
    ) -> list[Mail]:
        """Return mails, the latest first.

        Args:
            states: Only of these; all when empty.
            recipient: Only to this address; all when empty.
            since: Only those made from then on.
            limit: At most so many; 0 for all.
        """
        query = mails().order_by(outbox.c.made_at.desc(), outbox.c.number.desc())
        if states:
            query = query.where(outbox.c.state.in_([state.value for state in states]))
        if recipient:
            query = query.where(_is(recipient))
        if since is not None:
            query = query.where(outbox.c.made_at >= since)
        if limit:
            query = query.limit(limit)
        return [mail_of(row) for row in self._connection.execute(query)]

    def due(self, now: datetime, *, longest_wait: timedelta) -> list[Mail]:
        """Return the mails whose next attempt is due, the one that waits longest first.

        Args:
            now: The present.
            longest_wait: Between two attempts. What is to wait longer was put off by a clock that
                was ahead, and is due.
        """
        is_due = or_(outbox.c.due_at <= now, outbox.c.due_at > now + longest_wait)
        query = (
            mails()
            .where(outbox.c.state == MailState.PENDING.value, is_due)
            .order_by(outbox.c.due_at, outbox.c.number)
        )
        return [mail_of(row) for row in self._connection.execute(query)]

    def message(self, mail_id: str) -> bytes:
        """Return the bytes of a mail; empty where they were given up or there is no such mail."""
        query = select(outbox.c.message).where(outbox.c.id == mail_id)
        found = self._connection.execute(query).scalar()
        return bytes(found) if found else b""

    def attempts(self, mail_id: str) -> list[MailAttempt]:
        """Return the attempts to send a mail, the first one first."""
        query = (
            select(mail_attempts)
            .join(outbox, outbox.c.number == mail_attempts.c.mail)
            .where(outbox.c.id == mail_id)
            .order_by(mail_attempts.c.number)
        )
        return [attempt_of(row) for row in self._connection.execute(query)]

    def confirmed_until(
        self, kind: MailKind, recipient: str, *, before: datetime
    ) -> datetime | None:
        """Return the end of what a recipient was sent for sure by then; None when nothing was.

        A mail that was made while the clock was ahead covers no more than the time at which a
        later one was made: what happened between is told.
        """
        query = (
            select(outbox.c.until, outbox.c.made_at, taken_over(before).label("taken_over"))
            .where(outbox.c.kind == kind.value, _is(recipient))
            .order_by(outbox.c.number.desc())
        )
        ends: list[datetime] = []
        next_made = datetime.max.replace(tzinfo=UTC)
        for row in self._connection.execute(query):
            if row.taken_over and row.until < before:
                ends.append(min(row.until, next_made))
            next_made = min(next_made, row.made_at)
        return max(ends, default=None)

    def first_since(self, kind: MailKind, recipient: str, *, before: datetime) -> datetime | None:
        """Return where the first window began that a recipient was to be told of."""
        query = select(func.min(outbox.c.since)).where(
            outbox.c.kind == kind.value,
            _is(recipient),
            outbox.c.until < before,
        )
        return self._connection.execute(query).scalar()

    # What changes a mail

    def begin(
        self, mail_id: str, *, at: datetime, due_at: datetime, mailer: str, forced: bool
    ) -> int:
        """Note that an attempt begins; return its number.

        Args:
            mail_id: One that is pending.
            at: Now.
            due_at: When to try again should the program be ended before it can say more.
            mailer: Where it goes.
            forced: Whether somebody asked for it although it may arrive twice.
        """
        self._connection.execute(update(outbox).where(outbox.c.id == mail_id).values(due_at=due_at))
        number = select(outbox.c.number).where(outbox.c.id == mail_id).scalar_subquery()
        values = {
            "mail": self._connection.execute(select(number)).scalar_one(),
            "started_at": at,
            "mailer": mailer,
            "verdict": "",
            "reply": "",
            "forced": forced,
        }
        return new_number(self._connection.execute(insert(mail_attempts), values))

    def claim(self, mail_id: str) -> bool:
        """Note that a mail is being handed over; tell whether nobody else does, or did."""
        changed = self._connection.execute(
            update(outbox)
            .where(outbox.c.id == mail_id, outbox.c.state == MailState.PENDING.value)
            .values(state=MailState.SENDING.value)
        )
        return changed.rowcount == 1

    def settle(  # noqa: PLR0913 - which mail, which attempt, how it ended, and when
        self,
        mail_id: str,
        attempt: int,
        outcome: DeliveryOutcome,
        *,
        at: datetime,
        state: MailState,
        due_at: datetime | None = None,
    ) -> None:
        """Note how an attempt ended and what becomes of the mail."""
        self._connection.execute(
            update(mail_attempts)
            .where(mail_attempts.c.number == attempt)
            .values(ended_at=at, verdict=outcome.delivery.value, reply=outcome.reply)
        )
        self._connection.execute(
            update(outbox)
            .where(outbox.c.id == mail_id)
            .values(
                state=state.value,
                reply=outcome.reply,
                due_at=due_at,
                settled_at=at if state in _SETTLED else None,
            )
        )

    def strand(self, *, at: datetime, reply: str) -> list[Mail]:
        """Call unknown what a process was handing over when it was ended; return those mails.

        The caller holds the lock under which mail is sent: nobody else is handing over.
        """
        query = mails().where(outbox.c.state == MailState.SENDING.value)
        found = [mail_of(row) for row in self._connection.execute(query)]
        if not found:
            return []
        stranded = outbox.c.state == MailState.SENDING.value
        numbers = select(outbox.c.number).where(stranded)
        self._connection.execute(
            update(mail_attempts)
            .where(mail_attempts.c.mail.in_(numbers), mail_attempts.c.ended_at.is_(None))
            .values(verdict=Delivery.UNKNOWN.value, reply=reply)
        )
        self._connection.execute(
            update(outbox)
            .where(stranded)
            .values(state=MailState.UNKNOWN.value, settled_at=at, due_at=None, reply=reply)
        )
        return [mail for old in found if (mail := self.get(old.id)) is not None]

    def give_up(self, mail_id: str, *, at: datetime, reply: str) -> None:
        """Call failed what was not tried and is not to be tried any more."""
        self._connection.execute(
            update(outbox)
            .where(outbox.c.id == mail_id, outbox.c.state == MailState.PENDING.value)
            .values(state=MailState.FAILED.value, settled_at=at, due_at=None, reply=reply)
        )

    def again(self, mail_id: str, *, at: datetime) -> None:
        """Let a mail be sent again, whatever became of it."""
        self._connection.execute(
            update(outbox)
            .where(outbox.c.id == mail_id, outbox.c.state != MailState.SENDING.value)
            .values(state=MailState.PENDING.value, due_at=at, settled_at=None)
        )

    def _first(self, *conditions: ColumnElement[bool]) -> Mail | None:
        row = self._connection.execute(mails().where(*conditions)).first()
        return None if row is None else mail_of(row)


def _is(recipient: str) -> ColumnElement[bool]:
    """Whether a mail goes to an address, however it is capitalised; SQLite lowers ASCII alone."""
    return func.lower(outbox.c.recipient) == func.lower(recipient)


def taken_over(by: datetime) -> ColumnElement[bool]:
    """Whether an attempt had succeeded by a time, whatever became of later ones.

    A mail that was made afterwards, for a day gone by, counts as if it had been sent in its time.
    """
    return (
        select(mail_attempts.c.number)
        .where(
            mail_attempts.c.mail == outbox.c.number,
            mail_attempts.c.verdict == Delivery.SENT.value,
            or_(mail_attempts.c.ended_at <= by, outbox.c.made_at > by),
        )
        .exists()
    )

"""What mails told of events: kept with each mail, and asked for by who was sent them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, exists, func, insert, or_, select

from tapestory.model import EventId, Facts, MailKind
from tapestory.store.chunks import chunked
from tapestory.store.codec import FACTS
from tapestory.store.mail_tables import mail_owed, mail_tellings, outbox
from tapestory.store.outbox import taken_over
from tapestory.store.redirects import meant
from tapestory.store.tables import events, links, redirect_changes, verification_changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one mail told of one event."""

    event_id: EventId
    """Of the event that stands for it now, or stood at the time asked about."""
    told_as: EventId
    """Under which it was told."""
    day: date
    """Of the mail."""
    until: datetime
    """End of what the mail covers."""
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What one mail told of one event, as it is stored: to read what it says costs something."""

    event_id: EventId
    told_as: EventId
    day: date
    until: datetime
    facts: str
    """JSON. Every event that is named in it stands there by its id."""

    def read(self) -> Telling:
        """Return what was told."""
        return Telling(
            event_id=self.event_id,
            told_as=self.told_as,
            day=self.day,
            until=self.until,
            facts=FACTS.load(self.facts),
        )


def _by_mails(
    recipient: str, kind: MailKind, *, before: datetime, since: datetime | None = None
) -> list[ColumnElement[bool]]:
    """Return what holds for the mails that told a recipient something; see `told_to`."""
    mails = [
        outbox.c.kind == kind.value,
        func.lower(outbox.c.recipient) == func.lower(recipient),
        outbox.c.until < before,
    ]
    if since is not None:
        mails.append(outbox.c.until >= since)
    return [*mails, taken_over(before)] if kind is MailKind.DIGEST else mails


class TellingRows:
    """What was told to whom."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(
        self,
        mail_id: str,
        told: Iterable[tuple[EventId, Facts]],
        *,
        owed: Iterable[EventId] = (),
    ) -> None:
        """Keep what a mail tells; the caller has just kept the mail itself.

        Args:
            mail_id: The mail.
            told: What is known of each event that it tells of.
            owed: Events of which it leaves out a change for want of room.
        """
        query = select(outbox.c.number).where(outbox.c.id == mail_id)
        number = self._connection.execute(query).scalar_one()
        rows = [
            {"mail": number, "event_id": event_id, "facts": FACTS.dump(facts)}
            for event_id, facts in told
        ]
        if rows:
            self._connection.execute(insert(mail_tellings), rows)
        left = [{"mail": number, "event_id": event_id} for event_id in owed]
        if left:
            self._connection.execute(insert(mail_owed), left)

    def owed_to(
        self, recipient: str, *, before: datetime, as_of: datetime | None = None
    ) -> set[EventId]:
        """Return the events of which the last digest left out a change; arguments as `told_to`."""
        mails = _by_mails(recipient, MailKind.DIGEST, before=before)
        last = select(outbox.c.number).where(*mails)
        last = last.order_by(outbox.c.until.desc(), outbox.c.number.desc()).limit(1)
        query = select(mail_owed.c.event_id).where(mail_owed.c.mail == last.scalar_subquery())
        owed = set(self._connection.scalars(query))
        stands_for = self._moved(owed, as_of)
        return {stands_for.get(event_id, EventId(event_id)) for event_id in owed}

    def told_to(
        self,
        recipient: str,
        *,
        before: datetime,
        since: datetime,
        kind: MailKind = MailKind.DIGEST,
        as_of: datetime | None = None,
    ) -> list[Kept]:
        """Return what a recipient was told last of each event, the earliest first.

        Of a merged event there may be several: what was told of each of its parts.

        Args:
            recipient: The address, however it is capitalised.
            before: By mails that cover the time up to an earlier one than this.
            since: And from this one on.
            kind: By mails of this kind: digests that were taken over by then for sure; alerts
                whatever became of them, as the digest tells it anyway.
            as_of: When events are to stand as they stood; now if absent.
        """
        query = (
            select(mail_tellings.c.event_id, mail_tellings.c.facts, outbox.c.day, outbox.c.until)
            .join(outbox, outbox.c.number == mail_tellings.c.mail)
            .where(*_by_mails(recipient, kind, before=before, since=since))
            .order_by(outbox.c.until, outbox.c.number, mail_tellings.c.event_id)
        )
        last = {row.event_id: row for row in self._connection.execute(query)}
        stands_for = self._moved(last, as_of)
        return [
            Kept(
                event_id=stands_for.get(row.event_id, EventId(row.event_id)),
                told_as=EventId(row.event_id),
                day=row.day,
                until=row.until,
                facts=row.facts,
            )
            for row in sorted(last.values(), key=lambda row: (row.until, row.event_id))
        ]

    def events_told_to(
        self, recipient: str, *, before: datetime, since: datetime, kind: MailKind
    ) -> set[EventId]:
        """Return the events that a recipient was told of, as they stand now; see `told_to`."""
        query = (
            select(mail_tellings.c.event_id)
            .join(outbox, outbox.c.number == mail_tellings.c.mail)
            .where(*_by_mails(recipient, kind, before=before, since=since))
        )
        told = set(self._connection.scalars(query))
        stands_for = self._moved(told, None)
        return {stands_for.get(event_id, EventId(event_id)) for event_id in told}

    def perhaps_changed(
        self,
        ids: Collection[EventId],
        *,
        since: datetime,
        naming: Collection[str] | None = None,
    ) -> list[EventId]:
        """Return which of these events got an article, another state or a measured move since.

        Args:
            ids: Events that stand now.
            since: The time.
            naming: Only those that name one of these symbols, in capitals; any when None.
        """
        stated = select(verification_changes.c.event_id).where(
            verification_changes.c.event_id == events.c.id,
            func.coalesce(verification_changes.c.known_at, verification_changes.c.at) >= since,
        )
        lately = or_(
            events.c.last_seen >= since,
            and_(events.c.measured_at.is_not(None), events.c.measured_at >= since),
            stated.exists(),
        )
        if naming is not None:
            named = func.upper(links.c.symbol).in_(sorted(naming))
            lately &= exists().where(links.c.event_id == events.c.id, named)
        return [
            EventId(event_id)
            for chunk in chunked(sorted(ids))
            for event_id in self._connection.scalars(
                select(events.c.id).where(events.c.id.in_(chunk), lately).order_by(events.c.id)
            )
        ]

    def _moved(self, ids: Collection[str], as_of: datetime | None) -> dict[str, EventId]:
        """Return which event stands for those that were ever merged."""
        return {
            old_id: meant(self._connection, EventId(old_id), as_of=as_of)
            for chunk in chunked(sorted(ids))
            for old_id in self._connection.scalars(
                select(redirect_changes.c.old_id)
                .where(redirect_changes.c.old_id.in_(chunk))
                .distinct()
            )
        }

"""Rows of the mail tables → mails and attempts."""

from __future__ import annotations

from sqlalchemy import Select, func, select

from tapestory.model import Delivery, Mail, MailAttempt, MailKind, MailState
from tapestory.store.mail_tables import mail_attempts, outbox
from tapestory.store.types import AnyRow


def mails() -> Select[*tuple[object, ...]]:
    """Return the query of all mails without their bytes."""
    tried = (
        select(func.count())
        .select_from(mail_attempts)
        .where(mail_attempts.c.mail == outbox.c.number)
        .scalar_subquery()
        .label("attempts")
    )
    columns = [column for column in outbox.c if column.name != "message"]
    return select(*columns, tried, func.length(outbox.c.message).label("size"))


def mail_of(row: AnyRow) -> Mail:
    """Return the mail of a row of `mails`."""
    return Mail(
        id=row.id,
        kind=MailKind(row.kind),
        day=row.day,
        recipient=row.recipient,
        sender=row.sender,
        subject=row.subject,
        message_id=row.message_id,
        since=row.since,
        until=row.until,
        state=MailState(row.state),
        made_at=row.made_at,
        due_at=row.due_at,
        settled_at=row.settled_at,
        reply=row.reply,
        about=row.about,
        attempts=row.attempts,
        size=row.size,
    )


def attempt_of(row: AnyRow) -> MailAttempt:
    """Return the attempt of a row."""
    return MailAttempt(
        started_at=row.started_at,
        ended_at=row.ended_at,
        mailer=row.mailer,
        delivery=Delivery(row.verdict) if row.verdict else None,
        reply=row.reply,
        forced=row.forced,
    )

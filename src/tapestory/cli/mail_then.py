"""A mail of the outbox and its attempts → how far it had got at an earlier time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tapestory.model import Delivery, Mail, MailAttempt, MailState

_ENDED: dict[Delivery | None, MailState] = {
    None: MailState.SENDING,
    Delivery.SENT: MailState.SENT,
    Delivery.LATER: MailState.PENDING,
    Delivery.REFUSED: MailState.FAILED,
    Delivery.UNKNOWN: MailState.UNKNOWN,
}


def mail_then(
    mail: Mail, attempts: Sequence[MailAttempt], *, as_of: datetime
) -> tuple[Mail, list[MailAttempt]] | None:
    """Return a mail and its attempts as they stood at a time; None where it was not made yet.

    What nobody keeps of the past is absent: when the next attempt was due.

    Args:
        mail: As it is now.
        attempts: All of them, the first one first.
        as_of: The time.
    """
    if mail.made_at > as_of:
        return None
    then = [_then(attempt, as_of) for attempt in attempts if attempt.started_at <= as_of]
    later = any(attempt.started_at > as_of for attempt in attempts)
    if (mail.settled_at is None or mail.settled_at <= as_of) and not later:
        return replace(mail, attempts=len(then)), then
    last = then[-1] if then else None
    state = MailState.PENDING if last is None else _ENDED[last.delivery]
    settled = None if last is None or state is MailState.PENDING else last.ended_at
    reply = "" if last is None else last.reply
    stood = replace(
        mail, state=state, due_at=None, settled_at=settled, reply=reply, attempts=len(then)
    )
    return stood, then


def _then(attempt: MailAttempt, as_of: datetime) -> MailAttempt:
    if attempt.ended_at is None or attempt.ended_at <= as_of:
        return attempt
    return replace(attempt, ended_at=None, delivery=None, reply="")

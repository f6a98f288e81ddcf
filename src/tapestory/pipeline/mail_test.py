"""A recipient → a small mail that shows whether mail arrives; outside the outbox."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tapestory.errors import MailError, MailOutcomeUnknownError
from tapestory.mailing.letter import Letter, letter_bytes, message_id
from tapestory.mailing.mailers.interface import Steps
from tapestory.model import Delivery, Parcel
from tapestory.pipeline.components import Components
from tapestory.pipeline.mail_settings import Recipient
from tapestory.pipeline.send_step import unconfigured
from tapestory.resources import MAIL_PAGE

_TEXT = """\
This is the test mail that you asked for with: tapestory digest test

It left {where}, and its arrival shows that the digest will arrive too.
Yours is sent on the days and at the time that config.toml names,
as soon as tapestory run is called after that time: {at} ({zone}).
"""


def send_test(components: Components, recipient: Recipient, *, steps: Steps) -> None:
    """Send a test mail and tell each step; nothing is kept.

    Raises:
        InputError: No mail leaves by this configuration.
        MailError: It was not taken over.
        MailOutcomeUnknownError: It may have arrived.
    """
    settings = components.mail
    if settings.mailer is None:
        raise unconfigured()
    mailer = settings.mailer()
    now = components.clock.now()
    day = now.astimezone(ZoneInfo(recipient.schedule.zone)).date()
    # Each has an id of its own: a server may drop a second mail of the same one.
    kind = f"test.{now:%H%M%S%f}"
    letter = Letter(
        kind=kind,
        day=day,
        sender=settings.sender,
        recipient=recipient.mailbox,
        subject="Tapestory test mail",
        text=_TEXT.format(
            where=f"by {mailer.name}",
            at=f"{recipient.schedule.at:%H:%M}",
            zone=recipient.schedule.zone,
        ),
        written_at=now,
    )
    parcel = Parcel(
        sender=settings.sender_address,
        recipient=recipient.address,
        message_id=message_id(kind, day, sender=settings.sender, recipient=recipient.mailbox),
        message=letter_bytes(letter),
    )
    outcome = mailer.send(parcel, handing_over=lambda: None, steps=steps)
    if outcome.delivery is Delivery.SENT:
        steps(f"sent: {outcome.reply}")
    elif outcome.delivery is Delivery.UNKNOWN:
        raise MailOutcomeUnknownError(outcome.reply, hint="Look whether it has arrived.")
    else:
        hint = f"{MAIL_PAGE} tells what may be wrong."
        if outcome.delivery is Delivery.LATER:
            hint = "This may pass; the digest itself would be tried again by the next runs."
        raise MailError(outcome.reply, hint=hint)

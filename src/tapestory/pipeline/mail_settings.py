"""Who gets the digest and which way it leaves, as the user configured it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from tapestory.digest import Edition, render_html, render_text, subject
from tapestory.digest.interests import EVERYTHING, Interests
from tapestory.mailing.journal import Journal
from tapestory.mailing.letter import Letter, Thread
from tapestory.mailing.mailers.interface import Mailer
from tapestory.mailing.quiet_hours import QuietHours
from tapestory.mailing.schedule import Schedule
from tapestory.model import MailKind

NO_MAILBOX = ("webhook:", "apprise:")
"""How the names of those begin who are not written to by mail."""
_LIST = "Tapestory digest"
_ALERTS = "Tapestory alerts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody who gets the digest."""

    mailbox: str
    """As it stands in the header: "Name <a@b.example>" or bare."""
    address: str
    """Bare, in ASCII: as it stands in the envelope, and in the store."""
    schedule: Schedule
    interests: Interests = EVERYTHING
    heartbeat: bool = False
    """Whether a week without news is worth a mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Something that is watched for one who hears of it at once."""

    name: str
    recipient: str
    """Bare address; "webhook:" or "apprise:" and the name for one that is no mailbox."""
    mailbox: str = ""
    """As it stands in the header; empty for one that is no mailbox."""
    interests: Interests
    zone: str = "UTC"
    """IANA name."""
    cooldown: timedelta = timedelta(hours=6)
    """Between two alerts about one event."""
    quiet: QuietHours | None = None
    """When nothing is sent."""
    mailer: Callable[[], Mailer] | None = None
    """Makes what sends to one that is no mailbox."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """How mail leaves, and for whom."""

    mailer: Callable[[], Mailer] | None = None
    """Makes what sends; None where no mail leaves."""
    sender: str = ""
    """As it stands in the header."""
    sender_address: str = ""
    """Bare."""
    recipients: tuple[Recipient, ...] = ()
    unsubscribe: tuple[str, ...] = ()
    one_click: bool = False
    watches: tuple[Watch, ...] = ()
    """What is told at once, and to whom."""
    journal: Journal = field(default_factory=Journal)
    """Remembers what left, whatever becomes of the store."""

    def writes_to(self, kind: MailKind, recipient: str) -> bool:
        """Whether somebody still gets mails of a kind."""
        named = (
            (one.address for one in self.recipients)
            if kind is MailKind.DIGEST
            else (watch.recipient for watch in self.watches)
        )
        return recipient.lower() in {one.lower() for one in named}

    @property
    def in_use(self) -> bool:
        """Whether there is somebody to write to, and a way."""
        return bool(self.mailer and self.recipients) or bool(self.reached)

    @property
    def reached(self) -> tuple[Watch, ...]:
        """The watches of those to whom there is a way."""
        return tuple(watch for watch in self.watches if watch.mailer or self.mailer)

    def mailer_for(self, recipient: str) -> Mailer | None:
        """Return what sends to an address; None where there is no way, or no longer one."""
        own = {watch.recipient: watch.mailer for watch in self.watches if watch.mailer}
        make = own.get(recipient)
        if make is None and recipient.startswith(NO_MAILBOX):
            return None
        make = make or self.mailer
        return make() if make else None


def digest_letter(
    edition: Edition,
    *,
    sender: str,
    recipient: str,
    unsubscribe: tuple[str, ...] = (),
    one_click: bool = False,
) -> Letter:
    """Return an edition as a letter to one reader; its end of window is the letter's date."""
    return Letter(
        kind="sample" if edition.sample else "digest",
        day=edition.day,
        sender=sender,
        recipient=recipient,
        subject=subject(edition),
        text=render_text(edition),
        html=render_html(edition),
        written_at=edition.until,
        list_name=_LIST,
        unsubscribe=unsubscribe,
        one_click=one_click,
    )


def alert_letter(edition: Edition, watch: Watch, settings: MailSettings, thread: Thread) -> Letter:
    """Return an edition of one event as a letter to whoever watches it."""
    return Letter(
        kind="alert",
        day=edition.day,
        sender=settings.sender,
        recipient=watch.mailbox,
        subject=subject(edition),
        text=render_text(edition),
        html=render_html(edition),
        written_at=edition.until,
        list_name=_ALERTS,
        unsubscribe=settings.unsubscribe,
        thread=thread,
    )

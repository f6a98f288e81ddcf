"""Who gets the digest and which way it leaves, as the user configured it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tapestory.digest import Edition, render_html, render_text, subject
from tapestory.digest.interests import EVERYTHING, Interests
from tapestory.mailing.letter import Letter
from tapestory.mailing.mailers.interface import Mailer
from tapestory.mailing.schedule import Schedule

_LIST = "Tapestory digest"


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

    @property
    def in_use(self) -> bool:
        """Whether there is somebody to write to, and a way."""
        return self.mailer is not None and bool(self.recipients)


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

"""A mail that is to be sent once, and what becomes of each attempt to do so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class MailKind(StrEnum):
    """What a mail is."""

    DIGEST = "digest"
    """A recipient gets at most one for a day."""
    ALERT = "alert"
    """At most one for a change of an event."""


class MailState(StrEnum):
    """How far a mail has got."""

    PENDING = "pending"
    """Not handed over; it will be tried."""
    SENDING = "sending"
    """Being handed over by a process that runs, or by one that was ended in the middle of it."""
    SENT = "sent"
    """Somebody has taken it over."""
    FAILED = "failed"
    """It was refused for good, or was tried for too long, or a later one took its place."""
    UNKNOWN = "unknown"
    """It was handed over, and no answer came: it may have arrived. Not tried again unasked."""


class Delivery(StrEnum):
    """How an attempt ended."""

    SENT = "sent"
    """Taken over."""
    LATER = "later"
    """Certainly not taken over; another attempt may succeed."""
    REFUSED = "refused"
    """Certainly not taken over, and another attempt would end the same way."""
    UNKNOWN = "unknown"
    """All of it was handed over, and no answer came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryOutcome:
    """How an attempt ended, and what was said."""

    delivery: Delivery
    reply: str
    """The server's words or ours on one line, without any secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A mail as it is handed over."""

    sender: str
    """Bare address: who hears of it when it cannot be delivered."""
    recipient: str
    """Bare address."""
    message_id: str
    message: bytes
    """RFC 5322, 7 bit, lines that end in CR LF and are at most 998 characters long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail of the outbox, without its bytes."""

    id: str
    """Short and stable: made of the kind, the day and the recipient."""
    kind: MailKind
    day: date
    """In the recipient's zone."""
    recipient: str
    """Bare address."""
    sender: str
    """Bare address."""
    subject: str
    message_id: str
    since: datetime
    until: datetime
    """The window that it covers: since < t <= until."""
    state: MailState
    made_at: datetime
    due_at: datetime | None = None
    """Next attempt; None where there is none to come."""
    settled_at: datetime | None = None
    """Since when it is sent, failed or unknown."""
    reply: str = ""
    """What was said last."""
    about: str = ""
    """Of an alert: the event, and how many came before."""
    attempts: int = 0
    size: int = 0
    """Bytes; 0 where they were given up to make room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAttempt:
    """One attempt to send a mail."""

    started_at: datetime
    ended_at: datetime | None
    """None where the program was ended in the middle of it."""
    mailer: str
    """Where it went: "smtp mail.example.org:587"."""
    delivery: Delivery | None
    reply: str
    forced: bool
    """Whether somebody asked for it although it may arrive twice."""

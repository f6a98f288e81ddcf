"""The tables of mail: what is to be sent and what it tells, what became of it, quiet days."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from tapestory.store.columns import metadata
from tapestory.store.columns import text_column as _text
from tapestory.store.types import UtcDateTime

outbox = Table(
    "outbox",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    # One of `MailKind`.
    Column("kind", String, nullable=False),
    # In the recipient's zone.
    Column("day", Date, nullable=False),
    # The bare address; "webhook:" and its name for one that takes alerts.
    _text("recipient"),
    # Of an alert, what it is about: the event, and how many came before. Empty for a digest.
    _text("about"),
    _text("sender"),
    _text("subject"),
    _text("message_id"),
    # The window that it covers.
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False),
    # What is handed over, byte by byte.
    Column("message", LargeBinary, nullable=False),
    # One of `MailState`.
    Column("state", String, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    # Next attempt; NULL where there is none to come.
    Column("due_at", UtcDateTime),
    # When the state became what it is for good.
    Column("settled_at", UtcDateTime),
    # What was said last: a server's reply, or why there is none.
    _text("reply"),
    UniqueConstraint("kind", "day", "recipient", "about"),
    Index(None, "state"),
)

# What a mail told of each event: by this a later one knows what has changed.
mail_tellings = Table(
    "mail_tellings",
    metadata,
    Column("mail", Integer, ForeignKey("outbox.number"), primary_key=True),
    Column("event_id", String, primary_key=True),
    # JSON: state, origins, figures, moves, narrative.
    _text("facts"),
    Index(None, "event_id"),
)

# Told before and changed, and left for want of room: the next mail asks for these again.
mail_owed = Table(
    "mail_owed",
    metadata,
    Column("mail", Integer, ForeignKey("outbox.number"), primary_key=True),
    Column("event_id", String, primary_key=True),
)

mail_attempts = Table(
    "mail_attempts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("mail", Integer, ForeignKey("outbox.number"), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    # NULL where the program was ended in the middle of it.
    Column("ended_at", UtcDateTime),
    # Where it went: "smtp mail.example.org:587".
    _text("mailer"),
    # One of `Verdict`; empty while it is under way.
    _text("verdict"),
    _text("reply"),
    # Whether somebody asked for it: a second sending of the same mail.
    Column("forced", Boolean, nullable=False),
    Index(None, "mail"),
)

# Days on which a recipient got no mail because nothing had happened.
quiet_days = Table(
    "quiet_days",
    metadata,
    _text("recipient", primary_key=True),
    Column("day", Date, primary_key=True),
    Column("since", UtcDateTime, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)

# Since when a feed has failed for a while, and until when: what the footer of a mail names.
feed_outages = Table(
    "feed_outages",
    metadata,
    Column("number", Integer, primary_key=True),
    # Of the feed as it was subscribed to; it may be gone.
    Column("feed_number", Integer, nullable=False),
    _text("feed_url"),
    # What it was called then: its title, or its address.
    _text("called"),
    Column("since", UtcDateTime, nullable=False),
    # NULL while it goes on.
    Column("until", UtcDateTime),
    Index(None, "until"),
)

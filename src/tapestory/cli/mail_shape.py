"""Mails of the outbox → JSON documents and the columns of their table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tapestory.cli.output import Column, Document
from tapestory.cli.terminal import Style
from tapestory.cli.times import iso, shown
from tapestory.model import Mail, MailAttempt, MailState

_STYLES: dict[str, Style] = {"sent": "good", "failed": "error", "unknown": "warn"}


def mail_json(mail: Mail) -> dict[str, Any]:
    """Return a mail as JSON (the shape is stable)."""
    return {
        "id": mail.id,
        "kind": mail.kind.value,
        "date": mail.day.isoformat(),
        "recipient": mail.recipient,
        "state": mail.state.value,
        "subject": mail.subject,
        "since": iso(mail.since),
        "until": iso(mail.until),
        "made": iso(mail.made_at),
        "due": iso(mail.due_at) if mail.due_at else None,
        "settled": iso(mail.settled_at) if mail.settled_at else None,
        "attempts": mail.attempts,
        "reply": mail.reply or None,
        "message_id": mail.message_id,
        "bytes": mail.size,
    }


def attempt_json(attempt: MailAttempt) -> dict[str, Any]:
    """Return an attempt to send a mail as JSON."""
    return {
        "started": iso(attempt.started_at),
        "ended": iso(attempt.ended_at) if attempt.ended_at else None,
        "mailer": attempt.mailer,
        "outcome": attempt.delivery.value if attempt.delivery else None,
        "reply": attempt.reply or None,
        "forced": attempt.forced,
    }


def mail_columns(zone: str) -> Sequence[Column]:
    """Return the columns of `digest list`."""
    return (
        Column(heading="id", text=lambda d: d["id"]),
        Column(heading="date", text=lambda d: d["date"]),
        Column(heading="state", text=lambda d: d["state"], style=_style),
        Column(heading="recipient", text=lambda d: d["recipient"], flexible=True),
        Column(heading="tries", text=lambda d: str(d["attempts"]), right=True),
        Column(heading="next", text=lambda d: _time(d["due"], zone), spare=True),
        Column(heading="subject", text=lambda d: d["subject"], flexible=True, least=20),
    )


def mail_fields(mail: Mail, zone: str) -> list[tuple[str, str]]:
    """Return what `digest show` says of a mail."""
    return [
        ("id", mail.id),
        ("date", mail.day.isoformat()),
        ("to", mail.recipient),
        ("subject", mail.subject),
        ("covers", f"{shown(mail.since, zone)} to {shown(mail.until, zone)}"),
        ("state", mail.state.value),
        ("reply", mail.reply),
        ("made", shown(mail.made_at, zone)),
        ("next try", shown(mail.due_at, zone) if mail.due_at else ""),
        ("settled", shown(mail.settled_at, zone) if mail.settled_at else ""),
        ("message id", mail.message_id),
        ("size", f"{mail.size:,} bytes" if mail.size else "pruned"),
    ]


def attempt_line(attempt: MailAttempt, zone: str) -> str:
    """Return an attempt in a line."""
    how = attempt.delivery.value if attempt.delivery else "begun, never ended"
    forced = ", asked for" if attempt.forced else ""
    reply = f": {attempt.reply}" if attempt.reply else ""
    return f"{shown(attempt.started_at, zone)}  {attempt.mailer}  {how}{forced}{reply}"


def result_line(mail: Mail, zone: str) -> str:
    """Return in a line what became of a mail."""
    head = f"{mail.id}  {mail.recipient}  {mail.state.value}"
    if mail.state is MailState.PENDING and mail.due_at is not None:
        return f"{head}: {mail.reply}; tried again at {shown(mail.due_at, zone)}"
    return f"{head}: {mail.reply}" if mail.reply else head


def _style(document: Document) -> Style:
    return _STYLES.get(document["state"], "plain")


def _time(text: str | None, zone: str) -> str:
    from datetime import datetime

    return shown(datetime.fromisoformat(text), zone) if text else ""

"""What a round of sending did → lines, and the exit code that says the worst of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tapestory.cli.mail_shape import result_line
from tapestory.cli.terminal import Terminal, plain
from tapestory.errors import MailError, MailOutcomeUnknownError
from tapestory.model import MailState

if TYPE_CHECKING:
    from tapestory.pipeline.outbox_step import MailReport


def sent_line(report: MailReport) -> str:
    """Return in a line what went well; empty where nothing was sent."""
    sent = sum(mail.state is MailState.SENT for mail in report.tried)
    return f"{sent} mail{'' if sent == 1 else 's'} sent" if sent else ""


def report_mail(report: MailReport, err: Terminal, zone: str) -> None:
    """Say what was not sent, a line a mail.

    Raises:
        MailOutcomeUnknownError: A mail may have arrived, or not.
        MailError: A mail was not taken over, for good or for now.
    """
    for mail in (*report.unknown, *report.failed):
        err.line(plain(f"mail  {result_line(mail, zone)}"))
    if report.unknown:
        number = len(report.unknown)
        what = "1 mail" if number == 1 else f"{number} mails"
        message = f"{what} may have arrived or not, and will not be sent again unasked"
        first = report.unknown[0].id
        hint = f"Look into the mailbox. If it is not there: tapestory digest resend {first} --force"
        raise MailOutcomeUnknownError(message, hint=hint)
    if report.failed:
        waiting = sum(mail.state is MailState.PENDING for mail in report.failed)
        number = len(report.failed)
        message = f"{number} mail{'' if number == 1 else 's'} not sent"
        hint = (
            "What is pending is tried again by the next tapestory run that is due."
            if waiting == number
            else f"When the cause is mended: tapestory digest resend {report.failed[0].id}"
        )
        raise MailError(message, hint=hint)

"""A mail → a mail server, by SMTP (RFC 5321): the outcome is as certain as the protocol allows."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

from tapestory.errors import MailError
from tapestory.mailing.mailers.deadline import Deadline
from tapestory.mailing.mailers.interface import Steps, unheard
from tapestory.mailing.mailers.smtp_client import SmtpClient
from tapestory.mailing.mailers.smtp_session import (
    EndedError,
    SmtpSettings,
    judged,
    log_in,
    opened,
    reply_words,
    said,
)
from tapestory.model import Delivery, DeliveryOutcome, Parcel

_LINE_END = re.compile(rb"\r\n|\r|\n")
_LEADING_DOT = re.compile(rb"(?m)^\.")
_GOODBYE_SECONDS = 5.0
_SIZE = re.compile(r"\d{1,15}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpMailer:
    """Hands mails to a server; one connection each."""

    settings: SmtpSettings

    @property
    def name(self) -> str:
        """The server."""
        return f"smtp {self.settings.host}:{self.settings.port}"

    def send(
        self,
        parcel: Parcel,
        *,
        handing_over: Callable[[], None],
        steps: Steps = unheard,
    ) -> DeliveryOutcome:
        """Hand the mail over.

        Up to the last line of the mail, the single dot, the server has promised nothing (RFC 5321
        section 4.1.1.4): what breaks before is tried again. From the dot to the answer the
        outcome is not known.
        """
        deadline, secrets = Deadline(), list[str]()
        with ExitStack() as afterwards:
            try:
                with self._judging(deadline), deadline.within(self.settings.session_timeout):
                    client = opened(self.settings, steps, deadline)
                    afterwards.callback(client.close)
                    log_in(client, self.settings, steps, secrets)
                    self._envelope(client, parcel, steps)
            except EndedError as error:
                return _ended(error, secrets)
            handing_over()
            try:
                with self._judging(deadline):
                    return self._handed(client, parcel, deadline, steps)
            except EndedError as error:
                return _ended(error, secrets)

    @contextmanager
    def _judging(self, deadline: Deadline) -> Iterator[None]:
        """Turn what breaks inside into an end that is to be tried again.

        Every step that could leave the outcome open catches its own.
        """
        try:
            yield
        except MailError as error:
            raise EndedError(Delivery.LATER, str(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            raise EndedError(Delivery.LATER, said(error, self.settings.host, deadline)) from error

    def _envelope(self, client: SmtpClient, parcel: Parcel, steps: Steps) -> None:
        options = []
        if not (parcel.sender + parcel.recipient).isascii():
            if not client.has_extn("smtputf8"):
                message = (
                    f"{self.settings.host} takes no address with letters beyond ASCII before the @"
                    f" (it offers no SMTPUTF8): {parcel.recipient}"
                )
                raise EndedError(Delivery.REFUSED, message)
            options += ["SMTPUTF8", "BODY=8BITMIME"]
        limit = client.esmtp_features.get("size", "")
        if client.has_extn("size"):
            options.append(f"SIZE={len(parcel.message)}")
            if _SIZE.fullmatch(limit) and 0 < int(limit) < len(parcel.message):
                message = f"the server takes {limit} bytes, and the mail has {len(parcel.message)}"
                raise EndedError(Delivery.REFUSED, message)
        judged(client.mail(parcel.sender, options), f"from {parcel.sender}")
        steps(f"the server takes mail from {parcel.sender}")
        judged(client.rcpt(parcel.recipient), f"to {parcel.recipient}")
        steps(f"the server takes mail to {parcel.recipient}")

    def _handed(
        self, client: SmtpClient, parcel: Parcel, deadline: Deadline, steps: Steps
    ) -> DeliveryOutcome:
        settings = self.settings
        with deadline.within(settings.session_timeout):
            judged(client.docmd("DATA"), "DATA", wanted=(354,))
        with deadline.within(settings.final_timeout):
            client.send(_stuffed(parcel.message))
        steps(f"handed over {len(parcel.message)} bytes")
        if client.sock is not None:
            client.sock.settimeout(settings.final_timeout)
        try:
            with deadline.within(settings.final_timeout):
                client.send(b".\r\n")
                answer = client.getreply()
        except (OSError, smtplib.SMTPException) as error:
            why = said(error, settings.host, deadline)
            reply = f"handed over, but no answer came: {why}"
            raise EndedError(Delivery.UNKNOWN, reply) from error
        code = answer[0]
        if code // 100 not in {2, 4, 5}:
            reply = f"handed over, but the answer makes no sense: {reply_words(answer)}"
            raise EndedError(Delivery.UNKNOWN, reply)
        judged(answer, "the mail")
        steps(f"the server answered {reply_words(answer)}")
        _say_goodbye(client, deadline)
        return DeliveryOutcome(delivery=Delivery.SENT, reply=reply_words(answer))


def _say_goodbye(client: SmtpClient, deadline: Deadline) -> None:
    """Part politely; the mail is the server's now, whatever comes of this."""
    with suppress(OSError, smtplib.SMTPException), deadline.within(_GOODBYE_SECONDS):
        if client.sock is not None:
            client.sock.settimeout(_GOODBYE_SECONDS)
        client.quit()


def _ended(error: EndedError, secrets: Sequence[str]) -> DeliveryOutcome:
    """Return how an attempt ended, without what the server was told in confidence."""
    reply = error.reply
    for secret in secrets:
        reply = reply.replace(secret, "…")
    return DeliveryOutcome(delivery=error.delivery, reply=reply)


def _stuffed(message: bytes) -> bytes:
    """Return the lines of a mail as they stand between DATA and the single dot.

    Every line ends in CR LF, and one that begins with a dot gets another (section 4.5.2).
    """
    lines = _LINE_END.sub(b"\r\n", message)
    if not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    return _LEADING_DOT.sub(b"..", lines)

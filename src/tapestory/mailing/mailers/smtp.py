"""A mail → a mail server, by SMTP (RFC 5321): the outcome is as certain as the protocol allows."""

from __future__ import annotations

import re
import smtplib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from socket import SHUT_RDWR

from tapestory.errors import MailError
from tapestory.mailing.mailers.interface import Steps, unheard
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
        secrets: list[str] = []
        try:
            with self._connection(steps) as client:
                log_in(client, self.settings, steps, secrets)
                self._envelope(client, parcel, steps)
                return self._handed(client, parcel, handing_over, steps)
        except EndedError as error:
            reply = error.reply
            for secret in secrets:
                reply = reply.replace(secret, "…")
            return DeliveryOutcome(delivery=error.delivery, reply=reply)

    @contextmanager
    def _connection(self, steps: Steps) -> Iterator[smtplib.SMTP]:
        try:
            client = opened(self.settings, steps)
        except MailError as error:
            raise EndedError(Delivery.LATER, str(error)) from error
        try:
            yield client
        except MailError as error:
            raise EndedError(Delivery.LATER, str(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            # Every step that could leave the outcome open has caught its own.
            raise EndedError(Delivery.LATER, said(error, self.settings.host)) from error
        finally:
            with suppress(OSError):
                client.close()

    def _envelope(self, client: smtplib.SMTP, parcel: Parcel, steps: Steps) -> None:
        options = []
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
        self,
        client: smtplib.SMTP,
        parcel: Parcel,
        handing_over: Callable[[], None],
        steps: Steps,
    ) -> DeliveryOutcome:
        handing_over()
        judged(client.docmd("DATA"), "DATA", wanted=(354,))
        with self._deadline(client):
            client.send(_stuffed(parcel.message))
        steps(f"handed over {len(parcel.message)} bytes")
        if client.sock is not None:
            client.sock.settimeout(self.settings.final_timeout)
        try:
            client.send(b".\r\n")
            answer = client.getreply()
        except (OSError, smtplib.SMTPException) as error:
            reply = f"handed over, but no answer came: {said(error, self.settings.host)}"
            raise EndedError(Delivery.UNKNOWN, reply) from error
        code = answer[0]
        if code // 100 not in {2, 4, 5}:
            reply = f"handed over, but the answer makes no sense: {reply_words(answer)}"
            raise EndedError(Delivery.UNKNOWN, reply)
        judged(answer, "the mail")
        steps(f"the server answered {reply_words(answer)}")
        self._say_goodbye(client)
        return DeliveryOutcome(delivery=Delivery.SENT, reply=reply_words(answer))

    @contextmanager
    def _deadline(self, client: smtplib.SMTP) -> Iterator[None]:
        """Break the connection off when a server takes the mail too slowly to be waited for."""

        def break_off() -> None:
            with suppress(OSError):
                if client.sock is not None:
                    client.sock.shutdown(SHUT_RDWR)

        timer = threading.Timer(self.settings.final_timeout, break_off)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _say_goodbye(self, client: smtplib.SMTP) -> None:
        """Part politely; the mail is the server's now, whatever comes of this."""
        with suppress(OSError, smtplib.SMTPException):
            if client.sock is not None:
                client.sock.settimeout(_GOODBYE_SECONDS)
            client.quit()


def _stuffed(message: bytes) -> bytes:
    """Return the lines of a mail as they stand between DATA and the single dot.

    Every line ends in CR LF, and one that begins with a dot gets another (section 4.5.2).
    """
    lines = _LINE_END.sub(b"\r\n", message)
    if not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    return _LEADING_DOT.sub(b"..", lines)

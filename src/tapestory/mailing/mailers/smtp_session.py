"""How a server is reached → a connection that is encrypted as asked for and logged in."""

from __future__ import annotations

import base64
import ipaddress
import smtplib
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tapestory.errors import MailError, TapestoryError
from tapestory.mailing.credentials import Credential
from tapestory.mailing.mailers.deadline import Deadline
from tapestory.mailing.mailers.interface import Steps
from tapestory.mailing.mailers.smtp_client import SmtpClient
from tapestory.model import Delivery

_LONGEST_REPLY = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """Where a server is, and how it is talked to."""

    host: str
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    allow_plain: bool = False
    """Whether mail may go unencrypted to another machine."""
    ca_file: Path | None = None
    """Certificates to trust, PEM; None: those of the system."""
    username: str = ""
    """Empty: no login."""
    auth: Literal["password", "xoauth2"] = "password"
    credential: Credential | None = None
    """Password or token."""
    timeout: float = 30.0
    """Seconds, for each answer up to the mail itself."""
    session_timeout: float = 180.0
    """Seconds, for everything up to the mail itself: nobody else can run meanwhile."""
    final_timeout: float = 600.0
    """Seconds, for handing the mail over, and again for the answer to it: ten minutes, RFC 5321
    section 4.5.3.2.6."""


class EndedError(TapestoryError):
    """An attempt is over, for a reason that says how certain the outcome is."""

    def __init__(self, delivery: Delivery, reply: str) -> None:
        super().__init__(reply)
        self.delivery = delivery
        self.reply = reply


Answer = tuple[int, bytes]
"""Code and words of a server."""


def judged(answer: Answer, about: str, *, wanted: tuple[int, ...] = ()) -> None:
    """Return if a server says yes.

    Args:
        answer: Of the server.
        about: What it is about, for the error.
        wanted: Codes that mean yes; all from 200 to 299 if empty.

    Raises:
        EndedError: It says no: for good by a code of 500 and more, for now by another.
    """
    code = answer[0]
    if code in wanted or (not wanted and code // 100 == 2):
        return
    delivery = Delivery.REFUSED if code // 100 == 5 else Delivery.LATER
    raise EndedError(delivery, f"{about}: {reply_words(answer)}")


def reply_words(answer: Answer) -> str:
    """Return what a server said on one line: "451 4.3.0 try again later"."""
    code, words = answer
    text = " ".join(words.decode("utf-8", "replace").split())
    text = "".join(char if char.isprintable() else "?" for char in text)
    return f"{code if code > 0 else '???'} {text}"[:_LONGEST_REPLY].rstrip()


def said(error: BaseException, host: str, deadline: Deadline) -> str:
    """Return what went wrong with a connection, in words."""
    if deadline.passed:
        return f"{host} took longer than {deadline.passed:g} s"
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        return reply_words(
            (error.smtp_code, words if isinstance(words, bytes) else str(words).encode())
        )
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of {host} is not trusted: {error.verify_message}"
    if isinstance(error, TimeoutError):
        return f"{host} did not answer in time"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return f"{host} broke the connection off"
    words = (isinstance(error, OSError) and error.strerror) or str(error)
    return f"{host}: {words[:_LONGEST_REPLY] or type(error).__name__}"


def opened(settings: SmtpSettings, steps: Steps, deadline: Deadline) -> SmtpClient:
    """Return a connection on which the server has greeted us, encrypted as asked for.

    Args:
        settings: Where to, and how.
        steps: Is told.
        deadline: Watches the connection.

    Raises:
        EndedError: The server turns us away, or cannot be reached or trusted.
        MailError: The certificates to trust cannot be read, or the mail would go unencrypted.
    """
    steps(f"connecting to {settings.host}:{settings.port}")
    context = None if settings.security == "none" else _trusting(settings)
    try:
        client = SmtpClient(
            settings.host,
            settings.port,
            timeout=settings.timeout,
            implicit_tls=context if settings.security == "tls" else None,
            deadline=deadline,
        )
    except smtplib.SMTPConnectError as error:
        delivery = Delivery.REFUSED if error.smtp_code // 100 == 5 else Delivery.LATER
        raise EndedError(delivery, said(error, settings.host, deadline)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise EndedError(Delivery.LATER, said(error, settings.host, deadline)) from error
    try:
        _greeted(client)
        if settings.security == "starttls" and context is not None:
            _encrypted(client, settings, context)
        _require_privacy(client, settings)
    except BaseException as error:  # a mailer stopped by hand leaves no open line either
        client.close()
        if isinstance(error, smtplib.SMTPException | OSError):
            raise EndedError(Delivery.LATER, said(error, settings.host, deadline)) from error
        raise
    if isinstance(client.sock, ssl.SSLSocket):
        steps(f"encrypted ({client.sock.version()}), certificate of {settings.host} verified")
    else:
        steps("connected, not encrypted")
    return client


def _greeted(client: smtplib.SMTP) -> None:
    code, words = client.ehlo()
    if code // 100 == 5:  # it does not know the word
        code, words = client.helo()
    judged((code, words), "greeting")


def _encrypted(client: SmtpClient, settings: SmtpSettings, context: ssl.SSLContext) -> None:
    if not client.has_extn("starttls"):
        message = f"{settings.host} offers no STARTTLS, so the mail would go unencrypted"
        raise MailError(message)
    judged(client.encrypt(context), "STARTTLS")
    # What was offered before anybody could have been in between is asked for again.
    _greeted(client)


def _require_privacy(client: smtplib.SMTP, settings: SmtpSettings) -> None:
    """Refuse to talk in the clear to another machine, unless that was asked for.

    Raises:
        MailError: It would be.
    """
    if settings.security != "none" or settings.allow_plain or client.sock is None:
        return
    peer = client.sock.getpeername()[0]
    if not ipaddress.ip_address(peer.partition("%")[0]).is_loopback:
        message = f"{settings.host} is another machine, and the mail would go unencrypted"
        raise MailError(message)


def _trusting(settings: SmtpSettings) -> ssl.SSLContext:
    try:
        if settings.ca_file is not None:
            return ssl.create_default_context(cafile=settings.ca_file)
        context = ssl.create_default_context()
        import certifi  # noqa: PLC0415 - systems without certificates of their own have these

        context.load_verify_locations(certifi.where())
    except OSError as error:
        place = settings.ca_file or "the certificates of this system"
        message = f"{place}: cannot be read as certificates: {error.strerror or error}"
        raise MailError(message) from error
    return context


def log_in(client: smtplib.SMTP, settings: SmtpSettings, steps: Steps, secrets: list[str]) -> None:
    """Log in as configured; where no user name is, that is not at all.

    Args:
        client: Connected.
        settings: Name and credential.
        steps: Is told.
        secrets: Filled with what must not be told on, should the server say it back.

    Raises:
        EndedError: The server refuses.
        MailError: There is no password to be had, or no way to log in that we know.
    """
    if not settings.username:
        return
    offered = client.esmtp_features.get("auth", "").upper().split()
    secret = settings.credential() if settings.credential is not None else ""
    if not secret:
        message = f"there is no password for {settings.username}"
        raise MailError(message)
    name = settings.username
    plain = _base64(f"\0{name}\0{secret}")
    bearer = _base64(f"user={name}\x01auth=Bearer {secret}\x01\x01")
    secrets += [secret, plain, bearer, _base64(secret)]
    if settings.auth == "xoauth2":
        answer = _asked(client, "XOAUTH2", bearer)
    elif "PLAIN" in offered or "LOGIN" not in offered:
        if not offered:
            message = f"{settings.host} offers no login on this connection"
            raise MailError(message)
        answer = _asked(client, "PLAIN", plain)
    else:
        answer = client.docmd("AUTH", f"LOGIN {_base64(name)}")
        if answer[0] == 334:
            answer = client.docmd(_base64(secret))
    judged(answer, f"login as {name}")
    steps(f"logged in as {name}")


def _asked(client: smtplib.SMTP, mechanism: str, response: str) -> Answer:
    """Return the answer to a login in one step; what asks back is told to stop.

    A server that refuses a token says why in a challenge, and the code after an empty line.
    """
    answer = client.docmd("AUTH", f"{mechanism} {response}")
    return client.docmd("") if answer[0] == 334 else answer


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")

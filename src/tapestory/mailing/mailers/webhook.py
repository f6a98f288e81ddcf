"""An alert → a POST to an address of the user's, signed so that the other side knows it is ours.

The signature is that of Standard Webhooks (standardwebhooks.com, version 1): base64 of HMAC-SHA256
over "id.timestamp.body". The id is the same for every attempt: whoever gets one twice can tell.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from tapestory.errors import MailError
from tapestory.mailing.credentials import Credential
from tapestory.mailing.mailers.interface import Steps, unheard
from tapestory.model import Delivery, DeliveryOutcome, Parcel

_LATER = {408, 425, 429}
"""Answers below 500 after which another attempt may succeed."""
_REPLY = 200
"""Characters kept of what the other side says."""


class Post(Protocol):
    """Sends one POST and follows no redirect."""

    def __call__(
        self, url: str, *, headers: Mapping[str, str], body: bytes, connected: Callable[[], None]
    ) -> tuple[int, str]:
        """Return the status of the answer and its phrase.

        Args:
            url: https:, or http: on this machine.
            headers: Besides Host and Content-Length.
            body: What is sent.
            connected: Called when the connection stands, before the first byte of the request.

        Raises:
            OSError: There is no connection, or no answer.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookMailer:
    """Posts alerts to one address."""

    url: str
    secret: Credential
    post: Post
    now: Callable[[], datetime]

    @property
    def name(self) -> str:
        """Where it sends to, without the path, which may be a secret."""
        return f"webhook {urlsplit(self.url).hostname}"

    def send(
        self,
        parcel: Parcel,
        *,
        handing_over: Callable[[], None],
        steps: Steps = unheard,
    ) -> DeliveryOutcome:
        """Post it once. 2xx is sent; 408, 425, 429, 5xx and no connection are tried again."""
        handed_over = False

        def connected() -> None:
            nonlocal handed_over
            steps(f"connected to {urlsplit(self.url).hostname}")
            handing_over()
            handed_over = True

        try:
            headers = signed(parcel, self.secret(), at=self.now())
        except MailError as error:
            return DeliveryOutcome(delivery=Delivery.LATER, reply=str(error))
        try:
            status, phrase = self.post(
                self.url, headers=headers, body=parcel.message, connected=connected
            )
        except OSError as error:
            reply = _line(f"{self.name}: {error.strerror or error}")
            delivery = Delivery.UNKNOWN if handed_over else Delivery.LATER
            return DeliveryOutcome(delivery=delivery, reply=reply)
        steps(f"answered {status}")
        return DeliveryOutcome(delivery=_delivery(status), reply=_line(f"{status} {phrase}"))


def signed(parcel: Parcel, secret: str, *, at: datetime) -> dict[str, str]:
    """Return the headers of an alert: what it is, which, from when, and the proof that we sent it.

    Args:
        parcel: Its message is signed as it is.
        secret: Shared with the other side; in the notation "whsec_…" it is base64, else its bytes.
        at: When it is sent: the other side may refuse what is old.
    """
    marked, _, encoded = secret.partition("whsec_")
    try:
        key = base64.b64decode(encoded, validate=True) if encoded and not marked else b""
    except ValueError:
        key = b""
    message_id, timestamp = parcel.message_id.strip("<>"), str(int(at.timestamp()))
    content = f"{message_id}.{timestamp}.".encode() + parcel.message
    proof = hmac.new(key or secret.encode(), content, hashlib.sha256).digest()
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Tapestory",
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{base64.b64encode(proof).decode()}",
    }


def _delivery(status: int) -> Delivery:
    if 200 <= status < 300:
        return Delivery.SENT
    return Delivery.LATER if status >= 500 or status in _LATER else Delivery.REFUSED


def _line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)[:_REPLY].strip()

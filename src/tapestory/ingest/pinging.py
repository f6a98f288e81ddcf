"""An address and a few lines → a ping as Healthchecks takes it, or why it could not be sent.

Source:
    https://healthchecks.io/docs/http_api/: the bare address for success, /start, /fail; a body
    of a POST is kept with the ping.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from tapestory.errors import BlockedAddressError, FetchError
from tapestory.ingest.fetching.addresses import AddressPolicy

_MOST_SENT = 10_000
"""Bytes of a body; Healthchecks keeps the first 100 kB, and a mail shows far less."""


class Signal(StrEnum):
    """What a ping says: the end of its address."""

    START = "/start"
    SUCCESS = ""
    FAIL = "/fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinger:
    """Tells a service how a run goes."""

    url: str
    """Without a slash at its end."""
    allow_networks: Sequence[str] = ()
    """CIDR networks that may be spoken to although they are private: those of `[fetch]`."""
    timeout: float = 5.0
    """Seconds for all of a ping: name, connection, answer."""
    user_agent: str = "Tapestory"

    def ping(self, signal: Signal, body: str = "") -> None:
        """Send one ping; follow no redirect.

        Raises:
            BlockedAddressError: The name leads to private addresses alone, none of them allowed.
            FetchError: Nobody answers in time, or not with success. The message never holds the
                address, which is a secret, but its host.
        """
        host = urlsplit(self.url).hostname or ""
        outcome: list[FetchError | None] = []

        def attempt() -> None:
            try:
                self._attempt(host, signal, body)
            except FetchError as error:
                outcome.append(error)
            else:
                outcome.append(None)

        # A name server or an answer that drips in has no deadline of its own; a thread that is
        # left behind does not keep the process.
        thread = threading.Thread(target=attempt, daemon=True, name="ping")
        thread.start()
        thread.join(self.timeout)
        if not outcome:
            raise self._too_late(host)
        if outcome[0] is not None:
            raise outcome[0]

    def _attempt(self, host: str, signal: Signal, body: str) -> None:
        try:
            address = self._address(host)
            status, reason = self._posted(host, address, signal, body)
        except http.client.HTTPException as error:
            message = f"no answer that is HTTP: {type(error).__name__}"
            raise FetchError(host, message) from error
        except TimeoutError as error:
            raise self._too_late(host) from error
        except OSError as error:
            raise FetchError(host, error.strerror or str(error) or "no answer") from error
        except UnicodeError as error:
            raise FetchError(host, "no host can have that name") from error
        if not 200 <= status < 300:
            raise FetchError(host, f"HTTP {status} {reason}".strip(), http_status=status)

    def _too_late(self, host: str) -> FetchError:
        return FetchError(host, f"no answer within {self.timeout:g} s")

    def _address(self, host: str) -> tuple[str, int]:
        parts = urlsplit(self.url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        policy = AddressPolicy(self.allow_networks)
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(place[0]) for *_, place in found]
        allowed = next((one for one in addresses if policy.allows(one)), None)
        if allowed is None:
            reason = f"{addresses[0]} is not public; [fetch] allow_networks can allow it"
            raise BlockedAddressError(host, reason)
        return allowed, port

    def _posted(
        self, host: str, address: tuple[str, int], signal: Signal, body: str
    ) -> tuple[int, str]:
        parts = urlsplit(self.url)
        secure = parts.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        connection = kind(host, address[1], timeout=self.timeout)
        # To the very address that was checked: a name may lead elsewhere when it is asked again.
        connection.sock = self._connected(host, address, secure=secure)
        try:
            connection.request(
                "POST",
                f"{parts.path}{signal.value}" or "/",
                body=body.encode("utf-8", "replace")[:_MOST_SENT],
                headers={
                    "User-Agent": self.user_agent,
                    "Content-Type": "text/plain; charset=utf-8",
                    "Connection": "close",
                },
            )
            answer = connection.getresponse()
        finally:
            connection.close()
        return answer.status, answer.reason

    def _connected(self, host: str, address: tuple[str, int], *, secure: bool) -> socket.socket:
        plain = socket.create_connection(address, timeout=self.timeout)
        if not secure:
            return plain
        try:
            return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        except OSError:
            plain.close()
            raise


def told(pinger: Pinger, signal: Signal, body: str, failed: Callable[[FetchError], None]) -> bool:
    """Send a ping, a second time where nobody answered; hand what went wrong to `failed`.

    Returns:
        Whether it arrived.
    """
    tries = 1 if signal is Signal.START else 2
    for left in reversed(range(tries)):
        try:
            pinger.ping(signal, body)
        except BlockedAddressError as error:
            failed(error)
            return False
        except FetchError as error:
            passing = error.http_status is None or error.http_status >= 500
            if not left or not passing:
                failed(error)
                return False
        else:
            return True
    return False

"""An address, headers and a body → one POST and the status of its answer."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

_SECONDS = 30.0
_TOTAL_SECONDS = 120.0
_MOST_READ = 65_536


def post(  # noqa: PLR0913 - what goes out, and for how long whoever takes it is waited for
    url: str,
    *,
    headers: Mapping[str, str],
    body: bytes,
    connected: Callable[[], None],
    total_seconds: float = _TOTAL_SECONDS,
    trusting: ssl.SSLContext | None = None,
) -> tuple[int, str]:
    """Send one POST to an address that the user configured; follow no redirect.

    The certificate is verified. The body of the answer is not looked at.

    Args:
        url: http: or https:.
        headers: Besides Host and Content-Length.
        body: What is sent.
        connected: Called when the connection stands, before the first byte of the request; what
            it raises is passed on.
        total_seconds: After which it is broken off, also when the other side says a byte now and
            then.
        trusting: Certificates to trust; those of the system if absent.

    Raises:
        OSError: There is no connection, or no answer that is HTTP.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection = (
        http.client.HTTPSConnection(
            host,
            parts.port,
            timeout=_SECONDS,
            context=trusting or ssl.create_default_context(),
        )
        if parts.scheme == "https"
        else http.client.HTTPConnection(host, parts.port, timeout=_SECONDS)
    )
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.connect()
        connected()
        with _within(total_seconds, connection.sock):
            connection.request("POST", target, body=body, headers=dict(headers))
            answer = connection.getresponse()
            # What it says beyond its status is read out of politeness alone.
            with suppress(OSError, http.client.HTTPException):
                answer.read(_MOST_READ)
    except UnicodeError as error:
        message = f"no host can have the name {host}"
        raise OSError(message) from error
    except http.client.HTTPException as error:
        message = f"no answer that is HTTP: {type(error).__name__}"
        raise OSError(message) from error
    finally:
        connection.close()
    return answer.status, answer.reason


@contextmanager
def _within(seconds: float, sock: socket.socket) -> Iterator[None]:
    """Break a connection off should what is done inside take longer."""

    def break_off() -> None:
        with suppress(OSError):
            # That of an SSLSocket would drop the encryption first.
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, break_off)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()

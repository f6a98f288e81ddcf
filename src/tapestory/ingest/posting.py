"""An address, headers and a body → one POST and the status of its answer."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

_SECONDS = 30.0
_MOST_READ = 65_536


def post(
    url: str, *, headers: Mapping[str, str], body: bytes, connected: Callable[[], None]
) -> tuple[int, str]:
    """Send one POST to an address that the user configured; follow no redirect.

    The certificate is verified. The body of the answer is not looked at.

    Args:
        url: http: or https:.
        headers: Besides Host and Content-Length.
        body: What is sent.
        connected: Called when the connection stands, before the first byte of the request; what
            it raises is passed on.

    Raises:
        OSError: There is no connection, or no answer that is HTTP.
    """
    parts = urlsplit(url)
    host, secure = parts.hostname or "", parts.scheme == "https"
    connection = (
        http.client.HTTPSConnection(
            host, parts.port, timeout=_SECONDS, context=ssl.create_default_context()
        )
        if secure
        else http.client.HTTPConnection(host, parts.port, timeout=_SECONDS)
    )
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.connect()
        connected()
        connection.request("POST", target, body=body, headers=dict(headers))
        answer = connection.getresponse()
        answer.read(_MOST_READ)
    except http.client.HTTPException as error:
        message = f"no answer that is HTTP: {type(error).__name__}"
        raise OSError(message) from error
    finally:
        connection.close()
    return answer.status, answer.reason

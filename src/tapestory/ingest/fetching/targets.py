"""An address and a redirect's Location → the next request's target, credentials kept at home."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import unquote

from tapestory.errors import FetchError
from tapestory.ingest.fetching.web_address import WebAddress, joined, web_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where one request goes."""

    address: WebAddress
    userinfo: str
    """As the subscription's own address gives it; empty at any other host."""
    host: str
    """The host's name in lower case, or its address in the one spelling it has."""
    server: str
    """The host, and the port where it is not the one that http and https imply."""
    shown: str
    """The address to keep, credentials included where they belong to it."""

    @property
    def authorization(self) -> bytes:
        """The Authorization header's value (RFC 7617), or empty."""
        if not self.userinfo:
            return b""
        name, _, password = self.userinfo.partition(":")
        pair = f"{unquote(name)}:{unquote(password)}"
        return b"Basic " + b64encode(pair.encode())


@lru_cache(maxsize=2_048)
def first_target(url: str) -> Target:
    """Return the target that a subscription's address names.

    Raises:
        FetchError: It is no http(s) address.
    """
    try:
        address = web_address(url)
    except ValueError as error:
        raise FetchError(url, f"no usable address: {error}") from error
    return _target(address, address.userinfo)


def same_address(one: str, other: str) -> bool:
    """Tell whether two addresses are asked by the same request.

    Case of the host, a default port, an empty path and a fragment make no difference.
    """
    return one == other or address_key(one) == address_key(other)


def address_key(url: str) -> str:
    """Return an address in the one spelling that all its spellings share; "" stays as it is."""
    try:
        return first_target(url).shown if url else ""
    except FetchError:
        return url


def server_of(url: str) -> str:
    """Return the server that an address names, as `Target.server` does; "" where it is none."""
    try:
        return first_target(url).server
    except FetchError:
        return ""


def next_target(feed_url: str, previous: Target, location: str) -> Target:
    """Return where a redirect leads (RFC 9110 section 10.2.2).

    Credentials go along only to the same host over the same or a safer scheme; those that a
    redirect itself carries are dropped.

    Args:
        feed_url: For the message.
        previous: What answered with the redirect.
        location: The header, possibly relative, or "".

    Raises:
        FetchError: There is no Location, or it is no http(s) address.
    """
    if not location:
        raise FetchError(feed_url, "a redirect without a target")
    # Servers send raw UTF-8 here; headers were read as Latin-1.
    location = location.encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        address = joined(previous.address, location)
    except ValueError as error:
        raise FetchError(feed_url, f"a redirect to {location[:100]!r}: {error}") from error
    before = previous.address
    keeps = address.host == before.host and (
        (address.scheme, address.port) == (before.scheme, before.port)
        or (address.scheme == "https" and address.port is None and before.port is None)
    )
    return _target(address, previous.userinfo if keeps else "")


def _target(address: WebAddress, userinfo: str) -> Target:
    host = _one_spelling(address.host)
    return Target(
        address=address,
        userinfo=userinfo,
        host=host,
        server=host if address.port is None else f"{host}:{address.port}",
        shown=address.spelt(userinfo),
    )


def _one_spelling(host: str) -> str:
    name = host.lower().rstrip(".")
    try:
        return str(ip_address(name))
    except ValueError:
        return name

"""An address and a redirect's Location → the next request's target, credentials kept at home."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import unquote

import httpcore
import httpx

from tapestory.errors import FetchError


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where one request goes."""

    url: httpx.URL
    """Without credentials or fragment."""
    userinfo: bytes
    """As the subscription's own address gives it; empty at any other host."""

    @property
    def host(self) -> str:
        """The host's name in lower case, or its address in the one spelling it has."""
        name = self.url.host.lower().rstrip(".")
        try:
            return str(ip_address(name))
        except ValueError:
            return name

    @property
    def server(self) -> str:
        """The host, and the port where it is not the one that http and https imply."""
        return self.host if self.url.port is None else f"{self.host}:{self.url.port}"

    @property
    def core(self) -> httpcore.URL:
        """The address as httpcore takes it."""
        return httpcore.URL(
            scheme=self.url.raw_scheme,
            host=self.url.raw_host,
            port=self.url.port,
            target=self.url.raw_path,
        )

    @property
    def authorization(self) -> bytes:
        """The Authorization header's value (RFC 7617), or empty."""
        if not self.userinfo:
            return b""
        name, _, password = self.userinfo.decode("latin-1").partition(":")
        pair = f"{unquote(name)}:{unquote(password)}"
        return b"Basic " + b64encode(pair.encode())

    @property
    def shown(self) -> str:
        """The address to keep, credentials included where they belong to it."""
        return str(self.url.copy_with(userinfo=self.userinfo) if self.userinfo else self.url)


@lru_cache(maxsize=2_048)
def first_target(url: str) -> Target:
    """Return the target that a subscription's address names.

    Raises:
        FetchError: It is no http(s) address.
    """
    parsed = _parsed(url, url)
    return Target(url=_bare(parsed), userinfo=parsed.userinfo)


def same_address(one: str, other: str) -> bool:
    """Tell whether two addresses are asked by the same request.

    Case of the host, a default port, an empty path and a fragment make no difference.
    """
    return one == other or address_key(one) == address_key(other)


def address_key(url: str) -> str:
    """Return an address in the one spelling that all its spellings share."""
    try:
        return first_target(url).shown
    except FetchError:
        return url


def host_of(url: str) -> str:
    """Return the host that an address names, "" where it is no address."""
    try:
        return first_target(url).host
    except FetchError:
        return ""


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
        joined = previous.url.join(location)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(feed_url, f"a redirect to {location[:100]!r}: {error}") from error
    url = _bare(_parsed(feed_url, str(joined)))
    keeps = url.host == previous.url.host and (
        (url.scheme, url.port) == (previous.url.scheme, previous.url.port)
        or (url.scheme == "https" and url.port is None and previous.url.port is None)
    )
    return Target(url=url, userinfo=previous.userinfo if keeps else b"")


def _parsed(feed_url: str, url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url.strip())
        usable = parsed.scheme in ("http", "https") and bool(parsed.host)
        if parsed.port is not None and not 0 < parsed.port < 65_536:
            raise FetchError(feed_url, f"no usable address: there is no port {parsed.port}")
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(feed_url, f"no usable address: {error}") from error
    if not usable:
        scheme = parsed.scheme or "nothing"
        raise FetchError(feed_url, f"only http and https are fetched, not {scheme[:20]}:")
    return parsed


def _bare(url: httpx.URL) -> httpx.URL:
    return url.copy_with(userinfo=b"", fragment=None)

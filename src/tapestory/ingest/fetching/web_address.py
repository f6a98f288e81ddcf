"""The text of an http or https address → its parts, in the spelling in which they are sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from typing import NamedTuple
from urllib.parse import quote, urljoin

from tapestory.late_regex import late_regex

_PORTS = {"http": 80, "https": 443}
_LONGEST = 65_536
_PARTS = late_regex(
    r"(?:(?P<scheme>[a-zA-Z][a-zA-Z0-9+.-]*):)?(?://(?P<authority>[^/?#]*))?"
    r"(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?"
)
_CONTROL = late_regex("[\x00-\x1f\x7f]")
_NUMBERS = late_regex(r"\d+\.\d+\.\d+\.\d+", re.ASCII)
# What stays as it is, beside letters, digits and "-._~"; all else is sent percent-encoded. What
# is so already stays, and so does a lone per cent sign: only the server knows what it means.
_IN_USERINFO = "!$%&'()*+,:"
_IN_HOST = "!$%&'()*+,;="
_IN_PATH = "!$%&'()*+,/:;=@[\\]^|"
_IN_QUERY = "!$%&'()*+,/:;=?@[\\]^`{|}"


class Origin(NamedTuple):
    """Whom a connection leads to."""

    scheme: str
    host: str
    port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAddress:
    """An address without its fragment."""

    scheme: str
    """http or https."""
    userinfo: str
    """Percent-encoded; empty where there is none."""
    host: str
    """ASCII, in lower case, without brackets."""
    port: int | None
    """None where it is the one that the scheme implies."""
    path: str
    """Percent-encoded; empty or with a slash at its head."""
    query: str | None
    """Percent-encoded; empty after a lone question mark, None without one."""

    @property
    def origin(self) -> Origin:
        """Scheme, host and port, also where that is the implied one."""
        return Origin(self.scheme, self.host, self.port or _PORTS[self.scheme])

    @property
    def netloc(self) -> str:
        """Host and port, as a Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port is None else f"{host}:{self.port}"

    @property
    def target(self) -> str:
        """What is asked of the server: path and query."""
        return (self.path or "/") + ("" if self.query is None else f"?{self.query}")

    def spelt(self, userinfo: str = "") -> str:
        """Return the whole address, with credentials where they are given."""
        at = f"{userinfo}@" if userinfo else ""
        return f"{self.scheme}://{at}{self.netloc}{self.target}"


def web_address(text: str) -> WebAddress:
    """Return the parts of an address; white space around it is nobody's intention.

    Raises:
        ValueError: It is none, or none of http or https.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        message = f"more than {_LONGEST:,} characters"
        raise ValueError(message)
    if control := _CONTROL.search(text):
        message = f"holds the control character {control[0]!r}"
        raise ValueError(message)
    found = _PARTS.match(text)
    scheme = (found["scheme"] or "").lower() if found else ""
    if found is None or scheme not in _PORTS:
        message = f"only http and https are fetched, not {(scheme or 'nothing')[:20]}:"
        raise ValueError(message)
    userinfo, _, location = (found["authority"] or "").rpartition("@")
    host, port = _split(location)
    if not host:
        message = "there is no host"
        raise ValueError(message)
    query = found["query"]
    return WebAddress(
        scheme=scheme,
        userinfo=quote(userinfo, _IN_USERINFO),
        host=_sent_host(host),
        port=_port(port, scheme),
        path=quote(_without_dots(found["path"]), _IN_PATH),
        query=None if query is None else quote(query, _IN_QUERY),
    )


def joined(base: WebAddress, reference: str) -> WebAddress:
    """Return what a reference in an answer from `base` leads to (RFC 3986 section 5).

    Raises:
        ValueError: To no http(s) address.
    """
    if control := _CONTROL.search(reference.strip()):
        message = f"holds the control character {control[0]!r}"
        raise ValueError(message)
    return web_address(urljoin(base.spelt(), reference.strip()))


def _split(location: str) -> tuple[str, str]:
    """Return host, brackets included, and port as they are printed."""
    if location.startswith("["):
        head, _, tail = location.rpartition("]")
        return f"{head}]", tail.removeprefix(":")
    host, _, port = location.partition(":")
    return host, port


def _port(printed: str, scheme: str) -> int | None:
    if not printed:
        return None
    digits = printed.lstrip("0")
    usable = 0 < len(digits) < 6 and digits.isascii() and digits.isdigit()
    if not usable or int(digits) > 65_535:
        message = f"there is no port {printed[:20]}"
        raise ValueError(message)
    return None if int(digits) == _PORTS[scheme] else int(digits)


def _sent_host(host: str) -> str:
    try:
        if host.startswith("["):
            IPv6Address(host[1:-1])
            return host[1:-1].lower()
        if _NUMBERS.fullmatch(host):
            IPv4Address(host)
            return host
    except ValueError as error:
        message = f"Invalid IP address: {error}"
        raise ValueError(message) from error
    if host.isascii():
        return quote(host, _IN_HOST).lower()
    import idna  # noqa: PLC0415  # few hosts need its tables

    return idna.encode(host.lower()).decode("ascii")


def _without_dots(path: str) -> str:
    """Return a path without "." and ".." (RFC 3986 section 5.2.4)."""
    if "/." not in path:
        return path
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            if kept not in ([], [""]):
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    return "/".join(kept)

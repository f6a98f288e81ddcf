"""What one fetch may cost, and what a server answered."""

from __future__ import annotations

from dataclasses import dataclass

HOME = "https://pypi.org/project/tapestory/"
"""Where a publisher learns what this program is, unless whoever runs it says how to reach him."""
DEFAULT_USER_AGENT = f"Tapestory (feed reader; +{HOME})"
FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """What one fetch may cost, and how to behave."""

    total_seconds: float = 20.0
    """From the first byte sent to the last received, redirects included."""
    max_compressed: int = 20_000_000
    """Bytes on the wire."""
    max_body: int = 20_000_000
    """Bytes after decompression."""
    max_redirects: int = 10
    allow_networks: tuple[str, ...] = ()
    """CIDR networks that are no public ones and may be fetched from all the same."""
    user_agent: str = DEFAULT_USER_AGENT
    """Names the program and how to reach whoever runs it."""
    per_host: int = 2
    """Connections to one host."""
    concurrency: int = 16
    """Requests under way at all, but for those that wait for a slow server."""
    accept: str = FEED_TYPES
    """The Accept header."""
    headers: tuple[tuple[str, str], ...] = ()
    """More of them, sent wherever a request leads: allow no redirects where they hold a secret."""
    http2: bool = False
    """Offer HTTP/2 where there is TLS; needs the package h2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchAnswer:
    """What a server answered."""

    status: int
    """After redirects."""
    body: bytes | None
    """Decompressed; None unless the answer is a success that carries one."""
    content_type: str
    etag: str
    """Byte for byte, or empty."""
    last_modified: str
    """Byte for byte, or empty."""
    max_age: int | None
    """Seconds that the answer stays fresh, by its Cache-Control; None when that says nothing."""
    retry_after: str
    """As printed, or empty."""
    final_url: str
    permanent_url: str
    """Where a chain of nothing but permanent redirects led, or empty."""
    expires: str = ""
    """As printed, or empty."""
    date: str = ""
    """The server's time as printed, or empty."""
    conditional: bool = False
    """Whether it was asked for with what an earlier answer left to be echoed."""
    seconds: float = 0.0
    """From sending the request that it answers to its last byte."""

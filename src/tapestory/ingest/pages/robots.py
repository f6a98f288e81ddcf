"""What a site's robots.txt says → whether a page of it may be asked for, and how slowly.

RFC 9309, with Crawl-delay and Request-rate, which it leaves out and many sites state. Hostile
files are read in the sandbox: `rule_for` is what it runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from tapestory.ingest.parsing.charset import decode

PRODUCT = "Tapestory"
"""The product token of our User-Agent, which groups of rules are chosen by (section 2.2.1)."""
MAX_READ = 512_000
"""Bytes that are read: section 2.5 wants at least 500 kibibytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsRule:
    """What is asked of us for one page."""

    allowed: bool
    delay: float = 0.0
    """Seconds between two requests."""


def robots_url(url: str) -> str:
    """Return where the rules stand that hold for an address: at the root of its authority."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], "/robots.txt", "", ""))


def rule_for(body: bytes, url: str) -> RobotsRule:
    """Return what a robots.txt asks of us for one page.

    Args:
        body: Of the file; what stands behind MAX_READ does not count.
        url: Of the page.
    """
    from protego import Protego  # noqa: PLC0415  # loaded by the child that reads the file

    rules = Protego.parse(decode(body[:MAX_READ], "text/plain"))
    rate = rules.request_rate(PRODUCT)
    delays = [
        rules.crawl_delay(PRODUCT) or 0.0,
        rate.seconds / rate.requests if rate is not None and rate.requests else 0.0,
    ]
    return RobotsRule(allowed=rules.can_fetch(url, PRODUCT), delay=max(delays))

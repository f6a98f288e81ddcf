"""Two addresses → whether one publisher answers for both.

An outlet may have many hosts, and a host many outlets. Who may change another feed's words has to
be of the same newsroom, which a common domain alone does not prove: anybody can have a blog there.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from tapestory.ingest.identity.outlets import is_family, is_numbered, is_shared_host, outlet_of_host
from tapestory.ingest.identity.urls import twin_of_all
from tapestory.late_regex import late_regex

_OF_USERS = frozenset(
    {"medium.com", "ameblo.jp", "note.com", "blog.naver.com", "sites.google.com", "github.com"}
    | {"dev.to", "qiita.com", "zenn.dev", "substack.com", "reddit.com", "youtube.com"}
    | {"vocal.media", "steemit.com", "blog.csdn.net", "cnblogs.com", "jianshu.com", "zhihu.com"}
)
"""Hosts where the first segment of a path, or the first two, is the user."""
_USER = late_regex(r"(?<=/)[@~][\w.-]+")
_SAYS_FEED = frozenset({"feed", "feeds", "rss", "atom", "r", "u", "user", "users", "posts"})
_ENDING = late_regex(r"\.(?:rss|atom|xml|json)$")
# Parts of one site that carry nobody's own words.
_SERVES_FEEDS = frozenset({"feeds", "feed", "rss", "xml", "api", "atom", "services", "newsfeed"})


def same_publisher(one: str, other: str) -> bool:
    """Tell whether two addresses are of one publisher; False where either has no host.

    Hosts of a known newsroom are one, and so are a domain and a part of it. Two parts of a domain
    are two, unless one only serves feeds. Of a server that is called by its number, each port is
    another. Where users share a host, each is a publisher.
    """
    first, second = _parts(one), _parts(other)
    if not first[0] or not second[0] or first[1] != second[1]:
        return False
    return first[0] == second[0] or _one_site(first[0], second[0])


def same_host(one: str, other: str) -> bool:
    """Tell whether two addresses are on one host, twins as www. being one, and of one user."""
    return _parts(one)[0] != "" and _parts(one) == _parts(other)


@lru_cache(maxsize=2_048)
def _parts(url: str) -> tuple[str, str]:
    """Return the host (with the port where that tells servers apart), and the user or ""."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return "", ""
    if is_numbered(host):
        return f"{host}:{port}", ""
    host = twin_of_all(host)
    return host, _user(host, parts.path)


def _user(host: str, path: str) -> str:
    named = _USER.search(path)
    if named:
        return _ENDING.sub("", named[0].lower())
    if host not in _OF_USERS:
        return ""
    segments = [segment for segment in path.lower().split("/") if segment not in _SAYS_FEED]
    return next((_ENDING.sub("", segment) for segment in segments if segment), "")


def _one_site(one: str, other: str) -> bool:
    outlet = outlet_of_host(one)
    if outlet != outlet_of_host(other):
        return False
    if is_family(one):
        return True
    short, long = sorted((one, other), key=len)
    if long.endswith(f".{short}"):
        return not is_shared_host(short)
    return bool({one.partition(".")[0], other.partition(".")[0]} & _SERVES_FEEDS)

"""A host or a printed publisher's name → the publisher family that counts as one outlet."""

from __future__ import annotations

import re
from ipaddress import ip_address

from tapestory.ingest.identity.outlet_families import FAMILIES, Family
from tapestory.late_regex import late_regex

_BY_HOST = {host: family for family in FAMILIES for host in family.hosts}
_BY_NAME = {
    name.casefold(): family
    for family in FAMILIES
    for name in (*family.hosts, *family.aliases, family.name)
}
# Second-level names under which others register, as in co.uk.
_REGISTRY_LABELS = frozenset(
    {"ac", "asn", "co", "com", "edu", "ed", "gen", "go", "gob", "gouv", "gov", "gr", "id", "idv"}
    | {"in", "ind", "info", "lg", "ltd", "me", "mil", "ne", "net", "nom", "or", "org", "pe", "plc"}
    | {"press", "re", "sch", "tm", "web"}
)
# Hosts where every subdomain is another publisher.
_SHARED_HOSTS = frozenset(
    {"substack.com", "blogspot.com", "wordpress.com", "medium.com", "github.io", "tumblr.com"}
    | {"ghost.io", "typepad.com", "livejournal.com", "beehiiv.com", "hatenablog.com"}
    | {"tistory.com", "pages.dev", "netlify.app", "vercel.app", "buttondown.email", "weebly.com"}
    | {"gitlab.io", "hatenablog.jp", "hateblo.jp", "note.jp", "cocolog-nifty.com", "over-blog.com"}
    | {"fc2.com", "egloos.com", "bearblog.dev", "micro.blog", "mataroa.blog", "neocities.org"}
    | {
        "herokuapp.com",
        "web.app",
        "firebaseapp.com",
        "wixsite.com",
        "webflow.io",
        "squarespace.com",
    }
    | {"wixstudio.com", "wixstudio.io", "framer.website", "carrd.co", "notion.site", "blog.jp"}
    | {"livedoor.blog", "seesaa.net", "strikingly.com", "mystrikingly.com", "jimdofree.com"}
    | {"godaddysites.com", "dreamwidth.org", "bloggersdelight.dk", "canalblog.com", "onrender.com"}
    | {"blog.fc2.com", "blogs.com", "posthaven.com", "svbtle.com", "ck.page", "feedburner.com"}
)
# Endings of countries that are used all over the world, and tell nothing.
_WORLDWIDE = frozenset(
    {"ai", "io", "co", "tv", "me", "cc", "ly", "fm", "gg", "to", "ws", "la", "vc", "ac", "sh", "so"}
    | {"am", "eu", "im", "st", "gl", "ms", "su", "tk", "pw", "gs", "nu", "bz", "ga", "cf", "ml"}
)
_GREAT_BRITAIN = "uk"
_LOCAL = "localhost"
_COUNTRY = late_regex(r"[a-z]{2}")
_SCHEME_OR_WWW = late_regex(r"^(?:https?://|www\.|\s)+", re.IGNORECASE)


def outlet_of_name(name: str) -> str:
    """Return the family that a printed name belongs to, or the name itself, tidied."""
    tidy = " ".join(name.split())
    bare = _SCHEME_OR_WWW.sub("", tidy).rstrip("/ ")
    known = _BY_NAME.get(bare.casefold())
    return bare if known is None else known.name


def outlet_of_host(host: str) -> str:
    """Return the family of a known host, else its registrable domain; "" for no host."""
    host = host.lower().rstrip(".")
    known = _family_of_host(host)
    return _registrable(host, host.split(".")) if known is None else known.name


def is_family(host: str) -> bool:
    """Tell whether a host is one of a newsroom that we know."""
    return _family_of_host(host.lower().rstrip(".")) is not None


def is_shared_host(host: str) -> bool:
    """Tell whether every part of a domain is another publisher's."""
    return host.lower().rstrip(".") in _SHARED_HOSTS


def is_numbered(host: str) -> bool:
    """Tell whether a host is called by its number, or is this machine: that names no publisher."""
    try:
        ip_address(host)
    except ValueError:
        return host == _LOCAL
    return True


def country_of(outlet: str, host: str = "") -> str:
    """Return the country by whose clocks an outlet prints, ISO 3166 alpha-2, or "" if unknown.

    What the ending of the host says, where that is a country's and not one that is used all over
    the world; else a known family's own.
    """
    host = host.lower().rstrip(".")
    ending = host.rpartition(".")[2]
    if _COUNTRY.fullmatch(ending) and ending not in _WORLDWIDE:
        return "GB" if ending == _GREAT_BRITAIN else ending.upper()
    family = _family_of_host(host) or _BY_NAME.get(outlet.casefold())
    return "" if family is None else family.country


def _family_of_host(host: str) -> Family | None:
    labels = host.split(".")
    for start in range(len(labels) - 1):
        known = _BY_HOST.get(".".join(labels[start:]))
        if known is not None:
            return known
    return None


def _registrable(host: str, labels: list[str]) -> str:
    if is_numbered(host):
        return host
    depth = 2
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _REGISTRY_LABELS:
        depth = 3
    while ".".join(labels[-depth:]) in _SHARED_HOSTS and depth < len(labels):
        depth += 1
    domain = ".".join(labels[-depth:])
    return _SCHEME_OR_WWW.sub("", domain)

"""A link as printed → one clickable URL for all its twins, and what tells articles apart."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from urllib.parse import parse_qsl, quote, urljoin, urlsplit, urlunsplit

from tapestory.ingest.identity.outlets import outlet_of_host
from tapestory.late_regex import late_regex

_TRACKING = late_regex(
    r"(?:utm_|at_|guce_|_hs|hsa_|mtm_|pk_|piwik_|wt_|trk_|oly_|vero_|ns_).*"
    r"|(?:fb|g|d|y|tw|tt)clid|(?:msclk|gbra|wbra|igsh)id|epik|gclsrc|igsh|mkt_tok|mc_[ce]id|xtor"
    r"|(?:php|j|asp)sess(?:ion)?id|oscsid|zenid"
    r"|ref_src|ref_url|referrer|referer|cmpid|cid_share|ncid|icid|smid|smtyp|emc|srnd"
    r"|ftag|taid|feedtype|__source|__twitter_impression|guccounter"
    r"|soc_src|soc_trk|ocid|cvid|yptr|tsrc|outputtype|reflink|leadsource"
    r"|sourcetype|campaign_id|ns_campaign|trackingcode|echobox|share_source|share_medium|share_id",
    re.IGNORECASE,
)
# Names of campaigns on some sites and of articles on others: the value tells. A number, or what
# may be a key, names an article ("?ref=101"); words and switches name where a reader comes from.
_WORD = late_regex(r"(?!.*\d{3})[^=]*[a-z][^=]*|", re.IGNORECASE)
_SWITCH = late_regex(r"|1|true|yes|on")
_AMBIGUOUS = {
    "ref": late_regex(r"(?!.*\d{3})(?![a-z]{0,3}\d+$)[^=]*[a-z][^=]*|", re.IGNORECASE),
    "cmp": _WORD,
    "ito": late_regex(r"|1490|(?!.*\d{3})[^=]*[a-z][^=]*", re.IGNORECASE),
    "share": late_regex(r"|[a-z_-]+", re.IGNORECASE),
    "partner": late_regex(r"|[a-z_-]+", re.IGNORECASE),
    "rss": _SWITCH,
    "amp": _SWITCH,
    "sh": late_regex(r"|[0-9a-f]{8,16}"),
    "spm": late_regex(r"|.*\..*"),
    "scm": late_regex(r"|.*\..*"),
    "mod": late_regex(
        r"|.*(?:rss|dje|e2|_pos\d|newsviewer|article_inline|trending|searchresult|home[-_]?page).*"
        r"|(?:hp|mw|wsj|bol|newsletter|barrons|md)_.*|mktw",
        re.IGNORECASE,
    ),
}
# Names that track where the query says so itself, by another name that comes with them.
_ESCORTED = {"st": frozenset({"reflink"}), "ei": frozenset({"ocid", "cvid", "emc"})}
# Names that mean something on some sites: dropped only where the value says "feed".
_MAYBE_TRACKING = frozenset(
    {"source", "src", "from", "feed", "via", "origin", "medium", "output", "format", "amp", "rss"}
    | {"ref", "mod"}
)
_FEED_VALUES = frozenset(
    {"rss", "feed", "atom", "amp", "feeds", "rss2", "twitter", "facebook", "wechat", "weibo"}
    | {"newsletter", "email", "social", "googlenews", "timeline", "singlemessage"}
)
_AMP_TAIL = late_regex(r"/amp(?:\.html?)?/?$", re.IGNORECASE)
_AMP_DOT = late_regex(r"\.amp(\.html?)?$", re.IGNORECASE)
_AMP_CACHE = late_regex(r"^/(?:c|v|amp)/(s/)?(?P<rest>[^/]+\..+)$")
_AMP_CACHES = (".ampproject.org", ".bing-amp.com")
_SESSION = late_regex(r";(?:jsession|phpsess|aspsession)[a-z]*=[^/;]*", re.IGNORECASE)
# Addresses that only lead on: host without twins, path, and the parameters that name the target.
_WRAPPERS: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = (
    (late_regex(r"(?:news\.)?google\.[a-z.]{2,6}"), "/url", ("url", "q")),
    (late_regex(r"news\.google\.[a-z.]{2,6}"), "/news/url", ("url",)),
    (late_regex(r"bing\.com"), "/news/apiclick.aspx", ("url",)),
    (late_regex(r"lm?\.facebook\.com"), "/l.php", ("u",)),
    (late_regex(r"duckduckgo\.com"), "/l/", ("uddg",)),
    (late_regex(r"out\.reddit\.com"), "", ("url",)),
    (late_regex(r"link\.zhihu\.com"), "/", ("target",)),
    (late_regex(r"weibo\.(?:cn|com)"), "/sinaurl", ("u", "toasturl")),
    (late_regex(r"vk\.com"), "/away.php", ("to",)),
)
_LEADS_ON = late_regex(r"google\.|bing|ampproject|facebook|duckduckgo|reddit|zhihu|weibo|vk\.com")
_PLAIN = late_regex(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/[A-Za-z0-9_~/.-]*")
_ESCAPE = late_regex(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~",
)
_TWIN_HOST = late_regex(r"^(?:(?:www\d?|m|mobile|amp|wap|touch|3g|edition)\.(?=[^.]+\.[^.]))+")
# en.m.wikipedia.org is en.wikipedia.org.
_TWIN_LABEL = late_regex(r"^([a-z]{2,3})\.m\.(?=[^.]+\.)")
# One language in the edition of one country: another country's is a twin, another language's not.
# Chinese is left alone, where the country decides the script.
_REGION = late_regex(r"^/(?!zh)([a-z]{2})[-_][a-z]{2}(?=/)", re.IGNORECASE)
_REGION_FIELD = late_regex(
    r"^((?:hl|lang|locale|language)=(?!zh)[a-z]{2})[-_][a-z]{2}$", re.IGNORECASE
)
_INDEX = late_regex(r"/(?:index|default)\.(?:html?|php|aspx?|jsp)$", re.IGNORECASE)
_DEFAULT_PORT = {"http": 80, "https": 443}
_INVISIBLE = dict.fromkeys([*range(0x20), 0x7F, 0x200B, 0x200E, 0x200F, 0xFEFF, 0xA0])
_INVISIBLE_IN = late_regex(f"[ {re.escape(''.join(map(chr, _INVISIBLE)))}]")
_NAME = late_regex(r"[a-z0-9._-]+")
# What IDNA of 2003 replaces or drops, and that of 2008 keeps (UTS 46, section 2.3).
_DEVIATING = frozenset("ßς\u200c\u200d")
_LINE_BREAK = late_regex(r"[\t\r\n]")
_HOST = late_regex(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?=/)")
_MAX_URL = 4_000
_UNWRAP_LIMIT = 3


def canonical_url(url: str, base: str = "") -> str:
    """Return the URL without what only tracks its reader, or "" when it is not http(s).

    Tracking parameters, credentials, fragments (but not ``#!``), AMP tails and default ports go;
    scheme and host come in lower case, the host in punycode, escapes in one spelling. What comes
    out still opens in a browser. Idempotent.

    Args:
        url: As printed, possibly relative.
        base: What a relative one is relative to.
    """
    if not base:
        plain = _as_it_stands(url)
        if plain:
            return plain
    for _ in range(_UNWRAP_LIMIT):
        canonical = _clean(url, base)
        wrapped = _unwrap(canonical)
        if not wrapped:
            return canonical
        url, base = wrapped, ""
    return canonical


def absolute_url(url: str, base: str = "") -> str:
    """Return the URL made absolute and otherwise as printed, or "" when it is not http(s)."""
    url = _without_gaps(url)
    if not _clean(url, base):
        return ""
    return urljoin(base, url) if base else url


@lru_cache(maxsize=2_048)
def identity_key(url: str) -> str:
    """Return what two addresses of one article have in common; "" for a site's front page.

    Scheme, ``www.``/``m.``/``amp.`` host twins, the order of parameters, a closing slash, an
    ``index.html`` and the country of a language (``/en-us/``, ``/en-gb/``) do not tell articles
    apart.

    Args:
        url: Canonical.
    """
    address, _, fragment = url.partition("://")[2].partition("#")
    address, _, query = address.partition("?")
    host, _, path = address.partition("/")
    path = _INDEX.sub("/", f"/{path}").rstrip("/")
    if not host or not (path or query or fragment):
        return ""
    if path[3:4] in ("-", "_"):
        path = _REGION.sub(r"/\1", path)
    if query:
        query = "&".join(sorted(_REGION_FIELD.sub(r"\1", field) for field in query.split("&")))
    return f"{twin_of_all(host)}{path}?{query}#{fragment}"


@lru_cache(maxsize=1_024)
def twin_of_all(host: str) -> str:
    """Return the host whose twins differ from it by how it is shown or to whom."""
    return _TWIN_LABEL.sub(_language, _TWIN_HOST.sub("", host))


def _language(found: re.Match[str]) -> str:
    return f"{found[1]}."


def host_of(url: str) -> str:
    """Return the lower-case host name of a URL, or "" when it has none."""
    plain = _HOST.match(url)
    if plain:
        return plain[1]
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def host_outlet(url: str) -> str:
    """Return the publisher family that a URL's host belongs to, or "" without a host.

    A known family by its name, any other by its registrable domain.
    """
    return _outlet_of_host(host_of(url))


_outlet_of_host = lru_cache(maxsize=4_096)(outlet_of_host)


def _as_it_stands(url: str) -> str:
    """Return a URL that needs nothing but to lose parameters, or "" for all that need a look."""
    head, mark, query = url.partition("?")
    if (
        len(url) > _MAX_URL
        or not _PLAIN.fullmatch(head)
        or "/." in head
        or "#" in query
        or _is_odd_host(head.split("/", 3)[2])
        or (mark and _INVISIBLE_IN.search(query))
        or ("amp" in head.lower() and (_AMP_TAIL.search(head) or _AMP_DOT.search(head)))
    ):
        return ""
    kept = _query(query) if query else ""
    return f"{head}?{kept}" if kept else head


@lru_cache(maxsize=1_024)
def _is_odd_host(host: str) -> bool:
    """Tell whether a host may only lead on to another."""
    return _LEADS_ON.search(host) is not None


def _without_gaps(url: str) -> str:
    """Return a URL without the white space of the document around it and inside of it.

    A space between two words of one line belongs to the address (WHATWG URL, section 4.1).
    """
    lines = _LINE_BREAK.split(url) if " " in url else [url]
    shown = "".join([line.strip(" ") for line in lines]).translate(_INVISIBLE)
    head, mark, fragment = shown.partition("#")
    return f"{head.strip(' ')}{mark}{fragment.strip(' ')}".replace(" ", "%20")[:_MAX_URL]


def _clean(url: str, base: str) -> str:
    url = _without_gaps(url)
    if not url:
        return ""
    if url.startswith("//") and not base:
        url = f"https:{url}"
    try:
        parts = urlsplit(urljoin(base, url) if base else url)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError:
        return ""
    host = _host(host)
    if scheme not in _DEFAULT_PORT or not host:
        return ""
    netloc = host if port in (None, _DEFAULT_PORT[scheme]) else f"{host}:{port}"
    fragment = _escape(parts.fragment) if parts.fragment.startswith("!") else ""
    path = _without_amp(_SESSION.sub("", _escape(_without_dots(parts.path))))
    return urlunsplit((scheme, netloc, path or "/", _query(parts.query), fragment))


def _host(host: str) -> str:
    host = host.rstrip(".").lower()
    if ":" in host:
        return f"[{host}]"
    host = host if host.isascii() else _ascii_host(host)
    return host if _NAME.fullmatch(host) else ""


def _ascii_host(host: str) -> str:
    """Return a host as servers know it; empty where it is none.

    The IDNA of Python's own codec is that of 2003, under which straße.example is strasse.example:
    somebody else's. It still serves hosts with signs that the newer one lacks (❤.example), but for
    the few letters that it would replace.
    """
    import idna  # noqa: PLC0415  # few hosts need its tables

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        if not _DEVIATING.isdisjoint(host):
            return ""
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def _without_dots(path: str) -> str:
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def _without_amp(path: str) -> str:
    while _AMP_TAIL.search(path) or _AMP_DOT.search(path):
        path = _AMP_DOT.sub(lambda found: found[1] or "", _AMP_TAIL.sub("", path))
    return path


def _query(query: str) -> str:
    fields = [field for field in query.split("&") if field]
    names = [field.partition("=")[0].lower() for field in fields]
    return "&".join(
        [
            _escape(field)
            for name, field in zip(names, fields, strict=True)
            if not _tracks(name, field.partition("=")[2]) and not _is_escorted(name, names)
        ]
    )


def _tracks(name: str, value: str) -> bool:
    if _is_tracking(name):
        return True
    if name in _MAYBE_TRACKING and value.lower() in _FEED_VALUES:
        return True
    ambiguous = _AMBIGUOUS.get(name)
    return ambiguous is not None and ambiguous.fullmatch(value) is not None


def _is_escorted(name: str, names: Collection[str]) -> bool:
    escort = _ESCORTED.get(name)
    return escort is not None and not escort.isdisjoint(names)


@lru_cache(maxsize=1_024)
def _is_tracking(name: str) -> bool:
    return _TRACKING.fullmatch(name) is not None


def _escape(text: str) -> str:
    """Percent-encode what a URL cannot hold, and give every escape one spelling."""
    text = quote(text, safe="%/:=&?~#+!$,;'@()*[]-._", errors="replace")
    return _ESCAPE.sub(_one_spelling, text)


def _one_spelling(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def _unwrap(url: str) -> str:
    """Return the target inside an AMP cache's or a redirector's address, or ""."""
    if not _LEADS_ON.search(url):
        return ""
    parts = urlsplit(url)
    host = _TWIN_HOST.sub("", parts.netloc)
    cached = _AMP_CACHE.match(parts.path)
    if cached and (f".{host}".endswith(_AMP_CACHES) or host == "google.com"):
        scheme = "https" if cached[1] else "http"
        tail = f"?{parts.query}" if parts.query else ""
        return f"{scheme}://{cached['rest']}{tail}"
    for wrapper, path, names in _WRAPPERS:
        if wrapper.fullmatch(host) and parts.path.startswith(path):
            given = dict(parse_qsl(parts.query))
            target = next((given[name] for name in names if name in given), "")
            return target if target.startswith(("http://", "https://")) else ""
    return ""

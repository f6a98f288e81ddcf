"""A name in whatever language, or a host → the one name of the newsroom; the names in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from tapestory.late_regex import late_regex
from tapestory.reading.sources.newsrooms import NEWSROOMS, WIRES, Newsroom
from tapestory.reading.sources.research_houses import RESEARCH

_ALL = (*NEWSROOMS, *RESEARCH)
_QUOTES = "\"'“”‘’《》「」『』[]()"
_HOST = late_regex(r"(?:https?://)?((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})(?::\d{1,5})?(?:/\S*)?")
_REGISTRY_LABELS = frozenset({"ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org"})
_SHARED_HOSTS = frozenset(
    {"beehiiv.com", "blogspot.com", "github.io", "ghost.io", "medium.com", "netlify.app"}
    | {"pages.dev", "substack.com", "tistory.com", "tumblr.com", "vercel.app", "wordpress.com"}
)
"""Where every part of a domain is another publisher's."""
_LEAST_LABEL = 5
"""Letters that the name in a host needs for two hosts with it to be taken for one publisher's."""
_COMMON_LABELS = frozenset(
    {"business", "daily", "economy", "finance", "global", "herald", "insider", "invest", "investor"}
    | {"journal", "magazine", "market", "markets", "media", "money", "online", "press", "report"}
    | {"stock", "stocks", "times", "today", "tribune", "world"}
)
_LEADING = frozenset(
    {"a", "after", "an", "and", "as", "but", "by", "from", "in", "on", "per", "since", "the", "via"}
    | {"when", "while"}
)
_TAIL = late_regex(r"\s+(?:news|online|media|newspaper|website)$")
_NO_LETTERS = late_regex(r"^the\s+|[\s.'’&-]")
_LATIN_OR_DIGIT = late_regex(r"[A-Za-z0-9]")


class Named(NamedTuple):
    """A newsroom's name in a text: `text[start:end]` is how it is written."""

    start: int
    end: int
    name: str


def _by_spelling() -> dict[str, Newsroom]:
    found: dict[str, Newsroom] = {}
    for one in _ALL:
        for spelling in one.spellings:
            found.setdefault(spelling, one)
    return found


def _by_name() -> dict[str, Newsroom]:
    found: dict[str, Newsroom] = {}
    for one in _ALL:
        for name in (one.name, *one.spellings, *one.others):
            found.setdefault(name.casefold(), one)
    return found


_BY_SPELLING = _by_spelling()
_BY_NAME = _by_name()
_BY_HOST = {host: one for one in _ALL for host in one.hosts}
_SPELLINGS = list(_BY_SPELLING)
_AUTOMATON = AhoCorasick(_SPELLINGS, matchkind=MatchKind.LeftmostLongest)
_RESEARCH = frozenset(one.name for one in RESEARCH)
_WIRE = frozenset(one.name for one in WIRES)


@lru_cache(maxsize=4_096)
def canonical(name: str) -> str:
    """Return the one name of an outlet, or the name itself, tidied, when it is not known.

    Args:
        name: As printed, in any language, or as a host ("uk.reuters.com").
    """
    plain = " ".join(name.split()).strip(_QUOTES)
    if known := _known(plain.casefold()):
        return known.name
    words = plain.split()
    while words and words[0].casefold() in _LEADING:
        words = words[1:]
        if found := _BY_NAME.get(" ".join(words).casefold()):
            return found.name  # "As Bloomberg News", "The Nikkei Asia"
    return plain


def outlet_of_host(host: str) -> str:
    """Return the newsroom that has a host, or "" when it is none that is known."""
    known = _of_host(host.casefold().rstrip("."))
    return known.name if known else ""


def is_research(name: str) -> bool:
    """Tell whether a name, in its one form, is of a research house and not of a newsroom."""
    return name in _RESEARCH


def is_wire(name: str) -> bool:
    """Tell whether a name, in its one form, is where parties put their own words."""
    return name in _WIRE


def is_known(name: str) -> bool:
    """Tell whether a name, in its one form, is a newsroom or research house that is listed."""
    return name.casefold() in _BY_NAME


@lru_cache(maxsize=4_096)
def outlet_key(name: str) -> str:
    """Return what the names of one outlet have in common, "" for no name.

    Hosts that differ only in their endings or parts have ("m.dailyplanet.co.uk" and
    "dailyplanet.com"), and a newsroom's name has it with its host.
    """
    plain = canonical(name).casefold()
    if not plain:
        return ""
    if host := _HOST.fullmatch(plain):
        label = _label(host[1])
        telling = len(label) >= _LEAST_LABEL and label not in _COMMON_LABELS
        if not telling:
            return host[1].removeprefix("www.")
        plain = label.removeprefix("the") if len(label) > _LEAST_LABEL + 2 else label
    return _NO_LETTERS.sub("", _TAIL.sub("", plain)) or plain


def same_outlet(one: str, other: str) -> bool:
    """Tell whether two names mean one outlet ("Bloomberg.com" and "Bloomberg")."""
    first = outlet_key(one)
    return bool(first) and first == outlet_key(other)


def outlets_in(text: str) -> list[Named]:
    """Return the known names in a text, the longest of those that overlap, from left to right."""
    return [
        Named(start, end, _BY_SPELLING[_SPELLINGS[place]].name)
        for place, start, end in _AUTOMATON.find_matches_as_indexes(text)
        if is_whole(text, start, end)
    ]


def is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a span is no part of a longer word in Latin letters."""
    return not (_joined(text, start - 1, start) or _joined(text, end - 1, end))


def _joined(text: str, left: int, right: int) -> bool:
    if left < 0 or right >= len(text):
        return False
    return bool(_LATIN_OR_DIGIT.match(text[left]) and _LATIN_OR_DIGIT.match(text[right]))


def _known(plain: str) -> Newsroom | None:
    if found := _BY_NAME.get(plain):
        return found
    host = _HOST.fullmatch(plain)
    return _of_host(host[1]) if host else None


def _of_host(host: str) -> Newsroom | None:
    labels = host.split(".")
    for first in range(len(labels) - 1):
        if found := _BY_HOST.get(".".join(labels[first:])):
            return found
    label = _label(host)
    return _by_label().get(label) if len(label) >= _LEAST_LABEL else None


def _label(host: str) -> str:
    """Return the part of a host under which its publisher registered, hyphens left out."""
    labels = host.split(".")
    depth = 2
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _REGISTRY_LABELS:
        depth = 3
    if len(labels) > depth and ".".join(labels[-depth:]) in _SHARED_HOSTS:
        depth += 1
    return labels[-min(depth, len(labels))].replace("-", "")


def _bare(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        bare = _NO_LETTERS.sub("", name.casefold())
        yield bare
        if name.casefold().startswith("the "):
            yield f"the{bare}"


@lru_cache(maxsize=1)
def _by_label() -> dict[str, Newsroom]:
    """Return what a host's own part may say of whose it is: names without spaces."""
    found: dict[str, Newsroom] = {}
    for one in _ALL:
        for bare in _bare((one.name, *one.spellings)):
            if bare.isascii() and bare not in _COMMON_LABELS:
                found.setdefault(bare, one)
                found.setdefault(f"the{bare}", one)
    return found

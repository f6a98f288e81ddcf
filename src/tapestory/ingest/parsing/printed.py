"""What a feed prints, sorted by meaning and not yet cleaned: what every parser hands over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

MAX_ENTRIES = 100_000
"""Entries that are read of one feed, first ones first."""
RELATIONS = ("alternate", "related", "via")
"""Relations of links that lead to an entry's own page, the surest first."""


class Markup(NamedTuple):
    """A text and what its feed says (or a parser found) that it is."""

    value: str = ""
    kind: str = ""
    """Media type, or Atom's "text", "html", "xhtml"; empty: nobody said."""


NOTHING = Markup()


@dataclass(slots=True)
class PrintedEntry:
    """One entry, as printed; empty where it prints nothing."""

    guid: str = ""
    origin: str = ""
    """The address that a feed proxy replaced by its own (feedburner:origLink)."""
    link: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    """Relation and address of each link of one of the `RELATIONS`, in document order."""
    title: Markup = NOTHING
    title_lang: str = ""
    """Language that holds where the title stands."""
    lang: str = ""
    """Language that the entry names for itself."""
    summary: Markup = NOTHING
    contents: list[Markup] = field(default_factory=list)
    author: str = ""
    published: str = ""
    created: str = ""
    updated: str = ""
    source: Markup = NOTHING
    """Title of the feed that the entry was first printed in."""


@dataclass(slots=True)
class PrintedFeed:
    """A whole feed, as printed."""

    title: Markup = NOTHING
    title_lang: str = ""
    lang: str = ""
    entries: list[PrintedEntry] = field(default_factory=list)
    problems: tuple[str, ...] = ()
    """What was wrong with the document, in words."""
    whole: bool = True
    """Nothing of it was lost by that."""


def summary_of(value: str, detail: Markup, contents: list[str]) -> Markup:
    """Return the summary with its type, where the parser keeps text and details apart.

    A summary that is only a copy of a content has no details of its own, whatever they say.
    """
    if value in contents or not detail.value:
        return Markup(value, "text/html")
    return detail

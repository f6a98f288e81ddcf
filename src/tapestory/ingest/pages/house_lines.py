"""A line of a page → what it is known by, and whether it belongs to the house or to the story.

What an outlet prints inside every article (its newsletter, its app, its disclaimer) stands on
page after page, word for word; a story's own lines do not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

LEAST_PAGES = 3
"""Pages of one outlet that a line has to stand on."""
_LEAST_SHARE = 0.05
"""Of the outlet's pages: the background paragraph of a running story stays below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCount:
    """Where a line was met so far."""

    pages: int
    """Of the outlet in question."""
    elsewhere: bool
    """On a page of another outlet, too."""


def line_hash(line: str) -> str:
    """Return what tells one line from another, whatever its case, width and spacing."""
    folded = " ".join(unicodedata.normalize("NFKC", line).casefold().split())
    return sha256(folded.encode("utf-8", "replace")).hexdigest()[:32]


def house_lines(counts: Mapping[str, LineCount], *, pages_read: int) -> frozenset[str]:
    """Return the hashes of the lines that belong to the house.

    A line that another outlet has as well is never one: it may be the sentence of an agency.

    Args:
        counts: Of the lines of one page, by hash, that page counted.
        pages_read: Pages of the outlet read so far.
    """
    least = max(LEAST_PAGES, _LEAST_SHARE * pages_read)
    return frozenset(
        known for known, count in counts.items() if count.pages >= least and not count.elsewhere
    )


def without(lines: Iterable[str], house: frozenset[str]) -> list[str]:
    """Return the lines that are not the house's."""
    return [line for line in lines if line_hash(line) not in house]

"""Events, symbols, sectors, narratives, mails → the paths of their pages, and links between them.

A path is made of letters, digits, "-", "." and "_" alone, whatever a stranger called the thing, and
differs from every other also where case is not told apart.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

INDEX = PurePosixPath("index.html")
FEED = PurePosixPath("events.atom")
_TICKERS = "tickers"
_ID = re.compile(r"[0-9a-z][0-9a-z_-]{0,60}")
_SYMBOL = re.compile(r"[0-9A-Z][0-9A-Z_-]{0,20}(?:\.[A-Z]{1,4})?")
_UNSAFE = re.compile(r"[^0-9A-Za-z]+")
_TAKEN = re.compile(r"(?i)index|con|prn|aux|nul|com\d|lpt\d")
"""The list itself, and what some file systems keep for devices."""


def file_name(key: str, plain: re.Pattern[str]) -> str:
    """Return the name of the page of a thing, that no other thing of its kind has.

    Args:
        key: What it is known by.
        plain: What is safe as it stands; letters of one case only.
    """
    if plain.fullmatch(key) and not _TAKEN.fullmatch(key.partition(".")[0]):
        return f"{key}.html"
    readable = _UNSAFE.sub("-", key).strip("-")[:40]
    distinct = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"{readable}-{distinct}.html" if readable else f"{distinct}.html"


def page_of(folder: str, key: str) -> PurePosixPath:
    """Return the path of a thing's page: "events/7k2mw0qd.html"."""
    return PurePosixPath(folder, file_name(key, _SYMBOL if folder == _TICKERS else _ID))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Which things have pages: what has none is not linked."""

    events: Collection[str]
    tickers: Collection[str]
    sectors: Collection[str]
    narratives: Collection[str]

    def event(self, key: str) -> str:
        """Return the path of an event's page below the site; empty where it has none."""
        return str(page_of("events", key)) if key in self.events else ""

    def ticker(self, key: str) -> str:
        """Return the path of an instrument's page below the site; empty where it has none."""
        return str(page_of("tickers", key)) if key in self.tickers else ""

    def sector(self, key: str) -> str:
        """Return the path of a sector's page below the site; empty where it has none."""
        return str(page_of("sectors", key)) if key in self.sectors else ""

    def narrative(self, key: str) -> str:
        """Return the path of a narrative's page below the site; empty where it has none."""
        return str(page_of("narratives", key)) if key in self.narratives else ""

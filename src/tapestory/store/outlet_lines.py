"""How often outlets printed lines, counted article by article in bounded space.

Lossy counting: of an outlet, what was met too seldom to matter is forgotten every so many
articles, and a line that is met again later remembers how often it may have been missed (Manku
and Motwani, Approximate Frequency Counts over Data Streams, VLDB 2002).
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, select

from tapestory.store.chunks import chunked
from tapestory.store.sqlite import upsert
from tapestory.store.tables import outlet_articles, outlet_lines

FORGOTTEN_EVERY = 100
"""Articles of an outlet after which its rare lines are forgotten: counts fall short by at most a
hundredth of the articles."""

_SAVE_LINES = upsert(outlet_lines, key=["outlet", "line"], update=["articles"])
_SAVE_ARTICLES = upsert(outlet_articles, key=["outlet"])


class OutletLineRows:
    """The lines of outlets, by key."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def articles(self, outlets: Iterable[str]) -> dict[str, int]:
        """Return how many articles of each outlet were counted; outlets with none are left out."""
        found: dict[str, int] = {}
        for chunk in chunked(outlets):
            query = select(outlet_articles.c.outlet, outlet_articles.c.articles).where(
                outlet_articles.c.outlet.in_(chunk)
            )
            found.update((row[0], row[1]) for row in self._connection.execute(query))
        return found

    def met(self, outlet: str, lines: Iterable[str]) -> dict[str, int]:
        """Return in how many articles of an outlet lines were met; those met in none left out."""
        found: dict[str, int] = {}
        for chunk in chunked(lines):
            query = select(outlet_lines.c.line, outlet_lines.c.articles).where(
                outlet_lines.c.outlet == outlet, outlet_lines.c.line.in_(chunk)
            )
            found.update((row[0], row[1]) for row in self._connection.execute(query))
        return found

    def count(self, outlet: str, lines: dict[str, int], *, articles: int) -> None:
        """Note in how many articles lines of an outlet were met by now.

        Args:
            outlet: Whose.
            lines: Times by key, of those that were met since the last time.
            articles: Of the outlet by now.
        """
        before = self.articles([outlet]).get(outlet, 0)
        bucket = articles // FORGOTTEN_EVERY
        rows = [
            {"outlet": outlet, "line": line, "articles": times, "missed": bucket}
            for line, times in lines.items()
        ]
        if rows:
            self._connection.execute(_SAVE_LINES, rows)
        self._connection.execute(_SAVE_ARTICLES, {"outlet": outlet, "articles": articles})
        if bucket > before // FORGOTTEN_EVERY:
            self._connection.execute(
                delete(outlet_lines).where(
                    outlet_lines.c.outlet == outlet,
                    outlet_lines.c.articles + outlet_lines.c.missed <= bucket,
                )
            )

"""Articles that were stored → articles that the full-text index holds."""

from __future__ import annotations

from tapestory.store import Store

MANY = 1_000
"""Articles; looking through them takes a search some 50 ms."""


def index_articles(store: Store, *, at_least: int = 1) -> None:
    """Index what waits for it: one transaction a batch, so that others can write in between.

    Args:
        store: Where they are.
        at_least: If fewer wait, they are left for later.

    Raises:
        LockedError: Another process has been writing for too long.
        StoreError: The store cannot be written.
    """
    with store.reading() as session:
        waiting = session.articles.unindexed() >= at_least
    while waiting:
        with store.writing() as session:
            waiting = session.articles.index_pending()

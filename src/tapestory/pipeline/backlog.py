"""Events, in outline or whole → the same, with the articles marked that may be of any age.

What a feed brings appeared between two polls of it, unless the first one brought it: then it may
have stood there for long, and that it was read today is no news.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from tapestory.model import EventOutline, MemberArticle
from tapestory.store import Session

_AnOutline = TypeVar("_AnOutline", bound=EventOutline)
_Arrival = tuple[str, datetime]
"""By its URL the feed that brought an article, and when it did."""


def with_backlog(session: Session, views: Sequence[_AnOutline]) -> list[_AnOutline]:
    """Return the events with each article marked as backlog that is.

    What was imported by hand is none: somebody wanted it read now.

    Args:
        session: Where the feeds are asked when they first brought anything.
        views: In any order, which is kept.
    """
    arrivals = {_arrival(m) for view in views for m in view.articles if m.article.feed_url}
    first = session.feeds.first_answers(arrivals) if arrivals else ()
    return [_marked(view, first) for view in views] if first else list(views)


def _marked(view: _AnOutline, first: Collection[_Arrival]) -> _AnOutline:
    marked = tuple(
        replace(member, backlog=True) if _arrival(member) in first else member
        for member in view.articles
    )
    return replace(view, articles=marked) if any(m.backlog for m in marked) else view


def _arrival(member: MemberArticle) -> _Arrival:
    return member.article.feed_url, member.article.first_seen

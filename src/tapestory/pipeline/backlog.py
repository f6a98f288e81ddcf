"""Events, in outline or whole → the same, with the articles marked that may be of any age.

An entry without a date appeared between two polls of its feed, unless the first one brought it:
then it may have stood there for years, and that it was read today is no news.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from tapestory.model import EventOutline, MemberArticle, Precision
from tapestory.store import Session

_AnOutline = TypeVar("_AnOutline", bound=EventOutline)


def with_backlog(session: Session, views: Sequence[_AnOutline]) -> list[_AnOutline]:
    """Return the events with each article marked as backlog that is.

    What was imported by hand is none: somebody wanted it read now.

    Args:
        session: Where the feeds are asked when they first brought anything.
        views: In any order, which is kept.
    """
    undated = {m.article.feed_url for view in views for m in view.articles if _is_undated(m)}
    undated.discard("")
    first = session.feeds.first_answers(undated) if undated else {}
    return [_marked(view, first) for view in views] if first else list(views)


def _marked(view: _AnOutline, first: Mapping[str, datetime]) -> _AnOutline:
    marked = tuple(
        replace(member, backlog=True) if _is_backlog(member, first) else member
        for member in view.articles
    )
    return replace(view, articles=marked) if any(m.backlog for m in marked) else view


def _is_backlog(member: MemberArticle, first: Mapping[str, datetime]) -> bool:
    answered = first.get(member.article.feed_url)
    return answered is not None and _is_undated(member) and member.article.first_seen <= answered


def _is_undated(member: MemberArticle) -> bool:
    return member.article.published.precision is Precision.NONE

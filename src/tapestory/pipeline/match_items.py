"""An article and what was read out of it → the article as matching and storylines see it."""

from __future__ import annotations

from datetime import datetime, timedelta

from tapestory import reading
from tapestory.matching import MatchItem
from tapestory.model import Article, Precision, Reading

SLACK = {
    Precision.INSTANT: timedelta(0),
    Precision.MINUTE: timedelta(0),
    Precision.DAY: timedelta(hours=10),
    Precision.MONTH: timedelta(days=20),
    Precision.NONE: timedelta(days=30),
}
"""How far off a publication time may be, as matching sees it."""
AHEAD = timedelta(days=1)
"""What is dated so much later than now was taken in, or published, while a clock went ahead."""
HEAD_CHARACTERS = 1_500
"""Instruments named in the title and this much of the text say whom an article is about."""


def is_ahead(time: datetime, now: datetime) -> bool:
    """Tell whether a time can only be of a clock that went ahead."""
    return time > now + AHEAD


def time_of(article: Article, now: datetime) -> datetime:
    """Return when an article was published, or now where that is still to come."""
    return now if is_ahead(article.time, now) else article.time


def match_item(article: Article, said: Reading, *, lead: int) -> MatchItem:
    """Return an article as the matcher sees it.

    Args:
        article: What is stored.
        said: What was read out of it.
        lead: Characters of text that matching reads.
    """
    return MatchItem(
        article_id=article.id,
        title=article.title,
        text=article.body,
        # Some outlets put a translated summary on top: what the matcher reads decides.
        lang=reading.detect_language(f"{article.title}\n{article.body[:lead]}", said.lang),
        time=article.time,
        symbols=head_symbols(article, said),
        title_symbols=symbols_until(len(article.title), said),
        slack=SLACK[article.published.precision],
        kind=said.kind,
        outlet=article.outlet,
        copy_of=article.copy_of,
    )


def head_symbols(article: Article, said: Reading) -> frozenset[str]:
    """Return the instruments named in the title and the head of the text."""
    return symbols_until(len(article.title) + HEAD_CHARACTERS, said)


def symbols_until(end: int, said: Reading) -> frozenset[str]:
    """Return the instruments named before a position of the text, the title being its head."""
    return frozenset(
        mention.symbol
        for mention in said.mentions
        if mention.symbol is not None and mention.start < end
    )

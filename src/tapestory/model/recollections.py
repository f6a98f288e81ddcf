"""What the articles of an event recall of the months before its news."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tapestory.model.articles import ArticleId


@dataclass(frozen=True, slots=True, kw_only=True)
class Recollection:
    """A sentence of an article that dates something earlier than its news."""

    first: date
    """Of the days that it may have been."""
    last: date
    """The same as `first` where the day is told; the end of the month where that is."""
    article_id: ArticleId
    sentence: str
    cue: str
    """The words that date it."""
    start: int
    """Of the sentence, in the document's text."""
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """One thing of the past with every sentence that recalls it."""

    first: date
    """The narrowest time that anybody gives."""
    last: date
    tellings: tuple[Recollection, ...]
    """Oldest article first; never empty."""

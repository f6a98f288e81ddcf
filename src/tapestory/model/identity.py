"""What the store holds of an article that an entry may be, and what is to be held from now on."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tapestory.model.articles import Article, ArticleId

Outcome = Literal["new", "updated", "seen"]
"""What an entry was: an article not known before, another wording of a known one, or neither."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """By what the articles are to be looked up that the entries of one feed may be."""

    ids: tuple[ArticleId, ...]
    guids: tuple[str, ...]
    """Within the feed."""
    moments: tuple[tuple[datetime, str, str], ...]
    """Published then exactly, and either at this URL or in the wording of this digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownArticle:
    """An article as it is held, seen from one feed."""

    article: Article
    content_feed: str
    """The feed whose wording we hold and which may correct it; empty for an import."""
    revised_at: datetime | None
    """Since when we hold this wording, where it is not the first."""
    pruned: bool
    """Its text was given up to make room."""
    from_page: bool
    """Its text was read from its page, because the feed carries less."""
    carried: bool
    """The feed asked about has carried it."""
    guid: str
    """What that feed called it last; empty when it gave none or never carried it."""
    said: str
    """Digest of what that feed said last; empty when it never carried it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What becomes of one entry of one answer."""

    said: Article
    """As the feed says it now, under the id of the article that it is."""
    known: KnownArticle | None
    """None: it was not known before."""
    held: Article | None = None
    """The known article as it is to be held from now on; None: as it is."""
    content_feed: str = ""
    """Whose wording that is; given with `held`."""
    postponed: bool = False
    """The entry is to be looked at again at the next poll as if this one had not been."""

    @property
    def rewords(self) -> bool:
        """The known article is to say something else."""
        if self.known is None or self.held is None:
            return False
        held, present = self.held, self.known.article
        if held.title == present.title and held.text == present.text:
            return False
        return (storable(held.title), storable(held.text)) != (present.title, present.text)

    @property
    def outcome(self) -> Outcome:
        """How this is counted."""
        if self.known is None:
            return "new"
        return "updated" if self.rewords else "seen"


def storable(text: str) -> str:
    """Return a text without the lone surrogates that no file can hold as UTF-8.

    One such character, which a broken feed can smuggle in, must not cost the whole feed its
    transaction.
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return _LONE_SURROGATE.sub("\ufffd", text)
    return text


def wording_digest(title: str, text: str) -> str:
    """Return what tells one wording of an article from another, 64 hexadecimal digits."""
    try:
        wording = f"{title}\0{text}".encode()
    except UnicodeEncodeError:
        wording = storable(f"{title}\0{text}").encode()
    return hashlib.sha256(wording).hexdigest()

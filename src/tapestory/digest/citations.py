"""Articles of an event → their numbers in the order of first citation, and the list of sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from tapestory.digest.edition import Source
from tapestory.digest.inert import one_line, safe_url
from tapestory.digest.wording import count, listing, publication
from tapestory.model import Article, ArticleId, ArticleKind, MemberArticle

MAX_CITES = 4
"""Numbers printed after one statement."""

_KIND_WORDS = {
    ArticleKind.NEWS: "news",
    ArticleKind.ANALYSIS: "analysis",
    ArticleKind.OPINION: "commentary",
    ArticleKind.ROUNDUP: "roundup",
    ArticleKind.RELEASE: "release",
}


def outlet_of(article: Article) -> str:
    """Return who published an article, fit to print."""
    return one_line(article.outlet, 60) or "unnamed outlet"


class Citations:
    """Gives each article of an event its number when it is first cited.

    A copy has no number of its own: citing it cites the earliest article of that text.

    Args:
        members: The articles of the event, oldest first.
    """

    def __init__(self, members: Sequence[MemberArticle]) -> None:
        present = {member.article.id: member for member in members}
        self._master: dict[ArticleId, ArticleId] = {}
        self._copies: dict[ArticleId, list[Article]] = defaultdict(list)
        stands_for: dict[ArticleId, ArticleId] = {}
        for member in members:
            article, text = member.article, member.article.copy_of
            master = article.id if text is None else stands_for.setdefault(text, article.id)
            if text in present and text is not None:
                master = self._master.get(text, text)
            self._master[article.id] = master
            if master != article.id:
                self._copies[master].append(article)
        self.masters = tuple(m for m in members if self._master[m.article.id] == m.article.id)
        """The articles that are not copies of another here, oldest first."""
        self._numbers: dict[ArticleId, int] = {}

    def master(self, article_id: ArticleId) -> ArticleId | None:
        """Return the article that stands for this one; None when it is not of the event."""
        return self._master.get(article_id)

    def cite(self, articles: Iterable[ArticleId], *, most: int = MAX_CITES) -> tuple[int, ...]:
        """Return the numbers of `most` of `articles`, ascending, those cited before preferred."""
        masters = (self._master.get(article) for article in articles)
        known = [master for master in dict.fromkeys(masters) if master is not None]
        chosen = sorted(known, key=lambda master: master not in self._numbers)[:most]
        return tuple(sorted(self._numbers.setdefault(m, len(self._numbers) + 1) for m in chosen))

    def sources(self, *, zone: ZoneInfo, year: int, at_least: int) -> tuple[Source, ...]:
        """Return every cited article in order of its number, filled up with others."""
        for member in self.masters[:at_least]:
            if len(self._numbers) >= at_least:
                break
            self.cite([member.article.id])
        numbered = [m for m in self.masters if m.article.id in self._numbers]
        numbered.sort(key=lambda member: self._numbers[member.article.id])
        return tuple(self._source(member, zone, year) for member in numbered)

    def _source(self, member: MemberArticle, zone: ZoneInfo, year: int) -> Source:
        article = member.article
        copies = self._copies[article.id]
        names = list(dict.fromkeys(outlet_of(copy) for copy in copies))
        folded = f"+{count(len(copies), 'copy', 'copies')} ({listing(names, most=3)})"
        return Source(
            number=self._numbers[article.id],
            title=one_line(article.title) or "(no title)",
            url=safe_url(article.url),
            lang=article.lang,
            outlet=outlet_of(article),
            when=publication(article.published, zone=zone, year=year),
            kind=_KIND_WORDS[member.kind],
            copies=folded if copies else "",
        )

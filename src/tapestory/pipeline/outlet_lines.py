"""Articles in the order in which they are read → the lines that their outlets repeat, as learnt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tapestory.model import Article
from tapestory.reading import NOTHING_KNOWN, RepeatedLines, lines_of, teaches, title_key
from tapestory.store import Session


class OutletLines:
    """What is known of the outlets of some articles, and what these articles add to it.

    Args:
        session: Where to look up what is known.
        articles: Those that will be read, and no others.
    """

    def __init__(self, session: Session, articles: Sequence[Article]) -> None:
        keys: defaultdict[str, set[str]] = defaultdict(set)
        for article in articles:
            if article.outlet:
                keys[article.outlet].update(lines_of(article.body), [title_key(article.title)])
        self._articles = session.outlet_lines.articles(keys)
        self._met = {
            outlet: session.outlet_lines.met(outlet, sorted(wanted))
            for outlet, wanted in keys.items()
        }
        self._news: defaultdict[str, set[str]] = defaultdict(set)

    def learn(self, article: Article) -> RepeatedLines:
        """Return what an article's outlet repeats, the article included.

        A copy or a later version of an article that was counted adds nothing.
        """
        outlet = article.outlet
        if not outlet:
            return NOTHING_KNOWN
        met, body = self._met[outlet], article.body
        if article.copy_of is None and teaches(article.title, body, met):
            self._articles[outlet] = self._articles.get(outlet, 0) + 1
            lines = {*lines_of(body), title_key(article.title)}
            for line in lines:
                met[line] = met.get(line, 0) + 1
            self._news[outlet] |= lines
        return RepeatedLines(met, self._articles.get(outlet, 0))

    def save(self, session: Session) -> None:
        """Write what was learnt."""
        for outlet, lines in sorted(self._news.items()):
            met = self._met[outlet]
            session.outlet_lines.count(
                outlet, {line: met[line] for line in sorted(lines)}, articles=self._articles[outlet]
            )

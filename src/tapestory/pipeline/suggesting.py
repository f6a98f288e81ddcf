"""The store → sentences in which no cue speaks, with the narrative that they come nearest to."""

from __future__ import annotations

from datetime import datetime

from tapestory.model import Article
from tapestory.narratives import Suggester, Suggestion
from tapestory.pipeline.components import Components
from tapestory.store import ArticleQuery


def suggestions(
    components: Components, *, since: datetime | None, as_of: datetime | None = None
) -> list[tuple[Article, Suggestion]]:
    """Return suggestions from original articles, each sentence once, the nearest first.

    Args:
        components: What to work with.
        since: Articles from then on; all if absent.
        as_of: Use only what was known then; now if absent.
    """
    suggester = Suggester(components.narratives)
    found: dict[str, tuple[Article, Suggestion]] = {}
    with components.store.reading() as session:
        stored = session.articles.find(ArticleQuery(since=since, as_of=as_of))
        articles = [item.article for item in stored if item.article.copy_of is None]
        readings = session.readings.get_many((item.id for item in articles), as_of=as_of)
    for article in articles:
        said = readings.get(article.id)
        if said is None:
            continue
        for item in suggester.suggest(said.sentences, lang=said.lang):
            found.setdefault(item.sentence.text, (article, item))
    return sorted(found.values(), key=lambda pair: (-pair[1].score, pair[1].sentence.text))

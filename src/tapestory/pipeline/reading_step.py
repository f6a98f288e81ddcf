"""Articles that nobody has read yet → readings: language, mentions, claims, narrative evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from tapestory import narratives, reading
from tapestory.model import (
    Article,
    ArticleId,
    Document,
    OutboundLink,
    Precision,
    Published,
    Reading,
    Verification,
)
from tapestory.pipeline.components import Components
from tapestory.pipeline.index_step import index_articles
from tapestory.pipeline.outlet_lines import OutletLines
from tapestory.reading import RepeatedLines

_BATCH = 200
"""Articles a transaction: a crash loses at most this much work, and no article."""


def read_articles(components: Components) -> int:
    """Index what is new, and read what has no reading of the present version; return how many."""
    index_articles(components.store)
    version = components.reader_version
    with components.store.reading() as session:
        unread = session.articles.unread(version)
    for start in range(0, len(unread), _BATCH):
        batch = unread[start : start + _BATCH]
        with components.store.reading() as session:
            lines = OutletLines(session, batch)
        readings = [read_article(components, article, lines.learn(article)) for article in batch]
        with components.store.writing() as session:
            for article, result in zip(batch, readings, strict=True):
                if result.lang != article.lang:
                    session.articles.set_lang(article.id, result.lang)
                session.readings.save(result, version)
            lines.save(session)
    return len(unread)


def read_article(
    components: Components,
    article: Article,
    repeated: RepeatedLines = reading.NOTHING_KNOWN,
) -> Reading:
    """Return what one article says, but for what its outlet repeats in every article."""
    lang = reading.detect_language(f"{article.title}\n{article.body}", article.lang)
    document = reading.document(article.title, article.body, lang=lang, repeated=repeated)
    return _read(
        components,
        document,
        article_id=article.id,
        published=_appeared(article.published),
        outlet=article.outlet,
        links=article.links,
    )


def _appeared(published: Published) -> datetime | None:
    """Return when an article appeared as the reader takes it: a bare date as its midnight.

    Its stand-in, noon UTC, is an hour before the open in New York, at which "today" means the
    session before.
    """
    if published.instant is None or published.precision is not Precision.DAY:
        return published.instant
    return datetime.combine(published.instant.date(), time(), published.instant.tzinfo)


def read_text(
    components: Components, text: str, *, published: datetime | None = None, lang: str = ""
) -> Reading:
    """Return what a text says that is in no feed; its first line is the title."""
    document = reading.document_from_text(text, lang=lang)
    return _read(components, document, article_id=ArticleId(""), published=published, outlet="")


def verify_text(
    components: Components, said: Reading, *, published: datetime | None = None
) -> Verification:
    """Return how sure one text alone makes anybody, by the rules that hold for events."""
    at = published or components.clock.now()
    return reading.assess([(at, "", said)], origins=(), now=at)


def _read(  # noqa: PLR0913  # what is known of an article, each by its name
    components: Components,
    document: Document,
    *,
    article_id: ArticleId,
    published: datetime | None,
    outlet: str,
    links: Sequence[OutboundLink] = (),
) -> Reading:
    mentions = components.gazetteer.find(
        document.text, lang=document.lang, on=published.date() if published else None
    )
    result = reading.read(
        document, mentions, article_id=article_id, published=published, outlet=outlet, links=links
    )
    evidence = narratives.find_evidence(
        result.sentences,
        article_id=article_id,
        lang=document.lang,
        narratives=components.narratives,
        voices=(*result.citations, *result.voices),
    )
    return replace(result, narratives=evidence)

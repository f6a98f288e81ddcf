"""Document and mentions → everything that the article says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tapestory.model import ArticleId, Document, Mention, OutboundLink, Reading
from tapestory.reading.aftermath.claims import aftermath_claims
from tapestory.reading.certainty.evidence import evidence
from tapestory.reading.kinds import article_kind
from tapestory.reading.price_moves.reported import MoveContext, reported_moves
from tapestory.reading.quantities.figures import figures
from tapestory.reading.sources.attributions import read_sources
from tapestory.reading.text.boilerplate import without_boilerplate
from tapestory.reading.text.sentences import by_sentence, split_sentences

READER_VERSION = "7"
"""Raised whenever the rules change what is read: the store then has everything read again."""


def read(  # noqa: PLR0913  # what is known of an article, each by its name
    document: Document,
    mentions: Sequence[Mention],
    *,
    article_id: ArticleId,
    published: datetime | None,
    outlet: str = "",
    links: Sequence[OutboundLink] = (),
) -> Reading:
    """Return all that one article says, narratives left empty.

    Reading the same document twice gives the same; nothing is read across a sentence it does not
    stand in, and boilerplate (menus, disclaimers) is not read at all.

    Args:
        document: Of any length; what lies behind `READ_LIMIT` characters is not looked at.
        mentions: What the gazetteer found in `document.text`.
        article_id: Goes into everything that is found.
        published: Resolves "today" and dates without a year; None leaves them open.
        outlet: Who published it: citing oneself is no citation.
        links: Of its text to other publishers.
    """
    sentences = without_boilerplate(split_sentences(document), document.text, document.title_end)
    named = tuple(m for inside in by_sentence(sentences, mentions) for m in inside)
    cited, voices = read_sources(sentences, outlet=outlet, mentions=named, links=links)
    context = MoveContext(
        article_id=article_id,
        lang=document.lang,
        published=published,
        title_end=document.title_end,
    )
    moves = reported_moves(sentences, named, context)
    said = Reading(
        article_id=article_id,
        lang=document.lang,
        kind=article_kind(document.title, sentences),
        sentences=sentences,
        mentions=named,
        reported_moves=moves,
        figures=figures(sentences, named, article_id, lang=document.lang, published=published),
        citations=cited,
        evidence=(),
        voices=voices,
        aftermath_claims=aftermath_claims(sentences, named, moves, context),
    )
    return replace(said, evidence=evidence(said))

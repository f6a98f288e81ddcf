"""Texts of the tests → their readings over the small universe."""

from __future__ import annotations

from datetime import UTC, datetime

from linking.universes import UNIVERSE
from tapestory import reading
from tapestory.linking import Gazetteer
from tapestory.model import ArticleId, Reading

GAZETTEER = Gazetteer(UNIVERSE)
PUBLISHED = datetime(2026, 7, 2, 21, 30, tzinfo=UTC)
"""A Thursday evening in New York."""


def read(text: str, *, name: str = "a", outlet: str = "", lang: str = "") -> Reading:
    document = reading.document_from_text(text, lang=lang)
    return reading.read(
        document,
        GAZETTEER.find(document.text),
        article_id=ArticleId(name),
        published=PUBLISHED,
        outlet=outlet,
    )

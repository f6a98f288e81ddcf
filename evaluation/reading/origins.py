"""Labelled corpus → how often the report that an article traces back to is found."""

from __future__ import annotations

from pathlib import Path

from evaluation.reading.sets import SEEDS_READ, Tally, corpus, corpus_readings
from tapestory.model import (
    Article,
    ArticleId,
    Precision,
    Published,
)
from tapestory.reading import trace
from tapestory.reading.sources.outlets import canonical


def score(shared: Path) -> dict[str, float]:
    """Return the scores by name, 0 to 1 each."""
    return {"reading.origins.accuracy": origin_accuracy(shared).recall}


def origin_accuracy(shared: Path) -> Tally:
    """Compare the origin of each corpus article with its label, where the text itself names it.

    Of several labelled sources any one will do.
    """
    tally = Tally()
    for record in corpus(shared):
        label = record["original_source"]
        text = f"{record['title']} {record['text']}"
        gold = {part.strip() for part in (label or "").replace(" via ", ";").split(";")} - {""}
        gold |= {canonical(name) for name in gold}
        if not any(name.lower() in text.lower() for name in gold):
            continue
        said = corpus_readings(shared)[record["id"]]
        _, origin_of = trace([(_article(record["id"], record["domain"]), said)])
        origin = origin_of[ArticleId(record["id"])]
        tally.gold += 1
        tally.found += 1
        tally.right += origin in gold
        if origin not in gold:
            tally.lines.append(f"{record['id']}: {origin} for {label}: {text[:200]}")
    return tally


def _article(name: str, outlet: str) -> Article:
    undated = Published(raw="", instant=None, precision=Precision.NONE)
    return Article(
        id=ArticleId(name), feed_url="", url="", guid="", title="", summary="", text="", author="",
        outlet=outlet, lang="en", published=undated, updated=None, first_seen=SEEDS_READ,
    )  # fmt: skip

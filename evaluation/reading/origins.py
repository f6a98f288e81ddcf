"""Labelled corpus → how often the report that an article traces back to is found.

Three ways to count: articles whose own text names the label, all that have a label (the corpus
holds digests, and most of those do not name where the news is from), and all again where the
label may be anywhere among the sources. Halves by the hash of the id tell whether rules were made
for what was looked at: the first half was studied, the second was not.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from evaluation.reading.sets import SEEDS_READ, Tally, corpus, corpus_readings
from tapestory.model import Article, ArticleId, Precision, Published
from tapestory.reading import trace
from tapestory.reading.sources.outlets import canonical

_PARTS = re.compile(r";|\svia\s|\sand others")
_MANNER = re.compile(r"\s*\([^)]*\)$|\s+style$")

Chosen = Callable[[Mapping[str, Any]], bool]


def score(shared: Path) -> dict[str, float]:
    """Return the scores by name, 0 to 1 each."""
    return {
        "reading.origins.accuracy": origin_accuracy(shared).recall,
        "reading.origins.studied": tally(shared, lambda r: _names_it(r) and _studied(r)).recall,
        "reading.origins.unseen": tally(shared, lambda r: _names_it(r) and not _studied(r)).recall,
        "reading.origins.all": tally(shared, lambda _: True).recall,
        "reading.origins.in_event": tally(shared, lambda _: True, among=in_events(shared)).recall,
        "reading.origins.anywhere": anywhere(shared).recall,
    }


def origin_accuracy(shared: Path) -> Tally:
    """Compare the origin of each corpus article with its label, where the text itself names it.

    Of several labelled sources any one will do.
    """
    return tally(shared, _names_it)


def tally(shared: Path, chosen: Chosen, *, among: Mapping[str, str] | None = None) -> Tally:
    """Compare the origins of the chosen articles that have a label.

    Args:
        shared: The folder of labelled data.
        chosen: Tells which.
        among: The origin by article id; each article alone when None.
    """
    told = alone(shared) if among is None else among
    found = Tally()
    for record in corpus(shared):
        gold = wanted(record)
        if not gold or not chosen(record):
            continue
        origin = told[record["id"]]
        found.gold += 1
        found.found += 1
        found.right += origin.casefold() in gold
        if origin.casefold() not in gold:
            found.lines.append(
                f"{record['id']}: {origin} for {record['original_source']}:"
                f" {record['title']} | {record['text'][:200]}"
            )
    return found


def anywhere(shared: Path) -> Tally:
    """Compare all sources of each article with its label."""
    found = Tally()
    for record in corpus(shared):
        gold = wanted(record)
        if not gold:
            continue
        said = corpus_readings(shared)[record["id"]]
        names = {one.name.casefold() for one in said.sources} | {alone(shared)[record["id"]]}
        found.gold += 1
        found.found += 1
        found.right += any(name.casefold() in gold for name in names)
    return found


@cache
def alone(shared: Path) -> Mapping[str, str]:
    """Return the origin of each article as if it were the only one of its event."""
    readings = corpus_readings(shared)
    told = {}
    for record in corpus(shared):
        _, origin_of = trace([(_article(record), readings[record["id"]])])
        told[record["id"]] = origin_of[ArticleId(record["id"])]
    return told


@cache
def in_events(shared: Path) -> Mapping[str, str]:
    """Return the origin of each article among those of its labelled event."""
    readings = corpus_readings(shared)
    events: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in corpus(shared):
        events[record["gold_event"] or record["id"]].append(record)
    told: dict[str, str] = {}
    for records in events.values():
        _, origin_of = trace([(_article(one), readings[one["id"]]) for one in records])
        told |= {str(article): name for article, name in origin_of.items()}
    return told


def wanted(record: Mapping[str, Any]) -> frozenset[str]:
    """Return the labelled sources of an article in lower case, each as printed and by its name."""
    parts = _PARTS.split(record["original_source"] or "")
    names = {_MANNER.sub("", part.strip()) for part in parts} - {""}
    return frozenset(name.casefold() for name in names | {canonical(name) for name in names})


def _names_it(record: Mapping[str, Any]) -> bool:
    text = f"{record['title']} {record['text']}"
    return any(
        re.search(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", text, re.IGNORECASE)
        for name in wanted(record)
    )


def _studied(record: Mapping[str, Any]) -> bool:
    """Tell of the half of the articles that was looked at when the rules were made."""
    return int(hashlib.sha256(record["id"].encode()).hexdigest(), 16) % 2 == 0


def _article(record: Mapping[str, Any]) -> Article:
    undated = Published(raw="", instant=None, precision=Precision.NONE)
    return Article(
        id=ArticleId(record["id"]), feed_url="", url="", guid="", title="", summary="", text="",
        author="", outlet=record["domain"], lang="en", published=undated, updated=None,
        first_seen=_seen(record),
    )  # fmt: skip


def _seen(record: Mapping[str, Any]) -> datetime:
    try:
        return datetime.fromisoformat(str(record["published"])).replace(tzinfo=UTC)
    except ValueError:
        return SEEDS_READ

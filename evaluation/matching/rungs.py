"""Items as labelled and as the program reads them → which difference costs what.

An item of a labelled set carries what people know: the kind of the article, its language, the
instant that stands in the file. After an import the program has judged all of that itself. One
field after the other is taken from the program instead of the set, alone, and the set is placed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from evaluation.matching.runs import Run, place_all
from evaluation.matching.sets import Domain, Labelled, order
from tapestory import bootstrap
from tapestory.config import load, resolve
from tapestory.matching import MatchItem
from tapestory.pipeline.match_items import match_item
from tapestory.store import ArticleQuery

FIELDS = (
    "time",
    "lang",
    "kind",
    "symbols",
    "title_symbols",
    "slack",
    "title",
    "text",
    "outlet",
    "copy_of",
    "article_id",
)
Given = str
"""The id of an article in the file that was imported."""


def read_items(home: Path) -> Mapping[Given, MatchItem]:
    """Return the articles of a store as matching sees them, by the ids that they came with."""
    paths = resolve(None, {"TAPESTORY_HOME": str(home)})
    config = load(paths, {})
    with bootstrap.build(paths, config) as components, components.store.reading() as session:
        stored = [one.article for one in session.articles.find(ArticleQuery(limit=0))]
        readings = session.readings.get_many(article.id for article in stored)
    lead = components.matching.lead
    return {
        article.guid: match_item(article, readings[article.id], lead=lead) for article in stored
    }


def rungs(
    items: Sequence[Labelled], read: Mapping[Given, MatchItem], shipped: Domain
) -> Iterator[tuple[str, int, Run]]:
    """Yield each field, how many items differ in it, and the run with it as the program reads it.

    Records that the store took for one article are left as they are. Copies are named by the
    program's ids, so that they and the ids go together.
    """
    known = [one for one in items if one.item.article_id in read]
    for name in FIELDS:
        take = _taking((name, "article_id") if name == "copy_of" else (name,))
        yield name, *_run(known, read, take, shipped)
    yield "everything", *_run(known, read, _taking(FIELDS), shipped)


Take = Callable[[MatchItem, MatchItem], MatchItem]


def _taking(names: Sequence[str]) -> Take:
    def take(given: MatchItem, found: MatchItem) -> MatchItem:
        return replace(given, **{name: getattr(found, name) for name in names})

    return take


def _run(
    items: Sequence[Labelled], read: Mapping[Given, MatchItem], take: Take, shipped: Domain
) -> tuple[int, Run]:
    changed = [replace(one, item=take(one.item, read[one.item.article_id])) for one in items]
    differing = sum(one.item != other.item for one, other in zip(items, changed, strict=True))
    return differing, place_all(sorted(changed, key=order), shipped)

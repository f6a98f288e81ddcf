"""The labelled sets → items in time order with their gold event."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tapestory import reading
from tapestory.config import load, load_concepts, load_universe, resolve
from tapestory.linking import Gazetteer
from tapestory.matching import MatchItem, MatchSettings
from tapestory.model import ArticleId, ArticleKind, Concept, Precision
from tapestory.pipeline.match_items import SLACK
from tapestory.reading.kinds import article_kind
from tapestory.reading.text.boilerplate import without_boilerplate

PUBLIC = ("og2021", "allsides", "ecb", "basil")
"""English sets whose labels mean what we call an event."""
_UNDATED = datetime(2026, 7, 8, tzinfo=UTC)
HEAD = 1_700
"""Characters, title included, whose instruments say whom an article is about."""
SymbolsOf = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """An item and the event that people put it in; noise has an event of its own."""

    item: MatchItem
    gold: str
    noise: bool = False
    stranger: bool = False
    """In the way, but not scored itself: an event that holds one is wrong by that much."""
    related: tuple[str, ...] = ()
    """Labels of other events that it tells of, where a set knows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """What the program ships with, as a run without a configuration of one's own sees it."""

    concepts: tuple[Concept, ...]
    settings: MatchSettings
    symbols: SymbolsOf


def domain() -> Domain:
    """Return the shipped concepts, settings, and a finder of instruments in a text's head."""
    with TemporaryDirectory() as empty:
        paths = resolve(Path(empty) / "config.toml", {})
        config = load(paths, {})
        concepts, universe = load_concepts(config, paths), load_universe(config, paths)
    gazetteer = Gazetteer(universe)
    return Domain(
        concepts=concepts,
        settings=MatchSettings(
            threshold=config.matching.threshold,
            live=timedelta(days=config.matching.live_days),
            memory=timedelta(days=config.matching.memory_days),
        ),
        symbols=lambda text: frozenset(
            mention.symbol for mention in gazetteer.find(text[:HEAD]) if mention.symbol
        ),
    )


def corpus(shared: Path, symbols: SymbolsOf) -> list[Labelled]:
    """Return the domain's own articles; a copy group without an event is an event."""
    labelled = []
    for row in lines(shared / "data/corpus/dev.jsonl"):
        event = row["gold_event"]
        gold = event or row["syndication_group"] or f"alone-{row['id']}"
        item = _item(row, symbols, time=_day(row["published"]))
        labelled.append(
            Labelled(
                item=item, gold=str(gold), noise=event is None, related=tuple(row["gold_related"])
            )
        )
    return sorted(labelled, key=order)


def public(shared: Path, name: str, symbols: SymbolsOf, *, lang: str = "en") -> list[Labelled]:
    """Return a public set, English unless another language, or "" for all, is asked for."""
    rows = lines(shared / f"data/clustering/{name}_dev.jsonl.gz")
    labelled, seen = [], Counter[ArticleId]()
    for row in rows:
        if lang and row["lang"] != lang:
            continue
        item = _item(row, symbols, time=datetime.fromisoformat(str(row["published"])))
        seen[item.article_id] += 1
        if seen[item.article_id] > 1:  # a set gives four articles of four events one id
            item = replace(item, article_id=ArticleId(f"{item.article_id}-{seen[item.article_id]}"))
        labelled.append(Labelled(item=item, gold=str(row["gold_event"])))
    return sorted(labelled, key=order)


def multilingual(shared: Path, symbols: SymbolsOf) -> list[Labelled]:
    """Return neighbouring events told in four languages, a minute apart, languages interleaved."""
    path = shared / "data/multilingual_headlines_dev.json"
    events = json.loads(path.read_text(encoding="utf-8"))
    told = [
        (round_, event, lang, title)
        for event, by_lang in events.items()
        for lang, titles in by_lang.items()
        for round_, title in enumerate(titles)
    ]
    told.sort(key=lambda one: (one[0], one[2], one[1]))
    return [
        Labelled(
            item=MatchItem(
                article_id=ArticleId(f"ml{number:04}"),
                title=title,
                text="",
                lang=lang,
                time=_UNDATED + timedelta(minutes=number),
                symbols=symbols(title),
                title_symbols=symbols(title),
                kind=judged_kind(title, "", lang),
            ),
            gold=event,
        )
        for number, (_, event, lang, title) in enumerate(told)
    ]


def judged_kind(title: str, text: str, lang: str) -> ArticleKind:
    """Return the kind that the program itself would see, whatever people labelled."""
    document = reading.document(title, text, lang=lang)
    sentences = reading.split_sentences(document)
    return article_kind(
        document.title, without_boilerplate(sentences, document.text, document.title_end)
    )


def lines(path: Path) -> Iterable[Mapping[str, Any]]:
    """Yield the rows of a JSONL file, packed or not."""
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode()
    return (json.loads(line) for line in text.splitlines() if line)


def _item(row: Mapping[str, object], symbols: SymbolsOf, *, time: datetime) -> MatchItem:
    title, text, lang = str(row["title"]), str(row["text"] or ""), str(row["lang"])
    return MatchItem(
        article_id=ArticleId(str(row["id"])),
        title=title,
        text=text,
        lang=lang,
        time=time,
        symbols=symbols(f"{title}\n\n{text}"),
        title_symbols=symbols(title),
        slack=SLACK[_PRINTED.get(len(str(row["published"] or "")), Precision.INSTANT)],
        kind=judged_kind(title, text, lang),
    )


_PRINTED = {0: Precision.NONE, len("2026-07"): Precision.MONTH, len("2026-07-01"): Precision.DAY}


def _day(published: object) -> datetime:
    if not published:
        return _UNDATED
    text = str(published)
    if len(text) == len("2026-07"):
        text += "-01"
    time = datetime.fromisoformat(text)
    if len(text) == len("2026-07-01"):
        time = time.replace(hour=12)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def order(labelled: Labelled) -> tuple[datetime, str]:
    """Sort by time of arrival."""
    return labelled.item.time, labelled.item.article_id

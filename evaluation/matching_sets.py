"""The labelled sets → items in time order with their gold event."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tapestory.matching import MatchItem
from tapestory.model import ArticleId, ArticleKind, Concept

PUBLIC = ("og2021", "allsides", "ecb", "basil")
_KINDS = {kind.value: kind for kind in ArticleKind}
_UNDATED = datetime(2026, 7, 8, tzinfo=UTC)
SymbolsOf = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """An item and the event that people put it in; noise has an event of its own."""

    item: MatchItem
    gold: str
    noise: bool = False


def concepts(shared: Path) -> tuple[Concept, ...]:
    """Return the concepts of the shared lexicon."""
    with (shared / "data/lexicon.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Concept(
                id=row["concept_id"],
                kind=row["kind"],
                symbol=row["ticker"],
                terms={
                    lang: tuple(filter(None, row[lang].split("|")))
                    for lang in ("en", "zh", "ko", "ja")
                },
            )
            for row in csv.DictReader(lines)
        )


def symbol_finder(shared: Path) -> SymbolsOf:
    """Return a plain look-up of strong aliases, until the gazetteer is asked instead."""
    symbols: dict[str, str] = {}
    with (shared / "data/universe.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for alias in filter(None, (row["name"], *row["aliases"].split("|"))):
                symbols.setdefault(alias.casefold(), row["symbol"])
    latin = "|".join(re.escape(a) for a in sorted(symbols, key=len, reverse=True) if a.isascii())
    other = "|".join(
        re.escape(a) for a in sorted(symbols, key=len, reverse=True) if not a.isascii()
    )
    pattern = re.compile(rf"(?<![a-z0-9])(?:{latin})(?![a-z0-9])|{other}")
    return lambda text: frozenset(symbols[m] for m in pattern.findall(text[:1700].casefold()))


def corpus(shared: Path, symbols: SymbolsOf) -> list[Labelled]:
    """Return the domain's own articles; a copy group without an event is an event."""
    labelled = []
    for row in _lines(shared / "data/corpus/dev.jsonl"):
        event = row["gold_event"]
        gold = event or row["syndication_group"] or f"alone-{row['id']}"
        item = _item(row, symbols, time=_day(row["published"]))
        labelled.append(Labelled(item=item, gold=str(gold), noise=event is None))
    return sorted(labelled, key=_order)


def public(shared: Path, name: str, symbols: SymbolsOf, *, lang: str = "en") -> list[Labelled]:
    """Return a public set, English unless another language, or "" for all, is asked for."""
    rows = _lines(shared / f"data/clustering/{name}_dev.jsonl.gz")
    return sorted(
        (
            Labelled(
                item=_item(row, symbols, time=datetime.fromisoformat(str(row["published"]))),
                gold=str(row["gold_event"]),
            )
            for row in rows
            if not lang or row["lang"] == lang
        ),
        key=_order,
    )


def multilingual(shared: Path) -> list[Labelled]:
    """Return neighbouring events told in four languages, a minute apart, languages interleaved."""
    path = shared / "data/multilingual_headlines_dev.json"
    events = json.loads(path.read_text(encoding="utf-8"))
    find = symbol_finder(shared)
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
                symbols=find(title),
            ),
            gold=event,
        )
        for number, (_, event, lang, title) in enumerate(told)
    ]


def seeds(shared: Path, symbols: SymbolsOf) -> list[Labelled]:
    """Return the five articles that the project started from, at the times they name."""
    times = {
        "000": datetime(2026, 7, 2, 10, tzinfo=UTC),
        "001": datetime(2026, 7, 2, 9, tzinfo=UTC),
        "002": datetime(2026, 7, 1, 12, tzinfo=UTC),
        "003": datetime(2026, 7, 3, 9, tzinfo=UTC),
        "004": datetime(2026, 7, 2, 7, 31, tzinfo=UTC),
    }
    told = []
    for name, time in times.items():
        text = (shared / f"seeds/{name}.txt").read_text(encoding="utf-8").strip()
        title, _, body = text.partition("\n")
        item = MatchItem(
            article_id=ArticleId(f"seed-{name}"),
            title=title.strip(),
            text=body.strip(),
            lang="zh" if name == "002" else "en",
            time=time,
            symbols=symbols(text[:1500]),
        )
        told.append(Labelled(item=item, gold="seeds"))
    return sorted(told, key=_order)


def _lines(path: Path) -> Iterable[Mapping[str, object]]:
    opened = (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8")
    )
    with opened as lines:
        for line in lines:
            yield json.loads(line)


def _item(row: Mapping[str, object], symbols: SymbolsOf, *, time: datetime) -> MatchItem:
    title, text = str(row["title"]), str(row["text"] or "")
    return MatchItem(
        article_id=ArticleId(str(row["id"])),
        title=title,
        text=text,
        lang=str(row["lang"]),
        time=time,
        symbols=symbols(f"{title}\n{text[:1500]}"),
        kind=_KINDS.get(str(row.get("kind", "")), ArticleKind.NEWS),
    )


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


def _order(labelled: Labelled) -> tuple[datetime, str]:
    return labelled.item.time, labelled.item.article_id

"""Labelled seeds and corpus → how many companies and sectors are named, and linked by their roles.

Labels list what is traded and what the text is about. What is found beyond them counts against
precision, but for indices, index funds and companies without a listing, which labels leave out.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

from evaluation.reading.sets import (
    Tally,
    corpus,
    corpus_readings,
    rows,
    seed_readings,
    shipped,
)
from tapestory.linking import link_event
from tapestory.model import EventId, Reading, Role

_UNLISTED = "PRIVATE:"
_SECTOR = "SECTOR:"


def seeds_named(shared: Path) -> Tally:
    """Count the companies, indices and sectors whose moves the seeds tell, and those found."""
    readings = seed_readings(shared)
    tally = Tally()
    for row in rows(shared / "seeds/gold/reported_moves_gold.csv"):
        # "SECTOR:memory@XHKG" is the sector memory, as listed in Hong Kong.
        meant = row["symbol"].partition("@")[0]
        named = {
            mention.symbol or f"{_SECTOR}{mention.sector}"
            for mention in readings[row["seed"]].mentions
        }
        tally.gold += 1
        tally.found += 1
        tally.right += meant in named
        if meant not in named:
            tally.lines.append(f"{row['seed']}: missed {row['entity']} ({meant})")
    return tally


def article_mentions(shared: Path) -> Tally:
    """Count the labelled tickers of each article that it mentions, as it was stored."""
    said = corpus_readings(shared)
    tally = Tally()
    for record in corpus(shared):
        gold = _symbols(record["tickers"])
        named = {m.symbol for m in said[record["id"]].mentions if m.symbol is not None}
        tally.gold += len(gold)
        tally.found += len(named)
        tally.right += len(gold & named)
        tally.lines += [f"{record['id']}: missed {symbol}" for symbol in sorted(gold - named)]
    return tally


def article_links(shared: Path) -> Tally:
    """Compare the subjects and affected of each article alone with its labelled tickers."""
    said = corpus_readings(shared)
    tally = Tally()
    for record in corpus(shared):
        gold = _symbols(record["tickers"])
        found = _acting([said[record["id"]]], gold)
        tally.gold += len(gold)
        tally.found += len(found)
        tally.right += len(gold & found)
        if gold != found:
            differs = f"missed {sorted(gold - found)}, extra {sorted(found - gold)}"
            tally.lines.append(f"{record['id']}: {differs}")
    return tally


def event_links(shared: Path) -> Tally:
    """Compare the subjects and affected of each dev event with the tickers of its label.

    Recall counts the label's tickers that are linked in either role; precision counts the links
    in those roles that the event's or any of its articles' labels name.
    """
    said = corpus_readings(shared)
    members: defaultdict[str, list[Reading]] = defaultdict(list)
    named: defaultdict[str, set[str]] = defaultdict(set)
    for record in corpus(shared):
        members[record["gold_event"]].append(said[record["id"]])
        named[record["gold_event"]] |= _symbols(record["tickers"])
    tally = Tally()
    with (shared / "data/corpus/dev_events.csv").open(encoding="utf-8", newline="") as file:
        events = {row["slug"]: _symbols(row["tickers"].split()) for row in csv.DictReader(file)}
    for slug, gold in events.items():
        if not members[slug] or not gold:
            continue
        found = _acting(members[slug], gold)
        tally.gold += len(gold | (found & named[slug]))
        tally.found += len(found)
        tally.right += len(found & (gold | named[slug]))
        tally.lines.append(f"{slug}: missed {gold - found}, extra {found - gold - named[slug]}")
    return tally


def _acting(readings: list[Reading], gold: set[str]) -> set[str]:
    links = link_event(EventId("x"), readings, shipped())
    found = {link.symbol for link in links if link.symbol and link.role is not Role.MENTIONED}
    return {symbol for symbol in found if symbol in gold or _labels_hold(symbol)}


def _labels_hold(symbol: str) -> bool:
    index = shipped().instruments[symbol].sector.startswith("index")
    return not index and not symbol.startswith(_UNLISTED)


def _symbols(labels: list[str]) -> set[str]:
    """Return the symbols that ticker labels mean ("SPACEX" has none of its own)."""
    known = shipped().instruments
    return {
        label if label in known else _symbol_by_name()[label.casefold()]
        for label in labels
        if label in known or label.casefold() in _symbol_by_name()
    }


@cache
def _symbol_by_name() -> dict[str, str]:
    return {
        alias.casefold(): symbol
        for symbol, instrument in shipped().instruments.items()
        for alias in (*instrument.aliases, instrument.name)
    }

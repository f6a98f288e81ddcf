"""Labelled newswire, headlines and corpus → how many names and links are found rightly."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import defaultdict
from itertools import islice
from pathlib import Path

from evaluation.reading.hard_names import hard_instruments
from evaluation.reading.sets import (
    Tally,
    corpus,
    corpus_readings,
    newswire_universe,
    precision_and_recall,
    rows,
    shipped,
)
from tapestory import linking
from tapestory.linking import link_event
from tapestory.model import (
    EventId,
    Instrument,
    Role,
    Universe,
)

PROSE_ARTICLES = 100
"""Of each set of plain news."""


def score(shared: Path) -> dict[str, float]:
    """Return the scores by name, 0 to 1 each."""
    tallies = {
        "finentity": finentity(shared),
        "sentfin": sentfin(shared),
        "finentity_among_words": among_words(shared),
        "links": event_links(shared),
    }
    return {
        **precision_and_recall(tallies),
        "reading.ordinary_words.spared": 1 - false_in_prose(shared) / 1000,
    }


def finentity(shared: Path) -> Tally:
    """Compare mentions with the newswire names that a RIC follows; precision over their spans."""
    gazetteer = linking.Gazetteer(newswire_universe(shared))
    tally = Tally()
    for item in json.loads((shared / "data/entities/finentity_dev.json").read_text("utf-8")):
        text = item["content"]
        spans = {(a["start"], a["end"]): _ric_after(text, a["end"]) for a in item["annotations"]}
        gold = {span: ric for span, ric in spans.items() if ric is not None}
        tally.gold += len(gold)
        for mention in gazetteer.find(text, lang="en"):
            span = next((s for s in spans if mention.start < s[1] and s[0] < mention.end), None)
            if span is None or span not in gold:
                continue
            tally.found += 1
            if mention.symbol == gold.pop(span):
                tally.right += 1
            else:
                tally.lines.append(f"{item['index']}: {mention.text} read as {mention.symbol}")
            spans.pop(span)
        tally.lines += [f"{item['index']}: missed {text[s:e]} <{r}>" for (s, e), r in gold.items()]
    return tally


def _ric_after(text: str, end: int) -> str | None:
    found = re.match(r"(?:\s+(?:Inc|Corp|Co|Plc|Ltd|"
                     r"Group)\b\.?)*\s*<([.A-Z0-9]+[a-z]?(?:\.[A-Z]{1,3})?)>",
                     text[end:])  # fmt: skip
    return found.group(1) if found else None


_LABELLED = re.compile(r"[{,]\s*['\"](.+?)['\"]\s*:\s*'(?:pos|neg|neu)")


def sentfin(shared: Path) -> Tally:
    """Compare mentions in Indian headlines with their entities, which make up the universe."""
    headlines = rows(shared / "data/entities/sentfin_dev.csv")
    named = [[name.strip() for name in _LABELLED.findall(row["Decisions"])] for row in headlines]
    instruments = {
        name: Instrument(symbol=name, name=name, mic="", currency="", sector="", aliases=(name,))
        for name in sorted({name for found in named for name in found})
    }
    gazetteer = linking.Gazetteer(Universe(instruments=instruments, sectors={}))
    tally = Tally()
    for row, names in zip(headlines, named, strict=True):
        found = {str(m.symbol).casefold() for m in gazetteer.find(row["Title"], lang="en")}
        gold = {name.casefold() for name in names}
        tally.gold += len(gold)
        tally.found += len(found)
        tally.right += len(gold & found)
        if gold != found:
            tally.lines.append(f"{row['Title']}: missed {gold - found}, extra {found - gold}")
    return tally


def among_words(shared: Path) -> Tally:
    """Find the newswire's annotated names among 60,000 that are ordinary words.

    Recall counts every annotated span. Precision counts what is found in annotated spans, and
    each of the ordinary names found outside of them; names of the set itself that nobody annotated
    where they stand are left out.
    """
    own: dict[str, set[str]] = defaultdict(set)
    items = json.loads((shared / "data/entities/finentity_dev.json").read_text("utf-8"))
    for item in items:
        for annotation in item["annotations"]:
            own[_entity(annotation["value"])].add(annotation["value"])
    instruments = {
        key: Instrument(symbol=key, name=max(names, key=len), mic="", currency="", sector="",
                        aliases=tuple(sorted(names)))
        for key, names in own.items()
    }  # fmt: skip
    for hard in hard_instruments():
        instruments.setdefault(hard.symbol, hard)
    gazetteer = linking.Gazetteer(Universe(instruments=instruments, sectors={}))
    tally = Tally()
    for item in items:
        spans = {(a["start"], a["end"]): _entity(a["value"]) for a in item["annotations"]}
        tally.gold += len(spans)
        for mention in gazetteer.find(item["content"], lang="en"):
            span = next((s for s in spans if mention.start < s[1] and s[0] < mention.end), None)
            if span is None and str(mention.symbol) in own:
                continue
            tally.found += 1
            if span is not None and mention.symbol == spans.pop(span):
                tally.right += 1
            else:
                tally.lines.append(f"{item['index']}: {mention.text} ({mention.cue})")
        tally.lines += [f"{item['index']}: missed {name}" for name in spans.values()]
    return tally


def _entity(name: str) -> str:
    """Return one key for the ways in which the newswire writes a company."""
    form = r"[\s,]+(?:Inc|Corp|Corporation|Co|Plc|Ltd|Group|AG|SA|ASA|Holdings?|& Co)\.?$"
    short = re.sub(form, "", re.sub(form, "", name))
    return "own:" + short.casefold().replace(" ", "_")


def false_in_prose(shared: Path) -> float:
    """Return how many of the 60,000 ordinary names are found in a thousand words of plain news.

    General news of several outlets, where hardly any listed company is spoken of; those that are
    (Facebook, Microsoft) count as false too.
    """
    names = {hard.symbol: hard for hard in hard_instruments()}
    gazetteer = linking.Gazetteer(Universe(instruments=names, sectors={}))
    words = found = 0
    for name in ("neus", "allsides", "basil", "ecb"):
        with gzip.open(
            shared / f"data/clustering/{name}_dev.jsonl.gz", "rt", encoding="utf-8"
        ) as lines:
            for line in islice(lines, PROSE_ARTICLES):
                record = json.loads(line)
                text = f"{record['title']}\n\n{record['text'] or ''}"
                words += len(text.split())
                found += len(gazetteer.find(text, lang="en"))
    return 1000 * found / words


def event_links(shared: Path) -> Tally:
    """Compare the subjects and affected of each dev event with the tickers of its label.

    Recall counts the label's tickers that are linked in either role; precision counts the links
    in those roles that the event's or any of its articles' labels name, indices left out.
    """
    said = corpus_readings(shared)
    members: defaultdict[str, list[str]] = defaultdict(list)
    named: defaultdict[str, set[str]] = defaultdict(set)
    for record in corpus(shared):
        members[record["gold_event"]].append(record["id"])
        named[record["gold_event"]] |= set(record["tickers"])
    tally = Tally()
    with (shared / "data/corpus/dev_events.csv").open(encoding="utf-8", newline="") as file:
        events = {row["slug"]: row["tickers"].split() for row in csv.DictReader(file)}
    for slug, tickers in events.items():
        gold = {ticker for ticker in tickers if ticker in shipped().instruments}
        if not members[slug] or not gold:
            continue
        links = link_event(EventId(slug), [said[i] for i in members[slug]], shipped())
        found = {x.symbol for x in links if x.symbol and x.role is not Role.MENTIONED}
        found = {x for x in found if not x.startswith("^") or x in gold}
        tally.gold += len(gold)
        tally.found += len(found)
        tally.right += len(found & (gold | named[slug]))
        tally.lines.append(f"{slug}: missed {gold - found}, extra {found - gold - named[slug]}")
        tally.gold += len(found & named[slug] - gold)
    return tally

"""Labelled newswire, headlines and corpus → how many names and links are found rightly."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from pathlib import Path

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


def score(shared: Path) -> dict[str, float]:
    """Return the scores by name, 0 to 1 each."""
    tallies = {
        "finentity": finentity(shared),
        "sentfin": sentfin(shared),
        "links": event_links(shared),
    }
    return precision_and_recall(tallies)


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


def sentfin(shared: Path) -> Tally:
    """Compare mentions in Indian headlines with their entities, which make up the universe."""
    headlines = rows(shared / "data/entities/sentfin_dev.csv")
    labels = [re.findall(r"'([^']+)'\s*:|\"([^\"]+)\"\s*:", row["Decisions"]) for row in headlines]
    named = [[one or other for one, other in found] for found in labels]
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

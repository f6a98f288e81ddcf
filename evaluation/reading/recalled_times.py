"""Dated sentences of articles, labelled by hand → how many recalled ones tell what happened then.

A label says where a sentence stands, which days its first time of the past means, whether it tells
what happened then (and not the news of its own day, with an old date in it), and whether that is
worth a line under "How it got here". It holds no text: the articles lie beside a developer's
checkout, general news of 2010 to 2021 whose days are known, and sentences need name no party.

All 159 that were read as recollections on 2026-11-22 are labelled. The first hundred were drawn to
mend the rules on (44 without a fault before); of the other 59, labelled by the same reader before
the mended rules had been run on them, 27 were without a fault before (.46), and 24 of the 32 that
the mended rules kept (.75). What was seen then is mended, so that all is development data since.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evaluation.reading.sets import About, Tally, read_text, shipped_gazetteer
from tapestory.model import Recollection
from tapestory.reading.background.recalled import recollections

LABELS = Path(__file__).with_name("recalled_times.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What is right of a sentence that names a time of the past."""

    source: str
    article: str
    start: int
    end: int
    first: str
    last: str
    """ISO days; empty when the words name no time at all."""
    worth: bool
    """It tells what happened then, and that says something."""


def labels() -> list[Label]:
    """Return the labels in the order in which they were written."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return [
            Label(
                source=row["source"], article=row["article"], start=int(row["start"]),
                end=int(row["end"]), first=row["first"], last=row["last"],
                worth=row["then"] == "yes" and row["worth"] == "yes",
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip


def score(shared: Path) -> dict[str, float]:
    """Return the share of the labelled sentences still recalled that are rightly dated and told.

    They were drawn from what was recalled, so how many are says nothing of recall.
    """
    return {"reading.recalled.precision": recalled_times(shared).precision}


def recalled_times(shared: Path) -> Tally:
    """Return how many labelled sentences are recalled, and rightly, with a line for each fault."""
    told = dict(_recollections(shared))
    tally = Tally()
    for label in labels():
        tally.gold += label.worth
        here = [
            one
            for one in told.get((label.source, label.article), [])
            if one.start < label.end and label.start < one.end
        ]
        for one in here[:1]:
            dated = (one.first.isoformat(), one.last.isoformat()) == (label.first, label.last)
            tally.found += 1
            tally.right += dated and label.worth
            if not (dated and label.worth):
                fault = "not told of then" if dated else "another time"
                tally.lines.append(f"{label.source} {label.article} {label.start}: {fault}")
    return tally


def _recollections(shared: Path) -> Iterator[tuple[tuple[str, str], list[Recollection]]]:
    wanted = {(label.source, label.article) for label in labels()}
    for source in sorted({source for source, _ in wanted}):
        path = shared / "data/clustering" / f"{source}_dev.jsonl.gz"
        with gzip.open(path, mode="rt", encoding="utf-8") as lines:
            records = {record["id"]: record for record in reversed([json.loads(x) for x in lines])}
        for article, record in records.items():
            if (source, article) not in wanted:
                continue
            day = date.fromisoformat(record["published"][:10])
            text = f"{record['title']}\n\n{record['text']}"
            said = read_text(
                text, shipped_gazetteer(), about=About(name=article), lang=record["lang"]
            )
            yield (source, article), list(recollections(said, written=day, before=day))

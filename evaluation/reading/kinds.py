"""Labelled corpus → how often the sort of piece is told rightly."""

from __future__ import annotations

from pathlib import Path

from evaluation.reading.sets import Tally, corpus, corpus_readings
from tapestory.model import (
    ArticleKind,
)


def score(shared: Path) -> dict[str, float]:
    """Return the scores by name, 0 to 1 each."""
    return {"reading.kinds.accuracy": kind_accuracy(shared).recall}


def kind_accuracy(shared: Path) -> Tally:
    """Compare the kind of each corpus article with its label; copies and "other" left out."""
    names = {kind.value: kind for kind in ArticleKind} | {"press_release": ArticleKind.RELEASE}
    tally = Tally()
    for record in corpus(shared):
        gold = names.get(record["kind"])
        if gold is None:
            continue
        kind = corpus_readings(shared)[record["id"]].kind
        tally.gold += 1
        tally.found += 1
        tally.right += kind is gold
        if kind is not gold:
            tally.lines.append(f"{kind} for {gold}: {record['title']}")
    return tally

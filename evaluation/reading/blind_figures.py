"""Amounts of articles, labelled before they were seen as read → how many are read without a fault.

The labels say where an amount stands and what of it is right, and hold no text: the articles lie
beside a developer's checkout. A part that is left empty is no fault, unless it must be told; a
wrong one is, and so is a figure made of what is none (no kind allowed).

Drawn from articles beside those that the rules were mended on, and scored once on 2026-11-22: 87 of
100 without a fault (88 with one label corrected). What was seen then is mended, so that it is
development data since.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation.reading.sets import About, Tally, corpus_readings, read_text, shipped_gazetteer
from tapestory.model import Figure

LABELS = Path(__file__).with_name("blind_figures.csv")
_ROUNDING = 0.01
_MUST = "!"
"""Before a speaker without whom the figure would pass for the company's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What is right of an amount."""

    source: str
    article: str
    start: int
    end: int
    parties: frozenset[str]
    kinds: frozenset[str]
    """`amount` aside, which says nothing; none where the number is no figure at all."""
    low: float
    high: float
    unit: str
    periods: frozenset[str]
    speakers: tuple[str, ...]


def labels() -> list[Label]:
    """Return the labels in the order in which they were written."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return [_label(row) for row in csv.DictReader(file)]


def _label(row: Mapping[str, str]) -> Label:
    kinds = frozenset(row["kinds"].split())
    return Label(
        source=row["source"], article=row["article"], start=int(row["start"]), end=int(row["end"]),
        parties=frozenset(row["parties"].split()), kinds=kinds,
        low=float(row["low"] or 0), high=float(row["high"] or 0), unit=row["unit"],
        periods=frozenset(filter(None, row["periods"].split(";"))),
        speakers=tuple(filter(None, row["speakers"].split(";"))),
    )  # fmt: skip


def score(shared: Path) -> dict[str, float]:
    """Return the share of the amounts that are read which are read without a fault.

    The amounts were drawn from what was read, so how many are read says nothing of recall.
    """
    return {"reading.blind_figures.precision": blind_figures(shared).precision}


def blind_figures(shared: Path) -> Tally:
    """Return how many of the labelled amounts are read, and rightly, with a line for each fault."""
    told = dict(_figures(shared))
    tally = Tally()
    for label in labels():
        here = [
            figure
            for figure in told[label.source, label.article]
            if figure.start < label.end and label.start < figure.end
        ]
        tally.gold += 1
        for figure in here[:1]:
            wrong = faults(figure, label)
            tally.found += 1
            tally.right += not wrong
            if wrong:
                tally.lines.append(f"{label.source} {label.article} {label.start}: {wrong}")
    return tally


def faults(figure: Figure, label: Label) -> str:
    """Return which parts of a figure are wrong, empty for none."""
    named = {*figure.subject.split("+"), figure.counterparty} - {""}
    spoken = [who.removeprefix(_MUST) for who in label.speakers]
    must = any(who.startswith(_MUST) for who in label.speakers)
    checks = {
        "subject": named <= label.parties,
        "kind": bool(label.unit) and figure.kind in label.kinds | {"amount"},
        "number": figure.unit == label.unit
        and _close(figure.low, label.low)
        and _close(figure.high, label.high),
        "period": figure.period in label.periods | {""},
        "speaker": not must
        if not figure.speaker
        else must or any(who in figure.speaker or figure.speaker in who for who in spoken),
    }
    return ", ".join(part for part, right in checks.items() if not right)


def _close(value: float, wanted: float) -> bool:
    return abs(value - wanted) <= _ROUNDING * abs(wanted)


def _figures(shared: Path) -> Iterator[tuple[tuple[str, str], tuple[Figure, ...]]]:
    for article, reading in corpus_readings(shared).items():
        yield ("corpus", article), reading.figures
    wanted = {label.article for label in labels() if label.source == "finentity"}
    texts = json.loads((shared / "data/entities/finentity_dev.json").read_text("utf-8"))
    for article in wanted:
        text = texts[int(article)]["content"]
        said = read_text(text, shipped_gazetteer(), about=About(name=article))
        yield ("finentity", article), said.figures

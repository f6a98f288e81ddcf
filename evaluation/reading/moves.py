"""Labelled seeds, newswire sentences and corpus → how many reported moves are read rightly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from evaluation.reading.sets import (
    CLOSE,
    Tally,
    corpus,
    corpus_readings,
    newswire_universe,
    precision_and_recall,
    read_text,
    rows,
    seed_readings,
)
from tapestory import linking
from tapestory.model import (
    ReportedMove,
)


def score(shared: Path) -> dict[str, float]:
    """Return the scores by name, 0 to 1 each."""
    tallies = {
        "seeds": seed_moves(shared),
        "newswire": newswire_moves(shared),
        "corpus": corpus_moves(shared),
        "corpus_labelled": corpus_moves(shared, only_labelled=True),
    }
    return precision_and_recall(tallies)


def seed_moves(shared: Path) -> Tally:
    """Compare the quantified moves of the seeds with the gold labels."""
    gold: defaultdict[str, set[tuple[str, float, float]]] = defaultdict(set)
    for row in rows(shared / "seeds/gold/reported_moves_gold.csv"):
        ends = [float(row[key]) / 100 for key in ("pct_low", "pct_high") if row[key]]
        if ends:
            gold[row["seed"]].add((row["symbol"], min(ends), max(ends)))
    tally = Tally()
    for name, said in seed_readings(shared).items():
        found = {(m.symbol, *_ends(m)) for m in said.reported_moves}
        _compare(tally, name, found, gold[name])
    return tally


def _ends(move: ReportedMove) -> tuple[float, float]:
    ends = [end for end in (move.low, move.high) if end is not None]
    return min(ends), max(ends)


def _compare(
    tally: Tally,
    name: str,
    found: Iterable[tuple[str, float, float]],
    gold: Iterable[tuple[str, float, float]],
) -> None:
    """Count labels of (symbol, low, high) that agree within `CLOSE`, each used once."""
    left = list(gold)
    tally.gold += len(left)
    for item in sorted(found):
        tally.found += 1
        match = next((g for g in left if g[0] == item[0] and _near(item, g)), None)
        if match is None:
            tally.lines.append(f"{name}: found {item}")
        else:
            tally.right += 1
            left.remove(match)
    tally.lines += [f"{name}: missed {item}" for item in left]


def _near(one: tuple[str, float, float], other: tuple[str, float, float]) -> bool:
    return abs(one[1] - other[1]) <= CLOSE and abs(one[2] - other[2]) <= CLOSE


def newswire_moves(shared: Path) -> Tally:
    """Compare the moves read from newswire sentences with the hand labels of one session."""
    gazetteer = linking.Gazetteer(newswire_universe(shared))
    texts: dict[str, str] = {}
    gold: defaultdict[str, set[tuple[str, float, float]]] = defaultdict(set)
    for row in rows(shared / "data/entities/reported_moves_dev.csv"):
        texts[row["finentity_index"]] = row["sentence"]
        if row["ric"] and row["horizon"] == "session":
            ends = float(row["pct_low"]) / 100, float(row["pct_high"]) / 100
            gold[row["finentity_index"]].add((row["ric"], *ends))
    tally = Tally()
    for index, text in texts.items():
        said = read_text(text, gazetteer, lang="en")
        found = {(m.symbol, *_ends(m)) for m in said.reported_moves}
        labelled = {ric for ric, _, _ in gold[index]}
        # Names of a labelled sentence that have no label were not looked at.
        _compare(tally, index, {f for f in found if f[0] in labelled or not labelled}, gold[index])
    return tally


def corpus_moves(shared: Path, *, only_labelled: bool = False) -> Tally:
    """Compare the moves of the dev corpus with its labels.

    The labels name the moves that matter to the event, not all (indices are often left out), so
    precision is also measured over the symbols that an article's labels name.
    """
    tally = Tally()
    said = corpus_readings(shared)
    for record in corpus(shared):
        gold = {(m["symbol"], m["pct"] / 100, m["pct"] / 100) for m in record["reported_moves"]}
        names = {symbol for symbol, _, _ in gold}
        found: set[tuple[str, float, float]] = set()
        for move in said[str(record["id"])].reported_moves:
            low, high = _ends(move)
            if move.symbol in names or not only_labelled:
                found.add(_label_form(move.symbol, low, high, gold))
        _compare(tally, str(record["id"]), found, gold)
    return tally


def _label_form(
    symbol: str, low: float, high: float, gold: Iterable[tuple[str, float, float]]
) -> tuple[str, float, float]:
    """A label is one number: for a range any number inside it agrees, its ends included."""
    for name, value, _ in gold:
        if name == symbol and low - CLOSE <= value <= high + CLOSE:
            return symbol, value, value
    return symbol, low, high

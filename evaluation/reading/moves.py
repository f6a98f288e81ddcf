"""Labelled seeds, newswire sentences and corpus → how many reported moves are read rightly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
from tapestory.model import Basis, Comparator, ReportedMove

_QUALIFIERS = {
    "point": Comparator.EXACT,
    "over": Comparator.OVER,
    "nearly": Comparator.NEARLY,
    "near": Comparator.NEARLY,
    "about": Comparator.ABOUT,
    "range": Comparator.BETWEEN,
}
_BASES = {
    "close": {Basis.CLOSE},
    "intraday": {Basis.INTRADAY},
    "intraday_extreme": {Basis.INTRADAY},
    "premarket": {Basis.PREMARKET},
    "session_partial": {Basis.INTRADAY, Basis.UNSTATED},
    "unspecified": {Basis.UNSTATED},
}


def score(shared: Path) -> dict[str, float]:
    """Return the scores by name, 0 to 1 each."""
    tallies = {
        "seeds": seed_moves(shared),
        "newswire": newswire_moves(shared),
        "corpus": corpus_moves(shared),
        "corpus_labelled": corpus_moves(shared, only_labelled=True),
    }
    return {**precision_and_recall(tallies), **seed_details(shared), **corpus_details(shared)}


def seed_moves(shared: Path) -> Tally:
    """Compare the quantified moves of the seeds with the gold labels."""
    gold: defaultdict[str, set[tuple[str, float, float]]] = defaultdict(set)
    for row in rows(shared / "seeds/gold/reported_moves_gold.csv"):
        ends = _gold_ends(row)
        if ends is not None:
            gold[row["seed"]].add((row["symbol"], *ends))
    tally = Tally()
    for name, said in seed_readings(shared).items():
        found = {(m.symbol, *_ends(m)) for m in said.reported_moves}
        _compare(tally, name, found, gold[name])
    return tally


@dataclass(slots=True)
class _Share:
    """How many of those looked at are right."""

    right: int = 0
    of: int = 0

    def count(self, *, right: bool) -> None:
        self.right += right
        self.of += 1

    @property
    def value(self) -> float:
        return self.right / self.of if self.of else 0.0


def seed_details(shared: Path) -> dict[str, float]:
    """Compare comparator, basis and session of the quantified seed moves with the gold labels.

    The labelled basis of "fell 8%" inside a session is unknown to the text, so "unstated" agrees
    with it. A session is right only as the very date; where the text states none, none is read:
    `session_given` is the share of labels for which one is.
    """
    comparator, basis, session, given = _Share(), _Share(), _Share(), _Share()
    read = seed_readings(shared)
    for row in rows(shared / "seeds/gold/reported_moves_gold.csv"):
        ends = _gold_ends(row)
        if ends is None:
            continue
        same = _like(read[row["seed"]].reported_moves, row["symbol"], ends)
        if not same:
            continue
        comparator.count(right=any(m.comparator is _QUALIFIERS[row["qualifier"]] for m in same))
        basis.count(right=any(m.basis in _BASES[row["basis"]] for m in same))
        dates = {m.session.isoformat() for m in same if m.session is not None}
        given.count(right=bool(dates))
        if dates:
            session.count(right=row["session_date"] in dates)
    return {
        "reading.seeds.comparator": comparator.value,
        "reading.seeds.basis": basis.value,
        "reading.seeds.session": session.value,
        "reading.seeds.session_given": given.value,
    }


def corpus_details(shared: Path) -> dict[str, float]:
    """Compare the basis of the corpus moves with the labels, where both name one.

    Labels know more than the texts: a close that the digest does not call so. `basis_given` is
    the share of labels with a basis for which one is read.
    """
    basis, given = _Share(), _Share()
    said = corpus_readings(shared)
    for record in corpus(shared):
        for label, same in _labelled(record, said[str(record["id"])].reported_moves):
            if label["basis"] not in _BASES or not same:
                continue
            stated = [m for m in same if m.basis is not Basis.UNSTATED]
            given.count(right=bool(stated))
            if stated:
                basis.count(right=any(m.basis in _BASES[label["basis"]] for m in stated))
    return {"reading.corpus.basis": basis.value, "reading.corpus.basis_given": given.value}


def _labelled(
    record: Mapping[str, Any], moves: Sequence[ReportedMove]
) -> Iterator[tuple[Mapping[str, Any], list[ReportedMove]]]:
    for label in record["reported_moves"]:
        value = label["pct"] / 100
        yield label, _like(moves, label["symbol"], (value, value))


def _like(
    moves: Iterable[ReportedMove], symbol: str, ends: tuple[float, float]
) -> list[ReportedMove]:
    wanted = (symbol, *ends)
    return [m for m in moves if m.symbol == symbol and _near((symbol, *_ends(m)), wanted)]


def _gold_ends(row: Mapping[str, str]) -> tuple[float, float] | None:
    ends = [float(row[key]) / 100 for key in ("pct_low", "pct_high") if row[key]]
    return (min(ends), max(ends)) if ends else None


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


_SYMBOLS = {"CHINEXT": "399006.SZ"}
"""A label that names an index by its name → the symbol that the universe has for it."""


def corpus_moves(shared: Path, *, only_labelled: bool = False) -> Tally:
    """Compare the moves of the dev corpus with its labels.

    The labels name the moves that matter to the event, not all (indices are often left out), so
    precision is also measured over the symbols that an article's labels name.
    """
    tally = Tally()
    said = corpus_readings(shared)
    for record in corpus(shared):
        gold = {
            (_SYMBOLS.get(m["symbol"], m["symbol"]), m["pct"] / 100, m["pct"] / 100)
            for m in record["reported_moves"]
        }
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

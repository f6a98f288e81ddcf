"""The name of a set → its items, read when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from evaluation.matching.floods import feed_entries, flood, seeds
from evaluation.matching.runs import Run, place_all
from evaluation.matching.sets import (
    PUBLIC,
    Domain,
    Labelled,
    SymbolsOf,
    corpus,
    multilingual,
    order,
    public,
)

Loader = Callable[[Path, SymbolsOf], list[Labelled]]


def seeds_in_corpus(shared: Path, symbols: SymbolsOf) -> list[Labelled]:
    """Return the seeds among the corpus, whose articles of the same event are no strangers."""
    return sorted([*seeds(shared, symbols), *corpus(shared, symbols)], key=order)


def seeds_in_feeds(shared: Path, symbols: SymbolsOf) -> list[Labelled]:
    """Return the seeds among every entry of the real feed files."""
    return sorted([*seeds(shared, symbols), *feed_entries(shared, symbols)], key=order)


def _public(name: str, lang: str = "en") -> Loader:
    def load(shared: Path, symbols: SymbolsOf) -> list[Labelled]:
        return public(shared, name, symbols, lang=lang)

    return load


SETS: Mapping[str, Loader] = {
    "corpus_dev": corpus,
    **{name: _public(name) for name in PUBLIC},
    "neus": _public("neus"),
    "og2021_all": _public("og2021", lang=""),
    "uci": _public("uci"),
    "multilingual": multilingual,
    "flood": flood,
    "seeds": seeds,
    "seeds_in_corpus": seeds_in_corpus,
    "seeds_in_feeds": seeds_in_feeds,
}
"""Smallest first would be quicker to see, but our own domain is what is looked at first."""


def outcomes(names: Iterable[str], shared: Path, shipped: Domain) -> dict[str, Run]:
    """Return the run of each named set."""
    return {name: place_all(SETS[name](shared, shipped.symbols), shipped) for name in names}

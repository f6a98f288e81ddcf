"""The name of a set → its items, read when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from evaluation.matching.asked import Asked
from evaluation.matching.floods import feed_entries, flood, seeds
from evaluation.matching.runs import Run, place_all
from evaluation.matching.sets import (
    PUBLIC,
    Labelled,
    SymbolsOf,
    corpus,
    domain,
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
"""In the order in which they are run and shown: our own domain first."""
JOBS = 2


def outcomes(
    names: Iterable[str], shared: Path, jobs: int = JOBS, *, semantic: bool = False
) -> Iterator[tuple[str, Run]]:
    """Yield the run of each named set, in the order given, some at a time.

    Args:
        names: Of `SETS`.
        shared: Folder of the data.
        jobs: Processes; with one, nothing leaves this one.
        semantic: Ask the model of the extra, which must be installed.
    """
    wanted = list(names)
    if min(jobs, len(wanted)) <= 1:
        shipped = domain()
        for name in wanted:
            asked = Asked.installed() if semantic else None
            yield name, place_all(SETS[name](shared, shipped.symbols), shipped, asked)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from zip(
            wanted,
            pool.map(partial(_outcome, shared=shared, semantic=semantic), wanted),
            strict=True,
        )


def _outcome(name: str, *, shared: Path, semantic: bool) -> Run:
    _, run = next(outcomes([name], shared, jobs=1, semantic=semantic))
    return run

"""Labelled sets → how much of what articles say is read rightly; run it for the details."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from evaluation.reading import (
    certainty,
    event_roles,
    figures,
    kinds,
    language,
    linking,
    moves,
    origins,
    recalled_times,
)
from evaluation.reading.sets import Tally

SHARED = Path(__file__).parents[2].parent / "shared"

PARTS: Mapping[str, Callable[[Path], dict[str, float]]] = {
    "certainty": certainty.score,
    "figures": figures.score,
    "kinds": kinds.score,
    "language": language.score,
    "linking": linking.score,
    "moves": moves.score,
    "origins": origins.score,
    "recalled": recalled_times.score,
}
TALLIES: Mapping[str, Callable[[Path], Tally]] = {
    "seeds": moves.seed_moves,
    "newswire": moves.newswire_moves,
    "corpus": moves.corpus_moves,
    "finentity": linking.finentity,
    "sentfin": linking.sentfin,
    "among_words": linking.among_words,
    "links": event_roles.event_links,
    "article_links": event_roles.article_links,
    "mentions": event_roles.article_mentions,
    "origins": origins.origin_accuracy,
    "kinds": kinds.kind_accuracy,
    "language": language.language_accuracy,
    "recalled": recalled_times.recalled_times,
}


def score(shared: Path) -> dict[str, float]:
    """Return the scores by name, 0 to 1 each.

    Args:
        shared: The folder of labelled data.
    """
    return {name: value for part in PARTS.values() for name, value in part(shared).items()}


def main() -> int:
    """Print the scores of the chosen parts, then what differs in the named tallies; always 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tallies", nargs="*", choices=[[], *TALLIES], metavar="TALLY")
    parser.add_argument("--only", nargs="+", choices=[*PARTS], default=[*PARTS], metavar="PART")
    chosen = parser.parse_args()
    for part in chosen.only:
        for name, value in PARTS[part](SHARED).items():
            print(f"{name:<48} {value:.3f}")
    for name in chosen.tallies:
        print(f"-- {name}", *TALLIES[name](SHARED).lines, sep="\n  ")
    return 0

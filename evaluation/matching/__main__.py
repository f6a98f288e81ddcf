"""Every labelled set → a table, then the scores by their names in the floors."""

from __future__ import annotations

from pathlib import Path

from evaluation.matching.scores import as_scores, outcomes, seeds_among_feeds
from evaluation.matching.sets import domain


def main() -> None:
    """Print a table of every set, then the scores."""
    shared = Path(__file__).parents[3] / "shared"
    shipped = domain()
    found = outcomes(shared, shipped)
    seeded = seeds_among_feeds(shared, shipped)
    heads = ("P", "R", "F1", "pair P", "pair R")
    print(f"{'set':<14}{'items':>6}{'gold':>7}{'found':>7}" + "".join(f"{h:>8}" for h in heads))
    for name, outcome in found.items():
        by_item, by_pair = outcome.bcubed, outcome.pairwise
        print(
            f"{name:<14}{len(outcome.items):>6}{len(set(outcome.gold)):>7}"
            f"{len(set(outcome.events)):>7}{by_item.precision:>8.3f}{by_item.recall:>8.3f}"
            f"{by_item.f1:>8.3f}{by_pair.precision:>8.3f}{by_pair.recall:>8.3f}"
            f"{len(outcome.items) / outcome.seconds:>7.0f}/s"
        )
    among, events, strangers = seeded
    print(
        f"seeds: {events} event(s), {strangers} of {len(among.items) - 5} feed entries joined, "
        f"{len(among.items) / among.seconds:.0f} articles/s"
    )
    for name, value in as_scores(found, seeded).items():
        print(f"{name:<48}{value:8.3f}")


if __name__ == "__main__":
    main()

"""Runs → lines for a terminal and tables for a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaluation.matching.bootstrap import f1_interval
from evaluation.matching.domain_figures import by_size, covered, held_together, noise_joined, voices
from evaluation.matching.languages import by_language, links_across
from evaluation.matching.runs import Run

_COLUMNS = ("P", "R", "F1", "arriving", "CEAF-e", "pair P", "pair R", "ARI")
BEGIN = "<!-- python -m evaluation.matching --into -->"
END = "<!-- until here -->"
"""Between the two stands in a document what a run printed."""
_SHOWN_ABOVE = ("bcubed_f1", "ceaf_f1")
HEADS = (
    f"{'set':<15}{'items':>6}{'gold':>6}{'found':>6}"
    + "".join(f"{head:>9}" for head in _COLUMNS)
    + f"{'95 % of F1':>13}"
)


def figures(run: Run) -> tuple[float, ...]:
    """Return what stands under the columns of a table."""
    return (
        run.bcubed.precision,
        run.bcubed.recall,
        run.bcubed.f1,
        run.on_arrival.f1,
        run.ceaf.f1,
        run.pairwise.precision,
        run.pairwise.recall,
        run.adjusted_rand,
    )


def row(name: str, run: Run) -> str:
    """Return a set's line."""
    items, gold, found = run.counts
    interval = f1_interval([one.gold for one, _ in run.each], [each for _, each in run.each])
    told = "".join(f"{value:>9.3f}" for value in figures(run))
    return (
        f"{name:<15}{items:>6}{gold:>6}{found:>6}{told}  {interval.low:5.3f}-{interval.high:5.3f}"
        f"{len(run.items) / max(run.seconds, 1e-9):>7.0f}/s"
        f"  {run.merges} merged, {run.moves} moved, {len(run.covers)} cover"
        + (f", {run.asking} asked, {run.headlines} read" if run.asking else "")
    )


def details(runs: Mapping[str, Run]) -> Iterator[str]:
    """Yield what is told of some sets beyond their line."""
    if "corpus_dev" in runs:
        yield from _corpus(runs["corpus_dev"])
    if "og2021_all" in runs:
        yield from _languages(runs["og2021_all"])
    for name in ("seeds", "seeds_in_corpus", "seeds_in_feeds"):
        if name in runs:
            held = held_together(runs[name])
            yield (
                f"{name}: in {held.events} event(s), {held.together} of {held.seeds} in the main "
                f"one, {held.neighbours} articles of anything else with them"
            )


def _corpus(run: Run) -> Iterator[str]:
    whole = voices(run, noise=True)
    spoken = ", ".join(
        f"{voice} {agreed.f1:.3f} ({whole[voice].f1:.3f} with noise)"
        for voice, agreed in voices(run).items()
    )
    yield f"corpus_dev: noise joined {noise_joined(run):.3f}; F1 by language: {spoken}"
    sizes = ", ".join(
        f"{fewest}-{most} {agreed.precision:.2f}/{agreed.recall:.2f}"
        for (fewest, most), agreed in by_size(run).items()
    )
    yield f"corpus_dev: P/R by articles in the event: {sizes}"
    told = covered(run)
    yield (
        f"corpus_dev: {len(run.covers)} articles cover other events, precision "
        f"{told.precision:.3f}; recall of what articles without an event tell of {told.recall:.3f}"
    )


def _languages(run: Run) -> Iterator[str]:
    told = ", ".join(f"{lang} {agreed.f1:.3f}" for lang, (_, agreed) in by_language(run).items())
    yield f"og2021_all: F1 within each language: {told}"
    links = links_across(run)
    yield (
        f"og2021_all: links across languages: {links.made} made, precision "
        f"{links.precision:.3f}, recall {links.recall:.3f}"
    )


def markdown(runs: Mapping[str, Run], scores: Mapping[str, float]) -> str:
    """Return the tables of the matching part of `docs/measurements.md`."""
    heads = ("set", "items", "events", "found", *_COLUMNS, "95 % of F1")
    lines = [_cells(heads), _cells(["---"] * len(heads))]
    for name, run in runs.items():
        if name.startswith("seeds"):
            continue
        interval = f1_interval([one.gold for one, _ in run.each], [each for _, each in run.each])
        lines.append(
            _cells(
                (
                    name,
                    *(f"{count:,}" for count in run.counts),
                    *(_short(value) for value in figures(run)),
                    f"{_short(interval.low)} to {_short(interval.high)}",
                )
            )
        )
    lines += ["", *(f"- {line}" for line in details(runs)), ""]
    lines += [_cells(("score", "value")), _cells(("---", "---"))]
    lines += [
        _cells((f"`{name}`", _short(value)))
        for name, value in scores.items()
        if not name.endswith(_SHOWN_ABOVE)
    ]
    return "\n".join(lines)


def pasted(document: str, tables: str) -> str:
    """Return a document with its old tables replaced by new ones.

    Raises:
        ValueError: It does not say where.
    """
    before, _, rest = document.partition(BEGIN)
    old, _, after = rest.partition(END)
    if not old:
        message = f"no place for the tables: {BEGIN} … {END}"
        raise ValueError(message)
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}"


def _cells(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _short(value: float) -> str:
    """Return a share without the zero before its point."""
    return f"{value:.3f}".removeprefix("0") if 0 <= value < 1 else f"{value:.3f}"

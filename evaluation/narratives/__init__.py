"""Hand labels of paragraphs, articles and blind sentences → how well narratives are found.

`seeds`: five articles, each non-empty line a paragraph, labelled with narratives and stance; rules
were tuned on two of them. `corpus`: titles and digests of real articles, labelled as a whole;
rules were tuned on half of the outlets. `blind`: sentences of our own in four languages, written
from the themes before any cue was read, though by the hand that then wrote concepts and remembered
some of them: an upper bound, see docs/decisions/0024. `blind second`: 195 sentences by a hand that
had seen no cue; scored once, before any cue was changed after it: precision .769, recall .490, F1
.598, stance .729 (English .679, .432; Chinese .783, .486; Korean .895, .548; Japanese .762, .516).
Since then cues were read against it: it is a development set, and its score no longer blind.
`fourth` and `fifth`: 176 texts each, by two hands that saw nothing but the theses. The fourth was
scored once before, the fifth once after stance and concepts were widened with the fourth in view:
precision .867 and .853, recall .690 and .641, stance .653 and .710. The fifth was never read. Seeds
are read as whole articles, and scored by paragraph. Only narratives that a set's labels know are
scored in it.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation.narratives.sets import PACKS, Read, blind, corpus, seeds, shipped_narratives
from evaluation.narratives.tally import Tally

__all__ = ["Report", "Scored", "evaluate", "score", "score_blind"]

Cue = tuple[str, str]
"""Narrative and cue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One labelled set."""

    all: Tally
    parts: Mapping[str, Tally]
    """"tuned on", "held out", "lang en" and so on."""
    groups: Mapping[str, Tally]
    """By outlet, seed or language."""
    cues: frozenset[Cue]
    """That decided a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Both development sets."""

    seeds: Scored
    corpus: Scored


def score(shared: Path) -> dict[str, float]:
    """Return the scores on the shared labels.

    Args:
        shared: The folder of shared data.
    """
    report = evaluate(shared)
    only_seeds = report.seeds.cues - report.corpus.cues
    held_seeds, held_corpus = report.seeds.parts["held out"], report.corpus.parts["held out"]
    return {
        "narratives.seeds.f1": report.seeds.all.f1(),
        "narratives.seeds.stance": report.seeds.all.stance_accuracy(),
        "narratives.seeds.held_out.f1": held_seeds.f1(),
        "narratives.corpus.f1": report.corpus.all.f1(),
        "narratives.corpus.macro_f1": report.corpus.all.macro_f1(),
        "narratives.corpus.stance": report.corpus.all.stance_accuracy(),
        "narratives.corpus.held_out.macro_f1": held_corpus.macro_f1(),
        "narratives.corpus.held_out.stance": held_corpus.stance_accuracy(),
        "narratives.cues_not_only_on_seeds": 1 - len(only_seeds) / max(1, len(report.seeds.cues)),
    }


def evaluate(shared: Path) -> Report:
    """Read every labelled text of the development sets and compare."""
    narratives = shipped_narratives()
    return Report(
        seeds=_scored(list(seeds(shared, narratives))),
        corpus=_scored(list(corpus(shared, narratives))),
    )


def score_blind(which: str = "first") -> Scored:
    """Read a blind set. To be looked at once: who tunes on it has no blind set.

    Args:
        which: A key of `BLIND_SETS`, or a file of that form.
    """
    return _scored(list(blind(shipped_narratives(*PACKS), which)))


def left_out(scored: Scored) -> tuple[float, float]:
    """Return the least and greatest macro F1 when one group is left out."""
    found = []
    for name in scored.groups:
        rest = Tally()
        for other, tally in scored.groups.items():
            if other != name:
                rest.take(tally)
        found.append(rest.macro_f1())
    return min(found), max(found)


def _scored(texts: Iterable[Read]) -> Scored:
    texts = list(texts)
    known = sorted({narrative for text in texts for narrative in text.gold})
    whole = Tally()
    parts: dict[str, Tally] = defaultdict(Tally)
    groups: dict[str, Tally] = defaultdict(Tally)
    for text in texts:
        half = "tuned on" if text.tuning else "held out"
        for tally in (whole, parts[half], parts[f"lang {text.lang}"], groups[text.group]):
            tally.add(text.gold, text.found, known, text.accepted)
    cues = frozenset(
        (item.narrative, cue)
        for text in texts
        for item in text.evidence
        # Two weak ones that add up are two, and so are one that continues another and that other.
        for cue in re.split(r" \+ | continues ", item.cue)
    )
    return Scored(all=whole, parts=parts, groups=groups, cues=cues)


def _print(name: str, scored: Scored) -> None:
    for part, tally in (("", scored.all), *sorted(scored.parts.items())):
        if not tally.right and not tally.missed:
            print(f"{f'{name} {part}':<18} nothing labelled, {tally.wrong.total()} found")
            continue
        print(
            f"{f'{name} {part}':<18} precision {tally.precision():.3f}"
            f"  recall {tally.recall():.3f}  F1 {tally.f1():.3f}  macro F1 {tally.macro_f1():.3f}"
            f"  stance {tally.stance_accuracy():.3f}"
        )
    whole = scored.all
    for narrative in sorted(whole.right.keys() | whole.missed.keys()):
        print(
            f"  {narrative:<22} F1 {whole.f1(narrative):.3f}"
            f"  right {whole.right[narrative]:3d}  missed {whole.missed[narrative]:3d}"
            f"  wrong {whole.wrong[narrative]:3d}"
        )
    for (gold, found), count in sorted(whole.stances.items()):
        print(f"  stance {gold:<9} found as {found:<9} {count:3d}")


def main() -> None:
    """Print all scores and the cues that fire on the seeds alone.

    With --blind and the name of a set, or a file of that form, only that set's.
    """
    if "--blind" in sys.argv:
        which = next((name for name in sys.argv[1:] if not name.startswith("-")), "first")
        _print(f"blind {Path(which).stem}", score_blind(which))
        return
    report = evaluate(Path(sys.argv[1]))
    _print("seeds", report.seeds)
    for seed, tally in sorted(report.seeds.groups.items()):
        print(f"  seed {seed}: F1 {tally.f1():.3f}  stance {tally.stance_accuracy():.3f}")
    _print("corpus", report.corpus)
    least, greatest = left_out(report.corpus)
    print(f"corpus macro F1 without any one outlet: {least:.3f} to {greatest:.3f}")
    only = sorted(report.seeds.cues - report.corpus.cues)
    print(f"{len(only)} of {len(report.seeds.cues)} cues that speak on the seeds speak only there")
    for narrative, cue in only:
        print(f"only on seeds: {narrative}: {cue}")

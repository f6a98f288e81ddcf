"""Hand labels of paragraphs and articles → how well narratives and their stance are found.

`seeds`: five articles, each non-empty line a paragraph, labelled with narratives and stance.
`corpus`: titles and digests of real articles, labelled as a whole. Only narratives that the labels
know are scored. The cues were written from the themes while both sets were at hand, so that these
are scores on development data.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tapestory.config import Paths, load, load_narratives, resolve
from tapestory.model import ArticleId, Narrative, NarrativeEvidence, Stance
from tapestory.narratives import find_evidence
from tapestory.reading.text.document import document
from tapestory.reading.text.language import detect_language
from tapestory.reading.text.sentences import split_sentences

Labels = Mapping[str, Stance]
"""Narrative → stance, of one text."""


@dataclass(slots=True)
class Tally:
    """Counts of one labelled set."""

    right: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    stances: Counter[tuple[Stance, Stance]] = field(default_factory=Counter)
    """(labelled, found) where the narrative itself is right."""

    def add(self, gold: Labels, found: Labels, known: Iterable[str]) -> None:
        """Count one text."""
        for narrative in known:
            if narrative in gold and narrative in found:
                self.right[narrative] += 1
                self.stances[gold[narrative], found[narrative]] += 1
            elif narrative in gold:
                self.missed[narrative] += 1
            elif narrative in found:
                self.wrong[narrative] += 1

    def f1(self, narrative: str | None = None) -> float:
        """Return F1 of one narrative, or over all decisions."""
        right, missed, wrong = (
            counts.total() if narrative is None else counts[narrative]
            for counts in (self.right, self.missed, self.wrong)
        )
        return 2 * right / (2 * right + missed + wrong) if right else 0.0

    def macro_f1(self) -> float:
        """Return the mean F1 of the narratives that are labelled."""
        labelled = self.right.keys() | self.missed.keys()
        return sum(self.f1(narrative) for narrative in labelled) / len(labelled)

    def precision(self) -> float:
        """Return the share of found narratives that are labelled."""
        return self.right.total() / max(1, self.right.total() + self.wrong.total())

    def recall(self) -> float:
        """Return the share of labelled narratives that are found."""
        return self.right.total() / max(1, self.right.total() + self.missed.total())

    def stance_accuracy(self) -> float:
        """Return the share of right stances where the narrative is right."""
        agree = sum(count for (gold, found), count in self.stances.items() if gold is found)
        return agree / max(1, self.stances.total())


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Both sets, and which cues spoke where."""

    seeds: Tally
    corpus: Tally
    seed_cues: frozenset[tuple[str, str]]
    """(narrative, cue) that decided a sentence of a seed."""
    corpus_cues: frozenset[tuple[str, str]]


def score(shared: Path) -> dict[str, float]:
    """Return the scores on the shared labels.

    Args:
        shared: The folder of shared data.
    """
    report = evaluate(shared)
    only_seeds = report.seed_cues - report.corpus_cues
    return {
        "narratives.seeds.f1": report.seeds.f1(),
        "narratives.seeds.stance": report.seeds.stance_accuracy(),
        "narratives.corpus.f1": report.corpus.f1(),
        "narratives.corpus.macro_f1": report.corpus.macro_f1(),
        "narratives.corpus.stance": report.corpus.stance_accuracy(),
        "narratives.cues_not_only_on_seeds": 1 - len(only_seeds) / max(1, len(report.seed_cues)),
    }


def evaluate(shared: Path) -> Report:
    """Read every labelled text and compare."""
    narratives = shipped_narratives()
    seeds, seed_cues = _seeds(shared, narratives)
    corpus, corpus_cues = _corpus(shared, narratives)
    return Report(
        seeds=seeds,
        corpus=corpus,
        seed_cues=frozenset(seed_cues),
        corpus_cues=frozenset(corpus_cues),
    )


def shipped_narratives() -> tuple[Narrative, ...]:
    """Return the narratives as the program ships them."""
    paths: Paths = resolve(Path("none") / "config.toml", {})
    return load_narratives(load(paths, {}), paths)


def read_labels(
    title: str, body: str, narratives: tuple[Narrative, ...]
) -> tuple[dict[str, Stance], list[NarrativeEvidence]]:
    """Return the narratives of one text with the stance that most of its sentences take."""
    lang = detect_language(f"{title}\n{body}")
    evidence = find_evidence(
        split_sentences(document(title, body, lang=lang)),
        article_id=ArticleId(""),
        lang=lang,
        narratives=narratives,
    )
    stances: dict[str, Counter[Stance]] = defaultdict(Counter)
    for item in evidence:
        stances[item.narrative][item.stance] += 1
    return {key: _most(counts) for key, counts in stances.items()}, list(evidence)


def _most(counts: Counter[Stance]) -> Stance:
    """Return the stance of a text: a position taken counts before what is merely passed on."""
    supports, disputes = counts[Stance.SUPPORTS], counts[Stance.DISPUTES]
    if supports == disputes == 0:
        return Stance.REPORTS
    return Stance.SUPPORTS if supports > disputes else Stance.DISPUTES


def _seeds(shared: Path, narratives: tuple[Narrative, ...]) -> tuple[Tally, set[tuple[str, str]]]:
    gold: dict[str, dict[int, dict[str, Stance]]] = defaultdict(lambda: defaultdict(dict))
    with (shared / "seeds/gold/narratives_gold.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = gold[row["seed"]][int(row["para_index"])]
            place[row["narrative"]] = Stance(row["stance"])
    known = sorted({key for seed in gold.values() for para in seed.values() for key in para})
    tally, cues = Tally(), set()
    for seed, labelled in gold.items():
        text = (shared / f"seeds/{seed}.txt").read_text(encoding="utf-8")
        paragraphs = [line for line in text.split("\n") if line.strip()]
        for number, paragraph in enumerate(paragraphs):
            found, evidence = read_labels("", paragraph, narratives)
            tally.add(labelled.get(number, {}), found, known)
            cues |= {(item.narrative, item.cue) for item in evidence}
    return tally, cues


def _corpus(shared: Path, narratives: tuple[Narrative, ...]) -> tuple[Tally, set[tuple[str, str]]]:
    with (shared / "data/corpus/dev.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    known = sorted({item["narrative"] for row in rows for item in row["narratives"]})
    tally, cues = Tally(), set()
    for row in rows:
        gold = {item["narrative"]: Stance(item["stance"]) for item in row["narratives"]}
        found, evidence = read_labels(row["title"], row["text"], narratives)
        tally.add(gold, found, known)
        cues |= {(item.narrative, item.cue) for item in evidence}
    return tally, cues


def main() -> None:
    """Print the scores, by narrative, and the cues that fire on the seeds alone."""
    report = evaluate(Path(sys.argv[1]))
    for name, tally in (("seeds", report.seeds), ("corpus", report.corpus)):
        print(
            f"{name}: precision {tally.precision():.3f}  recall {tally.recall():.3f}"
            f"  F1 {tally.f1():.3f}  macro F1 {tally.macro_f1():.3f}"
            f"  stance {tally.stance_accuracy():.3f}"
        )
        for narrative in sorted(tally.right.keys() | tally.missed.keys()):
            print(
                f"  {narrative:<22} F1 {tally.f1(narrative):.3f}"
                f"  right {tally.right[narrative]:3d}  missed {tally.missed[narrative]:3d}"
                f"  wrong {tally.wrong[narrative]:3d}"
            )
        for (gold, found), count in sorted(tally.stances.items()):
            print(f"  stance {gold:<9} found as {found:<9} {count:3d}")
    for narrative, cue in sorted(report.seed_cues - report.corpus_cues):
        print(f"only on seeds: {narrative}: {cue}")


if __name__ == "__main__":
    main()

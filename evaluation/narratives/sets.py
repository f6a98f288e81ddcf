"""Labelled seeds, corpus and blind sentences → their labels beside what is read in them."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.narratives.tally import Labels
from tapestory.config import Paths, load, load_narratives, resolve
from tapestory.model import ArticleId, Narrative, NarrativeEvidence, Sentence, Stance
from tapestory.narratives import find_evidence
from tapestory.reading.text.document import document
from tapestory.reading.text.language import detect_language
from tapestory.reading.text.sentences import split_sentences

TUNING_SEEDS = frozenset({"001", "002"})
"""Cues and rules were tuned on the labels of these two; those of the others were not looked at."""

BLIND_SETS = {
    "first": "blind.jsonl",
    "second": "blind_second.jsonl",
    "third": "blind_third.jsonl",
    "fourth": "blind_fourth.jsonl",
    "fifth": "blind_fifth.jsonl",
}
"""An object a line: id, lang, text, labels (narrative → stance) and accepted (narratives that may
be found or not). A sentence about nothing of the kind has no labels."""
PACKS = ("shipping_rates",)
"""Whose narratives are looked for in the blind sets as well."""
NO_LONGER_BLIND = frozenset({"second", "fourth"})
"""Scored once blind; since then cues and rules were tuned on them."""
HALF_BLIND = frozenset({"third"})
"""Scored once blind; since then odd lines were tuned on, and even ones not looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A labelled text, read."""

    gold: Labels
    found: Labels
    evidence: tuple[NarrativeEvidence, ...]
    group: str
    """Outlet of an article, number of a seed, language of a blind sentence."""
    lang: str
    tuning: bool
    """Whether rules were tuned on it."""
    accepted: frozenset[str] = frozenset()
    """Narratives that may be found or not."""


def shipped_narratives(*packs: str) -> tuple[Narrative, ...]:
    """Return the narratives as the program ships them, and those of packs."""
    paths: Paths = resolve(Path("none") / "config.toml", {})
    environment = {"TAPESTORY__UNIVERSE__PACKS": json.dumps(packs)} if packs else {}
    return load_narratives(load(paths, environment), paths)


def is_tuning(outlet: str) -> bool:
    """Tell in which half of the outlets one is: by its name, so that no article changes sides."""
    return int(hashlib.sha256(outlet.encode()).hexdigest(), 16) % 2 == 0


def read_labels(
    title: str, body: str, narratives: tuple[Narrative, ...]
) -> tuple[dict[str, Stance], tuple[NarrativeEvidence, ...], str]:
    """Return the narratives of a text with its stance to each, the evidence, and its language."""
    lang = detect_language(f"{title}\n{body}")
    sentences = split_sentences(document(title, body, lang=lang))
    evidence = find_evidence(
        sentences,
        article_id=ArticleId(""),
        lang=lang,
        narratives=narratives,
    )
    return _stances(evidence), evidence, lang


def _stances(evidence: Iterable[NarrativeEvidence]) -> dict[str, Stance]:
    stances: dict[str, Counter[Stance]] = defaultdict(Counter)
    for item in evidence:
        stances[item.narrative][item.stance] += 1
    return {key: _most(counts) for key, counts in stances.items()}


def _by_paragraph(
    paragraphs: Sequence[str], lang: str, narratives: tuple[Narrative, ...]
) -> list[tuple[NarrativeEvidence, ...]]:
    """Return the evidence of an article by paragraph."""
    far = max(len(paragraph) for paragraph in paragraphs) + 1
    sentences = [
        Sentence(text=item.text, start=number * far + item.start, end=number * far + item.end)
        for number, paragraph in enumerate(paragraphs)
        for item in split_sentences(document("", paragraph, lang=detect_language(paragraph)))
    ]
    found: list[list[NarrativeEvidence]] = [[] for _ in paragraphs]
    for item in find_evidence(
        sentences, article_id=ArticleId(""), lang=lang, narratives=narratives
    ):
        found[item.start // far].append(item)
    return [tuple(items) for items in found]


def seeds(shared: Path, narratives: tuple[Narrative, ...]) -> Iterator[Read]:
    """Yield the paragraphs of five articles; each non-empty line is one.

    An article is read in whole, as it is when it arrives.
    """
    gold: dict[str, dict[int, dict[str, Stance]]] = defaultdict(lambda: defaultdict(dict))
    with (shared / "seeds/gold/narratives_gold.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = gold[row["seed"]][int(row["para_index"])]
            place[row["narrative"]] = Stance(row["stance"])
    for seed, labelled in gold.items():
        text = (shared / f"seeds/{seed}.txt").read_text(encoding="utf-8")
        paragraphs = [line for line in text.split("\n") if line.strip()]
        lang = detect_language(text)
        evidence = _by_paragraph(paragraphs, lang, narratives)
        for number, paragraph in enumerate(paragraphs):
            found = _stances(evidence[number])
            yield Read(
                gold=labelled.get(number, {}),
                found=found,
                evidence=evidence[number],
                group=seed,
                lang=detect_language(paragraph),
                tuning=seed in TUNING_SEEDS,
            )


def corpus(shared: Path, narratives: tuple[Narrative, ...]) -> Iterator[Read]:
    """Yield titles and digests of real articles, labelled as a whole."""
    with (shared / "data/corpus/dev.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for row in rows:
        found, evidence, lang = read_labels(row["title"], row["text"], narratives)
        yield Read(
            gold={item["narrative"]: Stance(item["stance"]) for item in row["narratives"]},
            found=found,
            evidence=evidence,
            group=row["domain"],
            lang=lang,
            tuning=is_tuning(row["domain"]),
        )


def blind(narratives: tuple[Narrative, ...], which: str = "first") -> Iterator[Read]:
    """Yield sentences of our own, written from the themes before any cue was read.

    Args:
        narratives: To look for.
        which: A key of `BLIND_SETS`, or a file of that form.
    """
    path = Path(__file__).parent / BLIND_SETS[which] if which in BLIND_SETS else Path(which)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        text = row["text"]
        evidence = find_evidence(
            [Sentence(text=text, start=0, end=len(text))],
            article_id=ArticleId(""),
            lang=row["lang"],
            narratives=narratives,
        )
        yield Read(
            gold={key: Stance(stance) for key, stance in row["labels"].items()},
            found={item.narrative: item.stance for item in evidence},
            evidence=evidence,
            group=row["lang"],
            lang=row["lang"],
            tuning=which in NO_LONGER_BLIND or (which in HALF_BLIND and number % 2 == 1),
            accepted=frozenset(row["accepted"]),
        )


def _most(counts: Counter[Stance]) -> Stance:
    """Return the stance of a text: a position taken counts before what is merely passed on."""
    supports, disputes = counts[Stance.SUPPORTS], counts[Stance.DISPUTES]
    if supports == disputes == 0:
        return Stance.REPORTS
    return Stance.SUPPORTS if supports > disputes else Stance.DISPUTES
